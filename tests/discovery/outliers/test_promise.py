"""The false-flag rate keeps its promise over 200 tables without a single deviant.

A quick form of benchmarks/outliers.py. Of 200 tables at most 5 % may name anybody; by chance
alone a method that promises exactly that exceeds 18 tables in fewer than 1 of 100 sets of runs.
"""

import numpy as np
import pytest

from tests.discovery.outliers import made

RUNS, MOST = 200, 18


def test_figures_with_normal_chance() -> None:
    rng = np.random.default_rng(20261)
    named = sum(bool(made.figures(rng, 40, "normal").flagged) for _ in range(RUNS))
    assert named <= MOST


def test_figures_with_heavy_tails() -> None:
    rng = np.random.default_rng(20262)
    named = sum(bool(made.figures(rng, 40, "t5").flagged) for _ in range(RUNS))
    assert named <= MOST


def test_counts_with_differences_between_units() -> None:
    rng = np.random.default_rng(20263)
    named = sum(bool(made.counted(rng, 30, "lognormal").flagged) for _ in range(RUNS))
    assert named <= MOST


@pytest.mark.parametrize("noise", ["normal", "t5"])
def test_planted_deviants_are_found(noise: str) -> None:
    rng = np.random.default_rng(20264)
    found = wrong = 0
    for _ in range(4):
        hit, miss = made.planted(made.figures(rng, 150, noise, deviants=5, by=14), 5)
        found, wrong = found + hit, wrong + miss
    assert found >= 16  # of 20
    assert wrong <= 2


def test_planted_counts_are_found_in_both_directions() -> None:
    rng = np.random.default_rng(20265)
    for times, better in ((4.0, "higher"), (0.1, "lower")):
        report = made.counted(rng, 150, "gamma", deviants=5, times=times, better=better, rate=0.05)
        hit, miss = made.planted(report, 5)
        assert hit >= 3, (times, better)
        assert miss == 0


def test_uneven_chance_does_not_name_the_restless() -> None:
    rng = np.random.default_rng(20266)
    named = sum(bool(made.figures(rng, 65, "normal", uneven=0.7).flagged) for _ in range(20))
    assert named <= 3


def test_periods_are_put_together() -> None:
    rng = np.random.default_rng(20267)
    report = made.figures(rng, 100, "normal", deviants=4, by=10, periods=4)
    assert report.rows == 400
    assert len(report.findings) == 100
    assert made.planted(report, 4) == (4, 0)
    best = next(f for f in report.findings if f.unit == "Xã 0000")
    assert (best.periods, best.better_in) == (4, 4)
    assert "Cao hơn dự kiến ở 4 trên 4 kỳ." in best.why
