"""Short writings that only the list itself explains: 'QTDND Cà Ná' beside 'Quỹ tín dụng …'.

Two writings of one name have the same initials when each letter of a short one counts as the
first letter of a word. Where a long writing stands in the list whose other words agree too, the
short one is read as that; what a short writing stood for several times is believed elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.discovery.matching import tables
from lantoa.discovery.matching.normalise import MOST_NAME, plain_syllable, syllables_as_typed

_VOWELS = frozenset("aeiouy")
_SKIPPED = frozenset(["va", "cua"])
#: Longest short writing, in letters; how often one must have been explained, and how clearly.
_LONGEST, _TWICE, _MOSTLY = 9, 2, 0.6


@dataclass(frozen=True, slots=True)
class _Part:
    """A syllable, or a short writing (`is_short`), folded."""

    text: str
    is_short: bool


class _Parts(dict[str, tuple[_Part, ...]]):
    """Word as written → its parts."""

    def __missing__(self, word: str) -> tuple[_Part, ...]:
        found: list[_Part] = []
        for part, is_capital in syllables_as_typed(word):
            long = tables.ABBREVIATIONS.get(part, "")
            if long and "".join(each[0] for each in long.split()) != part:
                found += [_Part(plain_syllable(each), is_short=False) for each in long.split()]
                continue
            is_short = 2 <= len(part) <= _LONGEST and part.isalpha()
            is_short &= bool(long) or is_capital or _VOWELS.isdisjoint(part)
            if part not in _SKIPPED:
                found.append(_Part(part if is_short else plain_syllable(part), is_short))
        self[word] = parts = tuple(found)
        return parts


def spelt_out(texts: Sequence[str]) -> dict[str, str]:
    """Text → the same spelt out (folded), for those texts that the others explain."""
    known = _Parts()
    short: dict[str, tuple[_Part, ...]] = {}
    long: dict[str, list[tuple[_Part, ...]]] = {}
    for text in sorted(texts):  # so that the order of rows changes nothing
        shown = text[:MOST_NAME]
        words = shown.lower().split() if shown.isupper() and " " in shown.strip() else shown.split()
        parts = tuple(part for word in words for part in known[word])
        if any(part.is_short for part in parts):
            short[text] = parts
        else:
            long.setdefault(_initials(parts), []).append(parts)
    found: dict[str, str] = {}
    meant: dict[str, Counter[str]] = {}
    for text, parts in short.items():
        for other in long.get(_initials(parts), ()):
            explained = _explained(parts, other)
            if explained is not None:
                found[text] = " ".join(part.text for part in other)
                for each, words_meant in explained:
                    meant.setdefault(each, Counter())[words_meant] += 1
                break
    usual = _usual(meant)
    for text, parts in short.items():
        if text not in found and any(part.is_short and part.text in usual for part in parts):
            found[text] = " ".join(
                usual.get(part.text, part.text) if part.is_short else part.text for part in parts
            )
    return found


def _usual(meant: dict[str, Counter[str]]) -> dict[str, str]:
    found = {}
    for short, counted in meant.items():
        words, times = counted.most_common(1)[0]
        if times >= _TWICE and times >= _MOSTLY * counted.total():
            found[short] = words
    return found


def _initials(parts: tuple[_Part, ...]) -> str:
    return "".join(
        part.text if part.is_short or part.text.isdigit() else part.text[0] for part in parts
    )


def _explained(short: tuple[_Part, ...], long: tuple[_Part, ...]) -> list[tuple[str, str]] | None:
    """(short writing, its words) of each in `short`; None where other words differ."""
    at = 0
    found = []
    for part in short:
        if part.is_short:
            words = long[at : at + len(part.text)]
            found.append((part.text, " ".join(each.text for each in words)))
            at += len(part.text)
        elif at < len(long) and long[at].text == part.text:
            at += 1
        else:
            return None
    return found if at == len(long) else None
