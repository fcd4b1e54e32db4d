"""How often finding by data names somebody without cause, and how often it finds a deviant.

    .venv/bin/python -m benchmarks.outliers [RUNS] [SCENARIO …]

For each scenario: the share of tables (200 by default) without any deviant in which somebody is
named, with its 95 % Monte-Carlo interval (Wilson); then, with five deviants planted, the share
of them that is found and the share of false names among the named. The promise is 5 %.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from tests.discovery.outliers import made

from lantoa.discovery.outliers import Report

Make = Callable[[np.random.Generator, int], Report]

SCENARIOS: dict[str, Make] = {
    "figures normal 65": lambda rng, d: made.figures(rng, 65, "normal", deviants=d),
    "figures t5 65": lambda rng, d: made.figures(rng, 65, "t5", deviants=d),
    "figures t3 65": lambda rng, d: made.figures(rng, 65, "t3", deviants=d),
    "figures laplace 65": lambda rng, d: made.figures(rng, 65, "laplace", deviants=d),
    "figures lognormal 65": lambda rng, d: made.figures(rng, 65, "lognormal", deviants=d),
    "figures uneven 65": lambda rng, d: made.figures(rng, 65, "normal", uneven=0.6, deviants=d),
    "figures 3 periods 65": lambda rng, d: made.figures(rng, 65, "normal", periods=3, deviants=d),
    "figures normal 300": lambda rng, d: made.figures(rng, 300, "normal", deviants=d),
    "figures t3 300": lambda rng, d: made.figures(rng, 300, "t3", deviants=d),
    "figures lognormal 300": lambda rng, d: made.figures(rng, 300, "lognormal", deviants=d),
    "figures normal 1000": lambda rng, d: made.figures(rng, 1000, "normal", deviants=d),
    "counts poisson 65": lambda rng, d: made.counted(rng, 65, "poisson", deviants=d),
    "counts gamma 65": lambda rng, d: made.counted(rng, 65, "gamma", deviants=d),
    "counts lognormal 65": lambda rng, d: made.counted(rng, 65, "lognormal", deviants=d),
    "counts small 65": lambda rng, d: made.counted(rng, 65, "gamma", rate=0.002, deviants=d),
    "counts lower 65": lambda rng, d: made.counted(
        rng, 65, "gamma", rate=0.03, better="lower", times=0.2, deviants=d
    ),
    "counts gamma 300": lambda rng, d: made.counted(rng, 300, "gamma", deviants=d),
    "counts lognormal 300": lambda rng, d: made.counted(rng, 300, "lognormal", deviants=d),
    "counts gamma 1000": lambda rng, d: made.counted(rng, 1000, "gamma", deviants=d),
}
PLANTED = 5


def main(words: list[str]) -> None:
    """Print one line for each scenario."""
    runs = int(words[0]) if words else 200
    chosen = words[1:] or list(SCENARIOS)
    print(f"{'scenario':24} {'named':>7} {'95 % interval':>16} {'found':>7} {'false':>7} {'ms':>6}")
    for name in chosen:
        make = SCENARIOS[name]
        rng = np.random.default_rng(20260)
        began = time.perf_counter()
        named = sum(bool(make(rng, 0).flagged) for _ in range(runs))
        each = (time.perf_counter() - began) / runs
        found = false = 0.0
        tries = max(10, runs // 5)
        for _ in range(tries):
            hit, miss = made.planted(make(rng, PLANTED), PLANTED)
            found += hit / PLANTED
            false += miss / max(1, hit + miss)
        low, high = wilson(named, runs)
        print(
            f"{name:24} {named / runs:7.3f} {low:7.3f} to {high:.3f} "
            f"{found / tries:7.2f} {false / tries:7.3f} {each * 1000:6.0f}",
            flush=True,
        )


def wilson(count: int, of: int) -> tuple[float, float]:
    """95 % interval of a share."""
    z, share = 1.96, count / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2)) / (1 + z**2 / of)
    return max(0.0, middle - half), middle + half


if __name__ == "__main__":
    main(sys.argv[1:])
