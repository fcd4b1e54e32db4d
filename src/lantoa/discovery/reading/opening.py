"""Which reader a file gets: by what it is, never by its name alone."""

from __future__ import annotations

from io import BytesIO

from lantoa.core.files import MAX_BYTES, FileRefused, clean_name
from lantoa.core.files import packages as office
from lantoa.core.files.signatures import DOCX
from lantoa.discovery.reading import binaries, documents, letters, pages, texts, workbooks
from lantoa.discovery.reading.contract import Table, Unreadable
from lantoa.discovery.reading.runs import Budget, RawSheet


def read(data: bytes, name: str) -> Table:
    """The sheets of a file called `name`: .xlsx, .docx, .xls, .doc, .pdf, .csv, .txt.

    Needs LibreOffice for .doc and .xls, poppler for PDF. Takes at most 15 seconds and bounded
    memory; runs nothing that is in the file and fetches nothing. Raises Unreadable, and nothing
    else, with a Vietnamese sentence: too large, damaged, with a password or macros, no text.
    """
    name = clean_name(name)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(f"Tệp “{name}” trống, không có gì bên trong. Chọn lại tệp rồi gửi.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"Tệp “{name}” nặng hơn 20 MB. Tách thành nhiều tệp rồi gửi.")
    budget = Budget(name)
    sheets = _raw(data, budget)
    if not any(cell for sheet in sheets for row in sheet.rows for cell in row):
        raise Unreadable(f"Tệp “{name}” không có chữ nào để đọc.")
    return letters.decoded(sheets)


def _raw(data: bytes, budget: Budget) -> list[RawSheet]:
    if data[:4] == b"PK\x03\x04":
        return office_sheets(data, budget)
    if data[:8] == binaries.MAGIC:
        return office_sheets(binaries.modern(data, budget), budget)
    if data[:5] == pages.MAGIC:
        return pages.read(data, budget)
    return texts.read(data, budget)


def office_sheets(data: bytes, budget: Budget) -> list[RawSheet]:
    """The sheets of a .docx or .xlsx, unpacked once with limits before anything is read."""
    try:
        kind = office.recognise(budget.name, BytesIO(data))
    except FileRefused as refusal:
        raise Unreadable(str(refusal)) from None
    return documents.read(data, budget) if kind is DOCX else workbooks.read(data, budget)
