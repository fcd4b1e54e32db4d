"""Folded text, matching keys and slugs."""

import re
import time
import unicodedata

import pytest
from hypothesis import given

from lantoa.vietnamese import fold, match_key, nfc, slugify, sort_key

from .strategies import VECTORS, phrases, texts


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(("text", "folded"), VECTORS["fold"])
def test_fold_vectors(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(nfd(text)) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ð Ɖ Đ đ", "d d d d"),
        ("  2022 – 2025\t\n", "2022 - 2025"),
        ("ĐIỂN HÌNH Ẵ Ệ Ỡ", "dien hinh a e o"),
        ("Kơ\u2010ho", "ko-ho"),
        ("tuyên\u200b\u00ad truyền", "tuyen truyen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *VECTORS["equal_after_canonical"],
        ("hòa", "hoà"),
        ("khỏe", "KHOẺ"),
        ("Khánh Hòa,", "khánh  hoà,"),
        ("tùy", "tuỳ"),
        ("tóan", "toán"),
        ("Hùynh", "huỳnh"),
        ("qúy", "quý"),
        ("Straße", "STRASSE"),
        ("H’Mông", "h'mông"),
        ("2022–2025", "2022-2025"),
        ("Ðồng", "đồng"),
    ],
)
def test_match_key_equal(left: str, right: str) -> None:
    assert match_key(left) == match_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *VECTORS["not_equal"],
        ("lý", "lí"),
        ("Mỹ", "Mĩ"),
        ("hòa", "hóa"),
        ("hòa", "hoa"),
        ("mùa", "muà"),
    ],
)
def test_match_key_not_equal(left: str, right: str) -> None:
    assert match_key(left) != match_key(right)


@pytest.mark.parametrize("word", ["quý", "già", "hoàn", "ngoái", "mừa", "của", "chamaléa", "giặc"])
def test_match_key_leaves_words_alone(word: str) -> None:
    assert match_key(word) == word


@pytest.mark.parametrize("query", VECTORS["search_rank"])
def test_search_vectors(query: dict[str, object]) -> None:
    matches = query["match"]
    assert isinstance(matches, list)
    assert all(fold(str(query["q"])) in fold(match) for match in matches)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đồng Thịnh", "dong-thinh"),
        ("Đắk R’Lấp", "dak-rlap"),
        ("  Phường 1 – (mới)! ", "phuong-1-moi"),
        ("中文 ...", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(texts)
def test_fold_is_idempotent_and_form_blind(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(nfd(text))
    assert nfc(fold(text)) == fold(text)


@given(texts)
def test_match_key_is_idempotent_and_form_blind(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text) == match_key(nfd(text))
    assert nfc(match_key(text)) == match_key(text)


@given(phrases)
def test_match_key_is_finer_than_fold(text: str) -> None:
    assert fold(match_key(text)) == fold(text)


@given(texts)
def test_slug_is_ascii(text: str) -> None:
    slug = slugify(text)
    assert slug.isascii()
    assert slugify(slug) == slug
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slug)


def test_every_character_folds_stably() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x30000)):
        char = chr(code)
        assert fold(fold(char)) == fold(char)
        assert match_key(match_key(char)) == match_key(char)


@pytest.mark.parametrize("piece", ["òa", " ", "\u0301", "-", "a\u0323\u0301", "\x00", "9/"])
def test_long_text_takes_linear_time(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    start = time.perf_counter()
    for function in (fold, match_key, slugify, sort_key):
        function(text)
    assert time.perf_counter() - start < 3
