"""Writes the files beside it anew: one list in every old writing. Needs LibreOffice.

    python -m tests.discovery.reading.files.make

The list is invented. TCVN3 has no capital with a tone: such a letter stands as a small one in
a font whose name ends in H, as people typed it.
"""

import csv
import io
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.vietnamese.legacy import to_tcvn3, to_vni

HERE = Path(__file__).parent
TITLE = [
    "DANH SÁCH TẬP THỂ, CÁ NHÂN, HỘ GIA ĐÌNH ĐƯỢC KHEN THƯỞNG",
    "(Kèm theo Quyết định số 1205/QĐ-UBND ngày 22 tháng 3 năm 2023 của Chủ tịch UBND tỉnh)",
]
HEADINGS = [
    "STT", "Họ và tên, tên tập thể", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Xã, phường",
    "Thành tích", "Hình thức khen thưởng",
]  # fmt: skip
GIVEN = "Bằng khen của Chủ tịch UBND tỉnh"
ROWS = [
    ["I", "TẬP THỂ", "", "", "", "", "", ""],
    ["1", "Tổ hợp tác thủy lợi Đồng Ước", "", "", "HTX Ẩn Sơn", "Xã Ninh Ẩn",
     "Tưới tiết kiệm nước cho 120 ha lúa, giúp 12 hộ thoát nghèo", GIVEN],
    ["2", "Trường Tiểu học Ưu Thượng", "", "", "Phòng Giáo dục", "Phường Ỷ La",
     "Giữ lớp học xóa mù chữ buổi tối suốt ba năm", GIVEN],
    ["II", "CÁ NHÂN", "", "", "", "", "", ""],
    ["1", "Ông Nguyễn Hữu Ước", "1980", "Trưởng thôn", "Thôn Đá Trắng", "Xã Ninh Ẩn",
     "Hiến 500 m2 đất, vận động bà con làm đường", GIVEN],
    ["2", "Bà Ánh Thị Ẵm", "1975", "Đội trưởng", "Đội cứu hộ biển", "Phường Ỷ La",
     "Cứu chín ngư dân trong bão", "Giấy khen"],
    ["3", "Pi Năng Thị Yến", "1990", "Giáo viên", "Trường Mẫu giáo Ổi", "Xã Phước Ổ",
     "Dạy chữ Raglai, nuôi ăn trưa cho trẻ", GIVEN],
    ["III", "HỘ GIA ĐÌNH", "", "", "", "", "", ""],
    ["1", "Hộ ông Lý Văn Ỷ", "", "", "Thôn Ma Ởi", "Xã Phước Ổ",
     "Trồng rừng đầu nguồn từ năm 2009", "Giấy khen"],
]  # fmt: skip
WIDTHS = (1, 4, 1.5, 2.5, 3, 2.5, 5, 3.5)

LOCKED = (
    'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
    '"DocumentOpenPassword":{"type":"string","value":"an"}}'
)


def pieces(text: str) -> list[tuple[str, bool]]:
    """Parts of `text` with whether each needs the capital font."""
    parts: list[tuple[str, bool]] = []
    for letter in text:
        is_large = letter.isupper() and to_tcvn3(letter) == to_tcvn3(letter.lower())
        if parts and parts[-1][1] == is_large:
            parts[-1] = (parts[-1][0] + letter, is_large)
        else:
            parts.append((letter, is_large))
    return parts


def tcvn3(text: str) -> list[tuple[str, str]]:
    return [(to_tcvn3(part), ".VnTimeH" if large else ".VnTime") for part, large in pieces(text)]


def vni(text: str) -> list[tuple[str, str]]:
    return [(to_vni(text), "VNI-Times")]


def unicode(text: str) -> list[tuple[str, str]]:
    return [(text, "Times New Roman")]


Writing = Callable[[str], list[tuple[str, str]]]


def workbook(writing: Writing) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in [[TITLE[0]], [TITLE[1]], [], HEADINGS, *ROWS]:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in line])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value:
                runs = writing(cell.value)
                cell.font = Font(name=runs[0][1])
                cell.value = (
                    runs[0][0]
                    if len(runs) == 1
                    else CellRichText(*(TextBlock(InlineFont(rFont=f), t) for t, f in runs))
                )
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(writing: Writing) -> bytes:
    book = docx.Document()
    section = book.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for line in TITLE:
        _put(book.add_paragraph(), writing(line))
    table = book.add_table(0, len(HEADINGS), style="Table Grid")
    table.autofit = False
    for line in [HEADINGS, *ROWS]:
        for cell, text, width in zip(table.add_row().cells, line, WIDTHS, strict=True):
            cell.width = docx.shared.Cm(width)
            if text:
                _put(cell.paragraphs[0], writing(text))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(paragraph, runs: list[tuple[str, str]]) -> None:
    for text, font in runs:
        run = paragraph.add_run(text)
        run.font.name = font
        run.font.size = docx.shared.Pt(10)
        run._r.rPr.rFonts.set(qn("w:hAnsi"), font)


def comma_separated() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([[TITLE[0]], [TITLE[1]], [], HEADINGS, *ROWS])
    return unicodedata.normalize("NFD", out.getvalue()).encode()


def converted(data: bytes, ending: str, *steps: str) -> bytes:
    """`data` written anew by LibreOffice, through each of `steps` ("odt", "doc:MS Word 97")."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_bytes(data)
        for step in steps:
            out = Path(folder) / step.partition(":")[0]
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                 "--convert-to", step, "--outdir", out, path],
                check=True, capture_output=True,
            )  # fmt: skip
            path = out / f"a.{step.partition(':')[0]}"
        return path.read_bytes()


def main() -> None:
    """Write every file."""
    files = {
        "nfc.xlsx": workbook(unicode),
        "nfd.csv": comma_separated(),
        "vni.docx": document(vni),
        "tcvn3.xls": converted(workbook(tcvn3), "xlsx", "xls:MS Excel 97"),
        # Straight from .docx, LibreOffice 7.4 loses the table.
        "tcvn3.doc": converted(document(tcvn3), "docx", "odt", "doc:MS Word 97"),
        "vni.pdf": converted(document(vni), "docx", "pdf"),
        "unicode.pdf": converted(document(unicode), "docx", "pdf"),
        "khoa.pdf": converted(document(unicode), "docx", LOCKED),
    }
    for name, data in files.items():
        (HERE / name).write_bytes(data)
        print(f"{name}: {len(data)} byte")


if __name__ == "__main__":
    main()
