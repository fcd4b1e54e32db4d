"""Spreadsheets (.xlsx) and CSV files in UTF-8."""

import csv
import io
from typing import Any

import openpyxl

from lantoa.discovery.reading.contract import Sheet, Table, Unreadable
from lantoa.vietnamese import nfc


def read(data: bytes, name: str) -> Table:
    """The sheets of a file called `name`. Raises Unreadable."""
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("Tệp này không phải chữ Unicode.") from None
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    return Table((Sheet(name, tuple(tuple(_text(cell) for cell in row) for row in reader)),))


def _workbook(data: bytes) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = [
        Sheet(
            sheet.title,
            tuple(tuple(_text(cell) for cell in row) for row in sheet.iter_rows(values_only=True)),
        )
        for sheet in book.worksheets
    ]
    return Table(tuple(sheets))


def _text(value: Any) -> str:
    return "" if value is None else nfc(str(value)).replace("\0", "").strip()
