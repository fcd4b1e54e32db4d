"""Figures that say how much there is, counted from what is public."""

from dataclasses import dataclass
from datetime import date

from lantoa.publishing import queries as publishing
from lantoa.registry import queries as registry
from lantoa.replication import queries as replication
from lantoa.replication.models import Adoption


@dataclass(frozen=True)
class Size:
    """How much there is to read."""

    stories: int
    people: int
    practices: int
    copies: int


def size(on: date) -> Size:
    """Public stories, exemplars and practices; copies of them with a confirmed result."""
    offered = registry.public_practices(on)
    working = Adoption.objects.filter(practice__in=offered, state__in=replication.WORKING)
    return Size(
        publishing.public().count(),
        registry.public_exemplars(on).count(),
        offered.count(),
        working.count(),
    )


@dataclass(frozen=True)
class Progress:
    """What happened between two days, of what is public today: practices written, copies."""

    practices: int
    places: int
    copies: int
    working: int


def progress_between(first: date, last: date) -> Progress:
    """Practices written, places they come from, copies registered, copies known to work."""
    offered = registry.public_practices(last).filter(offered_at__date__range=(first, last))
    copies = Adoption.objects.filter(
        practice__in=registry.public_practices(last), registered_at__date__range=(first, last)
    )
    return Progress(
        practices=offered.count(),
        places=offered.order_by().values("exemplar__place").distinct().count(),
        copies=copies.count(),
        working=copies.filter(state__in=replication.WORKING).count(),
    )
