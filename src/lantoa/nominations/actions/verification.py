"""What the verifier writes besides verdicts: criteria, confirmers, visits."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.files import FileRefused
from lantoa.core.workflow import Refused, lock
from lantoa.nominations.models import (
    Claim,
    Confirmation,
    CriterionAnswer,
    Nomination,
    SiteVisit,
    VisitPhoto,
)
from lantoa.nominations.states import ConfirmedHow, CriterionVerdict, NominationState
from lantoa.registry.models import Criterion
from lantoa.vietnamese import nfc

MOST_PHOTOS = 6
#: About 100 m: enough to know the hamlet, not the house.
_ROUNDED = Decimal("0.001")


@transaction.atomic
def answer_criterion(
    *, nomination: Nomination, criterion: Criterion, verdict: str, by: Actor, at: datetime,
    number: str = "", note: str = "", claims: Sequence[Claim] = (),
) -> CriterionAnswer:  # fmt: skip
    """Say whether a file meets one criterion of its set, and on which claims that rests."""
    reasons = _against(nomination, by)
    if criterion.criteria_set_id != nomination.criteria_set_id:
        reasons.append("Tiêu chí này không thuộc bộ tiêu chí của hồ sơ. Tải lại trang.")
    if verdict not in CriterionVerdict.values:
        reasons.append(f"Tiêu chí {criterion.position}: chọn đạt, đạt một phần hay chưa đạt.")
    if len(number.strip()) > 60 or len(note.strip()) > 2000:
        reasons.append(f"Tiêu chí {criterion.position}: con số tối đa 60 chữ, ghi chú 2.000.")
    if any(claim.nomination_id != nomination.pk for claim in claims):
        reasons.append("Chỉ dựa được vào những điều của chính hồ sơ này.")
    if reasons:
        raise Refused(reasons)
    values = {
        "verdict": verdict, "number": _clean(number), "note": _clean(note),
        "answered_by_id": by.pk, "answered_at": at,
    }  # fmt: skip
    answer, _ = CriterionAnswer.objects.update_or_create(
        nomination=nomination, criterion=criterion, defaults=values
    )
    answer.claims.set(claims)
    changes = {
        "criterion": criterion.position, "verdict": verdict, "number": answer.number,
        "claims": [claim.position for claim in claims],
    }  # fmt: skip
    _record("criterion_answered", nomination, by, at, changes)
    return answer


@transaction.atomic
def add_confirmation(
    *, claim: Claim, name: str, role: str, words: str, how: str, on: date, by: Actor, at: datetime
) -> Confirmation:
    """Write down who confirmed (or denied) a claim, in their own words. Raises Refused."""
    nomination = claim.nomination
    reasons = _against(nomination, by)
    facts = {"name": _clean(name), "role": _clean(role), "words": _clean(words)}
    if not facts["name"] or not facts["role"]:
        reasons.append("Ghi họ tên người xác nhận, và họ là ai: hàng xóm, tổ trưởng, kế toán…")
    if len(facts["name"]) > 200 or len(facts["role"]) > 200 or len(facts["words"]) > 5000:
        reasons.append("Họ tên và vai tối đa 200 chữ cái, lời nói tối đa 5.000.")
    if not facts["words"]:
        reasons.append("Ghi lại lời người ấy nói, càng đúng nguyên văn càng tốt.")
    if how not in ConfirmedHow.values:
        reasons.append("Chọn đã gặp, đã gọi hay có giấy.")
    if on > timezone.localdate(at):
        reasons.append("Ngày hỏi không thể ở sau hôm nay.")
    if reasons:
        raise Refused(reasons)
    made = Confirmation.objects.create(
        claim=claim, **facts, how=how, on=on, recorded_by_id=by.pk, recorded_at=at
    )
    # Their words stay out of the log: they may be asked to be forgotten.
    changes = {"position": claim.position, "how": how, "on": on}
    _record("confirmation_added", nomination, by, at, changes)
    return made


@transaction.atomic
def add_visit(
    *, nomination: Nomination, visited_at: datetime, place: str, seen: str, by: Actor, at: datetime,
    latitude: str = "", longitude: str = "", photos: "Sequence[UploadedFile[Any]]" = (),
    idempotency_key: str | None = None,
) -> SiteVisit:  # fmt: skip
    """Write down a visit. Coordinates are rounded to about 100 m, and only there when given.

    With the same `idempotency_key` the same visit comes back (a phone that sends twice).
    Raises Refused, FileRefused among the reasons.
    """
    reasons = _against(nomination, by)
    key = _digest(nomination, idempotency_key) if idempotency_key else None
    earlier = SiteVisit.objects.filter(idempotency_key=key).first() if key else None
    if earlier is not None:
        return earlier
    where, what = _clean(place), _clean(seen)
    if not where or len(where) > 300:
        reasons.append("Ghi đã đến đâu, tối đa 300 chữ cái.")
    if not what or len(what) > 5000:
        reasons.append("Viết thấy gì ở đó, tối đa 5.000 chữ cái.")
    if visited_at > at:
        reasons.append("Lúc đến không thể ở sau bây giờ.")
    if len(photos) > MOST_PHOTOS:
        reasons.append(f"Mỗi lần đến gửi tối đa {MOST_PHOTOS} ảnh.")
    point = _point(latitude, longitude, reasons)
    if reasons:
        raise Refused(reasons)
    try:
        with transaction.atomic():
            visit = SiteVisit.objects.create(
                nomination=nomination, visited_at=visited_at, place=where, seen=what,
                latitude=point[0], longitude=point[1], recorded_by_id=by.pk, recorded_at=at,
                idempotency_key=key,
            )  # fmt: skip
    except IntegrityError:
        return SiteVisit.objects.get(idempotency_key=key)
    _keep_photos(visit, photos, at)
    changes = {"visited_at": visited_at, "photos": len(photos), "located": point[0] is not None}
    _record("visited", nomination, by, at, changes)
    return visit


def _keep_photos(visit: SiteVisit, photos: "Sequence[UploadedFile[Any]]", at: datetime) -> None:
    reasons = []
    for photo in photos:
        try:
            VisitPhoto.objects.create(visit=visit, file=files.store(photo, at=at))
        except FileRefused as refusal:
            reasons.append(refusal.reason)
    if reasons:
        raise Refused(reasons)


def _point(
    latitude: str, longitude: str, reasons: list[str]
) -> tuple[Decimal | None, Decimal | None]:
    if not latitude.strip() and not longitude.strip():
        return None, None
    try:
        point = Decimal(latitude.strip()), Decimal(longitude.strip())
        if abs(point[0]) <= 90 and abs(point[1]) <= 180:
            return point[0].quantize(_ROUNDED), point[1].quantize(_ROUNDED)
    except InvalidOperation:
        pass
    reasons.append("Vị trí máy gửi lên không đọc được. Bỏ vị trí, ghi nơi đến bằng chữ là đủ.")
    return None, None


def _against(nomination: Nomination, by: Actor) -> list[str]:
    lock(nomination)
    reasons = []
    if nomination.state != NominationState.VERIFYING:
        reasons.append("Chỉ ghi được khi hồ sơ đang được xác minh.")
    if not by.may("nomination.verify", nomination.unit):
        reasons.append("Anh, chị không có quyền xác minh ở đơn vị này.")
    return reasons


def _clean(text: str) -> str:
    return nfc(text).replace("\0", "").strip()


def _digest(nomination: Nomination, key: str) -> str:
    return hashlib.sha256(f"visit:{nomination.pk}:{key}".encode()).hexdigest()


def _record(
    what: str, nomination: Nomination, by: Actor, at: datetime, changes: dict[str, Any]
) -> None:
    events.record(
        f"nomination.{what}", nomination, by=by, at=at, changes=changes, unit=nomination.unit
    )
