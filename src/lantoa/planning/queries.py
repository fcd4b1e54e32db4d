"""Plans as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from lantoa.places.models import OrgUnit
from lantoa.planning.models import Assignment, Movement, Plan, ProgressNote
from lantoa.planning.states import AssignmentState


@dataclass(frozen=True)
class Group:
    """Assignments under one heading of the plan, in the plan's order."""

    name: str
    assignments: list[Assignment]


def plans() -> QuerySet[Plan]:
    """All plans, the newest period first."""
    rows = Plan.objects.select_related("document", "scheme__document", "unit")
    return rows.order_by("-period_end", "slug")


def assignments(plan: Plan) -> QuerySet[Assignment]:
    """The plan's duties in order, with units and, newest first, what was reported."""
    notes = ProgressNote.objects.select_related("by").order_by("-at", "-pk")
    return (
        plan.assignments.select_related("unit", "plan")
        .prefetch_related(
            Prefetch("supporting", queryset=OrgUnit.objects.order_by("sort_key")),
            Prefetch("notes", queryset=notes),
        )
        .order_by("position", "pk")
    )


def groups(rows: Iterable[Assignment]) -> list[Group]:
    """Assignments under the headings that follow one another."""
    return [Group(name, list(part)) for name, part in groupby(rows, key=lambda row: row.group)]


def overdue(plan: Plan, *, on: date) -> QuerySet[Assignment]:
    """Duties past their deadline on the day `on` and not done, the oldest first."""
    late = Assignment.objects.filter(plan=plan).overdue(on)
    return late.select_related("unit").order_by("deadline", "position")


def is_late(assignment: Assignment, on: date) -> bool:
    """Whether one duty is past its deadline on the day `on`."""
    return assignment.deadline < on and assignment.state != AssignmentState.DONE


def movements() -> QuerySet[Movement]:
    """All emulation movements, the newest first."""
    return Movement.objects.select_related("document", "unit")


def current_movement(on: date) -> Movement | None:
    """The movement in force on the day `on` that began last, or None."""
    return movements().filter(period_start__lte=on, period_end__gte=on).first()


def duties_of(unit: OrgUnit) -> QuerySet[Assignment]:
    """What a unit has to do, as lead, in every plan: nearest deadline first."""
    rows = Assignment.objects.filter(unit=unit).select_related("plan__document")
    return rows.order_by("deadline", "position")
