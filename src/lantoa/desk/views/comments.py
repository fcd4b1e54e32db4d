"""Public comment at the desk: the notices, what people said, the answers, the minutes."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from lantoa.accounts.models import User
from lantoa.core import clock, events
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.core.workflow import Refused
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act
from lantoa.desk.views.panels import DOCX
from lantoa.nominations import actions
from lantoa.nominations.forms.comments import ExtendForm, OpinionAnswerForm, OpinionEntryForm
from lantoa.nominations.forms.panels import ReasonForm
from lantoa.nominations.models import PublicComment
from lantoa.nominations.models.comments import RUNNING
from lantoa.nominations.queries import checking as queries
from lantoa.nominations.states import PUBLIC_COMMENT, CommentState
from lantoa.reports import minutes


@desk_page("comment.manage", "nomination.recognise")
def listing(request: DeskRequest) -> HttpResponse:
    """The notices of one's units: those that run first, by their last day."""
    today = clock.today()
    rows, offered = lists.choices(request, queries.find_comments(request.user), CommentState)
    rows = queries.with_opinions(rows).order_by("-ends_on", "-pk")
    if lists.wants_table(request):
        return _table(rows)
    context = {"page": lists.page_of(request, rows), "offered": offered, "today": today}
    return render(request, "desk/comments/list.html", context)


@desk_page("comment.manage", "nomination.recognise")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """One notice: what is shown, what people said, what is answered."""
    rows = PublicComment.objects.visible_to(request.user)
    record = find(rows.select_related("unit", "nomination", "planned_by", "rule"), pk=pk)
    page = acts.Page(request, record, record.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    today = clock.today()
    opinions = record.opinions.select_related("contact", "answered_by", "entered_by", "file")
    context = {
        "comment": record,
        "page": page,
        "forms": page.forms,
        "opinions": opinions,
        "waiting": sum(opinion.state == "received" for opinion in opinions),
        "is_over": record.state in RUNNING and record.ends_on < today,
        "is_public": record.state in RUNNING and record.starts_on <= today <= record.ends_on,
        "sees_contacts": request.user.may("comment.answer", record.unit),
        "failed_opinion": request.POST.get("opinion", "") if page.failed == "answer" else "",
        "history": [
            (event, happenings.said(event.kind), happenings.changed(event.changes))
            for event in events.history(record)
        ],
    }
    return render(request, "desk/comments/show.html", context, status=page.status)


@desk_page("comment.manage", "nomination.recognise")
def download(request: DeskRequest, pk: int) -> HttpResponse:
    """The closing minutes as a Word file, once the period has ended."""
    rows = PublicComment.objects.visible_to(request.user).filter(state=CommentState.CLOSED)
    record = find(rows.select_related("unit__admin_unit", "nomination__place"), pk=pk)
    response = HttpResponse(minutes.comment_minutes(record), content_type=DOCX)
    name = f"Biên bản lấy ý kiến {record.number}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _plain(form: type[HouseForm]) -> Any:
    def make(request: DeskRequest, record: PublicComment, **given: Any) -> HouseForm:
        return form(**given)

    return make


def _enter(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> object:
    contact = actions.ContactDetails(facts.pop("name"), facts.pop("phone"), facts.pop("email"))
    return actions.give_opinion(comment=record, **facts, contact=contact, by=by, at=at)


def _answer(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> object:
    opinion = record.opinions.filter(pk=facts["opinion"]).first()
    if opinion is None:
        raise Refused(["Ý kiến này không thuộc thông báo đang mở."])
    return actions.answer_opinion(opinion=opinion, answer=facts["answer"], by=by, at=at)


def _open(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.open_comment(comment=record, by=by, at=at)


def _extend(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.extend_comment(comment=record, **facts, by=by, at=at)


def _close(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.close_comment(comment=record, by=by, at=at)


def _withdraw(record: PublicComment, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.withdraw_comment(comment=record, **facts, by=by, at=at)


def _at(verb: str) -> Any:
    def is_open(record: PublicComment) -> bool:
        return record.state in PUBLIC_COMMENT.transitions[verb].sources

    return is_open


def _runs(record: PublicComment) -> bool:
    return record.state in RUNNING


_MANAGE = "comment.manage"
ACTS: dict[str, Act[PublicComment]] = {
    "open": Act(_MANAGE, "Đã đăng thông báo lên cổng.", _open, _plain(HouseForm), _at("open")),
    "extend": Act(_MANAGE, "Đã gia hạn.", _extend, _plain(ExtendForm), _at("extend")),
    "close": Act(_MANAGE, "Đã kết thúc. Biên bản đã sẵn.", _close, _plain(HouseForm), _at("close")),
    "withdraw": Act(
        _MANAGE, "Đã rút thông báo khỏi cổng.", _withdraw, _plain(ReasonForm), _at("withdraw")
    ),
    "enter": Act(
        "comment.answer", "Đã ghi ý kiến.", _enter, _plain(OpinionEntryForm), _runs, "y-kien"
    ),
    "answer": Act(
        "comment.answer", "Đã trả lời.", _answer, _plain(OpinionAnswerForm), anchor="y-kien"
    ),
}  # fmt: skip


def _table(rows: Any) -> HttpResponse:
    header = ["Số", "Tên", "Đơn vị", "Từ ngày", "Đến hết ngày", "Bước", "Ý kiến", "Chờ trả lời"]
    return table(
        "lay-y-kien",
        header,
        (
            (
                row.number, row.shown_name, row.unit.name, row.starts_on, row.ends_on,
                row.get_state_display(), row.opinion_count, row.waiting_count,
            )
            for row in rows
        ),
    )  # fmt: skip
