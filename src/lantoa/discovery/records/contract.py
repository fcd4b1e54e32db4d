"""What a list or a decision holds."""

from dataclasses import dataclass, field
from datetime import date

from lantoa.registry.states import ExemplarKind


@dataclass(frozen=True)
class Decision:
    """The decision that a file is or belongs to; '' and None for what it does not say."""

    number: str = ""
    day: date | None = None
    issuer: str = ""
    award: str = ""
    achievement: str = ""


@dataclass(frozen=True)
class Record:
    """One person, collective or household of a list, as written there.

    `name` is without title; `title` is rank or post. `award` is the form of commendation. Two
    records are equal when they say the same, wherever they stand: `sheet` (its name), `row`
    and `column` of the name (from 1) are left out of comparison.
    """

    kind: ExemplarKind
    name: str
    title: str = ""
    birth_year: int | None = None
    organisation: str = ""
    place: str = ""
    achievement: str = ""
    award: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    decision_issuer: str = ""
    sheet: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
