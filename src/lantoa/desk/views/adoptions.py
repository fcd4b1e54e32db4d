"""Who copies which practice: the list, one copy, and writing down a new one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import HiddenInput, ModelChoiceField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.files import FileRefused
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.lists import page_of, wants_table
from lantoa.registry.models import Practice
from lantoa.registry.queries import public_practices
from lantoa.replication import actions
from lantoa.replication.forms import AdoptForm, ConfirmForm, ResultForm, StopForm
from lantoa.replication.models import Adoption, AdoptionResult
from lantoa.replication.queries import WORKING
from lantoa.replication.states import ADOPTION, AdoptionState
from lantoa.vietnamese import fold, format_date

#: Word in the address → label, states of the rows behind it. Registered are all that ever did.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dang-ky": ("Đã đăng ký", tuple(AdoptionState.values)),
    "co-ket-qua": ("Có kết quả", tuple(WORKING)),
    "giu-duoc": ("Giữ được lâu dài", (AdoptionState.SUSTAINED,)),
    "da-dung": ("Đã dừng", (AdoptionState.STOPPED,)),
}


@dataclass(frozen=True)
class Figure:
    """A figure above the list; opening it shows exactly its rows."""

    word: str
    label: str
    number: int
    is_chosen: bool


@desk_page("adoption.register", "report.read")
def listing(request: DeskRequest) -> HttpResponse:
    """Copies that the reader's units follow, newest first."""
    mine = Adoption.objects.visible_to(request.user)
    practices = Practice.objects.filter(adoptions__in=mine).distinct().order_by("sort_key")
    slug, word = request.GET.get("cach-lam", ""), request.GET.get("buoc", "")
    of_practice = mine.filter(practice__slug=slug) if slug else mine
    rows = of_practice.filter(state__in=KINDS[word][1]) if word in KINDS else of_practice
    rows = rows.select_related("practice", "place", "unit").prefetch_related(_results())
    if wants_table(request):
        return _as_csv(rows)
    context = {
        "figures": _figures(of_practice, word),
        "practices": practices,
        "slug": slug,
        "word": word if word in KINDS else "",
        "page": page_of(request, rows),
        "may_register": request.user.may("adoption.register", None),
    }
    return render(request, "desk/adoptions/list.html", context)


def _figures(rows: QuerySet[Adoption], chosen: str) -> list[Figure]:
    counts = rows.order_by().aggregate(
        **{
            word.replace("-", "_"): Count("pk", filter=Q(state__in=states), distinct=True)
            for word, (_, states) in KINDS.items()
        }
    )
    return [
        Figure(word, label, counts[word.replace("-", "_")], word == chosen)
        for word, (label, _) in KINDS.items()
    ]


def _results() -> Prefetch[str]:
    newest_first = AdoptionResult.objects.select_related(
        "reported_by", "confirmed_by", "evidence_file"
    ).order_by("-pk")
    return Prefetch("results", queryset=newest_first, to_attr="told")


def _as_csv(rows: QuerySet[Adoption]) -> HttpResponse:
    header = (
        "Nơi làm theo", "Cách làm", "Xã, phường, đặc khu", "Đơn vị theo dõi", "Bước",
        "Ngày đăng ký", "Làm khác đi", "Kết quả mới nhất", "Minh chứng", "Xác nhận ngày",
        "Vì sao dừng",
    )  # fmt: skip

    def line(adoption: Adoption) -> tuple[object, ...]:
        told: list[AdoptionResult] = adoption.told  # type: ignore[attr-defined]  # prefetched
        newest = told[0] if told else None
        return (
            adoption.adopter,
            adoption.practice.title,
            adoption.place.name,
            adoption.unit.name,
            adoption.get_state_display(),
            format_date(timezone.localdate(adoption.registered_at)),
            adoption.change,
            newest.statement if newest else "",
            newest.evidence_note if newest else "",
            format_date(timezone.localdate(newest.confirmed_at))
            if newest and newest.confirmed_at
            else "",
            adoption.stop_reason,
        )

    return table(f"lam-theo-{clock.today():%Y-%m-%d}", header, map(line, rows))


@desk_page("adoption.register")
def new(request: DeskRequest) -> HttpResponse:
    """Write down that somebody copies a practice."""
    q = request.GET.get("q", "")
    found = _practices(q)
    form = _adopt_form(request, found)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"Đã ghi: {made.adopter} làm theo “{made.practice.title}”.")
            return redirect("desk:adoption", made.pk)
    context = {"form": form, "q": q, "found": found, "reasons": reasons}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/adoptions/new.html", context, status=status)


def _practices(q: str) -> list[Practice]:
    """Public practices whose title, person or summary holds every word of `q`, marks or not."""
    words = fold(q).split()
    rows = public_practices(clock.today()).select_related("exemplar__place").order_by("sort_key")
    return [
        practice
        for practice in rows
        if all(
            word
            in fold(
                f"{practice.title} {practice.summary} {practice.exemplar.full_name} "
                f"{practice.exemplar.place.name}"
            )
            for word in words
        )
    ]


def _adopt_form(request: DeskRequest, found: list[Practice]) -> AdoptForm:
    units = list(request.user.units_where("adoption.register").order_by("sort_key")[:2])
    slug = request.GET.get("cach-lam", "")
    initial = {"practice": next((p.pk for p in found if p.slug == slug), None)}
    if len(found) == 1:
        initial["practice"] = found[0].pk
    if len(units) == 1:
        initial |= {"unit": units[0].pk, "place": units[0].admin_unit_id}
    data = request.POST if request.method == "POST" else None
    form = AdoptForm(request.user, clock.today(), data, initial=initial)
    practice = form.fields["practice"]
    if isinstance(practice, ModelChoiceField):
        practice.queryset = Practice.objects.filter(pk__in=[p.pk for p in found])
    if len(units) == 1:
        form.fields["unit"].widget = HiddenInput()
    return form


@desk_page("adoption.register", "report.read")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """What was registered and what came of it; the next step, for those who may."""
    rows = Adoption.objects.visible_to(request.user).select_related(
        "practice__exemplar__place", "place", "unit", "registered_by"
    )
    adoption = find(rows, pk=pk)
    work = _Work(request, adoption)
    if request.method == "POST" and work.do():
        return redirect("desk:adoption", adoption.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/adoptions/show.html", work.context(), status=status)


class _Work:
    """The forms of one adoption, and doing what one of them asks."""

    def __init__(self, request: DeskRequest, adoption: Adoption) -> None:
        self.request, self.adoption, self.user = request, adoption, request.user
        self.asked = request.POST.get("viec", "") if request.method == "POST" else ""
        self.reasons: list[str] = []
        self.result = self._form("report", ResultForm)
        self.confirm = self._form("confirm", ConfirmForm)
        self.sustain = self._form("sustain", ConfirmForm)
        self.stop = self._form("stop", StopForm)

    def _form(self, verb: str, kind: type[HouseForm]) -> HouseForm:
        if self.asked == verb:
            return kind(self.request.POST, self.request.FILES)
        return kind()

    def do(self) -> bool:
        """Whether it was done; if not, the form or `reasons` say why."""
        verbs: dict[str, tuple[HouseForm, Callable[[HouseForm], str]]] = {
            "report": (self.result, self._report),
            "confirm": (self.confirm, self._confirm),
            "sustain": (self.sustain, self._sustain),
            "stop": (self.stop, self._stop),
        }
        if self.asked not in verbs:
            self.reasons = ["Chưa rõ anh, chị muốn làm việc gì. Bấm một nút trong trang."]
            return False
        form, act = verbs[self.asked]
        if not form.is_valid():
            return False
        try:
            said = act(form)
        except Refused as refusal:
            self.reasons = refusal.reasons
            return False
        except FileRefused as refusal:
            form.add_error("evidence_file", refusal.reason)
            return False
        messages.success(self.request, said)
        return True

    def _report(self, form: HouseForm) -> str:
        actions.report_result(
            adoption=self.adoption,
            statement=form.cleaned_data["statement"],
            evidence_note=form.cleaned_data["evidence_note"],
            evidence_upload=form.cleaned_data["evidence_file"],
            by=self.user,
            at=clock.now(),
        )
        return "Đã ghi kết quả. Kết quả được tính sau khi một cán bộ khác xem minh chứng."

    def _confirm(self, form: HouseForm) -> str:
        actions.confirm(adoption=self.adoption, by=self.user, at=clock.now())
        return f"Đã xác nhận: {self.adoption.adopter} làm theo có kết quả."

    def _sustain(self, form: HouseForm) -> str:
        actions.sustain(adoption=self.adoption, by=self.user, at=clock.now())
        return f"Đã xác nhận: {self.adoption.adopter} giữ được lâu dài."

    def _stop(self, form: HouseForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.stop(adoption=self.adoption, reason=reason, by=self.user, at=clock.now())
        return f"Đã ghi: {self.adoption.adopter} dừng làm theo."

    def context(self) -> dict[str, object]:
        """What the page shows."""
        at = clock.now()
        open_to = {t.verb for t in ADOPTION.open_to(self.adoption, by=self.user, at=at)}
        step = next((verb for verb in ("confirm", "sustain") if verb in open_to), "")
        against = ADOPTION.reasons_against(step, self.adoption, by=self.user, at=at) if step else []
        may_work = self.user.may("adoption.register", self.adoption.unit)
        return {
            "adoption": self.adoption,
            "results": self.adoption.results.select_related(
                "reported_by", "confirmed_by", "evidence_file"
            ).order_by("-pk"),
            "result_form": self.result if may_work and "stop" in open_to else None,
            "step": step,
            "step_form": self.confirm if step == "confirm" else self.sustain,
            "against": against,
            "stop_form": self.stop if "stop" in open_to else None,
            "errors": [
                error
                for form in (self.result, self.confirm, self.sustain, self.stop)
                for error in form.error_list()
            ],
            "reasons": self.reasons,
            "asked": self.asked,
        }
