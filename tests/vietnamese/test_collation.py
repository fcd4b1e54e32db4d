"""Alphabetical order, against an order computed in another way."""

import sqlite3
import unicodedata
from functools import cmp_to_key

import pytest
from hypothesis import given

from lantoa.vietnamese import sort_key

from .strategies import VECTORS, phrases, texts, words

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"


def compare(left: str, right: str) -> int:
    """The CLDR rules, level by level, on lists of numbers instead of on a key."""
    first, second = weights(left), weights(right)
    return (first > second) - (first < second)


def weights(text: str) -> tuple[list[int], list[int], list[int]]:
    letters: list[int] = []
    tones: list[int] = []
    cases: list[int] = []
    for char in " ".join(unicodedata.normalize("NFC", text).split()):
        parts = unicodedata.normalize("NFD", char.lower())
        tone = next((mark for mark in parts if mark in TONES), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(-1 if base == " " else ALPHABET.index(base))
        tones.append(TONES.index(tone) + 1 if tone else 0)
        cases.append(int(char != char.lower()))
    return letters, tones, cases


def test_vector() -> None:
    letters = VECTORS["sort_letters"]
    backwards = letters[::-1]
    assert sorted(backwards, key=sort_key) == letters


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "A", "à", "À", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "b"],
        ["d", "dz", "đ", "Đ", "e", "é", "ê", "f", "g", "i", "j", "k"],
        ["o", "ọ", "ô", "ộ", "ơ", "ợ", "p", "u", "ự", "v", "w", "x", "y", "z"],
        ["", "1", "10", "2", "a", "An", "An Bình", "Anh", "Ánh"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["(a)", "0", "9", "a", "z", "Ω"],
        ["aá", "áa"],
        ["u", "ú", "ü", "v"],
    ],
)
def test_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_alphabet_in_both_cases() -> None:
    ordered = [letter for pair in zip(ALPHABET, ALPHABET.upper(), strict=True) for letter in pair]
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@given(phrases, phrases)
def test_agrees_with_reference(left: str, right: str) -> None:
    first, second = sort_key(left), sort_key(right)
    assert (first > second) - (first < second) == compare(left, right)


@given(words, words)
def test_agrees_on_near_words(word: str, other: str) -> None:
    for variant in (word.lower(), word + other, word.swapcase(), word[::-1]):
        first, second = sort_key(word), sort_key(variant)
        assert (first > second) - (first < second) == compare(word, variant)


@given(texts)
def test_key_is_printable_ascii_and_form_blind(text: str) -> None:
    key = sort_key(text)
    assert all("!" <= char <= "~" for char in key)
    assert key == sort_key(unicodedata.normalize("NFD", text))


def test_key_is_short_for_names() -> None:
    name = "NGUYỄN THỊ ÁNH"
    assert len(sort_key(name)) <= 3 * len(name) + 2


def test_order_of_sqlite() -> None:
    names = sorted(VECTORS["sort_letters"] + VECTORS["sort_people_by_given_name"])
    database = sqlite3.connect(":memory:")
    database.execute("create table people (name text, key text)")
    database.executemany("insert into people values (?, ?)", [(n, sort_key(n)) for n in names])
    rows = [row[0] for row in database.execute("select name from people order by key")]
    database.close()
    assert rows == sorted(names, key=cmp_to_key(compare))
