"""Word files (.docx): paragraphs and tables in their order, each run with its font."""

from __future__ import annotations

from dataclasses import dataclass, field

from lantoa.discovery.reading.packages import Package
from lantoa.discovery.reading.runs import MAX_CELL, Budget, Cell, RawSheet, Run, merged

_WIDEST_SPAN = 63


def read(data: bytes, budget: Budget) -> list[RawSheet]:
    """The paragraphs and tables of a document, as sheets that take turns. Raises Unreadable."""
    package = Package(data, budget)
    main = "word/document.xml"
    for kind, path in package.related("").values():
        if kind == "officeDocument":
            main = path
    styles = _Styles(budget)
    for kind, path in package.related(main).values():
        if kind == "styles" and package.has(path):
            package.stream(path, styles.start, styles.end)
    body = _Body(styles, budget)
    package.stream(main, body.start, body.end, body.text)
    return body.sheets


@dataclass
class _Style:
    based_on: str = ""
    font: str = ""


class _Styles:
    """The font that a style gives, through the styles it is based on."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.by_id: dict[str, _Style] = {}
        self.default = ""
        self.paragraph = ""
        self.current: _Style | None = None
        self.is_defaults = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "docDefaults":
            self.is_defaults = True
        elif tag == "style":
            name = attributes.get("styleId", "")
            self.current = self.by_id[name] = _Style()
            self.budget.take_part(len(self.by_id))
            is_default = attributes.get("default") in ("1", "true")
            if is_default and attributes.get("type") == "paragraph":
                self.paragraph = name
        elif tag == "basedOn" and self.current:
            self.current.based_on = attributes.get("val", "")
        elif tag == "rFonts":
            if self.current:
                self.current.font = font_of(attributes)
            elif self.is_defaults:
                self.default = font_of(attributes)

    def end(self, tag: str) -> None:
        if tag == "style":
            self.current = None
        elif tag == "docDefaults":
            self.is_defaults = False

    def font(self, name: str) -> str:
        """The font of a style, '' when none of its line names one."""
        for _ in range(20):  # a style may be based on itself by mistake
            style = self.by_id.get(name)
            if style is None:
                return ""
            if style.font:
                return style.font
            name = style.based_on
        return ""


def font_of(attributes: dict[str, str]) -> str:
    """The font of letters outside ASCII: 'hAnsi', or what stands for it."""
    return attributes.get("hAnsi") or attributes.get("ascii") or ""


@dataclass
class _Row:
    cells: list[Cell] = field(default_factory=list)
    span: int = 1
    is_below: bool = False
    runs: list[Run] = field(default_factory=list)


class _Body:
    """Walks through the document; a table inside a cell is text of that cell."""

    def __init__(self, styles: _Styles, budget: Budget) -> None:
        self.styles, self.budget = styles, budget
        self.sheets: list[RawSheet] = []
        self.tables, self.skipped = 0, 0
        self.row = _Row()
        self.runs: list[Run] = []
        self.length = 0
        self.in_run, self.is_text = False, False
        self.paragraph = self.character = self.direct = ""
        self.counts = {"Bảng": 0, "Phần chữ": 0}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("Fallback", "rPrChange", "pPrChange") or self.skipped:
            self.skipped += 1
        elif tag == "p":
            self.paragraph = self.character = self.direct = ""
        elif tag == "pStyle":
            self.paragraph = attributes.get("val", "")
        elif tag == "r":
            self.in_run, self.character, self.direct = True, "", ""
        elif tag in ("rStyle", "rFonts") and self.in_run:
            if tag == "rStyle":
                self.character = attributes.get("val", "")
            else:
                self.direct = font_of(attributes)
        elif tag == "t":
            self.is_text = True
        elif tag in _SIGNS and self.in_run:
            self._add(_SIGNS[tag])
        elif tag in ("tbl", "tr", "tc", "gridSpan", "vMerge"):
            self._start_table(tag, attributes)

    def _start_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tbl":
            self.tables += 1
            if self.tables == 1:
                self._sheet("Bảng")
        if self.tables != 1:
            return
        if tag == "tr":
            self.row = _Row()
        elif tag == "tc":
            self.runs, self.length = [], 0
            self.row.span, self.row.is_below = 1, False
        elif tag == "gridSpan":
            value = attributes.get("val", "1")
            self.row.span = min(int(value), _WIDEST_SPAN) if value.isdecimal() else 1
        elif tag == "vMerge":
            self.row.is_below = attributes.get("val", "continue") != "restart"

    def text(self, data: str) -> None:
        if self.is_text and not self.skipped:
            self._add(data)

    def _add(self, data: str) -> None:
        self.length += len(data)
        if self.length > MAX_CELL:
            self.budget.take_text(self.length, self._where())
        font = (
            self.direct
            or self.styles.font(self.character)
            or self.styles.font(self.paragraph or self.styles.paragraph)
            or self.styles.default
        )
        self.runs.append(Run(data, font))

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag == "t":
            self.is_text = False
        elif tag == "r":
            self.in_run = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tbl":
            self.tables -= 1
        elif self.tables == 1 and tag == "tc":
            self._end_cell()
        elif self.tables == 1 and tag == "tr":
            self.budget.take_cells(len(self.row.cells), self.sheets[-1].name)
            self.sheets[-1].rows.append(tuple(self.row.cells))

    def _end_paragraph(self) -> None:
        if self.tables:
            if self.runs:
                self._add("\n")
            return
        runs, self.runs, self.length = merged(self.runs), [], 0
        if any(run.text.strip() for run in runs):
            if not self.sheets or not self.sheets[-1].name.startswith("Phần chữ"):
                self._sheet("Phần chữ")
            self.budget.take_cells(1, self.sheets[-1].name)
            self.budget.take_cell(runs, self._where())
            self.sheets[-1].rows.append((runs,))

    def _end_cell(self) -> None:
        cell = () if self.row.is_below else merged(self.runs)
        self.budget.take_cell(cell, self._where())
        self.row.cells += [cell, *[()] * (self.row.span - 1)]
        self.runs, self.length = [], 0

    def _sheet(self, kind: str) -> None:
        self.counts[kind] += 1
        self.sheets.append(RawSheet(f"{kind} {self.counts[kind]}"))

    def _where(self) -> str:
        if not self.sheets:
            return "đoạn 1"
        return f"{self.sheets[-1].name}, dòng {len(self.sheets[-1].rows) + 1}"


#: Signs that Word writes as tags. The soft hyphen is "ư" in TCVN3.
_SIGNS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad",
}  # fmt: skip
