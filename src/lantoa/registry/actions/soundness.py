"""Stopping, going on, and ending a recognition."""

from datetime import datetime

from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.registry.models import Exemplar, Hold, Revocation
from lantoa.registry.states import Standing
from lantoa.vietnamese import nfc


@transaction.atomic
def hold(*, exemplar: Exemplar, reason: str, by: Actor, at: datetime) -> Hold:
    """Stop everything downstream while something is looked into. The reason stays inside."""
    _lock(exemplar)
    reasons = []
    if not by.may("exemplar.hold", exemplar.unit):
        reasons.append("Anh, chị không có quyền tạm dừng hồ sơ của đơn vị này.")
    if not reason.strip():
        reasons.append("Viết vì sao tạm dừng. Câu này chỉ cán bộ đọc được.")
    if exemplar.standing == Standing.REVOKED:
        reasons.append("Hồ sơ đã thu hồi, không cần tạm dừng nữa.")
    if exemplar.current_hold() is not None:
        reasons.append("Hồ sơ đang được tạm dừng rồi.")
    reasons += _against_merged(exemplar, "Tạm dừng")
    if reasons:
        raise Refused(reasons)
    placed = Hold.objects.create(
        exemplar=exemplar, reason=nfc(reason).strip(), placed_by_id=by.pk, placed_at=at
    )
    _record("hold_placed", exemplar, by, at, hold=placed)
    return placed


@transaction.atomic
def lift(*, hold: Hold, conclusion: str, by: Actor, at: datetime) -> None:
    """End a hold, saying what was found."""
    exemplar = hold.exemplar
    _lock(exemplar)
    hold.refresh_from_db()
    reasons = []
    if not by.may("exemplar.hold", exemplar.unit):
        reasons.append("Anh, chị không có quyền bỏ tạm dừng hồ sơ của đơn vị này.")
    if not conclusion.strip():
        reasons.append("Viết kết luận: đã xem điều gì và kết quả ra sao.")
    if hold.lifted_at is not None:
        reasons.append("Lần tạm dừng này đã được bỏ trước đây.")
    if reasons:
        raise Refused(reasons)
    hold.lifted_by_id, hold.lifted_at = by.pk, at
    hold.conclusion = nfc(conclusion).strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "conclusion"])
    _record("hold_lifted", exemplar, by, at, hold=hold)


@transaction.atomic
def revoke(
    *, exemplar: Exemplar, legal_ground: str, public_note: str, by: Actor, at: datetime
) -> Revocation:
    """End the recognition for good, with its legal ground and the correction the public reads."""
    _lock(exemplar)
    reasons = []
    if not by.may("exemplar.revoke", exemplar.unit):
        reasons.append("Anh, chị không có quyền thu hồi công nhận ở đơn vị này.")
    if not legal_ground.strip():
        reasons.append("Ghi căn cứ thu hồi: số, ngày và tên văn bản.")
    if len(legal_ground.strip()) > 300:
        reasons.append("Căn cứ thu hồi dài quá 300 chữ cái. Viết ngắn lại.")
    if not public_note.strip():
        reasons.append("Viết lời đính chính mà người dân sẽ đọc.")
    if exemplar.standing == Standing.REVOKED:
        reasons.append("Hồ sơ này đã thu hồi trước đây.")
    reasons += _against_merged(exemplar, "Thu hồi")
    if reasons:
        raise Refused(reasons)
    before = exemplar.standing
    exemplar.standing = Standing.REVOKED
    exemplar.save(update_fields=["standing"])
    revocation = Revocation.objects.create(
        exemplar=exemplar,
        legal_ground=nfc(legal_ground).strip(),
        public_note=nfc(public_note).strip(),
        revoked_by_id=by.pk,
        revoked_at=at,
    )
    _record(
        "revoked",
        exemplar,
        by,
        at,
        standing=[before, Standing.REVOKED],
        legal_ground=revocation.legal_ground,
    )
    return revocation


def _against_merged(exemplar: Exemplar, verb: str) -> list[str]:
    # What stops a person stops all that is told of them: it is said once, at the kept record.
    merger = exemplar.merger()
    if merger is None:
        return []
    return [f"Hồ sơ này đã gộp vào {merger.kept.code}. {verb} ở hồ sơ ấy thì cả hai cùng dừng."]


def _lock(exemplar: Exemplar) -> None:
    Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    exemplar.refresh_from_db()


def _record(what: str, exemplar: Exemplar, by: Actor, at: datetime, **changes: object) -> None:
    events.record(f"registry.{what}", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit)
