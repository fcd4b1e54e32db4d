"""Plans at the desk: own duties first, late ones first; progress with a note."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.core import clock
from lantoa.desk.views.plans import deadline_words
from lantoa.places.models import OrgUnit
from lantoa.planning import actions
from lantoa.planning.models import Assignment

TODAY = date(2026, 6, 8)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: at)


def given(province: Any, cast: Any, at: Any, number: str, **more: Any) -> Assignment:
    facts = {
        "group": "Tìm điển hình từ cơ sở",
        "content": f"Việc số {number}",
        "unit": province.unit,
        "deadline": TODAY + timedelta(days=30),
        "product": "Sổ ghi",
    } | more
    return actions.assign(
        plan=province.plan, number=number, **facts, by=cast.province_officer, at=at
    )


def test_deadline_in_words() -> None:
    said = [
        deadline_words(Assignment(deadline=TODAY + timedelta(days=days), state=state), TODAY)
        for days, state in [
            (-12, "doing"), (0, "open"), (5, "open"), (7, "open"), (8, "open"), (-3, "done"),
        ]
    ]  # fmt: skip
    assert said == [
        ("Quá 12 ngày", "err"),
        ("Hôm nay", "sun"),
        ("Còn 5 ngày", "sun"),
        ("Còn 7 ngày", "sun"),
        ("16/6/2026", ""),
        ("Đã xong", ""),
    ]


def test_list_counts_what_concerns_the_reader(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    given(province, cast, at, "1.1")
    given(province, cast, at, "1.2", deadline=TODAY - timedelta(days=1))
    given(province, cast, at, "1.3", unit=province.far_unit)
    page = browse(cast.officer).get(reverse("desk:plans")).content.decode()
    assert province.plan.title in page
    assert "2 nhiệm vụ liên quan tới đơn vị anh, chị" in page
    assert "1 quá hạn" in page
    nobody = browse(cast.neighbour).get(reverse("desk:plans")).content.decode()
    assert "Chưa có nhiệm vụ nào giao cho đơn vị anh, chị." in nobody


def test_own_duties_come_first_and_late_ones_before_them(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    given(province, cast, at, "1", content="Đúng hạn của tôi")
    given(province, cast, at, "2", content="Trễ của tôi", deadline=TODAY - timedelta(days=12))
    given(
        province, cast, at, "3", content="Tôi phối hợp",
        unit=province.far_unit, supporting=[province.unit],
    )  # fmt: skip
    given(province, cast, at, "4", content="Không dính tới tôi", unit=province.far_unit)
    page = browse(cast.officer).get(reverse("desk:plan", args=[province.plan.slug]))
    text = page.content.decode()
    places = [
        text.index(words)
        for words in (
            "Đơn vị anh, chị chủ trì", "Trễ của tôi", "Đúng hạn của tôi",
            "Đơn vị anh, chị phối hợp", "Tôi phối hợp",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Quá 12 ngày" in text
    assert "Không dính tới tôi" not in text
    assert "Còn 1 nhiệm vụ của đơn vị khác" in text
    assert "Giao một nhiệm vụ" not in text


def test_province_sees_every_duty_under_its_heading(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    given(province, cast, at, "1.1", group="Tìm")
    given(province, cast, at, "2.1", group="Kể", unit=province.far_unit)
    text = browse(cast.leader).get(reverse("desk:plan", args=[province.plan.slug]))
    page = text.content.decode()
    assert page.index(">Tìm<") < page.index("Việc số 1.1") < page.index(">Kể<")
    assert "nhiệm vụ của đơn vị khác" not in page


@pytest.mark.parametrize("name", ["desk:plans", "desk:plan"])
def test_as_many_queries_for_three_duties_as_for_one(
    province: Any, cast: Any, at: Any, browse: Any, name: str
) -> None:
    client = browse(cast.officer)
    address = reverse(name, args=[province.plan.slug] if name == "desk:plan" else [])
    given(province, cast, at, "1", supporting=[province.far_unit])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in ("2", "3"):
        given(province, cast, at, number, supporting=[province.far_unit, province.neighbour_unit])
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)


def test_table_of_duties_neutralises_formulas(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    given(province, cast, at, "1", product="=CMD()")
    found = browse(cast.officer).get(
        reverse("desk:plan", args=[province.plan.slug]), {"xuat": "csv"}
    )
    assert found["Content-Type"].startswith("text/csv")
    assert "'=CMD()" in found.content.decode("utf-8-sig")


def test_a_duty_of_others_is_not_found(province: Any, cast: Any, at: Any, browse: Any) -> None:
    duty = given(province, cast, at, "1")
    address = reverse("desk:assignment", args=[duty.pk])
    assert browse(cast.officer).get(address).status_code == 200
    assert browse(cast.stranger).get(address).status_code == 404
    assert browse(cast.stranger).post(address, {"viec": "progress"}).status_code == 404
    assert browse(cast.administrator).get(address).status_code == 403


def test_a_supporting_unit_reads_but_does_not_report(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    duty = given(province, cast, at, "1", supporting=[province.neighbour_unit])
    address = reverse("desk:assignment", args=[duty.pk])
    client = browse(cast.neighbour)
    assert "Báo tiến độ" not in client.get(address).content.decode()
    refused = client.post(address, {"viec": "progress", "progress": "40", "note": "Đã làm"})
    assert refused.status_code == 422
    assert "không có quyền báo tiến độ" in refused.content.decode()
    duty.refresh_from_db()
    assert duty.progress == 0


def test_progress_then_done_then_open_again(province: Any, cast: Any, at: Any, browse: Any) -> None:
    duty = given(province, cast, at, "1")
    client, address = browse(cast.officer), reverse("desk:assignment", args=[duty.pk])
    for sent in (
        {"viec": "progress", "progress": "40", "note": "Đã họp ba tổ"},
        {"viec": "finish", "note": "Sổ ở phòng Văn hóa"},
        {"viec": "reopen", "note": "Thiếu chữ ký tổ 2"},
    ):
        assert client.post(address, sent).status_code == 302
    duty.refresh_from_db()
    assert (duty.state, duty.progress) == ("doing", 100)
    page = client.get(address).content.decode()
    assert page.index("Thiếu chữ ký tổ 2") < page.index("Sổ ở phòng Văn hóa")
    assert page.index("Sổ ở phòng Văn hóa") < page.index("Đã họp ba tổ")
    assert cast.officer.full_name in page


def test_what_was_typed_stays_after_a_mistake(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    duty = given(province, cast, at, "1")
    client, address = browse(cast.officer), reverse("desk:assignment", args=[duty.pk])
    sent = client.post(address, {"viec": "progress", "progress": "140", "note": "Họp <ba> tổ"})
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "errsum" in page
    assert "Tiến độ là số từ 0 đến 100." in page
    assert "Họp &lt;ba&gt; tổ" in page
    assert 'value="140"' in page


def test_an_unknown_button_is_said(province: Any, cast: Any, at: Any, browse: Any) -> None:
    duty = given(province, cast, at, "1")
    sent = browse(cast.officer).post(reverse("desk:assignment", args=[duty.pk]), {"viec": "xóa"})
    assert sent.status_code == 422
    assert "Chưa rõ anh, chị muốn làm việc gì" in sent.content.decode()


def _form(**more: Any) -> dict[str, Any]:
    return {
        "number": "3.1",
        "group": "Kể nhiều kênh",
        "content": "Kể mỗi quý hai chuyện",
        "unit": OrgUnit.objects.get(key="ubnd-22561").pk,
        "supporting": [OrgUnit.objects.get(key="ubnd-22528").pk],
        "deadline": "2026-09-30",
        "product": "Hai câu chuyện",
        "indicator": "stories_published",
        "target": "2",
    } | more


def test_assigning(province: Any, cast: Any, browse: Any) -> None:
    address = reverse("desk:assignment_new", args=[province.plan.slug])
    client = browse(cast.province_officer)
    assert client.get(address).status_code == 200
    assert client.post(address, _form()).status_code == 302
    made = Assignment.objects.get(number="3.1")
    assert (made.unit, made.target) == (province.unit, 2)
    assert list(made.supporting.all()) == [province.neighbour_unit]


def test_assigning_keeps_what_was_typed(province: Any, cast: Any, browse: Any) -> None:
    address = reverse("desk:assignment_new", args=[province.plan.slug])
    client = browse(cast.province_officer)
    late = client.post(address, _form(deadline="2031-01-01"))
    page = late.content.decode()
    assert late.status_code == 422
    assert "Thời hạn phải nằm trong thời gian của kế hoạch." in page
    assert "Kể mỗi quý hai chuyện" in page
    assert "đang chọn 1" in page
    client.post(address, _form())
    again = client.post(address, _form())
    assert again.status_code == 422
    assert "Nhiệm vụ số 3.1 đã có trong kế hoạch." in again.content.decode()


def test_only_who_manages_the_plan_assigns(province: Any, cast: Any, browse: Any) -> None:
    address = reverse("desk:assignment_new", args=[province.plan.slug])
    assert browse(cast.officer).get(address).status_code == 404
    assert browse(cast.officer).post(address, _form()).status_code == 404
    assert browse(cast.leader).get(address).status_code == 403
    assert not Assignment.objects.exists()


def test_a_plan_that_is_not_there(province: Any, cast: Any, browse: Any) -> None:
    assert browse(cast.officer).get(reverse("desk:plan", args=["khong-co"])).status_code == 404


def test_signed_out_is_led_to_the_door(province: Any, client: Any) -> None:
    found = client.get(reverse("desk:plans"))
    assert found.status_code == 302
    assert reverse("account_login") in found["Location"]
