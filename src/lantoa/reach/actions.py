"""Folding the visit log into counts: the only writer of this module."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from lantoa.reach import counting, log
from lantoa.reach.models import DailyCount, DailyTotal, FoldState, VisitorSeen
from lantoa.reach.tallies import Place, Tally

#: Hashes and log files are kept this long, then removed.
KEPT = timedelta(days=2)
_BATCH = 400


def fold(*, at: datetime) -> int:
    """Count what was appended since the last time; gives the number of lines.

    Offsets and counts are written in one transaction under a lock: no line is counted twice
    or lost, whoever is killed when. No audit event: counting is not an act of anybody.
    """
    folded = 0
    for identity, path in list(log.files(counting.folder())):
        while (lines := _fold_block(identity, path, at)) is not None:
            folded += lines
    _forget(at)
    return folded


def _fold_block(identity: str, path: Path, at: datetime) -> int | None:
    """Fold the next few MB of one file; None when nothing whole is left."""
    if path.stat().st_size <= _done(FoldState.objects.filter(pk=1).first(), identity):
        return None
    with transaction.atomic():
        state = FoldState.objects.select_for_update().get_or_create(pk=1)[0]
        offset = _done(state, identity)
        views, end = log.read(path, offset)
        if end == offset:
            return None
        tally = Tally()
        tally.add(views)
        _write(tally)
        state.offsets[identity] = end
        state.folded_at = at
        state.save()
    return len(views)


def _done(state: FoldState | None, identity: str) -> int:
    return int(state.offsets.get(identity, log.FIRST)) if state else log.FIRST


def _write(tally: Tally) -> None:
    """Add the tally to the rows of its days: each table is read once and written once."""
    fresh = _see(tally)
    days = tally.views.keys() | tally.robots.keys() | {key[0] for key in fresh}
    _add_totals(tally, days, fresh)
    _add_counts(tally, fresh)


def _add_totals(tally: Tally, days: set[date], fresh: Counter[Place]) -> None:
    known = {row.day: row for row in DailyTotal.objects.filter(day__in=days)}
    rows = []
    for day in days:
        row = known.get(day) or DailyTotal(day=day)
        row.views += tally.views[day]
        row.robots += tally.robots[day]
        row.visits += fresh[day, "", ""]
        row.pk = None  # written over the row of the same day
        rows.append(row)
    DailyTotal.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["day"],
        update_fields=["views", "robots", "visits"],
    )  # fmt: skip


def _add_counts(tally: Tally, fresh: Counter[Place]) -> None:
    days = {key[0] for key in tally.counts}
    known = {
        (row.day, row.publication, row.channel): row
        for row in DailyCount.objects.filter(day__in=days)
    }
    rows = []
    for key, views in tally.counts.items():
        row = known.get(key) or DailyCount(day=key[0], publication=key[1], channel=key[2])
        row.views += views
        row.visits += fresh[key]
        row.pk = None  # see above
        rows.append(row)
    DailyCount.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True,
        unique_fields=["publication", "channel", "day"], update_fields=["views", "visits"],
    )  # fmt: skip


def _see(tally: Tally) -> Counter[Place]:
    """Keep who was seen; gives how many are new per (day, publication, channel)."""
    fresh: Counter[Place] = Counter()
    for batch in _batches(list(tally.seen.items())):
        known = set(
            VisitorSeen.objects.filter(
                day__in={key[0] for key, _ in batch}, visitor__in={key[3] for key, _ in batch}
            ).values_list("day", "publication", "channel", "visitor")
        )
        fresh.update(key[:3] for key, _ in batch if key not in known)
        rows = [
            VisitorSeen(
                day=key[0],
                publication=key[1],
                channel=key[2],
                visitor=key[3],
                last_at=datetime.fromtimestamp(at_ms / 1000, UTC),
            )
            for key, at_ms in batch
        ]
        VisitorSeen.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["day", "visitor", "publication", "channel"],
            update_fields=["last_at"],
        )
    return fresh


_Seen = tuple[tuple[date, str, str, str], int]


def _batches(items: Sequence[_Seen]) -> Iterator[Sequence[_Seen]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _forget(at: datetime) -> None:
    """Remove hashes and folded log files older than `KEPT`."""
    VisitorSeen.objects.filter(day__lt=timezone.localdate(at) - KEPT).delete()
    oldest = (at.astimezone(UTC) - KEPT).date().isoformat()
    for identity, path in list(log.files(counting.folder())):
        if path.name[:10] < oldest:
            _remove_folded(identity, path)


def _remove_folded(identity: str, path: Path) -> None:
    with transaction.atomic():
        state = FoldState.objects.select_for_update().get_or_create(pk=1)[0]
        if path.stat().st_size > _done(state, identity):
            return
        state.offsets.pop(identity, None)
        state.save(update_fields=["offsets"])
        path.unlink(missing_ok=True)
