"""Whole numbers written with dots and read aloud in Vietnamese."""

from __future__ import annotations

from typing import Literal

Region = Literal["north", "south"]

LARGEST = 10**18
"""The largest number (either sign) that can be read."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def number_in_words(n: int, *, region: Region = "north") -> str:
    """Return `n` as it is read aloud: 1068 gives 'một nghìn không trăm sáu mươi tám'.

    `region` "north" reads nghìn and linh, "south" reads ngàn and lẻ. Raises ValueError beyond
    ±10**18.
    """
    if abs(n) > LARGEST:
        raise ValueError("Số quá lớn để đọc thành chữ. Hãy dùng số không quá một tỷ tỷ.")
    if n == 0:
        return _DIGITS[0]
    sign = "âm " if n < 0 else ""
    return sign + " ".join(_below_limit(abs(n), is_padded=False, region=region))


def ordinal_in_words(n: int, *, region: Region = "north") -> str:
    """Return the ordinal of `n` (1 or more): 1 gives 'thứ nhất', 4 gives 'thứ tư'."""
    if n < 1:
        raise ValueError("Số thứ tự phải từ 1 trở lên.")
    irregular = {1: "nhất", 4: "tư"}
    return f"thứ {irregular.get(n) or number_in_words(n, region=region)}"


def year_in_words(year: int, *, region: Region = "north") -> str:
    """Return a year read aloud: 2026 gives 'hai nghìn không trăm hai mươi sáu'."""
    return number_in_words(year, region=region)


def group_digits(n: int) -> str:
    """Return `n` with a dot before each group of three digits: 930491 gives '930.491'."""
    return f"{n:,}".replace(",", ".")


def _below_limit(n: int, *, is_padded: bool, region: Region) -> list[str]:
    """Return the words of n > 0; padded means that higher digits were read before it."""
    billions, rest = divmod(n, _BILLION)
    words: list[str] = []
    if billions:
        words += [*_below_limit(billions, is_padded=is_padded, region=region), "tỷ"]
        is_padded = True
    for scale, name in ((10**6, "triệu"), (10**3, "ngàn" if region == "south" else "nghìn")):
        group, rest = divmod(rest, scale)
        if group:
            words += [*_group(group, is_padded=is_padded, region=region), name]
            is_padded = True
    if rest:
        words += _group(rest, is_padded=is_padded, region=region)
    return words


def _group(n: int, *, is_padded: bool, region: Region) -> list[str]:
    """Return the words of 1..999."""
    hundreds, rest = divmod(n, 100)
    tens, units = divmod(rest, 10)
    words: list[str] = []
    if hundreds or is_padded:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if units and words:
            words.append("lẻ" if region == "south" else "linh")
        return [*words, _DIGITS[units]] if units else words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, _unit_after_tens(tens, units)] if units else words


def _unit_after_tens(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]
