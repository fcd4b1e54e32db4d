"""The map of today's units, and the page of each; former units lead to today's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, AdminUnitKind
from lantoa.portal import localities, queries
from lantoa.portal.views.paging import page_of
from lantoa.publishing import queries as publishing
from lantoa.registry.models import Sector

STORIES = 6
#: Names found at most: more would be a list, not an answer.
NAMES = 30
#: Longest name asked for that is looked up.
LONGEST = 60


@require_safe
@kept("linh-vuc", "ten")
def listing(request: HttpRequest) -> HttpResponse:
    """The 65 units as salt pans and as a list; `linh-vuc` counts one sector, `ten` finds a name."""
    on = clock.today()
    sector = Sector.objects.filter(slug=request.GET.get("linh-vuc", "")[:50]).first()
    name = " ".join(request.GET.get("ten", "").split())[:LONGEST]
    tiles = queries.tiles(on, sector)
    context = {
        "here": "places",
        "tiles": tiles,
        "told": sum(1 for tile in tiles if tile.count),
        "sector": sector,
        "sectors": queries.sectors(),
        "name": name,
        "found": places.named(name, on, NAMES),
        "noindex": bool(name),
        "asked": {"linh-vuc": sector.slug} if sector else {},
    }
    return render(request, "portal/places.html", context)


@require_safe
@kept("trang")
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of one place. A former unit says what it became; the province is the map."""
    on = clock.today()
    unit = places.at_code(code, on)
    if unit is None:
        raise Http404
    if unit.valid_to is not None and unit.valid_to < on:
        return _former(request, unit)
    if unit.kind == AdminUnitKind.PROVINCE:
        return redirect("portal:places", permanent=True)
    ids = places.with_predecessors(unit)
    told = queries.publications().filter(exemplar__place__in=ids)
    page = page_of(told, request, STORIES)
    committee = places.committee_of(unit)
    meetings = publishing.gatherings().filter(place__in=ids)
    context = {
        "here": "places",
        "unit": unit,
        "origins": localities.origins(unit),
        "page": page,
        "stories": queries.teasers(page.object_list, on),
        "people": localities.people(on, ids),
        "practices": queries.practice_rows(queries.practices(on).filter(exemplar__place__in=ids)),
        "copied": localities.copied(on, ids),
        "gatherings": list(meetings.filter(ends_at__gte=clock.now())[:4]),
        "committee": committee,
        "duties": localities.duties(committee, on),
        "neighbours": localities.neighbours(unit, on),
        "on": on,
        "paged": False,
    }
    return render(request, "portal/place.html", context)


def _former(request: HttpRequest, unit: AdminUnit) -> HttpResponse:
    on = clock.today()
    links = unit.successions.all()
    context = {
        "here": "places",
        "unit": unit,
        "now": places.successors(unit, on),
        "basis": ", ".join(sorted({link.legal_basis for link in links})),
        "ended_on": min((link.on for link in links), default=None),
    }
    return render(request, "portal/place_former.html", context)
