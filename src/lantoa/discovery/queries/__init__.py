"""Reads worth a name."""

from lantoa.discovery.queries.known import known_places
from lantoa.discovery.queries.list_known import known_from_the_start, known_to
from lantoa.discovery.queries.similar import Similar, chosen, similar_people
from lantoa.discovery.queries.uploads import (
    Progress,
    layouts,
    progress,
    rows_to_mend,
    told_in_list,
)

__all__ = [
    "Progress",
    "Similar",
    "chosen",
    "known_from_the_start",
    "known_places",
    "known_to",
    "layouts",
    "progress",
    "rows_to_mend",
    "similar_people",
    "told_in_list",
]
