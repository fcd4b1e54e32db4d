"""Reads of exemplars and their practices."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lantoa.registry import rules
from lantoa.registry.models import Consent, ConsentText, Exemplar, Practice, PrivacyRule
from lantoa.registry.states import ConsentGiver, ExemplarKind
from lantoa.vietnamese import fold

if TYPE_CHECKING:
    from lantoa.accounts.models import User

#: The channel whose consent makes a person nameable on the portal.
PORTAL_CHANNEL = "website"


def public_exemplars(on: date, channel: str = PORTAL_CHANNEL) -> QuerySet[Exemplar]:
    """Exemplars that may be named on `channel` (the portal) on the day `on`.

    Sound (no hold, not revoked), with the standing consent of all who must say yes. The same as
    `rules.consent_reasons`, in one query.
    """
    return Exemplar.objects.sound().filter(_agreed(on, channel, covers_name=True))


def pictured_exemplars(on: date, channel: str = PORTAL_CHANNEL) -> QuerySet[Exemplar]:
    """Those whose photographs may stand on `channel` on the day `on`, by the same people."""
    return Exemplar.objects.filter(_agreed(on, channel, covers_image=True))


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


def texts_on(day: date) -> QuerySet[ConsentText]:
    """The words people may agree to on a day, the newest first."""
    return ConsentText.objects.filter(valid_from__lte=day)


def _agreed(on: date, channel: str, **covers: bool) -> Q:
    """All of `rules.voices` agreed to this on the channel."""
    person = Q(kind=ExemplarKind.PERSON)
    its_own = Q(giver=ConsentGiver.REPRESENTATIVE) & ~Q(exemplar__kind=ExemplarKind.PERSON)
    own = Q(_given(Q(giver=ConsentGiver.SELF) | its_own, on, channel, covers))
    guardian = Q(_given(Q(giver=ConsentGiver.GUARDIAN), on, channel, covers))
    relative = Q(_given(Q(giver=ConsentGiver.RELATIVE), on, channel, covers))
    dead = person & Q(is_deceased=True)
    alive = Q(is_deceased=False) | ~person
    # Own and guardian's together are enough for everybody who lives.
    living = (own & (guardian | ~_minor(on))) | (guardian & _small(on))
    return (dead & relative) | (alive & living)


def _given(giver: Q, on: date, channel: str, covers: dict[str, bool]) -> Exists:
    return Exists(
        Consent.objects.standing_on(on).filter(
            giver, exemplar=OuterRef("pk"), channels__channel=channel, **covers
        )
    )


def _minor(on: date) -> Q:
    person, turning = Q(kind=ExemplarKind.PERSON), _turning(on, "child_under", rules.ADULT_AT)
    ticked = Q(is_minor=True) | (person & Q(is_small_child=True))
    unsure = ~person | Q(birth_year__isnull=True) | Q(birth_year=turning)
    return (person & Q(birth_year__gt=turning)) | (unsure & ticked)


def _small(on: date) -> Q:
    turning = _turning(on, "own_word_from", rules.OWN_WORD_AT)
    unsure = Q(birth_year__isnull=True) | Q(birth_year=turning)
    by_year = Q(birth_year__gt=turning)
    return Q(kind=ExemplarKind.PERSON) & (by_year | (unsure & Q(is_small_child=True)))


def _turning(on: date, age: str, usual: int) -> Any:
    """The year of birth of those who reach an age of the rule of the day in its year: asked
    for within the one query."""
    in_force = PrivacyRule.objects.filter(valid_from__lte=on).order_by("-valid_from")
    first = PrivacyRule.objects.order_by("valid_from")
    limit = Coalesce(
        Subquery(in_force.values(age)[:1]), Subquery(first.values(age)[:1]), Value(usual),
        output_field=IntegerField(),
    )  # fmt: skip
    return Value(on.year, output_field=IntegerField()) - limit
