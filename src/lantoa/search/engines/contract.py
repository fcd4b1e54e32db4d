"""What an engine is asked and what it answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from lantoa.search.question import Question

#: Hits that can be paged through; nobody reads further, and a deep offset only costs.
DEPTH = 100
#: (kind, subject) of what may be shown, of those given. Asked of the database at each question.
Gate = Callable[[Iterable[tuple[str, int]]], set[tuple[str, int]]]
FACETS = ("kind", "sector", "place", "year")


@dataclass(frozen=True)
class Filters:
    """What the hits are narrowed to. `sector` and `place` are keys; places are today's units."""

    kind: str = ""
    sector: int | None = None
    place: int | None = None
    year: int | None = None

    @property
    def chosen(self) -> dict[str, str | int]:
        """The filters that are set, by the name of their facet."""
        values = {name: getattr(self, name) for name in FACETS}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class Document:
    """One thing found, as it was indexed."""

    kind: str
    subject: int
    title: str
    url: str
    body: str
    score: float = 0.0
    place: str = ""
    sector: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class Answer:
    """Hits of one page. `is_total_exact` is false where all were too many to be counted.

    `facets`: name → value → how many; rounded like the total.
    """

    hits: list[Document]
    total: int
    is_total_exact: bool = True
    facets: Mapping[str, Mapping[str | int, int]] = field(default_factory=dict)


class Engine(Protocol):
    """An index that can be asked."""

    def ask(
        self, question: Question, filters: Filters, start: int, count: int, *, with_facets: bool
    ) -> Answer:
        """Hits that have every group of the question, from `start` on, the best first.

        Raises Unavailable when there is no index to ask.
        """

    def knows(self, question: Question) -> int:
        """How many hits a question has, ten at most (for guesses at what was meant)."""

    def vocabulary(self) -> Mapping[str, int]:
        """Folded word → how many documents have it; empty where the engine cannot say."""


class Unavailable(Exception):
    """There is no index, or it is broken: another engine must answer."""
