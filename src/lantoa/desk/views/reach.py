"""How far stories came, per channel. Stories stand by their day, never by their count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.tables import table
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.desk.lists import page_of, wants_table
from lantoa.publishing.models import Delivery, Publication
from lantoa.publishing.queries import channels
from lantoa.reach import queries
from lantoa.reach.models import DailyCount
from lantoa.reach.queries import DayFigures
from lantoa.replication.models import Adoption
from lantoa.replication.queries import WORKING
from lantoa.replication.states import AdoptionState
from lantoa.vietnamese import format_date

DAYS = 30


@dataclass(frozen=True)
class Way:
    """One story through one channel.

    `views` are page views on the website, openings of the short link elsewhere; `visits` the
    different visitors of each day among them, as far as already folded.
    """

    name: str
    label: str
    deliveries: tuple[Delivery, ...]
    views: int
    visits: int

    @property
    def counted(self) -> str:
        """What `views` counts here."""
        return "lượt xem trang" if self.name == "website" else "lượt mở liên kết ngắn"


@dataclass
class Followed:
    """Copies of the story's practice registered since it came out; counted apart."""

    registered: int = 0
    effective: int = 0
    sustained: int = 0


@dataclass(frozen=True)
class Told:
    """A story with all its ways and what followed."""

    publication: Publication
    ways: list[Way]
    followed: Followed


@dataclass(frozen=True)
class Bar:
    """One day of the drawing, 120 wide and 40 high: left edge, heights of views and visits."""

    x: float
    views: float
    visits: float

    @property
    def visits_x(self) -> float:
        """Left edge of the bar of visits."""
        return self.x + 1.9

    @property
    def views_top(self) -> float:
        """Where the bar of views begins, from above."""
        return round(40 - self.views, 2)

    @property
    def visits_top(self) -> float:
        """Where the bar of visits begins, from above."""
        return round(40 - self.visits, 2)


@desk_page("report.read", "delivery.manage")
def show(request: DeskRequest) -> HttpResponse:
    """The portal's figures, thirty days, and each story of the reader's units."""
    found = _publications(request)
    if wants_table(request):
        return _as_table(_told(list(found)))
    now, days = clock.now(), queries.series(DAYS)
    page = page_of(request, found)
    context = {
        "visits": queries.visits(now),
        "now": now,
        "days": days,
        "bars": _bars(days),
        "most": max(day.views for day in days),
        "views_sum": sum(day.views for day in days),
        "visits_sum": sum(day.visits for day in days),
        "page": page,
        "told": _told(list(page)),
    }
    return render(request, "desk/reach/show.html", context)


def _publications(request: DeskRequest) -> QuerySet[Publication]:
    newest = Delivery.objects.select_related("target").order_by("target__name", "-revision")
    return (
        Publication.objects.visible_to(request.user)
        .select_related("exemplar__place", "unit")
        .prefetch_related(Prefetch("deliveries", queryset=newest, to_attr="sent"))
        .order_by("-published_at", "-pk")
    )


def _bars(days: Sequence[DayFigures]) -> list[Bar]:
    most = max((max(day.views, day.visits) for day in days), default=0) or 1
    return [
        Bar(place * 4, round(40 * day.views / most, 2), round(40 * day.visits / most, 2))
        for place, day in enumerate(days)
    ]


def _told(publications: list[Publication]) -> list[Told]:
    views = queries.by_channels(publications)
    visits = _visits(publications)
    followed = _followed(publications)
    return [
        Told(
            row,
            _ways(row, views.get(row.slug, {}), visits[row.slug]),
            followed[row.pk],
        )
        for row in publications
    ]


def _visits(publications: Iterable[Publication]) -> defaultdict[str, dict[str, int]]:
    slugs = [row.slug for row in publications]
    rows = DailyCount.objects.filter(publication__in=slugs).order_by()
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for slug, channel, sum_ in rows.values_list("publication", "channel").annotate(Sum("visits")):
        found[slug][channel] = sum_
    return found


def _ways(row: Publication, views: dict[str, int], visits: dict[str, int]) -> list[Way]:
    sent: list[Delivery] = row.sent  # type: ignore[attr-defined]  # prefetched
    newest: dict[int, Delivery] = {}
    for delivery in sent:
        newest.setdefault(delivery.target_id, delivery)
    names = {name: channel.label for name, channel in channels().items()}
    return [
        Way(
            name,
            label,
            tuple(d for d in newest.values() if d.target.channel == name),
            views.get(name, 0),
            visits.get(name, 0),
        )
        for name, label in names.items()
    ]


def _followed(publications: Sequence[Publication]) -> dict[int, Followed]:
    found = {row.pk: Followed() for row in publications}
    since: defaultdict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for row in publications:
        since[row.exemplar_id].append((row.pk, row.published_at))
    copies = Adoption.objects.filter(practice__exemplar__in=list(since)).order_by()
    for exemplar, at, state in copies.values_list("practice__exemplar", "registered_at", "state"):
        for pk, published_at in since[exemplar]:
            if at >= published_at:
                found[pk].registered += 1
                found[pk].effective += state in WORKING
                found[pk].sustained += state == AdoptionState.SUSTAINED
    return found


def _as_table(told: list[Told]) -> HttpResponse:
    header = (
        "Câu chuyện", "Về ai", "Địa bàn", "Ngày đăng", "Kênh", "Gửi đi", "Lượt mở",
        "Người đọc", "Nơi đăng ký làm theo sau khi đăng", "Có kết quả", "Giữ được lâu dài",
    )  # fmt: skip
    rows = (
        (
            row.publication.title,
            row.publication.exemplar.full_name,
            row.publication.exemplar.place.name,
            format_date(timezone.localdate(row.publication.published_at)),
            way.label,
            "; ".join(delivery.get_state_display() for delivery in way.deliveries),
            way.views,
            way.visits,
            row.followed.registered,
            row.followed.effective,
            row.followed.sustained,
        )
        for row in told
        for way in row.ways
    )
    return table(f"lan-toa-{clock.today():%Y-%m-%d}", header, rows)
