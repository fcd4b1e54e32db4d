"""Taking what people tell, and deciding what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator, validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.core import events, files, workdays
from lantoa.core.actors import Actor
from lantoa.core.files import FileRefused
from lantoa.core.numbering import create_numbered
from lantoa.core.workflow import Refused
from lantoa.nominations import codes, rules
from lantoa.nominations.actions.dossiers import checked_facts
from lantoa.nominations.actions.flags import keep_prints
from lantoa.nominations.models import Lead, LeadAttachment, Nomination, NominatorContact
from lantoa.nominations.queries.tellers import no_contact
from lantoa.nominations.states import LEAD, LeadChannel
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import Exemplar, Sector
from lantoa.registry.states import ExemplarKind, Standing
from lantoa.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.accounts.models import User

_PUBLIC_CHANNELS = (LeadChannel.WEB, LeadChannel.API)
_is_link = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class ContactDetails:
    """Who told us and how to answer; everything may stay empty. Never printed, never logged."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    relation: str = field(default="", repr=False)
    wants_answer: bool = True

    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.name or self.phone or self.email or self.relation)


@dataclass(frozen=True)
class LeadReceipt:
    """What who told us gets: the lead's number and the code to ask with, shown once."""

    lead: Lead
    code: str = field(repr=False)


@transaction.atomic
def submit(
    *,
    who: str, kind: str, place: AdminUnit, what: str, channel: str,
    by: Actor, at: datetime,
    when_text: str = "", why: str = "", witnesses: str = "",
    contact: ContactDetails | None = None,
    files: "Sequence[UploadedFile[Any]]" = (), links: Sequence[str] = (),
    same_as: Exemplar | None = None, unit: OrgUnit | None = None,
    idempotency_key: str | None = None,
) -> LeadReceipt:  # fmt: skip
    """Take a lead from the public (by=PUBLIC) or from an officer with `lead.enter`.

    `unit` receives it: by default the committee of `place`; only an officer may name another.
    With the same `idempotency_key` the same lead comes back with the same code, and nothing is
    written. Raises Refused with every reason, FileRefused among them.
    """
    key = codes.key_digest(idempotency_key) if idempotency_key else None
    code = codes.from_key(key) if key else codes.fresh()
    if key and (earlier := Lead.objects.filter(idempotency_key=key).first()):
        return LeadReceipt(earlier, code)
    taker = unit if unit is not None and by.pk is not None else places.committee_of(place)
    texts = {"who": who, "what": what, "when_text": when_text, "why": why, "witnesses": witnesses}
    texts = {name: nfc(text).replace("\0", "").strip() for name, text in texts.items()}
    reasons = _against_channel(channel, taker, by) + against_texts(texts, kind)
    if reasons := reasons + against_links(links, len(files)) + against_contact(contact):
        raise Refused(reasons)
    values = {
        **texts, "code_digest": codes.digest(code), "idempotency_key": key, "channel": channel,
        "kind": kind, "place": place, "unit": taker, "entered_by_id": by.pk, "same_as": same_as,
    }  # fmt: skip
    try:
        lead = _create(values, at)
    except IntegrityError:
        # Somebody pressed the button twice and the other request was first.
        return LeadReceipt(Lead.objects.get(idempotency_key=key), code)
    _keep_rest(lead, contact, files, links, at)
    changes = {"number": lead.number, "channel": channel, "kind": kind, "place": place}
    events.record("lead.submitted", lead, by=by, at=at, changes=changes, unit=taker)
    return LeadReceipt(lead, code)


def _create(values: dict[str, Any], at: datetime) -> Lead:
    return create_numbered(
        Lead,
        field="number",
        prefix=f"TB-{timezone.localtime(at).year}-",
        width=5,
        values={
            **values,
            "folded_who": rules.matching_name(values["who"]),
            "received_at": at,
            "due_on": workdays.after(timezone.localdate(at), rules.ANSWER_DAYS),
        },
    )


def screen(*, lead: Lead, by: Actor, at: datetime) -> None:
    """An officer begins to look at a lead."""
    LEAD.perform("screen", lead, by=by, at=at)


@transaction.atomic
def accept(
    *,
    lead: Lead,
    sector: Sector,
    deed: str,
    by: Actor,
    at: datetime,
    full_name: str | None = None,
    verifier: "User | None" = None,
    **facts: Any,
) -> Nomination:
    """Open a file for the lead. `facts` are fields of `FACTS`; a clearer `place` moves the file
    to the committee of that place. Raises Refused.
    """
    LEAD.perform("accept", lead, by=by, at=at)
    named = {"full_name": full_name or lead.who, "deed": deed, "sector": sector, **facts}
    values = checked_facts(named)
    place = values.setdefault("place", lead.place)
    unit = lead.unit if place == lead.place else places.committee_of(place)
    if not by.may("nomination.open", unit):
        raise Refused([f"Anh, chị không có quyền lập hồ sơ ở {unit}."])
    values.setdefault("kind", lead.kind)
    nomination = Nomination.objects.create(
        lead=lead, unit=unit, opened_by_id=by.pk, opened_at=at, verifier=verifier, **values
    )
    keep_prints(lead, nomination.summary, is_summary=True)
    changes = {"lead": lead, "full_name": nomination.full_name, "deed": nomination.deed}
    events.record("nomination.opened", nomination, by=by, at=at, changes=changes, unit=unit)
    return nomination


@transaction.atomic
def join(*, lead: Lead, exemplar: Exemplar, answer: str, by: Actor, at: datetime) -> None:
    """Add the lead to a story that is already there, and answer who told us."""
    reasons = [] if answer.strip() else [NO_ANSWER]
    if exemplar.standing == Standing.REVOKED:
        reasons.append("Hồ sơ này đã thu hồi, không gộp thêm lời kể vào được.")
    if merger := exemplar.merger():
        reasons.append(f"Hồ sơ này đã gộp vào {merger.kept.code}. Ghi mã ấy.")
    if reasons:
        raise Refused(reasons)
    LEAD.perform("join", lead, by=by, at=at, joined_to=exemplar)
    _answer(lead, answer)


@transaction.atomic
def decline_lead(*, lead: Lead, answer: str, by: Actor, at: datetime) -> None:
    """Close a lead with a sentence that who told us will read."""
    if not answer.strip():
        raise Refused([NO_ANSWER])
    LEAD.perform("decline", lead, by=by, at=at)
    _answer(lead, answer)


@transaction.atomic
def see_nominator(*, lead: Lead, by: Actor, at: datetime) -> NominatorContact:
    """Who told us, for an officer of the unit; that they looked stands in the log."""
    contact = NominatorContact.objects.filter(lead=lead).first()
    if not by.may("lead.enter", lead.unit):
        raise Refused(["Anh, chị không có quyền xem cách liên hệ ở đơn vị này."])
    if contact is None:
        raise Refused([no_contact(lead.contact_erased_at, who="Người kể")])
    events.record("lead.contact_seen", lead, by=by, at=at, unit=lead.unit)
    return contact


NO_ANSWER = "Viết câu trả lời cho người kể: họ sẽ đọc đúng câu này."


def _answer(lead: Lead, answer: str) -> None:
    # Not among the changes of the event: what is written to a person may name people.
    lead.answer = nfc(answer).strip()
    lead.save(update_fields=["answer"])


def _keep_rest(
    lead: Lead,
    contact: ContactDetails | None,
    uploads: "Sequence[UploadedFile[Any]]",
    links: Sequence[str],
    at: datetime,
) -> None:
    keep_prints(lead, lead.what)
    if contact is not None and not contact.is_empty():
        NominatorContact.objects.create(
            lead=lead,
            name=nfc(contact.name).strip(),
            phone=contact.phone.strip(),
            email=contact.email.strip(),
            relation=nfc(contact.relation).strip(),
            wants_answer=contact.wants_answer,
        )
    reasons: list[str] = []
    for upload in uploads:
        try:
            stored = files.store(upload, at=at)
        except FileRefused as refusal:
            reasons.append(refusal.reason)
        else:
            LeadAttachment.objects.create(lead=lead, file=stored)
    if reasons:
        raise Refused(reasons)
    for link in links:
        LeadAttachment.objects.create(lead=lead, link=link.strip())


def _against_channel(channel: str, unit: OrgUnit, by: Actor) -> list[str]:
    if channel not in LeadChannel.values:
        return ["Chưa rõ lời kể đến bằng cách nào."]
    if by.pk is None:
        allowed = by.may("lead.submit", unit) and channel in _PUBLIC_CHANNELS
    elif channel == LeadChannel.PRESS:
        # A newspaper or a mass organisation tells the committee of the place, as anybody may.
        allowed = by.may("lead.enter", None)
    else:
        allowed = by.may("lead.enter", unit)
    return [] if allowed else [f"Anh, chị không có quyền ghi lời kể cho {unit}."]


def against_texts(texts: dict[str, str], kind: str) -> list[str]:
    """Why what is told cannot be taken, as sentences. `texts` as `submit` names them."""
    reasons = []
    if not texts["who"]:
        reasons.append("Cho biết tên người hoặc nhóm được kể; tên hay gọi cũng được.")
    for name, label in (("who", "Tên"), ("when_text", "Phần “từ bao giờ”")):
        if len(texts[name]) > 200:
            reasons.append(f"{label} dài quá 200 chữ cái. Viết ngắn lại.")
    if kind not in ExemplarKind.values:
        reasons.append("Chọn kể về một người, một tập thể hay một gia đình.")
    if len(texts["what"]) < rules.MIN_WHAT:
        missing = rules.MIN_WHAT - len(texts["what"])
        reasons.append(f"Kể thêm một chút về việc tốt: còn thiếu ít nhất {missing} chữ cái.")
    if any(len(texts[name]) > rules.MAX_TEXT for name in ("what", "why", "witnesses")):
        reasons.append("Lời kể dài quá 10.000 chữ cái. Gửi phần còn lại trong một tệp.")
    return reasons


def against_links(links: Sequence[str], file_count: int) -> list[str]:
    """Why these links, and so many files, cannot be taken, as sentences."""
    reasons = []
    if len(links) > rules.MAX_LINKS:
        reasons.append(f"Gửi tối đa {rules.MAX_LINKS} đường liên kết.")
    if file_count > rules.MAX_FILES:
        reasons.append(f"Gửi tối đa {rules.MAX_FILES} tệp.")
    for link in links[: rules.MAX_LINKS]:
        try:
            _is_link(link.strip())
        except ValidationError:
            reasons.append(f"“{link[:80]}” không phải đường liên kết. Chép cả phần https:// ở đầu.")
            continue
        if len(link.strip()) > 500:
            reasons.append(f"Đường liên kết “{link[:60]}…” dài quá 500 chữ cái.")
    return reasons


def against_contact(contact: ContactDetails | None) -> list[str]:
    """Why these contact details cannot be kept, as sentences."""
    if contact is None:
        return []
    reasons = []
    if len(contact.name) > 200 or len(contact.relation) > 200:
        reasons.append("Tên hoặc quan hệ của bạn dài quá 200 chữ cái.")
    if contact.phone and not rules.is_phone(contact.phone):
        reasons.append("Số điện thoại cần từ 8 đến 15 chữ số, ví dụ 0905 000 000.")
    if contact.email:
        try:
            validate_email(contact.email.strip())
        except ValidationError:
            reasons.append("Thư điện tử cần có dạng ten@noi.vn.")
    return reasons
