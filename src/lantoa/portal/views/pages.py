"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import queries


@require_safe
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site, how a story comes about, how to have one corrected."""
    return render(request, "portal/about.html")


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
    context = {"sectors": queries.sectors(), "plans": queries.plans(clock.today())}
    return render(request, "portal/site_map.html", context)
