"""Reads of exemplars and their practices."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from lantoa.places.models import OrgKind, OrgUnit
from lantoa.registry.models import (
    Consent,
    ConsentText,
    CriteriaSet,
    Exemplar,
    ExemplarQuerySet,
    Merger,
    Practice,
    PrivacyRule,
    Sector,
)
from lantoa.registry.states import ConsentGiver, CriteriaState, ExemplarKind, Standing
from lantoa.vietnamese import fold

if TYPE_CHECKING:
    from lantoa.accounts.models import User

#: The channel whose consent makes a person nameable on the portal.
PORTAL_CHANNEL = "website"


def nameable_exemplars(on: date, channel: str = PORTAL_CHANNEL) -> ExemplarQuerySet:
    """Exemplars that may be named on `channel` (the portal) on the day `on`, merged ones too.

    Sound (no hold, not revoked), with the standing consent of all who must say yes. The same as
    `rules.consent_reasons`, in one query.
    """
    return Exemplar.objects.sound().filter(_agreed(on, channel, "covers_name"))


def public_exemplars(on: date, channel: str = PORTAL_CHANNEL) -> ExemplarQuerySet:
    """Exemplars told of on their own on `channel` (the portal) on the day `on`: each person once.

    A record that was merged into another is read there, as long as that one may be named.
    """
    read_there = Merger.objects.standing().filter(agreed("kept", on, channel), gone=OuterRef("pk"))
    return nameable_exemplars(on, channel).exclude(Exists(read_there))


def records_of(exemplar: int) -> list[int]:
    """Keys of all records that are read as this one: itself first, then what was merged in."""
    under = Merger.objects.standing().filter(kept=exemplar).order_by("merged_at", "pk")
    return [exemplar, *under.values_list("gone", flat=True)]


def one_person(exemplar: Exemplar) -> list[int]:
    """Keys of all records of the person this one is about, whichever of them it is."""
    merger = exemplar.merger()
    return records_of(merger.kept_id if merger is not None else exemplar.pk)


def through(lookup: str, value: object) -> Q:
    """A condition on exemplars, or on what was merged into them; use with `distinct()`."""
    under = {f"mergers__gone__{lookup}": value, "mergers__undone_at__isnull": True}
    return Q(**{lookup: value}) | Q(**under)


def kept_of(code: str, on: date) -> Exemplar | None:
    """The public record under which a merged one is read now; None when there is none."""
    found = Merger.objects.standing().filter(gone__code=code, kept__in=public_exemplars(on))
    merger = found.select_related("kept").first()
    return merger.kept if merger else None


def pictured_exemplars(on: date, channel: str = PORTAL_CHANNEL) -> QuerySet[Exemplar]:
    """Those whose photographs may stand on `channel` on the day `on`, by the same people."""
    return Exemplar.objects.filter(_agreed(on, channel, "covers_image"))


class Agreed(Func):
    """Whether the exemplar with a key is one of `nameable_exemplars` (or `pictured_exemplars`).

    Asked row by row, as the query is mostly about few of many. `words` is the SQL of the rest,
    parted where the key stands, and `values` what goes into it.
    """

    output_field = BooleanField()

    def __init__(self, key: Any, words: tuple[str, str], values: tuple[Any, ...]) -> None:
        super().__init__(key)
        self.words, self.values = words, values

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        """Put the key into the words."""
        key, own = compiler.compile(self.source_expressions[0])
        before, after = self.words
        cut = before.count("%s")
        return f"EXISTS({before}{key}{after})", (*self.values[:cut], *own, *self.values[cut:])


def agreed(path: str, on: date, channel: str, *, pictured: bool = False) -> Agreed:
    """A condition on rows whose field `path` is an exemplar: that it may be named (or shown).

    Every public page asks this, some a dozen times; Django takes 10 ms to put it into words, so
    the words are kept for the day.
    """
    law = PrivacyRule.on(on)
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    words = _agreed_words(vendor, on, channel, pictured, law.own_word_from, law.child_under)
    return Agreed(F(path), *words)


_KEY = "(/*key*/)"


@lru_cache(maxsize=64)
def _agreed_words(
    vendor: str, on: date, channel: str, pictured: bool, *law: int
) -> tuple[tuple[str, str], tuple[Any, ...]]:
    """SQL and its values, by all that they are made of (`law` through `PrivacyRule.on`)."""
    ask = pictured_exemplars if pictured else nameable_exemplars
    key = RawSQL(_KEY[1:-1], ())  # noqa: S611  # a mark of our own
    one = ask(on, channel).filter(pk=key).values("pk")
    sql, values = one.query.sql_with_params()
    before, after = sql.split(_KEY)
    return (before, after), tuple(values)


def unagreed(on: date) -> ExemplarQuerySet:
    """Exemplars for whom somebody's consent to be named, on any channel, is still to be asked."""
    rows = Exemplar.objects.exclude(standing=Standing.REVOKED).filter(erased_at__isnull=True)
    return rows.exclude(_agreed(on, "", "covers_name"))


def public_practices(on: date) -> QuerySet[Practice]:
    """How-to cards of exemplars that may be named on the portal."""
    public = Practice.objects.filter(agreed("exemplar", on, PORTAL_CHANNEL))
    return public.select_related("exemplar", "exemplar__place", "exemplar__sector")


def find_exemplars(user: "User", *, text: str = "", standing: str = "") -> QuerySet[Exemplar]:
    """Files the user may read, by code or name (with or without marks) and standing."""
    every = Exemplar.objects.visible_to(user)
    # A merged record is found by its whole code only: on old papers it still stands.
    found = every.unmerged() | every.filter(code__iexact=text)
    found = found.select_related("place", "sector", "unit")
    if standing:
        found = found.filter(standing=standing)
    if text:
        found = found.filter(Q(code__icontains=text) | Q(folded_name__contains=fold(text)))
    return found


def texts_on(day: date) -> QuerySet[ConsentText]:
    """The words people may agree to on a day, the newest first."""
    return ConsentText.objects.filter(valid_from__lte=day)


def _agreed(on: date, channel: str, covers: str) -> Q:
    """All of `rules.voices` agreed to this (`covers_name`, `covers_image`) on the channel."""
    law = PrivacyRule.on(on)
    return _agreed_by(on, channel, covers, law.own_word_from, law.child_under)


@lru_cache(maxsize=64)  # every page asks, and putting it together takes a millisecond
def _agreed_by(on: date, channel: str, covers: str, own_word_from: int, child_under: int) -> Q:
    is_person, ticked = Q(kind=ExemplarKind.PERSON), Q(is_minor=True)
    dead = is_person & Q(is_deceased=True)
    small = is_person & _under(own_word_from, on, _SMALL)
    minor = (is_person & _under(child_under, on, _SMALL | ticked)) | (~is_person & ticked)
    own = _given(on, channel, covers, Q(giver=ConsentGiver.SELF) | _ITS_OWN)
    other = _given(on, channel, covers, _FOR_THE_DEAD | _FOR_THE_LIVING)
    # Who is too young, or dead, is not asked; who is grown and alive needs nobody else.
    return (dead | small | Q(own)) & (Q(other) | ~(dead | small | minor))


_SMALL = Q(is_small_child=True)
_ITS_OWN = Q(giver=ConsentGiver.REPRESENTATIVE) & ~Q(exemplar__kind=ExemplarKind.PERSON)
_FOR_THE_DEAD = Q(giver=ConsentGiver.RELATIVE, exemplar__is_deceased=True)
_FOR_THE_LIVING = Q(giver=ConsentGiver.GUARDIAN, exemplar__is_deceased=False)


def _given(on: date, channel: str, covers: str, giver: Q) -> Exists:
    rows = Consent.objects.standing_on(on).filter(giver, exemplar=OuterRef("pk"))
    rows = rows.filter(channels__channel=channel) if channel else rows
    return Exists(rows.filter(**{covers: True}))


def _under(age: int, on: date, ticked: Q) -> Q:
    """By year; in the year of the birthday, and where no year is known, by the tick."""
    turning = on.year - age
    unsure = Q(birth_year__isnull=True) | Q(birth_year=turning)
    return Q(birth_year__gt=turning) | (unsure & ticked)


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
