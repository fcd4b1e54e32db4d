"""Slips of the finger in names, mended by what the rest of the list writes.

A syllable that hardly anybody bears, one letter from one that many bear ('Nguyne', 'Hoaa'), is
taken for the latter when keys are made. What is shown and compared letter by letter stays as
written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from lantoa.discovery.matching.respelling import speller

Ints = NDArray[np.int64]

#: A syllable is a slip when its neighbour is this many times as frequent, and it stands in no
#: more rows than one in `_RARE`.
_TIMES, _RARE = 25, 5_000
_PLACES = 6


@dataclass
class Names:
    """`name_of` [raw name] is the number of the mended name in `names`; the rest as in Frame."""

    name_of: Ints
    names: list[str]
    syllables: Ints
    counts: Ints


def repaired(raw_names: list[str], rows: Ints, kind: Ints) -> Names:
    """Mended names; `rows` are the numbers of the raw name of each row."""
    repeats = np.bincount(rows, minlength=len(raw_names))
    codes: dict[str, int] = {}
    split = [[codes.setdefault(each, len(codes)) for each in name.split()] for name in raw_names]
    counts = np.zeros(len(codes) + 1, np.int64)
    flat = np.fromiter((code for each in split for code in each), np.int64)
    lengths = np.fromiter((len(each) for each in split), np.int64, len(split))
    np.add.at(counts, flat, np.repeat(repeats, lengths))
    people = np.bincount(rows, kind != 2, len(raw_names)) > 0
    spelt = _spelt(raw_names, split, counts, repeats, people, len(rows))
    final: dict[str, int] = {}
    name_of = np.fromiter((final.setdefault(name, len(final)) for name in spelt), np.int64)
    table = np.full((len(final), _PLACES), -1, np.int64)
    for number, name in enumerate(final):
        # Of longer names the last syllables: surnames are many people's, given names are one's.
        for place, syllable in enumerate(name.split()[-_PLACES:]):
            table[number, place] = codes.setdefault(syllable, len(codes))
    counts = np.append(counts, np.ones(len(codes) + 1 - len(counts), np.int64))
    return Names(name_of, list(final), table, counts)


def _spelt(
    raw_names: list[str],
    split: list[list[int]],
    counts: Ints,
    repeats: Ints,
    people: NDArray[np.bool_],
    total: int,
) -> Iterator[str]:
    """Each name as it was meant."""
    syllables = list(dict.fromkeys(syllable for name in raw_names for syllable in name.split()))
    rare = max(2, total // _RARE)
    often = dict(zip(syllables, counts.tolist(), strict=False))
    known = speller(raw_names, (repeats * people).tolist(), often, rare)
    mended = _mended(syllables, counts, total)
    for code, syllable in enumerate(syllables):
        if counts[code] <= rare and (typed := known.telex(syllable)):
            mended[code] = typed
    meant = {syllables[code]: syllable for code, syllable in mended.items()}
    is_rare = counts <= rare
    for written, codes, is_person in zip(raw_names, split, people.tolist(), strict=True):
        if not is_rare[codes].any():
            yield written
            continue
        words = written.split()
        if is_person:
            words = known.untitled(words)
        name = known.spaced([meant.get(word, word) for word in words])
        yield " ".join(known.untitled(name) if is_person else name)


def _mended(syllables: list[str], counts: Ints, total: int) -> dict[int, str]:
    """Number of a syllable that is a slip → what was meant."""
    known: dict[str, list[int]] = {}
    rare = max(2, total // _RARE)
    for code, syllable in enumerate(syllables):
        if counts[code] >= 3 and len(syllable) < 12:
            for key in _shortened(syllable):
                known.setdefault(key, []).append(code)
    mended: dict[int, str] = {}
    for code, syllable in enumerate(syllables):
        if counts[code] > rare or not 1 < len(syllable) < 13 or syllable.isdigit():
            continue
        near = {other for key in _shortened(syllable) for other in known.get(key, ())}
        near = {
            other
            for other in near
            if counts[other] >= _TIMES * counts[code]
            and OSA.distance(syllable, syllables[other], score_cutoff=1) == 1
        }
        if near:
            mended[code] = max((counts[other], syllables[other]) for other in near)[1]
    return mended


def _shortened(syllable: str) -> Iterator[str]:
    """The syllable and what is left when one letter goes: neighbours share one of these."""
    yield syllable
    for at in range(len(syllable)):
        yield syllable[:at] + syllable[at + 1 :]
