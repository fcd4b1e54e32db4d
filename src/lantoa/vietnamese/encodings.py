"""Letters as they were stored before Unicode: TCVN3 (ABC fonts) and VNI for Windows.

Both put Vietnamese letters on the places of Western European ones, so that a program that does
not know the font shows 'điển hình' as '®iÓn h×nh' (TCVN3) or 'ñieån hình' (VNI). The functions
take text as such a program shows it (bytes read as Latin-1 or Windows-1252). TCVN3 is the
8-bit set of TCVN 5712:1993 with capitals only for letters without a tone; fonts whose name ends
in H draw every letter as a capital. VNI writes a letter as a base and, behind it, its mark.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from typing import Literal

Encoding = Literal["unicode", "unicode-nfd", "tcvn3", "vni", "mixed"]

# From 0xA1 on; "." where TCVN3 has no letter. 0xAD, a soft hyphen elsewhere, is its "ư".
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    chr(first + place): letter
    for first, row in _TCVN3_ROWS.items()
    for place, letter in enumerate(row)
    if letter != "."
}
"""Each sign of TCVN3 and the letter it stands for."""

_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {
    "": "â",
    "\u0301": "á",
    "\u0300": "à",
    "\u0309": "å",
    "\u0303": "ã",
    "\u0323": "ä",
}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_SINGLE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_letters() -> dict[str, str]:
    """Each sign or pair of VNI and its letter; a mark may be a capital or not, as typed."""
    pairs: dict[str, str] = {}
    for base, shown in zip("aeouyôö", "aeouyơư", strict=True):
        pairs |= {base + sign: shown + mark for mark, sign in _VNI_TONES.items()}
    for base in "aeo":
        pairs |= {base + sign: base + "\u0302" + mark for mark, sign in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + sign: "a\u0306" + mark for mark, sign in _VNI_BREVE.items()}
    letters: dict[str, str] = {}
    for signs, letter in (pairs | _VNI_SINGLE).items():
        small = unicodedata.normalize("NFC", letter)
        for first in (signs[0], signs[0].upper()):
            for rest in {signs[1:], signs[1:].upper()}:
                letters[first + rest] = small if first == signs[0] else small.upper()
    return letters


VNI = _vni_letters()
"""Each sign or pair of signs of VNI and the letter it stands for."""

# 256 letters by byte: the decoder of Python's own 8-bit encodings does the work.
_TCVN3_BYTES = "".join(TCVN3.get(chr(byte), chr(byte)) for byte in range(256))
# Windows' signs (quotation marks, dashes) stand on 0x80-0x9F; they are kept.
_TCVN3_WINDOWS = "".join(
    TCVN3.get(chr(byte), bytes([byte]).decode("cp1252", "replace")) for byte in range(256)
)
# The Greek letter is what compatibility normalisation makes of the micro sign.
_TCVN3_TABLE = str.maketrans(TCVN3 | {"\u03bc": "à"})
_VNI_SIGNS = re.compile(
    "([aA][{}]|[eEoO][{}]|[uUyYôÔöÖ][{}]|[{}])".format(
        *(
            "".join(sorted({sign for part in parts for sign in part + part.upper()}))
            for parts in (
                [*_VNI_TONES.values(), *_VNI_CIRCUMFLEX.values(), *_VNI_BREVE.values()],
                [*_VNI_TONES.values(), *_VNI_CIRCUMFLEX.values()],
                _VNI_TONES.values(),
                _VNI_SINGLE,
            )
        )
    )
)


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 `text` ('®iÓn h×nh', as Latin-1 or Windows-1252 shows it) in Unicode NFC.

    With `capitals` every letter is made a capital, as fonts such as .VnTimeH show it. Every
    sign of the table is converted, so give nothing that is no TCVN3: a real '®' becomes 'đ'.
    Signs outside the table (ASCII, quotation marks, Unicode letters) stay. Never fails.
    """
    plain = text if text.isascii() else _tcvn3(unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", plain.upper()) if capitals else plain


def _tcvn3(text: str) -> str:
    try:
        return codecs.charmap_decode(text.encode("latin-1"), "strict", _TCVN3_BYTES)[0]
    except UnicodeEncodeError:
        pass
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        return _by_words(text, _tcvn3_word)
    return codecs.charmap_decode(data, "strict", _TCVN3_WINDOWS)[0]


def _tcvn3_word(word: str) -> str:
    return unicodedata.normalize("NFC", word.translate(_TCVN3_TABLE))


def from_vni(text: str) -> str:
    """Return VNI `text` ('ñieån hình', as Latin-1 or Windows-1252 shows it) in Unicode NFC.

    Every sign of the table is converted; a mark that stands behind no letter of its own, and
    all else, stays. Never fails.
    """
    if text.isascii():
        return text
    return _by_words(unicodedata.normalize("NFC", text), _vni_word)


def _vni_word(word: str) -> str:
    pieces = _VNI_SIGNS.split(word)
    pieces[1::2] = map(VNI.__getitem__, pieces[1::2])
    return unicodedata.normalize("NFC", "".join(pieces))


class _Memory(dict[str, str]):
    """What each word of one text became: Vietnamese writes few syllables again and again."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self.convert = convert

    def __missing__(self, word: str) -> str:
        converted = self.convert(word)
        if len(self) < _MOST_REMEMBERED and len(word) <= _LONGEST_REMEMBERED:
            self[word] = converted
        return converted


_MOST_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 40
_SHORT = 500


def _by_words(text: str, convert: Callable[[str], str]) -> str:
    """`convert` applied to each word; no letter of either encoding reaches over a space."""
    if len(text) < _SHORT:
        return convert(text)
    return " ".join(map(_Memory(convert).__getitem__, text.split(" ")))


_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[\s,-]*(?:bold|italic|regular|normal|mt|ps)*$", re.IGNORECASE)


def font_encoding(font: str) -> Literal["tcvn3", "vni"] | None:
    """Return the encoding that fonts of this name draw: .VnTime, VNI-Times; None for others."""
    name = _SUBSET.sub("", font.strip()).lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if re.match(r"vni[- ]", name) else None


def is_capital_font(font: str) -> bool:
    """Whether a TCVN3 font draws every letter as a capital: .VnTimeH, '.VnArialH,Bold'."""
    name = _STYLE.sub("", _SUBSET.sub("", font.strip()))
    return font_encoding(name) == "tcvn3" and name.endswith("H")
