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
    "bias": -7.737,
    "name_same_marked": 2.959,
    "name_same_bare": 3.757,
    "name_mended": 3.715,
    "name_other_marks": 1.698,
    "name_one_slip": 2.067,
    "name_two_slips": -1.276,
    "name_part_missing": 0.155,
    "name_given_family": -2.399,
    "name_given": -3.344,
    "name_none": -7.339,
    "slip_common": -1.569,
    "slip_one_syllable": 0.679,
    "common_same": -0.725,
    "common_near": -1.073,
    "twins": -1.388,
    "twins_many": 0.865,
    "year_same": 3.221,
    "year_off_one": 1.134,
    "year_digits": -2.946,
    "year_other": -3.874,
    "year_missing": 2.455,
    "commune_same": 2.036,
    "commune_now": 1.641,
    "commune_missing": 0.143,
    "commune_other": -3.829,
    "commune_size": -0.649,
    "body_cosine": 5.346,
    "body_high": 1.357,
    "body_low": -3.582,
    "body_missing": 1.689,
    "deed_cosine": 0.710,
    "deed_half": 0.809,
    "deed_high": 0.834,
    "deed_within": 2.409,
    "deed_shared": 1.904,
    "deed_much": -1.142,
    "numbers_same": 0.541,
    "numbers_all": 1.303,
    "numbers_none": -0.124,
    "deed_missing": 2.455,
}

BODIES: dict[str, float] = {
    "bias": -18.144,
    "title_cosine": 1.541,
    "title_within": 3.188,
    "title_ratio": 5.175,
    "title_alike": 3.177,
    "title_same": 2.400,
    "title_marks": 0.717,
    "title_numbers": -1.456,
    "common_same": -1.412,
    "commune_same": 0.641,
    "commune_now": 1.879,
    "commune_missing": 0.503,
    "commune_other": -3.046,
    "commune_size": 0.115,
    "body_cosine": 2.098,
    "body_high": 0.814,
    "body_low": -1.757,
    "body_missing": 1.033,
    "deed_cosine": 0.101,
    "deed_half": 1.247,
    "deed_high": 1.681,
    "deed_within": 3.372,
    "deed_shared": 2.021,
    "deed_much": -1.271,
    "numbers_same": 0.550,
    "numbers_all": 1.760,
    "numbers_none": -0.315,
    "deed_missing": 3.356,
    "kind_differs": -2.187,
}

SECOND_LOOK: dict[str, float] = {
    "bias": 0.492,
    "first": 1.060,
    "first_high": 0.624,
    "rivals_more": -0.155,
    "rivals_fewer": -1.100,
    "third": 0.376,
    "third_rivals_more": 0.129,
    "third_rivals_fewer": 0.567,
}


def of(columns: tuple[str, ...], worth: dict[str, float]) -> NDArray[np.float64]:
    """The weights in the order of the columns; KeyError names a column nobody learned."""
    return np.array([worth[column] for column in columns])
