"""Public comment: the notice, what people say, the answers, the end."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.core import events, files, workdays
from lantoa.core.actors import Actor
from lantoa.core.files import FileRefused
from lantoa.core.numbering import create_numbered
from lantoa.core.workflow import Refused, lock
from lantoa.nominations import codes, rules
from lantoa.nominations.actions.leads import ContactDetails, against_contact
from lantoa.nominations.models import Nomination, Opinion, OpinionContact, PublicComment
from lantoa.nominations.models.comments import ASKABLE, RUNNING
from lantoa.nominations.states import (
    OPINION,
    PUBLIC_COMMENT,
    CommentBasis,
    DayKind,
    OpinionChannel,
    Stance,
)
from lantoa.registry.states import Standing
from lantoa.vietnamese import format_date, nfc

#: Without a rule of the unit (Decree 91/2017, kept in later decrees: 10 working days).
USUAL_DAYS = 10
_LONGEST = {"shown_name": 200, "summary": 5000, "basis_note": 300, "guardian_note": 300}


@dataclass(frozen=True)
class OpinionReceipt:
    """What who said something gets: the code to ask with, shown once."""

    opinion: Opinion
    code: str = field(repr=False)


@transaction.atomic
def plan_comment(
    *, nomination: Nomination, standing: str, shown_name: str, summary: str, basis: str,
    basis_note: str, starts_on: date, by: Actor, at: datetime, guardian_note: str = "",
) -> PublicComment:  # fmt: skip
    """Write the notice about a file; its last day follows from the unit's rule. Raises Refused."""
    lock(nomination)
    texts = {
        "shown_name": shown_name, "summary": summary, "basis_note": basis_note,
        "guardian_note": guardian_note,
    }  # fmt: skip
    texts = {name: nfc(text).replace("\0", "").strip() for name, text in texts.items()}
    reasons = _against_plan(nomination, standing, basis, texts, by)
    if not 0 <= (starts_on - timezone.localdate(at)).days <= 366:
        reasons.append("Ngày đăng thông báo không thể ở trước hôm nay, hay sau một năm.")
    if reasons:
        raise Refused(reasons)
    rule = rules.review_rule(nomination.unit, standing, starts_on)
    days = rule.comment_days if rule else USUAL_DAYS
    kind = rule.day_kind if rule else DayKind.WORKING
    values = {
        **texts, "nomination": nomination, "unit": nomination.unit, "standing": standing,
        "basis": basis, "rule": rule, "days": days, "day_kind": kind, "starts_on": starts_on,
        "ends_on": last_day(starts_on, days, kind), "planned_by_id": by.pk, "planned_at": at,
    }  # fmt: skip
    prefix = f"YK-{timezone.localtime(at).year}-"
    comment = create_numbered(PublicComment, field="number", prefix=prefix, width=5, values=values)
    changes = {
        "number": comment.number, "nomination": nomination, "starts_on": starts_on,
        "ends_on": comment.ends_on, "basis": basis,
    }  # fmt: skip
    events.record("comment.planned", comment, by=by, at=at, changes=changes, unit=comment.unit)
    return comment


def last_day(starts_on: date, days: int, kind: str) -> date:
    """The last day on which opinions are taken; the day of the notice is not counted
    (Civil Code 91/2015/QH13, Article 147.2).
    """
    if kind == DayKind.WORKING:
        return workdays.after(starts_on, days)
    return workdays.end_of_calendar_days(starts_on, days)


def open_comment(*, comment: PublicComment, by: Actor, at: datetime) -> None:
    """Put the notice on the portal. The days count from this day, also when it comes late."""
    today = timezone.localdate(at)
    ends_on = last_day(today, comment.days, comment.day_kind)
    PUBLIC_COMMENT.perform("open", comment, by=by, at=at, starts_on=today, ends_on=ends_on)


@transaction.atomic
def extend_comment(
    *, comment: PublicComment, ends_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Give people more time, saying why. Raises Refused."""
    lock(comment)
    reasons = [] if reason.strip() else ["Viết vì sao gia hạn; dòng này hiện trên thông báo."]
    if ends_on <= max(comment.ends_on, timezone.localdate(at)):
        reasons.append(f"Chọn ngày sau {format_date(comment.ends_on)} và sau hôm nay.")
    if (ends_on - comment.starts_on).days > 366:
        reasons.append("Không lấy ý kiến quá một năm.")
    if reasons:
        raise Refused(reasons)
    PUBLIC_COMMENT.perform(
        "extend", comment, by=by, at=at, ends_on=ends_on, extension_reason=nfc(reason).strip()
    )


def close_comment(*, comment: PublicComment, by: Actor, at: datetime) -> None:
    """End a period that is over and whose opinions are all answered."""
    PUBLIC_COMMENT.perform("close", comment, by=by, at=at, closed_at=at)


@transaction.atomic
def withdraw_comment(*, comment: PublicComment, reason: str, by: Actor, at: datetime) -> None:
    """Take the notice off the portal at once, saying why (inside only)."""
    if not reason.strip():
        raise Refused(["Viết vì sao rút thông báo."])
    PUBLIC_COMMENT.perform("withdraw", comment, by=by, at=at)
    # Not among the changes of the event: it may name a complaint or a person.
    comment.withdrawal_reason = nfc(reason).strip()
    comment.save(update_fields=["withdrawal_reason"])


@transaction.atomic
def give_opinion(
    *, comment: PublicComment, channel: str, stance: str, text: str, by: Actor, at: datetime,
    contact: ContactDetails | None = None, upload: "UploadedFile[Any] | None" = None,
    received_on: date | None = None, idempotency_key: str | None = None,
) -> OpinionReceipt:  # fmt: skip
    """Take an opinion of the public (by=PUBLIC, by the form), or write down one that came by
    e-mail, telephone or paper, on `received_on`. With the same `idempotency_key` the same
    opinion comes back with the same code. Raises Refused.
    """
    key = _digest(comment, idempotency_key) if idempotency_key else None
    code = codes.from_key(key) if key else codes.fresh()
    earlier = Opinion.objects.filter(idempotency_key=key).first() if key else None
    if earlier is not None:
        return OpinionReceipt(earlier, code)
    # Locked, so that nobody closes between the question and the row.
    lock(comment)
    words, day = nfc(text).replace("\0", "").strip(), received_on or timezone.localdate(at)
    reasons = _against_opinion(comment, channel, stance, words, by)
    reasons += _against_day(comment, day, at) + against_contact(contact)
    if reasons:
        raise Refused(reasons)
    try:
        with transaction.atomic():
            opinion = Opinion.objects.create(
                comment=comment, code_digest=codes.digest(code), idempotency_key=key,
                channel=channel, stance=stance, text=words, file=_kept(upload, at),
                received_at=at if received_on is None else _moment(received_on, at),
                entered_by_id=by.pk,
            )  # fmt: skip
    except IntegrityError:
        return OpinionReceipt(Opinion.objects.get(idempotency_key=key), code)
    if contact is not None and not contact.is_empty():
        OpinionContact.objects.create(
            opinion=opinion, name=nfc(contact.name).strip(), phone=contact.phone.strip(),
            email=contact.email.strip(),
        )  # fmt: skip
    changes = {"number": comment.number, "channel": channel, "stance": stance}
    events.record("opinion.given", opinion, by=by, at=at, changes=changes, unit=comment.unit)
    return OpinionReceipt(opinion, code)


@transaction.atomic
def answer_opinion(*, opinion: Opinion, answer: str, by: Actor, at: datetime) -> None:
    """Answer with words that who said it reads by their code."""
    if not answer.strip():
        raise Refused(["Viết câu trả lời: người góp ý sẽ đọc đúng câu này."])
    OPINION.perform("answer", opinion, by=by, at=at, answered_at=at)
    opinion.answer, opinion.answered_by_id = nfc(answer).strip(), by.pk
    opinion.save(update_fields=["answer", "answered_by"])


def follow_calendar(*, by: Actor, at: datetime) -> int:
    """Put up the notices whose day has come, end those that are over and answered; how many.

    What may not yet be done is left for the next run; the worklist shows it to people.
    """
    today, moved = timezone.localdate(at), 0
    due = PublicComment.objects.filter(state="planned", starts_on__lte=today)
    over = PublicComment.objects.filter(state__in=RUNNING, ends_on__lt=today)
    for rows, step in ((due, open_comment), (over, close_comment)):
        for comment in rows.order_by("pk"):
            try:
                step(comment=comment, by=by, at=at)
            except Refused:
                continue
            moved += 1
    return moved


def _against_plan(
    nomination: Nomination, standing: str, basis: str, texts: dict[str, str], by: Actor
) -> list[str]:
    reasons = []
    if not by.may("comment.manage", nomination.unit) or by.pk is None:
        reasons.append("Anh, chị không có quyền lấy ý kiến nhân dân ở đơn vị này.")
    if nomination.state not in ASKABLE:
        reasons.append("Chỉ lấy ý kiến khi hồ sơ đã xác minh xong và chưa có quyết định.")
    if nomination.comments.filter(state__in=("planned", *RUNNING)).exists():
        reasons.append("Hồ sơ này đang có một thông báo lấy ý kiến.")
    if standing not in (Standing.EMERGING, Standing.EXEMPLAR):
        reasons.append("Chọn đề nghị công nhận là nhân tố mới hay điển hình tiên tiến.")
    if basis not in CommentBasis.values:
        reasons.append("Chọn căn cứ để nêu tên công khai.")
    if not texts["shown_name"] or not texts["summary"] or not texts["basis_note"]:
        reasons.append("Ghi tên hiện trên thông báo, tóm tắt thành tích và căn cứ công khai.")
    if any(len(texts[name]) > most for name, most in _LONGEST.items()):
        reasons.append("Tên tối đa 200 chữ cái, căn cứ 300, tóm tắt 5.000.")
    return reasons


def _against_opinion(
    comment: PublicComment, channel: str, stance: str, text: str, by: Actor
) -> list[str]:
    reasons = []
    if by.pk is None:
        allowed = by.may("opinion.submit", comment.unit) and channel == OpinionChannel.WEB
    else:
        allowed = by.may("comment.answer", comment.unit) and channel != OpinionChannel.WEB
    if not allowed or channel not in OpinionChannel.values:
        reasons.append("Anh, chị không ghi được ý kiến theo cách này.")
    if comment.state not in RUNNING or comment.nomination.state not in ASKABLE:
        reasons.append("Thông báo này không còn lấy ý kiến.")
    if stance not in Stance.values:
        reasons.append("Chọn đồng tình, không đồng tình hay góp ý khác.")
    if len(text) < rules.MIN_WHAT:
        reasons.append("Viết rõ hơn một chút: vì sao, bạn biết điều gì.")
    if len(text) > rules.MAX_TEXT:
        reasons.append("Phần bạn ghi dài quá 10.000 chữ cái. Viết ngắn lại.")
    return reasons


def _against_day(comment: PublicComment, day: date, at: datetime) -> list[str]:
    """The day on which it arrived counts, not the day on which it is written down."""
    if day > timezone.localdate(at):
        return ["Ngày nhận ý kiến không thể ở sau hôm nay."]
    if comment.starts_on <= day <= comment.ends_on:
        return []
    first, last = format_date(comment.starts_on), format_date(comment.ends_on)
    return [f"Chỉ nhận ý kiến từ ngày {first} đến hết ngày {last}."]


def _moment(day: date, at: datetime) -> datetime:
    local = timezone.localtime(at)
    return local.replace(year=day.year, month=day.month, day=day.day)


def _kept(upload: "UploadedFile[Any] | None", at: datetime) -> Any:
    try:
        return files.store(upload, at=at) if upload else None
    except FileRefused as refusal:
        raise Refused([refusal.reason]) from None


def _digest(comment: PublicComment, key: str) -> str:
    return hashlib.sha256(f"opinion:{comment.pk}:{key}".encode()).hexdigest()
