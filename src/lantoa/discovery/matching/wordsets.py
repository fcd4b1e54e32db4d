"""The rare words and neighbouring words of texts, and how much two texts have in common.

Weights are log(texts / texts with the word): what half the list says tells nothing, what two
tell alike tells much. Neighbouring words count as one more word, so that '24 căn nhà' is more
than a 24 somewhere. Without marks, for the second telling often has none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lantoa.discovery.matching.columns import distinct

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Floats64 = NDArray[np.float64]

_BITS = 22
_BUCKETS = 1 << _BITS
_MASK = np.int64(_BUCKETS - 1)
_NUMBERS = 4
_CHUNK = 60_000
#: Texts looked at together when the sets are made: all at once would take a gigabyte.
_PORTION = 20_000
#: A shorter list says too little of how usual a word is: it is taken for a part of one of so many
#: texts, of which `_USUAL` have any given word.
_ENOUGH, _USUAL = 5_000, 0.004


@dataclass
class Wordsets:
    """Per row the rarest words, rarest first, padded with a bucket of weight 0.

    `row` is the row of the set of record i (texts that repeat are kept once).
    """

    row: Ints
    words: NDArray[np.int32]
    weights: Floats
    counts: NDArray[np.int32]
    norm: Floats
    numbers: NDArray[np.int32]

    def common(self, left: Ints, right: Ints) -> tuple[Floats, Floats, Floats, Floats]:
        """(cosine, part of the shorter that is in the longer, summed weight) of what is common,
        and how many texts have the rarest word of it (0 for nothing common).
        """
        cosine = np.zeros(len(left), np.float32)
        within, shared = np.zeros_like(cosine), np.zeros_like(cosine)
        tellers = np.zeros_like(cosine)
        for begin in range(0, len(left), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            a, b = self.row[left[part]], self.row[right[part]]
            theirs, weights = self.words[b], self.weights[a]
            mine = self.words[a]
            has = np.zeros(mine.shape, bool)
            for place in range(mine.shape[1]):
                has |= mine == theirs[:, place, None]
            held = np.where(has, weights, 0)
            square = (held * held).sum(axis=1)
            norms = self.norm[a], self.norm[b]
            cosine[part] = square / np.maximum(norms[0] * norms[1], 1e-6)
            within[part] = square / np.maximum(np.minimum(*norms) ** 2, 1e-6)
            shared[part] = held.sum(axis=1)
            first = has.argmax(axis=1)  # the rarest comes first
            told = np.take_along_axis(self.counts[a], first[:, None], axis=1)[:, 0]
            tellers[part] = np.where(has.any(axis=1), told, 0)
        return np.minimum(cosine, 1), np.minimum(within, 1), shared, tellers

    def is_empty(self, rows: Ints) -> NDArray[np.bool_]:
        """Which of the records have no word."""
        empty: NDArray[np.bool_] = self.norm[self.row[rows]] == 0
        return empty

    def numbers_agree(self, left: Ints, right: Ints) -> tuple[Ints, Ints]:
        """(how many numbers both texts name, how many the one with fewer names)."""
        a, b = self.numbers[self.row[left]], self.numbers[self.row[right]]
        mine, theirs = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
        for place in range(_NUMBERS):
            mine += ((a[:, place, None] == b) & (b >= 0)).any(axis=1)
            theirs += ((b[:, place, None] == a) & (a >= 0)).any(axis=1)
        both = np.minimum(mine, theirs)  # a number told twice in one text counts once
        fewer = np.minimum((a >= 0).sum(axis=1), (b >= 0).sum(axis=1))
        return both, fewer


def wordsets(
    words: Ints, lengths: Ints, hashes: Ints, values: Ints, most: int, row: Ints | None = None
) -> Wordsets:
    """The sets of texts laid one after the other.

    Of each word `hashes` gives a hash and `values` the number that it is, or -1.
    """
    count = len(lengths)
    row = np.arange(count) if row is None else row
    repeats = np.bincount(row, minlength=count)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    numbers = np.empty((count, _NUMBERS), np.int32)
    found, told = np.zeros(_BUCKETS + 1), []
    for part in _portions(count):
        its = words[ends[part.start] : ends[part.stop]]
        text = np.repeat(np.arange(part.stop - part.start), lengths[part])
        numbers[part] = _numbers(text, values[its], part.stop - part.start)
        where, bucket = _told(text, hashes[its])
        found += np.bincount(bucket, weights=repeats[part][where], minlength=_BUCKETS + 1)
        told.append((where.astype(np.int32), bucket.astype(np.int32)))
    weight = _weight(found, len(row))
    norm, table = np.empty(count, np.float32), np.empty((count, most), np.int32)
    for part in _portions(count):
        size, (texts, buckets) = part.stop - part.start, told.pop(0)
        norm[part] = np.sqrt(np.bincount(texts, weights=weight[buckets] ** 2, minlength=size))
        table[part] = _rarest(texts, buckets, found, size, most)
    counts = np.minimum(found, 2**31 - 1).astype(np.int32)[table]
    counts[table == _BUCKETS] = 0
    weight[_BUCKETS] = 0
    return Wordsets(
        row=row, words=table, weights=weight[table], counts=counts, norm=norm, numbers=numbers
    )


def _portions(count: int) -> list[slice]:
    return [slice(at, min(at + _PORTION, count)) for at in range(0, count, _PORTION)]


def _told(text: Ints, words: Ints) -> tuple[Ints, Ints]:
    """(text, bucket) of every word and every two neighbours, each once, in order."""
    own = _hashed(words, np.int64(1))
    is_next = text[1:] == text[:-1]
    pairs = _hashed(words[:-1][is_next], words[1:][is_next] + 2)
    key = np.concatenate([text << _BITS | own, text[1:][is_next] << _BITS | pairs])
    key = distinct(key)
    return key >> _BITS, key & _MASK


def _weight(found: Floats64, rows: int) -> Floats:
    """Of each bucket, by how many of the rows have it."""
    missing = max(0, _ENOUGH - rows)
    weight = np.log((rows + missing) / (np.maximum(found, 1) + missing * _USUAL))
    return np.maximum(weight.astype(np.float32), 0)


def _rarest(
    where: NDArray[np.int32], bucket: NDArray[np.int32], found: Floats64, count: int, most: int
) -> NDArray[np.int32]:
    """[text, place] buckets, rarest first, of words that at least two texts have."""
    is_told_twice = found[bucket] >= 2
    where, bucket = where[is_told_twice].astype(np.int64), bucket[is_told_twice]
    rarity = np.minimum(1023, np.log2(found[bucket]) * 32).astype(np.int64)
    key = np.sort(where << (_BITS + 10) | rarity << _BITS | bucket)
    text = key >> (_BITS + 10)
    begins = np.searchsorted(text, np.arange(count))
    place = np.arange(len(text)) - begins[text]
    table = np.full((count, most), _BUCKETS, np.int32)
    fits = place < most
    table[text[fits], place[fits]] = key[fits] & _MASK
    return table


def _numbers(text: Ints, values: Ints, count: int) -> NDArray[np.int32]:
    table = np.full((count, _NUMBERS), -1, np.int32)
    is_number = values >= 0
    text, values = text[is_number], values[is_number]
    begins = np.searchsorted(text, np.arange(count))
    place = np.arange(len(text)) - begins[text] if len(text) else text
    fits = place < _NUMBERS
    table[text[fits], place[fits]] = values[fits]
    return table


def _hashed(first: Ints, second: "Ints | np.int64") -> Ints:
    mixed = first.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.asarray(second).astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    return (mixed >> np.uint64(40)).astype(np.int64) & _MASK
