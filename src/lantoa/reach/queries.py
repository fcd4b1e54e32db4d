"""How many people came, and how far a story spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, Sum
from django.utils import timezone

from lantoa.core import clock
from lantoa.publishing.models import Publication
from lantoa.reach import counting
from lantoa.reach.models import DailyCount, DailyOrigin, DailyTotal, FoldState, VisitorSeen
from lantoa.reach.tail import Tail
from lantoa.reach.tallies import Person

#: Who opened a page in this time counts as online.
ONLINE = timedelta(minutes=5)
_LOOKED_UP_AT_ONCE = 900


@dataclass(frozen=True)
class Visits:
    """What the portal says of its use. The first four are people (hashes), not page views.

    `online` are different visitors of the last five minutes. A visit is the first view of a
    visitor on a day of Vietnam; `today`, `week` (from Monday) and `total` add up visits, so
    whoever comes on two days counts twice. `total` begins at LANTOA_VISITS_BEFORE.
    `views_today` and `views_total` are pages opened by people, one by one, robots' apart.
    """

    online: int
    today: int
    week: int
    total: int
    views_today: int = 0
    views_total: int = 0
    robot_views_total: int = 0


@dataclass(frozen=True)
class DayFigures:
    """One day (or week, or month, from `day` on): views and visits of people, robots' views."""

    day: date
    views: int
    visits: int
    robots: int


def visits(at: datetime) -> Visits:
    """The figures at the moment `at`, views not yet folded included.

    One query; three when somebody came whom this process has not met since the last fold.
    """
    today = timezone.localdate(at)
    tail = _tail_of(counting.folder())
    with tail.lock:
        for _ in range(3):
            state = _snapshot(at)
            with tail.since(state):
                asked = tail.look_up(_folded)
            # Nobody asked about: the snapshot is one statement, and so of one moment.
            if not asked or _state().offsets == state.offsets:
                break
        return _added_up(state, tail, today, at)


def _added_up(state: Any, tail: Tail, today: date, at: datetime) -> Visits:
    monday = today - timedelta(days=today.weekday())
    visits, views = tail.new + tail.owes(1), tail.tally.views + tail.owes(0)
    before = max(settings.LANTOA_VISITS_BEFORE, state.all_old_visits)
    return Visits(
        online=state.online + tail.online(at - ONLINE, at),
        today=int(state.today) + visits[today],
        week=int(state.week) + sum(n for day, n in visits.items() if monday <= day <= today),
        total=int(before + state.all_visits) + visits.total(),
        views_today=int(state.views_today) + views[today],
        views_total=int(state.all_views) + views.total(),
        robot_views_total=int(state.all_robots) + (tail.tally.robots + tail.owes(2)).total(),
    )


#: All at one moment, so in one statement. Every page asks: Django would take seven milliseconds
#: to put it into words each time.
_SNAPSHOT = """
SELECT fold.*,
       (SELECT COUNT(*) FROM reach_visitorseen WHERE publication = '' AND channel = ''
           AND last_at > %(online)s AND last_at <= %(at)s) AS online,
       COALESCE(SUM(CASE WHEN day = %(today)s THEN visits + old_visits END), 0) AS today,
       COALESCE(SUM(CASE WHEN day BETWEEN %(monday)s AND %(today)s
           THEN visits + old_visits END), 0) AS week,
       COALESCE(SUM(CASE WHEN day = %(today)s THEN views + old_views END), 0) AS views_today,
       COALESCE(SUM(visits), 0) AS all_visits,
       COALESCE(SUM(old_visits), 0) AS all_old_visits,
       COALESCE(SUM(views + old_views), 0) AS all_views,
       COALESCE(SUM(robots), 0) AS all_robots
FROM reach_foldstate AS fold LEFT JOIN reach_dailytotal ON 1 = 1
WHERE fold.id = 1
GROUP BY fold.id
"""
_FIGURES = (
    "online", "today", "week", "views_today", "all_visits", "all_old_visits", "all_views",
    "all_robots",
)  # fmt: skip


def _snapshot(at: datetime) -> Any:
    """How far folding has come, and the folded figures, read in one statement."""
    today = timezone.localdate(at)
    moments, days = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value
    values = {
        "at": moments(at),
        "online": moments(at - ONLINE),
        "today": days(today),
        "monday": days(today - timedelta(days=today.weekday())),
    }
    for found in FoldState.objects.raw(_SNAPSHOT, values):
        return found
    # Nothing was ever folded.
    found = FoldState()
    for name in _FIGURES:
        setattr(found, name, 0)
    return found


def _state() -> FoldState:
    return FoldState.objects.filter(pk=1).first() or FoldState()


def _folded(people: list[Person]) -> dict[Person, int]:
    """Those of some people whom folded lines have seen, with the newest moment (epoch ms)."""
    found: dict[Person, int] = {}
    for start in range(0, len(people), _LOOKED_UP_AT_ONCE):
        some = people[start : start + _LOOKED_UP_AT_ONCE]
        rows = VisitorSeen.objects.filter(
            day__in={day for day, _ in some},
            visitor__in=[visitor for _, visitor in some],
            publication="",
            channel="",
        )
        for day, visitor, last_at in rows.values_list("day", "visitor", "last_at"):
            found[day, visitor] = round(last_at.astimezone(UTC).timestamp() * 1000)
    return found


def by_channel(publication: Publication) -> dict[str, int]:
    """Views of one publication by channel: pages for the website, opened short links for others.

    A page that a short link led to is not counted a second time.
    """
    return by_channels([publication]).get(publication.slug, {})


def by_channels(publications: Iterable[Publication]) -> dict[str, dict[str, int]]:
    """The same for many publications at once: slug → channel → views.

    Views at an address that a publication left stay its views.
    """
    today = {slug: publication.slug for publication in publications for slug in publication.slugs}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    state = _state()
    rows = DailyCount.objects.filter(publication__in=today).exclude(channel="").order_by()
    for slug, channel, views in rows.values_list("publication", "channel").annotate(Sum("views")):
        found[today[slug]][channel] += views
    with _tail_of(counting.folder()).since(state) as tail:
        for (_, slug, channel), views in tail.tally.counts.items():
            if slug in today and channel:
                found[today[slug]][channel] += views
    return {slug: dict(counts) for slug, counts in found.items()}


def by_channel_total(since: date = date.min, until: date = date.max) -> dict[str, int]:
    """Views of all publications by channel, days inclusive."""
    return _summed("channel", since, until)


def by_publication(since: date, until: date) -> dict[str, int]:
    """Views of each publication (slug), through all channels, days inclusive."""
    return _summed("publication", since, until)


def _summed(field: str, since: date, until: date) -> dict[str, int]:
    state = _state()
    rows = DailyCount.objects.filter(day__gte=since, day__lte=until).exclude(channel="").order_by()
    found = Counter(dict(rows.values_list(field).annotate(Sum("views"))))
    with _tail_of(counting.folder()).since(state) as tail:
        for (day, slug, channel), views in tail.tally.counts.items():
            if channel and since <= day <= until:
                found[channel if field == "channel" else slug] += views
    return dict(found)


def by_source(since: date, until: date) -> dict[str, int]:
    """Page views of the whole portal by kind of referrer (`sources.KINDS`), days inclusive."""
    state = _state()
    rows = DailyOrigin.objects.filter(publication="", day__gte=since, day__lte=until).order_by()
    found = Counter(dict(rows.values_list("source").annotate(Sum("views"))))
    with _tail_of(counting.folder()).since(state) as tail:
        for (day, slug, source), views in tail.tally.origins.items():
            if not slug and since <= day <= until:
                found[source] += views
    return dict(found)


def series(days: int, *, on: date | None = None) -> list[DayFigures]:
    """The last `days` days up to `on` (today), oldest first, days without a view too."""
    last = on or clock.today()
    return between(last - timedelta(days=days - 1), last)


def between(first: date, last: date) -> list[DayFigures]:
    """Each day from `first` to `last`, oldest first, days without a view too."""
    wanted = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    for _ in range(3):
        state = _state()
        rows = {row.day: row for row in _days_between(first, last)}
        with _tail_of(counting.folder()).since(state) as tail:
            tail.look_up(_folded)
            new = tail.new + tail.owes(1)
            views, robots = tail.tally.views + tail.owes(0), tail.tally.robots + tail.owes(2)
        if _state().offsets == state.offsets:  # else the log was folded between the reads
            break
    figures = []
    for day in wanted:
        row = rows.get(day) or DailyTotal(day=day)
        figures.append(
            DayFigures(
                day,
                row.views + row.old_views + views[day],
                row.visits + row.old_visits + new[day],
                row.robots + robots[day],
            )
        )
    return figures


def _days_between(first: date, last: date) -> QuerySet[DailyTotal]:
    return DailyTotal.objects.filter(day__gte=first, day__lte=last)


def first_own_day() -> date | None:
    """The first day this portal counted itself, as far as folded; None before."""
    own = DailyTotal.objects.filter(views__gt=0) | DailyTotal.objects.filter(visits__gt=0)
    return own.order_by("day").values_list("day", flat=True).first()


@lru_cache(maxsize=8)
def _tail_of(folder: Path) -> Tail:
    return Tail(folder)
