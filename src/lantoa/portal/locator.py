"""Where in the province a story happened: one lit cell in the salt-pan map."""

from dataclasses import dataclass
from datetime import date

from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.portal import queries
from lantoa.portal.tiles import CELLS
from lantoa.publishing.models import Publication

#: Cell and bund of the small drawing, in its units.
CELL, PITCH = 8, 9


@dataclass(frozen=True)
class Locator:
    """Today's unit at a story's place, its cell (None when it has none), and what else is told.

    `others` counts the other public stories there, those of its predecessors included.
    """

    unit: AdminUnit
    x: int | None
    y: int | None
    others: int


def locate(publication: Publication, on: date) -> Locator | None:
    """The unit that stands today where the story happened; None when that is not one unit."""
    standing = places.successors(publication.exemplar.place, on)
    if len(standing) != 1:
        return None
    unit = standing[0]
    column, row = CELLS.get(unit.short_name, (None, None))
    others = queries.at_place(unit, queries.publications()).exclude(pk=publication.pk).count()
    if column is None or row is None:
        return Locator(unit, None, None, others)
    return Locator(unit, column * PITCH, row * PITCH, others)


def land() -> str:
    """All cells as one path."""
    return "".join(f"M{c * PITCH} {r * PITCH}h{CELL}v{CELL}h-{CELL}z" for c, r in CELLS.values())
