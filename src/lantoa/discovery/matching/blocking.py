"""Which pairs are looked at: those that share one of several keys.

No key asks for everything, so that each way of miswriting leaves another key whole: a slip in
the name leaves the deed and the rest of the name, a missing year leaves name and commune, a deed
told anew leaves name and year. A key that too many rows share is narrowed by a second one; a
narrowed one that is still shared by too many is left out, for among that many equals nobody
could tell. Work therefore grows with the rows, not with their square.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lantoa.discovery.matching.columns import distinct, times
from lantoa.discovery.matching.frame import Frame

Ints = NDArray[np.int64]

#: Rows that may share a key, by key.
NAMESAKES, NEIGHBOURS, TELLINGS, SLIPS = 24, 8, 8, 10
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def candidates(frame: Frame) -> tuple[Ints, Ints]:
    """Rows (left < right) of all pairs worth comparing, each once, in order."""
    count = np.int64(max(1, len(frame)))
    found = np.zeros(0, np.int64)
    waiting: list[Ints] = []
    for rows, keys, most in _families(frame):
        waiting.append(_pairs(rows, keys, most, count))
        if sum(map(len, waiting)) > 2_000_000:
            found, waiting = distinct(np.concatenate([found, *waiting])), []
    found = distinct(np.concatenate([found, *waiting]))
    return found // count, found % count


def _families(frame: Frame) -> Iterator[tuple[Ints, Ints, int]]:
    """(rows, their keys, how many may share one)."""
    row, root = _with_roots(frame)
    everyone = np.arange(len(frame))
    year = frame.year
    name = frame.name
    # Namesakes of a commune, narrowed where there are many.
    key = _mixed(1, name[row], root)
    crowded = times(key) > NAMESAKES
    yield row, key, NAMESAKES
    tight, tight_key = row[crowded], key[crowded]
    for later in (0, 1):
        dated = year[tight] > 0
        yield tight[dated], _mixed(2, tight_key[dated], year[tight[dated]] + later), NAMESAKES
    for word in _words(frame.deed, 5):
        yield from _with_word(3, tight, tight_key, word, TELLINGS)
    # The same name elsewhere: rare ones, of the same year, of the same deed.
    yield everyone, _mixed(4, name), 5
    for later in (0, 1):
        dated = everyone[year > 0]
        yield dated, _mixed(5, name[dated], year[dated] + later), 5
    for word in _words(frame.deed, 4):
        yield from _with_word(6, everyone, _mixed(6, name), word, TELLINGS)
    yield from _slipped(frame, row, root)
    # The same deed in one commune, whatever the name; a deed nobody else did, anywhere.
    for word in _words(frame.deed, 4):
        yield from _with_word(10, row, _mixed(10, root), word, 6)
        yield from _with_word(11, everyone, np.full(len(frame), 11), word, 4)
    for word in _words(frame.body_of_name, 4):
        bodies = row[frame.kind[row] == 2]
        yield from _with_word(12, bodies, _mixed(12, root[frame.kind[row] == 2]), word, SLIPS)


def _slipped(frame: Frame, row: Ints, root: Ints) -> Iterator[tuple[Ints, Ints, int]]:
    """Names that are equal but for one syllable, in one commune."""
    people = frame.kind[row] != 2
    row, root = row[people], root[people]
    for place in range(5):
        left_out = _left_out(frame, place)[frame.name[row]]
        has = left_out >= 0
        rows = row[has]
        key = _mixed(7, left_out[has], root[has])
        yield rows, key, 4
        for later in (0, 1):
            dated = frame.year[rows] > 0
            yield rows[dated], _mixed(8, key[dated], frame.year[rows[dated]] + later), SLIPS
        for word in _words(frame.deed, 4):
            yield from _with_word(9, rows, key, word, SLIPS)


def _left_out(frame: Frame, place: int) -> Ints:
    """Per name a number for all its syllables but the one at `place`; -1 where there is none."""
    table = frame.syllables
    length = (table >= 0).sum(axis=1)
    rest = np.delete(table, place, axis=1)
    # Which one is left out does not count: 'A B C' and 'A C' are neighbours too.
    hashed = np.zeros(len(table), np.uint64)
    for column in rest.T:
        told = column >= 0
        hashed[told] = (hashed[told] + (column[told] + 7).astype(np.uint64)) * _PRIME
        hashed[told] ^= hashed[told] >> np.uint64(29)
    key = (hashed >> np.uint64(2)).astype(np.int64)
    key[(length <= place) | (length < 3)] = -1
    return key


def _words(sets: "object", most: int) -> Iterator[Ints]:
    """Per record its rarest, second rarest … word; -1 for none."""
    table, counts, row = sets.words, sets.counts, sets.row  # type: ignore[attr-defined]  # Wordsets
    for place in range(min(most, table.shape[1])):
        word = np.where(counts[:, place] > 0, table[:, place].astype(np.int64), -1)
        yield word[row]


def _with_word(
    family: int, rows: Ints, key: Ints, word: Ints, most: int
) -> Iterator[tuple[Ints, Ints, int]]:
    told = word[rows] >= 0
    yield rows[told], _mixed(family, key[told], word[rows[told]]), most


def _with_roots(frame: Frame) -> tuple[Ints, Ints]:
    """A line for each record and each of today's communes that it may lie in."""
    row, place = np.nonzero(frame.roots >= 0)
    return row, frame.roots[row, place]


def _mixed(family: int, *columns: Ints) -> Ints:
    mixed = np.full(len(columns[0]), family, np.uint64) * _PRIME
    for column in columns:
        mixed = (mixed ^ column.astype(np.uint64)) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    return (mixed >> np.uint64(1)).astype(np.int64)


def _pairs(rows: Ints, keys: Ints, most: int, count: np.int64) -> Ints:
    """left * count + right of all pairs of rows that share a key no more than `most` share."""
    order = np.argsort(keys, kind="stable")
    ranked, rows = keys[order], rows[order]
    begins = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    sizes = np.diff(np.append(begins, len(ranked)))
    found = []
    for size in range(2, most + 1):
        chosen = begins[sizes == size]
        if not len(chosen):
            continue
        members = np.sort(rows[chosen[:, None] + np.arange(size)], axis=1)
        first, second = np.triu_indices(size, 1)
        left, right = members[:, first].ravel(), members[:, second].ravel()
        found.append((left * count + right)[left != right])
    return np.concatenate(found) if found else np.zeros(0, np.int64)
