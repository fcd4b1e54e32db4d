"""Geometry of the drawings on public pages: plain numbers for templates."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Width of one place on the axis and height of the whole, in units of the drawing.
PITCH, HEIGHT = 10.0, 100.0


@dataclass(frozen=True)
class Bar:
    """One bar with a narrower one before it; measured from above, as SVG does."""

    x: float
    back: float
    front: float
    words: str
    is_running: bool

    @property
    def back_top(self) -> float:
        """Where the wide bar begins."""
        return round(HEIGHT - self.back, 2)

    @property
    def front_top(self) -> float:
        """Where the narrow bar begins."""
        return round(HEIGHT - self.front, 2)


def ceiling(most: int) -> int:
    """The next round number (1, 2, 3, 4, 5, 6 or 8 times a power of ten), for the uppermost line."""
    step = 1
    while True:
        for factor in (1, 2, 3, 4, 5, 6, 8):
            if most <= factor * step:
                return factor * step
        step *= 10


def bars(rows: Sequence[tuple[str, int, int]], top: int) -> list[Bar]:
    """Bars for (words, back, front); `top` is the figure that fills the height. The last row is
    a period that still runs.
    """
    return [
        Bar(
            number * PITCH,
            round(HEIGHT * back / top, 2),
            round(HEIGHT * front / top, 2),
            words,
            number == len(rows) - 1,
        )
        for number, (words, back, front) in enumerate(rows)
    ]


def cells(count: int, total: int, *, of: int = 20) -> int:
    """How many of `of` cells a part of a whole fills; something never shows as nothing."""
    if not count or not total:
        return 0
    return max(1, round(of * count / total))
