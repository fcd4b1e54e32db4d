"""Numbers read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import group_digits, number_in_words, ordinal_in_words, year_in_words

from .strategies import VECTORS


@pytest.mark.parametrize(("number", "readings"), VECTORS["number_reading"])
def test_vectors(number: int, readings: str) -> None:
    north, _, south = readings.partition(" | ")
    assert number_in_words(number) == north
    assert number_in_words(number, region="south") == (
        south.removesuffix(" (mien Nam)") or north.replace("nghìn", "ngàn")
    ).replace("linh", "lẻ")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (-7, "âm bảy"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (115, "một trăm mười lăm"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (10_000, "mười nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_250_000_000, "một tỷ hai trăm năm mươi triệu"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (2_000_000_001, "hai tỷ không trăm linh một"),
    ],
)
def test_number_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "nhất"),
        (2, "hai"),
        (3, "ba"),
        (4, "tư"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
    ],
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal_in_words(number) == f"thứ {words}"


def test_year() -> None:
    assert year_in_words(2026) == "hai nghìn không trăm hai mươi sáu"
    assert year_in_words(1975) == "một nghìn chín trăm bảy mươi lăm"


def test_limits() -> None:
    for number in (10**18 + 1, -(10**18) - 1):
        with pytest.raises(ValueError, match="Số quá lớn"):
            number_in_words(number)
    with pytest.raises(ValueError, match="từ 1 trở lên"):
        ordinal_in_words(0)


def test_group_digits() -> None:
    assert [group_digits(n) for n in (0, 999, 1000, 930_491, -1_250_000)] == [
        *("0", "999", "1.000", "930.491", "-1.250.000")
    ]


def test_small_numbers_all_read_differently() -> None:
    assert len({number_in_words(n) for n in range(-1_000, 60_000)}) == 61_000


@given(st.integers(-(10**18), 10**18), st.integers(-(10**18), 10**18))
def test_large_numbers_read_differently(left: int, right: int) -> None:
    assert (number_in_words(left) == number_in_words(right)) == (left == right)


_UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def listen(words: list[str]) -> int:
    """Read the words back, by splitting at the last word for the largest scale."""
    for scale, name in (
        (10**9, "tỷ"),
        (10**6, "triệu"),
        (1000, "nghìn"),
        (100, "trăm"),
        (10, "mươi"),
    ):
        if name in words:
            place = len(words) - 1 - words[::-1].index(name)
            return listen(words[:place]) * scale + listen(words[place + 1 :])
    value = 0
    for word in words:
        value += 10 if word == "mười" else _UNITS.get(word, 0)
    return value


@given(st.integers(0, 10**18))
def test_words_read_back(number: int) -> None:
    assert listen(number_in_words(number).split()) == number
