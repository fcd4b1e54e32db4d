"""Criteria sets: drafts are edited, what is enacted is replaced; which set holds where and when."""

from datetime import date, timedelta

import pytest

from lantoa.core.workflow import Refused
from lantoa.places.models import OrgUnit
from lantoa.registry import actions, queries
from lantoa.registry.actions import CriterionDraft
from lantoa.registry.models import CriteriaSet, Sector

LINES = [
    CriterionDraft("Làm đều từ hai năm trở lên", "must", asks_number=True),
    CriterionDraft("Có người ngoài gia đình xác nhận", "must"),
    CriterionDraft("Nơi khác làm theo được", "should"),
]


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def enacted(unit, sector, cast, at, *, title="Tiêu chí", since=None):
    made = actions.draft_criteria(
        unit=unit, sector=sector, title=title, criteria=LINES, by=cast.province_officer, at=at
    )
    actions.enact_criteria(
        criteria_set=made, valid_from=since or at.date(), by=cast.approver, at=at
    )
    return made


def test_a_draft_is_edited_and_dropped(province, cast, at) -> None:
    given = {"unit": province.unit, "sector": province.sector, "by": cast.officer, "at": at}
    draft = actions.draft_criteria(title="Muối", criteria=LINES, **given)
    assert [line.position for line in draft.criteria.all()] == [1, 2, 3]
    assert "đang soạn" in refused(actions.draft_criteria, title="Nữa", criteria=LINES, **given)
    actions.write_criteria(
        criteria_set=draft, title="Muối và biển", criteria=LINES[:1], by=cast.officer, at=at
    )
    draft.refresh_from_db()
    assert (draft.title, draft.criteria.count()) == ("Muối và biển", 1)
    assert queries.criteria_for(province.sector, province.unit, at.date()) is None
    actions.drop_criteria(criteria_set=draft, by=cast.officer, at=at)
    assert not CriteriaSet.objects.exists()


def test_what_is_enacted_is_never_edited_but_replaced(province, cast, at) -> None:
    first = enacted(province.root, province.sector, cast, at)
    assert "đã ban hành thì không sửa" in refused(
        actions.write_criteria,
        criteria_set=first,
        title="X",
        criteria=LINES,
        by=cast.officer,
        at=at,
    )
    assert "đã ban hành" in refused(
        actions.drop_criteria, criteria_set=first, by=cast.province_officer, at=at
    )
    second = actions.new_version(criteria_set=first, by=cast.province_officer, at=at)
    copied = [(line.text, line.kind, line.asks_number) for line in second.criteria.all()]
    assert copied == [(line.text, line.kind, line.asks_number) for line in LINES]
    assert second.version == 2
    assert "sau ngày ấy" in refused(
        actions.enact_criteria, criteria_set=second, valid_from=at.date(), by=cast.approver, at=at
    )
    later = at.date() + timedelta(days=30)
    actions.enact_criteria(criteria_set=second, valid_from=later, by=cast.approver, at=at)
    first.refresh_from_db()
    assert (first.state, first.valid_to) == ("ended", later - timedelta(days=1))
    for day, expected in ((at.date(), first), (later - timedelta(days=1), first), (later, second)):
        assert queries.criteria_for(province.sector, province.unit, day) == expected
    assert queries.criteria_for(province.sector, province.unit, date(2026, 1, 1)) is None


def test_the_sector_then_the_nearest_unit_decides(province, cast, at) -> None:
    day, other = at.date(), Sector.objects.get(slug="y-te")
    general = enacted(province.root, None, cast, at, title="Chung của tỉnh")
    assert queries.criteria_for(province.sector, province.unit, day) == general
    own = enacted(province.unit, None, cast, at, title="Chung của phường")
    assert queries.criteria_for(province.sector, province.unit, day) == own
    assert queries.criteria_for(province.sector, province.neighbour_unit, day) == general
    sector = enacted(province.root, province.sector, cast, at, title="Biển, muối của tỉnh")
    assert queries.criteria_for(province.sector, province.unit, day) == sector
    assert queries.criteria_for(other, province.unit, day) == own
    actions.end_criteria(criteria_set=sector, by=cast.approver, at=at)
    tomorrow = day + timedelta(days=1)
    assert queries.criteria_for(province.sector, province.unit, day) == sector
    assert queries.criteria_for(province.sector, province.unit, tomorrow) == own


def test_a_departments_set_for_its_sector_holds_in_the_whole_province(province, cast, at) -> None:
    from lantoa.core.actors import SYSTEM
    from lantoa.places import actions as places

    places.add_organisation(
        key="so-nnmt", name="Sở Nông nghiệp và Môi trường", short_name="Sở NN&MT",
        kind="department", valid_from=date(2026, 1, 1), parent=province.root, by=SYSTEM, at=at,
    )  # fmt: skip
    department = OrgUnit.objects.get(key="so-nnmt")
    enacted(province.root, province.sector, cast, at, title="Của tỉnh")
    theirs = enacted(department, province.sector, cast, at, title="Của sở")
    enacted(department, None, cast, at, title="Riêng người của sở")
    assert queries.criteria_for(province.sector, province.unit, at.date()) == theirs
    assert queries.criteria_for(Sector.objects.get(slug="y-te"), province.unit, at.date()) is None


def test_who_may_not_and_what_is_missing(province, cast, at) -> None:
    text = refused(
        actions.draft_criteria, unit=province.unit, sector=None, title=" ",
        criteria=[CriterionDraft(" ", "sometimes")], by=cast.neighbour, at=at,
    )  # fmt: skip
    for words in ("Đặt tên", "Tiêu chí 1 trống", "bắt buộc hay nên có", "không có quyền"):
        assert words in text
    draft = actions.draft_criteria(
        unit=province.unit, sector=None, title="Chưa có dòng", criteria=LINES[2:], by=cast.officer,
        at=at,
    )  # fmt: skip
    text = refused(
        actions.enact_criteria, criteria_set=draft, valid_from=at.date(), by=cast.officer, at=at
    )
    assert "không có quyền" in text
    assert "bắt buộc nào" in text


def test_coverage_counts_units_with_a_set_of_their_own(province, cast, at) -> None:
    units = OrgUnit.objects.filter(pk__in=[province.unit.pk, province.neighbour_unit.pk])
    enacted(province.unit, None, cast, at)
    found = queries.criteria_coverage(units, at.date())
    assert (found.with_criteria, found.total) == (1, 2)
    assert found.without == [province.neighbour_unit]


def test_the_screens(province, cast, browse, at) -> None:
    officer, approver = browse(cast.province_officer), browse(cast.approver)
    typed = {
        "unit": province.root.pk, "sector": province.sector.pk, "title": "Tiêu chí biển, muối",
        "must": "Làm đều hai năm (số)\n- Có người xác nhận", "should": "",
    }  # fmt: skip
    wrong = officer.post("/lam-viec/tieu-chi/moi/", {**typed, "must": ""})
    assert wrong.status_code == 422
    assert "Tiêu chí biển, muối" in wrong.content.decode()
    assert officer.post("/lam-viec/tieu-chi/moi/", typed).status_code == 302
    made = CriteriaSet.objects.get()
    lines = [(line.text, line.asks_number) for line in made.criteria.all()]
    assert lines == [("Làm đều hai năm", True), ("Có người xác nhận", False)]
    page = f"/lam-viec/tieu-chi/{made.pk}/"
    assert browse(cast.officer).get(page).status_code == 404, "a draft is its unit's"
    assert "Làm đều hai năm (số)" in officer.get(page).content.decode()
    assert officer.post(page, {"do": "enact", "valid_from": "8/6/2026"}).status_code == 403
    assert approver.post(page, {"do": "enact", "valid_from": "8/6/2026"}).status_code == 302
    assert browse(cast.officer).get(page).status_code == 200
    assert officer.post(page, {"do": "copy"}).status_code == 302
    assert officer.post(page, {"do": "copy"}).status_code == 422
    draft = CriteriaSet.objects.get(state="draft")
    assert officer.post(f"/lam-viec/tieu-chi/{draft.pk}/", {"do": "drop"}).status_code == 302
    listing = officer.get("/lam-viec/tieu-chi/").content.decode()
    assert "1/66 đơn vị" in listing
