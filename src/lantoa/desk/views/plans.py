"""Plans and their duties: who must do what by when, late ones first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Count, Q
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.lists import wants_table
from lantoa.planning import actions, queries
from lantoa.planning.forms import AssignmentForm, FinishForm, ProgressForm
from lantoa.planning.models import Assignment, Plan
from lantoa.planning.states import ASSIGNMENT, AssignmentState
from lantoa.vietnamese import format_date

#: From this many days before the deadline on, a duty is marked.
SOON = 7


@dataclass(frozen=True)
class Duty:
    """An assignment as a line of the list: its deadline in words, and how loud they are."""

    assignment: Assignment
    words: str
    tone: str  # "err" late, "sun" soon, "" otherwise
    share: str  # "lead", "support" or "other": what the reader's own units have to do with it


@dataclass(frozen=True)
class Heading:
    """Duties under one heading."""

    name: str
    duties: list[Duty]


def deadline_words(assignment: Assignment, today: date) -> tuple[str, str]:
    """The deadline as people say it, and its tone: ("Quá 12 ngày", "err")."""
    left = (assignment.deadline - today).days
    if assignment.state == AssignmentState.DONE:
        return "Đã xong", ""
    if left < 0:
        return f"Quá {-left} ngày", "err"
    if left == 0:
        return "Hôm nay", "sun"
    if left <= SOON:
        return f"Còn {left} ngày", "sun"
    return format_date(assignment.deadline), ""


@desk_page("plan.progress", "report.read")
def listing(request: DeskRequest) -> HttpResponse:
    """All plans with what of them concerns the reader."""
    today = clock.today()
    late = Q(deadline__lt=today) & ~Q(state=AssignmentState.DONE)
    visible = Assignment.objects.filter(pk__in=Assignment.objects.visible_to(request.user))
    counts = {
        row["plan"]: row
        for row in visible.order_by()
        .values("plan")
        .annotate(all=Count("pk"), late=Count("pk", filter=late))
    }
    plans = [(plan, counts.get(plan.pk, {"all": 0, "late": 0})) for plan in queries.plans()]
    return render(request, "desk/plans/list.html", {"plans": plans})


@desk_page("plan.progress", "report.read")
def show(request: DeskRequest, slug: str) -> HttpResponse:
    """The duties of a plan that concern the reader: own ones first, late ones first."""
    plan, today = find(queries.plans(), slug=slug), clock.today()
    rows = queries.assignments(plan).filter(pk__in=Assignment.objects.visible_to(request.user))
    duties = _duties(rows, request, today)
    if wants_table(request):
        return _as_table(plan, duties)
    others = [duty for duty in duties if duty.share == "other"]
    context = {
        "plan": plan,
        "lead": [duty for duty in duties if duty.share == "lead"],
        "support": [duty for duty in duties if duty.share == "support"],
        "headings": _headings(others),
        "shown": len(duties),
        "hidden": plan.assignments.count() - len(duties),
        "late": sum(duty.tone == "err" for duty in duties),
        "done": sum(duty.assignment.state == AssignmentState.DONE for duty in duties),
        "may_assign": request.user.may("plan.manage", plan.unit),
        "may_report": request.user.may("report.read", None),
    }
    return render(request, "desk/plans/show.html", context)


def _duties(rows: Iterable[Assignment], request: DeskRequest, today: date) -> list[Duty]:
    own = {membership.unit_id for membership in request.user.current_memberships()}
    duties = []
    for row in rows:
        words, tone = deadline_words(row, today)
        share = "other"
        if row.unit_id in own:
            share = "lead"
        elif own & {unit.pk for unit in row.supporting.all()}:
            share = "support"
        duties.append(Duty(row, words, tone, share))
    return sorted(duties, key=_urgency)


def _urgency(duty: Duty) -> tuple[bool, bool, date, int]:
    is_done = duty.assignment.state == AssignmentState.DONE
    return is_done, duty.tone != "err", duty.assignment.deadline, duty.assignment.position


def _headings(duties: Iterable[Duty]) -> list[Heading]:
    """By the plan's own headings, in the plan's order; urgency orders within."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.assignment.group, []).append(duty)
    first = {
        name: min(duty.assignment.position for duty in listed) for name, listed in found.items()
    }
    return [Heading(name, found[name]) for name in sorted(found, key=first.__getitem__)]


def _as_table(plan: Plan, duties: list[Duty]) -> HttpResponse:
    header = (
        "Số", "Nhóm", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Bước", "Tiến độ %",
    )  # fmt: skip
    rows = (
        (
            duty.assignment.number,
            duty.assignment.group,
            duty.assignment.content,
            duty.assignment.unit.name,
            "; ".join(unit.name for unit in duty.assignment.supporting.all()),
            format_date(duty.assignment.deadline),
            duty.assignment.product,
            duty.assignment.get_state_display(),
            duty.assignment.progress,
        )
        for duty in duties
    )
    return table(f"nhiem-vu-{plan.slug}", header, rows)


@desk_page("plan.manage")
def assign(request: DeskRequest, slug: str) -> HttpResponse:
    """Give a new duty of the plan."""
    plan = find(queries.plans(), slug=slug)
    if not request.user.may("plan.manage", plan.unit):
        raise Http404
    form = AssignmentForm(plan, clock.today(), request.POST if request.method == "POST" else None)
    form.fields["supporting"].widget = CheckboxSelectMultiple(
        choices=form.fields["supporting"].choices  # type: ignore[attr-defined]  # a choice field
    )
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.assign(plan=plan, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"Đã giao nhiệm vụ {made.number} cho {made.unit.name}.")
            return redirect("desk:plan", plan.slug)
    groups = plan.assignments.order_by("group").values_list("group", flat=True).distinct()
    context = {"plan": plan, "form": form, "reasons": reasons, "groups": groups}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/plans/assign.html", context, status=status)


@desk_page("plan.progress", "report.read")
def assignment(request: DeskRequest, pk: int) -> HttpResponse:
    """One duty: what was reported so far, and the next step for those who may."""
    rows = Assignment.objects.filter(pk__in=Assignment.objects.visible_to(request.user))
    duty = find(rows.select_related("plan__document", "unit").prefetch_related("supporting"), pk=pk)
    work = _Work(request, duty)
    if request.method == "POST" and work.do():
        return redirect("desk:assignment", duty.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/plans/assignment.html", work.context(), status=status)


class _Work:
    """The forms of one duty, and doing what one of them asks."""

    def __init__(self, request: DeskRequest, duty: Assignment) -> None:
        self.request, self.duty, self.user = request, duty, request.user
        self.asked = request.POST.get("viec", "") if request.method == "POST" else ""
        self.reasons: list[str] = []
        self.progress = self._form("progress", ProgressForm, {"progress": duty.progress})
        self.finish = self._form("finish", FinishForm)
        self.reopen = self._form("reopen", FinishForm)
        note = self.reopen.fields["note"]
        note.label, note.help_text = "Vì sao mở lại", ""
        note.error_messages["required"] = "Ghi vì sao mở lại."

    def _form(
        self, verb: str, kind: type[HouseForm], initial: dict[str, object] | None = None
    ) -> HouseForm:
        data = self.request.POST if self.asked == verb else None
        return kind(data, initial=initial, auto_id=f"{verb}_%s")

    def do(self) -> bool:
        """Whether it was done; if not, the form or `reasons` say why."""
        verbs: dict[str, tuple[HouseForm, Callable[..., object], str]] = {
            "progress": (self.progress, actions.report_progress, "Đã ghi tiến độ."),
            "finish": (self.finish, actions.finish, "Đã báo xong nhiệm vụ này."),
            "reopen": (self.reopen, actions.reopen, "Đã mở lại nhiệm vụ này."),
        }
        if self.asked not in verbs:
            self.reasons = ["Chưa rõ anh, chị muốn làm việc gì. Bấm một nút trong trang."]
            return False
        form, act, said = verbs[self.asked]
        if not form.is_valid():
            return False
        try:
            act(assignment=self.duty, **form.cleaned_data, by=self.user, at=clock.now())
        except Refused as refusal:
            self.reasons = refusal.reasons
            return False
        messages.success(self.request, said)
        return True

    def context(self) -> dict[str, object]:
        """What the page shows."""
        open_to = {t.verb for t in ASSIGNMENT.open_to(self.duty, by=self.user, at=clock.now())}
        words, tone = deadline_words(self.duty, clock.today())
        return {
            "duty": self.duty,
            "words": words,
            "tone": tone,
            "notes": self.duty.notes.select_related("by"),
            "progress_form": self.progress if "finish" in open_to else None,
            "finish_form": self.finish if "finish" in open_to else None,
            "reopen_form": self.reopen if "reopen" in open_to else None,
            "errors": [
                error
                for form in (self.progress, self.finish, self.reopen)
                for error in form.error_list()
            ],
            "reasons": self.reasons,
            "asked": self.asked,
        }
