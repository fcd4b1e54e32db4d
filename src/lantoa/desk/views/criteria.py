"""Criteria at the desk: the sets, one set, writing and enacting it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.accounts.models import User
from lantoa.core import clock, events
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act
from lantoa.places import queries as places
from lantoa.places.models import OrgKind
from lantoa.registry import actions, criteria_text, queries
from lantoa.registry.forms import CriteriaForm, EnactForm, NewCriteriaForm
from lantoa.registry.models import CriteriaSet
from lantoa.registry.states import CRITERIA_SET, CriteriaState, CriterionKind

_READERS = ("exemplar.read", "criteria.write", "criteria.enact")
#: Units that are expected to have criteria of their own.
_OWNERS = (OrgKind.PROVINCE, OrgKind.DEPARTMENT, OrgKind.COMMUNE)


@desk_page(*_READERS)
def listing(request: DeskRequest) -> HttpResponse:
    """Every set in force, the drafts of one's units, and how many units have criteria."""
    rows, offered = lists.choices(request, queries.find_criteria_sets(request.user), CriteriaState)
    if lists.wants_table(request):
        return _table(rows)
    today = clock.today()
    units = places.organisations(today).filter(kind__in=_OWNERS)
    context = {
        "page": lists.page_of(request, rows),
        "offered": offered,
        "may_write": request.user.may("criteria.write", None),
        "coverage": queries.criteria_coverage(units, today),
    }
    return render(request, "desk/criteria/list.html", context)


@desk_page("criteria.write")
def new(request: DeskRequest) -> HttpResponse:
    """Begin a set."""
    units = request.user.units_where("criteria.write").order_by("sort_key")
    form = NewCriteriaForm(request.POST if request.method == "POST" else None, units=units)
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        made: list[CriteriaSet] = []
        facts = _drafted(form.cleaned_data)
        reasons = acts.refused(
            lambda: made.append(actions.draft_criteria(**facts, by=request.user, at=clock.now()))
        )
        if made:
            messages.success(request, "Đã lưu bản soạn. Người phê duyệt ban hành thì mới áp dụng.")
            return redirect("desk:criteria_set", made[0].pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "reasons": reasons}
    return render(request, "desk/criteria/new.html", context, status=status)


@desk_page(*_READERS)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """One set: its lines, its versions, what may be done with it."""
    rows = queries.find_criteria_sets(request.user).select_related("written_by")
    record = find(rows, pk=pk)
    if request.method == "POST" and request.POST.get("do") == "copy":
        response = _copy(request, record)
        if isinstance(response, HttpResponse):
            return response
        page = acts.Page(request, record, record.unit, ACTS, reasons=response, failed="copy")
        page.offer()
    else:
        page = acts.Page(request, record, record.unit, ACTS)
        answer = page.answer()
        if answer is not None:
            gone = not CriteriaSet.objects.filter(pk=pk).exists()
            return redirect("desk:criteria") if gone else answer
    versions = queries.find_criteria_sets(request.user).filter(
        unit=record.unit, sector=record.sector
    )
    context = {
        "set": record,
        "page": page,
        "forms": page.forms,
        "lines": record.criteria.all(),
        "versions": versions.exclude(pk=record.pk).order_by("-version"),
        "may_copy": record.state != CriteriaState.DRAFT
        and request.user.may("criteria.write", record.unit),
        "history": [
            (event, happenings.said(event.kind), happenings.changed(event.changes))
            for event in events.history(record)
        ],
    }
    return render(request, "desk/criteria/show.html", context, status=page.status)


def _copy(request: DeskRequest, record: CriteriaSet) -> HttpResponse | list[str]:
    made: list[CriteriaSet] = []
    reasons = acts.refused(
        lambda: made.append(
            actions.new_version(criteria_set=record, by=request.user, at=clock.now())
        )
    )
    if reasons:
        return reasons
    messages.success(request, f"Đã lập bản {made[0].version}, chép từ bản {record.version}.")
    return redirect("desk:criteria_set", made[0].pk)


def _drafted(facts: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in facts.items() if name not in ("must", "should")}
    return {**rest, "criteria": criteria_text.parsed(facts["must"], facts["should"])}


def _write_form(request: DeskRequest, record: CriteriaSet, **given: Any) -> HouseForm:
    rows = list(record.criteria.all())
    given["initial"] = {
        "title": record.title, "legal_ground": record.legal_ground,
        "must": criteria_text.lines(rows, CriterionKind.MUST),
        "should": criteria_text.lines(rows, CriterionKind.SHOULD),
    }  # fmt: skip
    return CriteriaForm(**given)


def _enact_form(request: DeskRequest, record: CriteriaSet, **given: Any) -> HouseForm:
    given["initial"] = {"valid_from": clock.today()}
    return EnactForm(**given)


def _write(record: CriteriaSet, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.write_criteria(criteria_set=record, **_drafted(facts), by=by, at=at)


def _drop(record: CriteriaSet, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.drop_criteria(criteria_set=record, by=by, at=at)


def _enact(record: CriteriaSet, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.enact_criteria(criteria_set=record, **facts, by=by, at=at)


def _end(record: CriteriaSet, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.end_criteria(criteria_set=record, by=by, at=at)


def _plain(request: DeskRequest, record: CriteriaSet, **given: Any) -> HouseForm:
    return HouseForm(**given)


def _is_draft(record: CriteriaSet) -> bool:
    return record.state == CriteriaState.DRAFT


def _is_enacted(record: CriteriaSet) -> bool:
    return record.state in CRITERIA_SET.transitions["end"].sources


ACTS: dict[str, Act[CriteriaSet]] = {
    "write": Act("criteria.write", "Đã lưu bản soạn.", _write, _write_form, _is_draft),
    "drop": Act("criteria.write", "Đã bỏ bản soạn.", _drop, _plain, _is_draft),
    "enact": Act("criteria.enact", "Đã ban hành.", _enact, _enact_form, _is_draft),
    "end": Act("criteria.enact", "Thôi áp dụng từ ngày mai.", _end, _plain, _is_enacted),
}


def _table(rows: Any) -> HttpResponse:
    header = ["Tên", "Bản", "Đơn vị", "Lĩnh vực", "Bước", "Áp dụng từ", "Đến hết"]
    return table(
        "tieu-chi",
        header,
        (
            (
                row.title, row.version, row.unit.name,
                row.sector.name if row.sector else "Mọi lĩnh vực",
                row.get_state_display(), row.valid_from, row.valid_to,
            )
            for row in rows
        ),
    )  # fmt: skip
