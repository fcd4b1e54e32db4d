"""Search results as a sequence that a paginator can cut: asks only for the page shown."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from lantoa.search.queries import Found, Hit

#: Nobody reads further; a deep offset only costs.
MOST = 500


class Find(Protocol):
    """`search.queries.find`."""

    def __call__(self, q: str, *, kind: str | None, limit: int, offset: int) -> Found: ...


class Results:
    """All hits of a question, fetched by slices."""

    def __init__(self, q: str, kind: str | None, find: Find) -> None:
        self.q, self.kind, self.find = q, kind, find

    @cached_property
    def total(self) -> int:
        """How many there are in all, never more than MOST."""
        found = self.find(self.q, kind=self.kind, limit=1, offset=0)
        return min(found.total, MOST)

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> Sequence[Hit]:
        start, stop = part.start or 0, part.stop or self.total
        return self.find(self.q, kind=self.kind, limit=stop - start, offset=start).hits
