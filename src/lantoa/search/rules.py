"""From text to the words in which it is compared. Pure functions over text.

Vietnamese is written in syllables parted by blanks; a syllable is the word of every index here.
Two forms of each are kept: *exact* (marks count, `match_key`) and *folded* (none do).
"""

import re
import unicodedata
from functools import lru_cache
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from lantoa.vietnamese import fold, match_key

MOST_WORDS = 12
#: Characters of a question that are looked at; of a word, that are compared.
MOST_LETTERS, LONGEST_WORD = 400, 40
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*|\d+", re.UNICODE)
#: What a copied page carries between or inside words: invisible signs, other hyphens.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ‘", ""))
_EXCERPT = 160
#: sỹ and sĩ, kỹ and kĩ, quý and quí: two schools of writing one syllable.
_OPEN_Y = re.compile(r"^(b|d|h|k|l|m|p|q|qu|s|t|v|x|nh|th|tr)y$")


@lru_cache(maxsize=60_000)
def exact_word(word: str) -> str:
    """The form in which two writings of one syllable with the same marks are equal."""
    return _number(word) or match_key(word).translate(_APOSTROPHES)[:LONGEST_WORD]


@lru_cache(maxsize=60_000)
def folded_word(word: str) -> str:
    """The form of a syllable typed without marks; y and i at its end are one."""
    if number := _number(word):
        return number
    bare = fold(word).translate(_APOSTROPHES)[:LONGEST_WORD]
    return f"{bare[:-1]}i" if _OPEN_Y.match(bare) else bare


def _number(word: str) -> str:
    """Digits without zeros in front, as 01-KL/TW and 1-KL/TW are one number; '' for others."""
    return (word.lstrip("0") or "0")[:LONGEST_WORD] if word.isdecimal() else ""


def plain(text: str) -> str:
    """NFC text without invisible signs."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", text)


def written(text: str) -> list[str]:
    """The syllables and numbers of `text` as they are written; '1526QĐ' gives two."""
    return _WORD.findall(plain(text))


def exact_words(text: str) -> list[str]:
    """All words of `text` with their marks."""
    return [exact_word(word) for word in written(text)]


def folded_words(text: str) -> list[str]:
    """All words of `text` without marks."""
    return [folded_word(word) for word in written(text)]


def spaced(text: str, *, marks: bool) -> str:
    """The syllables of `text` with a blank before and after each: ' 1526 qd ttg '.

    With `marks`, writings of one word are equal but marks count; without, none do. A number of
    a document falls into its parts, which stay neighbours.
    """
    words = exact_words(text) if marks else folded_words(text)
    return f" {' '.join(words)} " if words else " "


def words_of(question: str, *, marks: bool) -> list[str]:
    """The first words of a question, each once, in the form in which they are stored."""
    words = spaced(question[:MOST_LETTERS], marks=marks).split()
    return list(dict.fromkeys(words))[:MOST_WORDS]


class Lights:
    """The words of a question, to be lit in what was found. Made once, used for every hit.

    Where a word of `exact` stands in a text, only those are lit; else those of `folded`.
    """

    def __init__(self, exact: set[str], folded: set[str]) -> None:
        self.exact = exact
        found = [_pattern(word) for word in sorted(folded, key=len, reverse=True)]
        self._any = re.compile("|".join(found)) if found else None

    def title(self, text: str) -> SafeString:
        """All of `text` as safe HTML with <mark> around the words found."""
        return _with_marks(text, self._spots(text), 0, len(text))

    def excerpt(self, body: str) -> SafeString:
        """A piece of `body` where most words found stand near one another, as safe HTML."""
        body = plain(body)
        hits = self._spots(body)
        first = _densest(hits)
        begin = 0
        if first > 50:
            cut = body.find(" ", first - 50)
            begin = cut + 1 if 0 <= cut < first else first
        end = len(body)
        if begin + _EXCERPT < end:
            cut = body.rfind(" ", begin, begin + _EXCERPT)
            end = cut if cut > first else begin + _EXCERPT
        inside = _with_marks(body, hits, begin, end)
        before, after = "… " if begin else "", " …" if end < len(body) else ""
        return mark_safe(f"{before}{inside}{after}")  # noqa: S308  # escaped in _with_marks

    def _spots(self, text: str) -> list[tuple[int, int, str]]:
        """(begin, end, word) of the words to light."""
        if self._any is None:
            return []
        weak = [
            (found.start(), found.end(), found[0])
            for found in self._any.finditer(text.translate(_SAME_LENGTH))
        ]
        strong = [spot for spot in weak if exact_word(text[spot[0] : spot[1]]) in self.exact]
        return strong or weak


def _pattern(word: str) -> str:
    """A folded word as a whole word of a text that `_SAME_LENGTH` made bare."""
    if word.isdecimal():
        return rf"(?<!\d)0*{word}(?!\d)"
    letters = re.escape(word)
    if word.endswith("i"):
        letters = f"{letters[:-1]}[iy]"
    return rf"(?<![^\W\d_]){letters}(?![^\W\d_])"


def _bare_letters() -> dict[int, str]:
    """Letters with marks and capitals → the bare small letter, one for one."""
    found = {}
    for number in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = fold(chr(number))
        if len(bare) == 1 and bare.isalpha():
            found[number] = bare
    return found


_SAME_LENGTH = _bare_letters()


def _densest(hits: list[tuple[int, int, str]]) -> int:
    """Where the piece with the most different words begins; neighbours count once more."""
    best, first = -1, 0
    for at, (start, *_) in enumerate(hits[:60]):
        near = [hit for hit in hits[at : at + 12] if hit[1] <= start + _EXCERPT - 50]
        close = sum(b[0] - a[1] <= 2 for a, b in pairwise(near))
        worth = 3 * len({hit[2] for hit in near}) + close
        if worth > best:
            best, first = worth, start
    return first


def _with_marks(text: str, hits: list[tuple[int, int, str]], begin: int, end: int) -> SafeString:
    pieces, position = [], begin
    for start, stop, _ in hits:
        if start >= position and stop <= end:
            pieces += [escape(text[position:start]), f"<mark>{escape(text[start:stop])}</mark>"]
            position = stop
    pieces.append(escape(text[position:end]))
    return mark_safe("".join(pieces))  # noqa: S308  # every piece was escaped above
