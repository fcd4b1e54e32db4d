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
from lantoa.discovery.actions.importing import begin, import_portion
from lantoa.discovery.actions.indicators import (
    ask,
    enter_indicators,
    keep_problem,
    keep_report,
    tell,
)
from lantoa.discovery.actions.uploads import check_portion, correct, open_file, send

__all__ = [
    "Search",
    "ask",
    "ask_search",
    "begin",
    "check_portion",
    "correct",
    "enter_indicators",
    "find_duplicates",
    "import_portion",
    "judge_different",
    "keep_problem",
    "keep_report",
    "merge",
    "open_file",
    "reconsider",
    "record_reasons",
    "send",
    "tell",
    "trace",
    "undo",
]
