"""From a list or a decision to people and collectives, whatever the list was written in."""

from datetime import date

import pytest

from lantoa.discovery.reading import Sheet, Table, read
from lantoa.discovery.records import Record, from_table
from tests.discovery.reading.files.make import HERE, ROWS

DECISION = {
    "decision_number": "1205/QĐ-UBND",
    "decision_date": date(2023, 3, 22),
    "decision_issuer": "Chủ tịch UBND tỉnh",
}
NAMES = {
    "Ông Nguyễn Hữu Ước": "Nguyễn Hữu Ước",
    "Bà Ánh Thị Ẵm": "Ánh Thị Ẵm",
}


def expected() -> tuple[Record, ...]:
    kinds = {"I": "collective", "II": "person", "III": "household"}
    records, kind = [], ""
    for number, name, born, title, organisation, place, deed, award in ROWS:
        if number in kinds:
            kind = kinds[number]
            continue
        records.append(
            Record(
                kind=kind, name=NAMES.get(name, name), title=title,
                birth_year=int(born) if born else None, organisation=organisation, place=place,
                achievement=deed, award=award, **DECISION,
            )
        )  # fmt: skip
    return tuple(records)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("nfc.xlsx", "unicode"),
        ("nfd.csv", "unicode-nfd"),
        ("tcvn3.doc", "tcvn3"),
        ("tcvn3.xls", "tcvn3"),
        ("vni.docx", "vni"),
        ("vni.pdf", "vni"),
        ("unicode.pdf", "unicode"),
    ],
)
def test_the_same_list_in_every_old_writing_gives_the_same_records(
    name: str, encoding: str
) -> None:
    table = read((HERE / name).read_bytes(), name)
    assert from_table(table) == expected()
    assert table.encoding == encoding
    assert table.confidence >= 0.9


def test_a_record_says_where_it_stands() -> None:
    table = read((HERE / "nfc.xlsx").read_bytes(), "nfc.xlsx")
    first = from_table(table)[0]
    assert (first.sheet, first.row, first.column) == ("Sheet", 6, 2)
    assert table.sheets[0].rows[first.row - 1][first.column - 1] == first.name


def table(*rows: tuple[str, ...], name: str = "Sheet1") -> Table:
    return Table((Sheet(name, rows),))


def one(*rows: tuple[str, ...], name: str = "Sheet1") -> Record:
    (record,) = from_table(table(*rows, name=name))
    return record


def test_what_stands_around_the_list_is_no_record() -> None:
    records = from_table(
        table(
            ("SỞ NỘI VỤ",), (),
            ("TT", "HỌ VÀ TÊN", "Năm sinh", "", "Thành tích:"),
            ("", "", "Nam", "Nữ", ""),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("1", "Lê Văn Tám", "1980", "", "Trồng rừng"),
            ("2", "Trần Thị Chín", "", "12/5/1975", "Dạy chữ"),
            ("", "Tổng cộng", "1", "1", ""),
            ("", "", "", "", "NGƯỜI LẬP"),
        )
    )  # fmt: skip
    assert [(r.name, r.birth_year, r.achievement) for r in records] == [
        ("Lê Văn Tám", 1980, "Trồng rừng"),
        ("Trần Thị Chín", 1975, "Dạy chữ"),
    ]


@pytest.mark.parametrize(
    ("cell", "name", "title", "year"),
    [
        ("Ông Lê Văn Tám", "Lê Văn Tám", "", None),
        ("Đ/c Thượng tá Lê Văn Tám", "Lê Văn Tám", "Thượng tá", None),
        ("ThS. Lê Văn Tám", "Lê Văn Tám", "ThS.", None),
        ("ThS.Lê Văn Tám", "Lê Văn Tám", "ThS.", None),
        ("1. Bà Katơr Thị Sính, sinh năm 1980, Trưởng thôn", "Katơr Thị Sính", "Trưởng thôn", 1980),
        ("Lê Văn Tám (sinh năm 1980)", "Lê Văn Tám", "", 1980),
        ("Pi Năng Thạnh", "Pi Năng Thạnh", "", None),
        ("H'Hen Niê", "H'Hen Niê", "", None),
    ],
)
def test_names_are_taken_out_of_their_cells(
    cell: str, name: str, title: str, year: int | None
) -> None:
    record = one(("Họ tên", "Thành tích"), (cell, "Trồng rừng"))
    assert (record.name, record.title, record.birth_year) == (name, title, year)
    assert record.kind == "person"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tổ vớt rác Xóm Chài", "collective"),
        ("Tô Văn Tám", "person"),
        ("Đoàn Thị Hoa", "person"),
        ("Đoàn xã Ninh Ẩn", "collective"),
        ("Hội Người cao tuổi", "collective"),
        ("Hộ ông Lý Văn Ỷ", "household"),
        ("Hồ Văn Ý", "person"),
    ],
)
def test_a_name_suggests_its_kind_where_nothing_says_it(name: str, kind: str) -> None:
    assert one(("Họ tên", "Thành tích"), (name, "Trồng rừng")).kind == kind


def test_the_kind_comes_from_the_column_then_the_section_then_the_sheet() -> None:
    heading = ("Tên", "Loại", "Nội dung")
    assert one(heading, ("Sao Mai", "Tập thể", "x"), name="Cá nhân").kind == "collective"
    assert one(heading, ("Sao Mai", "", "x"), name="Hộ gia đình").kind == "household"
    section = (("B. Giấy khen cho tập thể",), ("Sao Mai", "", "x"))
    record = one(heading, *section)
    assert (record.kind, record.award) == ("collective", "Giấy khen")


def test_each_line_may_have_its_own_decision() -> None:
    heading = ("Họ tên", "Chức vụ, đơn vị công tác", "Số, ngày quyết định", "Danh hiệu")
    row = (
        "Lê Văn Tám",
        "Trưởng phòng, Sở Nội vụ",
        "12/QD-UBND ngày 5/6/2019",
        "Lao động tiên tiến",
    )
    record = one(heading, row)
    assert (record.title, record.organisation) == ("Trưởng phòng", "Sở Nội vụ")
    assert (record.decision_number, record.decision_date) == ("12/QĐ-UBND", date(2019, 6, 5))
    assert record.award == "Lao động tiên tiến"


def test_a_table_goes_on_without_its_headings() -> None:
    head = Sheet("Bảng 1", (("TT", "Họ tên", "Thành tích"), ("1", "Lê Văn Tám", "Trồng rừng")))
    more = Sheet("Bảng 2", (("2", "Trần Thị Chín", "Dạy chữ"),))
    assert [r.name for r in from_table(Table((head, more)))] == ["Lê Văn Tám", "Trần Thị Chín"]


PROSE = """ỦY BAN NHÂN DÂN TỈNH
Số: 77/QĐ-UBND
Phan Rang, ngày 09 tháng 5 năm 2022
QUYẾT ĐỊNH
Về việc tặng Bằng khen
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ;
Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 02 cá nhân và 01 tập thể đã có thành \
tích xuất sắc trong phòng, chống hạn:
I. Tập thể
1. Tổ hợp tác thủy lợi Đồng Ước, xã Ninh Ẩn;
II. Cá nhân
1. Ông Nguyễn Hữu Ước, sinh năm 1980, Trưởng thôn Đá Trắng;
2. Bà Ánh Thị Ẵm, Đội trưởng đội cứu hộ.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:
- Như Điều 3;"""


def test_a_decision_that_lists_in_running_text() -> None:
    lines = tuple((line,) for line in PROSE.splitlines())
    records = from_table(Table((Sheet("Phần chữ 1", lines),)))
    assert [(r.kind, r.name, r.title, r.birth_year) for r in records] == [
        ("collective", "Tổ hợp tác thủy lợi Đồng Ước, xã Ninh Ẩn", "", None),
        ("person", "Nguyễn Hữu Ước", "Trưởng thôn Đá Trắng", 1980),
        ("person", "Ánh Thị Ẵm", "Đội trưởng đội cứu hộ", None),
    ]
    assert {r.decision_number for r in records} == {"77/QĐ-UBND"}
    assert {r.decision_date for r in records} == {date(2022, 5, 9)}
    assert {r.award for r in records} == {"Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"}
    assert records[0].achievement.startswith("đã có thành tích xuất sắc trong phòng, chống hạn")
    assert {r.decision_issuer for r in records} == {"ỦY BAN NHÂN DÂN TỈNH"}


def test_a_file_that_lists_nobody_gives_nothing() -> None:
    assert from_table(table(("Báo cáo quý I",), ("Tình hình ổn định.",))) == ()
    assert from_table(Table(())) == ()
