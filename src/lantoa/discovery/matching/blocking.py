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
from lantoa.discovery.matching.wordsets import Wordsets

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
    yield *_with_words(3, tight, tight_key, frame.deed, 5), TELLINGS
    body = frame.body_code[tight]
    yield tight[body >= 0], _mixed(13, tight_key[body >= 0], body[body >= 0]), TELLINGS
    # The same name elsewhere: rare ones, of the same year, of the same deed.
    yield everyone, _mixed(4, name), 5
    for later in (0, 1):
        known = everyone[year > 0]
        yield known, _mixed(5, name[known], year[known] + later), 5
    told = everyone[frame.body_code >= 0]
    yield told, _mixed(14, name[told], frame.body_code[told]), TELLINGS
    yield *_with_words(6, everyone, _mixed(6, name), frame.deed, 4), TELLINGS
    yield from _slipped(frame, row, root)
    # The same deed in one commune, whatever the name; a deed nobody else did, anywhere.
    yield *_with_words(10, row, _mixed(10, root), frame.deed, 4), 6
    yield *_with_words(11, everyone, np.zeros_like(everyone), frame.deed, 3), 4
    body = np.flatnonzero(frame.kind[row] == 2)
    yield *_with_words(12, row[body], _mixed(12, root[body]), frame.body_of_name, 4), SLIPS
    body = body[frame.body_code[row[body]] >= 0]
    key = _mixed(17, root[body], frame.body_code[row[body]])
    yield *_with_words(17, row[body], key, frame.body_of_name, 3), SLIPS


def _slipped(frame: Frame, row: Ints, root: Ints) -> Iterator[tuple[Ints, Ints, int]]:
    """Names that are equal but for one syllable, in one commune."""
    people = frame.kind[row] != 2
    row, root = row[people], root[people]
    yield from _shorter(frame, row, root)
    for place in range(5):
        left_out = _left_out(frame, place)[frame.name[row]]
        there = np.flatnonzero(left_out >= 0)
        rows = row[there]
        key = _mixed(7, left_out[there], root[there])
        yield rows, key, 4
        for later in (0, 1):
            told = frame.year[rows] > 0
            yield rows[told], _mixed(8, key[told], frame.year[rows[told]] + later), SLIPS
        yield *_with_words(9, rows, key, frame.deed, 4), SLIPS
        told = frame.body_code[rows] >= 0
        yield rows[told], _mixed(18, key[told], frame.body_code[rows[told]]), 6


def _shorter(frame: Frame, row: Ints, root: Ints) -> Iterator[tuple[Ints, Ints, int]]:
    """Names of which one has a word more: a title nobody knows, a middle name left out."""
    whole = _whole(frame)[frame.name[row]]
    keys = [_mixed(15, whole, root)]
    there = [np.flatnonzero(whole >= 0)]
    known = distinct(keys[0][there[0]])
    for place in range(3):
        left_out = _left_out(frame, place)[frame.name[row]]
        keys.append(_mixed(15, left_out, root))
        there.append(np.flatnonzero((left_out >= 0) & np.isin(keys[-1], known)))
    key = np.concatenate([each[at] for each, at in zip(keys, there, strict=True)])
    rows = row[np.concatenate(there)]
    shared = times(key) > 1
    rows, key = rows[shared], key[shared]
    yield rows, key, 5
    for later in (0, 1):
        dated = frame.year[rows] > 0
        yield rows[dated], _mixed(16, key[dated], frame.year[rows[dated]] + later), SLIPS
    told = frame.body_code[rows] >= 0
    yield rows[told], _mixed(19, key[told], frame.body_code[rows[told]]), 6


def _left_out(frame: Frame, place: int) -> Ints:
    """Per name a number for all its syllables but the one at `place`; -1 where there is none."""
    table = frame.syllables
    length = (table >= 0).sum(axis=1)
    key = _hashed(np.delete(table, place, axis=1))
    key[(length <= place) | (length < 3)] = -1
    return key


def _whole(frame: Frame) -> Ints:
    """Per name the number that `_left_out` gives for one with a word more."""
    key = _hashed(frame.syllables)
    key[(frame.syllables >= 0).sum(axis=1) < 2] = -1
    return key


def _hashed(table: Ints) -> Ints:
    # Which one is left out does not count: 'A B C' and 'A C' are neighbours too.
    hashed = np.zeros(len(table), np.uint64)
    for column in table.T:
        told = column >= 0
        hashed[told] = (hashed[told] + (column[told] + 7).astype(np.uint64)) * _PRIME
        hashed[told] ^= hashed[told] >> np.uint64(29)
    return (hashed >> np.uint64(2)).astype(np.int64)


def _with_words(family: int, rows: Ints, key: Ints, sets: Wordsets, many: int) -> tuple[Ints, Ints]:
    """A line for each of the `many` rarest words of each row, and the key with that word in it."""
    words = sets.words[sets.row[rows], :many]
    line, place = np.nonzero(sets.counts[sets.row[rows], :many] > 0)
    return rows[line], _mixed(family, key[line], words[line, place].astype(np.int64))


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
