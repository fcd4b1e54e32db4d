"""Folding the visit log into counts, and bringing over an older counter's days: the only writers
of this module.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.reach import counting, ledger, log
from lantoa.reach.imports import OldDay
from lantoa.reach.ledger import Share
from lantoa.reach.models import DailyCount, DailyOrigin, DailyTotal, FoldState, VisitorSeen
from lantoa.reach.tallies import Place, Tally

#: Hashes of visitors are kept this long: their key is thrown away after a day anyway.
HASHES_KEPT = timedelta(days=2)
#: Folded log files are kept this long, so that a restored backup may be brought up to date.
LOGS_KEPT = timedelta(days=14)
_BATCH = 900


def fold(*, at: datetime) -> int:
    """Count what was appended since the last time; gives the number of lines.

    Offsets and counts are written in one transaction under a lock: no line is counted twice
    or lost, whoever is killed when. No audit event: counting is not an act of anybody.
    """
    folder, folded = counting.folder(), 0
    if ledger.size(folder) != _ledger_read(FoldState.objects.filter(pk=1).first(), folder):
        _settle(folder)
    for identity, path in list(log.files(folder)):
        while (lines := _fold_block(identity, path, at)) is not None:
            folded += lines
    _forget(at)
    return folded


@transaction.atomic
def bring_over(*, days: list[OldDay], by: Actor, at: datetime) -> int:
    """Take an older counter's days over; gives how many. Doing it again changes nothing.

    A day that was brought over before gets the new figures; what this portal counted itself
    stays. The days are a part of LANTOA_VISITS_BEFORE and are not added to it.
    """
    state = _locked()
    known = {row.day: row for row in DailyTotal.objects.filter(day__in=[old.day for old in days])}
    rows = []
    for old in days:
        row = known.get(old.day) or DailyTotal(day=old.day)
        row.old_visits, row.old_views = old.visits, old.views
        rows.append(row)
    _upsert(DailyTotal, rows, ["day"], ["old_visits", "old_views"])
    events.record(
        "reach.old_days_brought_over", state, by=by, at=at,
        changes={
            "days": len(days), "from": days[0].day, "to": days[-1].day,
            "visits": sum(day.visits for day in days), "views": sum(day.views for day in days),
        },
    )  # fmt: skip
    return len(days)


def _locked() -> FoldState:
    return FoldState.objects.select_for_update().get_or_create(pk=1)[0]


def _fold_block(identity: str, path: Path, at: datetime) -> int | None:
    """Fold the next few MB of one file; None when nothing whole is left."""
    if path.stat().st_size == _done(FoldState.objects.filter(pk=1).first(), identity):
        return None
    with transaction.atomic():
        state = _locked()
        # A file put back from an older copy is shorter: what is missing was counted from the
        # longer one, what comes is new.
        offset = min(_done(state, identity), path.stat().st_size)
        block = log.block(path, offset)
        if not block and offset == _done(state, identity):
            return None
        tally = Tally()
        lines = tally.add_block(block)
        fresh = _write(tally)
        state.offsets[identity] = offset + len(block)
        state.shares[identity] = _added(state.shares.get(identity, {}), tally, fresh)
        state.folded_at = at
        state.save()
    return lines


def _done(state: FoldState | None, identity: str) -> int:
    return int(state.offsets.get(identity, log.FIRST)) if state else log.FIRST


def _added(share: Share, tally: Tally, fresh: Counter[Place]) -> Share:
    """What a file gave so far, and this tally with it."""
    for day in _days(tally, fresh):
        before = share.get(day.isoformat(), [0, 0, 0])
        now = (tally.views[day], fresh[day, "", ""], tally.robots[day])
        share[day.isoformat()] = [old + new for old, new in zip(before, now, strict=True)]
    return share


def _days(tally: Tally, fresh: Counter[Place]) -> set[date]:
    return tally.views.keys() | tally.robots.keys() | {place[0] for place in fresh}


def _write(tally: Tally) -> Counter[Place]:
    """Add the tally to the rows of its days; gives the new visitors of each place and day."""
    fresh = _see(tally)
    _add_totals({
        day: (tally.views[day], fresh[day, "", ""], tally.robots[day])
        for day in _days(tally, fresh)
    })  # fmt: skip
    _add_counts(tally, fresh)
    _add_origins(tally)
    return fresh


def _add_totals(given: dict[date, tuple[int, int, int]]) -> None:
    known = {row.day: row for row in DailyTotal.objects.filter(day__in=given)}
    rows = []
    for day, (views, visits, robots) in given.items():
        row = known.get(day) or DailyTotal(day=day)
        row.views, row.visits, row.robots = (
            row.views + views, row.visits + visits, row.robots + robots,
        )  # fmt: skip
        rows.append(row)
    _upsert(DailyTotal, rows, ["day"], ["views", "visits", "robots"])


def _add_counts(tally: Tally, fresh: Counter[Place]) -> None:
    days = {place[0] for place in tally.counts}
    known = {
        (row.day, row.publication, row.channel): row
        for row in DailyCount.objects.filter(day__in=days)
    }
    rows = []
    for place, views in tally.counts.items():
        row = known.get(place) or DailyCount(
            day=place[0], publication=place[1], channel=place[2]
        )  # fmt: skip
        row.views, row.visits = row.views + views, row.visits + fresh[place]
        rows.append(row)
    _upsert(DailyCount, rows, ["publication", "channel", "day"], ["views", "visits"])


def _add_origins(tally: Tally) -> None:
    days = {origin[0] for origin in tally.origins}
    known = {
        (row.day, row.publication, row.source): row
        for row in DailyOrigin.objects.filter(day__in=days)
    }
    rows = []
    for origin, views in tally.origins.items():
        row = known.get(origin) or DailyOrigin(
            day=origin[0], publication=origin[1], source=origin[2]
        )
        row.views += views
        rows.append(row)
    _upsert(DailyOrigin, rows, ["publication", "source", "day"], ["views"])


def _upsert(
    model: type[Model], rows: Sequence[Model], unique: list[str], fields: list[str]
) -> None:
    """Write rows over those of the same `unique` fields."""
    for row in rows:
        row.pk = None
    model._default_manager.bulk_create(
        rows,
        batch_size=_BATCH // 10,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=fields,
    )


def _see(tally: Tally) -> Counter[Place]:
    """Keep who was seen; gives how many are new per (day, publication, channel)."""
    fresh: Counter[Place] = Counter()
    everybody = chain(
        (((day, "", ""), visitor, at_ms) for (day, visitor), at_ms in tally.people.items()),
        ((place, visitor, at_ms) for (place, visitor), at_ms in tally.readers.items()),
    )
    for batch in _batches(everybody):
        known = set(
            VisitorSeen.objects.filter(
                day__in={place[0] for place, _, _ in batch},
                visitor__in={visitor for _, visitor, _ in batch},
            ).values_list("day", "publication", "channel", "visitor")
        )
        fresh.update(place for place, visitor, _ in batch if (*place, visitor) not in known)
        _keep(batch)
    return fresh


_Seen = tuple[Place, str, int]
#: The same words for SQLite and PostgreSQL. Through the models it takes ten times as long, and
#: in a rush this is most of folding.
_KEEP = """
    INSERT INTO reach_visitorseen (day, publication, channel, visitor, last_at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (day, visitor, publication, channel) DO UPDATE SET last_at = EXCLUDED.last_at
"""


def _keep(seen: list[_Seen]) -> None:
    ops = connection.ops
    with connection.cursor() as cursor:
        cursor.executemany(
            _KEEP,
            [
                (
                    ops.adapt_datefield_value(day), publication, channel, visitor,
                    ops.adapt_datetimefield_value(datetime.fromtimestamp(at_ms / 1000, UTC)),
                )
                for (day, publication, channel), visitor, at_ms in seen
            ],
        )  # fmt: skip


def _batches(items: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _forget(at: datetime) -> None:
    """Remove old hashes, and log files folded long ago."""
    VisitorSeen.objects.filter(day__lt=timezone.localdate(at) - HASHES_KEPT).delete()
    oldest = (at.astimezone(UTC) - LOGS_KEPT).date().isoformat()
    folder = counting.folder()
    for identity, path in list(log.files(folder)):
        if path.name[:10] < oldest:
            with transaction.atomic():
                state = _locked()
                if path.stat().st_size > _done(state, identity):
                    continue
                share = state.shares.get(identity, {})
                ledger.append(folder, ledger.Entry(identity, share))
                _settle(folder)


@transaction.atomic
def _settle(folder: Path) -> None:
    """Read the ledger on: the files it names go, and what the database lacks of them comes.

    In ordinary life that is nothing. After a restore it is what removed files had given since.
    """
    state = _locked()
    entries, end = ledger.read(folder, _ledger_read(state, folder))
    paths = dict(log.files(folder))
    for entry in entries:
        owed = ledger.owed(entry, state.shares)
        _add_totals({
            date.fromisoformat(day): (views, visits, robots)
            for day, (views, visits, robots) in owed.items()
        })  # fmt: skip
        if entry.identity in paths:
            paths[entry.identity].unlink(missing_ok=True)
        state.offsets.pop(entry.identity, None)
        state.shares.pop(entry.identity, None)
    state.ledger[ledger.name(folder)] = end
    state.save()


def _ledger_read(state: FoldState | None, folder: Path) -> int:
    return int(state.ledger.get(ledger.name(folder), 0)) if state else 0
