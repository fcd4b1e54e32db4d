"""Old encodings to Unicode word by word, where not every sign of a text need be a letter.

`from_tcvn3` and `from_vni` convert all they are given. A file of a unit is less pure: a trade
mark keeps its '®', a superscript its '²', a paragraph pasted from the web is Unicode already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from lantoa.vietnamese.detection import is_vietnamese, way_of
from lantoa.vietnamese.encodings import Encoding, from_tcvn3, from_vni
from lantoa.vietnamese.syllables import is_syllable

_WORD = re.compile(r"\S+")
_PARTS = re.compile("[\x00-\x40\\[-`{-\x7f\u2010-\u2026]+")
_LETTER = re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_AROUND = re.compile("(?P<before>[«»·]*)(?P<word>.*?)(?P<after>[®©»]*[.,;:!?)]*)", re.DOTALL)
_MOST_REMEMBERED = 20_000


def to_unicode(text: str, encoding: Encoding) -> str:
    """Return `text` in NFC, its words converted from `encoding` where they are written in it.

    'mixed' judges each word by itself. In 'tcvn3', a hyphen that stands for a lost U+00AD
    becomes 'ư' again where that makes a syllable ('th-¬ng'), and a word in capitals gets its
    toned letters as capitals too ('NéI' is 'NỘI'). Never fails.
    """
    convert = {"tcvn3": _tcvn3, "vni": _vni, "mixed": _mixed}.get(encoding)
    if convert is None:
        return unicodedata.normalize("NFC", text)
    memory: dict[str, str] = {}
    return unicodedata.normalize("NFC", _WORD.sub(lambda m: _recall(memory, convert, m[0]), text))


def _recall(memory: dict[str, str], convert: Callable[[str], str], word: str) -> str:
    known = memory.get(word)
    if known is None:
        known = convert(word)
        if len(memory) < _MOST_REMEMBERED:
            memory[word] = known
    return known


def _mixed(word: str) -> str:
    ways = {way_of(part) for part in _PARTS.split(unicodedata.normalize("NFC", word))}
    if "tcvn3" in ways:
        return _tcvn3(word)
    return _vni(word) if "vni" in ways else word


def _vni(word: str) -> str:
    return word if word.isascii() or _is_unicode(word) else from_vni(word)


def _tcvn3(word: str) -> str:
    if word.isascii():
        return _with_lost_horn(word, word) if "-" in word else word
    if _is_unicode(word):
        return word
    if _LETTER.search(word) is None:  # ', 5 × 3, m²' and bullets; but 'á' stands alone too
        return word.replace("¸", "á") if word.strip('.,;:!?()"') == "¸" else word
    converted = from_tcvn3(word)
    if "-" in word:
        converted = _with_lost_horn(word, converted)
    if not is_syllable(converted):
        around = _AROUND.fullmatch(word)
        if around and around["word"] and (around["before"] or around["after"]):
            converted = around["before"] + from_tcvn3(around["word"]) + around["after"]
    return _with_all_capitals(converted)


def _is_unicode(word: str) -> bool:
    """Whether `word` holds Vietnamese letters that neither old encoding has."""
    plain = unicodedata.normalize("NFC", word)
    return any(letter > "\u00ff" and is_vietnamese(letter) for letter in plain)


def _with_lost_horn(word: str, converted: str) -> str:
    """Programs show U+00AD as a hyphen, and some write one down: make it 'ư' again."""
    parts = [part for part in converted.split("-") if part]
    whole = from_tcvn3(word.replace("-", "\u00ad"))
    core = _PARTS.sub("", whole)
    is_compound = len(parts) > 1 and all(is_syllable(part.strip(".,;:()")) for part in parts)
    return whole if not is_compound and is_syllable(core) else converted


def _with_all_capitals(word: str) -> str:
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    if len(plain) > 1 and all(letter.isupper() for letter in plain):
        return word.upper()
    return word
