"""Figures as people and programs write them."""

import pytest

from lantoa.discovery.outliers.figures import decimal_mark, figure, is_missing


@pytest.mark.parametrize(
    ("text", "decimal", "meant"),
    [
        ("1.234,5", ",", 1234.5),
        ("1.234,5", ".", 1234.5),  # both marks tell for themselves
        ("1,234.5", ",", 1234.5),
        ("1.234", ",", 1234.0),
        ("1.234", ".", 1.234),
        ("12.345.678", ".", 12345678.0),
        ("0,75", ",", 0.75),
        ("12,5%", ",", 12.5),
        ("1 234\u00a0567", ",", 1234567.0),
        ("\u22125,5", ",", -5.5),
        ("+3", ".", 3.0),
        ("1.5e3", ".", 1500.0),
    ],
)
def test_numbers_that_are_understood(text: str, decimal: str, meant: float) -> None:
    assert figure(text, decimal) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "=1+1",
        "1.2.3",
        "12.34.567",
        "1,2,3,4",
        "--1",
        "1e999",
        "0x1F",
        "nan",
        "٣",
        "9" * 60,
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert figure(text, ",") is None


@pytest.mark.parametrize(
    ("texts", "usual", "mark"),
    [
        (["1.234", "2.500"], ",", ","),  # nothing tells: as usual
        (["1.234", "2.500"], ".", "."),
        (["1.234", "2.5"], ",", "."),  # 2.5 cannot be grouped thousands
        (["1.234", "0,5"], ".", ","),
        (["1.234.567"], ".", ","),
        (["0.123"], ",", "."),  # nobody writes a zero before grouped thousands
    ],
)
def test_the_mark_of_decimals_is_told_by_the_column(
    texts: list[str], usual: str, mark: str
) -> None:
    assert decimal_mark(texts, usual=usual) == mark


def test_missing() -> None:
    assert all(is_missing(text) for text in ("", " - ", "NaN", "n/a", "…"))
    assert not is_missing("0")
