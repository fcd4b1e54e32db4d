"""What people ask for about themselves: taking it, answering it, keeping its clocks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.numbering import create_numbered
from lantoa.core.workflow import Refused
from lantoa.nominations import rules
from lantoa.nominations.models import RightsRequest
from lantoa.nominations.states import RIGHTS, Identified, RightsKind, RightsState
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar
from lantoa.vietnamese import nfc

_WITHDRAWN = (
    "Đã rút lại ngay khi bạn yêu cầu: bài không còn trên cổng, các kênh khác đang được thu hồi. "
    "Cán bộ sẽ kiểm lại từng kênh và báo khi xong."
)

_IMAGES_WITHDRAWN = (
    "Hình ảnh đã rút lại ngay khi bạn yêu cầu: ảnh không còn trên cổng, các kênh khác đang được "
    "thay bằng bản không ảnh. Bài vẫn ở lại. Cán bộ sẽ kiểm lại từng kênh và báo khi xong."
)


@transaction.atomic
def ask(
    *, exemplar: Exemplar, kind: str, identified: str, by: Actor, at: datetime,
    text: str = "", identity_note: str = "", is_shared: bool = False,
    channels: Sequence[str] | None = None, only_images: bool = False,
) -> RightsRequest:  # fmt: skip
    """Take a request of the person (by=SUBJECT, who gave the code) or at the counter.

    A withdrawal has effect at once, for `channels` (all without it) or for pictures alone
    (`only_images`, on every channel), and is thereby answered:
    what is left is that the office looks at every channel. The days are those of the law of
    the day. Raises Refused with every reason.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    text, identity_note = nfc(text).replace("\0", "").strip(), nfc(identity_note).strip()
    if reasons := _against(exemplar, kind, identified, text, identity_note, by):
        raise Refused(reasons)
    day, law = timezone.localdate(at), exemplar.law_on(timezone.localdate(at))
    days = law.shared_finish_days if is_shared else law.finish_days
    values: dict[str, Any] = {
        "kind": kind, "exemplar": exemplar, "unit": exemplar.unit, "identified": identified,
        "identity_note": identity_note, "text": text, "is_shared": is_shared,
        "entered_by_id": by.pk, "received_at": at,
        "answer_due_on": rules.working_days_after(day, law.answer_working_days),
        "finish_due_on": day + timedelta(days=days),
    }  # fmt: skip
    if kind == RightsKind.WITHDRAW:
        answer = _IMAGES_WITHDRAWN if only_images else _WITHDRAWN
        values |= {"state": RightsState.ACCEPTED, "answer": answer, "answered_at": at}
    prefix = f"QT-{timezone.localtime(at).year}-"
    request = create_numbered(RightsRequest, field="number", prefix=prefix, width=5, values=values)
    changes = {"number": request.number, "kind": kind, "identified": identified}
    events.record("rights.asked", request, by=by, at=at, changes=changes, unit=exemplar.unit)
    if kind == RightsKind.WITHDRAW and only_images:
        registry.withdraw_images(exemplar=exemplar, by=by, at=at)
    elif kind == RightsKind.WITHDRAW:
        _withdraw(exemplar, channels, by, at)
    return request


def accept(*, request: RightsRequest, answer: str, by: Actor, at: datetime) -> RightsRequest:
    """Answer that it will be done; the person reads these words."""
    return _answer("accept", request, answer, by, at)


def refuse(*, request: RightsRequest, answer: str, by: Actor, at: datetime) -> RightsRequest:
    """Answer why it cannot be done, with the legal ground; the person reads these words."""
    return _answer("refuse", request, answer, by, at)


@transaction.atomic
def extend(*, request: RightsRequest, reason: str, by: Actor, at: datetime) -> RightsRequest:
    """Lengthen the time to finish, once, and tell the person why."""
    if not reason.strip():
        raise Refused(["Viết vì sao cần thêm thời gian: người yêu cầu sẽ đọc câu này."])
    extra = request.exemplar.law_on(timezone.localdate(at)).extension_days
    due_on: date = request.finish_due_on + timedelta(days=extra)
    RIGHTS.perform("extend", request, by=by, at=at, finish_due_on=due_on, is_extended=True)
    request.answer = f"{request.answer}\n\nGia hạn: {nfc(reason).strip()}".strip()
    request.save(update_fields=["answer"])
    return request


def finish(*, request: RightsRequest, by: Actor, at: datetime) -> RightsRequest:
    """It is done, and looked at on every channel."""
    RIGHTS.perform("finish", request, by=by, at=at, finished_at=at)
    return request


@transaction.atomic
def hand_copy(*, exemplar: Exemplar, by: Actor, at: datetime) -> None:
    """A copy of everything that is held is made, for the person who proved who they are."""
    if not (by.may("rights.ask", exemplar.unit) or by.may("rights.answer", exemplar.unit)):
        raise Refused(["Anh, chị không có quyền trao bản sao ở đơn vị này."])
    if exemplar.erased_at is not None:
        raise Refused(["Dữ liệu về người này đã xóa theo yêu cầu."])
    events.record("rights.copy_handed", exemplar, by=by, at=at, unit=exemplar.unit)


@transaction.atomic
def _answer(
    verb: str, request: RightsRequest, answer: str, by: Actor, at: datetime
) -> RightsRequest:
    if not answer.strip():
        raise Refused(["Viết câu trả lời: người yêu cầu sẽ đọc đúng câu này."])
    RIGHTS.perform(verb, request, by=by, at=at, answered_at=at)
    # Not among the changes of the event: what is written to a person may name people.
    request.answer, request.answered_by_id = nfc(answer).strip(), by.pk
    request.save(update_fields=["answer", "answered_by"])
    return request


def _withdraw(exemplar: Exemplar, channels: Sequence[str] | None, by: Actor, at: datetime) -> None:
    """Everybody's consent ends on these channels: the word of one of those asked is enough."""
    for consent in exemplar.consents.filter(withdrawn_at__isnull=True):
        held = list(consent.channels.values_list("channel", flat=True))
        chosen = held if channels is None else [name for name in held if name in channels]
        if chosen:
            registry.withdraw_from_channels(consent=consent, channels=chosen, by=by, at=at)


def _against(
    exemplar: Exemplar, kind: str, identified: str, text: str, identity_note: str, by: Actor
) -> list[str]:
    reasons = []
    if not (by.may("rights.ask", exemplar.unit) or by.may("rights.answer", exemplar.unit)):
        reasons.append("Anh, chị không có quyền nhận yêu cầu này ở đơn vị này.")
    if exemplar.erased_at is not None:
        reasons.append("Dữ liệu về người này đã xóa theo yêu cầu trước đây.")
    if kind not in RightsKind.values:
        reasons.append("Chọn điều muốn yêu cầu.")
    if kind == RightsKind.CORRECT and len(text) < rules.MIN_WHAT:
        reasons.append("Viết chỗ nào chưa đúng và sự thật thế nào.")
    if len(text) > rules.MAX_TEXT:
        reasons.append("Phần bạn ghi dài quá 10.000 chữ cái. Viết ngắn lại.")
    if identified not in Identified.values or (identified == Identified.EMAIL) != (by.pk is None):
        reasons.append("Chưa rõ người yêu cầu được nhận ra bằng cách nào.")
    if identified == Identified.COUNTER and not identity_note:
        reasons.append("Ghi đã xem giấy tờ gì của người yêu cầu; không ghi số giấy tờ.")
    if len(identity_note) > 300:
        reasons.append("Phần “đã xem giấy tờ gì” dài quá 300 chữ cái. Viết ngắn lại.")
    return reasons
