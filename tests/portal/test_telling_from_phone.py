"""What a phone sends: pieces that go on where they stopped, one telling for one key."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from PIL import Image

from lantoa.core.models import StoredFile, private_storage
from lantoa.nominations.models import Lead
from lantoa.portal import drafts, pieces
from tests import world

KEY, FILE = "a1" * 18, "f0" * 18
WORDS = {
    "key": KEY, "kind": "person", "who": "Mai Thị Ngò", "place": "22561",
    "what": "Chị chở nước ngọt cho chín nhà cuối xóm.", "when_text": "ba năm nay", "why": "",
    "witnesses": "Ông tổ trưởng tổ 4", "links": "bao.example/bai", "name": "Hồ Văn Kể",
    "phone": "0905 777 888", "email": "", "relation": "", "wants_answer": "on", "same_as": "",
    "files": [],
}  # fmt: skip
HERE = {"Origin": "http://testserver"}


def send(client: Client, headers: dict[str, str] | None = None, **more: object) -> SimpleNamespace:
    body = json.dumps({**WORDS, **more})
    answer = client.post(
        "/gioi-thieu/gui/", body, content_type="application/json", headers=headers or HERE
    )
    return SimpleNamespace(status=answer.status_code, facts=answer.json())


def piece(client: Client, start: object, data: bytes, key: str = FILE) -> SimpleNamespace:
    answer = client.post(
        f"/gioi-thieu/gui/{key}/?tu={start}", data, content_type="application/octet-stream",
        headers=HERE,
    )  # fmt: skip
    return SimpleNamespace(status=answer.status_code, facts=answer.json())


def photo() -> bytes:
    data = BytesIO()
    Image.effect_noise((300, 200), 80).convert("RGB").save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def strict(province) -> Client:
    """A phone: no cookie, and a server that asks for a token wherever one is needed."""
    return Client(enforce_csrf_checks=True)


def named(data: bytes, key: str = FILE) -> dict[str, object]:
    return {"key": key, "name": "xe ba gác.jpg", "type": "image/jpeg", "size": len(data)}


def test_a_telling_arrives_and_leaves_no_cookie(strict, province):
    answer = send(strict)
    assert answer.status == 200, answer.facts
    lead = Lead.objects.get()
    assert (lead.who, lead.place, lead.channel) == ("Mai Thị Ngò", province.place, "web")
    assert lead.nominator.phone == "0905 777 888"
    assert lead.attachments.get().link == "https://bao.example/bai"
    assert answer.facts["number"] == lead.number and answer.facts["nhu_truoc"] is True
    assert not strict.cookies
    status = strict.get(f"/api/v1/leads/{answer.facts['code']}")
    assert status.status_code == 200


def test_sent_again_it_is_the_same_receipt(strict):
    first = send(strict)
    assert send(strict).facts == first.facts
    changed = send(strict, what="Chị chở nước ngọt cho mười nhà cuối xóm, không phải chín.")
    assert changed.facts["code"] == first.facts["code"]
    assert changed.facts["nhu_truoc"] is False  # said plainly: the second words are not kept
    assert Lead.objects.get().what == WORDS["what"]
    assert send(strict, key="b2" * 18).facts["code"] != first.facts["code"]


def test_a_file_goes_on_where_it_stopped(strict):
    data = photo()
    assert strict.get(f"/gioi-thieu/gui/{FILE}/").json() == {"co": 0}
    assert piece(strict, 0, data[:5000]).facts == {"co": 5000}
    assert piece(strict, 0, data[:5000]).facts == {"co": 5000}  # its answer was lost
    assert piece(strict, 9000, data[9000:]).facts == {"co": 5000}  # one was lost on the way
    early = send(strict, files=[named(data)])
    assert early.status == 409 and early.facts["thieu"] == [FILE]
    assert not Lead.objects.exists()
    assert piece(strict, 5000, data[5000:]).facts == {"co": len(data)}
    assert send(strict, files=[named(data)]).status == 200
    stored = Lead.objects.get().attachments.get(file__isnull=False).file
    assert (stored.name, stored.content_type) == ("xe ba gác.jpg", "image/jpeg")
    assert pieces.size(FILE) == 0


def test_the_answer_was_lost_and_the_files_are_gone(strict):
    """Sent again after the server took the files away: the receipt, and not a complaint."""
    data = photo()
    piece(strict, 0, data)
    first = send(strict, files=[named(data)])
    again = send(strict, files=[named(data)])
    assert again.status == 200 and again.facts == first.facts
    assert StoredFile.objects.count() == 1


def test_what_is_wrong_comes_back_by_field_and_nothing_is_kept(strict):
    answer = send(strict, place="", what="Tốt", phone="12")
    assert answer.status == 422
    assert set(answer.facts["errors"]) == {"place", "what", "phone"}
    assert "còn thiếu ít nhất" in answer.facts["errors"]["what"][0]
    assert not Lead.objects.exists()
    assert send(strict).status == 200  # mended, under the same key


def test_a_file_that_cannot_be_taken_says_so(strict):
    piece(strict, 0, b"%PDF-1.4 cut")
    answer = send(strict, files=[{**named(b"%PDF-1.4 cut"), "name": "giấy.pdf"}])
    assert answer.status == 422
    assert "bị cắt cụt" in answer.facts["errors"][""][0]
    assert not Lead.objects.exists() and pieces.size(FILE)


def test_only_from_our_own_pages(strict):
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"X": "y"},
                    {"Origin": "http://testserver.evil.example"}):  # fmt: skip
        assert send(strict, headers=headers).status == 403
    foreign = strict.post("/gioi-thieu/gui/", {"key": KEY}, headers=HERE)  # as a form sends
    assert foreign.status_code == 415
    assert not Lead.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b" ", b"[]", b"{", b"\xff", b'"x"', b"null", b'{"key": 1}', b'{"key": "short"}',
     b"[" * 100_000, json.dumps({**WORDS, "files": "x"}).encode(),
     json.dumps({**WORDS, "files": [{}]}).encode(),
     json.dumps({**WORDS, "files": [{"key": FILE, "size": "1"}]}).encode(),
     json.dumps({**WORDS, "files": [named(b"")] * 7}).encode(), b" " * 300_000],
)  # fmt: skip
def test_bodies_that_are_no_telling(strict, body):
    answer = strict.post("/gioi-thieu/gui/", body, content_type="application/json", headers=HERE)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")
    assert not Lead.objects.exists()


def test_strange_words_do_no_harm(strict):
    odd = {"who": "\ud800Lài\0", "what": "<script>" * 9, "when_text": 7, "place": ["22561"]}
    assert send(strict, **odd).status == 422
    assert send(strict, **{**odd, "place": "22561"}).status == 200
    assert Lead.objects.get().who == "Lài"


@pytest.mark.parametrize("start", ["", "-1", "x", "9" * 12, "0x1", "١"])
def test_strange_places_in_a_file(strict, start):
    assert piece(strict, start, b"abc").status == 400
    assert pieces.size(FILE) == 0


def test_a_piece_has_its_limits(strict, monkeypatch):
    assert piece(strict, 0, b"x" * (pieces.MOST_AT_ONCE + 1)).status == 413
    assert piece(strict, pieces.MAX_BYTES, b"x").status == 413
    assert piece(strict, 0, b"x", key="ngan").status == 404
    nearly_full = SimpleNamespace(free=1)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: nearly_full)
    full = piece(strict, 0, b"x")
    assert full.status == 507 and "gửi phần chữ" in full.facts["sentence"]


def test_a_flood_is_slowed_down(strict, monkeypatch):
    from lantoa.portal import telling
    from lantoa.portal.views import tell

    monkeypatch.setattr(telling, "SENT_AN_HOUR", 2)
    assert [send(strict, key=f"{n}" * 30).status for n in range(3)] == [200, 200, 429]
    assert send(strict, key="0" * 30).status == 200  # the same again is no new one
    monkeypatch.setattr(tell, "PIECES_AN_HOUR", 1)
    assert [piece(strict, n, b"x").status for n in range(2)] == [200, 429]


def test_pieces_that_nobody_claims_go_after_a_day(strict, monkeypatch):
    from lantoa.portal.tasks import sweep_drafts

    piece(strict, 0, b"abc")
    sweep_drafts.call()
    assert pieces.size(FILE) == 3
    monkeypatch.setattr(drafts, "KEPT_SECONDS", -10)
    sweep_drafts.call()
    assert pieces.size(FILE) == 0


def test_page_and_worker_sending_at_once_write_each_piece_once(province):
    piece_of_it = b"x" * 100_000
    with ThreadPoolExecutor(8) as pool:
        here = list(pool.map(lambda start: pieces.add(FILE, start, piece_of_it), [0] * 16))
    assert set(here) == {100_000}
    assert pieces.size(FILE) == 100_000


def test_the_key_of_a_file_stands_nowhere_on_the_disk(strict):
    piece(strict, 0, b"abc")
    names = private_storage().listdir(drafts.FOLDER)[1]
    assert len(names) == 1 and FILE not in names[0]


def test_similar_people_are_asked_about_without_telling_more(told, cast):
    phone = Client(enforce_csrf_checks=True)

    def ask(who: str) -> list[dict[str, str]]:
        body = json.dumps({"who": who, "place": told.exemplar.place.code})
        answer = phone.post("/gioi-thieu/trung-ten/", body, content_type="application/json",
                            headers=HERE)  # fmt: skip
        return answer.json()["giong"]

    (known,) = ask(world.NAME)
    assert "diêm dân" in known["title"] and set(known) == {"key", "title", "detail"}
    assert ask("Hoàn Toàn Khác") == []
    assert send(phone, who=world.NAME, place=told.exemplar.place.code, same_as=known["key"]).status
    assert Lead.objects.latest("pk").same_as == told.exemplar


def test_the_page_that_the_phone_keeps_holds_nothing_of_anybody(strict):
    answer = strict.get("/gioi-thieu/tren-may/")
    page = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies
    assert "csrfmiddlewaretoken" not in page
    assert "Lantoa-Kept" in answer
    assert "<template data-telling>" in page and "Kể bằng biểu mẫu thường" in page


def test_who_began_without_scripts_goes_on_without(province, reader):
    assert "<template data-telling>" in reader.get("/gioi-thieu/").content.decode()
    reader.post("/gioi-thieu/buoc-1/", {"kind": "person", "who": "A", "place": "22561"})
    assert "<template data-telling>" not in reader.get("/gioi-thieu/").content.decode()
