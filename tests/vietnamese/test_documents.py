"""Numbers of documents: exact, repaired, refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import DocumentNumber, DocumentNumberError, parse_document_number

from .strategies import VECTORS, texts

pieces = st.lists(
    st.sampled_from([*"0123456789QĐDKHTgPWUqdkh&.-–/ ", "số ", "TW", "QĐ", "2023", "12/", "3-"])
).map("".join)


@pytest.mark.parametrize("text", VECTORS["doc_numbers_state"])
def test_state_vectors(text: str) -> None:
    number = parse_document_number(text)
    assert (number.form, number.is_guess, number.text) == ("state", False, text)


@pytest.mark.parametrize("text", VECTORS["doc_numbers_party"])
def test_party_vectors(text: str) -> None:
    number = parse_document_number(text)
    assert (number.form, number.is_guess, number.text) == ("party", False, text)


def test_parts() -> None:
    assert parse_document_number("98/2023/NĐ-CP") == DocumentNumber(
        98, "", 2023, "NĐ", "CP", "state"
    )
    assert parse_document_number("5104/BTTTT-PTTH&TTĐT") == DocumentNumber(
        5104, "", None, "", "BTTTT-PTTH&TTĐT", "state"
    )
    assert parse_document_number("12a/QĐ-UBND").suffix == "a"
    assert parse_document_number("34-CT/TW") == DocumentNumber(34, "", None, "CT", "TW", "party")
    assert parse_document_number("3/QĐ-UBND").text == "03/QĐ-UBND"
    assert parse_document_number("56/2010/QH12").issuer == "QH12"
    assert parse_document_number("1526/QĐ-TTg").search_key == "1526/qd-ttg"


@pytest.mark.parametrize(
    ("messy", "clean"),
    [
        *zip(
            VECTORS["doc_numbers_messy"],
            ["1526/QĐ-TTg", "03-CT/TW", "42-HD/TWĐTN-BKT", "1526/QĐ-TTg"],
            strict=True,
        ),
        ("1526/QD-TTg", "1526/QĐ-TTg"),
        ("1526/qd-ttg", "1526/QĐ-TTg"),
        ("1526 QĐ-TTg", "1526/QĐ-TTg"),
        ("1526-QĐ-TTg", "1526/QĐ-TTg"),
        ("1526/QÐ-TTg", "1526/QĐ-TTg"),
        ("1068/Kh-UBND", "1068/KH-UBND"),
        ("1068/KH–UBND", "1068/KH-UBND"),
        ("Kế hoạch số 1068/KH-UBND ngày 22/3/2023", "1068/KH-UBND"),
        ("98-2023-NĐ-CP", "98/2023/NĐ-CP"),
        ("98 / 2023 / ND - CP.", "98/2023/NĐ-CP"),
        ("34-CT/TƯ", "34-CT/TW"),
        ("12/nq-hdnd", "12/NQ-HĐND"),
        ("15/đa-ubnd", "15/ĐA-UBND"),
    ],
)
def test_messy_gives_clean_guess(messy: str, clean: str) -> None:
    guess = parse_document_number(messy)
    assert (guess.text, guess.is_guess) == (clean, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "/QĐ-UBND",
        "15",
        "15-10",
        "22/3/2023",
        "00/QĐ-TTg",
        "1526/",
        "34-/TW",
        "số ... ngày ...",
        "123456/QĐ-TTg",
        "\x00",
        "1" * 10_000,
        "1/" * 5_000,
    ],
)
def test_hopeless_is_refused_in_vietnamese(text: str) -> None:
    with pytest.raises(DocumentNumberError, match="Hãy ghi theo mẫu"):
        parse_document_number(text)


@given(st.one_of(texts, pieces))
def test_only_the_declared_error_and_stable_text(text: str) -> None:
    try:
        number = parse_document_number(text)
    except DocumentNumberError:
        return
    again = parse_document_number(number.text)
    assert again == replace(number, is_guess=False)
    assert again.text == number.text


@given(
    st.integers(1, 99_999),
    st.sampled_from(["", "a", "B"]),
    st.one_of(st.none(), st.integers(1900, 2099)),
    st.sampled_from(["QĐ", "KH", "NĐ", "TTr", "QyĐ", ""]),
    st.sampled_from(["UBND", "TTg", "CP", "HĐND-VX", "BTĐKT-P.I", "QH15", "STTTT-TTBCXB"]),
)
def test_state_round_trip(
    number: int, suffix: str, year: int | None, kind: str, issuer: str
) -> None:
    document = DocumentNumber(number, suffix, year, kind, issuer, "state")
    assert parse_document_number(document.text) == document


@given(
    st.integers(1, 99_999),
    st.sampled_from(["CT", "KL", "HD", "CTr"]),
    st.sampled_from(["TW", "TU", "TWĐTN-BKT", "BTGTW"]),
)
def test_party_round_trip(number: int, kind: str, issuer: str) -> None:
    document = DocumentNumber(number, "", None, kind, issuer, "party")
    assert parse_document_number(document.text) == document
