"""A tip out of an article: read by rules, entered only as a person confirmed it."""

import pytest
from django.test import Client
from tests.conftest import AT

from lantoa.accounts import actions as accounts
from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.nominations.models import Lead
from lantoa.places import actions as places
from lantoa.places.models import OrgKind

ADDRESS = "/lam-viec/tin-bao/tu-van-ban/"
TEXT = (
    "Bà Bùi Thị Sương, sinh năm 1968, ở phường Đông Ninh Hòa, đã 12 năm ghi lịch lấy nước giúp "
    "47 hộ diêm dân. Theo ông Lương Cư, năm 2023 bà được tặng Giấy khen theo Quyết định số "
    "412/QĐ-UBND."
)
PASTED = {"text": TEXT, "source": "Báo Mẫu, 8/6/2026", "links": "https://bao.example/bai"}
CONFIRMED = {
    **PASTED, "do": "enter", "key": "k" * 36, "kind": "person", "person": "Bùi Thị Sương",
    "who": "", "spot": "22561", "place": "", "is_right": "on",
    "what": "Bà đã 12 năm ghi lịch lấy nước giúp 47 hộ diêm dân.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_that_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: AT.date())


@pytest.fixture
def officer(cast, browse) -> Client:
    return browse(cast.officer)


def test_the_text_is_read_and_nothing_is_chosen_beforehand(officer):
    page = officer.post(ADDRESS, {**PASTED, "do": "read"}).content.decode()
    assert "Đối chiếu với văn bản" in page
    for found in ("Bùi Thị Sương", "Lương Cư", "Phường Đông Ninh Hòa", "412/QĐ-UBND"):
        assert found in page
    assert "<mark>sinh năm 1968</mark>" in page  # beside the sentence it came from
    assert " checked" not in page.replace('value="person" checked', "").split("Ai được kể")[1]
    assert not Lead.objects.exists()


def test_only_what_was_confirmed_is_entered(officer, province):
    page = officer.post(ADDRESS, {**PASTED, "do": "read"}).content.decode()
    row = page.split("Năm sinh: 1968")[0].rpartition('name="right-')[2].split('"')[0]
    answer = officer.post(ADDRESS, {**CONFIRMED, f"right-{row}": "on", f"fact-{row}": "1969"})
    assert answer.status_code == 200, answer.content.decode()
    lead = Lead.objects.get()
    assert (lead.who, lead.place, lead.channel) == ("Bùi Thị Sương", province.place, "press")
    assert lead.what.endswith("Theo văn bản:\n- Năm sinh: 1969")
    assert "412" not in lead.what
    assert lead.witnesses == "Nguồn: Báo Mẫu, 8/6/2026"
    kept = {bool(each.file_id): each for each in lead.attachments.all()}
    assert kept[False].link == "https://bao.example/bai"
    assert TEXT in kept[True].file.file.read().decode()
    assert "Phiếu đưa người kể" in answer.content.decode()


@pytest.mark.parametrize("missing", ["person", "spot", "is_right", "what", "kind"])
def test_nothing_is_entered_unconfirmed(officer, missing):
    given = {name: value for name, value in CONFIRMED.items() if name != missing}
    answer = officer.post(ADDRESS, given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'class="errsum"' in page and TEXT[:40] in page
    assert not Lead.objects.exists()


def test_a_name_and_place_the_text_does_not_have(officer, province):
    other = {**CONFIRMED, "person": "khac", "spot": "khac"}
    page = officer.post(ADDRESS, other)
    assert page.status_code == 422
    assert "Ghi tên người được kể." in page.content.decode()
    good = {**other, "who": "Tổ muối số 4", "place": str(province.neighbour_place.pk)}
    assert officer.post(ADDRESS, good).status_code == 200
    lead = Lead.objects.get()
    assert (lead.who, lead.unit) == ("Tổ muối số 4", province.neighbour_unit)


def test_pressed_twice_it_is_one(officer):
    for _ in range(2):
        assert officer.post(ADDRESS, CONFIRMED).status_code == 200
    assert Lead.objects.count() == 1


def test_the_text_may_be_mended(officer):
    page = officer.post(ADDRESS, {**CONFIRMED, "do": "again"}).content.decode()
    assert "Đọc văn bản này" in page and "Bùi Thị Sương" in page
    assert officer.post(ADDRESS, {**PASTED, "text": "ngắn", "do": "read"}).status_code == 422


@pytest.mark.parametrize("text", ["\0" * 60, "<script>alert(1)</script>" * 9, "\u202e" * 90,
                                  "ẵ" * 50_001, "\x1b[31m" * 20 + TEXT])  # fmt: skip
def test_hostile_texts(officer, text):
    for do in ("read", "enter"):
        given = {**CONFIRMED, "text": text, "do": do, "person": "khac", "who": "Ai đó"}
        answer = officer.post(ADDRESS, given)
        assert answer.status_code in (200, 422)
        assert "<script>alert(1)" not in answer.content.decode()


def test_the_press_tells_the_committee_of_the_place(province, browse, db):
    """And does not see what becomes of it, but by the code."""
    paper = places.add_organisation(
        key="bao-mau", name="Báo Mẫu", short_name="Báo Mẫu", kind=OrgKind.PRESS,
        parent=province.root, valid_from=AT.date(), by=SYSTEM, at=AT,
    )  # fmt: skip
    writer = accounts.create_user(
        full_name="Lê Thị Bút", email="but@bao.example", password="muoi-trang-hon-khoi-26",
        by=SYSTEM, at=AT,
    )  # fmt: skip
    accounts.grant(user=writer, unit=paper, role="officer", starts_on=AT.date(), by=SYSTEM, at=AT)
    client = browse(writer)
    page = client.post(ADDRESS, CONFIRMED).content.decode()
    lead = Lead.objects.get()
    assert lead.unit == province.unit
    assert "theo dõi bằng mã trên" in page
    assert client.get(f"/lam-viec/tin-bao/{lead.pk}/").status_code == 404


def test_who_may_not_enter_leads_may_not_paste(cast, browse):
    for name in ("editor", "leader", "approver", "broadcaster"):
        assert browse(getattr(cast, name)).post(ADDRESS, CONFIRMED).status_code == 403
    assert Client().get(ADDRESS).status_code == 302
    assert not Lead.objects.exists()


def test_reading_costs_no_more_for_a_longer_text(officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        officer.post(ADDRESS, {**PASTED, "text": TEXT * 30, "do": "read"})


def test_what_was_told_in_a_meeting_is_entered_as_such(officer, province):
    told = {
        "channel": "meeting", "kind": "person", "who": "Tạ Văn Họp", "what": CONFIRMED["what"],
        "place": str(province.place.pk), "key": "m" * 36,
    }  # fmt: skip
    assert "Phiếu đưa người kể" in officer.post("/lam-viec/tin-bao/moi/", told).content.decode()
    lead = Lead.objects.get()
    assert lead.get_channel_display() == "Cuộc họp"
