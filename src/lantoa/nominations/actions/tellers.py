"""What people who told, complained or gave an opinion may ask about themselves, by their code.

Nobody who tells has an account: whoever holds the code of the receipt is taken for who told, and
sees no more than their own name and how they may be reached. Right of access and of erasure:
Law 91/2025/QH15, Article 4.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.nominations.queries import tellers
from lantoa.nominations.queries.tellers import Contact, Told
from lantoa.vietnamese import format_date

_ONLY_WHO_TOLD = "Chỉ người giữ mã biên nhận mới xem, xóa được tên và cách liên lạc của mình."
_UNKNOWN = "Không có lời kể, phản ánh hay ý kiến nào với mã này."
_NOTHING = "Bạn không để lại tên hay cách liên lạc nào, nên không có gì để xóa."


@transaction.atomic
def show_own_contact(*, code: str, by: Actor, at: datetime) -> Contact | None:
    """The name and contact that the holder of `code` left; None when there is none (any more).

    That it was shown stands in the log, without who looked. Raises Refused.
    """
    told = _told(code, by)
    contact = tellers.contact_of(told)
    if contact is not None:
        events.record(f"{tellers.word_for(told)}.contact_shown", told, by=by, at=at, unit=told.unit)
    return contact


@transaction.atomic
def erase_own_contact(*, code: str, by: Actor, at: datetime) -> Told:
    """Erase the name and contact that the holder of `code` left; what was told stays.

    Cannot be undone, and the office can no longer answer but by the code. Raises Refused.
    """
    told = _told(code, by)
    lock(told)
    contact = tellers.contact_of(told)
    if told.contact_erased_at is not None:
        day = format_date(timezone.localdate(told.contact_erased_at))
        raise Refused([f"Tên và cách liên lạc của bạn đã được xóa ngày {day}."])
    if contact is None:
        raise Refused([_NOTHING])
    contact.delete()
    told.contact_erased_at = at
    told.save(update_fields=["contact_erased_at"])
    events.record(f"{tellers.word_for(told)}.contact_erased", told, by=by, at=at, unit=told.unit)
    return told


def _told(code: str, by: Actor) -> Told:
    told = tellers.told_with(code)
    if by.pk is not None or not by.may("rights.identify", told.unit if told else None):
        raise Refused([_ONLY_WHO_TOLD])
    if told is None:
        raise Refused([_UNKNOWN])
    return told
