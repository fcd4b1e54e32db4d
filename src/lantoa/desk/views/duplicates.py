"""The same person once: the queue of pairs, two records side by side, and the decision."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, events
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import Act
from lantoa.desk.forms import DifferentForm, MergeForm
from lantoa.desk.same import address_of
from lantoa.discovery import actions, queries
from lantoa.discovery.models import DuplicatePair
from lantoa.discovery.queries import Comparison, Side
from lantoa.discovery.states import PairState, RecordKind
from lantoa.registry.models import Exemplar
from lantoa.replication.models import Adoption
from lantoa.vietnamese import format_date


@desk_page("duplicate.judge")
def duplicates(request: DeskRequest) -> HttpResponse:
    """The pairs of one's units: those that wait first, the surest on top; a search on demand."""
    if request.method == "POST":
        actions.ask_search(by=request.user, at=clock.now())
        messages.success(request, "Đang rà. Vài phút nữa mở lại trang này để xem cặp mới.")
        return redirect("desk:duplicates")
    asked = {name: request.GET.get(name, "") for name in ("loai", "muc", "don-vi")}
    units = list(queries.units_with_pairs(request.user))
    unit = next((each for each in units if each.key == asked["don-vi"]), None)
    found = queries.find_pairs(request.user, kind=asked["loai"], band=asked["muc"], unit=unit)
    rows, offered = lists.choices(request, found, PairState)
    if lists.wants_table(request):
        return _table(rows)
    page = lists.page_of(request, rows.select_related("unit", "judged_by"))
    return render(
        request,
        "desk/duplicates.html",
        {
            "page": page,
            "lines": queries.lines(page.object_list),
            "offered": offered,
            "asked": asked,
            "chosen": request.GET.get("buoc", ""),
            "is_narrowed": any(asked.values()),
            "units": units,
            "wanted": unit,
            "kinds": RecordKind.choices,
            "bands": queries.BANDS,
            "searched": queries.last_search(),
        },
    )


def _table(pairs: QuerySet[DuplicatePair]) -> HttpResponse:
    """The pairs asked for as a file. Without what officers noted: it may name others."""
    header = ["Bước", "Mức giống", "Độ giống (%)", "Đơn vị"]
    header += [f"{what}, bên {letter}" for letter in "AB" for what in ("Loại", "Tên", "Số", "Nơi")]
    header += ["Người quyết định", "Ngày quyết định"]
    rows = (
        [
            line.pair.get_state_display(), line.band.label, round(line.pair.score * 100),
            line.pair.unit.name,
            *(cell for side in (line.left, line.right)
              for cell in (side.kind.label, side.name, side.number, side.place)),
            line.pair.judged_by.full_name if line.pair.judged_by else "",
            format_date(timezone.localdate(line.pair.judged_at)) if line.pair.judged_at else "",
        ]
        for line in queries.all_lines(pairs)
    )  # fmt: skip
    return table("cap-co-the-trung", header, rows)


@desk_page("duplicate.judge")
def duplicate(request: DeskRequest, pk: int) -> HttpResponse:
    """Both records side by side, what speaks for and against, and what may be decided."""
    pair = _pair(request, pk)
    page = acts.Page(request, pair, pair.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    found = queries.compare(pair, clock.today())
    if found is None:
        return render(request, "desk/duplicate_gone.html", status=410)
    return render(
        request,
        "desk/duplicate.html",
        {
            "pair": pair,
            "band": queries.band_of(pair.score),
            "found": found,
            "sides": _sides(pair, found),
            "page": page,
            "forms": page.forms,
            "history": [
                (event, happenings.said(event.kind), [])  # the page itself says the rest
                for event in events.history(pair)
            ],
        },
        status=page.status,
    )


@desk_page("duplicate.judge")
def duplicate_merge(request: DeskRequest, pk: int, side: str) -> HttpResponse:
    """What the merger would do, in sentences; done only from here."""
    pair = _pair(request, pk)
    found = queries.compare(pair, clock.today())
    if found is None or pair.state != PairState.WAITING:
        return redirect("desk:duplicate", pk=pk)
    kept, gone = (found.left, found.right) if side == "left" else (found.right, found.left)
    is_exemplar = isinstance(gone.record, Exemplar)
    form = (HouseForm if is_exemplar else MergeForm)(request.POST or None)
    given = {"kept": kept.record, "gone": gone.record}
    reasons: list[str] = []
    if request.method == "POST" and (is_exemplar or form.is_valid()):
        answer = "" if is_exemplar else form.cleaned_data["answer"]
        reasons = acts.refused(
            lambda: actions.merge(
                pair=pair, keep=side, answer=answer, by=request.user, at=clock.now()
            )
        )
        if not reasons:
            messages.success(request, "Đã gộp. Muốn tách ra, bấm “Tách ra” ở trang này.")
            return redirect("desk:duplicate", pk=pk)
    elif request.method != "POST":
        reasons = actions.record_reasons(**given, by=request.user)
    return render(
        request,
        "desk/duplicate_merge.html",
        {
            "pair": pair,
            "side": side,
            "kept": kept,
            "gone": gone,
            "form": None if is_exemplar else form,
            "reasons": reasons,
            "does": _what_it_does(kept, gone),
            "is_possible": not actions.record_reasons(**given, by=request.user),
        },
        status=422 if form.errors or (reasons and request.method == "POST") else 200,
    )


def _pair(request: DeskRequest, pk: int) -> DuplicatePair:
    rows = DuplicatePair.objects.visible_to(request.user).select_related("unit", "judged_by")
    return find(rows, pk=pk)


def _sides(pair: DuplicatePair, found: Comparison) -> list[dict[str, Any]]:
    """Both sides with their address, what may be kept, and which one was kept."""
    return [
        {
            "name": name,
            "side": side,
            "letter": letter,
            "address": address_of(side.record),
            "may_stay": _may_stay(side, other),
            "was_kept": pair.state == PairState.MERGED and pair.kept_side == name,
        }
        for name, letter, side, other in (
            ("left", "A", found.left, found.right),
            ("right", "B", found.right, found.left),
        )
    ]


def _may_stay(side: Side, other: Side) -> bool:
    kinds = list(RecordKind)
    return kinds.index(side.kind) <= kinds.index(other.kind)


def _what_it_does(kept: Side, gone: Side) -> list[str]:
    """Nothing for a side that cannot be kept: the reasons say why."""
    if not _may_stay(kept, gone):
        return []
    sentences = queries.consequences(kept=kept.record, gone=gone.record, on=clock.today())
    if isinstance(gone.record, Exemplar):
        count = Adoption.objects.filter(practice__exemplar=gone.record).count()
        copied = f"{count} nơi đang làm theo {gone.number} giữ nguyên đăng ký."
        return [*([copied] if count else []), *sentences]
    return sentences


def _judge(pair: DuplicatePair, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.judge_different(pair=pair, note=facts["note"], by=by, at=at)


def _undo(pair: DuplicatePair, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.undo(pair=pair, by=by, at=at)


def _reconsider(pair: DuplicatePair, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.reconsider(pair=pair, by=by, at=at)


def _different_form(request: DeskRequest, pair: DuplicatePair, **given: Any) -> HouseForm:
    return DifferentForm(**given)


def _in(state: PairState) -> Any:
    def is_open(pair: DuplicatePair) -> bool:
        return pair.state == state

    return is_open


ACTS: dict[str, Act[DuplicatePair]] = {
    "judge": Act(
        "duplicate.judge", "Đã nhớ: hai người khác nhau. Máy sẽ không hỏi lại cặp này.",
        _judge, _different_form, _in(PairState.WAITING),
    ),
    "undo": Act(
        "duplicate.judge", "Đã tách ra. Hai hồ sơ đứng riêng như trước.", _undo,
        is_open=_in(PairState.MERGED),
    ),
    "reconsider": Act(
        "duplicate.judge", "Cặp này chờ xem lại.", _reconsider,
        is_open=_in(PairState.NOT_THE_SAME),
    ),
}  # fmt: skip
