"""The report on a plan: a conclusion, what waits for a decision, figures that open, the file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.tables import table
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.lists import page_of, wants_table
from lantoa.nominations.models import Lead
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment, Plan
from lantoa.planning.states import AssignmentState, Indicator
from lantoa.publishing.models import Delivery, Publication
from lantoa.registry.models import Exemplar, Practice
from lantoa.replication.models import Adoption, AdoptionResult
from lantoa.reports import docx, queries
from lantoa.reports.queries import Figure, PlanReport
from lantoa.vietnamese import format_date, group_digits

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: From hearing of somebody to a copy that works, in order; the other figures stand beside it.
CHAIN = (
    Indicator.LEADS_RECEIVED,
    Indicator.EXEMPLARS_RECOGNISED,
    Indicator.STORIES_PUBLISHED,
    Indicator.PRACTICES_OFFERED,
    Indicator.ADOPTIONS_REGISTERED,
    Indicator.ADOPTIONS_EFFECTIVE,
)


@dataclass(frozen=True)
class Stage:
    """One stretch of the river: its figure and where its banks lie (0 to 96, and the share)."""

    figure: Figure
    path: str
    share: float


@dataclass(frozen=True)
class Goal:
    """A figure with a target: how full its bar is, where it should be today (0 to 100)."""

    figure: Figure
    share: float
    pace: float

    @property
    def is_late(self) -> bool:
        """Whether less is there than the time gone by asks for."""
        return self.share < self.pace

    @property
    def words(self) -> str:
        """How it stands, in words."""
        missing = (self.figure.target or 0) - self.figure.count
        if missing <= 0:
            return "Đạt"
        return f"{'Chậm nhịp' if self.is_late else 'Đúng nhịp'}, còn thiếu {group_digits(missing)}"


@desk_page("report.read")
def listing(request: DeskRequest) -> HttpResponse:
    """To the report; a choice only when there are several plans."""
    plans = list(planning.plans())
    if len(plans) == 1:
        return redirect("desk:report", plans[0].slug)
    return render(request, "desk/reports/list.html", {"plans": plans})


@desk_page("report.read")
def show(request: DeskRequest, slug: str) -> HttpResponse:
    """The one page a leader reads in a minute."""
    plan, today = find(planning.plans(), slug=slug), clock.today()
    report = queries.plan_report(plan, on=today)
    reads_all = request.user.may("report.read", plan.unit)
    mine = set(request.user.units_where("report.read").values_list("pk", flat=True))
    late = _late(report, request.user, reads_all)
    silent = [unit for unit in report.inactive_units if reads_all or unit.pk in mine]
    goals = [_goal(figure, plan, today) for figure in report.figures if figure.target]
    copies = _copies(plan, request.user)
    registered = _figure(report, Indicator.ADOPTIONS_REGISTERED).count
    context = {
        "report": report,
        "plan": plan,
        "conclusion": conclusion(report, goals),
        "late": [(row, (today - row.deadline).days) for row in late],
        "late_elsewhere": len(report.overdue) - len(late),
        "silent": silent,
        "silent_elsewhere": len(report.inactive_units) - len(silent),
        "stages": _river([_figure(report, indicator) for indicator in CHAIN]),
        "beside": [figure for figure in report.figures if figure.indicator not in CHAIN],
        "goals": goals,
        "page": page_of(request, copies),
        "copies_elsewhere": registered - copies.count(),
        "reads_all": reads_all,
    }
    return render(request, "desk/reports/show.html", context)


def conclusion(report: PlanReport, goals: list[Goal]) -> str:
    """What a reader in a hurry must know, in one sentence."""
    duties = [duty for group in report.groups for duty in group.assignments]
    done = sum(duty.state == AssignmentState.DONE for duty in duties)
    parts = []
    if report.overdue:
        parts.append(f"{len(report.overdue)} trong {len(duties)} nhiệm vụ đã quá hạn")
    elif duties:
        parts.append(f"không nhiệm vụ nào quá hạn, {done} trong {len(duties)} đã xong")
    else:
        parts.append("kế hoạch chưa giao nhiệm vụ nào")
    if report.inactive_units:
        parts.append(f"{group_digits(len(report.inactive_units))} đơn vị chưa có hoạt động nào")
    else:
        parts.append("đơn vị nào cũng đã có hoạt động")
    slow = sum(goal.is_late for goal in goals)
    if goals:
        parts.append(
            f"{slow} trong {len(goals)} chỉ tiêu chậm nhịp" if slow else "các chỉ tiêu đúng nhịp"
        )
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _late(report: PlanReport, user: User, reads_all: bool) -> list[Assignment]:
    if reads_all:
        return report.overdue
    visible = set(Assignment.objects.visible_to(user).values_list("pk", flat=True))
    return [row for row in report.overdue if row.pk in visible]


def _figure(report: PlanReport, indicator: str) -> Figure:
    return next(figure for figure in report.figures if figure.indicator == indicator)


def _goal(figure: Figure, plan: Plan, today: date) -> Goal:
    whole = max((plan.period_end - plan.period_start).days, 1)
    gone = min(max((today - plan.period_start).days, 0), whole)
    share = min(100 * figure.count / (figure.target or 1), 100)
    return Goal(figure, round(share, 1), round(min(100 * gone / whole, 99.2), 1))


def _river(figures: list[Figure]) -> list[Stage]:
    """Stretches whose banks run from the figure before to their own; as wide as the largest."""
    most = max(figure.count for figure in figures) or 1
    stages, before = [], figures[0].count
    for figure in figures:
        a, b = 48 - 48 * before / most, 48 - 48 * figure.count / most
        path = f"M0 {a:.1f}C40 {a:.1f} 60 {b:.1f} 100 {b:.1f}V{96 - b:.1f}C60 {96 - b:.1f} 40 {96 - a:.1f} 0 {96 - a:.1f}Z"
        stages.append(Stage(figure, path, round(100 * figure.count / most, 1)))
        before = figure.count
    return stages


def _copies(plan: Plan, user: User) -> QuerySet[Adoption]:
    found: QuerySet[Adoption] = queries.visible_rows(plan, Indicator.ADOPTIONS_REGISTERED, user)
    confirmed = AdoptionResult.objects.filter(confirmed_at__isnull=False).order_by("-pk")
    return (
        found.select_related("practice", "place")
        .prefetch_related(Prefetch("results", queryset=confirmed, to_attr="confirmed"))
        .order_by("practice__sort_key", "place__sort_key", "pk")
    )


@desk_page("report.read")
def rows(request: DeskRequest, slug: str, indicator: str) -> HttpResponse:
    """The rows behind one figure; those of units without a role are counted, not named."""
    plan = find(planning.plans(), slug=slug)
    if indicator not in Indicator.values:
        raise Http404
    total = queries.rows(plan, indicator).count()
    visible = queries.visible_rows(plan, indicator, request.user)
    kind = _KINDS[visible.model]
    visible = visible.select_related(*kind.joins).order_by(*kind.order)
    label = Indicator(indicator).label
    if wants_table(request):
        lines = (kind.line(row) for row in visible)
        return table(f"{indicator.replace('_', '-')}-{plan.slug}", HEADER, map(Line.cells, lines))
    page = page_of(request, visible)
    shown = page.paginator.count
    context = {
        "plan": plan,
        "label": label,
        "total": total,
        "shown": shown,
        "elsewhere": total - shown,
        "page": page,
        "lines": [kind.line(row) for row in page],
    }
    return render(request, "desk/reports/rows.html", context)


@desk_page("report.read")
def download(request: DeskRequest, slug: str) -> HttpResponse:
    """The report as a Word file. It names every unit, so only for readers of the whole plan."""
    plan = find(planning.plans(), slug=slug)
    if not request.user.may("report.read", plan.unit):
        raise Http404
    today = clock.today()
    body = docx.plan_report(queries.plan_report(plan, on=today))
    response = HttpResponse(body, content_type=DOCX)
    name = f"Báo cáo kế hoạch {plan.document.number.replace('/', '-')} {today:%d-%m-%Y}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


HEADER = ("Người, nơi, việc", "Địa bàn", "Đơn vị", "Ngày", "Ghi thêm")


@dataclass(frozen=True)
class Line:
    """One row behind a figure: who or what, where, which unit, when, one line more, its page."""

    who: str
    place: str
    unit: str
    on: date
    note: str
    address: str

    def cells(self) -> tuple[str, ...]:
        """As a row of the table file."""
        return self.who, self.place, self.unit, format_date(self.on), self.note


@dataclass(frozen=True)
class _Kind:
    """How rows of one model are read, ordered and told."""

    line: Callable[[Any], Line]
    joins: tuple[str, ...]
    order: tuple[str, ...]


def _day(moment: datetime | None) -> date:
    return timezone.localdate(moment)


def _of_lead(row: Lead) -> Line:
    address = reverse("desk:lead", args=[row.pk])
    on = _day(row.received_at)
    return Line(row.who, row.place.name, row.unit.name, on, row.get_state_display(), address)


def _of_exemplar(row: Exemplar) -> Line:
    address = reverse("desk:exemplar", args=[row.code])
    return Line(row.full_name, row.place.name, row.unit.name, row.recognised_on, row.deed, address)


def _of_publication(row: Publication) -> Line:
    about, on = row.exemplar, _day(row.published_at)
    address = reverse("portal:story", args=[row.slug])
    return Line(about.full_name, about.place.name, row.unit.name, on, row.title, address)


def _of_delivery(row: Delivery) -> Line:
    told, on = row.publication, _day(row.delivered_at)
    about, note = told.exemplar, f"{row.target.name}: {told.title}"
    address = reverse("portal:story", args=[told.slug])
    return Line(about.full_name, about.place.name, told.unit.name, on, note, address)


def _of_practice(row: Practice) -> Line:
    about, on = row.exemplar, _day(row.offered_at)
    address = reverse("desk:exemplar", args=[about.code])
    return Line(row.title, about.place.name, about.unit.name, on, about.full_name, address)


def _of_adoption(row: Adoption) -> Line:
    note = f"{row.practice.title}. {row.get_state_display()}"
    address = reverse("desk:adoption", args=[row.pk])
    on = _day(row.registered_at)
    return Line(row.adopter, row.place.name, row.unit.name, on, note, address)


_KINDS: dict[Any, _Kind] = {
    Lead: _Kind(_of_lead, ("place", "unit"), ("-received_at", "-pk")),
    Exemplar: _Kind(_of_exemplar, ("place", "unit"), ("-recognised_on", "sort_key", "pk")),
    Publication: _Kind(_of_publication, ("exemplar__place", "unit"), ("-published_at", "-pk")),
    Delivery: _Kind(
        _of_delivery,
        ("publication__exemplar__place", "publication__unit", "target"),
        ("-delivered_at", "-pk"),
    ),
    Practice: _Kind(_of_practice, ("exemplar__place", "exemplar__unit"), ("-offered_at", "-pk")),
    Adoption: _Kind(_of_adoption, ("practice", "place", "unit"), ("-registered_at", "-pk")),
}
