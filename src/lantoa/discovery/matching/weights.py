"""What each observation is worth, in natural logarithms of odds: +0.7 doubles them.

Learned by `benchmarks/duplicates_weights.py` on generated lists of many vocabularies (recipe in
`benchmarks/duplicates_corpus.py`), never by hand. Observations of one group exclude one another
(`year_same`, `year_other`, …): only their differences speak. `twins` is the logarithm of how many
others would agree as well by chance, from how usual the name is, how big the commune and whether
both years are known: why a rare name weighs more than Nguyễn Thị Hoa.
"""

import numpy as np
from numpy.typing import NDArray

PEOPLE: dict[str, float] = {
    "bias": -6.464,
    "name_same_marked": 2.843,
    "name_same_bare": 4.112,
    "name_mended": 4.015,
    "name_other_marks": 1.276,
    "name_one_slip": 2.966,
    "name_two_slips": -0.251,
    "name_part_missing": 0.913,
    "name_given_family": -3.213,
    "name_given": -4.193,
    "name_none": -8.474,
    "slip_common": -2.897,
    "slip_one_syllable": 0.833,
    "common_same": -0.861,
    "common_near": -1.162,
    "twins": 0.512,
    "twins_many": -0.401,
    "chance_same": -0.190,
    "chance_near": 0.026,
    "year_same": 3.761,
    "year_off_one": 1.599,
    "year_digits": -3.133,
    "year_other": -4.335,
    "year_missing": 2.100,
    "commune_same": 1.304,
    "commune_now": 1.413,
    "commune_missing": 0.898,
    "commune_other": -3.624,
    "commune_size": -0.303,
    "body_cosine": 1.927,
    "body_high": -2.072,
    "body_low": -1.306,
    "body_missing": 3.255,
    "body_same": 1.215,
    "body_usual": -0.774,
    "deed_cosine": 0.474,
    "deed_half": 2.252,
    "deed_high": 2.019,
    "deed_within": 0.888,
    "deed_shared": 1.144,
    "deed_much": -0.921,
    "deed_usual": -0.372,
    "numbers_same": 0.349,
    "numbers_all": 1.000,
    "numbers_none": -0.974,
    "deed_missing": 1.843,
}

BODIES: dict[str, float] = {
    "bias": -14.334,
    "title_cosine": 0.740,
    "title_within": 4.364,
    "title_ratio": 5.565,
    "title_alike": 1.898,
    "title_same": 2.972,
    "title_marks": -0.397,
    "title_numbers": -1.904,
    "common_same": -1.757,
    "commune_same": 0.265,
    "commune_now": 1.449,
    "commune_missing": 1.100,
    "commune_other": -2.832,
    "commune_size": 0.127,
    "body_cosine": -0.350,
    "body_high": -1.727,
    "body_low": -1.755,
    "body_missing": 1.769,
    "body_same": 2.512,
    "body_usual": -0.427,
    "deed_cosine": 0.071,
    "deed_half": 3.045,
    "deed_high": 2.830,
    "deed_within": 1.711,
    "deed_shared": 0.932,
    "deed_much": -0.804,
    "deed_usual": -0.447,
    "numbers_same": 0.486,
    "numbers_all": 1.535,
    "numbers_none": -0.343,
    "deed_missing": 2.750,
    "kind_differs": -3.153,
}

SECOND_LOOK: dict[str, float] = {
    "bias": -0.125,
    "first": 1.063,
    "first_high": 0.294,
    "rivals_more": -0.080,
    "rivals_fewer": -1.175,
    "third": 0.637,
    "third_rivals_more": 0.007,
    "third_rivals_fewer": 0.652,
}


def of(columns: tuple[str, ...], worth: dict[str, float]) -> NDArray[np.float64]:
    """The weights in the order of the columns; KeyError names a column nobody learned."""
    return np.array([worth[column] for column in columns])
