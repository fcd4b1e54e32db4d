"""The only writers of this module."""

from lantoa.discovery.actions.duplicates import (
    Search,
    ask_search,
    find_duplicates,
    judge_different,
    merge,
    reconsider,
    record_reasons,
    trace,
    undo,
)
from lantoa.discovery.actions.lists import Accepted, ListResult, RefusedRow, enter_list

__all__ = [
    "Accepted",
    "ListResult",
    "RefusedRow",
    "Search",
    "ask_search",
    "enter_list",
    "find_duplicates",
    "judge_different",
    "merge",
    "reconsider",
    "record_reasons",
    "trace",
    "undo",
]
