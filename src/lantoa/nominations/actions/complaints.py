"""Taking what readers find wrong in what is published, and answering them."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.core import events, workdays
from lantoa.core.actors import Actor
from lantoa.core.numbering import create_numbered
from lantoa.core.workflow import Refused
from lantoa.nominations import codes, rules
from lantoa.nominations.actions.leads import ContactDetails, against_contact
from lantoa.nominations.models import ComplainantContact, Complaint
from lantoa.nominations.queries.tellers import no_contact
from lantoa.nominations.states import COMPLAINT, ComplaintReason, ComplaintState
from lantoa.places.models import OrgUnit
from lantoa.vietnamese import nfc


@dataclass(frozen=True)
class ComplaintReceipt:
    """What who complained gets: the number and the code to ask with, shown once."""

    complaint: Complaint
    code: str = field(repr=False)


@transaction.atomic
def complain(
    *, subject: str, title: str, unit: OrgUnit, reason: str, text: str, by: Actor, at: datetime,
    contact: ContactDetails | None = None, idempotency_key: str | None = None,
) -> ComplaintReceipt:  # fmt: skip
    """Take a complaint of the public (by=PUBLIC) about what stands at `subject` (a path of the
    portal, "" for the portal as a whole) under `title`, of which `unit` answers.

    With the same `idempotency_key` the same complaint comes back with the same code. Raises
    Refused with every reason.
    """
    key = _digest(idempotency_key) if idempotency_key else None
    code = codes.from_key(key) if key else codes.fresh()
    earlier = Complaint.objects.filter(idempotency_key=key).first() if key else None
    if earlier is not None:
        return ComplaintReceipt(earlier, code)
    words = nfc(text).replace("\0", "").strip()
    if reasons := _against(reason, words, contact, unit, by):
        raise Refused(reasons)
    values = {
        "code_digest": codes.digest(code), "idempotency_key": key, "subject": subject[:200],
        "title": title[:200], "unit": unit, "reason": reason, "text": words, "received_at": at,
    }  # fmt: skip
    try:
        complaint = _create(values, at)
    except IntegrityError:
        # Somebody pressed the button twice and the other request was first.
        return ComplaintReceipt(Complaint.objects.get(idempotency_key=key), code)
    _keep_contact(complaint, contact)
    changes = {"number": complaint.number, "reason": reason, "subject": complaint.subject}
    events.record("complaint.submitted", complaint, by=by, at=at, changes=changes, unit=unit)
    return ComplaintReceipt(complaint, code)


def _digest(key: str) -> str:
    return hashlib.sha256(f"complaint:{key}".encode()).hexdigest()


def _create(values: dict[str, Any], at: datetime) -> Complaint:
    due_on = workdays.after(timezone.localdate(at), rules.COMPLAINT_DAYS)
    prefix = f"PA-{timezone.localtime(at).year}-"
    values = {**values, "due_on": due_on}
    return create_numbered(Complaint, field="number", prefix=prefix, width=5, values=values)


def _keep_contact(complaint: Complaint, contact: ContactDetails | None) -> None:
    if contact is not None and not contact.is_empty():
        ComplainantContact.objects.create(
            complaint=complaint, name=nfc(contact.name).strip(), phone=contact.phone.strip(),
            email=contact.email.strip(),
        )  # fmt: skip


@transaction.atomic
def answer(*, complaint: Complaint, answer: str, by: Actor, at: datetime) -> None:
    """Answer with words that who complained reads by their code."""
    if not answer.strip():
        raise Refused(["Viết câu trả lời: người phản ánh sẽ đọc đúng câu này."])
    COMPLAINT.perform("answer", complaint, by=by, at=at, answered_at=at)
    # Not among the changes of the event: what is written to a person may name people.
    complaint.answer, complaint.answered_by_id = nfc(answer).strip(), by.pk
    complaint.save(update_fields=["answer", "answered_by"])


@transaction.atomic
def see_complainant(*, complaint: Complaint, by: Actor, at: datetime) -> ComplainantContact:
    """Who complained, for who answers; that they looked stands in the log."""
    contact = ComplainantContact.objects.filter(complaint=complaint).first()
    if not by.may("complaint.answer", complaint.unit):
        raise Refused(["Anh, chị không có quyền xem cách liên hệ ở đơn vị này."])
    if contact is None:
        raise Refused([no_contact(complaint.contact_erased_at, who="Người phản ánh")])
    events.record("complaint.contact_seen", complaint, by=by, at=at, unit=complaint.unit)
    return contact


def escalate_complaints(*, by: Actor, at: datetime) -> int:
    """Tell the level above of each complaint that is late, once; how many.

    Leaders and approvers of the unit and above find it in their work. Raises Refused.
    """
    late = Complaint.objects.filter(
        state=ComplaintState.RECEIVED, due_on__lt=timezone.localdate(at), escalated_at__isnull=True
    )
    return sum(_escalate(pk, by, at) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _escalate(pk: int, by: Actor, at: datetime) -> bool:
    complaint = Complaint.objects.select_for_update().get(pk=pk)
    if not by.may("complaint.escalate", complaint.unit):
        raise Refused(["Việc này do hệ thống làm khi quá hạn."])
    if complaint.state != ComplaintState.RECEIVED or complaint.escalated_at is not None:
        return False
    complaint.escalated_at = at
    complaint.save(update_fields=["escalated_at"])
    changes = {"number": complaint.number, "due_on": complaint.due_on}
    unit = complaint.unit
    events.record("complaint.escalated", complaint, by=by, at=at, changes=changes, unit=unit)
    return True


def _against(
    reason: str, text: str, contact: ContactDetails | None, unit: OrgUnit, by: Actor
) -> list[str]:
    reasons = against_contact(contact)
    if by.pk is None and not by.may("complaint.submit", unit):
        reasons.append("Không nhận phản ánh theo cách này.")
    if reason not in ComplaintReason.values:
        reasons.append("Chọn điều bạn thấy chưa đúng.")
    if len(text) < rules.MIN_WHAT:
        reasons.append("Kể rõ hơn một chút: chỗ nào, vì sao bạn biết.")
    if len(text) > rules.MAX_TEXT:
        reasons.append("Phần bạn ghi dài quá 10.000 chữ cái. Viết ngắn lại.")
    return reasons
