"""Copies at the desk: registering, results with evidence, a second officer confirms."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from lantoa.core import clock
from lantoa.replication import actions
from lantoa.replication.models import Adoption


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: at.date())
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def card(province: Any, cast: Any) -> Any:
    return world.practice(province, cast, world.consented(province, cast))


def address(adoption: Adoption) -> str:
    return reverse("desk:adoption", args=[adoption.pk])


def test_list_shows_own_units_and_counts_apart(
    province: Any, cast: Any, at: Any, browse: Any, card: Any
) -> None:
    world.adoption(province, cast, card, adopter="Tổ đang thử")
    world.effective(province, cast, card, adopter="Tổ có kết quả")
    lasting = world.effective(province, cast, card, adopter="Tổ bền")
    actions.report_result(
        adoption=lasting, statement="Vụ hai vẫn giữ", evidence_note="Sổ", by=cast.neighbour, at=at
    )
    actions.sustain(adoption=lasting, by=cast.province_officer, at=at)
    given_up = world.adoption(province, cast, card, adopter="Tổ thôi")
    actions.stop(adoption=given_up, reason="Không ai ghi bảng", by=cast.neighbour, at=at)

    found = browse(cast.neighbour).get(reverse("desk:adoptions"))
    numbers = {figure.word: figure.number for figure in found.context["figures"]}
    assert numbers == {"dang-ky": 4, "co-ket-qua": 2, "giu-duoc": 1, "da-dung": 1}
    page = found.content.decode()
    for words in ("Tổ đang thử", "31 hộ lấy nước theo bảng", "Không ai ghi bảng"):
        assert words in page
    for other in (cast.officer, cast.stranger):
        assert "Tổ bền" not in browse(other).get(reverse("desk:adoptions")).content.decode()
    assert "Tổ bền" in browse(cast.leader).get(reverse("desk:adoptions")).content.decode()


def test_every_figure_opens_exactly_its_rows(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    world.adoption(province, cast, card, adopter="Tổ một")
    world.effective(province, cast, card, adopter="Tổ hai")
    client = browse(cast.neighbour)
    for figure in client.get(reverse("desk:adoptions")).context["figures"]:
        rows = client.get(reverse("desk:adoptions"), {"buoc": figure.word})
        assert rows.context["page"].paginator.count == figure.number


def test_filter_by_practice(province: Any, cast: Any, browse: Any, card: Any) -> None:
    second = world.practice(
        province,
        cast,
        world.consented(province, cast, name="Lê Văn Dàn"),
        slug="gian-phoi",
    )
    world.adoption(province, cast, card, adopter="Tổ học bảng")
    world.adoption(province, cast, second, adopter="Tổ học giàn")
    client = browse(cast.neighbour)
    page = client.get(reverse("desk:adoptions"), {"cach-lam": "gian-phoi"}).content.decode()
    assert "Tổ học giàn" in page
    assert "Tổ học bảng" not in page
    nothing = client.get(reverse("desk:adoptions"), {"buoc": "da-dung"}).content.decode()
    assert "Không có nơi nào ở bước này" in nothing


def test_an_empty_list_says_what_to_do(province: Any, cast: Any, browse: Any) -> None:
    page = browse(cast.officer).get(reverse("desk:adoptions")).content.decode()
    assert "Chưa nơi nào làm theo" in page
    assert reverse("desk:adoption_new") in page
    assert reverse("desk:adoption_new") not in (
        browse(cast.leader).get(reverse("desk:adoptions")).content.decode()
    )


def test_as_many_queries_for_three_rows_as_for_one(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    client = browse(cast.neighbour)
    world.effective(province, cast, card, adopter="Tổ 1")
    client.get(reverse("desk:adoptions"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("desk:adoptions"))
    for name in ("Tổ 2", "Tổ 3"):
        world.effective(province, cast, card, adopter=name)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("desk:adoptions"))
    assert len(three) == len(one)


def test_table_neutralises_formulas(province: Any, cast: Any, browse: Any, card: Any) -> None:
    world.adoption(province, cast, card, adopter="=HYPERLINK(0)")
    found = browse(cast.neighbour).get(reverse("desk:adoptions"), {"xuat": "csv"})
    assert found["Content-Type"].startswith("text/csv")
    text = found.content.decode("utf-8-sig")
    assert "'=HYPERLINK(0)" in text
    assert text.startswith("Nơi làm theo,")
    assert "Phường" in text


def test_rights(province: Any, cast: Any, browse: Any, client: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    assert browse(cast.neighbour).get(address(adoption)).status_code == 200
    assert browse(cast.leader).get(address(adoption)).status_code == 200
    for other in (cast.officer, cast.stranger):
        assert browse(other).get(address(adoption)).status_code == 404
        assert browse(other).post(address(adoption), {"viec": "stop"}).status_code == 404
    assert browse(cast.administrator).get(address(adoption)).status_code == 403
    assert browse(cast.leader).get(reverse("desk:adoption_new")).status_code == 403
    assert client.get(address(adoption)).status_code == 302


def test_a_reader_sees_no_forms(province: Any, cast: Any, browse: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    page = browse(cast.leader).get(address(adoption)).content.decode()
    assert 'name="viec"' not in page
    assert adoption.change in page


def _new(province: Any, card: Any, **more: Any) -> dict[str, Any]:
    return {
        "practice": card.pk,
        "adopter": "Tổ 5, phường Ninh Hòa",
        "place": province.neighbour_place.pk,
        "unit": province.neighbour_unit.pk,
        "change": "Thêm số điện thoại",
    } | more


def test_registering(province: Any, cast: Any, browse: Any, card: Any) -> None:
    client = browse(cast.neighbour)
    form = client.get(reverse("desk:adoption_new"))
    assert form.context["form"].initial["place"] == province.neighbour_place.pk
    sent = client.post(reverse("desk:adoption_new"), _new(province, card))
    made = Adoption.objects.get()
    assert sent["Location"] == address(made)
    assert (made.adopter, made.unit, made.registered_by) == (
        "Tổ 5, phường Ninh Hòa", province.neighbour_unit, cast.neighbour,
    )  # fmt: skip


def test_registering_twice_is_refused_and_keeps_what_was_typed(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    client = browse(cast.neighbour)
    client.post(reverse("desk:adoption_new"), _new(province, card))
    again = client.post(reverse("desk:adoption_new"), _new(province, card, change="Chữ tôi vừa gõ"))
    page = again.content.decode()
    assert again.status_code == 422
    assert "đã đăng ký cách làm này rồi." in page
    assert "Chữ tôi vừa gõ" in page
    assert Adoption.objects.count() == 1


def test_registering_for_another_unit_is_refused(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    sent = browse(cast.neighbour).post(
        reverse("desk:adoption_new"), _new(province, card, unit=province.far_unit.pk)
    )
    assert sent.status_code == 422
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(
    ("q", "is_found"),
    [
        ("bang lich", True),
        ("SƯƠNG", True),
        ("đông ninh hoà", True),
        ("giàn nho", False),
        ("", True),
    ],
)
def test_practices_are_found_by_typing(
    province: Any, cast: Any, browse: Any, card: Any, q: str, is_found: bool
) -> None:
    page = browse(cast.neighbour).get(reverse("desk:adoption_new"), {"q": q})
    assert (card in page.context["found"]) == is_found
    assert ("Không có cách làm nào hợp" in page.content.decode()) == (not is_found)


def test_a_practice_that_is_not_public_is_not_offered(
    province: Any, cast: Any, browse: Any
) -> None:
    silent = world.practice(province, cast, world.exemplar(province, cast))
    client = browse(cast.neighbour)
    assert "Chưa có cách làm nào công khai" in (
        client.get(reverse("desk:adoption_new")).content.decode()
    )
    sent = client.post(reverse("desk:adoption_new"), _new(province, silent))
    assert sent.status_code == 422
    assert not Adoption.objects.exists()


def test_result_then_confirmation_then_lasting(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    adoption = world.adoption(province, cast, card)
    own, second = browse(cast.neighbour), browse(cast.province_officer)
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản họp tổ 5".encode())
    told = {"viec": "report", "statement": "31 hộ theo bảng", "evidence_file": upload}
    assert own.post(address(adoption), told).status_code == 302
    page = own.get(address(adoption)).content.decode()
    assert "bien-ban.txt" in page
    assert "Người báo kết quả không tự xác nhận." in page

    refused = own.post(address(adoption), {"viec": "confirm", "seen": "on"})
    assert refused.status_code == 422
    assert "Người báo kết quả không tự xác nhận. Nhờ cán bộ khác." in refused.content.decode()

    assert second.post(address(adoption), {"viec": "confirm", "seen": "on"}).status_code == 302
    page = second.get(address(adoption)).content.decode()
    assert "Có kết quả" in page
    assert cast.province_officer.full_name in page

    early = second.post(address(adoption), {"viec": "sustain", "seen": "on"})
    assert "Chưa có kết quả mới nào được báo." in early.content.decode()
    own.post(
        address(adoption),
        {"viec": "report", "statement": "Vụ hai vẫn giữ", "evidence_note": "Sổ trực"},
    )
    assert second.post(address(adoption), {"viec": "sustain", "seen": "on"}).status_code == 302
    adoption.refresh_from_db()
    assert adoption.state == "sustained"


def test_without_evidence_what_was_typed_stays(
    province: Any, cast: Any, browse: Any, card: Any
) -> None:
    adoption = world.adoption(province, cast, card)
    sent = browse(cast.neighbour).post(
        address(adoption), {"viec": "report", "statement": "Kết quả tôi vừa gõ"}
    )
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "Kết quả tôi vừa gõ" in page
    assert "Cần một minh chứng" in page
    assert not adoption.results.exists()


def test_a_file_that_is_not_taken_is_said(province: Any, cast: Any, browse: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    upload = SimpleUploadedFile("chay.exe", b"MZ\x90\x00" + b"\0" * 200)
    sent = browse(cast.neighbour).post(
        address(adoption), {"viec": "report", "statement": "Có ảnh", "evidence_file": upload}
    )
    assert sent.status_code == 422
    assert "chay.exe" in sent.content.decode()
    assert not adoption.results.exists()


def test_confirming_needs_a_look(province: Any, cast: Any, at: Any, browse: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    actions.report_result(
        adoption=adoption, statement="Xong", evidence_note="Sổ", by=cast.neighbour, at=at
    )
    sent = browse(cast.province_officer).post(address(adoption), {"viec": "confirm"})
    assert sent.status_code == 422
    assert "Đánh dấu sau khi đã xem minh chứng." in sent.content.decode()


def test_stopping(province: Any, cast: Any, browse: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    client = browse(cast.neighbour)
    empty = client.post(address(adoption), {"viec": "stop", "reason": " "})
    assert empty.status_code == 422
    assert "Ghi vì sao dừng." in empty.content.decode()
    assert (
        client.post(address(adoption), {"viec": "stop", "reason": "Hết mương chung"}).status_code
        == 302
    )
    page = client.get(address(adoption)).content.decode()
    assert "Hết mương chung" in page
    assert 'name="viec"' not in page
    late = client.post(
        address(adoption), {"viec": "report", "statement": "Muộn", "evidence_note": "Sổ"}
    )
    assert "đã dừng làm theo" in late.content.decode()


def test_an_unknown_button_is_said(province: Any, cast: Any, browse: Any, card: Any) -> None:
    adoption = world.adoption(province, cast, card)
    sent = browse(cast.neighbour).post(address(adoption), {"viec": "la"})
    assert sent.status_code == 422
    assert "Chưa rõ anh, chị muốn làm việc gì" in sent.content.decode()
