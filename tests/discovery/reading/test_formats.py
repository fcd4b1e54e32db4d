"""Every kind of file as sheets of text: what stands in a cell is what a person sees there."""

import io
import unicodedata
import zipfile
from datetime import date, datetime

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from lantoa.discovery.reading import Unreadable, read
from tests.vietnamese.legacy import to_tcvn3, to_vni


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(data: bytes, name: str = "ds.xlsx") -> tuple[tuple[str, ...], ...]:
    return read(data, name).sheets[0].rows


def test_numbers_dates_and_formulas_read_as_people_see_them() -> None:
    def fill(sheet) -> None:
        sheet.append([1980, 9.93, date(1980, 5, 2), datetime(2024, 7, 12, 10, 56), True])  # noqa: DTZ001  # a sheet knows no zone
        sheet.append([0.0993, 7, "=cmd|' /C calc'!A0", "-2", "@x", 1e15])
        sheet["A2"].number_format, sheet["B2"].number_format = "0.00%", "000"
        sheet["C2"].data_type = "s"

    assert cells(workbook(fill)) == (
        ("1980", "9,93", "2/5/1980", "12/7/2024 10:56", "TRUE"),
        ("9,93%", "007", "=cmd|' /C calc'!A0", "-2", "@x", "1000000000000000"),
    )


def test_gaps_keep_their_places_and_merged_cells_speak_once() -> None:
    def fill(sheet) -> None:
        sheet["B2"] = "Danh sách"
        sheet.merge_cells("B2:D2")
        sheet["A4"], sheet["C4"] = "1", "  Lan\u200b\u202e \u00a0 Anh "

    assert cells(workbook(fill)) == ((), ("", "Danh sách"), (), ("1", "", "Lan\u200b\u202e Anh"))


def test_fonts_of_cells_and_of_runs_inside_a_cell() -> None:
    def fill(sheet) -> None:
        sheet["A1"], sheet["A1"].font = to_tcvn3("Người thương"), Font(name=".VnTime")
        sheet["A2"], sheet["A2"].font = to_tcvn3("điển hình"), Font(name=".VnTimeH")
        large = TextBlock(InlineFont(rFont=".VnTimeH"), to_tcvn3("á"))
        sheet["A3"] = CellRichText(
            large, TextBlock(InlineFont(rFont=".VnTime"), to_tcvn3("nh Tuyết"))
        )
        sheet["A4"], sheet["A4"].font = "Ha Long", Font(name=".VnArialH")

    table = read(workbook(fill), "ds.xlsx")
    assert [row[0] for row in table.sheets[0].rows] == [
        "Người thương", "ĐIỂN HÌNH", "Ánh Tuyết", "HA LONG",
    ]  # fmt: skip
    assert (table.encoding, table.confidence) == ("tcvn3", 0.99)
    assert table.before[0].rows[0] == ("Ng\u00adêi th\u00ad¬ng",)


def test_without_fonts_the_letters_tell() -> None:
    lines = ["Họ và tên;Xã, phường", "Nguyễn Hữu Ước;Ninh Sơn", "Trần Thị Bưởi;Phước Dinh"]
    text = "\r\n".join(lines)
    expected = tuple(tuple(line.split(";")) for line in lines)
    for data, encoding in (
        (text.encode(), "unicode"),
        (b"\xef\xbb\xbf" + text.encode(), "unicode"),
        (text.encode("utf-16"), "unicode"),
        (text.encode("utf-16-le"), "unicode"),
        (unicodedata.normalize("NFD", text).encode(), "unicode-nfd"),
        (to_tcvn3(text).encode("latin-1"), "tcvn3"),
        (to_vni(text).encode("latin-1"), "vni"),
        (to_tcvn3(text).encode(), "tcvn3"),
    ):
        table = read(data, "danh-sach.csv")
        assert table.sheets[0].rows == expected, encoding
        assert table.encoding == encoding
        assert table.confidence > 0.8


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_any_delimiter(delimiter: str) -> None:
    quoted = '"Bảng 1, có; dấu\t|"'
    data = f"a{delimiter}b{delimiter}{quoted}\nc{delimiter}d{delimiter}e\n".encode()
    assert cells(data, "x.csv") == (("a", "b", "Bảng 1, có; dấu |"), ("c", "d", "e"))


def test_prose_is_not_cut_at_its_commas() -> None:
    text = "Bà Lan, ở thôn Ma Nới, hiến đất.\nÔng Tư cũng vậy.\n"
    assert cells(text.encode(), "bao-cao.txt") == tuple((line,) for line in text.splitlines())
    assert cells(b"a\tb\nc\td", "bang.txt") == (("a", "b"), ("c", "d"))


def document(fill) -> bytes:
    book = docx.Document()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(paragraph, text: str, font: str) -> None:
    run = paragraph.add_run(text)
    run.font.name = font
    run._r.rPr.rFonts.set(qn("w:hAnsi"), font)


def test_word_files_give_paragraphs_and_tables_in_order() -> None:
    def fill(book) -> None:
        put(book.add_paragraph(), to_tcvn3("quyết định"), ".VnTimeH")
        mixed = book.add_paragraph()
        put(mixed, to_tcvn3("Tặng bằng khen cho "), ".VnTime")
        put(mixed, "ông Nguyễn Hữu Ước®", "Times New Roman")
        table = book.add_table(3, 3)
        for cell, text in zip(table.rows[0].cells, ["TT", "Họ và tên", "Đơn vị"], strict=True):
            put(cell.paragraphs[0], to_tcvn3(text), ".VnTime")
        table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "I. Tap the"
        book.add_paragraph("Noi nhan:")

    table = read(document(fill), "qd.docx")
    assert [(sheet.name, sheet.rows) for sheet in table.sheets] == [
        ("Phần chữ 1", (("QUYẾT ĐỊNH",), ("Tặng bằng khen cho ông Nguyễn Hữu Ước®",))),
        ("Bảng 1", (("TT", "Họ và tên", "Đơn vị"), ("1", "I. Tap the", ""), ("", "", ""))),
        ("Phần chữ 2", (("Noi nhan:",),)),
    ]
    assert table.encoding == "mixed"


def test_the_font_may_come_from_a_style() -> None:
    def fill(book) -> None:
        book.styles["Normal"].font.name = "VNI-Times"
        book.styles["Normal"].element.rPr.rFonts.set(qn("w:hAnsi"), "VNI-Times")
        book.add_paragraph(to_vni("Điển hình tiên tiến"))

    table = read(document(fill), "bc.docx")
    assert table.sheets[0].rows == (("Điển hình tiên tiến",),)
    assert table.encoding == "vni"


def test_the_soft_hyphen_tag_of_word_is_the_horned_u() -> None:
    data = document(lambda book: put(book.add_paragraph(), "Ng@êi", ".VnTime"))
    split = rewritten(
        data, "word/document.xml",
        lambda text: text.replace("Ng@êi", "Ng</w:t><w:softHyphen/><w:t>êi"),
    )  # fmt: skip
    assert read(split, "a.docx").sheets[0].rows == (("Người",),)


def rewritten(data: bytes, part: str, change) -> bytes:
    """`data`, an office file, with one part's text changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            body = old.read(member)
            new.writestr(member, change(body.decode()).encode() if member == part else body)
    return out.getvalue()


def pdf(*texts: tuple[str, str]) -> bytes:
    """A PDF of lines, each (text of Latin-1, font), as an old printer driver wrote it."""
    fonts = sorted({font for _, font in texts})
    stream = "".join(
        f"BT /F{fonts.index(font)} 12 Tf 72 {700 - 20 * place} Td ({text}) Tj ET\n"
        for place, (text, font) in enumerate(texts)
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<"
        + "".join(f"/F{n} {5 + n} 0 R" for n in range(len(fonts))) + ">>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}endstream",
        *(
            f"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+{font}/Encoding/WinAnsiEncoding>>"
            for font in fonts
        ),
    ]  # fmt: skip
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode("latin-1")


def test_a_pdf_in_old_fonts_gets_back_the_letter_it_took_for_a_hyphen() -> None:
    data = pdf(
        (to_tcvn3("quyết định"), ".VnTimeH"),
        (to_tcvn3("Thưởng người hướng dẫn, dân ưa"), ".VnTime"),
        ("Real text - 2010", "Arial"),
    )
    table = read(data, "qd.pdf")
    assert [row[0] for row in table.sheets[0].rows] == [
        "QUYẾT ĐỊNH", "Thưởng người hướng dẫn, dân ưa", "Real text - 2010",
    ]  # fmt: skip
    assert table.encoding == "tcvn3"


def test_a_hidden_sheet_stays_hidden() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "thấy"
    hidden = book.create_sheet("ẩn")
    hidden["A1"], hidden.sheet_state = "không thấy", "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in read(out.getvalue(), "a.xlsx").sheets] == ["Sheet"]


def test_what_is_empty_or_no_text_is_refused() -> None:
    for data, name in ((b"", "a.csv"), (b"\0" * 50, "a.txt"), (workbook(lambda _: None), "a.xlsx")):
        with pytest.raises(Unreadable, match=name):
            read(data, name)
