"""Reads worth a name."""

from lantoa.discovery.queries.consequences import consequences
from lantoa.discovery.queries.duplicates import (
    BANDS,
    Band,
    Line,
    band_of,
    find_pairs,
    last_search,
    lines,
    units_with_pairs,
    waiting_about,
    waiting_count,
)
from lantoa.discovery.queries.evidence import Comparison, Side, compare
from lantoa.discovery.queries.similar import Similar, chosen, similar_people

__all__ = [
    "BANDS",
    "Band",
    "Comparison",
    "Line",
    "Side",
    "Similar",
    "band_of",
    "chosen",
    "compare",
    "consequences",
    "find_pairs",
    "last_search",
    "lines",
    "similar_people",
    "units_with_pairs",
    "waiting_about",
    "waiting_count",
]
