"""Scores of pairs: from evidence to a number between 0 and 1."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lantoa.discovery.matching import features, second_look, weights
from lantoa.discovery.matching.blocking import candidates
from lantoa.discovery.matching.frame import Frame, frame_of
from lantoa.discovery.matching.records import Record

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Pairs from this score on are suggested. Below a half: in lists that the weights were not learned
#: on the scores come out a little low, and a pair too many costs an officer one look.
THRESHOLD = 0.4
_CHUNK = 25_000
_THREADS = 2


@dataclass(frozen=True)
class Scored:
    """All compared pairs of a list, as columns: rows `left` < `right`, and their scores."""

    ids: list[str]
    left: Ints
    right: Ints
    score: Floats

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        """(id, id, score), surest first, then in the order of the list."""
        ids = self.ids
        order = np.lexsort((self.right, self.left, -self.score))
        for begin in range(0, len(order), _CHUNK):
            part = order[begin : begin + _CHUNK]
            columns = self.left[part].tolist(), self.right[part].tolist(), self.score[part].tolist()
            for left, right, score in zip(*columns, strict=True):
                yield ids[left], ids[right], score

    def suggested(self) -> "Scored":
        """Only the pairs from THRESHOLD on."""
        kept = self.score >= THRESHOLD
        return Scored(self.ids, self.left[kept], self.right[kept], self.score[kept])


def score_pairs(
    records: Sequence[Record],
    *,
    mergers: Mapping[str, Sequence[str]] | None = None,
    all_scores: bool = False,
) -> list[tuple[str, str, float]]:
    """Pairs that may be one, surest first: (id, id, score in 0..1), each pair once.

    Those from THRESHOLD on; with `all_scores` every pair that was compared. `mergers` gives for
    the name of each former commune the names of those of today.
    """
    scored = compared(records, mergers)
    return list(scored if all_scores else scored.suggested())


def compared(
    records: Iterable[Record], mergers: Mapping[str, Sequence[str]] | None = None
) -> Scored:
    """All pairs worth comparing, with their scores."""
    frame = frame_of(records, mergers)
    left, right = candidates(frame)
    first = evidence(frame, left, right)
    table = second_look.columns(first, left, right, len(frame))
    final = table @ weights.of(second_look.COLUMNS, weights.SECOND_LOOK)
    score = np.round(1 / (1 + np.exp(-np.clip(final, -30, 30))), 5)
    return Scored(frame.ids, left, right, score)


def evidence(frame: Frame, left: Ints, right: Ints) -> Floats:
    """The first look at each pair: the natural logarithm of the odds that the two are one."""
    people = weights.of(features.PEOPLE, weights.PEOPLE)
    bodies = weights.of(features.BODIES, weights.BODIES)

    def part(begin: int) -> Floats:
        a, b = left[begin : begin + _CHUNK], right[begin : begin + _CHUNK]
        is_body = (frame.kind[a] == 2) | (frame.kind[b] == 2)
        found = np.empty(len(a))
        found[~is_body] = features.of_people(frame, a[~is_body], b[~is_body]) @ people
        found[is_body] = features.of_bodies(frame, a[is_body], b[is_body]) @ bodies
        return found

    # Columns are compared outside Python, so that threads run at once on one copy of the frame.
    with ThreadPoolExecutor(_THREADS) as pool:
        return np.concatenate([np.zeros(0), *pool.map(part, range(0, len(left), _CHUNK))])
