"""What readers found wrong: the list, one complaint, its answer."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.accounts.models import User
from lantoa.core import clock, events, tables
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act
from lantoa.nominations import actions, queries
from lantoa.nominations.forms import AnswerForm
from lantoa.nominations.models import ComplainantContact, Complaint
from lantoa.nominations.states import ComplaintState
from lantoa.publishing.content import STORY_PATH
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Standing


@desk_page("complaint.answer", "complaint.oversee")
def complaints(request: DeskRequest) -> HttpResponse:
    """The complaints of one's units: those without an answer first, the latest of them on top."""
    search, today = request.GET.get("tim", "").strip(), clock.today()
    found = queries.find_complaints(request.user, text=search)
    rows, offered = lists.choices(request, found, ComplaintState)
    rows = rows.order_by("-state", "due_on", "-pk")
    if lists.wants_table(request):
        return _table(rows)
    context = {
        "page": lists.page_of(request, rows),
        "offered": offered,
        "search": search,
        "kept": {},
        "chosen": request.GET.get("buoc", ""),
        "today": today,
    }
    return render(request, "desk/complaints.html", context)


@desk_page("complaint.answer", "complaint.oversee")
def complaint(request: DeskRequest, pk: int) -> HttpResponse:
    """What was found wrong, who says so, and the answer."""
    rows = Complaint.objects.visible_to(request.user)
    record = find(rows.select_related("unit", "answered_by"), pk=pk)
    page = acts.Page(request, record, record.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    subject = about(record)
    context = {
        "complaint": record,
        "page": page,
        "forms": page.forms,
        "is_late": record.state == ComplaintState.RECEIVED and record.due_on < clock.today(),
        "has_complainant": ComplainantContact.objects.filter(complaint=record).exists(),
        "complainant": page.given.get("see"),
        "sees_contact": request.user.may("complaint.answer", record.unit),
        "held": subject if subject and subject.current_hold() else None,
        "history": [
            (event, happenings.said(event.kind), happenings.changed(event.changes))
            for event in events.history(record)
        ],
    }
    return render(request, "desk/complaint.html", context, status=page.status)


def _answer(record: Complaint, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.answer(complaint=record, answer=facts["answer"], by=by, at=at)


def _answer_form(request: DeskRequest, record: Complaint, **given: Any) -> HouseForm:
    return AnswerForm(**given)


def _see(record: Complaint, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.see_complainant(complaint=record, by=by, at=at)


def _is_open(record: Complaint) -> bool:
    return record.state == ComplaintState.RECEIVED


def about(record: Complaint) -> Exemplar | None:
    """The exemplar whose story a complaint is about; None for the portal as a whole."""
    publication = Publication.objects.filter(slug=_slug(record.subject)).first()
    return publication.exemplar if publication else None


def _slug(subject: str) -> str:
    before, after = STORY_PATH.split("{}")
    return subject.removeprefix(before).removesuffix(after) if subject.startswith(before) else ""


def _may_hold(record: Complaint) -> bool:
    exemplar = about(record)
    if exemplar is None or exemplar.standing == Standing.REVOKED:
        return False
    return exemplar.current_hold() is None


def _hold(record: Complaint, facts: dict[str, Any], by: User, at: datetime) -> None:
    exemplar = about(record)
    if exemplar is None:
        raise Refused(["Phản ánh này không về một bài đang có trên cổng."])
    reason = f"Phản ánh {record.number}, {record.get_reason_display().lower()}: {record.text[:300]}"
    registry.hold(exemplar=exemplar, reason=reason, by=by, at=at)


def _plain(request: DeskRequest, record: Complaint, **given: Any) -> HouseForm:
    return HouseForm(**given)


ACTS: dict[str, Act[Complaint]] = {
    "answer": Act("complaint.answer", "Đã ghi câu trả lời.", _answer, _answer_form, _is_open),
    "see": Act("complaint.answer", "", _see, shows=True),
    "hold": Act(
        "exemplar.hold", "Đã tạm dừng. Bài được cất khỏi mọi kênh.", _hold, _plain, _may_hold
    ),
}


def _table(rows: Any) -> HttpResponse:
    header = ["Số", "Điều gì", "Bài", "Trang", "Đơn vị", "Bước", "Nhận lúc", "Hẹn trả lời"]
    return tables.table(
        "phan-anh",
        header,
        (
            (
                row.number,
                row.get_reason_display(),
                row.title,
                row.subject,
                row.unit.name,
                row.get_state_display(),
                row.received_at.isoformat(),
                row.due_on,
            )
            for row in rows
        ),
    )
