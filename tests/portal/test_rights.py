"""Quyền của tôi: who one is by a code, what is held, what one may ask; nothing told to others."""

import difflib
import io
import re
import zipfile

import pytest
from django.core import mail
from django.test import Client

from lantoa.nominations.models import RightsRequest
from lantoa.registry import actions as registry
from tests import world
from tests.security.conftest import illustrate

PAGE, MAIL, NAME = "/quyen-cua-toi/", "ba.canh@noi.example", "Bà Cảnh Xóm Muối"


@pytest.fixture
def publication(province, cast, run_tasks):
    published = world.published(province, cast, run_tasks, name=NAME, slug="ba-canh")
    registry.set_contact(
        exemplar=published.exemplar, phone="0988 000 333", address="", email=MAIL,
        by=cast.officer, at=world.AT,
    )  # fmt: skip
    return published


def enter(client, run_tasks, email=MAIL):
    mail.outbox.clear()
    answer = client.post(PAGE, {"do": "email", "email": email}, follow=True)
    run_tasks()
    digits = re.search(r"\d{6}", mail.outbox[0].body)[0] if mail.outbox else "000000"
    return answer, client.post(PAGE, {"do": "code", "code": digits}, follow=True)


def test_the_person_sees_and_takes_back(publication, run_tasks) -> None:
    client = Client()
    sent, page = enter(client, run_tasks)
    assert "sáu chữ số" in sent.content.decode()
    text = page.content.decode()
    for words in (NAME, "0988 000 333", "Giới thiệu gương điển hình", publication.title,
                  "Bản in", "người kể được giữ kín"):  # fmt: skip
        assert words in text, words
    for words in ("Người Kể Kín Đáo", "0905 000 111"):
        assert words not in text
    code = publication.exemplar.code
    answer = client.post(
        PAGE,
        {"do": "ask", "who": code, f"{code}-kind": "withdraw", f"{code}-channels": ["print"]},
        follow=True,
    )
    assert "Đã nhận yêu cầu QT-" in answer.content.decode()
    assert client.get("/guong/ba-canh/").status_code == 200
    assert client.get("/guong/ba-canh/to-gap-a4.pdf").status_code == 404
    client.post(PAGE, {"do": "ask", "who": code, f"{code}-kind": "withdraw"})
    assert Client().get("/guong/ba-canh/").status_code == 410
    assert RightsRequest.objects.filter(identified="email").count() == 2


def test_the_person_takes_back_pictures_alone(province, cast, run_tasks) -> None:
    made = illustrate(province, cast, run_tasks, name=NAME, slug="ba-canh")
    registry.set_contact(
        exemplar=made.exemplar, phone="", address="", email=MAIL, by=cast.officer, at=world.AT
    )
    photo = made.publication.content["picture"]["path"].rpartition("/")[2]
    assert photo in Client().get("/guong/ba-canh/").content.decode()
    client, code = Client(), made.code
    enter(client, run_tasks)
    assert "Chỉ bỏ hình ảnh" in client.get(PAGE).content.decode()
    wish = {"do": "ask", "who": code, f"{code}-kind": "withdraw", f"{code}-only_images": "on"}
    answer = client.post(PAGE, wish, follow=True).content.decode()
    assert "Đã nhận yêu cầu QT-" in answer
    assert "Chỉ bỏ hình ảnh" not in answer
    run_tasks()
    story = Client().get("/guong/ba-canh/")
    assert (story.status_code, photo in story.content.decode()) == (200, False)
    request = RightsRequest.objects.get()
    assert (request.state, "Bài vẫn ở lại" in request.answer) == ("accepted", True)


def test_the_copy_is_everything_and_nobody_elses(publication, province, cast, run_tasks) -> None:
    other = world.exemplar(province, cast, name="Người Khác Hẳn")
    client = Client()
    enter(client, run_tasks)
    wish = {"do": "copy", "who": publication.exemplar.code}
    body = client.post(PAGE, wish).content
    archive = zipfile.ZipFile(io.BytesIO(body))
    assert {"du-lieu-ve-toi.html", "du-lieu-ve-toi.docx", "du-lieu-ve-toi.json"} <= set(
        archive.namelist()
    )
    for name in ("du-lieu-ve-toi.html", "du-lieu-ve-toi.json"):
        text = archive.read(name).decode()
        assert NAME in text
        assert "0988 000 333" in text
        assert "Người Kể Kín Đáo" not in text
    assert client.post(PAGE, {"do": "copy", "who": other.code}).status_code == 404
    assert Client().post(PAGE, wish).status_code == 404
    answer = client.post(PAGE, {"do": "ask", "who": other.code, f"{other.code}-kind": "erase"})
    assert answer.status_code == 404
    client.post(PAGE, {"do": "leave"})
    assert client.post(PAGE, wish).status_code == 404


def test_known_and_unknown_addresses_look_the_same(publication, run_tasks) -> None:
    pages = []
    for email in (MAIL, "khong.ai@noi.example"):
        client = Client()
        sent = client.post(PAGE, {"do": "email", "email": email}, follow=True)
        wrong = client.post(PAGE, {"do": "code", "code": "xx"})
        assert wrong.status_code == 422
        pages.append([
            re.sub(
                # besides what differs between any two visits: tokens, and the figures of visits
                r'(nonce|csrfmiddlewaretoken)(=|" value=)"[^"]*"|Tính tới [^"]*|>[0-9.]+</dd>', "",
                one.content.decode(),
            )
            for one in (sent, wrong)
        ])  # fmt: skip
    for known, unknown in zip(*pages, strict=True):
        assert "\n".join(difflib.unified_diff(known.splitlines(), unknown.splitlines(), n=0)) == ""


def test_wrong_input_keeps_what_was_typed(publication, run_tasks) -> None:
    client = Client()
    answer = client.post(PAGE, {"do": "email", "email": "khong-phai"})
    assert answer.status_code == 422
    assert "ten@noi.vn" in answer.content.decode()
    enter(client, run_tasks)
    code = publication.exemplar.code
    answer = client.post(
        PAGE, {"do": "ask", "who": code, f"{code}-kind": "correct", f"{code}-text": "Sai tên"}
    )
    assert answer.status_code == 422
    assert "sự thật thế nào" in answer.content.decode()
    assert "Sai tên</textarea>" in answer.content.decode()
    assert client.post(PAGE, {"do": "ask", "who": code}).status_code == 422
    assert client.post(PAGE, {"do": "gi-do"}).status_code == 404
    assert Client().post(PAGE, {"do": "ask", "who": code}).status_code == 302


def test_it_closes_by_itself_and_asks_are_counted(publication, run_tasks, monkeypatch) -> None:
    from datetime import timedelta

    from lantoa.core import clock

    client = Client()
    _, page = enter(client, run_tasks)
    assert NAME in page.content.decode()
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert NAME not in client.get(PAGE).content.decode()
    codes = [client.post(PAGE, {"do": "email", "email": MAIL}).status_code for _ in range(11)]
    assert codes[-1] == 429
