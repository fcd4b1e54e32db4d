"""Nominations: the list, and the file from checklist to decision."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Case, F, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock, events
from lantoa.core.models import AuditEvent
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.checklist import Checklist
from lantoa.desk.same import same_person
from lantoa.desk.views.nomination_acts import ACTS
from lantoa.nominations import actions
from lantoa.nominations.models import Nomination, PublicComment
from lantoa.nominations.queries import checking as queries
from lantoa.nominations.states import NominationState
from lantoa.vietnamese import fold

#: Claims or criteria that a refusal names: "Điều 2, 3 chưa có kết luận."
_NAMED = re.compile(r"^(Điều|Tiêu chí) ([0-9]+(?:, [0-9]+)*) ")


@desk_page("exemplar.read")
def nominations(request: DeskRequest) -> HttpResponse:
    """The files of one's units: those being verified first, by their day; then the newest."""
    search, today = request.GET.get("tim", "").strip(), clock.today()
    rows = Nomination.objects.visible_to(request.user).select_related(
        "place", "unit", "sector", "verifier"
    )
    if search:
        rows = rows.filter(
            Q(full_name__icontains=search) | Q(lead__folded_who__contains=fold(search))
        )
    found, offered = lists.choices(request, rows, NominationState)
    waiting = Case(When(state=NominationState.VERIFYING, then=F("due_on")))
    found = found.order_by(waiting.asc(nulls_last=True), "-opened_at", "-pk")
    if lists.wants_table(request):
        return _table(found)
    page = lists.page_of(request, found)
    for row in page:
        row.is_late = _is_late(row, today)
        row.is_today = row.state == NominationState.VERIFYING and row.due_on == today
    return render(
        request,
        "desk/nominations.html",
        {
            "page": page,
            "offered": offered,
            "search": search,
            "kept": {},
            "chosen": request.GET.get("buoc", ""),
        },
    )


@desk_page("exemplar.read")
def nomination(request: DeskRequest, pk: int) -> HttpResponse:
    """The file: what is to be checked, what was found, what each level says."""
    rows = Nomination.objects.visible_to(request.user).select_related(
        "lead__unit", "place", "unit", "sector", "verifier", "opened_by", "concluded_by",
        "exemplar", "criteria_set__unit",
    )  # fmt: skip
    record = find(rows, pk=pk)
    page = acts.Page(request, record, record.unit, ACTS)
    checklist = Checklist(request, record)
    if checklist.is_posted:
        response = _check(request, page, checklist)
        page.offer()
    else:
        response = page.answer()
    return response if response is not None else _shown(request, page, checklist)


def _sees_comments(request: DeskRequest, record: Nomination) -> bool:
    """Whether the page of the notice is open to this user."""
    return PublicComment.objects.visible_to(request.user).filter(nomination=record).exists()


def _history(record: Nomination) -> Iterator[tuple[AuditEvent, str, Any]]:
    for event in events.history(record):
        yield event, happenings.said(event.kind), happenings.changed(event.changes)


def _shown(request: DeskRequest, page: acts.Page[Nomination], checklist: Checklist) -> HttpResponse:
    record = page.record
    bad = {at for reason in page.reasons for at in _named(reason)}
    return render(
        request,
        "desk/nomination.html",
        {
            "nomination": record,
            "page": page,
            "forms": page.forms,
            "claims": record.claims.prefetch_related("evidence__file", "confirmations"),
            "checklist": checklist,
            "checked_claims": [
                (row.claim, row, row.at in bad or bool(row.error_list()))
                for row in checklist.claims
            ],
            "checked_criteria": [
                (row.criterion, row, row.at in bad or bool(row.error_list()))
                for row in checklist.criteria
            ],
            "criteria": queries.criteria_of(record),
            "flags": record.flags.select_related("answered_by"),
            "visits": record.visits.select_related("recorded_by").prefetch_related("photos__file"),
            "votes": queries.votes_of(record),
            "comments": record.comments.all(),
            "errors": [
                *page.errors,
                *checklist.errors(),
                *((_anchor(reason), reason) for reason in page.reasons),
            ],
            "same": same_person(request.user, record),
            "appraisals": record.appraisals.select_related("author"),
            "is_late": _is_late(record, clock.today()),
            "sees_comments": _sees_comments(request, record),
            "sees_lead": request.user.may("lead.enter", record.lead.unit),
            "history": list(_history(record)),
        },
        status=page.status,
    )


def _check(
    request: DeskRequest, page: acts.Page[Nomination], checklist: Checklist
) -> HttpResponse | None:
    """Save every line that stands on its own; then conclude, if asked and nothing is wrong."""
    if not request.user.may("nomination.verify", page.record.unit):
        return render(request, "desk/forbidden.html", status=403)
    checklist.save()
    if checklist.errors():
        page.failed = "check"
        return None
    if request.POST.get("do") == "conclude":
        page.reasons = acts.refused(
            lambda: actions.conclude(nomination=page.record, by=request.user, at=clock.now())
        )
        if page.reasons:
            page.failed = "check"
            page.record.refresh_from_db()
            return None
        messages.success(request, "Đã xác minh xong. Hồ sơ chuyển sang thẩm định.")
    else:
        messages.success(request, "Đã lưu. Anh, chị làm tiếp lúc nào cũng được.")
    return redirect("desk:nomination", pk=page.record.pk)


def _named(reason: str) -> list[str]:
    """Where on the page a refusal points to."""
    found = _NAMED.match(reason)
    part = "dieu" if found and found[1] == "Điều" else "tieu-chi"
    return [f"{part}-{number}" for number in found[2].split(", ")] if found else []


def _anchor(reason: str) -> str:
    places = _named(reason)
    return places[0] if places else ("de-y" if "chỗ cần để ý" in reason else "")


def _is_late(record: Nomination, today: date) -> bool:
    is_verifying = record.state == NominationState.VERIFYING
    return is_verifying and record.due_on is not None and record.due_on < today


def _table(rows: QuerySet[Any]) -> HttpResponse:
    header = [
        "Tên",
        "Việc đã làm",
        "Lĩnh vực",
        "Địa bàn",
        "Đơn vị",
        "Bước",
        "Người xác minh",
        "Hạn xác minh",
        "Lập lúc",
    ]
    return table(
        "ho-so",
        header,
        (
            (
                row.full_name,
                row.deed,
                row.sector.name,
                row.place.name,
                row.unit.name,
                row.get_state_display(),
                row.verifier.full_name if row.verifier else "",
                row.due_on,
                row.opened_at.isoformat(),
            )
            for row in rows
        ),
    )
