"""Who told, complained or gave an opinion, found by the code of their receipt."""

from datetime import datetime

from django.utils import timezone

from lantoa.nominations.models import (
    ComplainantContact,
    Complaint,
    Lead,
    NominatorContact,
    Opinion,
    OpinionContact,
)
from lantoa.nominations.queries import find_by_code, find_complaint
from lantoa.nominations.queries.checking import find_opinion
from lantoa.vietnamese import format_date

Told = Lead | Complaint | Opinion
Contact = NominatorContact | ComplainantContact | OpinionContact


def told_with(code: str) -> Told | None:
    """What was told with this code, however it was typed; None when there is none."""
    return find_by_code(code) or find_complaint(code) or find_opinion(code)


def contact_of(told: Told) -> Contact | None:
    """What who told left of themselves; None when nothing, or no longer."""
    if isinstance(told, Lead):
        return NominatorContact.objects.filter(lead=told).first()
    if isinstance(told, Complaint):
        return ComplainantContact.objects.filter(complaint=told).first()
    return OpinionContact.objects.filter(opinion=told).first()


def is_held(code: str) -> bool:
    """Whether there is a contact that the holder of `code` could have erased."""
    told = told_with(code)
    return told is not None and contact_of(told) is not None


def word_for(told: Told) -> str:
    """How the log calls it."""
    return {Lead: "lead", Complaint: "complaint", Opinion: "opinion"}[type(told)]


def no_contact(erased_at: datetime | None, *, who: str) -> str:
    """Why an officer finds no contact: erased as asked for, or never left. `who` as "Người kể"."""
    if erased_at is None:
        return f"{who} không để lại cách liên lạc."
    day = format_date(timezone.localdate(erased_at))
    return f"Tên và cách liên lạc đã xóa theo yêu cầu của {who.lower()} ngày {day}."
