"""Small operations on columns of whole numbers, by sorting: quicker here than numpy's own."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def distinct(values: Ints) -> Ints:
    """The values, each once, in order."""
    ranked = np.sort(values)
    return ranked[firsts(ranked)]


def firsts(ranked: Ints) -> NDArray[np.bool_]:
    """Where in a sorted column a new value begins."""
    new = np.ones(len(ranked), bool)
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:])
    return new


def times(values: Ints) -> Ints:
    """For each value how often it stands in the column."""
    order = np.argsort(values)
    begins = np.flatnonzero(firsts(values[order]))
    sizes = np.diff(np.append(begins, len(values)))
    found = np.empty(len(values), np.int64)
    found[order] = np.repeat(sizes, sizes)
    return found
