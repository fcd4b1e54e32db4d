"""Plans: who must do what by when, and what came of it, in plain words."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.planning.models import Assignment
from lantoa.planning.states import AssignmentState
from lantoa.portal import queries
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
    """All plans, those in force first."""
    context = {"here": "plans", "plans": queries.plans(clock.today())}
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
        "late": sum(d.late for d in duties),
        "report": reports.plan_report(plan, on=on),
    }
    return render(request, "portal/plan.html", context)
