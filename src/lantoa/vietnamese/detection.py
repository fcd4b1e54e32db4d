"""In which encoding a text is stored, judged by its syllables.

A sign says little: 'é' is Unicode's é, TCVN3's ộ and part of VNI's ắ. A syllable says much: of
'®iÓn', 'điển' is one and '®iÓn' is none. So each word with a sign outside ASCII is read in every
way, and counts for the only way in which it is a Vietnamese syllable. Words that are syllables
in no way (French, German, a trade mark's '®') count against the old encodings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from lantoa.vietnamese.encodings import Encoding, font_encoding, from_tcvn3, from_vni
from lantoa.vietnamese.syllables import is_syllable

_MOST_WORDS = 20_000
"""Different words that are looked at; a longer text has said enough by then."""

_MOST_TEXT, _SAMPLES = 2_000_000, 40
"""Characters that are looked at, taken from so many places of a longer text."""

# Letters that only Unicode has and only Vietnamese writes.
_VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# ASCII signs and Windows' quotation marks part words; a sign of Latin-1 may be a letter.
_APART = re.compile("[\\s\x00-\x40\\[-`{-\x7f\u2010-\u2026\u2039\u203a]+")
_SAME_IN_VNI = re.compile("[\x00-\x7fíìÍÌ]*")
_OTHER_LANGUAGE = 0.3
"""Below this share of Vietnamese among its ASCII words, a text is hardly Vietnamese."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many words are syllables in one encoding only, and in none."""

    unicode: int = 0
    tcvn3: int = 0
    vni: int = 0
    none: int = 0
    decomposed: int = 0
    is_other_language: bool = False

    @property
    def legacy(self) -> int:
        return self.tcvn3 + self.vni

    @property
    def decisive(self) -> int:
        return self.unicode + self.legacy + self.none


def detect_encoding(text: str | bytes, font: str = "") -> tuple[Encoding, float]:
    """Return the encoding of `text` and how sure that is, from 0 to 1.

    `text` is what a program without the font shows, or bytes of a file. The encodings are
    'unicode', 'unicode-nfd' (marks apart; also Windows-1258), 'tcvn3', 'vni', and 'mixed' for
    several in one text. `font`, such as '.VnTime', is believed unless the letters speak against
    it. Text without any letter outside ASCII is 'unicode' with 1.0. Never fails.
    """
    if isinstance(text, bytes):
        text = text_of(text)
    drawn = font_encoding(font)
    if text.isascii():
        return (drawn, 0.8) if drawn and text.strip() else ("unicode", 1.0)
    votes = count_votes(text)
    name, confidence = _verdict(votes)
    if drawn and name != drawn:
        against = votes.unicode + votes.decomposed + votes.legacy - getattr(votes, drawn)
        return (drawn, 0.8) if against == 0 else (name, min(confidence, 0.9))
    return (name, max(confidence, 0.99)) if drawn else (name, confidence)


def count_votes(text: str) -> Votes:
    """Count the words of `text` by the only way to read them."""
    counts = {"unicode": 0, "tcvn3": 0, "vni": 0, "none": 0, "": 0}
    words = Counter(_APART.split(_sample(text)))
    decomposed, plain, spelt, seen, has_long = 0, 0, 0, 0, False
    for word, count in words.items():
        if word.isascii():
            plain += len(word) > 1
            spelt += len(word) > 1 and is_syllable(word)
            continue
        seen += 1
        if seen > _MOST_WORDS:
            break
        whole = unicodedata.normalize("NFC", word)
        decomposed += count if whole != word and is_vietnamese(whole) else 0
        way = way_of(whole)
        counts[way] += count
        has_long |= way in ("tcvn3", "vni") and len(whole) > 2
    if not has_long:  # French "où" is VNI's "ó": two letters alone prove nothing
        counts |= {"tcvn3": 0, "vni": 0, "none": counts["none"] + counts["tcvn3"] + counts["vni"]}
    return Votes(
        unicode=counts["unicode"], tcvn3=counts["tcvn3"], vni=counts["vni"], none=counts["none"],
        decomposed=decomposed, is_other_language=plain >= 4 and spelt < plain * _OTHER_LANGUAGE,
    )  # fmt: skip


def _sample(text: str) -> str:
    if len(text) <= _MOST_TEXT:
        return text
    step, length = len(text) // _SAMPLES, _MOST_TEXT // _SAMPLES
    return " ".join(text[place : place + length] for place in range(0, step * _SAMPLES, step))


def is_vietnamese(word: str) -> bool:
    """Whether `word` (NFC) is a syllable or holds a letter that only Vietnamese writes."""
    return is_syllable(word) or _VIETNAMESE.search(word) is not None


def way_of(word: str) -> str:
    """The one encoding in which `word` (NFC) is Vietnamese; 'none'; '' for more than one."""
    ways = ["unicode"] if is_vietnamese(word) else []
    for name, converted in (("tcvn3", from_tcvn3(word)), ("vni", from_vni(word))):
        is_meant = converted != word or (name == "vni" and _SAME_IN_VNI.fullmatch(word))
        if is_meant and is_syllable(converted):
            ways.append(name)
    if not ways:
        return "none"
    return ways[0] if len(ways) == 1 else ""


def _verdict(votes: Votes) -> tuple[Encoding, float]:
    stored: Encoding = "unicode-nfd" if votes.decomposed else "unicode"
    if votes.legacy == 0:
        share = votes.none / votes.decisive if votes.decisive else 0.0
        return stored, round(1 - share / 2, 3)
    found = {"unicode": votes.unicode, "tcvn3": votes.tcvn3, "vni": votes.vni}
    best: Encoding = "tcvn3" if votes.tcvn3 >= votes.vni else "vni"
    legacy = found[best]
    if votes.is_other_language and (legacy < 3 or legacy < 0.6 * votes.decisive):
        return stored, 0.8
    material = [name for name, count in found.items() if count > 0.04 * sum(found.values())]
    known = sum(found.values()) / votes.decisive
    sure = 1 - 0.5 ** (1 + max(found.values()))
    if material == ["unicode"] or known < 0.5:
        return stored, round(1 - votes.legacy / votes.decisive, 3)
    if len(material) > 1:
        return "mixed", round(known * sure, 3)
    return best, round(known * sure, 3)


def text_of(data: bytes) -> str:
    """Return `data` as text: by its byte order mark, as UTF-8, UTF-16 or Windows-1258 when it is
    that, and otherwise sign by sign as Windows-1252, as TCVN3 and VNI are taken. Never fails.
    """
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = data.decode("latin-1").translate(_WINDOWS)
    if _VIETNAMESE_WINDOWS.search(data):
        vietnamese = data.decode("cp1258", "replace")
        if count_votes(vietnamese).unicode > 2 * count_votes(western).legacy:
            return vietnamese
    return western


# Signs that Windows-1252 has where Latin-1 has control characters.
_WINDOWS = {
    byte: sign
    for byte in range(0x80, 0xA0)
    if (sign := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}
# A tone of Windows-1258 behind a vowel.
_VIETNAMESE_WINDOWS = re.compile(
    rb"[aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd\xc2\xc3\xca\xd4\xd5\xdd][\xcc\xd2\xde\xec\xf2]"
)
