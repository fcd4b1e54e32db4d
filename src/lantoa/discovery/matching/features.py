"""What can be observed on a pair, as columns of numbers. `weights` says what each is worth."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from lantoa.discovery.matching.frame import ENOUGH, Frame

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
#: Name of an observation → its column, or one number for all pairs.
Columns = dict[str, Any]

#: Communes of a province, about.
_COMMUNES = 65

#: Observations on two people, in the order of the columns.
PEOPLE = (
    "bias",
    "name_same_marked", "name_same_bare", "name_mended", "name_other_marks", "name_one_slip",
    "name_two_slips", "name_part_missing", "name_given_family", "name_given", "name_none",
    "slip_common", "slip_one_syllable", "twins", "twins_many", "chance_same", "chance_near",
    "year_same", "year_off_one", "year_digits", "year_other", "year_missing",
    "commune_same", "commune_now", "commune_missing", "commune_other", "commune_size",
    "body_cosine", "body_high", "body_low", "body_missing", "body_same", "body_usual",
    "deed_cosine", "deed_half", "deed_high", "deed_within", "deed_shared", "deed_much", "deed_usual",
    "numbers_same", "numbers_all", "numbers_none", "deed_missing",
)  # fmt: skip
#: Observations on two collectives.
BODIES = (
    "bias",
    "title_cosine", "title_within", "title_ratio", "title_alike", "title_same", "title_marks",
    "title_numbers", "chance_same", "chance_near",
    "commune_same", "commune_now", "commune_missing", "commune_other", "commune_size",
    "body_cosine", "body_high", "body_low", "body_missing", "body_same", "body_usual",
    "deed_cosine", "deed_half", "deed_high", "deed_within", "deed_shared", "deed_much", "deed_usual",
    "numbers_same", "numbers_all", "numbers_none", "deed_missing", "kind_differs",
)  # fmt: skip


def of_people(frame: Frame, left: Ints, right: Ints) -> Floats:
    """[pair, PEOPLE]"""
    found = _shared(frame, left, right)
    found |= _names(frame, left, right)
    found |= _years(frame.year[left], frame.year[right])
    same = found["name_same"].astype(bool)
    counts = frame.name_counts
    most = np.maximum(counts[frame.name[left]], counts[frame.name[right]])
    year = _year_chance(frame, found)
    twins = most * found["root_share"] * year
    found["twins"] = np.log1p(twins)
    found["twins_many"] = np.maximum(0, np.log(np.maximum(twins, 1)))
    # As many as would agree if the syllables met by chance, the two themselves left aside.
    met = np.maximum(frame.by_chance[frame.name[left]], frame.by_chance[frame.name[right]])
    others = np.where(same, np.maximum(most - 2, 0) / 2, 0) + met
    found |= _chance(same, others * year, found)
    return _columns(found, PEOPLE, len(left))


def of_bodies(frame: Frame, left: Ints, right: Ints) -> Floats:
    """[pair, BODIES]"""
    found = _shared(frame, left, right)
    cosine, within, _, _ = frame.body_of_name.common(left, right)
    both, fewer = frame.body_of_name.numbers_agree(left, right)
    raw = (
        _texts(frame.raw_names, frame.raw_name, left),
        _texts(frame.raw_names, frame.raw_name, right),
    )
    ratio = process.cpdist(*raw, scorer=OSA.normalized_similarity, dtype=np.float32)
    same = frame.name[left] == frame.name[right]
    most = np.maximum(frame.name_counts[frame.name[left]], frame.name_counts[frame.name[right]])
    found |= {
        "title_cosine": cosine,
        "title_within": within,
        "title_ratio": ratio,
        "title_alike": np.maximum(0, ratio - 0.85) * 5,
        "title_same": same,
        "title_marks": (frame.raw_name[left] == frame.raw_name[right])
        & _marks_differ(frame, left, right),
        "title_numbers": (fewer > 0) & (both < fewer),
        "kind_differs": frame.kind[left] != frame.kind[right],
    }
    found |= _chance(same, np.maximum(most - 2, 0) / 2 + 0.5, found)
    return _columns(found, BODIES, len(left))


def chance_parts(frame: Frame, left: Ints, right: Ints) -> Columns:
    """What commune, year and organisation each add to `chance_same` and `chance_near`."""
    found = _shared(frame, left, right) | _years(frame.year[left], frame.year[right])
    return {
        "commune": np.log(found["root_share"]),
        "year": np.log(_year_chance(frame, found)),
        "organisation": np.log(found["body_chance"]),
    }


def _year_chance(frame: Frame, found: Columns) -> NDArray[np.float64]:
    """The part of all others whose year agrees as well; all where none is known."""
    year = np.ones(len(found["year_same"]))
    year[found["year_same"] > 0] = frame.year_share
    year[found["year_off_one"] > 0] = 3 * frame.year_share
    return year


def _chance(same: Bools, others: NDArray[Any], found: Columns) -> Columns:
    """The logarithm of how many others would agree as well, organisation and all."""
    chance = np.log(np.clip(others * found["root_share"] * found["body_chance"], 1e-6, 1e3))
    return {"chance_same": np.where(same, chance, 0), "chance_near": np.where(same, 0, chance)}


def _columns(found: Columns, names: tuple[str, ...], count: int) -> Floats:
    table = np.empty((count, len(names)), np.float32)
    for place, name in enumerate(names):
        table[:, place] = found[name]
    return table


def _shared(frame: Frame, left: Ints, right: Ints) -> Columns:
    deed, body = frame.deed, frame.body
    cosine, within, shared, tellers = deed.common(left, right)
    both, fewer = deed.numbers_agree(left, right)
    of_body, _, _, _ = body.common(left, right)
    no_body = body.is_empty(left) | body.is_empty(right)
    same_body = (frame.body_code[left] == frame.body_code[right]) & ~no_body
    # What an organisation says that all of the commune name: nothing.
    usual = np.maximum(frame.body_share[left], frame.body_share[right])
    usual = np.where(same_body | (of_body > 0.8), np.minimum(usual, 1), 1)
    places = _communes(frame, left, right)
    nearby = np.where(tellers > 0, tellers * places["root_share"], 1e3)
    return {
        "body_same": same_body,
        "body_usual": np.log(usual),
        "body_chance": usual,
        "deed_usual": np.log(np.clip(nearby, 1e-2, 1e3)),
        "bias": 1,
        "body_cosine": of_body,
        "body_high": np.maximum(0, of_body - 0.7),
        "body_low": (of_body < 0.35) & ~no_body,
        "body_missing": no_body,
        "deed_cosine": cosine,
        "deed_half": np.maximum(0, cosine - 0.35),
        "deed_high": np.maximum(0, cosine - 0.75),
        "deed_within": within,
        "deed_shared": shared / 20,
        "deed_much": np.maximum(0, shared / 20 - 1),
        "numbers_same": both,
        "numbers_all": (fewer > 0) & (both == fewer),
        "numbers_none": (fewer > 0) & (both == 0),
        "deed_missing": deed.is_empty(left) | deed.is_empty(right),
        **places,
    }


def _communes(frame: Frame, left: Ints, right: Ints) -> Columns:
    a, b = frame.roots[left], frame.roots[right]
    missing = (a[:, 0] < 0) | (b[:, 0] < 0)
    share = np.zeros(len(left))
    for place in range(a.shape[1]):
        meets = ((a[:, place, None] == b) & (b >= 0)).any(axis=1)
        share = np.where(meets, np.maximum(share, frame.root_counts[a[:, place]]), share)
    now = share > 0
    same = (frame.commune[left] == frame.commune[right]) & ~missing
    now |= same
    total = max(ENOUGH, len(frame))
    share = np.maximum(share, (total - len(frame)) / _COMMUNES)
    return {
        "commune_same": same,
        "commune_now": now & ~same,
        "commune_missing": missing,
        "commune_other": ~now & ~missing,
        "commune_size": np.where(now, np.log(np.maximum(share, 1) / total * _COMMUNES), 0),
        "root_share": np.where(now, np.maximum(share, 1) / total, 1),
    }


def _years(left: Ints, right: Ints) -> Columns:
    known = (left > 0) & (right > 0)
    apart = np.abs(left - right)
    same, one = known & (apart == 0), known & (apart == 1)
    wrong = sum((left // 10**at % 10 != right // 10**at % 10).astype(int) for at in range(4))
    swapped = (left % 10 == right // 10 % 10) & (right % 10 == left // 10 % 10)
    swapped &= left // 100 == right // 100
    digits = known & ~same & ~one & ((wrong == 1) | swapped)
    return {
        "year_same": same,
        "year_off_one": one,
        "year_digits": digits,
        "year_other": known & ~same & ~one & ~digits,
        "year_missing": ~known,
    }


def _texts(texts: list[str], of: Ints, rows: Ints) -> list[str]:
    return [texts[number] for number in of[rows].tolist()]


def _marks_differ(frame: Frame, left: Ints, right: Ints) -> Bools:
    a, b = frame.marked[left], frame.marked[right]
    differ: Bools = (a != b) & (a >= 0) & (b >= 0)
    return differ


def _names(frame: Frame, left: Ints, right: Ints) -> Columns:
    """One of the levels of likeness is 1; `slip_common` is how usual the odd syllable is."""
    same_raw = frame.raw_name[left] == frame.raw_name[right]
    same = frame.name[left] == frame.name[right]
    differ = _marks_differ(frame, left, right)
    bare = (frame.marked[left] < 0) | (frame.marked[right] < 0)
    exact = same_raw & (frame.marked[left] == frame.marked[right])
    mended = same & ~same_raw
    rest = np.flatnonzero(~same)
    distance = np.full(len(left), 99, np.int64)
    if len(rest):
        distance[rest] = process.cpdist(
            _texts(frame.raw_names, frame.raw_name, left[rest]),
            _texts(frame.raw_names, frame.raw_name, right[rest]),
            scorer=OSA.distance,
            score_cutoff=2,
            dtype=np.int32,
        )
    alike = _Syllables(frame, frame.name[left], frame.name[right])
    one = ~same & (distance == 1)
    two = ~same & (distance == 2)
    part = ~same & ~one & ~two & alike.is_part
    ends = ~same & ~one & ~two & ~part & alike.family & alike.given
    given = ~same & ~one & ~two & ~part & ~ends & alike.given
    return {
        "name_same": same,
        "name_same_marked": exact,
        "name_same_bare": same_raw & ~exact & bare,
        "name_mended": mended,
        "name_other_marks": same_raw & differ,
        "name_one_slip": one,
        "name_two_slips": two,
        "name_part_missing": part,
        "name_given_family": ends,
        "name_given": given,
        "name_none": ~(same | one | two | part | ends | given),
        "slip_common": np.where(one | two, alike.odd, 0),
        "slip_one_syllable": np.where(one | two, alike.only_one_odd, 0),
    }


class _Syllables:
    """Two people's names syllable by syllable."""

    def __init__(self, frame: Frame, left: Ints, right: Ints) -> None:
        a, b = frame.syllables[left], frame.syllables[right]
        counts = frame.syllable_counts
        long_a, long_b = (a >= 0).sum(axis=1), (b >= 0).sum(axis=1)
        rows = np.arange(len(left))
        last_a, last_b = a[rows, np.maximum(long_a - 1, 0)], b[rows, np.maximum(long_b - 1, 0)]
        self.family = (a[:, 0] == b[:, 0]) & (a[:, 0] >= 0)
        self.given = (last_a == last_b) & (last_a >= 0)
        equal = (a == b) & (a >= 0)
        level = long_a == long_b
        odd = level[:, None] & (a != b)
        rarer = np.where(odd, np.minimum(counts[a], counts[b]), np.iinfo(np.int64).max).min(axis=1)
        most = np.maximum(1, counts.max(initial=1))
        # 0 for a syllable nobody else has, 1 for one as frequent as the most frequent.
        share = np.log1p(np.minimum(rarer, most)) / np.log1p(most)
        self.odd = np.where(level, share, 0.5)
        self.only_one_odd = level & (odd.sum(axis=1) == 1)
        held = np.zeros(a.shape, bool)
        for place in range(b.shape[1]):
            held |= (a == b[:, place, None]) & (a >= 0)
        common = held.sum(axis=1)
        fewer = np.minimum(long_a, long_b)
        self.is_part = (common == fewer) & (fewer >= 2) & ~level & self.given
        self.equal = equal
