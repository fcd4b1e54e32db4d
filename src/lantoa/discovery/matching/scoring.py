"""Scores of pairs."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from lantoa.discovery.matching.records import Reason, Record
from lantoa.vietnamese import fold

#: Pairs below this score are not suggested.
THRESHOLD = 0.5


def score_pairs(
    records: Sequence[Record],
    *,
    mergers: Mapping[str, Sequence[str]] | None = None,
    all_scores: bool = False,
) -> list[tuple[str, str, float]]:
    """Pairs that may be one, surest first: (id, id, score in 0..1), each pair once.

    Those from THRESHOLD on; with `all_scores` every pair that was compared.
    """
    blocks: dict[str, list[Record]] = {}
    for record in records:
        blocks.setdefault(fold(record.name), []).append(record)
    found = []
    for rows in blocks.values():
        for left, right in combinations(rows[:50], 2):
            score = fuzz.token_set_ratio(fold(left.achievement), fold(right.achievement)) / 100
            if all_scores or score >= THRESHOLD:
                found.append((left.id, right.id, score))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def explain(
    left: Record, right: Record, *, mergers: Mapping[str, Sequence[str]] | None = None
) -> list[Reason]:
    """What speaks for and against the two being one, strongest first, as sentences."""
    if fold(left.name) == fold(right.name):
        return [Reason("Cùng họ tên khi bỏ dấu.", 2.0)]
    return [Reason("Khác họ tên.", -2.0)]
