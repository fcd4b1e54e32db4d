"""Counts: a log-linear model with over-dispersion, and exact tails.

The expectation comes from a negative binomial regression (McCullagh and Nelder 1989; Hilbe
2011) whose counts are winsorised at what chance allows, so the units looked for do not pull it
toward themselves (Spiegelhalter 2005, A.3, winsorises for the same reason). Around it units
differ by more than Poisson chance: the logarithm of the true rate is normal with a width whose
uncertainty is kept (a grid with weights by Bayes' rule, the upper tenth only known to be
"above"). The chance given is the exact one of so high a count or a higher one, under lognormal
or gamma differences, whichever is more cautious; never mid-P, so it errs to the safe side.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import statsmodels.api as sm
from scipy import special

from lantoa.discovery.outliers.tails import CENSORED, Numbers

_NODES = np.arange(-7.0, 7.01, 0.2)
_WEIGHTS = np.exp(-(_NODES**2) / 2) / np.exp(-(_NODES**2) / 2).sum()
_WIDTHS = np.geomspace(0.01, 2.5, 16)
#: Variance of a standard normal figure winsorised at its 10 % and 90 % points.
_WINSORISED = 0.6787


@dataclass(frozen=True)
class Judged:
    """For each unit: expectation, 95 % interval and the chance of so good a count.

    `width` is the standard deviation of the log rate between units beyond Poisson chance.
    """

    expected: Numbers
    low: Numbers
    high: Numbers
    chance: Numbers
    width: float
    phi: float


class Steps:
    """Counts to be reached, with the waiting times of a Poisson process until it reaches them."""

    def __init__(self, at: Numbers) -> None:
        self.at = at

    @cached_property
    def waits(self) -> Numbers:
        """Logarithms of gamma waiting times at the normal nodes, a row for each count.

        Wilson and Hilferty's cube root where it is exact enough, the inverse elsewhere.
        """
        count = np.maximum(self.at, 0.5)[:, None]
        cube = 1 - 1 / (9 * count) + _NODES / (3 * np.sqrt(count))
        result = np.log(count) + 3 * np.log(np.maximum(cube, 1e-9))
        few = self.at < 30
        if few.any():
            exact = special.gammaincinv(count[few], special.ndtr(_NODES))
            result[few] = np.log(np.maximum(exact, 1e-300))
        return np.asarray(result)


def judge(counts: Numbers, exposure: Numbers, columns: Numbers, *, is_more: bool) -> Judged:
    """Judge `counts` against exposure and context; `is_more`: whether more is better."""
    design = np.column_stack([np.ones(len(counts)), columns])
    mean, doubt, alpha, phi = _expectation(counts, np.log(exposure), design)
    grid = _grid(counts, mean, np.sqrt(np.log1p(alpha)), is_more=is_more)
    steps = Steps(counts if is_more else counts + 1)
    chance = np.zeros(len(counts))
    total = np.zeros(len(counts))
    for shift, width, weight in grid:
        centre, wide = np.log(mean) + shift, np.sqrt(width**2 + doubt)
        chance += weight * np.maximum(
            lognormal_tail(steps, centre, wide, is_more=is_more),
            gamma_tail(steps, centre, wide, is_more=is_more),
        )
        total += weight * np.exp(centre + wide**2 / 2)
    width = float(np.sqrt(sum(w * s**2 for _, s, w in grid)))
    centre = np.log(mean) + sum(w * m for m, _, w in grid)
    wide = np.sqrt(width**2 + doubt)
    low, high = quantile(0.025, centre, wide), quantile(0.975, centre, wide)
    return Judged(total, low, high, np.minimum(chance, 1.0), width, phi)


def _expectation(
    counts: Numbers, offset: Numbers, design: Numbers
) -> tuple[Numbers, Numbers, float, float]:
    """Mean, variance of its logarithm, negative binomial alpha, Spiegelhalter's phi."""
    alpha, phi, kept = 0.0, 1.0, counts
    for turn in range(6):
        family = (
            sm.families.NegativeBinomial(alpha=alpha) if alpha > 1e-6 else sm.families.Poisson()
        )
        fit = sm.GLM(kept, design, family=family, offset=offset).fit(maxiter=50)
        mean = np.clip(np.asarray(fit.fittedvalues), 1e-6, None)
        scores = (counts - mean) / np.sqrt(mean)
        pulled = np.clip(scores, *np.quantile(scores, [CENSORED, 1 - CENSORED]))
        if not turn:
            phi = float(np.mean(pulled**2)) / _WINSORISED
        excess = (pulled**2 / _WINSORISED - 1) / mean
        alpha = float(np.clip(np.sum(excess * mean) / np.sum(mean), 0.0, 5.0))
        spread = np.sqrt(mean + alpha * mean**2)
        kept = np.clip(counts, np.maximum(0, mean - 2 * spread), mean + 2 * spread)
    weight = mean / (1 + alpha * mean)
    inverse = np.linalg.pinv(design.T @ (design * weight[:, None]))
    doubt = np.einsum("ij,jk,ik->i", design, inverse, design)
    return mean, np.clip(doubt, 0, 1), alpha, phi


def _grid(
    counts: Numbers, mean: Numbers, guess: float, *, is_more: bool
) -> list[tuple[float, float, float]]:
    """(shift of the log mean, width, weight): coarse first, then fine where the weight is."""
    rough = np.sqrt(1 / mean + max(guess, 0.05) ** 2)
    far = (np.log(counts + 0.5) - np.log(mean + 0.5)) / rough * (1 if is_more else -1)
    limit = float(np.quantile(far, 1 - CENSORED))
    bound = np.exp(np.log(mean + 0.5) + (limit if is_more else -limit) * rough) - 0.5
    is_hidden = far > limit
    bound = np.clip(np.floor(bound) if is_more else np.ceil(bound), 0, None)

    points = Steps(counts[~is_hidden] + 1)
    edges = Steps(bound[is_hidden] + 1 if is_more else bound[is_hidden])
    centres = np.log(mean)

    def likely(shift: float, width: float) -> float:
        known = lognormal_point(points, centres[~is_hidden] + shift, np.full(len(points.at), width))
        tail = lognormal_tail(
            edges, centres[is_hidden] + shift, np.full(len(edges.at), width), is_more=is_more
        )
        return float(sum(np.log(np.maximum(part, 1e-300)).sum() for part in (known, tail)))

    coarse = np.array([likely(0.0, width) for width in _WIDTHS])
    weight = np.exp(coarse - coarse.max())
    weight /= weight.sum()
    middle = float((weight * np.log(_WIDTHS)).sum())
    room = float(np.sqrt((weight * (np.log(_WIDTHS) - middle) ** 2).sum()))
    room = max(room, 1 / np.sqrt(2 * len(counts)))
    widths = np.exp(middle + room * np.linspace(-2.5, 3.0, 8))
    step = float(np.sqrt(np.mean(rough**2) / len(counts)))
    shifts = step * np.linspace(-3, 3, 5)
    places = [(float(shift), float(width)) for shift in shifts for width in widths]
    scores = np.array([likely(*place) for place in places])
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return [(*place, float(w)) for place, w in zip(places, weights, strict=True) if w > 1e-4]


def lognormal_point(next_up: Steps, centre: Numbers, width: Numbers) -> Numbers:
    """The chance of exactly one count less than `next_up`; the log rate is normal."""
    count = next_up.at - 1
    result = np.empty(len(count))
    broad = width * np.sqrt(next_up.at) >= 1
    if broad.any():
        waiting = next_up.waits[broad]
        z = (waiting - centre[broad, None]) / width[broad, None]
        dense = np.exp(-(z**2) / 2 - waiting) / (width[broad, None] * np.sqrt(2 * np.pi))
        result[broad] = dense @ _WEIGHTS
    if (~broad).any():
        rate = centre[~broad, None] + width[~broad, None] * _NODES
        at = count[~broad, None]
        result[~broad] = np.exp(at * rate - np.exp(rate) - special.gammaln(at + 1)) @ _WEIGHTS
    return result


def lognormal_tail(steps: Steps, centre: Numbers, width: Numbers, *, is_more: bool) -> Numbers:
    """The chance of reaching the step (`is_more`), or of staying below it.

    A Poisson count reaches k when the k-th event comes before the rate has passed; so the tail
    is a mean over that waiting time, smooth even where it is very small.
    """
    at = steps.at
    result = np.full(len(at), 1.0 if is_more else 0.0)
    broad = (width * np.sqrt(np.maximum(at, 0)) >= 1) & (at > 0)
    narrow = ~broad & (at > 0)
    if broad.any():
        z = (centre[broad, None] - steps.waits[broad]) / width[broad, None]
        result[broad] = special.ndtr(z if is_more else -z) @ _WEIGHTS
    if narrow.any():
        rate = np.exp(centre[narrow, None] + width[narrow, None] * _NODES)
        cut = at[narrow, None]
        chance = special.gammainc(cut, rate) if is_more else special.gammaincc(cut, rate)
        result[narrow] = chance @ _WEIGHTS
    return result


def gamma_tail(steps: Steps, centre: Numbers, width: Numbers, *, is_more: bool) -> Numbers:
    """The same when rates differ by a gamma of equal mean and variance (negative binomial)."""
    mean = np.exp(centre + width**2 / 2)
    size = 1 / np.expm1(width**2)
    share = mean / (mean + size)
    reached = np.where(steps.at > 0, special.betainc(np.maximum(steps.at, 1e-12), size, share), 1.0)
    return np.asarray(reached if is_more else 1 - reached)


def quantile(chance: float, centre: Numbers, width: Numbers) -> Numbers:
    """The smallest count whose cumulative chance is at least `chance`."""
    rate = np.exp(centre[:, None] + width[:, None] * _NODES)
    low = np.full(len(centre), -1.0)
    high = np.ceil(np.exp(centre + 5 * width) + 12 * np.sqrt(np.exp(centre + 5 * width)) + 12)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = special.pdtr(np.maximum(middle, 0)[:, None], rate) @ _WEIGHTS >= chance
        enough &= middle >= 0
        high = np.where(enough, middle, high)
        low = np.where(enough, low, middle)
    return np.asarray(high)
