"""Every figure is the number of its rows, and each row may be opened."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lantoa.planning import actions as planning
from lantoa.planning.states import Indicator
from lantoa.registry import actions as registry
from lantoa.replication import actions as replication
from lantoa.reports import queries
from tests import world
from tests.conftest import AT

ON = date(2026, 6, 8)


@pytest.fixture
def lively(province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Any) -> SimpleNamespace:
    """Two published stories, one practice, three adoptions (one effective, one lasting)."""
    publication = world.published(province, cast, run_tasks)
    other = world.published(
        province, cast, run_tasks, name="Cao Thị Rạch", slug="bai-hai", title="Bài hai"
    )
    card = world.practice(province, cast, publication.exemplar)
    world.adoption(province, cast, card)
    world.effective(province, cast, card, adopter="Tổ 6")
    lasting = world.effective(province, cast, card, adopter="Tổ 7")
    replication.report_result(
        adoption=lasting,
        statement="Vẫn dùng sau một vụ",
        evidence_note="Sổ",
        by=cast.neighbour,
        at=AT,
    )
    replication.sustain(adoption=lasting, by=cast.province_officer, at=AT)
    for number, indicator, target in (
        ("1", "stories_published", 10),
        ("2", "stories_published", 5),
    ):
        planning.assign(
            plan=province.plan, number=number, group="Kể chuyện", content=f"Viết bài {number}",
            unit=province.unit, supporting=[province.neighbour_unit], deadline=date(2026, 5, 31),
            product="Bài đăng", indicator=indicator, target=target, by=cast.province_officer, at=AT,
        )  # fmt: skip
    return SimpleNamespace(publication=publication, other=other, card=card)


def figures(province: SimpleNamespace, on: date = ON) -> dict[str, int]:
    return {f.indicator: f.count for f in queries.plan_report(province.plan, on=on).figures}


def test_figures_of_the_world(province, cast, lively) -> None:
    found = figures(province)
    assert found == {
        "leads_received": 2, "exemplars_recognised": 2, "stories_published": 2,
        "deliveries_done": found["deliveries_done"], "practices_offered": 1,
        "adoptions_registered": 3, "adoptions_effective": 2, "adoptions_sustained": 1,
    }  # fmt: skip
    assert found["deliveries_done"] >= 4


def test_a_figure_is_the_number_of_its_rows(province, cast, lively) -> None:
    for days in (-2000, -1, 0, 1, 2000):
        on = ON + timedelta(days=days)
        found = figures(province, on)
        for indicator in Indicator.values:
            rows = queries.rows(province.plan, indicator, on=on)
            assert found[indicator] == rows.count() == len({row.pk for row in rows}), indicator
            everything = queries.rows(province.plan, indicator).count()
            assert rows.count() == (0 if days < 0 else everything), (indicator, days)


def test_rows_are_seen_in_their_unit(province, cast, lively) -> None:
    for indicator in Indicator.values:
        everything = set(queries.rows(province.plan, indicator))
        assert everything, indicator
        assert not queries.visible_rows(province.plan, indicator, cast.stranger).exists()
        assert (
            set(queries.visible_rows(province.plan, indicator, cast.province_officer)) == everything
        )
        assert set(queries.visible_rows(province.plan, indicator, cast.neighbour)) <= everything


def test_targets_add_up(province, cast, lively) -> None:
    report = queries.plan_report(province.plan, on=ON)
    targets = {figure.indicator: figure.target for figure in report.figures}
    assert targets["stories_published"] == 15
    assert targets["leads_received"] is None


def test_what_is_late_and_who_is_idle(province, cast, lively) -> None:
    report = queries.plan_report(province.plan, on=ON)
    assert [duty.number for duty in report.overdue] == ["1", "2"]
    idle = {unit.key for unit in report.inactive_units}
    assert province.far_unit.key in idle
    assert not idle & {province.unit.key, province.neighbour_unit.key}
    assert len(idle) == 63
    assert [group.name for group in report.groups] == ["Kể chuyện"]


def test_copies_show_confirmed_results_only(province, cast, lively) -> None:
    adopted = queries.rows(province.plan, "adoptions_registered").get(adopter="Tổ 6")
    replication.report_result(
        adoption=adopted, statement="Chưa ai xem", evidence_note="x", by=cast.neighbour, at=AT
    )
    copies = {copy.adopter: copy for copy in queries.plan_report(province.plan, on=ON).copies}
    assert copies["Tổ 6"].result == "31 hộ lấy nước theo bảng, hết tranh nhau"
    assert copies["Tổ 7"].result == "Vẫn dùng sau một vụ"
    assert copies["Tổ 5, phường Ninh Hòa"].result == ""
    assert copies["Tổ 7"].state == "Giữ được lâu dài"


def test_a_held_story_and_a_revoked_person_no_longer_count(
    province, cast, lively, run_tasks
) -> None:
    before = figures(province)
    registry.hold(exemplar=lively.other.exemplar, reason="Đơn phản ánh", by=cast.officer, at=AT)
    held = figures(province)
    assert held["stories_published"] == before["stories_published"] - 1
    assert held["exemplars_recognised"] == before["exemplars_recognised"]
    registry.revoke(
        exemplar=lively.publication.exemplar, legal_ground="Điều 93", public_note="Đính chính",
        by=cast.approver, at=AT,
    )  # fmt: skip
    revoked = figures(province)
    assert revoked["stories_published"] == 0 and revoked["practices_offered"] == 0
    assert revoked["exemplars_recognised"] == 1


def test_a_stopped_copy_was_registered_and_is_not_effective(province, cast, lively) -> None:
    adopted = queries.rows(province.plan, "adoptions_effective").get(adopter="Tổ 6")
    replication.stop(adoption=adopted, reason="Hết mùa", by=cast.neighbour, at=AT)
    found = figures(province)
    assert (found["adoptions_registered"], found["adoptions_effective"]) == (3, 1)


def test_another_units_plan_counts_its_own_rows(province, cast, lively) -> None:
    province.plan.unit = province.neighbour_unit
    found = figures(province)
    assert found["adoptions_registered"] == 3 and found["stories_published"] == 0


def test_an_unknown_figure_is_an_error(province) -> None:
    with pytest.raises(KeyError):
        queries.rows(province.plan, "likes")


def test_queries_do_not_grow_with_rows(province, cast, lively, django_assert_num_queries) -> None:
    with django_assert_num_queries(20):
        queries.plan_report(province.plan, on=ON)
    world.adoption(province, cast, lively.card, adopter="Tổ 8")
    world.effective(province, cast, lively.card, adopter="Tổ 9")
    with django_assert_num_queries(20):
        queries.plan_report(province.plan, on=ON)
