"""What stands on the page of a place: each function a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, AdminUnitKind, OrgUnit, UnitSuccession
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment
from lantoa.planning.states import AssignmentState
from lantoa.portal.tiles import CELLS
from lantoa.registry import queries as registry
from lantoa.registry.models import Exemplar
from lantoa.replication.models import Adoption, AdoptionResult

_AROUND = ((0, -1), (-1, 0), (1, 0), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1))


@dataclass(frozen=True)
class Origin:
    """What a unit was made of under one former district."""

    district: str
    parts: list[UnitSuccession]


@dataclass(frozen=True)
class Duties:
    """A unit's duties in the plans: those still to do (late first), and how many are done."""

    open: list[Assignment]
    late: int
    done: int


def origins(unit: AdminUnit) -> list[Origin]:
    """The former communes a unit was made of, by their district; the districts themselves not."""
    found: dict[str, list[UnitSuccession]] = defaultdict(list)
    for link in places.predecessions(unit):
        if link.old.kind != AdminUnitKind.DISTRICT:
            found[link.old.parent.name if link.old.parent else ""].append(link)
    return [Origin(district, parts) for district, parts in found.items()]


def people(on: date, ids: set[int]) -> QuerySet[Exemplar]:
    """Public exemplars of these units, in Vietnamese order by given name."""
    rows = registry.public_exemplars(on).filter(place__in=ids)
    return rows.select_related("sector").order_by("sort_key")


def copied(on: date, ids: set[int]) -> QuerySet[Adoption]:
    """Copies made in these units of practices that are public; `confirmed` holds the results."""
    results = AdoptionResult.objects.filter(confirmed_at__isnull=False).order_by("-pk")
    rows = Adoption.objects.filter(place__in=ids, practice__in=registry.public_practices(on))
    return rows.select_related("practice__exemplar").prefetch_related(
        Prefetch("results", queryset=results, to_attr="confirmed")
    )


def duties(unit: OrgUnit, on: date) -> Duties:
    """What the committee of a place has to do by the plans."""
    rows = list(planning.duties_of(unit))
    todo = [row for row in rows if row.state != AssignmentState.DONE]
    return Duties(todo, sum(row.deadline < on for row in todo), len(rows) - len(todo))


def neighbours(unit: AdminUnit, on: date) -> list[AdminUnit]:
    """Today's units in the cells around it, those that share a bund first."""
    cell = CELLS.get(unit.short_name)
    if cell is None:
        return []
    at = {place: name for name, place in CELLS.items()}
    near = [at.get((cell[0] + x, cell[1] + y)) for x, y in _AROUND]
    names = [name for name in near if name]
    units = {row.short_name: row for row in places.communes(on).filter(short_name__in=names)}
    return [units[name] for name in names if name in units]
