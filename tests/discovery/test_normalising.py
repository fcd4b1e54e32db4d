"""Writings of one name, commune or account become one; those of two stay two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.discovery.matching import Record, normalise


def folded(name: str, kind: str = "person") -> str:
    return " ".join(normalise.name_of(name, kind).folded)


@pytest.mark.parametrize(
    "written",
    [
        "Nguyễn Thị Hòa",
        "Nguyễn Thị Hoà",
        "NGUYỄN THỊ HOÀ",
        "nguyen thi hoa",
        unicodedata.normalize("NFD", "Nguyễn Thị Hòa"),
        "Bà Nguyễn Thị Hòa",
        "Đ/c Nguyễn Thị Hòa",
        "Đồng chí  Nguyễn Thị Hòa",
        "Thiếu tá Nguyễn Thị Hòa",
        "NSƯT Nguyễn Thị Hòa",
        "TS.BS Nguyễn Thị Hòa",
        "TS. BS. Nguyễn Thị Hòa",
        "Cô giáo Nguyen Thi Hoa",
        "Ba Nguyen Thi Hoa",
        "Hộ bà Nguyễn Thị Hòa",
        "Bà mẹ Việt Nam anh hùng Nguyễn Thị Hòa",
        "Nguyễn Thị Hòa (Năm Hòa)",
        "Nguyễn Thị Hòa - Trưởng thôn",
        "Ng. T. Hòa",
    ],
)
def test_writings_of_one_name(written: str) -> None:
    assert folded(written) == "nguyen thi hoa"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Chu Văn An", "chu van an"),
        ("Ông Ích Khiêm", "ich khiem"),
        ("Anh Hùng", "anh hung"),
        ("Mai Thị Cô", "mai thi co"),
        ("Pi Năng Ca", "pi nang ca"),
        ("Lý Thị Mỹ", "li thi mi"),
        ("Huỳnh Thúy Vy", "huynh thuy vi"),
        ("", ""),
        ("Ông", "ong"),
    ],
)
def test_names_are_not_taken_for_titles(written: str, kept: str) -> None:
    assert folded(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("TS.BS. Bùi Thị Sương", "Bùi Thị Sương"),
        ("đ/c  BÙI Thị Sương", "BÙI Thị Sương"),
        ("chị Sương", "chị Sương"),
        ("Bùi Thị Sương", "Bùi Thị Sương"),
        ("", ""),
    ],
)
def test_titles_go_and_the_rest_stays_as_written(written: str, kept: str) -> None:
    assert normalise.without_titles(written) == kept


def test_marks_are_kept_beside() -> None:
    assert (
        normalise.name_of("Trần Thị Lân", "").marked != normalise.name_of("Trần Thị Lan", "").marked
    )
    assert (
        normalise.name_of("Trần Thị Hoà", "").marked == normalise.name_of("Trần Thị Hòa", "").marked
    )


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("HTX NN Đông Sơn", "Hợp tác xã Nông nghiệp Đông Sơn"),
        ("CLB dưỡng sinh P. Ninh Hòa", "Câu lạc bộ dưỡng sinh phường Ninh Hoà"),
        ("Trường THCS Lý Tự Trọng", "TRƯỜNG TRUNG HỌC CƠ SỞ LÍ TỰ TRỌNG"),
        ("Cty TNHH Biển Xanh", "Công ty Trách nhiệm hữu hạn Biển Xanh"),
        ("Tổ tự quản số 05", "Tổ tự quản số 5"),
    ],
)
def test_short_writings_of_bodies(short: str, long: str) -> None:
    assert folded(short, "collective") == folded(long, "collective")


def test_a_body_is_known_by_how_its_name_begins() -> None:
    assert normalise.guessed_kind("HTX Nông nghiệp Đông Sơn") == "collective"
    assert normalise.guessed_kind("Đoàn Thanh Nhiên") == ""
    assert normalise.guessed_kind("Trần Thị Lan") == ""


MERGERS = {
    "Xã Ninh Sim": ["Xã Tây Ninh Hòa"],
    "Xã Ninh Tây": ["Xã Tây Ninh Hòa"],
    "Xã Cam Tân": ["Xã Cam Lâm", "Xã Suối Dầu"],
    "Phường Phước Hải": ["Phường Nam Nha Trang"],
    "Xã Phước Hải": ["Xã Phước Hải"],
}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("Xã Ninh Sim", "Xã Tây Ninh Hòa", True),
        ("xa ninh sim", "X. Tây Ninh Hoà", True),
        ("Xã Ninh Sim", "Ninh Tây, thị xã Ninh Hòa", True),
        ("Cam Tân", "Xã Suối Dầu", True),
        ("Cam Tân", "Xã Cam Lâm", True),
        ("Xã Cam Lâm", "Xã Suối Dầu", False),
        ("P.Phước Hải", "Phường Nam Nha Trang", True),
        ("X. Phước Hải", "Phường Nam Nha Trang", False),
        ("Phước Hải", "Phường Nam Nha Trang", True),
        ("Xã Tây Ninh Hào", "Xã Ninh Sim", True),
        ("Xã Vạn Giã", "Xã Tây Ninh Hòa", False),
    ],
)
def test_communes_before_and_after_mergers(one: str, other: str, meet: bool) -> None:
    communes = normalise.Communes(MERGERS)
    assert bool(set(communes(one)[1]) & set(communes(other)[1])) is meet


def test_years_that_cannot_be_are_none() -> None:
    assert [normalise.year_of(year) for year in (None, 0, 19, 1975, 30000)] == [0, 0, 0, 1975, 0]


@given(st.text(max_size=60), st.sampled_from(["person", "collective", "", "x"]))
def test_no_text_is_too_strange(text: str, kind: str) -> None:
    record = Record("1", kind, text, None, text, text, text)
    assert normalise.normalised_name(record).folded == tuple(
        each for each in normalise.normalised_name(record).folded if each
    )
    normalise.Communes({text: [text]})(text)
    normalise.text_syllables(text)
