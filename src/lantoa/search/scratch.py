"""Scratch indexes: collections of any text and size, to measure the engine of the portal with."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree

import tantivy

from lantoa.search import keeper, queries
from lantoa.search.engines import fields, folders
from lantoa.search.models import Kind

#: A loader may take more than the portal's writer: it writes a million documents once.
HEAP = 96_000_000
_SECTORS, _PLACES, _YEARS = 12, 65, 12
_KINDS = [Kind.STORY, Kind.STORY, Kind.EXEMPLAR, Kind.PRACTICE, Kind.PLAN, Kind.DOCUMENT]


def load(path: Path, name: str, say: Callable[[int], None]) -> int:
    """Make the index `name` of a file of lines “title TAB body”. How many documents it has.

    Lines are read one by one. They have no kind, field, place and day: these are dealt out by
    line number, so that facets are counted as on the portal. Raises OSError, ValueError.
    """
    if name == folders.PORTAL:
        raise ValueError("Chỉ mục “portal” là của cổng; chọn tên khác.")
    folder = folders.fresh(name)
    try:
        count = keeper.fill(folder, _documents(path, say), HEAP)
        folders.swap(name, folder)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return count


def times(questions: list[str], name: str) -> list[float]:
    """Milliseconds of each question, asked one after another as the portal asks."""
    found = []
    for question in questions:
        began = time.perf_counter()
        queries.find(question, limit=10, index=name)
        found.append((time.perf_counter() - began) * 1000)
    return found


def percentile(values: list[float], part: float) -> float:
    """The smallest value that `part` of all do not exceed; 0 of none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))] if ranked else 0.0


def _documents(path: Path, say: Callable[[int], None]) -> Iterator[tantivy.Document]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            title, _, body = line.rstrip("\r\n").partition("\t")
            yield fields.document(
                _KINDS[number % len(_KINDS)], number, title[:300], body, url=f"#{number}",
                sector=(1 + number * 7 % _SECTORS, ""), place=([1 + number * 13 % _PLACES], ""),
                dated=date(2015 + number * 31 % _YEARS, 1 + number % 12, 1 + number % 28),
            )  # fmt: skip
            if number % 100_000 == 0:
                say(number)
