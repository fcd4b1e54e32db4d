"""How far a practice spread."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from lantoa.registry.models import Practice
from lantoa.replication.models import Adoption, AdoptionResult
from lantoa.replication.states import AdoptionState

#: States in which a copy is known to work.
WORKING = (AdoptionState.EFFECTIVE, AdoptionState.SUSTAINED)


@dataclass(frozen=True)
class Counts:
    """Adoptions of one practice, counted apart and never added up.

    `registered` are all that ever registered, `effective` those with a confirmed result and
    not stopped (the sustained among them), `sustained` and `stopped` are parts of their own.
    """

    registered: int = 0
    effective: int = 0
    sustained: int = 0
    stopped: int = 0


def counts(practices: Iterable[Practice]) -> dict[int, Counts]:
    """Counts of each practice by its id, zeros too; one query."""
    wanted = [practice.pk for practice in practices]
    rows = (
        Adoption.objects.filter(practice__in=wanted)
        .order_by()
        .values_list("practice")
        .annotate(
            registered=Count("pk"),
            effective=Count("pk", filter=Q(state__in=WORKING)),
            sustained=Count("pk", filter=Q(state=AdoptionState.SUSTAINED)),
            stopped=Count("pk", filter=Q(state=AdoptionState.STOPPED)),
        )
    )
    found = {practice: Counts(*numbers) for practice, *numbers in rows}
    return {pk: found.get(pk, Counts()) for pk in wanted}


def public_adoptions(practice: Practice) -> QuerySet[Adoption]:
    """Who copies the practice now, newest first; `confirmed` holds the confirmed results."""
    confirmed = AdoptionResult.objects.filter(confirmed_at__isnull=False).order_by("-pk")
    return (
        Adoption.objects.filter(practice=practice)
        .exclude(state=AdoptionState.STOPPED)
        .select_related("place", "unit")
        .prefetch_related(Prefetch("results", queryset=confirmed, to_attr="confirmed"))
    )
