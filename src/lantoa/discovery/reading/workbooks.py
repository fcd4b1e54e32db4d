"""Excel files (.xlsx): cells with their fonts, numbers and dates as people see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lantoa.discovery.reading.contract import Unreadable
from lantoa.discovery.reading.packages import ADVICE, Package
from lantoa.discovery.reading.runs import (
    MAX_CELL,
    MAX_ROWS,
    Budget,
    Cell,
    RawSheet,
    Run,
    merged,
)
from lantoa.vietnamese import format_date

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys([14, 15, 16, 17, 22], "d/m/y"), 49: "@"}
_BUILT_IN |= dict.fromkeys([18, 19, 20, 21, 45, 46, 47], "h:m")
_WIDEST = 16_384


def read(data: bytes, budget: Budget) -> list[RawSheet]:
    """The visible sheets of a workbook. Raises Unreadable."""
    package = Package(data, budget)
    book = next((p for p in ("xl/workbook.xml",) if package.has(p)), _main_part(package))
    parts = package.related(book)
    listed: list[tuple[str, str]] = []
    is_1904 = [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            is_1904[0] = attributes.get("date1904", "0") in ("1", "true")
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            kind, path = parts.get(attributes.get("id", ""), ("", ""))
            package.budget.take_part(len(listed))
            if kind == "worksheet" and package.has(path):
                listed.append((attributes.get("name", ""), path))

    package.stream(book, start)
    if not listed:
        raise Unreadable(f"Tệp “{budget.name}” không có trang tính nào. {ADVICE}")
    by_kind = dict(parts.values())
    styles = _styles(package, by_kind.get("styles", ""), is_1904[0])
    strings = _strings(package, by_kind.get("sharedStrings", ""))
    return [_Rows(name, styles, strings, budget).read(package, path) for name, path in listed]


def _main_part(package: Package) -> str:
    for kind, path in package.related("").values():
        if kind == "officeDocument":
            return path
    raise Unreadable(f"Tệp “{package.budget.name}” bị hỏng bên trong. {ADVICE}")


@dataclass
class _Styles:
    """Of each cell style: its font and the way its numbers are written."""

    fonts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    is_1904: bool = False

    def font(self, style: int) -> str:
        return self.fonts[style] if 0 <= style < len(self.fonts) else ""

    def number(self, value: str, style: int) -> str:
        written = self.formats[style] if 0 <= style < len(self.formats) else ""
        return _number(value, written, is_1904=self.is_1904)


def _styles(package: Package, path: str, is_1904: bool) -> _Styles:
    styles, names, formats = _Styles(is_1904=is_1904), [], dict(_BUILT_IN)
    inside = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside[0] = tag
        elif tag == "numFmt" and inside[0] != "dxfs":
            formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:255]
            package.budget.take_part(len(formats))
        elif tag == "font" and inside[0] == "fonts":
            names.append("")
            package.budget.take_part(len(names))
        elif tag == "name" and inside[0] == "fonts" and names:
            names[-1] = attributes.get("val", "")
        elif tag == "xf" and inside[0] == "cellXfs":
            package.budget.take_part(len(styles.fonts))
            font = _whole(attributes.get("fontId"))
            styles.fonts.append(names[font] if font < len(names) else "")
            styles.formats.append(formats.get(_whole(attributes.get("numFmtId")), ""))

    if package.has(path):
        package.stream(path, start)
    return styles


def _strings(package: Package, path: str) -> list[Cell]:
    """The shared strings; a run without a font of its own has that of the cell (None there)."""
    strings: list[Cell] = []
    # Counted apart from the cells that will show them, by the same limits.
    counted = Budget(package.budget.name)

    def take(cell: Cell) -> None:
        strings.append(cell)
        counted.take_cells(1, "chữ dùng chung")
        counted.take_cell(cell, f"chữ dùng chung thứ {len(strings)}")

    if package.has(path):
        reader = _RichText(package.budget, take, lambda: f"chữ dùng chung thứ {len(strings) + 1}")
        package.stream(path, reader.start, reader.end, reader.text)
    return strings


class _RichText:
    """Collects `<si>` (or the `<is>` of one cell): plain text or runs with fonts."""

    def __init__(
        self, budget: Budget, done: Callable[[Cell], None], where: Callable[[], str]
    ) -> None:
        self.budget, self.done, self.where = budget, done, where
        self.runs: list[Run] = []
        self.pieces: list[str] = []
        self.length, self.font = 0, ""
        self.is_text, self.is_reading_aid = False, False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("si", "is"):
            self.runs, self.length = [], 0
        elif tag == "r":
            self.font = ""
        elif tag == "rFont":
            self.font = attributes.get("val", "")
        elif tag == "rPh":
            self.is_reading_aid = True
        elif tag == "t":
            self.is_text, self.pieces = not self.is_reading_aid, []

    def text(self, data: str) -> None:
        if self.is_text:
            self.length += len(data)
            if self.length > MAX_CELL:
                self.budget.take_text(self.length, self.where())
            self.pieces.append(data)

    def end(self, tag: str) -> None:
        if tag == "t" and self.is_text:
            self.is_text = False
            self.runs.append(Run(_unescaped("".join(self.pieces)), self.font))
        elif tag == "r":
            self.font = ""
        elif tag == "rPh":
            self.is_reading_aid = False
        elif tag in ("si", "is"):
            self.done(merged(self.runs))


class _Rows:
    """The rows of one sheet, wherever its cells say they stand, whatever it declares to hold."""

    def __init__(self, name: str, styles: _Styles, strings: list[Cell], budget: Budget) -> None:
        self.sheet = RawSheet(name)
        self.styles, self.strings, self.budget = styles, strings, budget
        self.row: dict[int, Cell] = {}
        self.line, self.column, self.style, self.kind = 0, 0, 0, ""
        self.value: list[str] = []
        self.length, self.is_value = 0, False
        self.inline = _RichText(budget, self._take, self._where)
        self.with_font: dict[tuple[int, int], Cell] = {}

    def read(self, package: Package, path: str) -> RawSheet:
        package.stream(path, self.start, self.end, self.text)
        return self.sheet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._place(attributes.get("r", ""))
            self.style, self.kind = _whole(attributes.get("s")), attributes.get("t", "n")
        elif tag == "v":
            self.is_value, self.value, self.length = True, [], 0
        elif tag == "row":
            self.line = max(_whole(attributes.get("r")) or self.line + 1, len(self.sheet.rows) + 1)
            if self.line > MAX_ROWS:
                raise Unreadable(
                    f"Tệp “{self.budget.name}” có dòng thứ {self.line}: quá nhiều dòng."
                )
            self.row, self.column = {}, 0
        elif self.kind == "inlineStr":
            self.inline.start(tag, attributes)

    def text(self, data: str) -> None:
        if self.is_value:
            self.length += len(data)
            if self.length > MAX_CELL:
                self.budget.take_text(self.length, self._where())
            self.value.append(data)
        elif self.kind == "inlineStr":
            self.inline.text(data)

    def end(self, tag: str) -> None:
        if tag == "v":
            self.is_value = False
            self._take(self._valued("".join(self.value)))
        elif tag == "c":
            self.kind = ""
        elif tag == "row":
            self._close()
        elif self.kind == "inlineStr":
            self.inline.end(tag)

    def _place(self, reference: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        self.column += 1
        if match:
            self.column = 0
            for letter in match[1]:
                self.column = self.column * 26 + ord(letter) - 64
        if self.column > _WIDEST:
            raise Unreadable(f"Tệp “{self.budget.name}” có ô {reference}: quá nhiều cột.")

    def _valued(self, value: str) -> Cell:
        font = self.styles.font(self.style)
        if self.kind == "s":
            index = _whole(value, otherwise=-1)
            return self._shared(index) if 0 <= index < len(self.strings) else ()
        if self.kind == "b":
            return (Run("TRUE" if value == "1" else "FALSE", ""),)
        if self.kind in ("str", "e", "d"):
            return (Run(_unescaped(value), font),) if value else ()
        return (Run(self.styles.number(value, self.style), ""),) if value else ()

    def _shared(self, index: int) -> Cell:
        known = self.with_font.get((index, self.style))
        if known is None:
            font = self.styles.font(self.style)
            known = tuple(Run(run.text, run.font or font) for run in self.strings[index])
            self.with_font[index, self.style] = known
        return known

    def _take(self, cell: Cell) -> None:
        if self.kind == "inlineStr":
            font = self.styles.font(self.style)
            cell = tuple(Run(run.text, run.font or font) for run in cell)
        if cell:
            self.budget.take_cell(cell, self._where())
            self.row[self.column] = cell

    def _where(self) -> str:
        letters, column = "", self.column
        while column:
            column, place = divmod(column - 1, 26)
            letters = chr(65 + place) + letters
        return f"trang “{self.sheet.name}”, ô {letters}{self.line}"

    def _close(self) -> None:
        if self.row:
            width = max(self.row)
            self.budget.take_cells(width, self.sheet.name)
            self.sheet.rows.extend([()] * (self.line - 1 - len(self.sheet.rows)))
            self.sheet.rows.append(tuple(self.row.get(place, ()) for place in range(1, width + 1)))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _number(value: str, written: str, *, is_1904: bool) -> str:
    """A stored number as its format shows it: date, percentage, leading zeros, or plain."""
    shape = _QUOTED.sub("", written).lower().partition(";")[0]
    try:
        number = float(value)
    except ValueError:
        return value
    if re.search(r"[dy]|(?<!h)m(?!.*s)", shape) or "h" in shape:
        return _moment(number, is_1904=is_1904) or _plain(value, number)
    if "%" in shape:
        return f"{_plain('', number * 100)}%"
    if shape and set(shape) == {"0"}:
        return _plain(value, number).zfill(len(shape))
    return _plain(value, number)


def _plain(value: str, number: float) -> str:
    if value.lstrip("-").isdecimal():
        return value
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}".replace(".", ",")


def _moment(number: float, *, is_1904: bool) -> str:
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # no zone
    if not 0 <= number < 2_958_466:
        return ""
    moment = first + timedelta(seconds=round(number * 86_400))
    clock = f"{moment:%H:%M}" if number % 1 else ""
    if number < 1:
        return clock
    return f"{format_date(moment.date())} {clock}".strip()
