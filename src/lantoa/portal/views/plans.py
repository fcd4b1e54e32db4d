"""Plans: who must do what by when, and what came of it, in plain words."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment
from lantoa.planning.states import AssignmentState
from lantoa.portal import measures, queries
from lantoa.reports import queries as reports


@dataclass(frozen=True)
class Duty:
    """An assignment with how it stands on a day, as a sentence; `late` when past its deadline."""

    assignment: Assignment
    words: str
    late: bool


def stands(assignment: Assignment, on: date) -> Duty:
    """How an assignment stands on the day `on`."""
    if assignment.state == AssignmentState.DONE:
        return Duty(assignment, "Đã xong", False)
    days = (assignment.deadline - on).days
    done = f"Được {assignment.progress}%" if assignment.progress else "Chưa làm"
    if days < 0:
        return Duty(assignment, f"{done}, quá hạn {-days} ngày", True)
    if days == 0:
        return Duty(assignment, f"{done}, hết hạn hôm nay", False)
    return Duty(assignment, f"{done}, còn {days} ngày", False)


@require_safe
@kept()
def listing(request: HttpRequest) -> HttpResponse:
    """All plans, those in force first; the movements."""
    on = clock.today()
    movements = list(planning.movements())
    context = {
        "here": "plans",
        "plans": queries.plans(on),
        "movements": [row for row in movements if row.period_start <= on <= row.period_end],
        "ended": [row for row in movements if row.period_end < on],
        "on": on,
    }
    return render(request, "portal/plans.html", context)


@require_safe
@kept()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Number, day, basis, purpose, duties by group, figures counted from rows."""
    on = clock.today()
    plan = get_object_or_404(queries.plans(on), slug=slug)
    rows = plan.assignments.select_related("unit").prefetch_related("supporting")
    groups: dict[str, list[Duty]] = {}
    for assignment in rows:
        groups.setdefault(assignment.group, []).append(stands(assignment, on))
    duties = [duty for group in groups.values() for duty in group]
    context = {
        "here": "plans",
        "plan": plan,
        "on": on,
        "groups": list(groups.items()),
        "total": len(duties),
        "done": sum(d.assignment.state == AssignmentState.DONE for d in duties),
        "doing": sum(d.assignment.state == AssignmentState.DOING for d in duties),
        "waiting": sum(d.assignment.state == AssignmentState.OPEN for d in duties),
        "late": sorted((d for d in duties if d.late), key=lambda d: d.assignment.deadline),
        "movement": planning.current_movement(on),
        "report": reports.plan_report(plan, on=on),
    }
    return render(request, "portal/plan.html", context)


@require_safe
@kept()
def movement(request: HttpRequest, slug: str) -> HttpResponse:
    """Who calls for what until when, and what has come of it so far, counted from rows."""
    on = clock.today()
    found = get_object_or_404(planning.movements(), slug=slug)
    last = min(on, found.period_end)
    context = {
        "here": "plans",
        "movement": found,
        "on": on,
        "is_running": found.period_start <= on <= found.period_end,
        "days_left": (found.period_end - on).days,
        "progress": measures.progress_between(found.period_start, last),
        "practices": queries.most_copied(on, 4),
    }
    return render(request, "portal/movement.html", context)
