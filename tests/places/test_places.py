"""Units through time: 65 today, their predecessors before 1/7/2025."""

from datetime import date

import pytest

from lantoa.core import events
from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.places import actions, queries
from lantoa.places.models import AdminUnit, OrgUnit

TODAY = date(2026, 6, 8)


def test_sixty_five_units_today_in_vietnamese_order(province) -> None:
    names = [unit.short_name for unit in queries.communes(TODAY)]
    assert len(names) == 65
    assert names[:4] == ["Anh Dũng", "Ba Ngòi", "Bác Ái", "Bác Ái Đông"]
    assert names.index("Diên Thọ") < names.index("Đại Lãnh") < names.index("Hòa Thắng")


def test_kinds_are_48_communes_16_wards_1_special_zone(province) -> None:
    kinds = [unit.kind for unit in queries.communes(TODAY)]
    assert (kinds.count("commune"), kinds.count("ward"), kinds.count("special_zone")) == (48, 16, 1)


def test_ninh_thuan_was_there_before_and_became_khanh_hoa(province) -> None:
    before = AdminUnit.objects.in_force(date(2025, 6, 30))
    assert before.filter(name="Tỉnh Ninh Thuận").exists()
    assert not AdminUnit.objects.in_force(TODAY).filter(name="Tỉnh Ninh Thuận").exists()
    old = AdminUnit.objects.get(name="Tỉnh Ninh Thuận")
    assert [unit.name for unit in queries.successors(old, TODAY)] == ["Tỉnh Khánh Hòa"]


def test_a_former_district_leads_to_its_communes(province) -> None:
    bac_ai = AdminUnit.objects.get(name="Huyện Bác Ái")
    assert [unit.name for unit in queries.successors(bac_ai, TODAY)] == [
        "Xã Bác Ái",
        "Xã Bác Ái Đông",
        "Xã Bác Ái Tây",
    ]
    commune = AdminUnit.objects.get(name="Xã Bác Ái")
    assert bac_ai.pk in queries.with_predecessors(commune)
    assert queries.successors(commune, TODAY) == [commune]


def test_each_unit_has_its_committee_under_the_province(province) -> None:
    assert province.unit.name == "Ủy ban nhân dân phường Đông Ninh Hòa"
    assert queries.committee_of(province.place) == province.unit
    assert OrgUnit.under([province.root]).count() == 66
    assert list(OrgUnit.under([province.unit])) == [province.unit]


def test_loading_again_changes_nothing(province, at) -> None:
    actions.load_khanh_hoa(by=SYSTEM, at=at)
    assert OrgUnit.objects.count() == 66


def test_every_former_commune_leads_to_todays(province):
    former = AdminUnit.objects.communes().filter(valid_to=date(2025, 6, 30))
    assert former.count() == 194
    for unit in former:
        assert queries.successors(unit, TODAY), unit
    assert {unit.short_name for unit in queries.successors(former.get(code="22768"), TODAY)} == {
        "Đông Hải", "Phước Dinh",
    }  # fmt: skip


def test_loading_former_communes_again_adds_nothing(province, at):
    assert actions.load_former_communes(by=SYSTEM, at=at) == 0


def test_a_code_used_again_means_todays_unit(province):
    assert queries.at_code("22561", TODAY).name == "Phường Đông Ninh Hòa"
    assert queries.at_code("22561", date(2025, 6, 30)).name == "Phường Ninh Diêm"
    assert queries.at_code("22570", TODAY).name == "Phường Ninh Đa"
    assert queries.at_code("1", TODAY) is None


def test_a_place_is_found_by_its_old_name_without_marks(province):
    found = queries.named("ninh diem", TODAY, 10)
    assert [unit.name for unit in found] == ["Phường Ninh Diêm"]
    assert [unit.name for unit in queries.named("Vạn Thắng", TODAY, 10)] == [
        "Xã Vạn Thắng", "Xã Vạn Thắng",
    ]  # fmt: skip
    assert queries.named("  ", TODAY, 10) == []


def test_only_an_administrator_of_the_province_says_who_answers_for_the_site(cast, at):
    assert queries.site_contact().governing_body == "Ủy ban nhân dân tỉnh Khánh Hòa"
    with pytest.raises(Refused):
        actions.describe_site(governing_body="Tôi", by=cast.editor, at=at)
    facts = {"governing_body": "Ủy ban nhân dân tỉnh", "phone": "0258 111 2222"}
    actions.describe_site(**facts, by=cast.administrator, at=at)
    actions.describe_site(**facts, email="a@b.example", by=cast.administrator, at=at)
    assert queries.site_contact().dial == "02581112222"
    event = events.history(queries.site_contact()).last()
    assert event.changes == {"email": ["", "a@b.example"]}
