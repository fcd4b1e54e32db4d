"""Simulated tables: communes whose figures follow their context, with or without deviants."""

from collections.abc import Callable

import numpy as np

from lantoa.discovery import outliers
from lantoa.discovery.outliers import Question, Report, Row

Noise = Callable[[np.random.Generator, int], np.ndarray]

NOISES: dict[str, Noise] = {
    "normal": lambda rng, n: rng.normal(size=n),
    "t5": lambda rng, n: rng.standard_t(5, size=n),
    "t3": lambda rng, n: rng.standard_t(3, size=n),
    "laplace": lambda rng, n: rng.laplace(size=n),
    "lognormal": lambda rng, n: np.exp(0.5 * rng.normal(size=n)),
}


def figures(
    rng: np.random.Generator, n: int, noise: str, *, deviants: int = 0, by: float = 8.0,
    uneven: float = 0.0, periods: int = 1,
) -> Report:  # fmt: skip
    """Continuous figures on two context columns; the first units lie `by` widths higher."""
    context = rng.normal(size=(n, 2))
    width = 2 * np.exp(uneven * context[:, 0])
    lift = np.where(np.arange(n) < deviants, by, 0.0) * width
    level = 50 + 3 * context[:, 0] - 2 * context[:, 1] + lift
    own = NOISES[noise](rng, n) * width
    rows = []
    for period in range(periods):
        passing = rng.normal(size=n) if periods > 1 else 0.0
        for i, value in enumerate(level + own + passing + 1.5 * period):
            when = str(2020 + period) if periods > 1 else ""
            pair = (float(context[i, 0]), float(context[i, 1]))
            rows.append(Row(len(rows) + 2, f"Xã {i:04}", when, float(value), 1.0, pair))
    return outliers.discover(rows, Question("xa", "chi tieu", context=("a", "b")))


def counted(
    rng: np.random.Generator, n: int, kind: str, *, deviants: int = 0, times: float = 4.0,
    rate: float = 0.01, better: outliers.Better = "higher",
) -> Report:  # fmt: skip
    """Counts on one context column with exposure; the first units have `times` as many."""
    context = rng.normal(size=n)
    exposure = np.exp(rng.normal(size=n) * 0.7) * 3000
    mean = exposure * rate * np.exp(0.3 * context)
    mean = np.where(np.arange(n) < deviants, times, 1.0) * mean
    if kind == "gamma":
        mean = mean * rng.gamma(10, 1 / 10, size=n)
    elif kind == "lognormal":
        mean = mean * np.exp(0.3 * rng.normal(size=n))
    counts = rng.poisson(mean)
    rows = [
        Row(i + 2, f"Xã {i:04}", "", float(counts[i]), float(exposure[i]), (float(context[i]),))
        for i in range(n)
    ]
    question = Question(
        "xa", "so vu", is_count=True, exposure="dan so", context=("a",), better=better
    )
    return outliers.discover(rows, question)


def planted(report: Report, deviants: int) -> tuple[int, int]:
    """(planted units that are flagged, flagged units that were not planted)."""
    names = {f"Xã {i:04}" for i in range(deviants)}
    flagged = {finding.unit for finding in report.flagged}
    return len(flagged & names), len(flagged - names)
