"""Documents: found by their number however it is typed, read and taken home while public."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core.files import FileRefused
from lantoa.core.workflow import Refused
from lantoa.planning import actions as planning
from lantoa.planning.models import LegalDocument
from tests.conftest import AT

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def paper(name: str = "quyet-dinh.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def decision(province, cast) -> LegalDocument:
    return planning.enact_document(
        number="214/QĐ-UBND", kind="Quyết định", issuer="Ủy ban nhân dân tỉnh Khánh Hòa",
        issued_on=date(2026, 5, 4), abstract="Khen thưởng diêm dân giữ lịch nước",
        signed_by="Huỳnh Đăng Khoa", upload=paper(), by=cast.province_officer, at=AT,
    )  # fmt: skip


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    "asked",
    ["214/QĐ-UBND", "214/qd-ubnd", "QĐ số 214/QD-UBND", "214 qđ ubnd", "diem dan", "Khánh Hòa",
     "huynh dang khoa"],
)  # fmt: skip
def test_a_document_is_found_however_its_number_is_typed(decision, reader, asked):
    page = text(reader.get("/van-ban/", {"q": asked}))
    assert "Khen thưởng diêm dân giữ lịch nước" in page, asked
    assert "1526/QĐ-TTg" not in page.split("<tbody>")[1]
    assert 'name="robots" content="noindex"' in page


def test_the_list_says_what_state_portals_must_say(decision, reader):
    page = text(reader.get("/van-ban/"))
    for words in ("214/QĐ-UBND", "4/5/2026", "Ủy ban nhân dân tỉnh Khánh Hòa", "PDF, 1 KB",
                  "1526/QĐ-TTg", "1068/KH-UBND"):  # fmt: skip
        assert words in page
    narrowed = text(reader.get("/van-ban/", {"nam": "2026", "loai": "Quyết định"}))
    assert "214/QĐ-UBND" in narrowed and "Phê duyệt Đề án" not in narrowed


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 9000, "q=%00", "q=%25%27%22", "nam=-1", "nam=99999999999", "loai=x",
              "trang=-1", "trang=1000000000", "co-quan=%F0%9F%98%80"]
)  # fmt: skip
def test_odd_questions_are_answered(decision, reader, query):
    assert reader.get(f"/van-ban/?{query}").status_code == 200


def test_nothing_found_says_how_to_ask(decision, reader):
    page = text(reader.get("/van-ban/", {"q": "9999/QĐ-XYZ"}))
    assert "Không tìm thấy văn bản nào như thế" in page
    assert "Viết số theo cách nào cũng được" in page


def test_a_document_has_its_page_and_leads_to_what_was_built_on_it(decision, province, reader):
    page = text(reader.get(f"/van-ban/{decision.slug}/"))
    for words in ("214/QĐ-UBND", "Thứ Hai, 4/5/2026", "Huỳnh Đăng Khoa", "Tải văn bản"):
        assert words in page
    basis = LegalDocument.objects.get(number="1526/QĐ-TTg")
    assert f"/ke-hoach/{province.plan.slug}/" in text(reader.get(f"/van-ban/{basis.slug}/"))
    assert "Chưa có tệp" in text(reader.get(f"/van-ban/{basis.slug}/"))
    assert reader.get(f"/van-ban/{basis.slug}/tep/").status_code == 404


def test_the_file_is_whole_and_runs_nothing(decision, reader):
    response = reader.get(f"/van-ban/{decision.slug}/tep/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "quyet-dinh.pdf" in response["Content-Disposition"]


def test_a_closed_document_is_nowhere(decision, cast, reader):
    planning.revise_document(document=decision, is_public=False, by=cast.province_officer, at=AT)
    for address in (f"/van-ban/{decision.slug}/", f"/van-ban/{decision.slug}/tep/"):
        assert reader.get(address).status_code == 404
    assert "214/QĐ-UBND" not in text(reader.get("/van-ban/"))
    assert decision.slug not in text(reader.get("/van-ban/", {"q": "214/QĐ-UBND"}))


def test_a_file_is_checked_and_needs_the_right(province, cast):
    facts = {
        "number": "9/KH-UBND", "kind": "Kế hoạch", "issuer": "UBND", "issued_on": AT.date(),
        "abstract": "Thử", "at": AT,
    }  # fmt: skip
    program = SimpleUploadedFile("ke-hoach.pdf", b"MZ\x90\x00 program", "application/pdf")
    with pytest.raises(FileRefused):
        planning.enact_document(**facts, upload=program, by=cast.province_officer)
    with pytest.raises(Refused):
        planning.enact_document(**facts, upload=paper(), by=cast.editor)
    assert not LegalDocument.objects.filter(number="9/KH-UBND").exists()


def test_two_documents_of_one_number_have_two_addresses(decision, cast):
    second = planning.enact_document(
        number="214/QĐ-UBND", kind="Quyết định", issuer="Ủy ban nhân dân phường Cam Ranh",
        issued_on=date(2025, 1, 2), abstract="Khác", by=cast.province_officer, at=AT,
    )  # fmt: skip
    assert decision.slug == "214-qd-ubnd"
    assert second.slug == "214-qd-ubnd-2025"


def test_officers_take_documents_in_at_the_desk(province, cast, browse, reader):
    client = browse(cast.province_officer)
    sent = {
        "number": "77/CT-UBND", "kind": "Chỉ thị", "issuer": "Ủy ban nhân dân tỉnh Khánh Hòa",
        "issued_on": "2026-06-01", "abstract": "Đẩy mạnh nêu gương", "is_public": "on",
        "upload": paper("chi-thi.pdf"),
    }  # fmt: skip
    assert client.post("/lam-viec/van-ban/moi/", {**sent, "number": "không số"}).status_code == 422
    sent["upload"] = paper("chi-thi.pdf")
    assert client.post("/lam-viec/van-ban/moi/", sent).status_code == 302
    assert "77/CT-UBND" in text(reader.get("/van-ban/"))
    made = LegalDocument.objects.get(number="77/CT-UBND")
    assert client.post(f"/lam-viec/van-ban/{made.pk}/", {}).status_code == 302
    assert "77/CT-UBND" not in text(reader.get("/van-ban/"))
    made.refresh_from_db()
    assert made.file is not None
    assert browse(cast.editor).get("/lam-viec/van-ban/").status_code in (302, 403, 404)


def test_lists_cost_the_same_with_one_and_with_three(decision, cast, reader):
    for _ in range(2):  # the first ones of a day write its salt and read the ledger
        reader.get("/van-ban/")
    with CaptureQueriesContext(connection) as few:
        reader.get("/van-ban/")
    for number in (1, 2):
        planning.enact_document(
            number=f"30{number}/QĐ-UBND", kind="Quyết định", issuer="UBND tỉnh",
            issued_on=AT.date(), abstract=f"Văn bản {number}", upload=paper(),
            by=cast.province_officer, at=AT,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        reader.get("/van-ban/")
    assert len(few) == len(many) <= 9
