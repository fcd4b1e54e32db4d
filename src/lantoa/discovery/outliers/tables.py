"""From a sheet of text to rows of figures; every fault is named with its line and column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.discovery.outliers.contract import Question, Row, Unfit
from lantoa.discovery.outliers.figures import decimal_mark, figure, is_missing
from lantoa.vietnamese import fold

MAX_ROWS = 50_000
MAX_COLUMNS = 200
#: Longest name of a unit or word of context, in letters.
_LONGEST = 200

_UNITS = ("don vi", "xa", "phuong", "xa phuong", "xa, phuong", "dia ban", "ten don vi", "unit")
_PERIODS = ("nam", "ky", "quy", "thang", "ky bao cao", "period", "year", "quarter", "month")
_EXPOSURES = ("dan so", "so ho", "so dan", "dan so trung binh", "tong so", "exposure", "population")


@dataclass(frozen=True)
class Columns:
    """A sheet with its heading: names of the columns and the lines of cells below.

    `first` is the number of the line on which the first of `lines` stands.
    """

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    first: int
    decimal: str = ","

    def place(self, name: str, what: str) -> int:
        """Where the column called `name` stands. Raises Unfit when there is none, or two."""
        wanted = fold(name)
        places = [i for i, known in enumerate(self.names) if known == name.strip()]
        places = places or [i for i, known in enumerate(self.names) if fold(known) == wanted]
        if len(places) == 1:
            return places[0]
        if places:
            raise Unfit(
                f"Có {len(places)} cột cùng tên “{_short(name)}”: đổi tên cột cho khác nhau."
            )
        known = ", ".join(f"“{_short(known)}”" for known in self.names[:12] if known)
        raise Unfit(f"Bảng không có cột {what} “{_short(name)}”. Các cột có: {known}.")


def columns_of(rows: Sequence[Sequence[str]], *, decimal: str = ",") -> Columns:
    """The heading and the lines of a sheet; `decimal` is the usual mark where figures do not
    tell ("." in files that programs write). Raises Unfit: nothing in it, too large, no heading.
    """
    start = next((i for i, row in enumerate(rows) if sum(bool(cell) for cell in row) > 1), None)
    if start is None:
        raise Unfit("Bảng trống: cần một dòng tên cột và mỗi đơn vị một dòng.")
    names = tuple(cell.strip() for cell in rows[start])
    while names and not names[-1]:
        names = names[:-1]
    if len(names) > MAX_COLUMNS:
        raise Unfit(f"Bảng có {len(names)} cột, quá {MAX_COLUMNS}. Bỏ những cột không dùng.")
    lines = tuple(tuple(row) for row in rows[start + 1 :])
    if not any(any(line) for line in lines):
        raise Unfit("Bảng chỉ có dòng tên cột, chưa có dòng số liệu nào.")
    if len(lines) > MAX_ROWS:
        raise Unfit("Bảng có hơn 50.000 dòng. Tách theo năm hoặc theo chỉ tiêu.")
    return Columns(names, lines, start + 2, decimal)


def rows_of(columns: Columns, question: Question) -> list[Row]:
    """The rows that `question` asks for. Raises Unfit for the first fault found."""
    reader = _Reader(columns, question)
    rows = [row for i, line in enumerate(columns.lines) if (row := reader.row(i, line))]
    _without_doubles(rows, question, columns)
    return rows


class _Reader:
    def __init__(self, columns: Columns, question: Question) -> None:
        chosen = [question.unit, question.value, question.exposure, question.period]
        chosen += question.context
        folded = [fold(name) for name in chosen if name]
        if len(set(folded)) < len(folded):
            raise Unfit("Một cột được chọn hai lần. Mỗi vai cần một cột riêng.")
        self.columns, self.question = columns, question
        self.unit = columns.place(question.unit, "đơn vị")
        self.value = columns.place(question.value, "giá trị")
        self.exposure = columns.place(question.exposure, "quy mô") if question.exposure else None
        self.period = columns.place(question.period, "kỳ") if question.period else None
        self.context = [columns.place(name, "bối cảnh") for name in question.context]
        self.marks: dict[int, str] = {}
        self.words = {i for i in self.context if not self._is_numeric(i)}

    def row(self, index: int, line: Sequence[str]) -> Row | None:
        """The line as a row; None for an empty line."""
        if not any(line):
            return None
        number = self.columns.first + index
        unit = self._text(line, self.unit, number)
        value = self._figure(line, self.value, number)
        exposure = 1.0
        if self.question.is_count and (value < 0 or value != int(value)):
            what = "là số âm" if value < 0 else "không phải số nguyên"
            raise self._fault(line, self.value, number, f"{what}; số đếm phải là 0, 1, 2…")
        if self.exposure is not None:
            exposure = self._figure(line, self.exposure, number)
            if exposure <= 0:
                raise self._fault(line, self.exposure, number, "phải lớn hơn 0")
        period = "" if self.period is None else self._text(line, self.period, number)
        context = tuple(
            self._text(line, i, number) if i in self.words else self._figure(line, i, number)
            for i in self.context
        )
        return Row(number, unit, period, value, exposure, context)

    def _is_numeric(self, place: int) -> bool:
        """Numbers, unless most cells are words: one bad cell in numbers is a fault, no word."""
        texts = [c for c in self._cells(place) if not is_missing(c)]
        read = sum(figure(text, self._mark(place)) is not None for text in texts)
        return read * 2 > len(texts)

    def _cells(self, place: int) -> Iterable[str]:
        return (line[place] if place < len(line) else "" for line in self.columns.lines)

    def _mark(self, place: int) -> str:
        if place not in self.marks:
            usual = self.columns.decimal
            self.marks[place] = decimal_mark(self._cells(place), usual=usual)
        return self.marks[place]

    def _text(self, line: Sequence[str], place: int, number: int) -> str:
        text = " ".join((line[place] if place < len(line) else "").split())
        if not text:
            raise self._fault(line, place, number, "trống")
        if len(text) > _LONGEST:
            raise self._fault(line, place, number, f"dài quá {_LONGEST} chữ cái")
        return text

    def _figure(self, line: Sequence[str], place: int, number: int) -> float:
        text = line[place] if place < len(line) else ""
        if is_missing(text):
            raise self._fault(line, place, number, "chưa có số")
        value = figure(text, self._mark(place))
        if value is None:
            raise self._fault(line, place, number, "không phải số")
        if abs(value) > 1e15:
            raise self._fault(line, place, number, "là số quá lớn")
        return value

    def _fault(self, line: Sequence[str], place: int, number: int, what: str) -> Unfit:
        text = line[place] if place < len(line) else ""
        shown = f" (“{_short(text)}”)" if text else ""
        name = self.columns.names[place] if place < len(self.columns.names) else ""
        return Unfit(f"Dòng {number}, cột “{_short(name)}”{shown} {what}.")


def guessed(columns: Columns) -> Question:
    """A first guess of which column says what, for the form to offer."""
    folded = [fold(name) for name in columns.names]
    numeric = [_looks_numeric(columns, i) for i in range(len(folded))]

    def first(known: Sequence[str]) -> int | None:
        exact = [i for i, name in enumerate(folded) if name in known]
        return exact[0] if exact else None

    unit = first(_UNITS)
    if unit is None:
        unit = next((i for i, is_number in enumerate(numeric) if not is_number), 0)
    period, exposure = first(_PERIODS), first(_EXPOSURES)
    taken = {unit, period, exposure}
    value = next((i for i, n in enumerate(numeric) if n and i not in taken), None)
    rest = [i for i in range(len(folded)) if i not in taken | {value} and folded[i]]
    name = columns.names
    return Question(
        unit=name[unit],
        value="" if value is None else name[value],
        period="" if period is None else name[period],
        exposure="" if exposure is None else name[exposure],
        context=tuple(name[i] for i in rest if numeric[i])[:6],
    )


def period_column(columns: Columns) -> str:
    """The column that names the period by its heading; "" when there is none."""
    return next((name for name in columns.names if fold(name) in _PERIODS), "")


def _looks_numeric(columns: Columns, place: int) -> bool:
    cells = [line[place] for line in columns.lines[:200] if place < len(line) and line[place]]
    read = [figure(cell, decimal_mark(cells, usual=columns.decimal)) for cell in cells]
    return bool(cells) and sum(value is not None for value in read) * 2 > len(cells)


def _without_doubles(rows: Sequence[Row], question: Question, columns: Columns) -> None:
    """Raises Unfit when a unit has one period twice, or, without periods, one line twice."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        place: tuple[object, ...] = (row.unit, row.period)
        if not question.period:
            place = (row.unit, *columns.lines[row.line - columns.first])
        if place in seen:
            when = f", kỳ “{_short(row.period)}”" if row.period else ""
            raise Unfit(
                f"Dòng {row.line}, cột “{_short(question.unit)}” lặp lại dòng {seen[place]}: "
                f"“{_short(row.unit)}”{when}. Giữ một dòng."
            )
        seen[place] = row.line


def _short(text: str) -> str:
    text = " ".join(text[:200].split())
    return text if len(text) <= 40 else f"{text[:40]}…"
