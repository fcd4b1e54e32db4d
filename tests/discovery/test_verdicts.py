"""Each kind of fault is told by its cell, in a sentence; what is sound passes."""

from datetime import date

import pytest

from lantoa.discovery import queries
from lantoa.discovery.lists import Layout, judge
from lantoa.discovery.lists.judging import Judged, placed
from tests.discovery.planted import FAULTS, HEADINGS, SPLIT

TODAY = date(2026, 6, 8)
FIELDS = {
    "Họ và tên": "who", "Loại": "kind", "Năm sinh": "birth_year", "Xã, phường": "place",
    "Lĩnh vực": "sector", "Việc tốt": "what", "Từ bao giờ": "when_text", "Điện thoại": "phone",
    "Thư điện tử": "email", "Liên kết": "link", "Người ấy đồng ý": "consent",
    "Người giám hộ": "guardian",
}  # fmt: skip
LAYOUT = Layout(
    "Cá nhân", 1, HEADINGS, {FIELDS[h]: n for n, h in enumerate(HEADINGS) if h in FIELDS}
)
SOUND = {
    "Họ và tên": "Bùi Thị Sương",
    "Xã, phường": "Xã Bác Ái",
    "Việc tốt": "Mười hai năm ghi lịch lấy nước cho cả xóm.",
}
KNOWN = queries.known_from_the_start(TODAY)


def look(purpose: str = "leads", layout: Layout = LAYOUT, **cells: str) -> Judged:
    """The verdict on a sound row with these cells put in, by heading."""
    given = SOUND | cells
    row = [given.get(heading, "") for heading in HEADINGS]
    return judge(row, layout, purpose, KNOWN)


def kinds(judged: Judged) -> list[str]:
    return [fault.kind for fault in judged.faults]


def test_a_sound_row_passes() -> None:
    judged = look(**{"Năm sinh": "1968", "Loại": "CÁ NHÂN", "Lĩnh vực": "giao duc"})
    assert not judged.faults
    assert judged.place.name == "Xã Bác Ái"
    assert judged.facts["birth_year"] == 1968
    assert judged.facts["sector"] == "giao-duc"


@pytest.mark.parametrize(("kind", "heading", "put"), [f for f in FAULTS if f[1]])
def test_each_fault_is_named_with_its_cell(kind: str, heading: str, put: object) -> None:
    text = put if isinstance(put, str) else "12 !!"
    judged = look(**{heading: text})
    assert kinds(judged) == [kind]
    told = placed(judged.faults[0], LAYOUT, 17)
    column = "M" if kind == "guardian_missing" else chr(65 + HEADINGS.index(heading))
    assert told["cell"] == f"{column}17"
    assert told["reason"].startswith(f"Ô Cá nhân!{column}17: ")
    assert told["reason"].endswith((".", "?"))


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2067", "\xad", "\x07", "\ufeff"])
def test_signs_that_nobody_sees_are_told(sign: str) -> None:
    assert kinds(look(**{"Họ và tên": f"Trần{sign} Thị Ẩn"})) == ["hidden_characters"]


def test_cells_beyond_the_headings() -> None:
    row = [SOUND.get(heading, "") for heading in HEADINGS]
    judged = judge([*row, "", "lệch"], LAYOUT, "leads", KNOWN)
    assert placed(judged.faults[0], LAYOUT, 17)["cell"] == "O17"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bac ai", "Xã Bác Ái"),
        ("P. Ninh Hòa", "Phường Ninh Hòa"),
        ("UBND xã Cà Ná", "Xã Cà Ná"),
        ("Thôn Đá Hang, xã Vĩnh Hải, tỉnh Khánh Hòa", "Xã Vĩnh Hải"),
        ("Xã Bác Ái Ðông", "Xã Bác Ái Đông"),  # Icelandic eth
        ("Xã Vĩnh Hải, huyện Ninh Hải, tỉnh Ninh Thuận", "Xã Vĩnh Hải"),
        ("Xã Phước Tiến", "Xã Bác Ái"),  # until 30/6/2025
        ("22561", "Phường Ninh Hòa"),
    ],
)  # fmt: skip
def test_communes_as_people_write_them(text: str, name: str) -> None:
    found = KNOWN.communes.find(text)
    assert found.commune is not None, found
    if text != "22561":
        assert found.commune.name == name


def test_an_old_commune_is_taken_with_a_remark_unless_it_was_split() -> None:
    assert "nay là Xã Bác Ái" in " ".join(look(**{"Xã, phường": "Xã Phước Tiến"}).notes)
    judged = look(**{"Xã, phường": SPLIT})
    assert kinds(judged) == ["place_split"]
    assert "đã chia về" in judged.faults[0].reason


def test_an_old_name_that_two_places_bore_asks_which() -> None:
    two = next(
        name
        for name, communes in KNOWN.communes.then.items()
        if len({c.became for c in communes}) > 1 and name not in KNOWN.communes.now
    )
    judged = look(**{"Xã, phường": two})
    assert kinds(judged) == ["place_ambiguous"]
    assert "Ghi tên mới" in judged.faults[0].reason


def test_a_slip_of_the_finger_gets_a_suggestion() -> None:
    judged = look(**{"Xã, phường": "Xã Diên Lâmm"})
    assert "Có phải Xã Diên Lâm không?" in judged.faults[0].reason


@pytest.mark.parametrize(
    "name",
    ["Chamaléa Ẩn", "H’Hen Niê", "Pi-năng Thị Ca", "Kator Đương", "Tổ 5", "Nguyễn Hoà", "Müller"],
)
def test_real_names_are_left_alone(name: str) -> None:
    assert not look(**{"Họ và tên": name}).faults


@pytest.mark.parametrize(
    "name",
    ["Traàn Vaên Beù", "Nguyá»…n VÄƒn An", "Tr?n Th? B", "§Æng ThÞ Hoµ", "L� Th� Hai"],
)
def test_letters_of_old_code_pages_are_not_taken_for_names(name: str) -> None:
    assert kinds(look(**{"Họ và tên": name})) == ["spoiled_letters"]


def test_a_commune_stands_for_a_collective_but_not_for_a_person() -> None:
    assert kinds(look(**{"Họ và tên": "Xã Bác Ái"})) == ["wrong_column"]
    assert not look(**{"Họ và tên": "Xã Bác Ái", "Loại": "Tập thể"}).faults


@pytest.mark.parametrize(
    "text", ["2014", "từ năm 2014", "22/3/2023", "2023-03-22 00:00:00", "mười hai năm nay"]
)
def test_times_as_people_write_them(text: str) -> None:
    judged = look(**{"Từ bao giờ": text})
    assert not judged.faults
    assert judged.facts["when_text"] == ("22/3/2023" if "2023" in text else text)


@pytest.mark.parametrize("text", ["1968", "1968.0", "12/3/1968", "1968-03-12 00:00:00"])
def test_years_of_birth(text: str) -> None:
    assert look(**{"Năm sinh": text}).facts["birth_year"] == 1968


def test_five_megabytes_in_a_cell_are_told_at_once() -> None:
    assert kinds(look(**{"Họ và tên": "a" * 5_000_000})) == ["too_long"]
    assert kinds(look(**{"Việc tốt": "kể " * 2_000_000})) == ["too_long"]


def test_equal_rows_have_one_key_whatever_the_writing() -> None:
    key = look(**{"Họ và tên": "Bùi Thị Thủy"}).key("ubnd-tinh")
    assert look(**{"Họ và tên": "BÙI THỊ THUỶ", "Vì sao": "x"}).key("ubnd-tinh") == key
    assert look(**{"Họ và tên": "Bùi Thị Thùy"}).key("ubnd-tinh") != key
    assert look(**{"Họ và tên": "Bùi Thị Thủy", "Năm sinh": "1968"}).key("ubnd-tinh") != key
    assert look(**{"Họ và tên": "Bùi Thị Thủy"}).key("ubnd-22561") != key


AWARD = Layout(
    "QĐ", 1, ("a", "b", "c", "d"), {"who": 0, "award": 1, "decision_number": 2, "decided_on": 3}
)


def test_an_award_says_which_by_which_decision_on_which_day() -> None:
    row = ["Lê Thị Hai", "Bằng khen của Chủ tịch UBND tỉnh", "123/QĐ-UBND", "22/3/2023"]
    judged = judge(row, AWARD, "awards", KNOWN)
    assert not judged.faults
    assert judged.facts["decided_on"] == "2023-03-22"
    assert judged.facts["what"] == (
        "Được tặng Bằng khen của Chủ tịch UBND tỉnh theo Quyết định số 123/QĐ-UBND ngày 22/3/2023."
    )
    assert kinds(judge(["Lê Thị Hai", "", "", ""], AWARD, "awards", KNOWN)) == [
        "award_missing", "decision_missing", "decision_day_missing",
    ]  # fmt: skip
    wrong = judge(["Lê Thị Hai", "Huân chương", "không số", "3/2023"], AWARD, "awards", KNOWN)
    assert kinds(wrong) == ["decision_number_bad", "date_impossible"]
    strange = judge(["Lê Thị Hai", "Cái cốc", "1/QĐ-UBND", "1/3/2023"], AWARD, "awards", KNOWN)
    assert kinds(strange) == ["award_unknown"]
