"""Control limits of funnel plots, exact for counts and proportions.

Spiegelhalter DJ (2005), "Funnel plots for comparing institutional performance", Statistics in
Medicine 24:1185-1202, appendix A.1: with r the smallest count whose cumulative probability
reaches p, the limit is r - a, where a says how far the probability overshoots. Between the
steps of the exact distribution the limits are thus smooth, and at a step they are exact.
Over-dispersion (A.3): winsorised z-scores, a multiplicative factor phi, an additive variance.
"""

from typing import Any

import numpy as np
from scipy import special

Numbers = np.ndarray[Any, np.dtype[np.float64]]

#: Lower and upper chance of the inner (95 %) and the outer (99.8 %) funnel.
INNER = (0.025, 0.975)
OUTER = (0.001, 0.999)


def poisson_limit(expected: float, p: float) -> float:
    """The interpolated count below which a Poisson count stays with probability `p`."""
    return _interpolated(lambda count: float(special.pdtr(count, expected)), expected, p)


def binomial_limit(n: int, target: float, p: float) -> float:
    """The interpolated count of successes out of `n`, each with probability `target`."""
    limit = _interpolated(lambda count: float(special.bdtr(count, n, target)), n * target, p)
    return min(limit, float(n))


def poisson_step(expected: float, p: float) -> int:
    """The smallest count whose cumulative Poisson probability is at least `p`."""
    return _smallest(lambda count: float(special.pdtr(count, expected)), expected, p)


def winsorised(scores: Numbers, share: float = 0.1) -> Numbers:
    """Scores with the lowest and the highest `share` pulled in to the quantile there."""
    low, high = np.quantile(scores, [share, 1 - share])
    return np.clip(scores, low, high)


def overdispersion(scores: Numbers) -> float:
    """Spiegelhalter's phi: the mean square of z-scores; 1 when chance explains all of it."""
    return float(np.mean(scores**2))


def between_variance(scores: Numbers, errors: Numbers) -> float:
    """The additive variance tau squared between units (DerSimonian and Laird 1986, as in
    Spiegelhalter 2005, A.3); 0 when phi is small enough.
    """
    count, weights = len(scores), 1 / errors**2
    excess = count * overdispersion(scores) - (count - 1)
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    return max(0.0, excess / room) if room > 0 else 0.0


def _interpolated(below: Any, mean: float, p: float) -> float:
    step = _smallest(below, mean, p)
    reached = below(step)
    before = below(step - 1) if step else 0.0
    return float(max(0.0, step - (reached - p) / (reached - before)))


def _smallest(below: Any, mean: float, p: float) -> int:
    low, high = -1, int(mean + 12 * np.sqrt(mean + 1) + 12)
    while high - low > 1:
        middle = (low + high) // 2
        if below(middle) >= p:
            high = middle
        else:
            low = middle
    return high
