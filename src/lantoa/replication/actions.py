"""Copying a practice: who takes it over, what came of it, who confirmed it."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import Exemplar, Practice
from lantoa.replication.models import Adoption, AdoptionResult
from lantoa.replication.rules import awaiting
from lantoa.replication.states import ADOPTION, AdoptionState
from lantoa.vietnamese import fold


@transaction.atomic
def register(
    *,
    practice: Practice,
    adopter: str,
    place: AdminUnit,
    unit: OrgUnit,
    change: str = "",
    by: Actor,
    at: datetime,
) -> Adoption:
    """Write down that `adopter` at `place` takes over a practice; `unit` answers for it."""
    OrgUnit.objects.select_for_update().get(pk=unit.pk)  # two at once: the second sees the first
    adopter = " ".join(adopter.split())
    reasons = _reasons_against(practice, adopter, unit, by)
    if reasons:
        raise Refused(reasons)
    adoption = Adoption.objects.create(
        practice=practice,
        adopter=adopter,
        place=place,
        unit=unit,
        change=change.strip(),
        registered_by_id=by.pk,
        registered_at=at,
    )
    changes = {"practice": practice, "adopter": adopter, "place": place, "change": adoption.change}
    events.record("adoption.registered", adoption, by=by, at=at, changes=changes, unit=unit)
    return adoption


def _reasons_against(practice: Practice, adopter: str, unit: OrgUnit, by: Actor) -> list[str]:
    reasons = []
    if not by.may("adoption.register", unit):
        reasons.append("Anh, chị không có quyền đăng ký làm theo ở đơn vị này.")
    if not adopter:
        reasons.append("Chưa ghi nơi làm theo. Ghi tên thôn, tổ, hộ hoặc nhóm.")
    if not Exemplar.objects.sound().filter(pk=practice.exemplar_id).exists():
        reasons.append("Cách làm này đang được xem lại nên chưa đăng ký làm theo được.")
    names = Adoption.objects.filter(practice=practice, unit=unit).values_list("adopter", flat=True)
    if adopter and any(fold(name) == fold(adopter) for name in names):
        reasons.append(f"“{adopter}” đã đăng ký cách làm này rồi.")
    return reasons


@transaction.atomic
def report_result(
    *,
    adoption: Adoption,
    statement: str,
    evidence_note: str = "",
    evidence_upload: UploadedFile[bytes] | None = None,
    by: Actor,
    at: datetime,
) -> AdoptionResult:
    """Say what came of it. It counts once another officer confirmed it.

    Raises files.FileRefused for a file that is not taken.
    """
    Adoption.objects.select_for_update().get(pk=adoption.pk)
    adoption.refresh_from_db()
    reasons = []
    if not by.may("adoption.register", adoption.unit):
        reasons.append("Anh, chị không có quyền báo kết quả ở đơn vị này.")
    if adoption.state == AdoptionState.STOPPED:
        reasons.append("Nơi này đã dừng làm theo, không báo kết quả được nữa.")
    if not statement.strip():
        reasons.append("Chưa ghi kết quả. Ghi việc đã làm và con số nếu có.")
    if reasons:
        raise Refused(reasons)
    result = AdoptionResult.objects.create(
        adoption=adoption,
        statement=statement.strip(),
        evidence_note=evidence_note.strip(),
        evidence_file=files.store(evidence_upload, at=at) if evidence_upload else None,
        reported_by_id=by.pk,
        reported_at=at,
    )
    changes = {"result": result, "statement": result.statement}
    events.record(
        "adoption.result_reported", adoption, by=by, at=at, changes=changes, unit=adoption.unit
    )
    return result


def confirm(*, adoption: Adoption, by: Actor, at: datetime) -> None:
    """Confirm the newest result: the copy works."""
    _confirm("confirm", adoption, by, at)


def sustain(*, adoption: Adoption, by: Actor, at: datetime) -> None:
    """Confirm a later result: the copy lasts."""
    _confirm("sustain", adoption, by, at)


@transaction.atomic
def _confirm(verb: str, adoption: Adoption, by: Actor, at: datetime) -> None:
    ADOPTION.perform(verb, adoption, by=by, at=at)
    result = awaiting(adoption)  # there is one: the guard saw it under the same lock
    if result is None:
        raise RuntimeError("confirmed without a result")
    result.confirmed_by_id, result.confirmed_at = by.pk, at
    result.save(update_fields=["confirmed_by", "confirmed_at"])


def stop(*, adoption: Adoption, reason: str, by: Actor, at: datetime) -> None:
    """The adopter gave up; why is worth knowing to others."""
    if not reason.strip():
        raise Refused(["Chưa ghi vì sao dừng. Một câu cũng giúp nơi khác tránh chỗ vấp."])
    ADOPTION.perform("stop", adoption, by=by, at=at, stop_reason=reason.strip())
