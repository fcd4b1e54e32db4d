"""Lists of stories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.portal import queries
from lantoa.portal.views.paging import page_of
from lantoa.registry.models import Sector

PER_PAGE = 12


@require_safe
@kept("trang", "linh-vuc", "muc", "noi")
def listing(request: HttpRequest) -> HttpResponse:
    """All stories, newest first; `linh-vuc`, `muc` and `noi` narrow them."""
    sector = Sector.objects.filter(slug=request.GET.get("linh-vuc", "")).first()
    return _list(request, sector)


@require_safe
@kept("trang", "muc", "noi")
def of_sector(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories of one sector."""
    return _list(request, get_object_or_404(Sector, slug=slug))


def _list(request: HttpRequest, sector: Sector | None) -> HttpResponse:
    on = clock.today()
    found = queries.publications()
    place = _place(request.GET.get("noi", ""))
    if sector:
        found = found.filter(exemplar__sector=sector)
    if place:
        found = queries.at_place(place, found)
    if section := request.GET.get("muc", "")[:60]:
        found = found.filter(story__section__slug=section)
    page = page_of(found, request, PER_PAGE)
    asked = {"noi": place.code if place else "", "muc": section}
    context = {
        "here": "stories",
        "page": page,
        "teasers": queries.teasers(page.object_list, on),
        "sectors": queries.sectors(),
        "places": places.communes(on),
        "sector": sector,
        "place": place,
        "asked": {name: value for name, value in asked.items() if value},
        # A sector has an address of its own, however one came to it.
        "canonical": reverse("portal:sector", args=[sector.slug]) if sector else request.path,
    }
    return render(request, "portal/stories.html", context)


def _place(code: str) -> AdminUnit | None:
    if not code:
        return None
    return places.communes(clock.today()).filter(code=code[:10]).first()
