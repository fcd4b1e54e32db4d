"""What each observation is worth, in natural logarithms of odds: +0.7 doubles them.

Learned by `benchmarks/duplicates_weights.py` on generated lists of many vocabularies and two makers
(`benchmarks/duplicates_corpus.py`, `benchmarks/duplicates_strange.py`), never by hand. Observations of one group exclude one another
(`year_same`, `year_other`, …): only their differences speak. `twins` is the logarithm of how many
others would agree as well by chance, from how usual the name is, how big the commune and whether
both years are known: why a rare name weighs more than Nguyễn Thị Hoa.
"""

import numpy as np
from numpy.typing import NDArray

PEOPLE: dict[str, float] = {
    "bias": -8.886,
    "name_same_marked": 3.548,
    "name_same_bare": 4.895,
    "name_mended": 4.884,
    "name_other_marks": 0.773,
    "name_one_slip": 2.792,
    "name_two_slips": -0.359,
    "name_part_missing": -0.372,
    "name_given_family": -3.621,
    "name_given": -4.081,
    "name_none": -8.471,
    "slip_common": -3.455,
    "slip_one_syllable": 0.834,
    "twins": -1.410,
    "twins_many": 0.803,
    "chance_same": -0.446,
    "chance_near": -0.442,
    "year_same": 2.545,
    "year_off_one": 1.066,
    "year_digits": -2.547,
    "year_other": -3.975,
    "year_missing": 2.899,
    "commune_same": 0.101,
    "commune_now": 0.257,
    "commune_missing": 1.741,
    "commune_other": -2.110,
    "commune_size": 0.280,
    "body_cosine": 2.192,
    "body_high": -2.059,
    "body_low": -1.267,
    "body_missing": 2.882,
    "body_same": 1.083,
    "body_usual": -0.173,
    "deed_cosine": 0.325,
    "deed_half": 2.323,
    "deed_high": 2.051,
    "deed_within": 0.837,
    "deed_shared": 1.168,
    "deed_much": -0.896,
    "deed_usual": -0.370,
    "numbers_same": 0.379,
    "numbers_all": 0.908,
    "numbers_none": -1.028,
    "deed_missing": 1.908,
}

BODIES: dict[str, float] = {
    "bias": -17.372,
    "title_cosine": 0.493,
    "title_within": 4.757,
    "title_ratio": 5.360,
    "title_alike": 1.976,
    "title_same": 0.401,
    "title_marks": -0.509,
    "title_numbers": -0.352,
    "chance_same": -1.342,
    "chance_near": -1.293,
    "commune_same": -1.920,
    "commune_now": -0.765,
    "commune_missing": 2.670,
    "commune_other": -0.006,
    "commune_size": 1.325,
    "body_cosine": -0.207,
    "body_high": -1.716,
    "body_low": -1.600,
    "body_missing": 1.911,
    "body_same": 2.268,
    "body_usual": 0.861,
    "deed_cosine": -0.065,
    "deed_half": 2.842,
    "deed_high": 2.789,
    "deed_within": 1.772,
    "deed_shared": 0.979,
    "deed_much": -0.700,
    "deed_usual": -0.420,
    "numbers_same": 0.551,
    "numbers_all": 1.559,
    "numbers_none": -0.316,
    "deed_missing": 2.780,
    "kind_differs": -3.054,
}

SECOND_LOOK: dict[str, float] = {
    "bias": 0.140,
    "first": 0.964,
    "first_high": 0.259,
    "rivals_more": -0.051,
    "rivals_fewer": -1.081,
    "third": 0.768,
    "third_rivals_more": -0.053,
    "third_rivals_fewer": 0.466,
}


def of(columns: tuple[str, ...], worth: dict[str, float]) -> NDArray[np.float64]:
    """The weights in the order of the columns; KeyError names a column nobody learned."""
    return np.array([worth[column] for column in columns])
