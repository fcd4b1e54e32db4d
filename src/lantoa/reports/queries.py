"""Reports that write themselves: every figure is the number of rows one can open.

Counted are rows of the plan's unit and all under it, in the plan's period up to the day of the
report. States are those of now: a story that is held or taken down, a person whose recognition
was revoked, no longer count.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.nominations.models import Lead
from lantoa.places.models import OrgKind, OrgUnit
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment, Plan
from lantoa.planning.states import Indicator
from lantoa.publishing.models import Delivery, Publication
from lantoa.publishing.states import DeliveryState
from lantoa.registry.models import Exemplar, Practice
from lantoa.registry.states import Standing
from lantoa.replication.models import Adoption, AdoptionResult
from lantoa.replication.queries import WORKING
from lantoa.replication.states import AdoptionState


@dataclass(frozen=True)
class Figure:
    """One counted figure; `target` adds up what the plan's assignments ask for, None for none."""

    indicator: str
    label: str
    count: int
    target: int | None


@dataclass(frozen=True)
class Copy:
    """Who copied what, with which confirmed result ("" while there is none)."""

    practice: str
    adopter: str
    place: str
    state: str
    result: str


@dataclass(frozen=True)
class PlanReport:
    """All that a report on a plan says on the day `on`."""

    plan: Plan
    on: date
    figures: list[Figure]
    groups: list[planning.Group]
    overdue: list[Assignment]
    inactive_units: list[OrgUnit]
    copies: list[Copy]


@dataclass(frozen=True)
class _Scope:
    """Whose rows, from which day to which, both counted."""

    units: QuerySet[OrgUnit]
    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        zone = timezone.get_default_timezone()
        start = datetime.combine(self.first, time(), zone)
        return start, datetime.combine(self.last + timedelta(days=1), time(), zone)

    def within(self, field: str) -> dict[str, Any]:
        start, end = self.moments
        return {f"{field}__gte": start, f"{field}__lt": end}


def plan_report(plan: Plan, *, on: date) -> PlanReport:
    """The report on `plan` as of the day `on` (Vietnam's time)."""
    duties = list(planning.assignments(plan))
    return PlanReport(
        plan=plan,
        on=on,
        figures=[_figure(plan, indicator, duties, on) for indicator in Indicator],
        groups=planning.groups(duties),
        overdue=list(planning.overdue(plan, on=on)),
        inactive_units=inactive_units(plan, on=on),
        copies=_copies(plan, on),
    )


def rows(plan: Plan, indicator: str, *, on: date | None = None) -> QuerySet[Any]:
    """The rows behind a figure: as many as it says. Raises KeyError for an unknown indicator.

    Without `on` up to the end of the plan's period; nothing is dated in the future, so that
    is today's figure.
    """
    last = min(plan.period_end, on) if on else plan.period_end
    scope = _Scope(OrgUnit.under([plan.unit]), plan.period_start, last)
    return _ROWS[indicator](scope)


def visible_rows(plan: Plan, indicator: str, user: User) -> QuerySet[Any]:
    """Of the rows behind a figure, those whose files `user` may open."""
    found = rows(plan, indicator)
    if found.model is Delivery:
        return found.filter(publication__in=Publication.objects.visible_to(user))
    if found.model is Practice:
        return found.filter(exemplar__in=Exemplar.objects.visible_to(user))
    return found.filter(pk__in=found.model.objects.visible_to(user))


def inactive_units(plan: Plan, *, on: date) -> list[OrgUnit]:
    """Committees of communes and leading units of the plan with no row in any figure so far."""
    scope = OrgUnit.under([plan.unit]).filter(valid_from__lte=on).exclude(valid_to__lt=on)
    expected = scope.filter(kind=OrgKind.COMMUNE) | scope.filter(assignments__plan=plan)
    active: set[int] = set()
    for indicator, path in _UNIT.items():
        found = rows(plan, indicator, on=on).order_by()
        active.update(found.values_list(path, flat=True).distinct())
    return list(expected.exclude(pk__in=active).distinct().order_by("sort_key"))


def _figure(plan: Plan, indicator: Indicator, duties: list[Assignment], on: date) -> Figure:
    targets = [
        duty.target for duty in duties if duty.indicator == indicator and duty.target is not None
    ]
    return Figure(
        indicator=indicator.value,
        label=str(indicator.label),
        count=rows(plan, indicator, on=on).count(),
        target=sum(targets) if targets else None,
    )


def _copies(plan: Plan, on: date) -> list[Copy]:
    confirmed = AdoptionResult.objects.filter(confirmed_at__isnull=False).order_by("-pk")
    found = (
        rows(plan, Indicator.ADOPTIONS_REGISTERED, on=on)
        .select_related("practice", "place")
        .prefetch_related(Prefetch("results", queryset=confirmed, to_attr="confirmed"))
        .order_by("practice__sort_key", "place__sort_key", "pk")
    )
    return [
        Copy(
            practice=row.practice.title,
            adopter=row.adopter,
            place=row.place.name,
            state=row.get_state_display(),
            result=row.confirmed[0].statement if row.confirmed else "",
        )
        for row in found
    ]


def _leads(scope: _Scope) -> QuerySet[Lead]:
    return Lead.objects.filter(unit__in=scope.units, **scope.within("received_at"))


def _exemplars(scope: _Scope) -> QuerySet[Exemplar]:
    found = Exemplar.objects.filter(
        unit__in=scope.units, recognised_on__gte=scope.first, recognised_on__lte=scope.last
    )
    return found.exclude(standing=Standing.REVOKED).unmerged()


def _stories(scope: _Scope) -> QuerySet[Publication]:
    return Publication.objects.public().filter(unit__in=scope.units, **scope.within("published_at"))


def _deliveries(scope: _Scope) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        state=DeliveryState.DELIVERED,
        publication__unit__in=scope.units,
        publication__in=Publication.objects.public(),
        **scope.within("delivered_at"),
    )


def _practices(scope: _Scope) -> QuerySet[Practice]:
    return Practice.objects.filter(
        exemplar__unit__in=scope.units, **scope.within("offered_at")
    ).exclude(exemplar__standing=Standing.REVOKED)


def _registered(scope: _Scope) -> QuerySet[Adoption]:
    return Adoption.objects.filter(unit__in=scope.units, **scope.within("registered_at"))


def _effective(scope: _Scope) -> QuerySet[Adoption]:
    return _confirmed(scope).filter(state__in=WORKING)


def _sustained(scope: _Scope) -> QuerySet[Adoption]:
    return _confirmed(scope).filter(state=AdoptionState.SUSTAINED)


def _confirmed(scope: _Scope) -> QuerySet[Adoption]:
    in_time = scope.within("confirmed_at")
    confirmed = AdoptionResult.objects.filter(adoption=OuterRef("pk"), **in_time)
    return Adoption.objects.filter(Exists(confirmed), unit__in=scope.units)


_ROWS: dict[str, Callable[[_Scope], QuerySet[Any]]] = {
    Indicator.LEADS_RECEIVED: _leads,
    Indicator.EXEMPLARS_RECOGNISED: _exemplars,
    Indicator.STORIES_PUBLISHED: _stories,
    Indicator.DELIVERIES_DONE: _deliveries,
    Indicator.PRACTICES_OFFERED: _practices,
    Indicator.ADOPTIONS_REGISTERED: _registered,
    Indicator.ADOPTIONS_EFFECTIVE: _effective,
    Indicator.ADOPTIONS_SUSTAINED: _sustained,
}
#: Where the unit of a row stands; the other figures are parts of these.
_UNIT = {
    Indicator.LEADS_RECEIVED: "unit",
    Indicator.EXEMPLARS_RECOGNISED: "unit",
    Indicator.STORIES_PUBLISHED: "unit",
    Indicator.PRACTICES_OFFERED: "exemplar__unit",
    Indicator.ADOPTIONS_REGISTERED: "unit",
}
