"""Plans as their pages show them."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from lantoa.places.models import OrgUnit
from lantoa.planning.models import Assignment, LegalDocument, Movement, Plan, ProgressNote
from lantoa.planning.states import AssignmentState
from lantoa.vietnamese import DocumentNumberError, fold, parse_document_number, sort_key

#: Longer than anything people type to find a document; what lies beyond is not looked at.
LONGEST = 200


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


def documents(
    *, text: str = "", issuer: str = "", kind: str = "", year: int | None = None
) -> QuerySet[LegalDocument]:
    """Public documents, the newest first. `text` is a number in any spelling, or words of the
    abstract, the issuer or the signer, with or without marks."""
    found: QuerySet[LegalDocument] = LegalDocument.objects.public().select_related("file")
    for name, value in {"issuer": issuer, "kind": kind, "issued_on__year": year}.items():
        found = found.filter(**{name: value}) if value else found
    text = text[:LONGEST]
    if fold(text).strip():
        words = Q(folded__contains=" ".join(fold(text).split()))
        with contextlib.suppress(DocumentNumberError):
            words |= Q(search_key=parse_document_number(text).search_key)
        found = found.filter(words)
    return found


def document_years() -> list[int]:
    """Years in which a public document was issued, the newest first."""
    days = LegalDocument.objects.public().order_by().dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


def document_values(name: str) -> list[str]:
    """The different issuers or kinds of public documents, in Vietnamese order."""
    values = LegalDocument.objects.public().order_by().values_list(name, flat=True).distinct()
    return sorted(values, key=sort_key)
