"""From the four forms of a telling to one lead, whichever way they were filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from lantoa.core import clock
from lantoa.core.actors import PUBLIC
from lantoa.core.files import ALLOWED, MAX_BYTES
from lantoa.core.forms import HouseForm
from lantoa.discovery import queries as discovery
from lantoa.discovery.queries import Similar
from lantoa.nominations import actions as nominations
from lantoa.nominations import rules
from lantoa.nominations.actions import ContactDetails, LeadReceipt
from lantoa.nominations.states import LeadChannel
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.portal.forms import UNSURE, AboutYouForm, DeedForm, PersonForm, ProofForm

#: What the steps are called.
STEPS = ("Người ấy", "Việc tốt", "Ai biết", "Về bạn")
#: Step → its form.
FORMS: dict[int, type[HouseForm]] = {1: PersonForm, 2: DeedForm, 3: ProofForm, 4: AboutYouForm}
#: What one connection may send within an hour; many phones share one address.
SENT_AN_HOUR = 30
TOO_OFTEN = (
    "Từ chỗ bạn vừa gửi nhiều lời kể quá. Chờ một giờ rồi bấm gửi lại; chữ bạn ghi vẫn còn. "
    "Hoặc gọi 0258 000 0000."
)


def form_of(step: int, *, similar: Sequence[Similar] = (), **given: Any) -> HouseForm:
    """The form of a step; the first offers the communes of the day."""
    if step == 1:
        given |= {"places": list(places.communes(clock.today())), "similar": similar}
    return FORMS[step](**given)


def on_phone(place: str = "") -> dict[str, Any]:
    """What the page needs that keeps the telling on the phone: all forms, and their limits."""
    forms = {number: form_of(number, auto_id="ke_%s", initial={"place": place}) for number in FORMS}
    forms[3].fields[
        "papers"
    ].help_text = f"Tối đa {rules.MAX_FILES} tệp. Ảnh được thu nhỏ và bỏ nơi chụp ngay trên máy, trước khi gửi."
    fields = {name: field for form in forms.values() for name, field in form.fields.items()}
    limits = {
        name: {
            "most": getattr(field, "max_length", None),
            "required": str(field.error_messages["required"]) if field.required else "",
        }
        for name, field in fields.items()
        if name not in ("papers", "same_as")
    }
    limits["what"]["least"] = rules.MIN_WHAT
    return {
        "phone_forms": [(number, STEPS[number - 1], form) for number, form in forms.items()],
        "limits": {
            "fields": limits,
            "files": rules.MAX_FILES,
            "bytes": MAX_BYTES,
            "allowed": ALLOWED,
        },
    }


def similar(who: str, place: str) -> list[Similar]:
    """Who may be meant by a name and the code of a place; nobody while either is missing."""
    codes = {unit.code: unit for unit in places.communes(clock.today())}
    if not who.strip() or not place:
        return []
    return discovery.similar_people(who, codes.get(place))


def submit(
    forms: Mapping[int, HouseForm], *, files: "Sequence[UploadedFile[Any]]", key: str
) -> LeadReceipt:
    """Send what the valid `forms` hold. The same `key` gives the same receipt, written once.

    Raises Refused and FileRefused as `nominations.submit` does.
    """
    one, two, three, four = (forms[number].cleaned_data for number in sorted(forms))
    place = _place(one["place"])
    known = discovery.similar_people(one["who"], place)
    details = {name: four[name] for name in ("name", "phone", "email", "relation")}
    contact = ContactDetails(**details, wants_answer=four["wants_answer"])
    return nominations.submit(
        who=one["who"],
        kind=one["kind"],
        place=place,
        what=two["what"],
        when_text=two["when_text"],
        why=two["why"],
        witnesses=three["witnesses"],
        links=three["links"],
        files=files,
        contact=None if contact.is_empty() else contact,
        same_as=discovery.chosen(one["same_as"], known),
        channel=LeadChannel.WEB,
        idempotency_key=key,
        by=PUBLIC,
        at=clock.now(),
    )


def _place(code: str) -> AdminUnit:
    """The unit chosen; the province when somebody is not sure."""
    if code == UNSURE:
        province: AdminUnit | None = places.root().admin_unit
        assert province is not None  # noqa: S101  # the province's committee has its province
        return province
    return places.communes(clock.today()).get(code=code)
