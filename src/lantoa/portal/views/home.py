"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import queries
from lantoa.reports import queries as reports

#: The lead story and those under it.
STORIES = 5
PRACTICES = 4


@require_safe
@kept()
def show(request: HttpRequest) -> HttpResponse:
    """The newest stories, practices being copied, the map, the plan in force."""
    on = clock.today()
    public = queries.publications()
    found = queries.teasers(public[:STORIES], on)
    tiles = queries.tiles(on)
    plan = queries.current_plan(on)
    context = {
        "lead": found[0] if found else None,
        "fresh": found[1:],
        "story_count": public.count(),
        "practices": queries.most_copied(on, PRACTICES),
        "sectors": queries.sectors(),
        "tiles": tiles,
        "empty": [tile for tile in tiles if not tile.count],
        "told": sum(1 for tile in tiles if tile.count),
        "plan": plan,
        "report": reports.plan_report(plan, on=on) if plan else None,
    }
    return render(request, "portal/home.html", context)
