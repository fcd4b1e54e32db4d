"""From lines of a table to units: periods put together, context made into columns."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lantoa.discovery.outliers.contract import Question, Row, Unfit
from lantoa.vietnamese import fold, sort_key

Numbers = np.ndarray[Any, np.dtype[np.float64]]

#: Fewer units than this say nothing about chance.
FEWEST_UNITS = 10
#: A word in a context column that fewer units share goes to "others".
_FEWEST_OF_A_KIND = 3
#: Positive figures that spread wider than this are compared by their ratios.
_WIDE = 20.0


@dataclass(frozen=True)
class Unit:
    """One unit with its lines, first period first."""

    name: str
    rows: tuple[Row, ...]

    @property
    def value(self) -> float:
        """The mean over its periods."""
        return math.fsum(row.value for row in self.rows) / len(self.rows)

    @property
    def total(self) -> float:
        """The sum over its periods."""
        return math.fsum(row.value for row in self.rows)

    @property
    def exposure(self) -> float:
        """The exposure of all its periods."""
        return math.fsum(row.exposure for row in self.rows)


@dataclass(frozen=True)
class Context:
    """The context as columns (no constant among them) and what was left out, as sentences."""

    columns: Numbers
    notes: tuple[str, ...]

    def design(self) -> Numbers:
        """The columns with a leading one."""
        return np.column_stack([np.ones(len(self.columns)), self.columns])


def gathered(rows: list[Row]) -> list[Unit]:
    """The units in Vietnamese alphabetical order. Raises Unfit: fewer than ten."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)
    if len(by_unit) < FEWEST_UNITS:
        raise Unfit(
            f"Bảng chỉ có {len(by_unit)} đơn vị; cần ít nhất {FEWEST_UNITS} đơn vị "
            "mới so được với bối cảnh."
        )
    names = sorted(by_unit, key=lambda name: (sort_key(name), name))
    return [
        Unit(name, tuple(sorted(by_unit[name], key=lambda row: (sort_key(row.period), row.line))))
        for name in names
    ]


def period_shifts(rows: list[Row]) -> dict[str, float]:
    """How much each period lies above the others for all units alike (medians, two rounds)."""
    units: dict[str, float] = dict.fromkeys((row.unit for row in rows), 0.0)
    shifts: dict[str, float] = dict.fromkeys((row.period for row in rows), 0.0)
    if len(shifts) < 2:
        return shifts
    for _ in range(4):
        units = _medians([(row.unit, row.value - shifts[row.period]) for row in rows])
        shifts = _medians([(row.period, row.value - units[row.unit]) for row in rows])
    middle = math.fsum(shifts[row.period] for row in rows) / len(rows)
    return {period: shift - middle for period, shift in shifts.items()}


def period_rates(rows: list[Row]) -> dict[str, float]:
    """How much more frequent counts are in each period, as a factor about one."""
    total: dict[str, float] = {}
    exposure: dict[str, float] = {}
    for row in rows:
        total[row.period] = total.get(row.period, 0.0) + row.value
        exposure[row.period] = exposure.get(row.period, 0.0) + row.exposure
    overall = sum(total.values()) / sum(exposure.values())
    return {period: (total[period] / exposure[period] / overall) or 1e-3 for period in total}


def _medians(pairs: list[tuple[str, float]]) -> dict[str, float]:
    kept: dict[str, list[float]] = {}
    for name, value in pairs:
        kept.setdefault(name, []).append(value)
    return {name: float(np.median(values)) for name, values in kept.items()}


def context_of(units: list[Unit], question: Question) -> Context:
    """The context columns of the units, each about zero and one wide.

    A number is the mean over a unit's periods; wide positive numbers are taken as logarithms.
    Words become one column each, rare ones together. Raises Unfit when context has more
    columns than the units can bear.
    """
    columns: list[Numbers] = []
    notes: list[str] = []
    for place, name in enumerate(question.context):
        values = [[row.context[place] for row in unit.rows] for unit in units]
        if all(isinstance(value, float) for cells in values for value in cells):
            column = _figures(values)
            found = [] if column is None else [column]
        else:
            found = _words([str(cells[-1]) for cells in values])
        if not found:
            notes.append(f"Cột “{name}” như nhau ở mọi đơn vị nên không dùng.")
        columns += found
    if len(columns) * 5 > len(units):
        raise Unfit(
            f"Bối cảnh có {len(columns)} cột số hoặc nhóm, quá nhiều cho {len(units)} đơn vị. "
            "Bỏ bớt cột bối cảnh."
        )
    return Context(_independent(columns, len(units), notes), tuple(notes))


def _figures(values: list[list[Any]]) -> Numbers | None:
    column = np.array([math.fsum(cells) / len(cells) for cells in values])
    if column.min() > 0 and column.max() / column.min() > _WIDE:
        column = np.log(column)
    spread = float(column.std())
    if spread <= 1e-9 * max(1.0, float(np.abs(column).max())):
        return None
    return np.asarray((column - column.mean()) / spread)


def _words(words: list[str]) -> list[Numbers]:
    folded = [fold(word) for word in words]
    counted = {word: folded.count(word) for word in set(folded)}
    folded = [word if counted[word] >= _FEWEST_OF_A_KIND else "" for word in folded]
    kinds = sorted(set(folded), key=lambda word: (-folded.count(word), word))
    return [np.array([float(word == kind) for word in folded]) for kind in kinds[1:]]


def _independent(columns: list[Numbers], count: int, notes: list[str]) -> Numbers:
    """The columns without those that the earlier ones already tell."""
    kept: list[Numbers] = [np.ones(count)]
    for column in columns:
        if np.linalg.matrix_rank(np.column_stack([*kept, column]), tol=1e-6) > len(kept):
            kept.append(column)
        else:
            notes.append("Có cột bối cảnh nói điều cột khác đã nói nên không dùng hai lần.")
    return np.column_stack(kept)[:, 1:] if len(kept) > 1 else np.empty((count, 0))


def nearest(columns: Numbers, at: int, most: int = 10) -> list[int]:
    """The units whose context is most like that of unit `at`: its peers, nearest first."""
    if not columns.shape[1]:
        return []
    distances = ((columns - columns[at]) ** 2).sum(axis=1)
    distances[at] = np.inf
    found = np.argpartition(distances, most)[:most] if len(columns) > most * 3 else None
    order = np.argsort(distances, kind="stable") if found is None else found
    order = order[np.argsort(distances[order], kind="stable")]
    return [int(i) for i in order[: min(most, len(columns) // 3)]]
