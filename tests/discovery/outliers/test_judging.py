"""What a report says of each unit."""

import math

import numpy as np
import pytest

from lantoa.discovery import outliers
from lantoa.discovery.outliers import Question, Row, Unfit
from lantoa.discovery.outliers.adjusting import adjusted
from lantoa.discovery.outliers.counts import Steps, gamma_tail, lognormal_point, lognormal_tail
from tests.discovery.outliers import made


def rows(values: list[float], **more: object) -> list[Row]:
    given = {"period": "", "exposure": 1.0, "context": (), **more}
    return [Row(i + 2, f"Xã {i:02}", value=v, **given) for i, v in enumerate(values)]


def test_benjamini_and_hochberg_by_hand() -> None:
    chances = np.array([0.01, 0.04, 0.03, 0.5])
    # sorted .01 .03 .04 .5 times 4/1, 4/2, 4/3, 4/4, then least from the right
    assert adjusted(chances) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])


def test_tails_of_counts_add_up() -> None:
    """Exactly k, more than k and fewer than k make one; with no width it is Poisson."""
    for width in (0.001, 0.05, 0.4, 1.2):
        for mean in (0.7, 8.0, 900.0):
            at = np.array([0.0, 1.0, round(mean), round(mean * 2) + 3])
            centre, wide = np.full(4, math.log(mean)), np.full(4, width)
            point = lognormal_point(Steps(at + 1), centre, wide)
            more = lognormal_tail(Steps(at + 1), centre, wide, is_more=True)
            less = lognormal_tail(Steps(at), centre, wide, is_more=False)
            assert point + more + less == pytest.approx(np.ones(4), abs=2e-3)
    poisson = lognormal_tail(Steps(np.array([5.0])), np.log([3.0]), np.array([1e-4]), is_more=True)
    assert poisson == pytest.approx([0.18473675], rel=1e-4)  # P(X >= 5), mean 3
    gamma = gamma_tail(Steps(np.array([5.0])), np.log([3.0]), np.array([1e-3]), is_more=True)
    assert gamma == pytest.approx([0.18473675], rel=1e-3)


def test_a_finding_tells_in_plain_words() -> None:
    report = made.figures(np.random.default_rng(1), 60, "normal", deviants=1, by=12)
    (finding,) = report.flagged
    assert finding.unit == "Xã 0000"
    assert finding.low < finding.expected < finding.high < finding.value
    assert finding.p <= finding.p_adjusted <= 0.05
    assert len(finding.peers) == 10
    assert finding.why.startswith("chi tieu: ")
    assert "thường từ" in finding.why
    assert "hạng" not in finding.why + report.method


def test_findings_stand_in_alphabetical_order_not_ranked() -> None:
    names = ["Đắc Nhơn", "Đô Vinh", "An Hải", "Ea Súp", "Dương Đông", *"BCGHIK"]
    data = [Row(i + 2, name, "", float(i * i), 1.0, ()) for i, name in enumerate(names)]
    report = outliers.discover(data, Question("xa", "v"))
    assert [f.unit for f in report.findings] == [
        "An Hải", "B", "C", "Dương Đông", "Đắc Nhơn", "Đô Vinh", "Ea Súp", "G", "H", "I", "K",
    ]  # fmt: skip


def test_lower_is_better_is_the_mirror_image() -> None:
    rng = np.random.default_rng(3)
    values = [float(v) for v in rng.normal(50, 3, 40)]
    values[4] -= 60
    up = outliers.discover(rows([-v for v in values]), Question("xa", "v"))
    down = outliers.discover(rows(values), Question("xa", "v", better="lower"))
    assert [f.unit for f in down.flagged] == [f.unit for f in up.flagged] == ["Xã 04"]
    for a, b in zip(up.findings, down.findings, strict=True):
        assert (b.expected, b.low, b.high) == pytest.approx((-a.expected, -a.high, -a.low))


def test_small_numbers_are_protected() -> None:
    rng = np.random.default_rng(5)
    data = rows([float(c) for c in rng.poisson(40, 30)])
    data[3] = Row(5, "Xã 03", "", 4.0, 1.0, ())
    report = outliers.discover(data, Question("xa", "v", is_count=True))
    assert [unit.unit for unit in report.protected] == ["Xã 03"]
    assert "Xã 03" not in {finding.unit for finding in report.findings}
    assert not any("Xã 03" in finding.peers for finding in report.findings)
    small = [Row(i + 2, f"Xã {i}", "", 50.0 + i, 10.0 + i, ()) for i in range(20)]
    floor = Question("xa", "v", exposure="dan so", min_exposure=15)
    kept = outliers.discover(small, floor)
    assert len(kept.protected) == 5


def test_limits_of_the_funnel_hold_the_units() -> None:
    report = made.counted(np.random.default_rng(8), 80, "gamma")
    assert report.limits[0].size < report.limits[-1].size
    for limit in report.limits:
        assert limit.outer_low <= limit.low < 1 < limit.high <= limit.outer_high


@pytest.mark.parametrize(
    ("data", "question", "words"),
    [
        (rows([1.0, 2.0]), Question("xa", "v"), "chỉ có 2 đơn vị"),
        (rows([7.0] * 20), Question("xa", "v"), "cùng một giá trị"),
        (rows([7.0] * 20), Question("xa", "v", is_count=True), "cùng một số đếm"),
        (rows([0.0] * 20), Question("xa", "v", is_count=True), "đơn vị|cùng một"),
        (
            rows([float(i) for i in range(20)], context=tuple("abcdef")),
            Question("xa", "v", context=tuple("abcdef")),
            "",
        ),
    ],
)
def test_what_cannot_be_judged(data: list[Row], question: Question, words: str) -> None:
    if not words:
        report = outliers.discover(data, question)
        assert any("như nhau" in note for note in report.notes)
        return
    with pytest.raises(Unfit, match=words):
        outliers.discover(data, question)


def test_without_the_statistics_extra_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    import lantoa.discovery.outliers as package

    for name in ("judging", "continuous", "counts"):
        monkeypatch.delattr(package, name, raising=False)
        monkeypatch.delitem(sys.modules, f"lantoa.discovery.outliers.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    monkeypatch.setitem(sys.modules, "statsmodels.api", None)
    with pytest.raises(Unfit, match="chưa có thư viện thống kê"):
        outliers.discover(rows([1.0, 2.0]), Question("xa", "v"))
