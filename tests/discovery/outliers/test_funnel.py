"""Funnel limits against published figures, to their printed digits.

Sources, as printed there:

- Seaton SE, Manktelow BN (2012), "The probability of being identified as an outlier with
  commonly used funnel plot control limits for the standardised mortality ratio", BMC Medical
  Research Methodology 12:98, table of probability-based prediction limits (median, least and
  greatest probability of an in-control unit beyond the 95 % limits, by expected events) and
  abstract ("for expected events <= 50 the median probability … above the upper 95 % limit was
  … 0.0201 (prediction)").
- Public Health England, PHEindicatormethods, tests/testthat/testdata_funnel_ratio_outputs.csv:
  the expected events at which an observed count lies exactly on the 95 % and the 99.8 % limit
  of a funnel for standardised ratios, and the ratio there. They come from a search that stops
  near the sixth digit, so that is how far they are compared.
"""

from decimal import Decimal

import numpy as np
import pytest
from scipy import special

from lantoa.discovery.outliers import funnel

#: Expected events → (median, least, greatest) below the lower 95 % limit, as printed.
BELOW = {
    (1, 50): ("0.0186", "0", "0.0250"),
    (50, 100): ("0.0215", "0.0172", "0.0250"),
}
#: The same above the upper limit.
ABOVE = {(1, 50): ("0.0201", "0.0052", "0.0250")}

#: Observed; expected at the lower 95 % limit, ratio (%); the same at the lower 99.8 % limit.
ON_LOWER = [
    (1, "5.571644585", "17.94802207", "9.233410143", "10.83023482"),
    (2, "7.224687515", "27.6828582", "11.22886836", "17.81123382"),
    (5, "11.6683331", "42.85102213", "16.45474478", "30.38637225"),
    (10, "18.39035799", "54.3763205", "24.13397235", "41.43536693"),
    (20, "30.88838097", "64.74926614", "38.04188668", "52.57362804"),
    (51, "67.05559502", "76.05629327", "77.15705647", "66.09894458"),
    (100, "121.6268111", "82.21871402", "134.9243187", "74.11562345"),
    (716, "770.4222128", "92.93605352", "802.60414", "89.20960712"),
]
#: Observed; expected at the upper 95 % limit, ratio (%); the same at the upper 99.8 % limit.
ON_UPPER = [
    (1, "0.025317898", "3949.774946", "0.001000547", "99945.32721"),
    (2, "0.242209467", "825.7315569", "0.04540199", "4405.093268"),
    (5, "1.623486324", "307.979188", "0.739371928", "676.2496398"),
    (10, "4.795387629", "208.5337156", "2.960519925", "337.778507"),
    (20, "12.21651877", "163.7127595", "8.958211233", "223.2588569"),
    (51, "37.97285619", "134.3064629", "31.74201957", "160.6703061"),
    (100, "81.36400699", "122.9044681", "71.92139974", "139.0406755"),
    (716, "664.5083011", "107.7488421", "636.1521174", "112.5516964"),
]


def printed(value: float, like: str) -> str:
    return str(Decimal(value).quantize(Decimal(like)))


@pytest.mark.parametrize("bounds", BELOW)
def test_seaton_and_manktelow_below_the_lower_limit(bounds: tuple[int, int]) -> None:
    chances = [
        special.pdtr(step - 1, e) if (step := funnel.poisson_step(e, 0.025)) else 0.0
        for e in events(bounds)
    ]
    for found, like in zip(summary(chances), BELOW[bounds], strict=True):
        assert printed(found, like) == like


@pytest.mark.parametrize("bounds", ABOVE)
def test_seaton_and_manktelow_above_the_upper_limit(bounds: tuple[int, int]) -> None:
    chances = [special.pdtrc(funnel.poisson_step(e, 0.975), e) for e in events(bounds)]
    for found, like in zip(summary(chances), ABOVE[bounds], strict=True):
        assert printed(found, like) == like


def events(bounds: tuple[int, int]) -> list[float]:
    low, high = bounds
    start = low * 100 + (low > 1)  # the second row is "more than 50"
    return [hundredths / 100 for hundredths in range(start, high * 100 + 1)]


def summary(chances: list[float]) -> tuple[float, float, float]:
    return float(np.median(chances)), min(chances), max(chances)


@pytest.mark.parametrize("row", ON_LOWER)
def test_public_health_england_on_the_lower_limits(row: tuple[int, str, str, str, str]) -> None:
    count, *pairs = row
    for (expected, ratio), p in zip((pairs[:2], pairs[2:]), (0.025, 0.001), strict=True):
        limit = funnel.poisson_limit(float(expected), p)
        assert limit == pytest.approx(count, rel=5e-6)
        assert float(ratio) == pytest.approx(100 * limit / float(expected), rel=5e-6)


@pytest.mark.parametrize("row", ON_UPPER)
def test_public_health_england_on_the_upper_limits(row: tuple[int, str, str, str, str]) -> None:
    """Their count lies on the limit from outside: ours is one less, the last one inside."""
    count, *pairs = row
    for (expected, ratio), p in zip((pairs[:2], pairs[2:]), (0.975, 0.999), strict=True):
        limit = funnel.poisson_limit(float(expected), p)
        assert limit + 1 == pytest.approx(count, rel=5e-6, abs=5e-5)
        assert float(ratio) == pytest.approx(100 * (limit + 1) / float(expected), rel=5e-5)


def test_limits_are_smooth_between_the_steps_and_close_in_with_size() -> None:
    for p in (0.001, 0.025, 0.975, 0.999):
        limits = [funnel.poisson_limit(e, p) for e in np.linspace(1, 60, 2000)]
        assert np.abs(np.diff(limits)).max() < 0.2
    widths = [
        (funnel.poisson_limit(e, 0.975) - funnel.poisson_limit(e, 0.025)) / e
        for e in (5, 20, 100, 1000)
    ]
    assert widths == sorted(widths, reverse=True)


def test_proportions() -> None:
    """The binomial limit holds its probability, and never leaves 0..n."""
    for n in (1, 7, 40, 500):
        for p in (0.025, 0.975):
            limit = funnel.binomial_limit(n, 0.3, p)
            assert 0 <= limit <= n
            assert special.bdtr(np.floor(limit) - 1, n, 0.3) < p or limit < 1
    assert funnel.binomial_limit(10_000, 0.5, 0.975) == pytest.approx(5000 + 1.96 * 50, abs=1)


def test_overdispersion_as_spiegelhalter_defines_it() -> None:
    scores = np.array([-2.0, -1.0, 0.0, 1.0, 2.0, 30.0])
    assert funnel.overdispersion(scores[:5]) == 2.0
    assert funnel.winsorised(scores, 0.2).max() == 2.0
    errors = np.full(5, 0.5)
    # I phi - (I - 1) = 6; sum w - sum w^2 / sum w = 20 - 4
    assert funnel.between_variance(scores[:5], errors) == pytest.approx(6 / 16)
    assert funnel.between_variance(scores[1:4] / 4, errors[:3]) == 0
