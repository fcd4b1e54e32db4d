"""The sheet of an uploaded or named file that holds the figures."""

import csv
import zipfile

from lantoa.discovery import reading
from lantoa.discovery.outliers.contract import Unfit
from lantoa.discovery.outliers.tables import Columns, columns_of

MAX_BYTES = 20 * 1024 * 1024


def sheet_of(data: bytes, name: str) -> Columns:
    """The first sheet with figures of a file called `name`. Raises Unfit."""
    if len(data) > MAX_BYTES:
        raise Unfit("Tệp nặng hơn 20 MB. Chỉ giữ cột và kỳ cần xem rồi thử lại.")
    try:
        table = reading.read(data, name)
    except reading.Unreadable as problem:
        raise Unfit(str(problem)) from None
    except (csv.Error, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise Unfit(
            "Không đọc được tệp này. Lưu lại từ Excel, kiểu .xlsx hoặc CSV UTF-8."
        ) from None
    decimal = _usual_mark(data)
    sheets = [sheet for sheet in table.sheets if any(any(row) for row in sheet.rows)]
    if not sheets:
        raise Unfit("Bảng trống: cần một dòng tên cột và mỗi đơn vị một dòng.")
    return columns_of(sheets[0].rows, decimal=decimal)


def _usual_mark(data: bytes) -> str:
    """How decimals are marked where figures themselves do not tell.

    Programs write a point (numbers of a workbook, files with commas between cells); Excel in
    Vietnamese writes semicolons between cells and a comma in figures.
    """
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        return "."
    head = data[:4096].replace(b"\xef\xbb\xbf", b"").lstrip(b"\r\n").split(b"\n", 1)[0]
    return "." if head.count(b",") > max(head.count(b";"), head.count(b"\t")) else ","
