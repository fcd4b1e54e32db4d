"""Old files: sent, read by a worker, looked at beside the original, sent on as leads."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.desk import acts, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.forms import UnitOldFileForm
from lantoa.desk.views.files import download
from lantoa.discovery import actions, queries
from lantoa.discovery.models import OldFile
from lantoa.discovery.queries.old_files import is_erased, leads_of
from lantoa.discovery.states import OldFileState
from lantoa.registry.states import ExemplarKind

ENCODINGS = {
    "unicode": "Unicode",
    "unicode-nfd": "Unicode, dấu rời",
    "tcvn3": "TCVN3 (phông .VnTime)",
    "vni": "VNI (phông VNI-Times)",
    "mixed": "nhiều bảng mã lẫn nhau",
}
RECORDS_A_PAGE = 50
#: Below so many per cent the letters may have been turned wrongly.
SURE = 80


@desk_page("lead.enter")
def listing(request: DeskRequest) -> HttpResponse:
    """The old files of one's units, the latest first, and the form that sends another."""
    units = request.user.units_where("lead.enter")
    form = UnitOldFileForm(request.POST or None, request.FILES or None, units=units)
    reasons: list[str] = []
    kept: list[OldFile] = []
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        reasons = acts.refused(
            lambda: kept.append(
                actions.keep_old_file(
                    upload=facts["file"], unit=facts["unit"], by=request.user, at=clock.now()
                )
            )
        )
        if kept:
            return redirect("desk:old_file", pk=kept[0].pk)
    rows = OldFile.objects.visible_to(request.user).select_related("unit")
    page = lists.page_of(request, rows.defer("preview"))
    return render(
        request,
        "desk/old_files/list.html",
        {"form": form, "reasons": reasons, "page": page, "kept": {}},
        status=422 if form.errors or reasons else 200,
    )


@desk_page("lead.enter")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """What was read beside what was stored, and which of the people go on as leads."""
    rows = OldFile.objects.visible_to(request.user)
    old_file = find(rows.select_related("file", "unit__admin_unit"), pk=pk)
    reasons: list[str] = []
    done: list[actions.Sent] = []
    chosen: list[int] | None = None
    if request.method == "POST":
        chosen = [int(text) for text in request.POST.getlist("dong")[:5000] if _is_place(text)]
        reasons = acts.refused(
            lambda: done.append(
                actions.send_old_file(
                    old_file=old_file, chosen=chosen, by=request.user, at=clock.now()
                )
            )
        )
        if done and not done[0].left:
            messages.success(request, _said(done[0]))
            return redirect("desk:old_file", pk=old_file.pk)
    page = Paginator(_marked(old_file, chosen), RECORDS_A_PAGE).get_page(request.GET.get("trang"))
    percent = int(old_file.confidence * 100)
    return render(
        request,
        "desk/old_files/show.html",
        {
            "old_file": old_file,
            "is_waiting": old_file.state == OldFileState.WAITING,
            "encoding": ENCODINGS.get(old_file.encoding, ""),
            "percent": percent,
            "page": page,
            "is_unsure": percent < SURE,
            "shows_text": percent < SURE or not old_file.records,
            "open_count": sum(row["lead"] is None and not row["is_erased"] for row in page),
            "kept": {},
            "original_until": queries.original_until(old_file, clock.today()),
            "reasons": reasons,
            "done": done[0] if done else None,
        },
        status=422 if reasons else 200,
    )


@desk_page("lead.enter")
def original(request: DeskRequest, pk: int) -> HttpResponse:
    """The file as it was sent. Each look is a line in the log, so only a press of the button."""
    old_file = find(OldFile.objects.visible_to(request.user).select_related("file", "unit"), pk=pk)
    found: list[bytes] = []
    if request.method == "POST":
        reasons = acts.refused(
            lambda: found.append(
                actions.see_old_original(old_file=old_file, by=request.user, at=clock.now())
            )
        )
        if found and old_file.file is not None:
            return download(BytesIO(found[0]), old_file.name, old_file.file.content_type)
        messages.warning(request, " ".join(reasons))
    return redirect("desk:old_file", pk=old_file.pk)


def _marked(old_file: OldFile, chosen: list[int] | None) -> list[dict[str, Any]]:
    """The records with their places, kinds in words, and the leads they became; all are offered
    as chosen until somebody has chosen.
    """
    leads = leads_of(old_file)
    return [
        {
            **record,
            "place_of": place,
            "kind": ExemplarKind(record["kind"]).label,
            "lead": leads.get(place),
            "is_erased": is_erased(record),
            "is_chosen": chosen is None or place in chosen,
            "where": ", ".join(
                part for part in (record["title"], record["organisation"], record["place"]) if part
            ),
        }
        for place, record in enumerate(old_file.records)
    ]


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def _said(sent: actions.Sent) -> str:
    earlier = f", {len(sent.earlier)} dòng đã có từ trước" if sent.earlier else ""
    return f"Đã lập {len(sent.made)} tin báo{earlier}."
