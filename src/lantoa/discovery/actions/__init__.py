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
from lantoa.discovery.actions.erasing import erase_person
from lantoa.discovery.actions.importing import begin, import_portion
from lantoa.discovery.actions.indicators import (
    ask,
    enter_indicators,
    keep_problem,
    keep_report,
    tell,
)
from lantoa.discovery.actions.old_files import Sent
from lantoa.discovery.actions.old_files import keep as keep_old_file
from lantoa.discovery.actions.old_files import read as read_old_file
from lantoa.discovery.actions.old_files import send as send_old_file
from lantoa.discovery.actions.originals import (
    drop_originals,
    see_list_original,
    see_old_original,
)
from lantoa.discovery.actions.uploads import check_portion, correct, open_file, send

__all__ = [
    "Search",
    "Sent",
    "ask",
    "ask_search",
    "begin",
    "check_portion",
    "correct",
    "drop_originals",
    "enter_indicators",
    "erase_person",
    "find_duplicates",
    "import_portion",
    "judge_different",
    "keep_old_file",
    "keep_problem",
    "keep_report",
    "merge",
    "open_file",
    "read_old_file",
    "reconsider",
    "record_reasons",
    "see_list_original",
    "see_old_original",
    "send",
    "send_old_file",
    "tell",
    "trace",
    "undo",
]
