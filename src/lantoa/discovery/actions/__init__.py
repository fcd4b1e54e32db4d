"""The only writers of this module."""

from lantoa.discovery.actions.indicators import (
    ask,
    enter_indicators,
    keep_problem,
    keep_report,
    tell,
)
from lantoa.discovery.actions.lists import Accepted, ListResult, RefusedRow, enter_list

__all__ = [
    "Accepted",
    "ListResult",
    "RefusedRow",
    "ask",
    "enter_indicators",
    "enter_list",
    "keep_problem",
    "keep_report",
    "tell",
]
