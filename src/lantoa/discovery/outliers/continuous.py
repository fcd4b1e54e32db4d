"""Figures that are no counts: robust regression on the context, and honest tails.

The expectation comes from an M-estimator with Tukey's bisquare, started from Huber's (Huber
1981; Beaton and Tukey 1974), so the units looked for do not pull it toward themselves. Widths
that differ (by level, exposure, number of periods or context) are modelled on the logarithm of
the residuals (Harvey 1976). `tails` says how far out chance goes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm

from lantoa.discovery.outliers import tails
from lantoa.discovery.outliers.contract import Unfit
from lantoa.discovery.outliers.tails import Numbers

#: A cause of differing widths is believed from this t value on.
_BELIEVED = 2.5
_MANY = 30


@dataclass(frozen=True)
class Judged:
    """For each unit: expectation, 95 % interval and the chance of so high a value."""

    expected: Numbers
    low: Numbers
    high: Numbers
    chance: Numbers
    is_uneven: bool
    is_curved: bool


def judge(values: Numbers, columns: Numbers, widths: dict[str, Numbers]) -> Judged:
    """Judge `values` (higher is better) against the context `columns`.

    `widths` are causes that may make some units vary more than others (log of exposure, of
    the number of periods). Raises Unfit when the values do not vary about the expectation.
    """
    scale = float(np.std(values))
    if scale <= 1e-9 * max(1.0, float(np.abs(values).max())):
        raise Unfit("Mọi đơn vị có cùng một giá trị nên không có gì để so.")
    design = np.column_stack([np.ones(len(values)), columns])
    design, is_curved = _bent(values, design)
    weight = np.ones(len(values))
    fitted = design @ _robust(values, design, weight)
    spread = _spread(values - fitted, fitted, columns, widths)
    weight = 1 / spread
    beta = _robust(values, design, weight)
    fitted = design @ beta
    residuals = (values - fitted) * weight
    if float(np.median(np.abs(residuals))) <= 1e-9 * scale:
        raise Unfit("Bối cảnh nói đúng hẳn giá trị của hơn nửa số đơn vị nên không có gì để so.")
    leverage = _leverage(design * weight[:, None])
    room = np.sqrt(np.maximum(1 - leverage, 0.05))
    curve = tails.fit(residuals / room)
    low, high = curve.quantile(0.025), curve.quantile(0.975)
    out = np.sqrt(1 + leverage) * spread
    return Judged(
        expected=fitted, low=fitted + low * out, high=fitted + high * out,
        chance=curve.above(residuals / room),
        is_uneven=bool(np.ptp(spread) > 1e-9), is_curved=is_curved,
    )  # fmt: skip


def _robust(values: Numbers, design: Numbers, weight: Numbers) -> Numbers:
    y, x = values * weight, design * weight[:, None]
    first = sm.RLM(y, x, M=sm.robust.norms.HuberT()).fit(maxiter=100)
    if not np.isfinite(first.scale) or first.scale <= 0:
        return np.asarray(first.params)
    fit = sm.RLM(y, x, M=sm.robust.norms.TukeyBiweight()).fit(
        maxiter=100, start_params=first.params
    )
    return np.asarray(fit.params if np.isfinite(fit.params).all() else first.params)


def _bent(values: Numbers, design: Numbers) -> tuple[Numbers, bool]:
    """The design with squares of the context figures whose curve is plain to see."""
    wide = [column for column in design.T[1:] if len(np.unique(column)) > max(8, len(values) // 10)]
    if len(values) < _MANY or not wide:
        return design, False
    squares = [column**2 - np.mean(column**2) for column in wide]
    full = np.column_stack([design, *squares])
    if full.shape[1] * 5 > len(values) or np.linalg.matrix_rank(full) < full.shape[1]:
        return design, False
    fit = sm.RLM(values, full, M=sm.robust.norms.HuberT()).fit(maxiter=100)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.abs(fit.params / fit.bse)[design.shape[1] :]
    kept = [square for square, step in zip(squares, steps, strict=True) if step > 3]
    return np.column_stack([design, *kept]), bool(kept)


def _spread(
    residuals: Numbers, fitted: Numbers, columns: Numbers, widths: dict[str, Numbers]
) -> Numbers:
    """How wide chance is at each unit, about one."""
    causes = list(widths.values())
    if len(residuals) >= _MANY:
        causes += [fitted, *(c for c in columns.T if len(np.unique(c)) > 2)]
    size = np.abs(residuals)
    floor = 0.05 * float(np.median(size))
    if floor <= 0:
        return np.ones(len(residuals))
    target = np.log(np.maximum(size, floor))
    spread = np.zeros(len(residuals))
    for cause in causes:
        width = float(np.std(cause))
        if width <= 1e-9:
            continue
        z = (cause - cause.mean()) / width
        fit = sm.OLS(target - spread, sm.add_constant(z)).fit()
        if abs(float(fit.tvalues[1])) > _BELIEVED:
            spread = spread + float(fit.params[1]) * z
    return np.asarray(np.exp(np.clip(spread - np.median(spread), -3, 3)))


def _leverage(design: Numbers) -> Numbers:
    q: Any = np.linalg.qr(design)[0]
    return np.asarray((q**2).sum(axis=1))
