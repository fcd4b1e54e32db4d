"""Lists in pieces."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query

#: How many rows of a list are given, and from which on.
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


def page(
    found: QuerySet[Any],
    limit: int,
    offset: int,
    shown: Callable[[list[Any]], Iterable[Any]],
) -> dict[str, Any]:
    """`limit` rows of `found` from `offset` on, as `shown` makes them of the rows."""
    return {
        "count": found.count(),
        "limit": limit,
        "offset": offset,
        "results": list(shown(list(found[offset : offset + limit]))),
    }
