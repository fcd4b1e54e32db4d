"""From words to what is stored and asked for. Pure functions over text."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lantoa.vietnamese import fold, match_key

MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.UNICODE)
_EXCERPT = 160


def spaced(text: str, *, marks: bool) -> str:
    """The syllables of `text` with a blank before and after each: ' 1526 qd ttg '.

    With `marks`, writings of one word are equal but marks count (`match_key`); without, none
    do (`fold`). A number of a document falls into its parts, which stay neighbours.
    """
    words = _WORD.findall(match_key(text) if marks else fold(text))
    return f" {' '.join(words)} " if words else " "


def words_of(question: str, *, marks: bool) -> list[str]:
    """The first words of a question, each once, in the form in which they are stored."""
    return list(dict.fromkeys(spaced(question[:400], marks=marks).split()))[:MOST_WORDS]


def excerpt(body: str, question: str) -> SafeString:
    """A piece of `body` around the first word found, as safe HTML with <mark> around hits.

    Words with their marks win; where none stands, words without marks are looked for.
    """
    spots = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(body)]
    hits = _hits(spots, set(words_of(question, marks=True)), marks=True)
    hits = hits or _hits(spots, set(words_of(question, marks=False)), marks=False)
    first = hits[0][0] if hits else 0
    begin = max((start for start, *_ in spots if start <= max(0, first - 50)), default=0)
    end = min((end for _, end, _ in spots if end >= begin + _EXCERPT), default=len(body))
    pieces, position = [], begin
    for start, stop in hits:
        if start >= position and stop <= end:
            pieces += [escape(body[position:start]), f"<mark>{escape(body[start:stop])}</mark>"]
            position = stop
    pieces.append(escape(body[position:end]))
    text = ("… " if begin else "") + "".join(pieces) + (" …" if end < len(body) else "")
    return mark_safe(text)  # noqa: S308  # every piece was escaped above


def _hits(
    spots: list[tuple[int, int, str]], wanted: set[str], *, marks: bool
) -> list[tuple[int, int]]:
    form = match_key if marks else fold
    return [(start, end) for start, end, word in spots if form(word) in wanted]
