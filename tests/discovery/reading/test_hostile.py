"""Files that want to do harm: each gets a sentence that says what and where, none is run."""

import io
import random
import struct
import time
import zipfile

import pytest

from lantoa.discovery.reading import Unreadable, as_seen, binaries, read
from lantoa.discovery.reading.runs import Budget
from tests.discovery.reading.files.make import HERE, unicode, workbook
from tests.discovery.reading.test_formats import rewritten

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(unicode)


def with_sheet(inner: str, head: str = "", strings: str = "") -> bytes:
    """A workbook whose one sheet holds `inner` between `<sheetData>`."""
    data = rewritten(
        GOOD, SHEET,
        lambda _: '<?xml version="1.0" encoding="UTF-8"?>' + head
        + '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + '<dimension ref="A1:XFD100000"/><sheetData>' + inner + "</sheetData></worksheet>",
    )  # fmt: skip
    if not strings:
        return data
    head = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    data = with_part("xl/sharedStrings.xml", f"{head}{strings}</sst>".encode(), data)
    link = '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
    return rewritten(
        data, "xl/_rels/workbook.xml.rels",
        lambda text: text.replace("</Relationships>", link + "</Relationships>"),
    )  # fmt: skip


def with_part(path: str, body: bytes, data: bytes = GOOD) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", 8) as package:
        package.writestr(path, body)
    return out.getvalue()


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def ole(*names: str) -> bytes:
    """The outside of an old binary file whose directory lists these parts."""
    entries = b"".join(
        (name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)).ljust(
            128, b"\0"
        )
        for name in names
    )
    return binaries.MAGIC + bytes(504) + bytes(512) + entries


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAR = "".join(f'<row r="{n}">{inline(f"XFD{n}", "x")}</row>' for n in range(1, 100))
REPEATED = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 900))
NOISE = random.Random(1).randbytes(2_500_000).hex()
HOSTILE = {
    "bom-nen": (with_part("xl/media/a.bin", bytes(80_000_000)), "bung ra quá lớn"),
    "macro": (with_part("xl/vbaProject.bin", b"x"), "macro"),
    "xxe": (with_sheet("<row/>", XXE), "khai báo lạ"),
    "cuoi-ty": (with_sheet("<row/>", LAUGHS), "khai báo lạ"),
    "xxe-utf16": (with_part("xl/b.xml", XXE.encode("utf-16")), "khai báo lạ"),
    "ngoai-thu-muc": (with_part("../../etc/x", b"x"), "tên lạ"),
    "bang-rong": (with_sheet(FAR), "quá nhiều ô"),
    "bang-dai": (with_sheet(f'<row r="2000000">{inline("A1", "x")}</row>'), "quá nhiều dòng"),
    "cot-la": (with_sheet(f'<row r="1">{inline("ZZZ1", "x")}</row>'), "quá nhiều cột"),
    "o-5-mb": (with_sheet(f'<row r="2">{inline("B2", NOISE)}</row>'), "32.767 chữ"),
    "chu-chung": (
        with_sheet(REPEATED, strings=f"<si><t>{'ab' * 16_000}</t></si>"), "20 triệu chữ",
    ),
    "cut": (GOOD[: len(GOOD) // 2], "bị hỏng"),
    "xml-hong": (with_sheet("<row><c></row>"), "bị hỏng"),
    "zip-thuong": (with_part("a.txt", b"x", b""), "tệp nén hoặc kiểu chưa nhận"),
    "khoa-xlsx": (ole("EncryptedPackage"), "có mật khẩu"),
    "macro-xls": (ole("Workbook", "_VBA_PROJECT"), "macro"),
    "ole-la": (ole("Quill"), "không phải Word hay Excel"),
    "pdf-cut": ((HERE / "unicode.pdf").read_bytes()[:700], "bị hỏng"),
    "pdf-khoa": ((HERE / "khoa.pdf").read_bytes(), "mật khẩu"),
    "anh": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "không phải chữ"),
    "trang-web": (b"<html><table><tr><td>a</td></tr></table></html>", "trang web"),
    "rtf": (b"{\\rtf1 a}", "RTF"),
    "csv-o-dai": (b"a,b\n1," + b"x" * 40_000 + b"\n", "32.767"),
    "csv-ngoac": (b'a,b\n1,"' + b"x" * 200_000, "dòng"),
    "rong": (b"", "trống"),
    "to": (b"x" * (20 * 2**20 + 1), "20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    data, words = HOSTILE[name]
    began = time.monotonic()
    with pytest.raises(Unreadable) as refusal:
        read(data, f"{name}.xlsx")
    assert words in str(refusal.value)
    assert name in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert time.monotonic() - began < 15


def test_the_cell_that_is_too_long_is_named() -> None:
    data, _ = HOSTILE["o-5-mb"]
    with pytest.raises(Unreadable, match="trang “Sheet”, ô B2"):
        read(data, "ds.xlsx")


def test_what_a_sheet_declares_is_not_believed() -> None:
    rows = read(with_sheet(f'<row r="1">{inline("A1", "Lan")}</row>'), "ds.xlsx").sheets[0].rows
    assert rows == (("Lan",),)


def test_a_formula_is_the_value_last_seen_and_never_run() -> None:
    cells = '<c r="A1"><f>WEBSERVICE("http://x")</f><v>7</v></c><c r="B1"><f>1+1</f></c>'
    cells += inline("C1", "=cmd|'/C calc'!A0") + inline("D1", "+84") + inline("E1", "@SUM")
    rows = read(with_sheet(f'<row r="1">{cells}</row>'), "ds.xlsx").sheets[0].rows
    assert rows == (("7", "", "=cmd|'/C calc'!A0", "+84", "@SUM"),)


def test_links_to_elsewhere_are_not_followed() -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" TargetMode="External" Type="x/externalLinkPath" '
        b'Target="http://127.0.0.1:9/a.xlsx"/></Relationships>'
    )
    data = with_part("xl/externalLinks/_rels/externalLink1.xml.rels", link)
    assert read(data, "ds.xlsx") == read(GOOD, "ds.xlsx")


def test_what_hides_in_a_name_stays_for_whoever_tells_of_it() -> None:
    text = "Lan\u202egnA \u200bThị\u2066 \u00adHoa"
    data = with_sheet(f'<row r="1">{inline("A1", text)}</row>')
    assert read(data, "ds.xlsx").sheets[0].rows == ((text,),)
    assert as_seen(text) == "LangnA Thị Hoa"
    assert read("Họ tên,b\nL\0an,\0c\n".encode(), "a.csv").sheets[0].rows[1] == ("Lan", "c")


def test_the_ending_of_the_name_is_not_believed() -> None:
    expected = read(GOOD, "ds.xlsx").sheets
    assert read(GOOD, "ds.csv").sheets == expected
    assert read(GOOD, "ảnh.png").sheets == expected


def test_a_deep_and_endless_xml_is_cheap() -> None:
    data = with_sheet("<x>" * 50_000 + "</x>" * 50_000)
    with pytest.raises(Unreadable, match="không có chữ"):
        read(data, "ds.xlsx")


def test_time_is_limited() -> None:
    budget = Budget("a.xlsx")
    budget.until = 0.0
    with pytest.raises(Unreadable, match="quá 15 giây"):
        budget.remaining()


def test_a_missing_program_is_named_with_its_package(monkeypatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    for file, package in (("tcvn3.doc", "libreoffice-writer-nogui"), ("vni.pdf", "poppler-utils")):
        with pytest.raises(Unreadable, match=package):
            read((HERE / file).read_bytes(), file)
