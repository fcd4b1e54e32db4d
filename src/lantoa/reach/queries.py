"""How many people came, and how far a story spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone

from lantoa.core import clock
from lantoa.publishing.models import Publication
from lantoa.reach import counting
from lantoa.reach.models import DailyCount, DailyTotal, FoldState, VisitorSeen
from lantoa.reach.tail import Tail
from lantoa.reach.tallies import Tally

#: Who opened a page in this time counts as online.
ONLINE = timedelta(minutes=5)


@dataclass(frozen=True)
class Visits:
    """The four figures of the footer, in people (hashes), not page views.

    `online` are different visitors of the last five minutes. A visit is the first view of a
    visitor on a day of Vietnam; `today`, `week` (from Monday) and `total` add up visits, so
    whoever comes on two days counts twice. `total` begins at LANTOA_VISITS_BEFORE.
    """

    online: int
    today: int
    week: int
    total: int


@dataclass(frozen=True)
class DayFigures:
    """One day: page views and visits of people, and views of robots."""

    day: date
    views: int
    visits: int
    robots: int


def visits(at: datetime) -> Visits:
    """The footer's figures at the moment `at`, views not yet folded included."""
    for _ in range(3):
        offsets = _offsets()
        found = _visits(at, _tail_of(counting.folder()).since(offsets))
        if offsets == _offsets():  # else the log was folded between two of the reads
            break
    return found


def _visits(at: datetime, tail: Tally) -> Visits:
    today = timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    days = DailyTotal.objects.aggregate(
        today=Sum("visits", filter=Q(day=today)),
        week=Sum("visits", filter=Q(day__gte=monday, day__lte=today)),
        total=Sum("visits"),
    )
    new = _new_visits(tail)
    return Visits(
        online=_online(at, tail),
        today=(days["today"] or 0) + new[today],
        week=(days["week"] or 0) + sum(n for day, n in new.items() if monday <= day <= today),
        total=settings.LANTOA_VISITS_BEFORE + (days["total"] or 0) + sum(new.values()),
    )


def by_channel(publication: Publication) -> dict[str, int]:
    """Views of one publication by channel: pages for the website, opened short links for others.

    A page that a short link led to is not counted a second time.
    """
    return by_channels([publication]).get(publication.slug, {})


def by_channels(publications: Iterable[Publication]) -> dict[str, dict[str, int]]:
    """The same for many publications at once: slug → channel → views."""
    slugs = {publication.slug for publication in publications}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = DailyCount.objects.filter(publication__in=slugs).exclude(channel="")
    for slug, channel, views in rows.values_list("publication", "channel").annotate(Sum("views")):
        found[slug][channel] += views
    for (_, slug, channel), views in _tail().counts.items():
        if slug in slugs and channel:
            found[slug][channel] += views
    return {slug: dict(counts) for slug, counts in found.items()}


def by_channel_total() -> dict[str, int]:
    """Views of all publications by channel."""
    rows = DailyCount.objects.exclude(channel="").values_list("channel").annotate(Sum("views"))
    found = Counter(dict(rows.order_by()))
    for (_, _, channel), views in _tail().counts.items():
        if channel:
            found[channel] += views
    return dict(found)


def series(days: int, *, on: date | None = None) -> list[DayFigures]:
    """The last `days` days up to `on` (today), oldest first, days without a view too."""
    last = on or clock.today()
    wanted = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    rows = {row.day: row for row in DailyTotal.objects.filter(day__in=wanted)}
    tail = _tail()
    new = _new_visits(tail)
    figures = []
    for day in wanted:
        row = rows.get(day) or DailyTotal(day=day)
        figures.append(
            DayFigures(
                day,
                row.views + tail.views[day],
                row.visits + new[day],
                row.robots + tail.robots[day],
            )
        )
    return figures


def _online(at: datetime, tail: Tally) -> int:
    seen = VisitorSeen.objects.filter(
        publication="", channel="", last_at__gt=at - ONLINE, last_at__lte=at
    )
    people = set(seen.values_list("visitor", flat=True))
    first, last = (at - ONLINE).timestamp() * 1000, at.timestamp() * 1000
    people |= {key[3] for key, ms in tail.seen.items() if not key[1] and first < ms <= last}
    return len(people)


def _new_visits(tail: Tally) -> Counter[date]:
    """Visitors of the tail, per day, whom no folded line has seen."""
    found: Counter[date] = Counter()
    for day in {key[0] for key in tail.seen}:
        people = sorted(tail.visitors(day))
        known = VisitorSeen.objects.filter(day=day, publication="", channel="")
        found[day] = len(people) - sum(
            known.filter(visitor__in=people[start : start + 900]).count()
            for start in range(0, len(people), 900)
        )
    return found


def _tail() -> Tally:
    return _tail_of(counting.folder()).since(_offsets())


def _offsets() -> dict[str, int]:
    state = FoldState.objects.filter(pk=1).first()
    return dict(state.offsets) if state else {}


@lru_cache(maxsize=8)
def _tail_of(folder: Path) -> Tail:
    return Tail(folder)
