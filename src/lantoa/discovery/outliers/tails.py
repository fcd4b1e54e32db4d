"""How far out a residual may lie by chance, when nobody knows the shape of chance beforehand.

Figures of communes have heavier tails than the normal curve, and the few units looked for lie
themselves in the upper tail. So the curve is a Student t whose place, width and degrees of
freedom are all uncertain (a grid with weights by Bayes' rule), and the upper tenth of the
residuals only says "above this point", never how far: what is looked for cannot widen the curve
that judges it, and the lower side shows how heavy the tails are.

The chance given is that of a new residual from the weighted mixture (Geisser's predictive
probability), so it is honest in small samples: with few units the mixture is wide.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, special

Numbers = np.ndarray[Any, np.dtype[np.float64]]

#: Share of the residuals that is only known to be "above".
CENSORED = 0.1
#: Degrees of freedom and their weight before the data. Sixty residuals can hardly tell t(3) from
#: t(6), so heavy tails are believed first: with less, every twelfth table of t(3) named somebody.
_FREEDOMS = np.array([2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0, 20.0, 1000.0])
_BELIEFS = np.array([2.0, 1.8, 1.6, 1.4, 1.0, 1.0, 1.0, 1.1, 1.4])
#: Lean to the upper side (incomes, areas): Tukey's g, 0 is even, 0.5 and more like a lognormal.
_LEANS = np.array([0.0, 0.25, 0.5, 0.75])
_LEANINGS = np.array([100.0, 1.0, 1.0, 1.0])
#: With more residuals than this, so many quantiles of them stand for all.
_MOST = 1000


@dataclass(frozen=True)
class Curve:
    """Weighted Student curves that together say what chance does."""

    weights: Numbers
    middles: Numbers
    widths: Numbers
    freedoms: Numbers
    leans: Numbers

    def above(self, residuals: Numbers) -> Numbers:
        """The chance of a residual at least so large, for each."""
        parts = np.array_split(residuals, 1 + len(residuals) // _MOST)
        return np.concatenate([self._part(part) for part in parts])

    def _part(self, residuals: Numbers) -> Numbers:
        steps = (residuals[:, None] - self.middles) / self.widths
        return np.asarray(_upper(steps, self.freedoms, self.leans) @ self.weights)

    def quantile(self, chance: float) -> float:
        """The residual below which chance stays with this probability."""
        far = float(np.abs(self.middles).max() + self.widths.max())
        while self._above(far) > 1 - chance or self._above(-far) < 1 - chance:
            far *= 2
        return float(optimize.brentq(lambda at: self._above(at) - (1 - chance), -far, far))

    def _above(self, residual: float) -> float:
        return float(self.above(np.array([residual]))[0])


def fit(residuals: Numbers) -> Curve:
    """The curve of these residuals (about one unit wide, about zero)."""
    limit = float(np.quantile(residuals, 1 - CENSORED))
    known = residuals[residuals <= limit]
    hidden = len(residuals) - len(known)
    each = 1.0
    if len(known) > _MOST:
        each = len(known) / _MOST
        known = np.quantile(known, (np.arange(_MOST) + 0.5) / _MOST)
    scale, room = _width(residuals), 1 / np.sqrt(len(residuals))
    middle, width, freedom_at, lean_at = (
        axis.ravel()
        for axis in np.meshgrid(
            scale * np.linspace(-3.5, 3.5, 7) * room,
            scale * np.exp(np.linspace(-5.0, 3.5, 14) * room),
            np.arange(len(_FREEDOMS)),
            np.arange(len(_LEANS)),
            indexing="ij",
        )
    )
    freedom, lean = _FREEDOMS[freedom_at.astype(int)], _LEANS[lean_at.astype(int)]
    shape = (
        special.gammaln((freedom + 1) / 2) - special.gammaln(freedom / 2)
        - 0.5 * np.log(freedom * np.pi) - np.log(width)
    )  # fmt: skip
    steps, stretch = _even((known[:, None] - middle) / width, lean)
    likely = len(known) * shape - stretch.sum(axis=0)
    likely -= ((freedom + 1) / 2 * np.log1p(steps**2 / freedom)).sum(axis=0)
    tail = _upper((limit - middle) / width, freedom, lean)
    likely = each * likely + hidden * np.log(np.maximum(tail, 1e-300))
    likely += np.log(_BELIEFS[freedom_at.astype(int)] * _LEANINGS[lean_at.astype(int)])
    weights = np.exp(likely - likely.max())
    weights /= weights.sum()
    keep = weights > 1e-5
    return Curve(
        weights[keep] / weights[keep].sum(), middle[keep], width[keep], freedom[keep], lean[keep]
    )


def _upper(steps: Numbers, freedom: Numbers, lean: Numbers) -> Numbers:
    """The chance above `steps` on each curve."""
    return np.asarray(special.stdtr(freedom, -_even(steps, lean)[0]))


def _even(steps: Numbers, lean: Numbers) -> tuple[Numbers, Numbers]:
    """The steps with the lean taken out (Tukey's g; Hoaglin 1985), and the log of the stretch.

    What lies below the end of a leaning curve cannot come from it: the step is far out.
    """
    g = np.where(lean > 0, lean, 1.0)
    room = 1 + g * steps
    stretch = np.log(np.maximum(room, 1e-300))
    is_even = lean == 0
    penalty = np.where(room > 0, stretch, 50.0)
    return np.where(is_even, steps, stretch / g), np.where(is_even, 0.0, penalty)


def _width(residuals: Numbers) -> float:
    """A width that the upper side cannot stretch: the lower half against the middle."""
    middle = float(np.median(residuals))
    lower = np.abs(residuals[residuals <= middle] - middle)
    return float(np.median(lower)) * 1.4826 or float(np.std(residuals)) or 1.0
