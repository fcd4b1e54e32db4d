"""TCVN3 and VNI: every letter there and back, and nothing converted that is something else."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lantoa.vietnamese import (
    detect_encoding,
    font_encoding,
    from_tcvn3,
    from_vni,
    is_capital_font,
    is_syllable,
    nfc,
    text_of,
    to_unicode,
)
from tests.vietnamese.legacy import to_tcvn3, to_vni
from tests.vietnamese.strategies import LETTERS, VECTORS, anything

ALPHABET = [nfc(letter) for letter in LETTERS]
TEXT = (
    "Bà Đặng Thị Hoà, thôn Ma Nới, đã hiến 500 m² đất làm đường; ông Nguyễn Hữu Ước cùng "
    "tổ hợp tác tưới nước tiết kiệm, giúp 12 hộ thoát nghèo giai đoạn 2022 - 2025."
)
FRENCH = "Où est la forêt? Le thé, l'été, c'était très bien à côté de l'hôtel déjà près d'août."


@pytest.mark.parametrize("letter", ALPHABET)
def test_every_letter_comes_back(letter: str) -> None:
    assert from_tcvn3(to_tcvn3(letter)) == letter
    assert from_tcvn3(to_tcvn3(letter), capitals=True) == letter.upper()
    assert from_vni(to_vni(letter)) == letter
    assert from_vni(to_vni(letter.upper())) == letter.upper()


@pytest.mark.parametrize(("stored", "shown"), VECTORS["tcvn3"])
def test_the_vectors_of_the_field_study(stored: str, shown: str) -> None:
    assert from_tcvn3(stored) == shown
    assert detect_encoding(stored)[0] == "tcvn3"


def test_the_horned_u_is_the_soft_hyphen() -> None:
    assert from_tcvn3("ng\u00ad\u00eai") == "người"
    assert from_tcvn3("\u00a6u \u00a7\u00adc") == "Ưu Đưc"


def test_capital_fonts_draw_every_letter_large() -> None:
    assert from_tcvn3("®iÓn h×nh, m2", capitals=True) == "ĐIỂN HÌNH, M2"


def test_a_mark_of_vni_may_be_small_behind_a_capital() -> None:
    assert from_vni("AÙnh Aùnh AÂN ÑÖÏC") == "Ánh Ánh ÂN ĐỰC"
    assert from_vni("ùa") == "ùa"  # a mark without its letter stays


def test_quotation_marks_of_windows_and_unicode_letters_stay() -> None:
    assert from_tcvn3("“h×nh” – để") == "“hình” – để"
    assert from_tcvn3("h×nh \x93\x85") == "hình \x93\x85"


@given(st.lists(st.text(st.sampled_from(ALPHABET), max_size=8), max_size=200).map(" ".join))
def test_any_words_come_back_short_or_long(text: str) -> None:
    # VNI cannot tell "aâ" (two letters) from "â": only Vietnamese spelling is unambiguous.
    assert from_tcvn3(to_tcvn3(text)) == text
    words = " ".join(word for word in text.split() if is_syllable(word)) + " " + TEXT * 4
    assert from_vni(to_vni(words)) == words


@given(anything)
@example("\u00e0\u0301\u00ad")
def test_nothing_fails_and_all_is_nfc(text: str) -> None:
    for result in (from_tcvn3(text), from_vni(text), to_unicode(text, "mixed")):
        assert unicodedata.is_normalized("NFC", result)
    name, confidence = detect_encoding(text)
    assert name in ("unicode", "unicode-nfd", "tcvn3", "vni", "mixed")
    assert 0 <= confidence <= 1


@given(st.binary(max_size=60))
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(text_of(data), str)
    assert detect_encoding(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT, "unicode"),
        (unicodedata.normalize("NFD", TEXT), "unicode-nfd"),
        (to_tcvn3(TEXT), "tcvn3"),
        (to_vni(TEXT), "vni"),
        (to_tcvn3(TEXT) + " " + TEXT, "mixed"),
        (to_tcvn3(TEXT) + " " + to_vni(TEXT), "mixed"),
        ("chaøo caùc baïn", "vni"),
        ("ÑIEÅN HÌNH TIEÂN TIEÁN", "vni"),
        ("§IÓN H×NH", "tcvn3"),
    ],
)
def test_the_syllables_tell(text: str, name: str) -> None:
    found, confidence = detect_encoding(text)
    assert found == name
    assert confidence >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "Windows® is a registered trademark ® of Microsoft. © 2010",
        FRENCH,
        "Die Mädchen fahren über München für schöne Tüten und größere Straßen.",
        "El niño comió más piñas allí, según mamá; mañana será otro día.",
        "Nhãn hiệu OCOP® của Hợp tác xã, diện tích 5 × 3 m²",
        "Katơr Thị Sính, Chamaléa Điệp, Pi Năng Thạnh",
        "où",
        "",
        "Nguyen Van A",
    ],
)
def test_other_languages_and_real_signs_are_not_converted(text: str) -> None:
    assert detect_encoding(text)[0] == "unicode"
    assert to_unicode(text, detect_encoding(text)[0]) == text


def test_bytes_are_judged_as_the_text_they_are() -> None:
    assert detect_encoding(TEXT.encode())[0] == "unicode"
    assert detect_encoding(TEXT.encode("utf-16"))[0] == "unicode"
    assert detect_encoding(to_tcvn3(TEXT).encode("latin-1"))[0] == "tcvn3"
    assert detect_encoding(to_vni(TEXT).encode("latin-1"))[0] == "vni"


def test_windows_1258_keeps_tones_apart() -> None:
    apart = "".join(_tone_apart(letter) for letter in TEXT.replace("²", "2"))
    data = apart.encode("cp1258")
    assert nfc(text_of(data)) == nfc(apart)
    assert detect_encoding(data)[0] == "unicode-nfd"


def _tone_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return nfc("".join(mark for mark in marks if mark not in tone)) + tone


def test_the_font_is_believed_unless_the_letters_speak_against_it() -> None:
    assert detect_encoding("Lª", font=".VnTime") == ("tcvn3", 0.8)
    assert detect_encoding("®iÓn", ".VnTimeH")[1] > 0.9
    assert detect_encoding("Điển hình", font=".VnTime")[0] == "unicode"
    assert detect_encoding("Hoa", font="VNI-Times") == ("vni", 0.8)
    assert detect_encoding("Hoa", font="Times New Roman") == ("unicode", 1.0)


@pytest.mark.parametrize(
    ("font", "encoding", "is_capital"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        ("ABCDEE+.VnArialH,Bold", "tcvn3", True),
        (".VnArial Narrow", "tcvn3", False),
        (".VnArial NarrowH", "tcvn3", True),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("BAAAAA+VNI-Times-Bold", "vni", False),
        ("Times New Roman", None, False),
        ("", None, False),
    ],
)
def test_fonts(font: str, encoding: str | None, is_capital: bool) -> None:
    assert font_encoding(font) == encoding
    assert is_capital_font(font) is is_capital


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("®iÓn h×nh cña Windows® vµ Coca-Cola®: 5 × 3 m²", "điển hình của Windows® và Coca-Cola®: 5 × 3 m²"),
        ("th-¬ng ng-êi ch-a -u TT-BNV", "thương người chưa ưu TT-BNV"),
        ("Hµ NéI, KH¸NH HßA", "Hà NỘI, KHÁNH HÒA"),
        ("«Anh» «ng", "«Anh» ông"),
        ("Ủy ban h×nh", "Ủy ban hình"),
        ("x·-thÞ ®¨k", "xã-thị đăk"),
    ],
)  # fmt: skip
def test_careful_conversion(stored: str, shown: str) -> None:
    assert to_unicode(stored, "tcvn3") == shown


def test_mixed_text_is_judged_word_by_word() -> None:
    text = "(®iÓn) hình ñieån của Windows®"
    assert to_unicode(text, "mixed") == "(điển) hình điển của Windows®"


SPELT = "nghiêng quốc gì giếng khuya hòa hoà Thúy thuý ưu yến OANH"
MISSPELT = "kà nghà ngê cê tac tàc đĩển widows Stalin aa ®iÓn"


@pytest.mark.parametrize("word", SPELT.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", MISSPELT.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
