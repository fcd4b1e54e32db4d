"""Sheets before their letters are known: runs of text with a font, counted while they grow."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from lantoa.discovery.reading.contract import Unreadable

#: Cells of all sheets together, the empty ones before a filled one included.
MAX_CELLS = 500_000
#: Characters of one cell; spreadsheet programs allow no more.
MAX_CELL = 32_767
#: Characters of all cells together.
MAX_TEXT = 20_000_000
MAX_ROWS = 1_048_576
#: Styles, fonts, relations: far more than any honest file has.
MAX_STYLES = 65_536
#: What a change of font inside a cell costs, in characters of MAX_TEXT.
_RUN_COSTS = 40
SECONDS = 15.0


class Run(NamedTuple):
    """Text in one font; '' when nothing names one."""

    text: str
    font: str


Cell = tuple[Run, ...]


def merged(runs: Iterable[Run]) -> Cell:
    """Neighbouring runs of one font as one, so that no letter of two signs is cut."""
    return tuple(
        Run("".join(run.text for run in group), font)
        for font, group in groupby((run for run in runs if run.text), key=lambda run: run.font)
    )


@dataclass
class RawSheet:
    """A sheet as stored."""

    name: str
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


class Budget:
    """What one file may still take; every reader asks it while it reads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = 0
        self.text = 0
        self.until = time.monotonic() + SECONDS

    def remaining(self) -> float:
        """Seconds left. Raises Unreadable when none is."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise Unreadable(
                f"Đọc tệp “{self.name}” quá 15 giây chưa xong. Tách tệp thành nhiều phần rồi gửi."
            )
        return left

    def take_cells(self, count: int, sheet: str) -> None:
        """Count cells in. Raises Unreadable past the limit."""
        self.cells += max(count, 1)
        if self.cells > MAX_CELLS:
            raise Unreadable(
                f"Tệp “{self.name}”, trang “{sheet}”: quá nhiều ô (hơn 500.000, tính cả ô trống "
                "ở giữa). Xóa dòng, cột thừa hoặc tách tệp rồi gửi."
            )

    def take_cell(self, cell: Cell, where: str) -> None:
        """Count the characters and runs of one cell in. Raises Unreadable past the limits."""
        self.text += _RUN_COSTS * max(len(cell) - 1, 0)
        self.take_text(sum(len(run.text) for run in cell), where)

    def take_part(self, count: int) -> None:
        """Check how many parts of one kind a file has. Raises Unreadable past the limit."""
        if count > MAX_STYLES:
            raise Unreadable(
                f"Tệp “{self.name}” có quá nhiều kiểu chữ hoặc phần nhỏ bên trong. "
                "Chép phần cần gửi sang tệp mới rồi gửi."
            )

    def take_text(self, length: int, where: str) -> None:
        """Count the characters of one cell in. Raises Unreadable past the limits."""
        self.text += length
        if length > MAX_CELL:
            raise Unreadable(
                f"Tệp “{self.name}”, {where}: một ô dài hơn 32.767 chữ. Rút ngắn rồi gửi lại."
            )
        if self.text > MAX_TEXT:
            raise Unreadable(
                f"Tệp “{self.name}” có hơn 20 triệu chữ. Tách thành nhiều tệp rồi gửi."
            )
