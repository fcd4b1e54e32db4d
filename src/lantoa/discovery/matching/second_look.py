"""The second look: a pair beside the other pairs of its two records.

Most people stand in a list twice at the most. Where a record has a better partner, the worse one
loses; where two records share a third that is sure of both, they gain.
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

COLUMNS = (
    "bias", "first", "first_high", "rivals_more", "rivals_fewer",
    "third", "third_rivals_more", "third_rivals_fewer",
)  # fmt: skip
#: Evidence from which a third record may vouch, and from which a pair is vouched for.
_VOUCHES, _ASKS = -1.5, -6.0


def columns(first: Floats, left: Ints, right: Ints, count: int) -> Floats:
    """[pair, COLUMNS]; `first` is the evidence of the first look."""
    evidence = np.clip(first, -20, 12)
    odds = np.exp(evidence)
    total = np.bincount(left, odds, count) + np.bincount(right, odds, count)
    rivals = (
        np.log1p(np.maximum(total[left] - odds, 0)),
        np.log1p(np.maximum(total[right] - odds, 0)),
    )
    more, fewer = np.maximum(*rivals), np.minimum(*rivals)
    third = np.clip(_third(evidence, left, right), -3, 6) + 3
    has = third > 0
    table = (
        np.ones(len(evidence)), evidence, np.maximum(0, evidence - 3), more, fewer,
        third, has * more, has * fewer,
    )  # fmt: skip
    return np.column_stack(table)


def _third(evidence: Floats, left: Ints, right: Ints) -> Floats:
    """The weaker of the two ties by way of the best third record; -3 where there is none."""
    found = np.full(len(evidence), -3.0)
    ties: dict[int, dict[int, float]] = {}
    strong = evidence > _VOUCHES
    for one, other, tie in zip(
        left[strong].tolist(), right[strong].tolist(), evidence[strong].tolist(), strict=True
    ):
        ties.setdefault(one, {})[other] = tie
        ties.setdefault(other, {})[one] = tie
    asked = np.flatnonzero(evidence > _ASKS)
    for pair, one, other in zip(
        asked.tolist(), left[asked].tolist(), right[asked].tolist(), strict=True
    ):
        mine, theirs = ties.get(one), ties.get(other)
        if mine is None or theirs is None or (len(mine) == 1 and other in mine):
            continue
        common = mine.keys() & theirs.keys()
        if common:
            found[pair] = max(min(mine[each], theirs[each]) for each in common)
    return found
