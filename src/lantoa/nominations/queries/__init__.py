"""Reads of leads and nominations."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from lantoa.accounts.models import Membership, User
from lantoa.accounts.states import Role
from lantoa.core import sealed
from lantoa.nominations import codes
from lantoa.nominations.models import Complaint, Lead, Nomination, RightsCode, RightsRequest
from lantoa.nominations.states import ComplaintState, LeadState, NominationState
from lantoa.registry.models import Exemplar
from lantoa.vietnamese import fold, format_date, format_weekday

if TYPE_CHECKING:
    from lantoa.places.models import OrgUnit

OPEN_LEADS = (LeadState.RECEIVED, LeadState.SCREENING)
OPEN_NOMINATIONS = (
    NominationState.OPENED,
    NominationState.VERIFYING,
    NominationState.VERIFIED,
    NominationState.APPRAISED,
)


@dataclass(frozen=True)
class StatusStep:
    """One stop on the way of a lead, as who told us sees it."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class PublicStatus:
    """All that somebody with the receipt code may know of a lead."""

    state: str
    label: str
    sentence: str
    received_on: date
    due_on: date
    answer: str
    steps: tuple[StatusStep, ...]


def find_by_code(code: str) -> Lead | None:
    """The lead of a receipt code, however it was typed; None when there is none.

    Every text is hashed and looked up, so the time tells nothing of codes that exist.
    """
    return Lead.objects.filter(code_digest=codes.digest(code)).first()


def sent_with(idempotency_key: str) -> tuple[Lead, str] | None:
    """The lead that came with a key, and its code; None while none did."""
    digest = codes.key_digest(idempotency_key)
    lead = Lead.objects.select_related("unit").filter(idempotency_key=digest).first()
    return (lead, codes.from_key(digest)) if lead else None


def public_status(lead: Lead) -> PublicStatus:
    """Where the lead stands, in words for who told us; nothing else of it."""
    nomination = Nomination.objects.filter(lead=lead).first()
    state = _public_state(lead, nomination)
    label, sentence, done = _PUBLIC[state]
    due = f"{format_weekday(lead.due_on)}, {format_date(lead.due_on)}"
    if state == "declined" and nomination is not None:
        answer = nomination.decline_reason
    else:
        answer = lead.answer
    return PublicStatus(
        state=state,
        label=label,
        sentence=sentence.format(due=due),
        received_on=timezone.localdate(lead.received_at),
        due_on=lead.due_on,
        answer=answer,
        steps=tuple(
            StatusStep(step, place < done, place == done) for place, step in enumerate(_STEPS)
        ),
    )


def find_complaint(code: str) -> Complaint | None:
    """The complaint of a receipt code, however it was typed; None when there is none."""
    return Complaint.objects.filter(code_digest=codes.digest(code)).first()


def complaint_status(complaint: Complaint) -> PublicStatus:
    """Where a complaint stands, in words for who made it; nothing else of it."""
    due = f"{format_weekday(complaint.due_on)}, {format_date(complaint.due_on)}"
    is_done = complaint.state == ComplaintState.ANSWERED
    sentence = (
        "Chúng tôi đã xem lại và trả lời bạn dưới đây."
        if is_done
        else f"Đã nhận phản ánh của bạn. {complaint.unit} trả lời trước {due}."
    )
    return PublicStatus(
        state=complaint.state,
        label=complaint.get_state_display(),
        sentence=sentence,
        received_on=timezone.localdate(complaint.received_at),
        due_on=complaint.due_on,
        answer=complaint.answer,
        steps=(
            StatusStep("Đã nhận phản ánh", True, False),
            StatusStep("Có người xem lại và trả lời", is_done, not is_done),
        ),
    )


def find_complaints(user: User, *, text: str = "", state: str = "") -> QuerySet[Complaint]:
    """Complaints of the user's units by number or title and state."""
    found = Complaint.objects.visible_to(user).select_related("unit")
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(Q(number__icontains=text) | Q(title__icontains=text))
    return found


def open_leads(user: User) -> QuerySet[Lead]:
    """Leads of the user's units that wait for a decision, the most urgent first."""
    waiting = Lead.objects.visible_to(user).filter(state__in=OPEN_LEADS)
    return waiting.select_related("place", "unit").order_by("due_on", "pk")


def find_leads(user: User, *, text: str = "", state: str = "") -> QuerySet[Lead]:
    """Leads of the user's units by number or name (with or without marks) and state."""
    found = Lead.objects.visible_to(user).select_related("place", "unit")
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(Q(number__icontains=text) | Q(folded_who__contains=fold(text)))
    return found


def to_verify(user: User) -> QuerySet[Nomination]:
    """Files handed to this person to verify, the most urgent first."""
    handed = Nomination.objects.visible_to(user).filter(verifier=user)
    mine = handed.filter(state=NominationState.VERIFYING)
    return mine.select_related("place", "lead").order_by("due_on", "pk")


def to_appraise(user: User) -> QuerySet[Nomination]:
    """Verified files on which this person may write the opinion."""
    units = user.units_where("nomination.appraise")
    waiting = Nomination.objects.filter(unit__in=units, state=NominationState.VERIFIED)
    return waiting.select_related("place").order_by("concluded_at", "pk")


def to_recognise(user: User) -> QuerySet[Nomination]:
    """Appraised files that wait for this person's decision."""
    units = user.units_where("nomination.recognise")
    waiting = Nomination.objects.filter(unit__in=units, state=NominationState.APPRAISED)
    return waiting.select_related("place").order_by("concluded_at", "pk")


def verifiers(unit: "OrgUnit", on: date) -> QuerySet[User]:
    """Active people who may verify in `unit` on the day `on`: in it or above it."""
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    held = Membership.objects.in_force(on).filter(role=Role.VERIFIER, unit__path__in=paths)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key")


_STEPS = ("Đã nhận lời kể", "Cán bộ xem", "Hỏi lại người biết việc", "Có kết quả")
#: State shown → (label, sentence, number of steps done).
_PUBLIC: dict[str, tuple[str, str, int]] = {
    "received": ("Đã nhận", "Đã nhận lời kể của bạn. Cán bộ báo lại trước {due}.", 1),
    "screening": ("Đang xem", "Cán bộ đang xem lời kể của bạn và báo lại trước {due}.", 1),
    "verifying": (
        "Đang xác minh",
        "Đã lập hồ sơ. Chúng tôi đang hỏi lại những người biết việc này.",
        2,
    ),
    "deciding": ("Chờ quyết định", "Việc bạn kể đã được hỏi lại xong, đang chờ quyết định.", 3),
    "recognised": (
        "Đã công nhận",
        "Người bạn kể đã được công nhận. Câu chuyện chỉ được đăng khi người ấy đồng ý.",
        4,
    ),
    "joined": (
        "Đã thêm vào câu chuyện có trước",
        "Việc này đã có người kể trước. Lời của bạn được thêm vào câu chuyện ấy.",
        4,
    ),
    "declined": ("Đã khép", "Chúng tôi chưa thể đi tiếp với lời kể này. Lý do ở dưới đây.", 4),
}


def _public_state(lead: Lead, nomination: Nomination | None) -> str:
    if nomination is None:
        return "verifying" if lead.state == LeadState.ACCEPTED else lead.state
    if nomination.state in (NominationState.RECOGNISED, NominationState.DECLINED):
        return nomination.state
    if nomination.state == NominationState.MERGED:
        return LeadState.JOINED
    is_decided_next = nomination.state in (NominationState.VERIFIED, NominationState.APPRAISED)
    return "deciding" if is_decided_next else "verifying"


def people_of_code(code_pk: int) -> QuerySet[Exemplar]:
    """Those on whose file the address stands that was proven by this code; none when it was not
    used, or their data are erased."""
    code = RightsCode.objects.filter(pk=code_pk, used_at__isnull=False).first()
    marks = sealed.fingerprints(code.email) if code else []
    return Exemplar.objects.filter(
        contact__email_mark__in=marks, erased_at__isnull=True
    ).select_related("place", "unit", "contact")


def find_requests(user: "User", *, text: str = "") -> QuerySet[RightsRequest]:
    """Requests of people about themselves that the user answers, by number or name."""
    found = RightsRequest.objects.visible_to(user).select_related("exemplar", "unit")
    if text:
        named = Q(exemplar__folded_name__contains=fold(text)) | Q(number__icontains=text)
        found = found.filter(named)
    return found
