"""Writing criteria sets: drafts are edited, what is enacted is only replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.places.models import OrgUnit
from lantoa.registry.models import CriteriaSet, Criterion, Sector
from lantoa.registry.states import CRITERIA_SET, CriteriaState, CriterionKind
from lantoa.vietnamese import format_date, nfc

#: Longer lists are not read: whoever judges answers every line.
MOST_CRITERIA = 30


@dataclass(frozen=True)
class CriterionDraft:
    """One line of a set, as it is typed."""

    text: str
    kind: str = CriterionKind.MUST
    asks_number: bool = False


@transaction.atomic
def draft_criteria(
    *, unit: OrgUnit, sector: Sector | None, title: str, criteria: Sequence[CriterionDraft],
    by: Actor, at: datetime, legal_ground: str = "",
) -> CriteriaSet:  # fmt: skip
    """Begin a set for `sector` (None: for every sector) of `unit`. Raises Refused."""
    reasons = _against(title, legal_ground, criteria)
    if not by.may("criteria.write", unit):
        reasons.append("Anh, chị không có quyền soạn tiêu chí cho đơn vị này.")
    if CriteriaSet.objects.filter(unit=unit, sector=sector, state=CriteriaState.DRAFT).exists():
        reasons.append("Đơn vị đã có một bản đang soạn cho lĩnh vực này. Mở bản ấy để sửa tiếp.")
    if reasons:
        raise Refused(reasons)
    return _create(unit, sector, title, legal_ground, criteria, by, at)


@transaction.atomic
def new_version(*, criteria_set: CriteriaSet, by: Actor, at: datetime) -> CriteriaSet:
    """A draft that copies a set: how a set in force is changed. Raises Refused."""
    copied = [
        CriterionDraft(line.text, line.kind, line.asks_number)
        for line in criteria_set.criteria.all()
    ]
    return draft_criteria(
        unit=criteria_set.unit, sector=criteria_set.sector, title=criteria_set.title,
        criteria=copied, legal_ground=criteria_set.legal_ground, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def write_criteria(
    *, criteria_set: CriteriaSet, title: str, criteria: Sequence[CriterionDraft],
    by: Actor, at: datetime, legal_ground: str = "",
) -> None:  # fmt: skip
    """Replace what a draft says. Raises Refused; a set in force is never edited."""
    lock(criteria_set)
    reasons = _against(title, legal_ground, criteria) + _against_editing(criteria_set, by)
    if reasons:
        raise Refused(reasons)
    criteria_set.title = nfc(title).strip()
    criteria_set.legal_ground = nfc(legal_ground).strip()
    criteria_set.save(update_fields=["title", "legal_ground"])
    criteria_set.criteria.all().delete()
    _keep(criteria_set, criteria)
    _record("criteria.written", criteria_set, by, at, {"lines": len(criteria)})


@transaction.atomic
def drop_criteria(*, criteria_set: CriteriaSet, by: Actor, at: datetime) -> None:
    """Throw a draft away; a set that was enacted stays for ever."""
    lock(criteria_set)
    if reasons := _against_editing(criteria_set, by):
        raise Refused(reasons)
    _record("criteria.dropped", criteria_set, by, at, {"title": criteria_set.title})
    criteria_set.delete()


@transaction.atomic
def enact_criteria(*, criteria_set: CriteriaSet, valid_from: date, by: Actor, at: datetime) -> None:
    """Apply a draft from a day on; the version before it ends the day before. Raises Refused."""
    former = CriteriaSet.objects.select_for_update().filter(
        unit=criteria_set.unit, sector=criteria_set.sector, state=CriteriaState.IN_FORCE
    )
    # By its key: the usual order joins the sector, which may be none, and locks nothing then.
    before = former.order_by("pk").first()
    if before is not None and before.valid_from is not None and valid_from <= before.valid_from:
        day = format_date(before.valid_from)
        raise Refused([f"Bản {before.version} áp dụng từ {day}. Chọn một ngày sau ngày ấy."])
    try:
        with transaction.atomic():
            if before is not None:
                _end(before, valid_from - timedelta(days=1), by, at)
            CRITERIA_SET.perform("enact", criteria_set, by=by, at=at, valid_from=valid_from)
    except IntegrityError:
        raise Refused(["Có người vừa ban hành một bản khác. Tải lại trang rồi xem."]) from None


@transaction.atomic
def end_criteria(*, criteria_set: CriteriaSet, by: Actor, at: datetime) -> None:
    """Stop applying a set after today, without another in its place."""
    _end(criteria_set, timezone.localdate(at), by, at)


def _end(criteria_set: CriteriaSet, last_day: date, by: Actor, at: datetime) -> None:
    CRITERIA_SET.perform("end", criteria_set, by=by, at=at, valid_to=last_day)


def _create(
    unit: OrgUnit, sector: Sector | None, title: str, legal_ground: str,
    criteria: Sequence[CriterionDraft], by: Actor, at: datetime,
) -> CriteriaSet:  # fmt: skip
    highest = CriteriaSet.objects.filter(unit=unit, sector=sector).aggregate(n=Max("version"))
    values: dict[str, Any] = {
        "unit": unit, "sector": sector, "title": nfc(title).strip(),
        "legal_ground": nfc(legal_ground).strip(), "version": (highest["n"] or 0) + 1,
        "written_by_id": by.pk, "written_at": at,
    }  # fmt: skip
    try:
        with transaction.atomic():
            made = CriteriaSet.objects.create(**values)
    except IntegrityError:
        raise Refused(["Có người vừa lập một bản khác. Tải lại trang rồi xem."]) from None
    _keep(made, criteria)
    changes = {"title": made.title, "version": made.version, "sector": sector}
    _record("criteria.drafted", made, by, at, changes)
    return made


def _keep(criteria_set: CriteriaSet, criteria: Sequence[CriterionDraft]) -> None:
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=criteria_set, position=position, text=nfc(line.text).strip(),
            kind=line.kind, asks_number=line.asks_number,
        )
        for position, line in enumerate(criteria, 1)
    )  # fmt: skip


def _against(title: str, legal_ground: str, criteria: Sequence[CriterionDraft]) -> list[str]:
    reasons = []
    if not title.strip():
        reasons.append("Đặt tên cho bộ tiêu chí.")
    if len(title.strip()) > 200 or len(legal_ground.strip()) > 300:
        reasons.append("Tên bộ tiêu chí tối đa 200 chữ cái, căn cứ tối đa 300.")
    if len(criteria) > MOST_CRITERIA:
        reasons.append(f"Tối đa {MOST_CRITERIA} tiêu chí; dài hơn thì không ai trả lời hết.")
    for number, line in enumerate(criteria, 1):
        if not line.text.strip() or len(line.text.strip()) > 500:
            reasons.append(f"Tiêu chí {number} trống hoặc dài quá 500 chữ cái.")
        if line.kind not in CriterionKind.values:
            reasons.append(f"Tiêu chí {number}: chọn bắt buộc hay nên có.")
    return reasons


def _against_editing(criteria_set: CriteriaSet, by: Actor) -> list[str]:
    reasons = []
    if criteria_set.state != CriteriaState.DRAFT:
        reasons.append("Bộ tiêu chí đã ban hành thì không sửa được. Lập một bản mới từ bản này.")
    if not by.may("criteria.write", criteria_set.unit):
        reasons.append("Anh, chị không có quyền soạn tiêu chí cho đơn vị này.")
    return reasons


def _record(
    kind: str, criteria_set: CriteriaSet, by: Actor, at: datetime, changes: dict[str, Any]
) -> None:
    events.record(kind, criteria_set, by=by, at=at, changes=changes, unit=criteria_set.unit)
