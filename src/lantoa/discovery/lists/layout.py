"""Where in a file the people stand: headings found, titles and totals passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lantoa.discovery.lists.columns import (
    COLUMNS,
    PASSED_OVER,
    REQUIRED,
    address,
    field_of,
    heading_key,
)
from lantoa.discovery.reading import Sheet, Table
from lantoa.vietnamese import fold

#: Most people in one file.
MAX_ROWS = 10_000
#: Above the headings stand the names of the office and of the list.
_TITLE_ROWS = 25
#: Cells of a row that are looked at; the rest cannot be meant.
MAX_CELLS = 60
_SECTION = re.compile(
    r"(?:[ivx]{1,5}|[a-h]|[0-9]{1,2})[.)/:-] ?.{2,80}|(?:ca nhan|tap the|ho gia dinh)[ :.]*"
    r"|(?:xa|phuong|dac khu|thi tran|huyen|khoi|cum) .{2,60}"
)
_TOTAL = ("tong", "cong", "an dinh danh sach", "danh sach nay co", "nguoi lap", "ghi chu")
_EXAMPLE = "vi du"
#: Sheets of our own template that hold nobody.
_OUR_SHEETS = ("huong dan", "danh muc")


class ListProblem(Exception):
    """The whole list cannot be entered; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class Layout:
    """The headings of a sheet as written, their row (from 1), and which column is which field."""

    sheet: str
    row: int
    headings: tuple[str, ...]
    fields: dict[str, int]

    def index(self, name: str) -> int:
        """The column of a field; without one, that of the name."""
        return self.fields.get(name, self.fields["who"])


@dataclass(frozen=True)
class SheetProblem:
    """A sheet that was meant as a list and cannot be one: where, and why."""

    sheet: str
    cell: str
    reason: str
    names_people: bool = True


@dataclass(frozen=True)
class ListedRow:
    """A row with somebody in it; `number` is the row of the sheet, from 1."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass
class Reading:
    """What a file holds: layouts by sheet, the rows, sheets refused, and remarks."""

    layouts: dict[str, Layout] = field(default_factory=dict)
    rows: list[ListedRow] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def arrange(table: Table, purpose: str) -> Reading:
    """Find the people of every sheet. `purpose` is `leads`, `exemplars` or `awards`.

    Raises ListProblem: no sheet has the headings (which were found, which are missing), nobody
    stands below them, or there are over 10,000 rows.
    """
    reading = Reading()
    for sheet in table.sheets:
        if fold(sheet.name[:40]) not in _OUR_SHEETS:
            _take(sheet, purpose, reading)
    if reading.layouts:
        _pass_over_others(reading)
    else:
        if reading.problems:
            raise ListProblem(" ".join(problem.reason for problem in reading.problems))
        names = "”, “".join(COLUMNS[name].heading for name in REQUIRED[purpose])
        raise ListProblem(
            f"Không thấy dòng tên cột nào. Dòng ấy cần ít nhất “{names}”. "
            "Tải mẫu, chép vào rồi gửi lại."
        )
    if not reading.rows:
        raise ListProblem("Danh sách chưa có ai. Mỗi người một dòng, dưới dòng tên cột.")
    if len(reading.rows) > MAX_ROWS:
        raise ListProblem("Danh sách có hơn 10.000 dòng. Tách thành nhiều tệp rồi gửi.")
    return reading


def _pass_over_others(reading: Reading) -> None:
    """Beside a list, a sheet without a column of names is no list: a total, a note."""
    others = [each for each in reading.problems if not each.names_people]
    reading.problems = [each for each in reading.problems if each.names_people]
    reading.notes += [
        f"Trang “{each.sheet}” không có cột “{COLUMNS['who'].heading}”, nên bỏ qua."
        for each in others
    ]


def _take(sheet: Sheet, purpose: str, reading: Reading) -> None:
    place, fields, doubled = _headings(sheet)
    if not fields:
        if any(sum(map(bool, row)) > 1 for row in sheet.rows):
            reading.notes.append(f"Trang “{sheet.name}” không có tên cột nào nhận ra, nên bỏ qua.")
        return
    written = sheet.rows[place]
    last = max((n for n, text in enumerate(written) if text), default=-1)
    headings = written[: last + 1]
    missing = [COLUMNS[name].heading for name in REQUIRED[purpose] if name not in fields]
    if missing or doubled:
        reason = _refusal(sheet.name, headings, missing, doubled)
        at = doubled[-1][1] if doubled else address(0, place + 1)
        reading.problems.append(SheetProblem(sheet.name, at, reason, "who" in fields))
        return
    name = _fresh_name(sheet.name, reading)
    layout = Layout(name, place + 1, headings, fields)
    reading.layouts[name] = layout
    idle = [text for text in headings if text and not field_of(text)]
    idle = [text[:60] for text in idle if heading_key(text) not in PASSED_OVER]
    if idle:
        reading.notes.append(f"Trang “{name}”: chưa dùng đến cột “{'”, “'.join(idle[:20])}”.")
    reading.rows += _rows(sheet, place, layout)


def _fresh_name(name: str, reading: Reading) -> str:
    taken, number, fresh = reading.layouts, 2, name[:80]
    while fresh in taken:
        fresh, number = f"{name[:80]} ({number})", number + 1
    return fresh


def _headings(sheet: Sheet) -> tuple[int, dict[str, int], list[tuple[str, str]]]:
    """The row (from 0) with most known headings; its fields, and headings that stand twice."""
    best: tuple[int, dict[str, int], list[tuple[str, str]]] = (0, {}, [])
    for place, row in enumerate(sheet.rows[:_TITLE_ROWS]):
        fields: dict[str, int] = {}
        doubled = []
        for index, text in enumerate(row[:MAX_CELLS]):
            name = field_of(text) if text else None
            if name is not None and name in fields:
                doubled.append((text, address(index, place + 1)))
            elif name is not None:
                fields[name] = index
        if len(fields) > len(best[1]):
            best = (place, fields, doubled)
    # One word that happens to be a heading ("Tên") does not make a row of headings.
    alone = len(best[1]) == 1 and len(sheet.rows) > 0
    if alone and sum(map(bool, sheet.rows[best[0]])) == 1 and "who" not in best[1]:
        return 0, {}, []
    return best


def _refusal(
    name: str, headings: tuple[str, ...], missing: list[str], doubled: list[tuple[str, str]]
) -> str:
    words = [f"Trang “{name}”:"]
    if doubled:
        places = ", ".join(f"“{text}” ở ô {place}" for text, place in doubled)
        words.append(f"có hai cột cùng nghĩa, cột thứ hai là {places}; giữ một cột rồi gửi lại.")
    if missing:
        seen = "”, “".join(text[:60] for text in headings if text)
        words.append(f"thiếu cột “{'”, “'.join(missing)}”. Các cột đã thấy: “{seen}”.")
    return " ".join(words)


def _rows(sheet: Sheet, place: int, layout: Layout) -> Iterator[ListedRow]:
    for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2):
        if not _is_passed_over(cells, layout):
            kept = cells[:MAX_CELLS]
            while kept and not kept[-1]:
                kept = kept[:-1]
            yield ListedRow(layout.sheet, number, kept)


def _is_passed_over(cells: tuple[str, ...], layout: Layout) -> bool:
    """Blank rows, titles of parts, totals, signatures, headings once more, our own example."""
    filled = [text for text in cells if text]
    if not filled:
        return True

    def cell(name: str) -> str:
        index = layout.fields.get(name, -1)
        return cells[index] if 0 <= index < len(cells) else ""

    who = fold(cell("who")[:200])
    if who.startswith(_EXAMPLE) or cells[: len(layout.headings)] == layout.headings:
        return True
    if len(set(filled)) == 1:  # one cell, or one merged over the whole row
        text = fold(filled[0][:200])
        is_title = bool(_SECTION.fullmatch(text)) or text.startswith(_TOTAL)
        return is_title or len(filled) > 1 or not (who or cell("what"))
    known = sum(1 for name in layout.fields if cell(name))
    if not who and not cell("what"):
        return known < 2
    return who.startswith(("tong cong", "cong:")) or _is_numbering(filled)


def _is_numbering(filled: list[str]) -> bool:
    """The row '(1) (2) (3)…' under the headings of official tables."""
    numbers = [text.strip("()[] ") for text in filled]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]
