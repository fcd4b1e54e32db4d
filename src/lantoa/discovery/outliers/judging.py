"""The whole road from rows to a report."""

import math

import numpy as np

from lantoa.discovery.outliers import continuous, counts, funnel, units
from lantoa.discovery.outliers.adjusting import adjusted
from lantoa.discovery.outliers.contract import (
    Finding,
    Limit,
    Protected,
    Question,
    Report,
    Row,
    Unfit,
)
from lantoa.discovery.outliers.tails import Numbers
from lantoa.discovery.outliers.units import Context, Unit
from lantoa.discovery.outliers.wording import method_of, why

_TOO_FEW = "Sau khi bỏ các đơn vị có số quá nhỏ chỉ còn {count} đơn vị, chưa đủ để so."
_MANY = 2000


def judge(rows: list[Row], question: Question) -> Report:
    """Judge every unit that is not protected. Raises Unfit."""
    gathered = units.gathered(rows)
    shown, protected = _sheltered(gathered, question)
    if len(shown) < units.FEWEST_UNITS:
        raise Unfit(_TOO_FEW.format(count=len(shown)))
    if question.is_count:
        # Small counts tell what is usual too: they stay in the model, unseen.
        return _judge_counts(rows, gathered, shown, protected, question)
    kept = {unit.name for unit in shown}
    return _judge_figures([row for row in rows if row.unit in kept], shown, protected, question)


def _sheltered(gathered: list[Unit], question: Question) -> tuple[list[Unit], list[Protected]]:
    shown: list[Unit] = []
    protected: list[Protected] = []
    for unit in gathered:
        if question.exposure and unit.exposure < question.min_exposure:
            protected.append(Protected(unit.name, "quy mô quá nhỏ"))
        elif question.is_count and unit.total < question.min_count:
            protected.append(Protected(unit.name, "số quá nhỏ"))
        else:
            shown.append(unit)
    return shown, protected


def _judge_figures(
    rows: list[Row], shown: list[Unit], protected: list[Protected], question: Question
) -> Report:
    sign = 1.0 if question.better == "higher" else -1.0
    context = units.context_of(shown, question)
    shifts = units.period_shifts(rows)
    values = np.array(
        [math.fsum(r.value - shifts[r.period] for r in u.rows) / len(u.rows) for u in shown]
    )
    widths = {"periods": np.log([float(len(unit.rows)) for unit in shown])}
    if question.exposure:
        widths["exposure"] = np.log([unit.exposure for unit in shown])
    judged = continuous.judge(sign * values, context.columns, widths)
    low, high = (judged.low, judged.high) if sign > 0 else (-judged.high, -judged.low)
    better = [
        sum(sign * (r.value - shifts[r.period]) > judged.expected[i] for r in unit.rows)
        for i, unit in enumerate(shown)
    ]
    found = _findings(
        shown, values, sign * judged.expected, low, high, judged.chance, better, context, question
    )
    notes = [*context.notes]
    if judged.is_uneven:
        notes.append(
            "Có nơi dao động nhiều, nơi dao động ít; khoảng dự kiến đã tính theo từng nơi."
        )
    if judged.is_curved:
        notes.append("Liên hệ với bối cảnh là đường cong; đã tính.")
    return Report(
        method_of(question, context.columns.shape[1]), len(rows), question.level, False,
        question.better, found, tuple(protected), tuple(notes),
    )  # fmt: skip


def _judge_counts(
    rows: list[Row],
    gathered: list[Unit],
    shown: list[Unit],
    protected: list[Protected],
    question: Question,
) -> Report:
    totals = np.array([unit.total for unit in gathered])
    if totals.sum() <= 0 or (totals.max() == totals.min() and not question.exposure):
        raise Unfit(
            f"Cột “{question.value}” có cùng một số đếm ở mọi đơn vị nên không có gì để so."
        )
    context = units.context_of(gathered, question)
    rates = units.period_rates(rows)
    exposure = np.array(
        [math.fsum(r.exposure * rates[r.period] for r in unit.rows) for unit in gathered]
    )
    is_more = question.better == "higher"
    judged = counts.judge(totals, exposure, context.columns, is_more=is_more)
    rate = judged.expected / exposure
    better = [
        sum((r.value > rate[i] * r.exposure * rates[r.period]) == is_more for r in unit.rows)
        for i, unit in enumerate(gathered)
    ]
    kept = np.isin([unit.name for unit in gathered], [unit.name for unit in shown])
    found = _findings(
        shown, totals[kept], judged.expected[kept], judged.low[kept], judged.high[kept],
        judged.chance[kept], [b for b, keep in zip(better, kept, strict=True) if keep],
        Context(context.columns[kept], context.notes), question,
    )  # fmt: skip
    notes = [*context.notes]
    if judged.phi > 1.3:
        notes.append(
            "Các đơn vị khác nhau nhiều hơn ngẫu nhiên thuần túy; khoảng dự kiến đã nới ra."
        )
    return Report(
        method_of(question, context.columns.shape[1]), len(rows), question.level, True,
        question.better, found, tuple(protected), tuple(notes),
        limits=_limits(judged.expected[kept], judged.width),
    )  # fmt: skip


def _findings(
    shown: list[Unit], values: Numbers, expected: Numbers, low: Numbers, high: Numbers,
    chance: Numbers, better: list[int], context: Context, question: Question,
) -> tuple[Finding, ...]:  # fmt: skip
    corrected = adjusted(chance)
    result = []
    measure = np.array([v / u.exposure if question.is_count else v
                        for v, u in zip(values, shown, strict=True)])  # fmt: skip
    for i, unit in enumerate(shown):
        is_flagged = bool(corrected[i] <= question.level)
        # In very large tables peers are sought for those only whom somebody will visit.
        is_asked = is_flagged or len(shown) <= _MANY
        peers = units.nearest(context.columns, i) if is_asked else []
        finding = Finding(
            unit=unit.name, value=float(values[i]), expected=float(expected[i]),
            low=float(low[i]), high=float(high[i]), p=float(chance[i]),
            p_adjusted=float(corrected[i]), is_flagged=is_flagged,
            why="", periods=len(unit.rows), better_in=int(better[i]),
            peers=tuple(shown[j].name for j in peers),
            peer_median=float(np.median(measure[peers])) if peers else None,
            exposure=unit.exposure if question.exposure else None,
        )  # fmt: skip
        result.append(why(finding, question))
    return tuple(result)


def _limits(expected: Numbers, width: float) -> tuple[Limit, ...]:
    """The funnels (observed over expected): exact Poisson, widened by what units differ."""
    sizes = np.geomspace(max(1.0, float(expected.min()) * 0.8), float(expected.max()) * 1.15, 40)
    bounds = [_ratios(sizes, p, width) for p in funnel.INNER + funnel.OUTER]
    return tuple(
        Limit(*(float(bound) for bound in row)) for row in zip(sizes, *bounds, strict=True)
    )


def _ratios(sizes: Numbers, p: float, width: float) -> Numbers:
    """Limits over expectation: interpolated while units hardly differ, else by the wider curve."""
    if width * math.sqrt(float(sizes[-1])) < 0.2:
        return np.array([funnel.poisson_limit(float(size), p) / size for size in sizes])
    centres = np.log(sizes) - width**2 / 2
    return counts.quantile(p, centres, np.full(len(sizes), width)) / sizes
