"""Where the texts of a page belong: into the cells that lines draw, else into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from lantoa.discovery.reading.runs import Budget, Cell, RawSheet, Run, merged

#: Points by which lines that should meet may miss each other.
_SLACK = 2.0
_THIN = 2.5
_MOST_LINES = 600
_NUMBER = re.compile(r"-?[0-9.]+")
_STEP = re.compile(r"([MLCZHVml])([^MLCZHVml]*)")


class Box(NamedTuple):
    """A text with its place on the page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    font: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


class Line(NamedTuple):
    """A horizontal or vertical line: where it is (`at`), and from where to where it goes."""

    is_level: bool
    at: float
    start: float
    end: float


class _Slot(NamedTuple):
    """A cell by the place of its upper left corner, with its lower edge."""

    top: float
    left: float
    bottom: float


def straight(steps: str, matrix: Sequence[float]) -> list[Line]:
    """The level and upright lines of a drawn path; a thin or large rectangle gives its edges."""
    found: list[Line] = []
    points: list[list[tuple[float, float]]] = []
    a, b, c, d, e, f = matrix
    for letter, numbers in _STEP.findall(steps):
        values = [float(value) for value in _NUMBER.findall(numbers)]
        if letter == "C":
            return []
        if letter == "M":
            points.append([])
        if letter in "ML" and len(values) >= 2 and points:
            x, y = values[-2:]
            points[-1].append((a * x + c * y + e, b * x + d * y + f))
        elif letter == "Z" and points and points[-1]:
            points[-1].append(points[-1][0])
    for part in points:
        for (x, y), (u, v) in pairwise(part):
            if abs(y - v) < 1 and abs(x - u) > _THIN:
                found.append(Line(True, (y + v) / 2, min(x, u), max(x, u)))
            elif abs(x - u) < 1 and abs(y - v) > _THIN:
                found.append(Line(False, (x + u) / 2, min(y, v), max(y, v)))
    return found


def sheets(pages: Iterable[tuple[list[Box], list[Line]]], budget: Budget) -> list[RawSheet]:
    """Tables and paragraphs in their order; a table goes on over the end of a page."""
    made = _Sheets(budget)
    for boxes, lines in pages:
        budget.remaining()
        level, upright = _edges(lines, is_level=True), _edges(lines, is_level=False)
        slots = [(_slot(box, level, upright), box) for box in _cut(boxes, upright)]
        loose = [box for slot, box in slots if slot is None]
        held: dict[_Slot, list[Box]] = {}
        for slot, box in slots:
            if slot is not None:
                held.setdefault(slot, []).append(box)
        _page(made, held, loose)
    return made.done()


def _edges(lines: list[Line], *, is_level: bool) -> list[Line]:
    """Pieces of one line joined: a table draws each cell's edge for itself."""
    wanted = sorted(
        (line for line in lines if line.is_level == is_level), key=lambda line: line[1:]
    )
    joined: list[Line] = []
    for line in wanted:
        last = joined[-1] if joined else None
        if last and abs(last.at - line.at) < 1 and line.start <= last.end + _SLACK:
            joined[-1] = Line(
                is_level, last.at, min(last.start, line.start), max(last.end, line.end)
            )
        else:
            joined.append(line)
    # A page of a list has some dozens; a map or a drawing is no table.
    return joined if len(joined) <= _MOST_LINES else []


def _slot(box: Box, level: list[Line], upright: list[Line]) -> _Slot | None:
    """The cell around a text; None when no lines close around it."""
    x, y = (box.left + box.right) / 2, box.middle
    across = [line.at for line in level if line.start - _SLACK <= x <= line.end + _SLACK]
    along = [line.at for line in upright if line.start - _SLACK <= y <= line.end + _SLACK]
    top, bottom = [at for at in across if at <= y], [at for at in across if at > y]
    left, right = [at for at in along if at <= x], [at for at in along if at > x]
    if not (top and bottom and left and right):
        return None
    return _Slot(max(top), max(left), min(bottom))


def _cut(boxes: list[Box], upright: list[Line]) -> list[Box]:
    """Texts that run over an upright line, cut there at the nearest space."""
    whole: list[Box] = []
    for box in boxes:
        crossed = sorted(
            {
                line.at for line in upright
                if line.start <= box.middle <= line.end
                and box.left + _SLACK < line.at < box.right - _SLACK
            }
        )  # fmt: skip
        rest = box
        for at in crossed:
            guess = round(len(rest.text) * (at - rest.left) / max(rest.right - rest.left, 1))
            spaces = [place for place, sign in enumerate(rest.text) if sign == " "]
            if not spaces:
                break
            place = min(spaces, key=lambda space: abs(space - guess))
            whole.append(rest._replace(right=at - 1, text=rest.text[:place]))
            rest = rest._replace(left=at + 1, text=rest.text[place + 1 :])
        whole.append(rest)
    return whole


def _page(made: _Sheets, held: dict[_Slot, list[Box]], loose: list[Box]) -> None:
    """The rows of tables and the lines of paragraphs of one page, from top to bottom."""
    rows = _clusters(held)
    lines = _text_lines(loose)
    items: list[tuple[float, list[_Slot] | None, list[Box]]] = [
        (min(slot.top for slot in row), row, []) for row in rows
    ]
    items += [(line[0].top, None, line) for line in lines]
    made.new_page()
    for _, row, line in sorted(items, key=lambda item: item[0]):
        if row is None:
            made.paragraph(line)
        else:
            made.row([(slot, _joined(held[slot])) for slot in row])


def _clusters(held: dict[_Slot, list[Box]]) -> list[list[_Slot]]:
    rows: list[list[_Slot]] = []
    for slot in sorted(held):
        if rows and slot.top - rows[-1][0].top < _SLACK:
            rows[-1].append(slot)
        else:
            rows.append([slot])
    return rows


def _text_lines(boxes: list[Box]) -> list[list[Box]]:
    """Texts that stand side by side, from left to right."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        if lines and abs(lines[-1][0].middle - box.middle) < 0.4 * box.height:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line) for line in lines]


def _joined(boxes: list[Box]) -> Cell:
    """The texts of one cell or line in reading order, a space where there is room for one."""
    runs: list[Run] = []
    for line in _text_lines(boxes):
        last: Box | None = None
        for box in line:
            is_apart = last is None or box.left - last.right > 0.12 * box.height
            if runs and is_apart and not runs[-1].text.endswith(" "):
                runs.append(Run(" ", runs[-1].font))
            runs.append(Run(box.text, box.font))
            last = box
    return merged(runs)


class _Sheets:
    """Grows the sheets: rows into tables, lines into paragraphs."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.sheets: list[RawSheet] = []
        self.tables: dict[int, list[list[tuple[_Slot, Cell]]]] = {}
        self.counts = {"Bảng": 0, "Phần chữ": 0}
        self.last: Box | None = None
        self.is_page_new = True
        self.right = 0.0

    def new_page(self) -> None:
        self.last, self.is_page_new = None, True

    def row(self, cells: list[tuple[_Slot, Cell]]) -> None:
        """Add a row to the table at hand, or begin one."""
        if not self.sheets or len(self.sheets) - 1 not in self.tables:
            self._begin("Bảng")
            self.tables[len(self.sheets) - 1] = []
        rows = self.tables[len(self.sheets) - 1]
        if self.is_page_new and rows and _is_rest(cells, rows[-1]):
            rows[-1] = _with_rest(rows[-1], cells)
        else:
            rows.append(cells)
        self.is_page_new = False
        self.budget.take_cells(len(cells), self.sheets[-1].name)
        for _, cell in cells:
            self.budget.take_cell(cell, self.sheets[-1].name)

    def paragraph(self, line: list[Box]) -> None:
        """Add a line of text; one that goes on the line before is joined to it."""
        if not self.sheets or len(self.sheets) - 1 in self.tables:
            if _is_page_number(line):
                return
            self._begin("Phần chữ")
            self.last = None
        self.is_page_new = False
        cells = tuple(_joined(list(part)) for part in _parts(line))
        rows = self.sheets[-1].rows
        self.right = max(self.right, line[-1].right)
        if rows and self.last and len(cells) == len(rows[-1]) == 1 and self._goes_on(line):
            rows[-1] = (merged([*rows[-1][0], Run(" ", line[0].font), *cells[0]]),)
        else:
            rows.append(cells)
        self.last = line[-1]
        self.budget.take_cells(len(cells), self.sheets[-1].name)
        for cell in rows[-1]:
            self.budget.take_cell(cell, self.sheets[-1].name)

    def _goes_on(self, line: list[Box]) -> bool:
        last = self.last
        is_near = last is not None and line[0].top - last.top < 2.2 * last.height
        is_full = last is not None and last.right > max(self.right - 60, line[0].left + 250)
        starts_new = re.match(r"[-–+•*(]|[0-9IVX]{1,4}[.)]|[a-zđ]\)|Điều ", line[0].text.lstrip())
        return is_near and is_full and not starts_new

    def done(self) -> list[RawSheet]:
        """The sheets, each table with the columns where its cells begin."""
        for place, rows in self.tables.items():
            lefts: list[float] = []
            for left in sorted(slot.left for row in rows for slot, _ in row):
                if not lefts or left - lefts[-1] > _SLACK * 2:
                    lefts.append(left)
            for row in rows:
                cells: list[Cell] = [()] * len(lefts)
                for slot, cell in row:
                    column = min(range(len(lefts)), key=lambda c: abs(lefts[c] - slot.left))
                    cells[column] = cell
                self.sheets[place].rows.append(tuple(cells))
        return self.sheets

    def _begin(self, kind: str) -> None:
        self.counts[kind] += 1
        self.sheets.append(RawSheet(f"{kind} {self.counts[kind]}"))


def _is_rest(cells: list[tuple[_Slot, Cell]], row: list[tuple[_Slot, Cell]]) -> bool:
    """Whether the first row of a page is the end of the last row of the page before."""
    lefts = [slot.left for slot, _ in row]
    is_inside = all(any(abs(slot.left - left) < _SLACK for left in lefts) for slot, _ in cells)
    return is_inside and all(slot.left > min(lefts) + _SLACK for slot, _ in cells)


def _with_rest(
    row: list[tuple[_Slot, Cell]], rest: list[tuple[_Slot, Cell]]
) -> list[tuple[_Slot, Cell]]:
    joined = []
    for slot, cell in row:
        more = [after for where, after in rest if abs(where.left - slot.left) < _SLACK]
        gap = (Run(" ", cell[-1].font),) if more and cell else ()
        joined.append((slot, merged([*cell, *gap, *(run for part in more for run in part)])))
    return joined


def _parts(line: list[Box]) -> list[list[Box]]:
    """A line cut where a gap is too wide to be a space."""
    parts = [[line[0]]]
    for last, box in pairwise(line):
        if box.left - last.right > 1.2 * box.height:
            parts.append([box])
        else:
            parts[-1].append(box)
    return parts


def _is_page_number(line: list[Box]) -> bool:
    return len(line) == 1 and line[0].text.strip(" -–").isdecimal()
