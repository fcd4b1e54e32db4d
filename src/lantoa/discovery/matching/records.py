"""What is compared: one nomination, lead or file, as its row says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One row. Only `id` must be there; everything else may be '' (or None), as people leave it.

    `kind` is any word for person, household or collective; `name`, `commune`, `organisation` and
    `achievement` stand as written, with or without marks, titles and abbreviations.
    """

    id: str
    kind: str = ""
    name: str = ""
    birth_year: int | None = None
    commune: str = ""
    organisation: str = ""
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One observation on a pair, for an officer to weigh.

    `weight` is in units of evidence (natural logarithm of odds): +0.7 doubles the odds that the
    two are one, -0.7 halves them.
    """

    sentence: str
    weight: float
