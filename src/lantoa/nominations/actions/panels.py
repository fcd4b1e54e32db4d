"""Panels: who sits, who stays out, who voted, and the result."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.nominations import rules, voting
from lantoa.nominations.models import (
    Ballot,
    Conflict,
    Nomination,
    Panel,
    PanelCase,
    PanelMember,
)
from lantoa.nominations.models.verification import TWO_THIRDS
from lantoa.nominations.states import (
    PANEL,
    BallotChoice,
    ConflictGround,
    PanelRole,
    PanelState,
)
from lantoa.places.models import OrgUnit
from lantoa.registry.states import Standing
from lantoa.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.accounts.models import User

_USUAL = {"is_secret": True, "vote_percent": 80, "quorum_percent": TWO_THIRDS}
_COUNTS = {"yes": "yes_count", "no": "no_count", "blank": "blank_count"}


@transaction.atomic
def make_panel(
    *, unit: OrgUnit, title: str, meets_at: datetime, venue: str, by: Actor, at: datetime
) -> Panel:
    """Call a meeting of a council; it votes as the unit's rule of that day says."""
    reasons = _against_right(unit, by)
    if not title.strip() or len(title.strip()) > 200:
        reasons.append("Ghi tên hội đồng hay tổ thẩm định, tối đa 200 chữ cái.")
    if not venue.strip() or len(venue.strip()) > 200:
        reasons.append("Ghi họp ở đâu, tối đa 200 chữ cái.")
    if reasons:
        raise Refused(reasons)
    rule = rules.review_rule(unit, Standing.EXEMPLAR, timezone.localdate(meets_at))
    shares: dict[str, Any] = dict(_USUAL)
    if rule is not None:
        names = ("is_secret", "vote_percent", "quorum_percent", "counts_conflicted")
        shares = {name: getattr(rule, name) for name in names}
    panel = Panel.objects.create(
        unit=unit, title=nfc(title).strip(), venue=nfc(venue).strip(), meets_at=meets_at,
        rule=rule, made_by_id=by.pk, made_at=at, **shares,
    )  # fmt: skip
    _record("made", panel, by, at, {"title": panel.title, "meets_at": meets_at, **shares})
    return panel


@transaction.atomic
def seat_member(
    *, panel: Panel, role: str, by: Actor, at: datetime, user: "User | None" = None,
    name: str = "", organisation: str = "",
) -> PanelMember:  # fmt: skip
    """Seat somebody with an account, or a named outsider. Raises Refused."""
    reasons = _against_preparing(panel, by)
    full_name = user.full_name if user is not None else nfc(name).strip()
    if not full_name or len(full_name) > 200 or len(organisation.strip()) > 200:
        reasons.append("Ghi họ tên thành viên; tên và đơn vị tối đa 200 chữ cái.")
    if role not in PanelRole.values:
        reasons.append("Chọn chủ tọa, thư ký hay thành viên.")
    if role == PanelRole.CHAIR and panel.members.filter(role=role).exists():
        reasons.append("Hội đồng đã có chủ tọa.")
    if user is not None and panel.members.filter(user=user).exists():
        reasons.append(f"{full_name} đã có tên trong hội đồng.")
    if reasons:
        raise Refused(reasons)
    member = PanelMember.objects.create(
        panel=panel, user=user, name=full_name, organisation=nfc(organisation).strip(), role=role
    )
    _record("member_seated", panel, by, at, {"member": full_name, "role": role})
    return member


@transaction.atomic
def unseat_member(*, member: PanelMember, by: Actor, at: datetime) -> None:
    """Take somebody off a panel that has not begun to vote."""
    if reasons := _against_preparing(member.panel, by):
        raise Refused(reasons)
    _record("member_unseated", member.panel, by, at, {"member": member.name})
    member.delete()


@transaction.atomic
def put_case(*, panel: Panel, nomination: Nomination, by: Actor, at: datetime) -> PanelCase:
    """Put a verified file before a panel. Raises Refused."""
    reasons = _against_preparing(panel, by)
    if not nomination.unit.path.startswith(panel.unit.path):
        reasons.append("Hồ sơ này không thuộc đơn vị của hội đồng.")
    if nomination.state not in ("verified", "appraised"):
        reasons.append(f"{nomination.full_name}: hồ sơ chưa xác minh xong hoặc đã có quyết định.")
    if panel.cases.filter(nomination=nomination).exists():
        reasons.append(f"{nomination.full_name} đã có trong phiên này.")
    if reasons:
        raise Refused(reasons)
    highest = panel.cases.aggregate(n=Max("position"))["n"] or 0
    case = PanelCase.objects.create(panel=panel, nomination=nomination, position=highest + 1)
    _record("case_put", panel, by, at, {"nomination": nomination})
    return case


@transaction.atomic
def declare_conflict(
    *, case: PanelCase, member: PanelMember, ground: str, by: Actor, at: datetime, note: str = ""
) -> Conflict:
    """Somebody stays out of a vote: they say so themselves, or who runs the panel writes it."""
    panel = case.panel
    lock(panel)
    reasons = []
    if panel.state not in (PanelState.PREPARING, PanelState.VOTING):
        reasons.append("Phiên họp đã có kết quả hoặc đã hủy.")
    is_own = member.user_id is not None and member.user_id == by.pk
    if not (is_own or by.may("panel.manage", panel.unit)):
        reasons.append("Chỉ chính thành viên ấy hoặc người phụ trách phiên họp khai được.")
    if member.panel_id != panel.pk:
        reasons.append("Người này không có tên trong hội đồng.")
    if ground not in ConflictGround.values:
        reasons.append("Chọn vì sao phải tránh bỏ phiếu.")
    if len(note.strip()) > 300:
        reasons.append("Phần nói rõ tối đa 300 chữ cái.")
    if case.ballots.filter(member=member).exists():
        reasons.append(f"{member.name} đã bỏ phiếu về hồ sơ này.")
    if case.conflicts.filter(member=member).exists():
        reasons.append(f"{member.name} đã khai tránh bỏ phiếu về hồ sơ này.")
    if reasons:
        raise Refused(reasons)
    made = Conflict.objects.create(
        case=case, member=member, ground=ground, note=nfc(note).strip(), declared_by_id=by.pk,
        declared_at=at,
    )  # fmt: skip
    changes = {"nomination": case.nomination_id, "member": member.name, "ground": ground}
    _record("conflict_declared", panel, by, at, changes)
    return made


@transaction.atomic
def mark_absent(*, member: PanelMember, is_absent: bool, by: Actor, at: datetime) -> None:
    """Note that a member is not at the meeting (their ballot may come on paper), or is."""
    panel = member.panel
    lock(panel)
    reasons = _against_right(panel.unit, by)
    if panel.state not in (PanelState.PREPARING, PanelState.VOTING):
        reasons.append("Phiên họp đã có kết quả hoặc đã hủy.")
    if reasons:
        raise Refused(reasons)
    member.is_absent = is_absent
    member.save(update_fields=["is_absent"])
    _record("attendance", panel, by, at, {"member": member.name, "is_absent": is_absent})


def begin_voting(*, panel: Panel, by: Actor, at: datetime) -> None:
    """From now on members vote; who sits and what is voted on stands."""
    PANEL.perform("begin", panel, by=by, at=at)


@transaction.atomic
def cast_ballot(
    *, case: PanelCase, member: PanelMember, choice: str, by: Actor, at: datetime,
    proof: "UploadedFile[Any] | None" = None, proof_note: str = "",
) -> Ballot:  # fmt: skip
    """Vote on a file: a member for themselves; for an outsider or an absent member whoever runs
    the panel, from the paper ballot, with its proof. Once only.

    In a secret vote only the count knows the choice; neither row nor log does. Raises Refused.
    """
    panel = case.panel
    lock(panel)
    member.refresh_from_db()
    reasons = _against_ballot(case, member, choice)
    by_paper = not (member.user_id is not None and member.user_id == by.pk)
    if by_paper and not by.may("panel.manage", panel.unit):
        reasons.append("Anh, chị chỉ bỏ được phiếu của mình.")
    if by_paper and proof is None and not proof_note.strip():
        reasons.append("Phiếu giấy cần ảnh chụp phiếu, hoặc ghi phiếu lưu ở đâu.")
    if len(proof_note.strip()) > 300:
        reasons.append("Nơi lưu phiếu tối đa 300 chữ cái.")
    if reasons:
        raise Refused(reasons)
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(
                case=case, member=member, choice="" if panel.is_secret else choice,
                by_paper=by_paper, proof=files.store(proof, at=at) if proof else None,
                proof_note=nfc(proof_note).strip(), entered_by_id=by.pk, cast_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise Refused([f"{member.name} đã bỏ phiếu về hồ sơ này."]) from None
    count = _COUNTS[choice]
    PanelCase.objects.filter(pk=case.pk).update(**{count: F(count) + 1})
    changes = {"nomination": case.nomination_id, "member": member.name, "by_paper": by_paper}
    if not panel.is_secret:
        changes["choice"] = choice
    _record("ballot_cast", panel, by, at, changes)
    return ballot


@transaction.atomic
def conclude_panel(*, panel: Panel, by: Actor, at: datetime) -> None:
    """Count every file's ballots and keep the result. Raises Refused."""
    PANEL.perform("conclude", panel, by=by, at=at, concluded_at=at)
    members = panel.members.count()
    for case in panel.cases.prefetch_related("conflicts"):
        vote = voting.Vote(
            members, len(case.conflicts.all()), case.yes_count, case.no_count, case.blank_count
        )
        found = voting.outcome(
            vote, percent=panel.vote_percent, counts_conflicted=panel.counts_conflicted
        )
        case.has_passed, case.result = found.has_passed, found.sentence
        case.save(update_fields=["has_passed", "result"])
        changes = {"nomination": case.nomination_id, "has_passed": found.has_passed}
        _record("counted", panel, by, at, changes)


@transaction.atomic
def cancel_panel(*, panel: Panel, reason: str, by: Actor, at: datetime) -> None:
    """The meeting does not take place; its files may go before another."""
    if not reason.strip():
        raise Refused(["Viết vì sao hủy phiên họp."])
    PANEL.perform("cancel", panel, by=by, at=at, cancel_reason=nfc(reason).strip())


def conflict_of(case: PanelCase, member: PanelMember) -> str:
    """Why this member must not vote on the file, as a sentence; "" when they may."""
    if case.conflicts.filter(member=member).exists():
        return f"{member.name} đã khai tránh bỏ phiếu về hồ sơ này."
    made_by = {case.nomination.opened_by_id, case.nomination.lead.entered_by_id} - {None}
    if member.user_id in made_by:
        return f"{member.name} lập hồ sơ này nên không bỏ phiếu. Khai tránh bỏ phiếu."
    return ""


def _against_ballot(case: PanelCase, member: PanelMember, choice: str) -> list[str]:
    reasons = []
    if case.panel.state != PanelState.VOTING:
        reasons.append("Phiên họp chưa bỏ phiếu, hoặc đã chốt kết quả.")
    if member.panel_id != case.panel_id:
        reasons.append("Người này không có tên trong hội đồng.")
    if choice not in BallotChoice.values:
        reasons.append("Chọn đồng ý, không đồng ý hay phiếu trắng.")
    if against := conflict_of(case, member):
        reasons.append(against)
    if case.ballots.filter(member=member).exists():
        reasons.append(f"{member.name} đã bỏ phiếu về hồ sơ này.")
    return reasons


def _against_right(unit: OrgUnit, by: Actor) -> list[str]:
    if by.may("panel.manage", unit):
        return []
    return ["Anh, chị không có quyền tổ chức hội đồng ở đơn vị này."]


def _against_preparing(panel: Panel, by: Actor) -> list[str]:
    lock(panel)
    reasons = _against_right(panel.unit, by)
    if panel.state != PanelState.PREPARING:
        reasons.append("Phiên họp đã bắt đầu bỏ phiếu, không đổi thành viên và hồ sơ được nữa.")
    return reasons


def _record(what: str, panel: Panel, by: Actor, at: datetime, changes: dict[str, Any]) -> None:
    events.record(f"panel.{what}", panel, by=by, at=at, changes=changes, unit=panel.unit)
