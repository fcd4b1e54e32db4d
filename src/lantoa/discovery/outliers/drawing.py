"""Geometry of the plot behind a report: plain numbers for a template, no library."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.discovery.outliers.wording import number

#: Small, so that the letters are still read when the drawing is as wide as a telephone.
WIDTH, HEIGHT = 400.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 10.0, 30.0, 42.0
#: Names on the drawing: how many, how many letters; how high a line is, how wide a letter. The list beside it has them all.
_MOST_NAMES, _LONGEST, _LINE, _LETTER = 8, 24, 15.0, 7.4


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
class Name:
    """The name of a unit worth a visit, beside its mark; `anchor` as SVG has it."""

    x: float
    y: float
    anchor: str
    text: str


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

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of the first flagged units from the top, none written over another or over
        a mark of the flagged; one that finds no room is left to the list.
        """
        flagged = sorted((mark for mark in self.marks if mark.is_flagged), key=lambda m: m.y)
        taken = [(mark.x - 6, mark.x + 6, mark.y) for mark in flagged]
        found: list[Name] = []
        for mark in flagged[:_MOST_NAMES]:
            text = mark.name if len(mark.name) <= _LONGEST else f"{mark.name[: _LONGEST - 1]}…"
            for place in _places(mark, text):
                if self._has_room(place, taken):
                    taken.append(place)
                    is_left = place[1] < mark.x
                    anchor, x = ("end", place[1]) if is_left else ("start", place[0])
                    found.append(Name(round(x, 1), round(place[2] + 5, 1), anchor, text))
                    break
        return tuple(found)

    def _has_room(
        self, place: tuple[float, float, float], taken: list[tuple[float, float, float]]
    ) -> bool:
        start, end, y = place
        is_inside = start >= self.left and end <= self.right and self.top <= y <= self.bottom
        return is_inside and not any(
            start < other_end and end > other_start and abs(y - other_y) < _LINE
            for other_start, other_end, other_y in taken
        )


def _places(mark: Mark, text: str) -> list[tuple[float, float, float]]:
    """Where the name may stand (from, to, middle line): at the right, at the left, then lower
    and higher.
    """
    wide = len(text) * _LETTER
    sides = [(mark.x + 10, mark.x + 10 + wide), (mark.x - 10 - wide, mark.x - 10)]
    return [(*side, mark.y + by) for by in (0.0, _LINE, -_LINE) for side in sides]


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
