"""Reading figures as people and programs write them."""

import math
import re
from collections.abc import Iterable

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_PLAIN = re.compile(r"[+-]?[0-9]+")
_GROUPED = {
    ".": re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+"),
    ",": re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+"),
}
_DECIMAL = re.compile(r"[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?")
_MISSING = {"", "-", "–", "…", "...", "nan", "na", "n/a", "null", "none", "inf", "-inf"}
_LONGEST = 40


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return text.strip().lower() in _MISSING


def decimal_mark(texts: Iterable[str], *, usual: str) -> str:
    """ "." or ",": which of the two splits off decimals in a column; `usual` when it never shows.

    A figure like 1.234 may be read both ways and says nothing; 1.234,5 and 0,75 do.
    """
    votes = {".": 0, ",": 0}
    for text in texts:
        cell = _bare(text)
        marks = [mark for mark in ".," if mark in cell]
        if len(marks) == 2:
            votes[max(".,", key=cell.rfind)] += 1
        elif marks and cell.count(marks[0]) > 1:
            votes["," if marks[0] == "." else "."] += 1
        elif marks and not _GROUPED[marks[0]].fullmatch(cell):
            votes[marks[0]] += 1
    if votes["."] == votes[","]:
        return usual
    return max(votes, key=lambda mark: votes[mark])


def figure(text: str, decimal: str) -> float | None:
    """The number that a cell means, None when it means none. A percent sign is left aside."""
    cell = _bare(text)
    if not cell or len(cell) > _LONGEST:
        return None
    marks = [mark for mark in ".," if mark in cell]
    if len(marks) == 2:
        decimal = max(".,", key=cell.rfind)
    elif marks and cell.count(marks[0]) > 1:
        decimal = "," if marks[0] == "." else "."
    grouping = "." if decimal == "," else ","
    whole, _, rest = cell.partition(decimal)
    if grouping in rest:
        return None
    if grouping in whole:
        if not _GROUPED[grouping].fullmatch(whole):
            return None
        whole = whole.replace(grouping, "")
    number = f"{whole}.{rest}" if rest or decimal in cell else whole
    if not (_PLAIN.fullmatch(number) or _DECIMAL.fullmatch(number)):
        return None
    value = float(number)
    return value if math.isfinite(value) else None


def _bare(text: str) -> str:
    cell = text[: _LONGEST * 2].strip().replace("\u2212", "-").removesuffix("%")
    return _SPACES.sub("", cell)
