"""The desk of rights: lists with clocks, answers, the paper and the signature of a consent."""

import base64
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from PIL import Image, ImageDraw
from tests import world
from tests.conftest import AT

from lantoa.nominations import actions
from lantoa.nominations.models import RightsRequest
from lantoa.registry.models import Consent

LIST = "/lam-viec/quyen/"


@pytest.fixture
def ask(province, cast):
    def asked(name="Bà Cần Hỏi", kind="access", at=AT, **more):
        made = world.exemplar(province, cast, name=name)
        return actions.ask(
            exemplar=made, kind=kind, identified="counter", identity_note="Căn cước, đúng người",
            by=cast.officer, at=at, **more,
        )  # fmt: skip

    return asked


def test_the_list_shows_clocks_and_costs_the_same(ask, cast, browse) -> None:
    client = browse(cast.officer)
    ask(at=AT - timedelta(days=30))
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        text = client.get(LIST).content.decode()
    assert "đã quá hạn" in text
    ask("Ông Hai Hỏi")
    ask("Ông Ba Hỏi")
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)
    assert len(one) == len(three)
    assert "QT-2026-00001" in client.get(f"{LIST}?xuat=csv").content.decode()


def test_an_officer_answers_and_finishes(ask, cast, browse) -> None:
    request, client = ask(), browse(cast.officer)
    page = f"{LIST}{request.pk}/"
    assert "Chưa có bài nào được đăng" in client.get(page).content.decode()
    assert "Căn cước, đúng người" in client.get(page).content.decode()
    empty = client.post(page, {"do": "accept", "answer": ""})
    assert (empty.status_code, "Viết câu trả lời" in empty.content.decode()) == (422, True)
    client.post(page, {"do": "accept", "answer": "Đã lập bản sao."})
    assert client.post(page, {"do": "hand"}).content[:2] == b"PK"
    client.post(page, {"do": "finish"})
    request.refresh_from_db()
    assert request.state == "done"
    assert "Trả lời: xem" not in client.get("/lam-viec/").content.decode()


def test_it_stands_on_the_worklist(ask, cast, browse) -> None:
    ask(kind="erase")
    assert "Trả lời: xóa dữ liệu về mình" in browse(cast.officer).get("/lam-viec/").content.decode()
    request = RightsRequest.objects.get()
    actions.accept_request(request=request, answer="Vâng", by=cast.officer, at=AT)
    assert "Xóa dữ liệu: " in browse(cast.approver).get("/lam-viec/").content.decode()
    page = browse(cast.approver).get(f"{LIST}{request.pk}/").content.decode()
    assert "Xóa dữ liệu của Bà Cần Hỏi" in page
    assert "Tải bản sao" not in page
    assert (
        "Xóa dữ liệu của" not in browse(cast.officer).get(f"{LIST}{request.pk}/").content.decode()
    )


def test_who_may_not_come_in(ask, cast, browse) -> None:
    page = f"{LIST}{ask().pk}/"
    for name in ("stranger", "neighbour"):
        assert browse(getattr(cast, name)).get(page).status_code == 404
    for name in ("editor", "broadcaster", "administrator", "verifier"):
        assert browse(getattr(cast, name)).get(page).status_code == 403
    assert browse(cast.approver).post(page, {"do": "accept", "answer": "x"}).status_code == 403
    assert browse(cast.approver).post(page, {"do": "hand"}).status_code == 403


def test_at_the_counter(province, cast, browse) -> None:
    made, client = world.exemplar(province, cast), browse(cast.officer)
    page = f"/lam-viec/dien-hinh/{made.code}/"
    assert client.post(page, {"do": "ask", "kind": "restrict"}).status_code == 422
    client.post(page, {"do": "ask", "kind": "restrict", "identity_note": "Căn cước"})
    request = RightsRequest.objects.get()
    assert (request.identified, request.entered_by) == ("counter", cast.officer)
    assert request.number in client.get(page).content.decode()


def drawn() -> str:
    image = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(image).line([(20, 200), (300, 40), (560, 220)], fill="navy", width=6)
    body = io.BytesIO()
    image.save(body, "PNG")
    return "data:image/png;base64," + base64.b64encode(body.getvalue()).decode()


def consent(**more):
    return {
        "do": "consent", "giver": "self", "giver_name": "Bùi Thị Sương", "covers_name": "on",
        "channels": ["website"], "purpose": "Kể chuyện", "form": "digital",
        "text_version": "ĐY-01", "given_on": "8/6/2026", **more,
    }  # fmt: skip


def test_a_signature_on_the_phone_is_kept_as_a_private_picture(province, cast, browse) -> None:
    made, client = world.exemplar(province, cast), browse(cast.officer)
    page = f"/lam-viec/dien-hinh/{made.code}/"
    answer = client.post(page, consent(signature=drawn()))
    assert answer.status_code == 302, answer.content.decode()
    kept = Consent.objects.get()
    assert kept.proof is not None
    assert (kept.form, kept.text.version, kept.recorded_by) == ("digital", "ĐY-01", cast.officer)
    with kept.proof.file.open("rb") as file, Image.open(file) as image:
        assert image.size == (600, 300)
    assert browse(cast.officer).get(f"/lam-viec/tep/{kept.proof_id}/").status_code == 200
    assert browse(cast.stranger).get(f"/lam-viec/tep/{kept.proof_id}/").status_code == 404


@pytest.mark.parametrize("signature", ["data:image/png;base64,AAAA", "data:text/html;base64,PGI+",
                                       "x", "data:image/png;base64," + "A" * 400_001])  # fmt: skip
def test_what_is_no_signature_is_refused(province, cast, browse, signature) -> None:
    made, client = world.exemplar(province, cast), browse(cast.officer)
    page = f"/lam-viec/dien-hinh/{made.code}/"
    answer = client.post(page, consent(signature=signature))
    assert answer.status_code == 422
    assert "Chữ ký chưa đọc được" in answer.content.decode()
    assert not Consent.objects.exists()


def test_the_sheet_has_the_words_and_ticks_nothing(province, cast, browse) -> None:
    made = world.exemplar(province, cast, birth_year=2013)
    address = f"/lam-viec/dien-hinh/{made.code}/phieu-dong-y.docx"
    body = browse(cast.officer).get(address).content
    paper = Document(io.BytesIO(body))
    text = "\n".join(one.text for one in paper.paragraphs)
    text += "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)
    for words in ("Mẫu ĐY-01", made.full_name, "☐ Nêu tên", "☐ Bản in", "rút lại lúc nào",
                  "Cha, mẹ hoặc người giám hộ", "ký, ghi rõ họ tên"):  # fmt: skip
        assert words in text, words
    assert "☑" not in text
    assert browse(cast.stranger).get(address).status_code == 404
    assert browse(cast.editor).get(address).status_code == 403


def test_who_leads_writes_the_rules_and_the_words(province, cast, browse) -> None:
    page, client = f"{LIST}quy-dinh/", browse(cast.leader)
    assert "ĐY-01" in client.get(page).content.decode()
    assert browse(cast.officer).get(page).status_code == 403
    facts = {"do": "text", "version": "ĐY-01", "purpose": "Kể", "text": "Tôi đồng ý.",
             "valid_from": "1/1/2035"}  # fmt: skip
    answer = client.post(page, facts)
    assert (answer.status_code, "Mẫu này đã có" in answer.content.decode()) == (422, True)
    assert client.post(page, {**facts, "version": "ĐY-02"}).status_code == 302
    rule = {"do": "rule", "valid_from": "1/1/2035", "legal_basis": "Luật mới", "child_under": 18,
            "own_word_from": 7, "answer_working_days": 2, "finish_days": 15,
            "shared_finish_days": 20, "extension_days": 15, "original_days": 60}  # fmt: skip
    assert client.post(page, {**rule, "own_word_from": 19}).status_code == 422
    assert client.post(page, rule).status_code == 302
    text = client.get(page).content.decode()
    assert "Dưới 18 tuổi" in text
    assert "Danh sách, tệp cũ giữ 60 ngày" in text
    assert "Mẫu ĐY-02" in text
