"""What a careful reader would ask: each rule, what it must leave alone, and what it costs."""

from datetime import date

import pytest

from lantoa.nominations import flags
from lantoa.nominations.flags import Dossier, Text

TODAY = date(2026, 6, 8)


def kinds(
    words: str, *, claim=False, sourced=False, birth_year=None, others=(), **more
) -> list[str]:
    text = Text("Điều 1" if claim else "Tóm tắt", words, is_claim=claim, is_sourced=sourced)
    found = flags.find(Dossier([text, *others], TODAY, birth_year, **more))
    return [flag.kind for flag in found]


ASKED = [
    ("Giúp 47 hộ trong xóm", "number"),
    ("Tiết kiệm 1.250.000 đồng mỗi vụ", "number"),
    ("Tỷ lệ giảm còn 9,93% sau một vụ", "number"),
    ("Là người tận tụy nhất", "superlative"),
    ("Người đầu tiên ở xã làm việc này", "superlative"),
    ("Mô hình duy nhất còn lại", "superlative"),
    ("Đơn vị hàng đầu về khuyến học", "superlative"),
    ("Tấm gương sáng ngời cho mọi người", "exaggeration"),
    ("Luôn luôn giúp đỡ bà con", "exaggeration"),
    ("Ngày 31/02/2025 khánh thành", "date"),
    ("Ngày 1/9/2026 khánh thành cầu", "date"),
    ("Năm 2031 đã xong cả ba cầu", "date"),
    ("Làm từ năm 2020 đến năm 2018", "date"),
]


@pytest.mark.parametrize(("words", "kind"), ASKED)
def test_it_is_asked(words: str, kind: str) -> None:
    assert kinds(words) == [kind]


LEFT_ALONE = [
    "Ghi bảng mười hai năm, không nhận thù lao",
    "Bắt đầu từ năm 2014, ngày 19/5/2014",
    "Theo Quyết định 214/QĐ-UBND, ở tổ 5, thôn 3",
    "Cả xóm thống nhất, ít nhất là trong mùa nắng, lần thứ nhất vào tháng giêng",
    "Vụ đầu tiên chưa quen, ngày đầu tiên còn lạ",
    "Chị quét hẻm từ 4 giờ sáng, dạy từ 19 đến 20 giờ 30",
    "Dự kiến năm 2030 nối đủ ba tổ",
    "Giải nhất hội thi của phường",
    "Nói lời hay, nhất trí cao",
]


@pytest.mark.parametrize("words", LEFT_ALONE)
def test_it_is_left_alone(words: str) -> None:
    assert kinds(words) == []


def test_a_superlative_with_a_comparison_stands() -> None:
    assert kinds("Năng suất cao nhất trong số các hộ cùng mương") == []
    assert kinds("Năng suất cao nhất so với các hộ cùng mương") == []


def test_a_number_is_sourced_by_the_papers_of_a_claim() -> None:
    proven = Text("Điều 1", "47 hộ dùng bảng", is_claim=True, is_sourced=True)
    bare = Text("Điều 1", "47 hộ dùng bảng", is_claim=True)
    assert kinds("Bảng cho 47 hộ", others=[proven]) == []
    assert kinds("Bảng cho 47 hộ", others=[bare]) == ["number", "number"]
    assert kinds("47 hộ dùng bảng", claim=True, sourced=True) == []


def test_two_numbers_for_the_same_thing() -> None:
    claim = Text("Điều 1", "47 hộ dùng bảng", is_claim=True, is_sourced=True)
    told = Text("Lời kể", "Bà ghi lịch cho 52 hộ", is_told=True)
    found = flags.find(Dossier([claim, told], TODAY))
    assert [(flag.kind, flag.place) for flag in found] == [("contradiction", "Lời kể")]
    assert found[0].reason == "Ở đây nói 52 hộ, điều 1 nói 47 hộ."
    assert flags.find(Dossier([claim, Text("Lời kể", "Bà giúp 47 hộ", is_told=True)], TODAY)) == []
    assert flags.find(Dossier([claim, Text("Lời kể", "Bà làm 12 năm", is_told=True)], TODAY)) == []


def test_age_against_the_year_of_birth() -> None:
    assert kinds("Năm nay 58 tuổi bà vẫn ra đồng", birth_year=1968, quiet_words=()) == ["number"]
    assert kinds("Năm nay 49 tuổi bà vẫn ra đồng", birth_year=1968) == ["number", "age"]
    assert kinds("Bà sinh năm 1970 ở Ninh Hòa", birth_year=1968) == ["age"]
    assert kinds("Làm từ năm 1960 đến năm 1990", birth_year=1968) == ["date"]


def test_what_a_citizen_tells_is_only_compared() -> None:
    told = Text("Lời kể", "Bà là người tuyệt vời nhất, giúp 9.000 người", is_told=True)
    assert flags.find(Dossier([told], TODAY)) == []


def test_a_unit_has_words_of_its_own() -> None:
    assert kinds("Một tấm lòng vàng", extra_words=["tấm lòng vàng"]) == ["exaggeration"]
    assert kinds("Người đầu tiên ở xã", quiet_words=["đầu tiên"]) == []


def test_the_same_file_gives_the_same_keys_and_other_words_others() -> None:
    text = "Giúp 47 hộ. Người tận tụy nhất."
    first = flags.find(Dossier([Text("Tóm tắt", text)], TODAY))
    again = flags.find(Dossier([Text("Tóm tắt", text)], TODAY))
    assert [f.key for f in first] == [f.key for f in again]
    other = flags.find(Dossier([Text("Tóm tắt", text.replace("47", "48"))], TODAY))
    assert first[0].key != other[0].key
    assert first[1].key == other[1].key


def test_hostile_text_neither_breaks_nor_hangs() -> None:
    for words in ("1" * 20_000, "nhất " * 5_000, "(" * 5_000, "1.1.1." * 3_000, "từ năm " * 3_000):
        flags.find(Dossier([Text("Tóm tắt", words)], TODAY, 1968))
