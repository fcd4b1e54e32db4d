"""Many units judged at once: how many false finds are to be expected."""

from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]


def adjusted(chances: Numbers) -> Numbers:
    """P-values adjusted by Benjamini Y, Hochberg Y (1995), "Controlling the false discovery
    rate", Journal of the Royal Statistical Society B 57:289-300.

    Flagging all at or below q keeps the expected share of false flags at or below q; when no
    unit differs, the probability of any flag at all.
    """
    count = len(chances)
    order = np.argsort(chances, kind="stable")
    scaled = chances[order] * count / np.arange(1, count + 1)
    running = np.minimum.accumulate(scaled[::-1])[::-1]
    result = np.empty(count)
    result[order] = np.minimum(running, 1.0)
    return result
