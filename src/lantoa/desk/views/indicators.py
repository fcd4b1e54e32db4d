"""Tables of the statistics office: sending one, asking it, what is worth a visit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.desk import acts
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.lists import page_of
from lantoa.discovery import actions, outliers
from lantoa.discovery.forms import (
    IndicatorLeadForm,
    IndicatorQuestionForm,
    IndicatorUploadForm,
)
from lantoa.discovery.models import IndicatorFinding, IndicatorTable
from lantoa.discovery.outliers.drawing import plot
from lantoa.discovery.queries.indicators import columns_in, commune_named, tables_of
from lantoa.places import queries as places

#: Asked below a fold: what is set for them already serves most tables.
_FINER = ("period", "level", "min_count")


@desk_page("indicators.manage")
def listing(request: DeskRequest) -> HttpResponse:
    """The tables of one's units, latest first."""
    page = page_of(request, tables_of(request.user))
    return render(request, "desk/indicators/list.html", {"page": page})


@desk_page("indicators.manage")
def new(request: DeskRequest) -> HttpResponse:
    """Send a table; what stands in which column is asked next."""
    units = request.user.units_where("indicators.manage").order_by("path")
    form = IndicatorUploadForm(request.POST or None, request.FILES or None)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid() and form.columns is not None:
        columns, made = form.columns, list[IndicatorTable]()
        unit = units.first() or places.root()
        reasons = acts.refused(
            lambda: made.append(
                actions.enter_indicators(
                    name=form.cleaned_data["name"], columns=columns, unit=unit,
                    by=request.user, at=clock.now(),
                )
            )
        )  # fmt: skip
        if made:
            return redirect("desk:indicators_table", pk=made[0].pk)
    status = 422 if form.errors or reasons else 200
    return render(
        request, "desk/indicators/new.html", {"form": form, "reasons": reasons}, status=status
    )


@desk_page("indicators.manage")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """One table: the question, then the wait, then the units worth a visit."""
    table = find(IndicatorTable.objects.visible_to(request.user).select_related("unit"), pk=pk)
    columns = columns_in(table)
    initial = table.question or _guess(columns)
    form = IndicatorQuestionForm(request.POST or None, names=columns.names, initial=initial)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = acts.refused(
            lambda: actions.ask(
                table=table, question=form.question(), by=request.user, at=clock.now()
            )
        )
        if not reasons:
            return redirect("desk:indicators_table", pk=table.pk)
    given: dict[str, Any] = {
        "table": table,
        "form": form,
        "reasons": reasons,
        "columns": columns,
        "sample": columns.lines[:3],
        "finer": _FINER,
        "is_refused": bool(form.errors or reasons),
    }
    if table.state == "judged":
        given |= _answer(table)
    return render(
        request, "desk/indicators/show.html", given, status=422 if given["is_refused"] else 200
    )


@desk_page("indicators.manage")
def tell(request: DeskRequest, pk: int, finding: int) -> HttpResponse:
    """Make a lead of a unit worth a visit: the evidence stands there to be put in own words."""
    tables = IndicatorTable.objects.visible_to(request.user)
    rows = IndicatorFinding.objects.filter(table__in=tables, table=pk, is_flagged=True)
    record = find(rows.select_related("table__unit", "lead"), pk=finding)
    if record.lead is not None:
        return redirect("desk:lead", pk=record.lead.pk)
    today = clock.today()
    place = commune_named(record.name, today)
    initial = {"what": _evidence(record), "place": str(place.pk) if place else ""}
    form = IndicatorLeadForm(request.POST or None, on=today, initial=initial)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        reasons = acts.refused(
            lambda: made.append(
                actions.tell(
                    finding=record, place=form.cleaned_data["place"],
                    what=form.cleaned_data["what"], by=request.user, at=clock.now(),
                )
            )
        )  # fmt: skip
        if made:
            messages.success(request, f"Đã lập tin báo {made[0].number} cho {made[0].unit}.")
            return redirect("desk:lead", pk=made[0].pk)
    status = 422 if form.errors or reasons else 200
    given = {"finding": record, "form": form, "reasons": reasons}
    return render(request, "desk/indicators/tell.html", given, status=status)


def _guess(columns: outliers.Columns) -> dict[str, Any]:
    guess = outliers.guessed(columns)
    return {
        "unit": guess.unit, "value": guess.value, "exposure": guess.exposure,
        "period": guess.period, "context": list(guess.context), "better": "higher",
        "level": "0.05", "min_count": 5,
    }  # fmt: skip


def _answer(table: IndicatorTable) -> dict[str, Any]:
    findings = list(table.findings.select_related("lead"))
    facts = [finding.facts for finding in findings]
    return {
        "report": table.report,
        "question": table.question,
        "flagged": [finding for finding in findings if finding.is_flagged],
        "findings": findings,
        "plot": plot(facts, table.report.get("limits", [])),
        "is_count": table.report.get("is_count", False),
    }


def _evidence(finding: IndicatorFinding) -> str:
    return (
        f"Theo bảng “{finding.table.name}”, {finding.name} đáng đến xem.\n"
        f"{finding.facts['why']}\n"
        "Số liệu chỉ nói nên đến xem, chưa nói vì sao. Cần hỏi tại chỗ: ai đã làm gì khác, từ bao "
        "giờ, nơi khác học được không."
    )
