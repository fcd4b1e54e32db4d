"""The calendar of gatherings: a list by month, a page each, files for one's own calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import icalendar, queries
from lantoa.portal.views.paging import page_of
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Gathering
from lantoa.publishing.states import GatheringState
from lantoa.registry import queries as registry

PAST = 12
#: The calendar file goes back so far; it holds all that is to come.
BACK = timedelta(days=92)


@dataclass
class Month:
    """Gatherings of one month, under its name."""

    name: str
    gatherings: list[Gathering] = field(default_factory=list)


def months(rows: Iterable[Gathering]) -> list[Month]:
    """The rows under the months they follow one another in: 'Tháng 6 năm 2026'."""
    found: list[Month] = []
    for row in rows:
        day = timezone.localtime(row.starts_at)
        name = f"Tháng {day.month} năm {day.year}"
        if not found or found[-1].name != name:
            found.append(Month(name))
        found[-1].gatherings.append(row)
    return found


def standing(gathering: Gathering, at: datetime) -> tuple[str, str]:
    """How it stands at a moment, in words, and the tone of its tag."""
    if gathering.state == GatheringState.CANCELLED:
        return "Đã hủy", "err"
    if gathering.state == GatheringState.HELD or gathering.ends_at < at:
        return "Đã diễn ra", ""
    if gathering.starts_at <= at:
        return "Đang diễn ra", "sun"
    days = (timezone.localdate(gathering.starts_at) - timezone.localdate(at)).days
    near = {0: "Hôm nay", 1: "Ngày mai"}
    return near.get(days, f"Còn {days} ngày"), "sun" if days < 7 else ""


@require_safe
@kept("trang")
def listing(request: HttpRequest) -> HttpResponse:
    """What is to come, by month; what was, the newest first."""
    at = clock.now()
    rows = publishing.gatherings()
    page = page_of(rows.filter(ends_at__lt=at).order_by("-starts_at", "-pk"), request, PAST)
    context = {
        "here": "gatherings",
        "coming": months(rows.filter(ends_at__gte=at)),
        "past": months(page.object_list),
        "page": page,
        "at": at,
        "paged": False,
    }
    return render(request, "portal/gatherings.html", context)


@require_safe
@kept()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What, for whom, where, when; who will be there; what came of it."""
    at, on = clock.now(), clock.today()
    gathering = get_object_or_404(publishing.gatherings(), slug=slug)
    words, tone = standing(gathering, at)
    told = queries.publications().filter(gatherings=gathering)
    context = {
        "here": "gatherings",
        "gathering": gathering,
        "words": words,
        "tone": tone,
        "is_over": gathering.ends_at < at,
        "people": registry.public_exemplars(on)
        .filter(registry.through("gatherings", gathering))
        .distinct()
        .order_by("sort_key"),
        "stories": queries.teasers(told, on),
    }
    return render(request, "portal/gathering.html", context)


@require_safe
@kept()
def calendar(request: HttpRequest) -> HttpResponse:
    """All that is to come and the last three months, for subscribing."""
    rows = publishing.gatherings().filter(ends_at__gte=clock.now() - BACK)
    name = f"Lan Tỏa {settings.LANTOA_PROVINCE}: hội nghị, giao lưu, tọa đàm"
    return _file(icalendar.calendar(rows, name=name), "lich-lan-toa.ics")


@require_safe
@kept()
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One gathering for one's own calendar."""
    gathering = get_object_or_404(publishing.gatherings(), slug=slug)
    return _file(icalendar.calendar([gathering], name=gathering.title), f"{slug}.ics")


def _file(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=icalendar.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
