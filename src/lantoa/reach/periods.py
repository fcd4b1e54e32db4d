"""Days put together to weeks and months. A week is Monday to Sunday of Vietnam's time."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from lantoa.reach.queries import DayFigures

Kind = Literal["day", "week", "month"]


def begun(kind: Kind, day: date) -> date:
    """The first day of the period that `day` lies in."""
    if kind == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind == "month" else day


def first_of(kind: Kind, count: int, on: date) -> date:
    """The first day of the `count` periods that end with the one `on` lies in."""
    if kind == "month":
        months = on.year * 12 + on.month - 1 - (count - 1)
        return date(months // 12, months % 12 + 1, 1)
    return begun(kind, on) - timedelta(days=(count - 1) * (7 if kind == "week" else 1))


def put_together(kind: Kind, days: Sequence[DayFigures]) -> list[DayFigures]:
    """Figures per period, oldest first; `days` follow one another and begin a period."""
    return [
        DayFigures(
            first, sum(d.views for d in some), sum(d.visits for d in some),
            sum(d.robots for d in some),
        )
        for first, group in groupby(days, lambda day: begun(kind, day.day))
        for some in [list(group)]
    ]  # fmt: skip
