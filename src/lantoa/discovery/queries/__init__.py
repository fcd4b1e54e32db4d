"""Reads worth a name."""

from lantoa.discovery.queries.consequences import consequences
from lantoa.discovery.queries.duplicates import (
    BANDS,
    Band,
    Line,
    all_lines,
    band_of,
    find_pairs,
    last_search,
    lines,
    units_with_pairs,
    waiting_about,
    waiting_count,
)
from lantoa.discovery.queries.evidence import Comparison, Side, compare
from lantoa.discovery.queries.known import known_places
from lantoa.discovery.queries.list_known import known_from_the_start, known_to
from lantoa.discovery.queries.originals import original_until
from lantoa.discovery.queries.similar import Similar, chosen, similar_people
from lantoa.discovery.queries.uploads import (
    Progress,
    layouts,
    progress,
    rows_to_mend,
    told_in_list,
)

__all__ = [
    "BANDS",
    "Band",
    "Comparison",
    "Line",
    "Progress",
    "Side",
    "Similar",
    "all_lines",
    "band_of",
    "chosen",
    "compare",
    "consequences",
    "find_pairs",
    "known_from_the_start",
    "known_places",
    "known_to",
    "last_search",
    "layouts",
    "lines",
    "original_until",
    "progress",
    "rows_to_mend",
    "similar_people",
    "told_in_list",
    "units_with_pairs",
    "waiting_about",
    "waiting_count",
]
