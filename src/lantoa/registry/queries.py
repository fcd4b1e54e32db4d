"""Reads of exemplars and their practices."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.places.models import OrgKind, OrgUnit
from lantoa.registry import rules
from lantoa.registry.models import Consent, CriteriaSet, Exemplar, Practice, Sector
from lantoa.registry.states import ConsentGiver, CriteriaState, ExemplarKind
from lantoa.vietnamese import fold

if TYPE_CHECKING:
    from lantoa.accounts.models import User

#: The channel whose consent makes a person nameable on the portal.
PORTAL_CHANNEL = "website"


def public_exemplars(on: date) -> QuerySet[Exemplar]:
    """Exemplars that may be named on the portal on the day `on`.

    Sound (no hold, not revoked), with a standing consent to be named on the website; children
    with their own and a guardian's. The same as `rules.consent_reasons`, in one query.
    """
    return Exemplar.objects.sound().filter(_agreed(on, covers_name=True))


def pictured_exemplars(on: date) -> QuerySet[Exemplar]:
    """Those whose photographs may stand on the portal on the day `on`, by the same givers."""
    return Exemplar.objects.filter(_agreed(on, covers_image=True))


def public_practices(on: date) -> QuerySet[Practice]:
    """How-to cards of exemplars that may be named on the portal."""
    public = Practice.objects.filter(exemplar__in=public_exemplars(on))
    return public.select_related("exemplar", "exemplar__place", "exemplar__sector")


def find_exemplars(user: "User", *, text: str = "", standing: str = "") -> QuerySet[Exemplar]:
    """Files the user may read, by code or name (with or without marks) and standing."""
    found = Exemplar.objects.visible_to(user).select_related("place", "sector", "unit")
    if standing:
        found = found.filter(standing=standing)
    if text:
        found = found.filter(Q(code__icontains=text) | Q(folded_name__contains=fold(text)))
    return found


def _agreed(on: date, **covers: bool) -> Q:
    """Own consent, and for a child a guardian's too, that covers this on the portal."""
    person = Q(exemplar__kind=ExemplarKind.PERSON)
    own = Q(giver=ConsentGiver.SELF) | (Q(giver=ConsentGiver.REPRESENTATIVE) & ~person)
    guardian = _given(Q(giver=ConsentGiver.GUARDIAN), on, covers)
    return Q(_given(own, on, covers)) & (~_minor(on) | Q(guardian))


def _given(giver: Q, on: date, covers: dict[str, bool]) -> Exists:
    return Exists(
        Consent.objects.standing_on(on).filter(
            giver, exemplar=OuterRef("pk"), channels__channel=PORTAL_CHANNEL, **covers
        )
    )


def _minor(on: date) -> Q:
    turning = on.year - rules.ADULT_AT
    by_year = Q(kind=ExemplarKind.PERSON, birth_year__gt=turning)
    by_tick = ~Q(kind=ExemplarKind.PERSON) | Q(birth_year__isnull=True) | Q(birth_year=turning)
    return by_year | (by_tick & Q(is_minor=True))


def criteria_for(sector: Sector, unit: OrgUnit, on: date) -> CriteriaSet | None:
    """The set by which a file of `unit` in `sector` is judged on the day `on`; None for none.

    A set of the sector goes before a set for all sectors; among those, that of the nearest
    unit upward. A department's set for a sector holds wherever the unit above it reaches, for
    departments answer for their sector in the whole province.
    """
    sets = CriteriaSet.objects.applied_on(on).filter(Q(sector=sector) | Q(sector__isnull=True))
    ranked = [
        ((row.sector_id is not None, reach), row)
        for row in sets.select_related("unit").order_by("pk")
        if (reach := _reach(row, unit)) is not None
    ]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _reach(row: CriteriaSet, unit: OrgUnit) -> float | None:
    """How near the owner of a set stands to `unit` (deeper is nearer); None when it is aside."""
    owner = row.unit
    if unit.path.startswith(owner.path):
        return float(owner.depth)
    above = owner.path[: -owner.steplen]
    is_departments = owner.kind == OrgKind.DEPARTMENT and row.sector_id is not None
    return owner.depth - 0.5 if is_departments and unit.path.startswith(above) else None


@dataclass(frozen=True)
class Coverage:
    """How many units have criteria of their own in force, and which have none."""

    with_criteria: int
    total: int
    without: list[OrgUnit]


def criteria_coverage(units: QuerySet[OrgUnit], on: date) -> Coverage:
    """x of N units that own a set applied on the day `on` ("x/N đơn vị có tiêu chí")."""
    owning = set(CriteriaSet.objects.applied_on(on).values_list("unit_id", flat=True))
    rows = list(units.order_by("sort_key"))
    without = [unit for unit in rows if unit.pk not in owning]
    return Coverage(len(rows) - len(without), len(rows), without)


def find_criteria_sets(user: "User") -> QuerySet[CriteriaSet]:
    """Every set that was enacted, and the drafts of one's own units: criteria are no secret."""
    own = Q(unit__in=user.units_where("criteria.write")) | Q(
        unit__in=user.units_where("criteria.enact")
    )
    rows = CriteriaSet.objects.filter(~Q(state=CriteriaState.DRAFT) | own)
    return rows.select_related("unit", "sector")
