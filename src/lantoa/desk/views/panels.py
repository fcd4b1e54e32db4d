"""Panels at the desk: calling a meeting, who stays out, voting, the result, the minutes."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from lantoa.accounts.models import User
from lantoa.core import clock, events
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.core.workflow import Refused
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act
from lantoa.nominations import actions
from lantoa.nominations.actions.panels import conflict_of
from lantoa.nominations.forms.panels import (
    BallotForm,
    CaseForm,
    ConflictForm,
    MemberForm,
    PanelForm,
    ReasonForm,
    SeatForm,
)
from lantoa.nominations.models import Panel, PanelCase, PanelMember
from lantoa.nominations.queries import checking as queries
from lantoa.nominations.states import PanelState
from lantoa.reports import minutes
from lantoa.vietnamese import format_date

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN = (PanelState.PREPARING, PanelState.VOTING)


@desk_page()
def listing(request: DeskRequest) -> HttpResponse:
    """The panels one runs, decides after or sits on, the next and newest first."""
    rows, offered = lists.choices(request, queries.find_panels(request.user), PanelState)
    rows = queries.with_sizes(rows).order_by("-meets_at", "-pk")
    if lists.wants_table(request):
        return _table(rows)
    context = {
        "page": lists.page_of(request, rows),
        "offered": offered,
        "may_call": request.user.may("panel.manage", None),
    }
    return render(request, "desk/panels/list.html", context)


@desk_page("panel.manage")
def new(request: DeskRequest) -> HttpResponse:
    """Call a meeting."""
    units = request.user.units_where("panel.manage")
    form = PanelForm(request.POST if request.method == "POST" else None, units=units)
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        made: list[Panel] = []
        reasons = acts.refused(
            lambda: made.append(
                actions.make_panel(**form.cleaned_data, by=request.user, at=clock.now())
            )
        )
        if made:
            messages.success(request, "Đã lập phiên họp. Thêm thành viên và hồ sơ.")
            return redirect("desk:panel", made[0].pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "reasons": reasons}
    return render(request, "desk/panels/new.html", context, status=status)


@desk_page()
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """The meeting: who sits, what is voted on, who voted."""
    rows = Panel.objects.visible_to(request.user).select_related("unit", "made_by")
    record = find(rows, pk=pk)
    seat = record.members.filter(user=request.user).first()
    page = acts.Page(request, record, record.unit, {**ACTS, **(_SEATED if seat else {})})
    response = page.answer()
    if response is not None:
        return response
    runs = request.user.may("panel.manage", record.unit)
    context = {
        "panel": record,
        "page": page,
        "forms": page.forms,
        "members": record.members.select_related("user"),
        "cases": [_CaseShown(case, seat, page) for case in _cases(record)],
        "seat": seat,
        "runs": runs,
        "history": [
            (event, happenings.said(event.kind), happenings.changed(event.changes))
            for event in events.history(record)
        ]
        if runs
        else [],
    }
    return render(request, "desk/panels/show.html", context, status=page.status)


@desk_page()
def download(request: DeskRequest, pk: int) -> HttpResponse:
    """The minutes as a Word file, once there is a result."""
    rows = Panel.objects.visible_to(request.user).filter(state=PanelState.CONCLUDED)
    record = find(rows.select_related("unit__admin_unit"), pk=pk)
    response = HttpResponse(minutes.panel_minutes(record), content_type=DOCX)
    name = f"Biên bản họp {format_date(timezone.localdate(record.meets_at)).replace('/', '-')}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


class _CaseShown:
    """A case on the page: who voted, who stays out, whether this member still owes a vote."""

    def __init__(self, case: PanelCase, seat: PanelMember | None, page: "acts.Page[Panel]") -> None:
        typed = page.request.POST
        is_refused_here = page.failed != "" and typed.get("case") == str(case.pk)
        self.failed, self.typed = (page.failed, typed) if is_refused_here else ("", {})
        self.case, self.nomination = case, case.nomination
        self.conflicts = list(case.conflicts.all())
        self.voted = [ballot.member for ballot in case.ballots.all()]
        apart = {conflict.member_id for conflict in self.conflicts}
        done = {member.pk for member in self.voted}
        self.against = conflict_of(case, seat) if seat else ""
        self.owes = seat is not None and seat.pk not in done and not self.against
        self.may_step_aside = seat is not None and seat.pk not in done | apart
        self.opens_file = page.request.user.may("exemplar.read", case.nomination.unit)
        self.claims = list(case.nomination.claims.all())


def _cases(panel: Panel) -> Any:
    related = panel.cases.select_related(
        "nomination__lead", "nomination__unit", "nomination__place"
    )
    return related.prefetch_related(
        "conflicts__member", "ballots__member", "nomination__claims", "nomination__appraisals"
    )


def _plain(form: type[HouseForm]) -> Any:
    def make(request: DeskRequest, record: Panel, **given: Any) -> HouseForm:
        return form(**given)

    return make


def _case_form(request: DeskRequest, record: Panel, **given: Any) -> HouseForm:
    there = record.cases.values("nomination")
    return CaseForm(votable=queries.votable(record.unit).exclude(pk__in=there), **given)


def _members_form(form: Any) -> Any:
    def make(request: DeskRequest, record: Panel, **given: Any) -> HouseForm:
        made: HouseForm = form(members=record.members.all(), **given)
        return made

    return make


def _seat(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.seat_member(panel=record, **facts, by=by, at=at)


def _unseat(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.unseat_member(member=_member(record, facts), by=by, at=at)


def _absent(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    member = _member(record, facts)
    return actions.mark_absent(member=member, is_absent=not member.is_absent, by=by, at=at)


def _put(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.put_case(panel=record, **facts, by=by, at=at)


def _begin(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.begin_voting(panel=record, by=by, at=at)


def _conclude(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.conclude_panel(panel=record, by=by, at=at)


def _cancel(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.cancel_panel(panel=record, **facts, by=by, at=at)


def _paper(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    if facts["member"] is None:
        raise Refused(["Chọn phiếu giấy này là của ai."])
    return _cast(record, facts, facts["member"], by, at)


def _vote(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return _cast(record, facts, _own(record, by), by, at)


def _cast(
    record: Panel, facts: dict[str, Any], member: PanelMember, by: User, at: datetime
) -> object:
    return actions.cast_ballot(
        case=_case(record, facts), member=member, choice=facts["choice"], proof=facts["proof"],
        proof_note=facts["proof_note"], by=by, at=at,
    )  # fmt: skip


def _aside(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    return _declare(record, facts, _own(record, by), by, at)


def _aside_for(record: Panel, facts: dict[str, Any], by: User, at: datetime) -> object:
    if facts["member"] is None:
        raise Refused(["Chọn ai tránh bỏ phiếu."])
    return _declare(record, facts, facts["member"], by, at)


def _declare(
    record: Panel, facts: dict[str, Any], member: PanelMember, by: User, at: datetime
) -> object:
    return actions.declare_conflict(
        case=_case(record, facts), member=member, ground=facts["ground"], note=facts["note"],
        by=by, at=at,
    )  # fmt: skip


def _own(record: Panel, by: User) -> PanelMember:
    member = record.members.filter(user=by).first()
    if member is None:
        raise Refused(["Anh, chị không có tên trong hội đồng này."])
    return member


def _case(record: Panel, facts: dict[str, Any]) -> PanelCase:
    found = record.cases.select_related("nomination__lead").filter(pk=facts["case"]).first()
    if found is None:
        raise Refused(["Hồ sơ này không có trong phiên họp."])
    return found


def _member(record: Panel, facts: dict[str, Any]) -> PanelMember:
    if facts["member"] is None:
        raise Refused(["Người này không có tên trong hội đồng."])
    found: PanelMember = facts["member"]
    return found


def _in(*states: str) -> Any:
    def is_open(record: Panel) -> bool:
        return record.state in states

    return is_open


_PREPARING, _VOTING = _in(PanelState.PREPARING), _in(PanelState.VOTING)
_MANAGE = "panel.manage"

ACTS: dict[str, Act[Panel]] = {
    "seat": Act(_MANAGE, "Đã thêm thành viên.", _seat, _plain(SeatForm), _PREPARING, "nguoi"),
    "unseat": Act(
        _MANAGE, "Đã bỏ tên.", _unseat, _members_form(MemberForm), _PREPARING, "nguoi"
    ),
    "absent": Act(
        _MANAGE, "Đã ghi.", _absent, _members_form(MemberForm), _in(*_OPEN), "nguoi"
    ),
    "put": Act(_MANAGE, "Đã đưa hồ sơ ra hội đồng.", _put, _case_form, _PREPARING, "ho-so"),
    "aside_for": Act(
        _MANAGE, "Đã ghi người tránh bỏ phiếu.", _aside_for, _members_form(ConflictForm),
        _in(*_OPEN), "ho-so",
    ),
    "begin": Act(_MANAGE, "Bắt đầu bỏ phiếu.", _begin, _plain(HouseForm), _PREPARING),
    "paper": Act(
        _MANAGE, "Đã ghi phiếu giấy.", _paper, _members_form(BallotForm), _VOTING, "ho-so"
    ),
    "conclude": Act(_MANAGE, "Đã chốt kết quả.", _conclude, _plain(HouseForm), _VOTING),
    "cancel": Act(_MANAGE, "Đã hủy phiên họp.", _cancel, _plain(ReasonForm), _in(*_OPEN)),
}  # fmt: skip
#: What a member does; the right is the seat, asked by the action.
_SEATED: dict[str, Act[Panel]] = {
    "vote": Act("", "Đã bỏ phiếu.", _vote, _members_form(BallotForm), _VOTING, "ho-so"),
    "aside": Act(
        "", "Đã khai tránh bỏ phiếu.", _aside, _members_form(ConflictForm), _in(*_OPEN), "ho-so"
    ),
}  # fmt: skip


def _table(rows: Any) -> HttpResponse:
    header = ["Họp lúc", "Tên", "Đơn vị", "Ở đâu", "Bước", "Số hồ sơ", "Số thành viên"]
    return table(
        "hoi-dong",
        header,
        (
            (
                row.meets_at.isoformat(), row.title, row.unit.name, row.venue,
                row.get_state_display(), row.case_count, row.member_count,
            )
            for row in rows
        ),
    )  # fmt: skip
