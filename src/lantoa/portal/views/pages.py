"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.places import queries as places
from lantoa.planning import queries as planning
from lantoa.portal import measures, queries
from lantoa.stories.models import Section

#: Language → path of the same page.
_ABOUT = {"vi": reverse_lazy("portal:about"), "en": reverse_lazy("portal:about_en")}
_CONTACT = {"vi": reverse_lazy("portal:contact"), "en": reverse_lazy("portal:contact_en")}


@require_safe
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site, how a story comes about, how to have one corrected."""
    return render(request, "portal/about.html", {"alternates": _ABOUT})


@require_safe
@kept()
def about_en(request: HttpRequest) -> HttpResponse:
    """The same for readers of English."""
    context = {"lang": "en", "alternates": _ABOUT, "figures": measures.size(clock.today())}
    return render(request, "portal/about_en.html", context)


@require_safe
@kept()
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask what, and when an answer comes."""
    return render(request, "portal/contact.html", {"alternates": _CONTACT})


@require_safe
@kept()
def contact_en(request: HttpRequest) -> HttpResponse:
    """The same for readers of English."""
    context = {"lang": "en", "alternates": _CONTACT}
    return render(request, "portal/contact_en.html", context)


@require_safe
@kept()
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and for how long."""
    return render(request, "portal/privacy.html")


@require_safe
@kept()
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site is read by everybody, and what is still missing."""
    return render(request, "portal/accessibility.html")


@require_safe
@kept()
def site_map(request: HttpRequest) -> HttpResponse:
    """All corners of the site, for people."""
    on = clock.today()
    context = {
        "sectors": queries.sectors(),
        "plans": queries.plans(on),
        "movements": planning.movements(),
        "places": places.communes(on),
        "sections": Section.objects.all(),
    }
    return render(request, "portal/site_map.html", context)
