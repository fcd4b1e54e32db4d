"""What is known of the person behind a fact file: how to reach them, their age, whether they live."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.registry.models import Exemplar, SubjectContact
from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import nfc


@transaction.atomic
def set_contact(
    *, exemplar: Exemplar, phone: str, address: str, by: Actor, at: datetime, email: str = ""
) -> SubjectContact:
    """Keep how to reach the exemplar, apart from the facts; the event says only that it changed.

    To the address of e-mail go the codes by which the person sees and asks (`/quyen-cua-toi/`).
    """
    reasons = []
    if not by.may("consent.record", exemplar.unit):
        reasons.append("Anh, chị không có quyền ghi cách liên hệ ở đơn vị này.")
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            reasons.append("Thư điện tử cần có dạng ten@noi.vn.")
    if reasons:
        raise Refused(reasons)
    contact, _ = SubjectContact.objects.update_or_create(
        exemplar=exemplar,
        defaults={
            "phone": phone.strip()[:40],
            "address": nfc(address).strip()[:300],
            "email": email.strip()[:254],
        },
    )
    events.record("registry.contact_set", exemplar, by=by, at=at, unit=exemplar.unit)
    return contact


@transaction.atomic
def see_contact(*, exemplar: Exemplar, by: Actor, at: datetime) -> SubjectContact:
    """The contact details, for somebody with the right; that they looked stands in the log."""
    contact = SubjectContact.objects.filter(exemplar=exemplar).first()
    if not by.may("consent.record", exemplar.unit):
        raise Refused(["Anh, chị không có quyền xem cách liên hệ ở đơn vị này."])
    if contact is None:
        raise Refused(["Chưa ghi cách liên hệ nào."])
    events.record("registry.contact_seen", exemplar, by=by, at=at, unit=exemplar.unit)
    return contact


@transaction.atomic
def describe_life(
    *, exemplar: Exemplar, birth_year: int | None, is_minor: bool, is_small_child: bool,
    is_deceased: bool, by: Actor, at: datetime,
) -> Exemplar:  # fmt: skip
    """Year of birth, the ticks for the year of a birthday, and whether the person died: by
    these it is decided who must agree, so what is published may come down. Raises Refused.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    reasons = []
    if not by.may("consent.record", exemplar.unit):
        reasons.append("Anh, chị không có quyền sửa điều này ở đơn vị này.")
    if is_deceased and exemplar.kind != ExemplarKind.PERSON:
        reasons.append("Chỉ ghi “đã mất” cho một người.")
    if birth_year is not None and not 1880 <= birth_year <= 2199:
        reasons.append("Năm sinh cần đủ bốn chữ số, ví dụ 1968.")
    if reasons:
        raise Refused(reasons)
    told = {
        "birth_year": birth_year, "is_minor": is_minor, "is_small_child": is_small_child,
        "is_deceased": is_deceased,
    }  # fmt: skip
    changes = {
        name: [getattr(exemplar, name), value]
        for name, value in told.items()
        if getattr(exemplar, name) != value
    }
    if changes:
        for name, value in told.items():
            setattr(exemplar, name, value)
        exemplar.save(update_fields=list(told))
        events.record(
            "registry.life_described", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
        )
    return exemplar
