"""What people ask for about themselves: the list with its clocks, one request, the copy."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, When
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
from lantoa.nominations.forms import RightsAnswerForm
from lantoa.nominations.models import RightsRequest
from lantoa.nominations.states import RightsKind, RightsState
from lantoa.reports import subjects

_SENT = (RightsKind.ACCESS, RightsKind.EXPORT)


@desk_page("rights.answer", "exemplar.erase")
def requests(request: DeskRequest) -> HttpResponse:
    """The requests of one's units: those whose clock runs first, the latest of them on top."""
    search, today = request.GET.get("tim", "").strip(), clock.today()
    found = queries.find_requests(request.user, text=search)
    rows, offered = lists.choices(request, found, RightsState)
    due = Case(
        When(state=RightsState.RECEIVED, then=F("answer_due_on")),
        When(state=RightsState.ACCEPTED, then=F("finish_due_on")),
    )
    rows = rows.order_by(due.asc(nulls_last=True), "-pk")
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
    return render(request, "desk/rights/list.html", context)


@desk_page("rights.answer", "exemplar.erase")
def rights_request(request: DeskRequest, pk: int) -> HttpResponse:
    """What is asked, by whom, how they were known; the answer, the work, its clocks."""
    rows = RightsRequest.objects.visible_to(request.user)
    record = find(rows.select_related("unit", "exemplar", "answered_by", "entered_by"), pk=pk)
    page = acts.Page(request, record, record.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    if "hand" in page.given:
        return _sent(record, page.given["hand"])
    due_on = record.due_on
    context = {
        "record": record,
        "page": page,
        "forms": page.forms,
        "due_on": due_on,
        "is_late": due_on is not None and due_on < clock.today(),
        "shown_at": subjects.places(record.exemplar),
        "history": [
            (event, happenings.said(event.kind), happenings.changed(event.changes))
            for event in events.history(record)
        ],
    }  # fmt: skip
    return render(request, "desk/rights/show.html", context, status=page.status)


def _copy(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    if record.kind not in _SENT:
        raise Refused(["Yêu cầu này không xin xem hay xin bản sao."])
    actions.hand_copy(exemplar=record.exemplar, by=by, at=at)
    return subjects.copy(record.exemplar, at=at)


def _sent(record: RightsRequest, body: object) -> HttpResponse:
    response = HttpResponse(body, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{record.exemplar.code}.zip"'
    return response


def _form(request: DeskRequest, record: RightsRequest, **given: Any) -> HouseForm:
    return RightsAnswerForm(**given)


def _accept(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.accept_request(request=record, answer=facts["answer"], by=by, at=at)


def _refuse(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.refuse_request(request=record, answer=facts["answer"], by=by, at=at)


def _extend(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.extend(request=record, reason=facts["answer"], by=by, at=at)


def _finish(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.finish(request=record, by=by, at=at)


def _erase(record: RightsRequest, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.erase(request=record, by=by, at=at)


def _is_new(record: RightsRequest) -> bool:
    return record.state == RightsState.RECEIVED


def _is_begun(record: RightsRequest) -> bool:
    return record.state == RightsState.ACCEPTED


def _may_finish(record: RightsRequest) -> bool:
    return _is_begun(record) and record.kind != RightsKind.ERASE


def _may_extend(record: RightsRequest) -> bool:
    return _is_begun(record) and not record.is_extended


def _may_erase(record: RightsRequest) -> bool:
    return _is_begun(record) and record.kind == RightsKind.ERASE


def _gives_copy(record: RightsRequest) -> bool:
    return record.kind in _SENT and record.exemplar.erased_at is None


ACTS: dict[str, Act[RightsRequest]] = {
    "hand": Act("rights.answer", "", _copy, is_open=_gives_copy, shows=True),
    "accept": Act("rights.answer", "Đã trả lời và nhận làm.", _accept, _form, _is_new),
    "refuse": Act("rights.answer", "Đã trả lời.", _refuse, _form, _is_new),
    "extend": Act("rights.answer", "Đã gia hạn.", _extend, _form, _may_extend),
    "finish": Act("rights.answer", "Đã ghi là làm xong.", _finish, is_open=_may_finish),
    "erase": Act(
        "exemplar.erase",
        "Đã xóa. Bài và các kênh được dọn tiếp trong vài phút.",
        _erase,
        is_open=_may_erase,
    ),
}


def _table(rows: Any) -> HttpResponse:
    header = [
        "Số",
        "Điều yêu cầu",
        "Hồ sơ",
        "Đơn vị",
        "Bước",
        "Nhận lúc",
        "Hạn trả lời",
        "Hạn xong",
    ]
    return tables.table(
        "quyen",
        header,
        (
            (
                row.number, row.get_kind_display(), row.exemplar.code, row.unit.name,
                row.get_state_display(), row.received_at.isoformat(), row.answer_due_on,
                row.finish_due_on,
            )
            for row in rows
        ),
    )  # fmt: skip
