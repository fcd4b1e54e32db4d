"""A reader finds something wrong: it reaches the unit's officers, and an answer comes back."""

import pytest

from lantoa.core.models import AuditEvent
from lantoa.nominations.models import ComplainantContact, Complaint
from lantoa.registry import actions as registry
from tests.conftest import AT

FORM = "/bao-sai/?bai=lich-nuoc-xom-muoi"
TOLD = {
    "reason": "fact",
    "text": "Sổ hợp tác xã ghi 45 hộ chứ không phải 47 hộ.",
    "name": "Người Phản Ánh Kín",
    "phone": "0905 111 222",
    "key": "a-key",
}


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def reported(told, reader):
    return reader.post(FORM, TOLD)


def code_on(page) -> str:
    return text(page).split('<p class="code">')[1].split("<")[0]


def test_the_form_names_the_story(told, reader):
    page = text(reader.get(FORM))
    assert "Tấm bảng giữ yên xóm muối" in page
    assert "Về bài" not in text(reader.get("/bao-sai/"))


def test_a_receipt_with_a_code_that_is_never_kept(reported):
    page = text(reported)
    assert "Đã nhận phản ánh của bạn" in page and "Thứ Hai, 15/6/2026" in page
    complaint = Complaint.objects.get()
    assert complaint.subject == "/guong/lich-nuoc-xom-muoi/"
    assert code_on(reported) not in str(Complaint.objects.values().get())


def test_pressed_twice_is_one_complaint(reported, reader):
    again = reader.post(FORM, TOLD)
    assert Complaint.objects.count() == 1 and code_on(again) == code_on(reported)


def test_a_robot_that_fills_in_every_box_is_told_and_nothing_is_kept(told, reader):
    answer = reader.post(FORM, {**TOLD, "website": "http://mua-ban.example"})
    assert answer.status_code == 422 and "Có ô ẩn đã bị ghi vào" in text(answer)
    assert TOLD["text"] in text(answer), "a person whose browser filled it in loses nothing"
    assert not Complaint.objects.exists()


def test_the_officer_of_the_unit_answers_and_the_code_shows_it(reported, cast, browse, reader):
    client, complaint = browse(cast.officer), Complaint.objects.get()
    listed = text(client.get("/lam-viec/phan-anh/"))
    assert complaint.number in listed
    address = f"/lam-viec/phan-anh/{complaint.pk}/"
    assert "0905 111 222" not in text(client.get(address)), "not before one asks for it"
    assert "0905 111 222" in text(client.post(address, {"do": "see"}))
    assert "Trả lời phản ánh" in text(client.get("/lam-viec/"))
    client.post(address, {"do": "answer", "answer": "Đã hỏi lại: đúng 47 hộ."})
    page = text(reader.post("/tra-cuu/", {"code": code_on(reported).lower()}))
    assert "Đã hỏi lại: đúng 47 hộ." in page and "Người Phản Ánh Kín" not in page


def test_others_do_not_see_it(reported, cast, browse):
    address = f"/lam-viec/phan-anh/{Complaint.objects.get().pk}/"
    assert browse(cast.neighbour).get(address).status_code == 404
    assert browse(cast.leader).get(address).status_code == 404, "theirs only when it is late"
    assert browse(cast.verifier).get(address).status_code == 403


def test_the_log_holds_no_contact(reported):
    event = AuditEvent.objects.get(kind="complaint.submitted")
    for private in ("0905", "Kín", "45 hộ"):
        assert private not in str(event.changes)
    assert ComplainantContact.objects.get().phone == "0905 111 222"


def test_a_story_that_rests_shows_nothing_of_itself(told, cast, reader):
    registry.hold(exemplar=told.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    for page in (reader.get(FORM), reader.post(FORM, TOLD)):
        assert "Tấm bảng" not in text(page)
    assert Complaint.objects.get().title == "Tấm bảng giữ yên xóm muối"  # for the officer


def test_robots_and_floods_are_kept_out(told, reader):
    assert reader.post(FORM, TOLD | {"website": "http://spam"}).status_code == 422
    for number in range(10):
        reader.post(FORM, TOLD | {"key": f"k{number}"})
    page = reader.post(FORM, TOLD | {"key": "one-more"})
    assert "gửi nhiều phản ánh quá" in text(page)
    assert Complaint.objects.count() == 10


def test_what_is_missing_is_said_and_nothing_typed_is_lost(told, reader):
    page = reader.post(FORM, {"text": "Ngắn", "name": "Lan"})
    assert page.status_code == 422
    assert "Chọn một dòng gần đúng nhất." in text(page) and 'value="Lan"' in text(page)
    assert not Complaint.objects.exists()


def test_the_list_costs_the_same_with_three(
    reported, cast, browse, reader, django_assert_num_queries
):
    client = browse(cast.officer)
    with django_assert_num_queries(6):
        client.get("/lam-viec/phan-anh/")
    for number in range(2):
        reader.post(FORM, TOLD | {"key": f"k{number}"})
    with django_assert_num_queries(6):
        client.get("/lam-viec/phan-anh/")
