"""Plain text and CSV in any encoding, with any usual delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lantoa.discovery.reading.contract import Unreadable
from lantoa.discovery.reading.runs import MAX_CELL, Budget, RawSheet, Run
from lantoa.vietnamese import text_of

_DELIMITERS = ",;\t|"
_SAMPLE = 60
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read(data: bytes, budget: Budget) -> list[RawSheet]:
    """The one sheet of a text. Raises Unreadable: pictures, programs, one cell too long."""
    text = _text(data, budget)
    sheet = RawSheet(budget.name)
    delimiter = _delimiter(text, is_table=budget.name.lower().endswith((".csv", ".tsv")))
    lines = _lines(text) if delimiter is None else _cells(text, delimiter, budget)
    for number, line in enumerate(lines, 1):
        budget.take_cells(len(line), sheet.name)
        for cell in line:
            budget.take_text(len(cell), f"dòng {number}")
        sheet.rows.append(tuple((Run(cell, ""),) if cell else () for cell in line))
        if not number % 1000:
            budget.remaining()
    return [sheet]


def _text(data: bytes, budget: Budget) -> str:
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_marked and data.count(b"\0") > len(data) // 4:
        half = data[1:2000:2].count(b"\0") >= data[0:2000:2].count(b"\0")
        text = data.decode("utf-16-le" if half else "utf-16-be", "replace")
    else:
        text = text_of(data)
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 50 + 5:
        raise Unreadable(
            f"Tệp “{budget.name}” không phải chữ. Gửi Word, Excel, PDF, CSV hoặc chữ thường."
        )
    if text.lstrip()[:300].lower().startswith(("<!doctype", "<html", "<?xml", "<table", "{\\rtf")):
        raise Unreadable(
            f"Tệp “{budget.name}” bên trong là trang web hoặc RTF, khác với tên. Mở bằng Word hay "
            "Excel, lưu lại thành .docx hay .xlsx rồi gửi."
        )
    return text.replace("\0", "")


def _delimiter(text: str, *, is_table: bool) -> str | None:
    """The sign between cells; None for text that is no table."""
    head = text[:200_000]
    best, best_score = None, 0.0
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            rows = list(islice(reader, _SAMPLE))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if any(row))
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        share = count / widths.total()
        if width > 1 and (is_table or share >= 0.8) and share * (1 + width / 100) > best_score:
            best, best_score = delimiter, share * (1 + width / 100)
    return best or ("," if is_table else None)


def _lines(text: str) -> Iterator[list[str]]:
    for line in io.StringIO(text, newline=None):
        yield [line.rstrip("\n")]


def _cells(text: str, delimiter: str, budget: Budget) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        raise Unreadable(
            f"Tệp “{budget.name}”, dòng {reader.line_num}: không đọc được, thường vì thiếu dấu ngoặc "
            f"kép hoặc một ô dài hơn {MAX_CELL} chữ. Lưu lại từ Excel rồi gửi."
        ) from None
