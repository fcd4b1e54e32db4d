"""Vietnamese alphabetical order as a plain ASCII key (Unicode CLDR, locale `vi`).

CLDR compares letters first (a < ă < â, d < đ, e < ê, o < ô < ơ, u < ư), then tones
(ngang < huyền < hỏi < ngã < sắc < nặng), then case (lower before upper). White space comes
before punctuation, punctuation before digits, digits before letters. The key spells the three
levels out in ASCII, so that byte order gives this order in Python, SQLite and PostgreSQL
(collation "C") alike and a list can be sorted and paged in the database.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from lantoa.vietnamese.folding import tidy

# Two-letter entries are a base letter with the mark that makes it a letter of its own.
_ALPHABET = [
    *("a", "a\u0306", "a\u0302", "b", "c", "d", "đ", "e", "e\u0302", *"fghijklmn"),
    *("o", "o\u0302", "o\u031b", *"pqrst", "u", "u\u031b", *"vwxyz"),
]
# 33 signs in ASCII order, one for each letter of `_ALPHABET`.
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"
_LETTER_SIGN = dict(zip(_ALPHABET, _SIGNS, strict=True))
_TONE_SIGN = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

# The first sign of every kind of character; LEVEL is lower than all of them.
_LEVEL, _SPACE, _SYMBOL, _OTHER_LETTER = "!", '"', "#", "~"


#: The letters of the alphabet in order, F, J, W and Z of foreign names among them.
LETTERS: tuple[str, ...] = tuple(
    unicodedata.normalize("NFC", letter).upper() for letter in _ALPHABET
)


class _Element(NamedTuple):
    """One letter (or sign) with its marks, as three weights."""

    primary: str
    secondary: str
    tertiary: str


def sort_key(text: str) -> str:
    """Return an ASCII key whose plain byte order is Vietnamese alphabetical order.

    Equal for NFC and NFD writing, for ’ and ', and for any amount of white space between
    words; at most three characters for each Vietnamese letter plus two. Store it in a column
    with a binary collation. The key is for ordering only, never for display or search.
    """
    elements = _elements(tidy(text))
    levels = (
        "".join(element.primary for element in elements),
        # Trailing "0" means "nothing special up to the end", so it may go.
        "".join(element.secondary for element in elements).rstrip("0"),
        "".join(element.tertiary for element in elements).rstrip("0"),
    )
    return _LEVEL.join(levels).rstrip(_LEVEL)


def letter_span(letter: str) -> tuple[str, str]:
    """Return (low, high): keys of words that begin with `letter` are those low <= key < high.

    `letter` is one of LETTERS, in either case. Raises KeyError for anything else.
    """
    sign = _LETTER_SIGN[unicodedata.normalize("NFD", letter).lower()]
    return sign, chr(ord(sign) + 1)


def letter_of(key: str) -> str:
    """Return the letter (one of LETTERS) with which the text of a sort key begins, or ''."""
    place = _SIGNS.find(key[:1]) if key else -1
    return LETTERS[place] if place >= 0 else ""


def _elements(text: str) -> list[_Element]:
    elements: list[_Element] = []
    base, marks = "", ""
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            marks += char
            continue
        if base or marks:
            elements.append(_element(base, marks))
        base, marks = char, ""
    if base or marks:
        elements.append(_element(base, marks))
    return elements


def _element(base: str, marks: str) -> _Element:
    letter = base.lower()
    primary = _LETTER_SIGN.get(letter)
    if primary is None:
        return _Element(_foreign(letter), _marks(marks), _case(base, letter))
    for place, mark in enumerate(marks):
        own_letter = _LETTER_SIGN.get(letter + mark)
        if own_letter is not None:
            primary, marks = own_letter, marks[:place] + marks[place + 1 :]
            break
    return _Element(primary, _marks(marks), _case(base, letter))


def _case(base: str, letter: str) -> str:
    return "0" if base == letter else "1"


def _foreign(letter: str) -> str:
    """Return the primary weight of anything that is not in the Latin alphabet ('' included)."""
    if letter == " " or not letter:
        return _SPACE if letter else ""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    kind = _OTHER_LETTER if unicodedata.category(letter)[0] in "LM" else _SYMBOL
    return f"{kind}{ord(letter):06x}"


def _marks(marks: str) -> str:
    if not marks:
        return "0"
    if len(marks) == 1 and marks in _TONE_SIGN:
        return _TONE_SIGN[marks]
    # Marks foreign to Vietnamese come after the six tones; the final dot keeps the weight
    # from ending in a "0" that would be cut off.
    return "6" + "".join(f"{ord(mark):06x}" for mark in marks) + "."
