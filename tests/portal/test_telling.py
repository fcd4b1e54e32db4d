"""Telling of somebody: typed text stays, it is sent once; and asking after it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lantoa.core.files import MAX_BYTES
from lantoa.core.models import private_storage
from lantoa.nominations.models import Lead
from lantoa.portal import drafts
from tests import world

ONE = {"kind": "person", "who": "Mai Thị Ngò", "place": "22561"}
TWO = {"what": "Chị chở nước ngọt cho chín nhà cuối xóm.", "when_text": "ba năm nay", "why": ""}
THREE = {"witnesses": "Ông tổ trưởng tổ 4", "links": "https://bao.example/bai"}
FOUR = {"name": "Hồ Văn Kể", "phone": "0905 777 888", "email": "", "relation": "hàng xóm",
        "wants_answer": "on"}  # fmt: skip


def photo(name: str = "anh.jpg") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def post(client: Client, step: int, data: dict) -> object:
    return client.post(f"/gioi-thieu/buoc-{step}/", data)


def tell(client: Client, upto: int = 4, **more: dict) -> object:
    for step, data in enumerate([ONE, TWO, THREE, FOUR][:upto], 1):
        response = post(client, step, {**data, **more.get(f"step{step}", {})})
        assert response.status_code == 302, response.content.decode()
    return response


def test_four_steps_make_one_lead(province, reader):
    response = tell(reader)
    assert response["Location"] == "/gioi-thieu/da-nhan/"
    lead = Lead.objects.get()
    assert (lead.who, lead.place, lead.unit) == ("Mai Thị Ngò", province.place, province.unit)
    assert lead.what == TWO["what"]
    assert lead.nominator.phone == "0905 777 888"
    assert lead.attachments.get().link == "https://bao.example/bai"
    page = reader.get(response["Location"]).content.decode()
    assert "Đã nhận lời kể của bạn" in page
    assert lead.number in page
    assert province.unit.name in page
    assert "Hồ Văn Kể" not in page


def test_receipt_code_finds_the_lead(province, reader):
    tell(reader)
    receipt = reader.session["receipt"]
    page = Client().post("/tra-cuu/", {"code": receipt["code"].lower()})
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    words = page.content.decode()
    assert "Đã nhận" in words
    for secret in ("Mai Thị Ngò", "Hồ Văn Kể", "0905 777 888", receipt["number"]):
        assert secret not in words


def test_unknown_code_gets_the_same_words_whatever_it_is(province, cast, reader):
    answers = set()
    for code in ("0" * 26, "khong-phai-ma", "TB-2026-00001", "'; DROP TABLE", "ẵ" * 30):
        response = reader.post("/tra-cuu/", {"code": code})
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        page = response.content.decode()
        assert "Không có lời kể, phản ánh hay ý kiến nào với mã này" in page
        answers.add(page[page.index('<div class="errsum"') : page.index("</form>")].count("<"))
    assert len(answers) == 1


def test_guessing_codes_ends(province, reader):
    last = [reader.post("/tra-cuu/", {"code": "sai"}).status_code for _ in range(25)][-1]
    assert last == 429


def test_errors_stand_above_fields_and_typed_text_stays(province, reader):
    response = post(reader, 1, {"kind": "person", "who": "Mai Thị Ngò", "place": ""})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="errsum"' in page and 'href="#id_place"' in page
    assert 'value="Mai Thị Ngò"' in page
    assert 'aria-invalid="true"' in page
    assert "id_place_helptext id_place_error" in page
    assert page.index('id="id_place_error"') < page.index('name="place"')


def test_going_back_keeps_what_was_typed(province, reader):
    tell(reader, upto=1)
    response = post(reader, 2, {"what": "dở dang", "why": "", "when_text": "", "back": "1"})
    assert response["Location"] == "/gioi-thieu/buoc-1/"
    assert 'value="Mai Thị Ngò"' in reader.get("/gioi-thieu/buoc-1/").content.decode()
    assert "dở dang" in reader.get("/gioi-thieu/buoc-2/").content.decode()


def test_sent_twice_is_one_lead_with_one_code(province, reader):
    tell(reader, upto=3)
    twin = Client()
    twin.cookies["sessionid"] = reader.cookies["sessionid"].value
    from django.contrib.sessions.models import Session

    kept = Session.objects.get().session_data
    post(reader, 4, FOUR)
    code = reader.session["receipt"]["code"]
    Session.objects.update(session_data=kept)  # the second press arrived at the same moment
    response = post(twin, 4, FOUR)
    assert response["Location"] == "/gioi-thieu/da-nhan/", response.content.decode()
    assert twin.session["receipt"]["code"] == code
    assert Lead.objects.count() == 1


def test_pressed_again_after_sending_shows_the_receipt(province, reader):
    tell(reader)
    response = post(reader, 4, FOUR)
    assert response["Location"] == "/gioi-thieu/da-nhan/"
    assert Lead.objects.count() == 1


def test_later_steps_need_the_first(province, reader):
    assert reader.get("/gioi-thieu/buoc-3/").status_code == 302
    assert post(reader, 4, FOUR)["Location"] == "/gioi-thieu/"
    assert reader.get("/gioi-thieu/buoc-9/").status_code == 404
    assert reader.get("/gioi-thieu/da-nhan/").status_code == 302
    assert not Lead.objects.exists()


def test_files_are_kept_across_steps(province, reader):
    tell(reader, upto=3, step3={"papers": [photo(), photo("hai.jpg")]})
    page = reader.get("/gioi-thieu/buoc-3/").content.decode()
    assert "anh.jpg" in page and "hai.jpg" in page
    kept = reader.session["told"]["files"]
    post(reader, 3, {**THREE, "bo": kept[1]["path"]})
    post(reader, 4, FOUR)
    files = [each.file for each in Lead.objects.get().attachments.filter(file__isnull=False)]
    assert [each.name for each in files] == ["anh.jpg"]
    assert not private_storage().exists(kept[0]["path"])
    assert not private_storage().exists(kept[1]["path"])


def test_good_file_stays_when_another_field_is_wrong(province, reader):
    tell(reader, upto=2)
    response = post(reader, 3, {**THREE, "links": "không phải địa chỉ", "papers": [photo()]})
    page = response.content.decode()
    assert "không phải đường liên kết" in page
    assert "Ông tổ trưởng tổ 4" in page
    assert "anh.jpg" in page


def test_bad_file_is_refused_in_words(province, reader):
    tell(reader, upto=2)
    bad = SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 200)
    response = post(reader, 3, {**THREE, "papers": [bad]})
    assert response.status_code == 200
    assert "virus.exe" in response.content.decode()
    assert reader.session["told"]["files"] == []
    assert MAX_BYTES == 20 * 1024 * 1024


def test_old_drafts_are_swept(province, reader, monkeypatch):
    kept = drafts.keep(photo(), "image/jpeg")
    drafts.sweep()
    assert private_storage().exists(kept["path"])
    monkeypatch.setattr(drafts, "KEPT_SECONDS", -10)
    drafts.sweep()
    assert not private_storage().exists(kept["path"])
    assert drafts.opened([kept]) == []


def test_not_sure_of_the_place_goes_to_the_province(province, reader):
    tell(reader, step1={"place": "khong-ro"})
    lead = Lead.objects.get()
    assert lead.unit == province.root


def test_similar_people_are_asked_about(told, reader):
    namesake = {**ONE, "who": world.NAME}
    response = post(reader, 1, namesake)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Có phải một trong những người này không?" in page
    assert "diêm dân" in page
    assert post(reader, 1, {**namesake, "same_as": "khong"}).status_code == 302


def test_same_person_is_handed_on(told, reader):
    from lantoa.discovery.queries import similar_people

    key = similar_people(world.NAME, told.exemplar.place)[0].key
    tell(reader, step1={"who": world.NAME, "same_as": key})
    assert Lead.objects.latest("pk").same_as == told.exemplar


def test_unpublished_people_show_no_detail(province, cast, reader):
    world.nomination(province, cast)
    page = post(reader, 1, {**ONE, "who": world.NAME}).content.decode()
    assert "Có phải một trong những người này không?" in page
    assert "Ghi lịch lấy nước" not in page and "diêm dân" not in page


def test_place_may_be_chosen_beforehand(province, reader):
    page = reader.get("/gioi-thieu/?noi=22561").content.decode()
    assert '<option value="22561" selected>' in page


@pytest.mark.parametrize("text", ["\0", "x" * 20_000, "ẵ" * 9_000, "<script>alert(1)</script>"])
def test_hostile_answers_do_no_harm(province, reader, text):
    tell(reader, upto=1)
    for step, field in ((1, "who"), (2, "what"), (3, "witnesses"), (3, "links"), (4, "name")):
        response = post(reader, step, {**ONE, field: text})
        assert response.status_code in (200, 302)
        assert "<script>alert(1)</script>" not in response.content.decode()


def test_forms_need_their_token(province):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/tra-cuu/", {"code": "x"})
    assert response.status_code == 403
    assert "Biểu mẫu đã để lâu quá" in response.content.decode()
