"""The sheet of an uploaded or named file that holds the figures."""

import csv
import io
from collections.abc import Sequence

from lantoa.discovery.outliers.contract import Unfit
from lantoa.discovery.outliers.tables import Columns, columns_of
from lantoa.vietnamese import nfc

MAX_BYTES = 20 * 1024 * 1024


def sheet_of(data: bytes, name: str) -> Columns:
    """The first sheet with figures of a file called `name`. Raises Unfit."""
    if len(data) > MAX_BYTES:
        raise Unfit("Tệp nặng hơn 20 MB. Chỉ giữ cột và kỳ cần xem rồi thử lại.")
    found = next((rows for rows in _sheets(data, name) if any(map(any, rows))), None)
    if found is None:
        raise Unfit("Bảng trống: cần một dòng tên cột và mỗi đơn vị một dòng.")
    return columns_of(found, decimal=_usual_mark(data))


def _sheets(data: bytes, name: str) -> list[Sequence[Sequence[str]]]:
    """CSV in UTF-8 by itself; whatever else by the reader of old files, which needs the house."""
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data[:4] in (b"PK\x03\x04", b"%PDF"):
        return _read_by_the_house(data, name)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        return [tuple(tuple(cell.strip() for cell in row) for row in reader)]
    except csv.Error:
        raise Unfit(
            "Không đọc được tệp này. Lưu lại từ Excel, kiểu .xlsx hoặc CSV UTF-8."
        ) from None


def _read_by_the_house(data: bytes, name: str) -> list[Sequence[Sequence[str]]]:
    # Here, for the command alone starts without settings, and CSV needs none.
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from lantoa.discovery import reading

    try:
        return [sheet.rows for sheet in reading.read(data, name).sheets]
    except reading.Unreadable as problem:
        raise Unfit(str(problem)) from None


def _usual_mark(data: bytes) -> str:
    """How decimals are marked where figures themselves do not tell.

    Programs write a point (numbers of a workbook, files with commas between cells); Excel in
    Vietnamese writes semicolons between cells and a comma in figures.
    """
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        return "."
    head = data[:4096].replace(b"\xef\xbb\xbf", b"").lstrip(b"\r\n").split(b"\n", 1)[0]
    return "." if head.count(b",") > max(head.count(b";"), head.count(b"\t")) else ","
