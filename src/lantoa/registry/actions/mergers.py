"""The same person once: two records read as one, and apart again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.registry.models import Exemplar, Merger
from lantoa.registry.states import Standing
from lantoa.vietnamese import format_date


def lock_records(*records: Exemplar) -> None:
    """Lock the rows until the transaction ends, in one order for everybody, and refresh them."""
    for record in sorted(records, key=lambda one: one.pk):
        lock(record)


def merge_reasons(*, kept: Exemplar, gone: Exemplar, by: Actor) -> list[str]:
    """Every reason why `gone` may not be merged into `kept` now, as sentences."""
    reasons = _against_rights(kept, gone, by)
    if kept.pk == gone.pk:
        return [*reasons, "Đây là một hồ sơ, không phải hai."]
    if kept.kind != gone.kind:
        reasons.append("Một bên là cá nhân, bên kia là tập thể hoặc hộ: không phải một người.")
    for record in (kept, gone):
        if merger := record.merger():
            day = format_date(timezone.localdate(merger.merged_at))
            reasons.append(f"{record.code} đã được gộp vào {merger.kept.code} ngày {day}.")
        elif record.standing == Standing.REVOKED:
            reasons.append(f"{record.code} đã thu hồi công nhận, không gộp được.")
        elif record.current_hold():
            reasons.append(f"{record.code} đang tạm dừng để xem lại. Chờ có kết luận rồi hãy gộp.")
    under = gone.mergers.standing().select_related("gone")
    if codes := ", ".join(merger.gone.code for merger in under):
        reasons.append(f"{gone.code} đang giữ {codes}. Giữ lại {gone.code}, hoặc tách ra trước.")
    return reasons


@transaction.atomic
def merge(*, kept: Exemplar, gone: Exemplar, by: Actor, at: datetime) -> Merger:
    """Read `gone` as `kept` from now on. A person decides it; no task may.

    Nothing moves: whatever hangs on `gone` stays there with its own consents and is shown under
    `kept` (`registry.queries.records_of`). Raises Refused with every reason.
    """
    lock_records(kept, gone)
    if reasons := merge_reasons(kept=kept, gone=gone, by=by):
        raise Refused(reasons)
    merger = Merger.objects.create(kept=kept, gone=gone, merged_by_id=by.pk, merged_at=at)
    _record("merged", merger, by, at)
    return merger


@transaction.atomic
def split(*, merger: Merger, by: Actor, at: datetime) -> None:
    """Undo a merger: both records stand on their own again, exactly as before.

    Refused while the kept record is on hold or revoked: what was stopped for the person would
    come out again by a side door.
    """
    kept, gone = merger.kept, merger.gone
    lock_records(kept, gone)
    lock(merger)
    reasons = _against_rights(kept, gone, by)
    if merger.undone_at is not None:
        reasons.append("Lần gộp này đã được tách ra trước đây.")
    if kept.standing == Standing.REVOKED:
        reasons.append(f"{kept.code} đã thu hồi công nhận sau khi gộp, không tách ra được nữa.")
    if kept.current_hold():
        reasons.append(f"{kept.code} đang tạm dừng để xem lại. Chờ có kết luận rồi hãy tách.")
    if reasons:
        raise Refused(reasons)
    merger.undone_by_id, merger.undone_at = by.pk, at
    merger.save(update_fields=["undone_by", "undone_at"])
    _record("split", merger, by, at)


def _against_rights(kept: Exemplar, gone: Exemplar, by: Actor) -> list[str]:
    # The public and the platform itself never merge: a person answers for it.
    if by.pk is None:
        return ["Gộp và tách hồ sơ phải do một cán bộ quyết định."]
    units = {record.unit_id: record.unit for record in (kept, gone)}.values()
    return [
        f"Anh, chị không có quyền gộp, tách hồ sơ của {unit}."
        for unit in units
        if not by.may("duplicate.judge", unit)
    ]


def _record(what: str, merger: Merger, by: Actor, at: datetime) -> None:
    """One event for each of the two, so that either history tells it."""
    changes = {"kept": merger.kept.code, "gone": merger.gone.code}
    for record in (merger.gone, merger.kept):
        events.record(f"registry.{what}", record, by=by, at=at, changes=changes, unit=record.unit)
