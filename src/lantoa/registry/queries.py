"""Reads of exemplars and their practices."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.registry import rules
from lantoa.registry.models import Consent, Exemplar, ExemplarQuerySet, Merger, Practice
from lantoa.registry.states import ConsentGiver, ExemplarKind
from lantoa.vietnamese import fold

if TYPE_CHECKING:
    from lantoa.accounts.models import User

#: The channel whose consent makes a person nameable on the portal.
PORTAL_CHANNEL = "website"


def nameable_exemplars(on: date) -> ExemplarQuerySet:
    """Exemplars that may be named on the portal on the day `on`, merged ones among them.

    Sound (no hold, not revoked), with a standing consent to be named on the website; children
    with their own and a guardian's. The same as `rules.consent_reasons`, in one query.
    """
    return Exemplar.objects.sound().filter(_agreed(on, covers_name=True))


def public_exemplars(on: date) -> ExemplarQuerySet:
    """Exemplars with a page of their own on the portal on the day `on`: each person once.

    A record that was merged into another is read there, as long as that one may be named.
    """
    read_there = Merger.objects.standing().filter(
        gone=OuterRef("pk"), kept__in=nameable_exemplars(on)
    )
    return nameable_exemplars(on).exclude(Exists(read_there))


def records_of(exemplar: int) -> list[int]:
    """Keys of all records that are read as this one: itself first, then what was merged in."""
    under = Merger.objects.standing().filter(kept=exemplar).order_by("merged_at", "pk")
    return [exemplar, *under.values_list("gone", flat=True)]


def through(lookup: str, value: object) -> Q:
    """A condition on exemplars, or on what was merged into them; use with `distinct()`."""
    under = {f"mergers__gone__{lookup}": value, "mergers__undone_at__isnull": True}
    return Q(**{lookup: value}) | Q(**under)


def kept_of(code: str, on: date) -> Exemplar | None:
    """The public record under which a merged one is read now; None when there is none."""
    found = Merger.objects.standing().filter(gone__code=code, kept__in=public_exemplars(on))
    merger = found.select_related("kept").first()
    return merger.kept if merger else None


def pictured_exemplars(on: date) -> QuerySet[Exemplar]:
    """Those whose photographs may stand on the portal on the day `on`, by the same givers."""
    return Exemplar.objects.filter(_agreed(on, covers_image=True))


def public_practices(on: date) -> QuerySet[Practice]:
    """How-to cards of exemplars that may be named on the portal."""
    public = Practice.objects.filter(exemplar__in=nameable_exemplars(on))
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
