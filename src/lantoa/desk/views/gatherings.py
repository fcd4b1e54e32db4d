"""Gatherings at the desk: invite, change, cancel, say what came of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.desk import lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act, Page, refused
from lantoa.publishing import actions
from lantoa.publishing.forms import GatheringForm, NoteForm, initial_of
from lantoa.publishing.models import Gathering
from lantoa.publishing.states import GatheringState
from lantoa.vietnamese import format_date


@desk_page("gathering.manage")
def listing(request: DeskRequest) -> HttpResponse:
    """The gatherings of the reader's units, the newest first."""
    visible = Gathering.objects.visible_to(request.user).select_related("place", "unit")
    newest = visible.order_by("-starts_at", "-pk")
    rows, offered = lists.choices(request, newest, GatheringState)
    if lists.wants_table(request):
        header = ["Ngày", "Tên", "Loại", "Địa điểm", "Nơi", "Đơn vị mời", "Bước", "Ghi sau"]
        return table(
            "lich",
            header,
            (
                (
                    format_date(timezone.localdate(row.starts_at)), row.title, row.get_kind_display(),
                    row.venue, row.place.name, row.unit.name, row.get_state_display(), row.note,
                )
                for row in rows
            ),
        )  # fmt: skip
    context = {"page": lists.page_of(request, rows), "offered": offered, "now": clock.now()}
    return render(request, "desk/gatherings/list.html", context)


@desk_page("gathering.manage")
def new(request: DeskRequest) -> HttpResponse:
    """Invite: public as soon as it is sent."""
    form = GatheringForm(request.user, clock.today(), request.POST or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        made: list[Gathering] = []
        reasons = refused(
            lambda: made.append(
                actions.arrange_gathering(**form.cleaned_data, by=request.user, at=clock.now())
            )
        )
        if made:
            messages.success(request, "Đã mời. Lời mời đã lên lịch trên cổng.")
            return redirect("desk:gathering", made[0].slug)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "reasons": reasons}
    return render(request, "desk/gatherings/new.html", context, status=status)


def _change_form(request: DeskRequest, record: Gathering, **given: Any) -> HouseForm:
    given["initial"] = initial_of(record)
    return GatheringForm(request.user, clock.today(), **given)


def _note_form(request: DeskRequest, record: Gathering, **given: Any) -> HouseForm:
    return NoteForm(**given)


def _change(record: Gathering, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.change_gathering(gathering=record, **facts, by=by, at=at)


def _cancel(record: Gathering, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.cancel_gathering(gathering=record, **facts, by=by, at=at)


def _restore(record: Gathering, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.restore_gathering(gathering=record, by=by, at=at)


def _conclude(record: Gathering, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.conclude_gathering(gathering=record, **facts, by=by, at=at)


def _planned(record: Gathering) -> bool:
    return record.state == GatheringState.PLANNED


def _begun(record: Gathering) -> bool:
    return _planned(record) and record.starts_at <= clock.now()


def _cancelled(record: Gathering) -> bool:
    return record.state == GatheringState.CANCELLED


_RIGHT = "gathering.manage"
ACTS: dict[str, Act[Gathering]] = {
    "conclude": Act(
        _RIGHT, "Đã ghi buổi gặp được gì; mọi người đọc được.", _conclude, _note_form, _begun
    ),
    "change": Act(_RIGHT, "Đã sửa lời mời.", _change, _change_form, _planned),
    "cancel": Act(_RIGHT, "Đã hủy. Trên cổng nói rõ vì sao.", _cancel, _note_form, _planned),
    "restore": Act(_RIGHT, "Đã mời lại.", _restore, is_open=_cancelled),
}


@desk_page("gathering.manage")
def show(request: DeskRequest, slug: str) -> HttpResponse:
    """One gathering with the steps open to the reader."""
    rows = Gathering.objects.visible_to(request.user).select_related("place", "unit")
    record = find(rows, slug=slug)
    page = Page(request, record, record.unit, ACTS)
    answer = page.answer()
    if answer is not None:
        return answer
    context = {
        "gathering": record,
        "forms": page.forms,
        "failed": page.failed,
        "errors": page.errors,
        "reasons": page.reasons,
    }
    return render(request, "desk/gatherings/show.html", context, status=page.status)
