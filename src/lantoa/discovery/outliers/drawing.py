"""Geometry of the plot behind a report: plain numbers for a template, no library."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.discovery.outliers.wording import number

WIDTH, HEIGHT = 480.0, 340.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 12.0, 14.0, 44.0


@dataclass(frozen=True)
class Mark:
    """One unit; `low` and `high` are the ends of its interval on the drawing."""

    x: float
    y: float
    low: float
    high: float
    name: str
    is_flagged: bool


@dataclass(frozen=True)
class Tick:
    """One number on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    """A funnel (counts: ratio by expectation) or value by expectation (other figures)."""

    marks: tuple[Mark, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    inner: str
    outer: str
    middle: tuple[float, float, float, float]
    is_funnel: bool
    width: float = WIDTH
    height: float = HEIGHT
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = HEIGHT - _BOTTOM


def plot(facts: Sequence[Mapping[str, Any]], limits: Sequence[Mapping[str, float]]) -> Plot | None:
    """The plot of findings (as `outliers.Finding` names their facts); None without any."""
    if not facts:
        return None
    return _funnel(facts, limits) if limits else _scatter(facts)


def _funnel(facts: Sequence[Mapping[str, Any]], limits: Sequence[Mapping[str, float]]) -> Plot:
    ratios = [fact["value"] / fact["expected"] for fact in facts]
    most = max([*ratios, *(limit["high"] for limit in limits if limit["size"] >= 5), 1.5]) * 1.05
    sizes = [limit["size"] for limit in limits]
    x = _scale(math.log(sizes[0]), math.log(sizes[-1]), _LEFT, WIDTH - _RIGHT)
    y = _scale(0.0, most, HEIGHT - _BOTTOM, _TOP)
    marks = tuple(
        Mark(
            x(math.log(max(fact["expected"], sizes[0]))), y(ratio),
            y(fact["low"] / fact["expected"]), y(min(fact["high"] / fact["expected"], most)),
            fact["unit"], fact["is_flagged"],
        )
        for fact, ratio in zip(facts, ratios, strict=True)
    )  # fmt: skip
    ends = (math.log(sizes[0]), math.log(sizes[-1]))
    return Plot(
        marks,
        tuple(Tick(x(math.log(s)), number(s)) for s in _round_sizes(sizes[0], sizes[-1])),
        tuple(Tick(y(v), number(v)) for v in _steps(0.0, most)),
        _outline(limits, "low", "high", x, y, most),
        _outline(limits, "outer_low", "outer_high", x, y, most),
        (x(ends[0]), y(1.0), x(ends[1]), y(1.0)),
        is_funnel=True,
    )


def _scatter(facts: Sequence[Mapping[str, Any]]) -> Plot:
    across = [fact["expected"] for fact in facts]
    up = [fact[name] for fact in facts for name in ("value", "low", "high")]
    x = _scale(*_roomy(across), _LEFT, WIDTH - _RIGHT)
    y = _scale(*_roomy(up), HEIGHT - _BOTTOM, _TOP)
    marks = tuple(
        Mark(
            x(fact["expected"]), y(fact["value"]), y(fact["low"]), y(fact["high"]),
            fact["unit"], fact["is_flagged"],
        )
        for fact in facts
    )  # fmt: skip
    low, high = min(across), max(across)
    return Plot(
        marks,
        tuple(Tick(x(v), number(v)) for v in _steps(*_roomy(across), most=5)),
        tuple(Tick(y(v), number(v)) for v in _steps(*_roomy(up))),
        "", "", (x(low), y(low), x(high), y(high)), is_funnel=False,
    )  # fmt: skip


def _outline(
    limits: Sequence[Mapping[str, float]], low: str, high: str,
    x: Callable[[float], float], y: Callable[[float], float], most: float,
) -> str:  # fmt: skip
    """The points of a polygon: along the upper limit and back along the lower."""
    there = [(x(math.log(li["size"])), y(min(li[high], most))) for li in limits]
    back = [(x(math.log(li["size"])), y(max(li[low], 0.0))) for li in reversed(limits)]
    return " ".join(f"{a},{b}" for a, b in there + back)


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    room = (high - low) or 1.0
    return lambda value: round(start + (end - start) * (value - low) / room, 1)


def _roomy(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.05 or 1.0
    return low - room, high + room


def _steps(low: float, high: float, *, most: int = 6) -> list[float]:
    """Round numbers between the ends, at most `most` or one more."""
    raw = (high - low) / most
    base = 10 ** math.floor(math.log10(raw))
    step = next(base * factor for factor in (1, 2, 5, 10) if base * factor >= raw)
    first = math.ceil(low / step)
    return [round(i * step, 10) for i in range(first, math.floor(high / step) + 1)]


def _round_sizes(low: float, high: float) -> list[float]:
    found = [
        factor * 10.0**power
        for power in range(9)
        for factor in (1, 2, 5)
        if low <= factor * 10**power <= high
    ]
    return found[:: max(1, len(found) // 5)] or [round(low)]
