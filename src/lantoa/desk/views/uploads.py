"""A unit's list by Excel: the template, sending, looking through, mending, entering."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.desk import acts, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.forms import UnitListForm
from lantoa.desk.views.files import download
from lantoa.discovery import actions, queries
from lantoa.discovery.forms import RowForm
from lantoa.discovery.lists.workbooks import XLSX, Returned, returned, template
from lantoa.discovery.models import ListRow, ListUpload
from lantoa.discovery.states import RowVerdict
from lantoa.places import queries as places
from lantoa.registry.models import Sector

_PAGE = 50
_ALL = "tat-ca"


@desk_page("lead.triage")
def sending(request: DeskRequest) -> HttpResponse:
    """Send a list; below, the lists that one's units sent before."""
    units = request.user.units_where("lead.triage")
    form = UnitListForm(request.POST or None, request.FILES or None, units=units)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        sent: list[ListUpload] = []
        facts = form.cleaned_data
        reasons = acts.refused(
            lambda: sent.append(
                actions.send(
                    name=facts["file"].name,
                    data=facts["file"].read(),
                    unit=facts["unit"],
                    purpose=facts["purpose"],
                    by=request.user,
                    at=clock.now(),
                )
            )
        )
        if sent:
            return redirect("desk:list_upload", sent[0].pk)
    earlier = ListUpload.objects.visible_to(request.user).select_related("unit", "uploaded_by")
    return render(
        request,
        "desk/uploads/sending.html",
        {"form": form, "reasons": reasons, "page": lists.page_of(request, earlier)},
        status=422 if form.errors or reasons else 200,
    )


@desk_page("lead.triage")
def list_template(request: DeskRequest) -> HttpResponse:
    """The file to fill, with today's communes and sectors."""
    communes = [commune.name for commune in places.communes(clock.today())]
    sectors = [sector.name for sector in Sector.objects.order_by("sort_key")]
    return _workbook("mau-danh-sach.xlsx", template(communes, sectors))


@desk_page("lead.triage")
def list_upload(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the list is; each row with its verdict; entering the good ones."""
    upload = _find(request, pk)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = acts.refused(
            lambda: actions.begin(upload=upload, by=request.user, at=clock.now())
        )
        if not reasons:
            return redirect("desk:list_upload", upload.pk)
    progress = queries.progress(upload)
    wanted = request.GET.get("xem", "")
    if wanted not in (*RowVerdict.values, _ALL):
        wanted = RowVerdict.BAD.value if progress.of("bad") else _ALL
    rows = ListRow.objects.filter(upload=upload)
    if wanted != _ALL:
        rows = rows.filter(verdict=wanted)
    page = Paginator(rows.select_related("lead"), _PAGE).get_page(request.GET.get("trang"))
    names = {sheet: layout.index("who") for sheet, layout in queries.layouts(upload).items()}
    for row in page:
        place = names[row.sheet]
        row.who = row.cells[place] if place < len(row.cells) else ""  # type: ignore[attr-defined]  # for the template
    return render(
        request,
        "desk/uploads/upload.html",
        {
            "upload": upload, "progress": progress, "page": page, "reasons": reasons,
            "offered": _offered(progress, wanted),
            "shows_all": wanted == _ALL,
            "many_sheets": len(names) > 1,
            "original_until": queries.original_until(upload, clock.today()),
        },
        status=422 if reasons else 200,
    )  # fmt: skip


@desk_page("lead.triage")
def original(request: DeskRequest, pk: int) -> HttpResponse:
    """The list as it was sent. Each look is a line in the log, so only a press of the button."""
    upload, found = _find(request, pk), list[bytes]()
    if request.method == "POST":
        reasons = acts.refused(
            lambda: found.append(
                actions.see_list_original(upload=upload, by=request.user, at=clock.now())
            )
        )
        if found:
            return download(BytesIO(found[0]), upload.name, "application/octet-stream")
        messages.warning(request, " ".join(reasons))
    return redirect("desk:list_upload", upload.pk)


@desk_page("lead.triage")
def list_progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the list is, for the bar that moves by itself."""
    progress = queries.progress(_find(request, pk))
    told = {"state": progress.state, "done": progress.done, "total": progress.total}
    return JsonResponse({**told, "is_at_work": progress.is_at_work})


@desk_page("lead.triage")
def list_bad_rows(request: DeskRequest, pk: int) -> HttpResponse:
    """The rows to mend as a file, with reasons and the cells marked."""
    upload = _find(request, pk)
    rows = (
        Returned(
            row.sheet, row.cells, frozenset(fault["column"] for fault in row.faults), row.reasons()
        )
        for row in queries.rows_to_mend(upload).iterator(chunk_size=500)
    )
    data = returned(queries.layouts(upload).values(), rows)
    return _workbook(f"can-sua-{upload.pk}.xlsx", data)


@desk_page("lead.triage")
def list_row(request: DeskRequest, pk: int, position: int) -> HttpResponse:
    """Mend one row; then the next that needs it."""
    upload = _find(request, pk)
    row = find(ListRow.objects.filter(upload=upload), position=position)
    if row.lead_id is not None:
        return redirect("desk:lead", row.lead_id)
    if row.verdict == RowVerdict.ERASED:
        return redirect("desk:list_upload", upload.pk)
    layout = queries.layouts(upload)[row.sheet]
    reasons: list[str] = []
    given: dict[str, Any] = {"layout": layout, "cells": row.cells, "faults": row.faults}
    form = RowForm(request.POST or RowForm.standing(row.cells, row.faults), **given)
    if request.method == "POST" and form.is_valid():
        seen, cells = request.POST.get("seen", ""), form.cells(row.cells)
        reasons = acts.refused(
            lambda: actions.correct(
                row=row, cells=cells, seen=seen, by=request.user, at=clock.now()
            )
        )
        if not reasons and row.verdict != RowVerdict.BAD:
            return _next(request, upload, row)
    form.show([] if reasons else row.faults)
    who = layout.index("who")
    left = queries.rows_to_mend(upload).exclude(pk=row.pk).count()
    return render(
        request,
        "desk/uploads/row.html",
        {
            "upload": upload, "row": row, "form": form, "reasons": reasons, "left": left,
            "who": row.cells[who] if who < len(row.cells) else "",
            # What is wrong comes first; the rest of the row is read when somebody wants it.
            "to_mend": [field for field in form if field.errors],
            "sound": [field for field in form if not field.errors],
        },
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _next(request: DeskRequest, upload: ListUpload, row: ListRow) -> HttpResponse:
    """The next row to mend, after this one or from the top; without one, the list."""
    rows = queries.rows_to_mend(upload)
    following = rows.filter(position__gt=row.position).first() or rows.first()
    messages.success(request, f"Dòng {row.number} đã ổn.")
    if following is None:
        return redirect("desk:list_upload", upload.pk)
    return redirect("desk:list_row", upload.pk, following.position)


def _find(request: DeskRequest, pk: int) -> ListUpload:
    return find(ListUpload.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _offered(progress: queries.Progress, wanted: str) -> list[lists.Choice]:
    """The filters by verdict with their counts; those of no row are left out."""
    offered = [lists.Choice(_ALL, "Tất cả", progress.total, wanted == _ALL)]
    offered += [
        lists.Choice(each.value, str(each.label), progress.of(each), wanted == each.value)
        for each in RowVerdict
    ]
    return [choice for choice in offered if choice.count or choice.is_on]


def _workbook(name: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
