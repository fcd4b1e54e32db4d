"""How much the portal is used: four figures, their course, where readers come from, in the open.

Stories and places stand in the order of time and of the alphabet; nobody is ranked by views.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.core.tables import table
from lantoa.places import queries as places
from lantoa.portal import charts, queries
from lantoa.portal.views.paging import page_of
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.reach import periods
from lantoa.reach import queries as reach
from lantoa.reach.queries import DayFigures
from lantoa.reach.sources import INSIDE, KINDS
from lantoa.vietnamese import format_date, format_weekday, group_digits

STORIES_PER_PAGE = 20
_AT_ONCE = 500


@dataclass(frozen=True)
class Course:
    """A way of looking at time: the word in the address, the kind, how many periods, words."""

    name: str
    kind: periods.Kind
    count: int
    label: str
    one: str

    def of(self, day: date) -> str:
        """What a period is called in a table."""
        if self.kind == "month":
            return f"Tháng {day.month}/{day.year}"
        if self.kind == "week":
            return f"{format_date(day)} tới {format_date(day + timedelta(days=6))}"
        return f"{format_weekday(day)}, {format_date(day)}"

    def short(self, day: date) -> str:
        """What a period is called under the drawing."""
        return f"{day.month}/{day.year}" if self.kind == "month" else f"{day.day}/{day.month}"


COURSES = {
    course.name: course
    for course in (
        Course("ngay", "day", 30, "30 ngày qua", "ngày"),
        Course("tuan", "week", 12, "12 tuần qua", "tuần"),
        Course("thang", "month", 12, "12 tháng qua", "tháng"),
    )
}


@dataclass(frozen=True)
class Part:
    """One line of a sharing out: how many, and how many of 20 cells that fills."""

    label: str
    count: int
    cells: int


@require_safe
@kept("theo", "trang")
def show(request: HttpRequest) -> HttpResponse:
    """The page: figures, course, origins, places, stories, method."""
    today = clock.today()
    asked = request.GET.get("theo", "")
    course = COURSES.get(asked, COURSES["ngay"])
    rows = _rows(course, today)
    first = rows[0].day
    page = page_of(_stories(), request, STORIES_PER_PAGE)
    context = {
        "at": clock.now(),
        "course": course,
        "courses": COURSES.values(),
        "asked": {"theo": course.name} if asked in COURSES and asked != "ngay" else {},
        "rows": [(course.of(row.day), row) for row in rows],
        "sums": _summed(rows),
        **_drawing(course, rows),
        "sources": _sources(first, today),
        "channels": _channels(first, today),
        "at_places": _at_places(first, today),
        "first": first,
        "page": page,
        "told": _told(list(page)),
    }
    return render(request, "portal/statistics.html", context)


def _rows(course: Course, today: date) -> list[DayFigures]:
    first = periods.first_of(course.kind, course.count, today)
    return periods.put_together(course.kind, reach.between(first, today))


def _summed(rows: list[DayFigures]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in ("views", "visits", "robots")}


def _drawing(course: Course, rows: list[DayFigures]) -> dict[str, Any]:
    most = max(rows, key=lambda row: (row.views, row.day))
    top = charts.ceiling(max(max(row.views, row.visits) for row in rows) or 1)
    words = [
        f"{course.of(row.day)}: {group_digits(row.views)} lượt xem, "
        f"{group_digits(row.visits)} lượt truy cập"
        for row in rows
    ]
    bars = [(text, row.views, row.visits) for text, row in zip(words, rows, strict=True)]
    return {
        "bars": charts.bars(bars, top),
        "width": charts.PITCH * len(rows),
        "top": top,
        "most": words[rows.index(most)] if most.views else "",
        "marks": [course.short(rows[at].day) for at in (0, len(rows) // 2)],
    }


def _parts(counts: dict[str, int], names: dict[str, str]) -> list[Part]:
    total = sum(counts.values())
    return [
        Part(label, counts.get(name, 0), charts.cells(counts.get(name, 0), total))
        for name, label in names.items()
    ]


def _sources(first: date, today: date) -> dict[str, Any]:
    """Views that began outside by kind of referrer; those from page to page stand apart."""
    found = reach.by_source(first, today)
    inside = found.pop(INSIDE, 0)
    names = {name: label for name, label in KINDS.items() if name != INSIDE}
    return {"parts": _parts(found, names), "inside": inside, "sum": sum(found.values())}


def _channels(first: date, today: date) -> list[Part]:
    names = {name: channel.label for name, channel in publishing.channels().items()}
    return _parts(reach.by_channel_total(first, today), names)


def _at_places(first: date, today: date) -> list[tuple[str, int, int]]:
    """(place, public stories, openings) in Vietnamese order; old units roll up to today's."""
    opened = reach.by_publication(first, today)
    stories: Counter[int] = Counter()
    views: Counter[int] = Counter()
    for slug, place in publishing.public().order_by().values_list("slug", "exemplar__place"):
        stories[place] += 1
        views[place] += opened.get(slug, 0)
    units = list(places.communes(today))
    lying_in = queries.rolled_up(stories, units, today)
    return [
        (
            unit.name,
            sum(stories[place] for place in lying_in[unit.pk]),
            sum(views[place] for place in lying_in[unit.pk]),
        )
        for unit in units
        if lying_in[unit.pk]
    ]


def _stories() -> QuerySet[Publication]:
    return publishing.public().order_by("-published_at", "-pk")


@dataclass(frozen=True)
class Told:
    """A story with its openings since it came out, by channel."""

    publication: Publication
    website: int
    others: int


def _told(publications: list[Publication]) -> list[Told]:
    found = reach.by_channels(publications)
    return [
        Told(
            row,
            found.get(row.slug, {}).get("website", 0),
            sum(n for name, n in found.get(row.slug, {}).items() if name != "website"),
        )
        for row in publications
    ]


@require_safe
@kept()
def file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The same numbers for programs: CSV or JSON."""
    header, rows = _story_rows() if name == "cau-chuyen" else _course_rows(COURSES[name])
    if form == "csv":
        return table(f"lan-toa-{name}", [words for _, words in header], rows)
    keys = [key for key, _ in header]
    content = {
        "name": name,
        "at": clock.now().isoformat(timespec="seconds"),
        "time_zone": "Asia/Ho_Chi_Minh",
        "rows": [dict(zip(keys, row, strict=True)) for row in rows],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


_Header = list[tuple[str, str]]


def _course_rows(course: Course) -> tuple[_Header, list[tuple[Any, ...]]]:
    header = [
        ("from", "Từ ngày"), ("views", "Lượt xem trang"), ("visits", "Lượt truy cập"),
        ("robot_views", "Lượt máy tự động mở"),
    ]  # fmt: skip
    rows = _rows(course, clock.today())
    return header, [(row.day.isoformat(), row.views, row.visits, row.robots) for row in rows]


def _story_rows() -> tuple[_Header, list[tuple[Any, ...]]]:
    names = publishing.channels()
    header = [
        ("published_on", "Ngày đăng"), ("slug", "Địa chỉ"), ("title", "Câu chuyện"),
        *((name, f"Lượt mở: {channel.label}") for name, channel in names.items()),
    ]  # fmt: skip
    stories = list(_stories())
    found: dict[str, dict[str, int]] = {}
    for start in range(0, len(stories), _AT_ONCE):
        found |= reach.by_channels(stories[start : start + _AT_ONCE])
    return header, [
        (
            row.published_at.date().isoformat(),
            row.slug,
            row.title,
            *(found.get(row.slug, {}).get(name, 0) for name in names),
        )
        for row in stories
    ]
