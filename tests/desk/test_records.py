"""The pages of a lead, a nomination and an exemplar: what is done there, and what is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import world

from lantoa.core import clock
from lantoa.nominations.models import Lead
from lantoa.nominations.queries import find_by_code

TYPED = "Bà cho cả xóm mượn thuyền mỗi mùa nước lên"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: at.date())
    monkeypatch.setattr(clock, "now", lambda: at)


def test_a_tip_becomes_a_file_with_claims_in_one_go(
    province: Any, cast: Any, browse: Any, at: Any
) -> None:
    lead = world.lead(province, cast, name="Võ Thị Lài").lead
    address = reverse("desk:lead", args=[lead.pk])
    client = browse(cast.officer)
    facts = {
        "do": "accept",
        "full_name": "Võ Thị Lài",
        "deed": TYPED,
        "sector": province.sector.pk,
        "place": province.place.pk,
        "claims": "- Mười hai năm\n\n- 47 hộ mượn",
        "verifier": cast.verifier.pk,
        "due_on": "",
    }
    refused = client.post(address, facts)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert TYPED in text
    assert "- 47 hộ mượn" in text
    assert 'href="#accept-due_on"' in text
    facts["due_on"] = (at.date() + timedelta(days=5)).isoformat()
    assert client.post(address, facts).status_code == 302
    nomination = Lead.objects.get(pk=lead.pk).nomination
    assert nomination.state == "verifying"
    assert [c.statement for c in nomination.claims.all()] == ["Mười hai năm", "47 hộ mượn"]


def test_namesakes_one_may_read_are_links_and_oneself_is_not_among_them(
    province: Any, cast: Any, browse: Any
) -> None:
    exemplar = world.exemplar(province, cast, name="Võ Thị Lài")
    world.lead(province, cast, name="Võ Thị Lài", place=province.far_place)
    lead = world.lead(province, cast, name="Bà Võ Thị Lài").lead
    page = browse(cast.officer).get(reverse("desk:lead", args=[lead.pk])).content.decode()
    box = page[page.index('id="giong"') : page.index("</section>", page.index('id="giong"'))]
    assert reverse("desk:exemplar", args=[exemplar.code]) in box
    assert reverse("desk:lead", args=[lead.pk]) not in box
    assert box.count("<li>") == 2  # the exemplar, and somebody in the far commune
    assert f"trùng tên ở {province.far_place.name.lower()}" in box.lower()


def test_a_tip_is_closed_with_a_sentence(province: Any, cast: Any, browse: Any) -> None:
    lead = world.lead(province, cast).lead
    client, address = browse(cast.officer), reverse("desk:lead", args=[lead.pk])
    assert client.post(address, {"do": "screen"}).status_code == 302
    refused = client.post(address, {"do": "decline", "choice": "own", "own": ""})
    assert refused.status_code == 422
    assert client.post(address, {"do": "decline", "choice": "1", "own": ""}).status_code == 302
    lead.refresh_from_db()
    assert lead.state == "declined"
    assert lead.answer.startswith("Người được kể không muốn")


def test_joining_needs_a_code_one_may_read(province: Any, cast: Any, browse: Any) -> None:
    exemplar = world.exemplar(province, cast)
    lead = world.lead(province, cast).lead
    address = reverse("desk:lead", args=[lead.pk])
    answer = {"do": "join", "answer": "Đã kể trước đây."}
    wrong = browse(cast.officer).post(address, answer | {"code": "DH-1999-0001"})
    assert "Không thấy hồ sơ mang mã này" in wrong.content.decode()
    assert browse(cast.officer).post(address, answer | {"code": exemplar.code}).status_code == 302
    lead.refresh_from_db()
    assert lead.joined_to == exemplar


def test_counter_entry_gives_a_receipt_once(province: Any, cast: Any, browse: Any) -> None:
    client, address = browse(cast.officer), reverse("desk:lead_new")
    told = {
        "key": "phieu-1",
        "channel": "counter",
        "kind": "person",
        "who": "Cụ Tư đánh cá",
        "place": province.place.pk,
        "what": TYPED,
        "wants_answer": "on",
        "links": "",
    }
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert TYPED in refused.content.decode()
    told["phone"] = "0905 000 222"
    first, again = client.post(address, told), client.post(address, told)
    assert first.status_code == 200
    lead = Lead.objects.get(who="Cụ Tư đánh cá")
    code = first.context["receipt"].code
    assert code in first.content.decode()
    assert again.context["receipt"].code == code
    assert find_by_code(code) == lead
    assert lead.entered_by == cast.officer


def check(claim: Any, **facts: str) -> dict[str, str]:
    """Fields of one claim in the checklist."""
    judged = {
        f"k{claim.pk}-{name}": facts.get(name, "")
        for name in ("verdict", "confirmed_by", "confirmed_on", "note")
    }
    added = {f"c{claim.pk}-{name}": facts.get(name, "") for name in ("description", "link")}
    return judged | added


def test_the_checklist_saves_what_is_whole_and_names_what_is_not(
    province: Any, cast: Any, browse: Any, at: Any
) -> None:
    nomination = world.nomination(province, cast)
    one, two = nomination.claims.all()
    client, address = browse(cast.verifier), reverse("desk:nomination", args=[nomination.pk])
    done = check(
        one,
        verdict="true",
        confirmed_by="Ông Lương Cư",
        confirmed_on=at.date().isoformat(),
        description="Sổ trực mương",
    )
    half = check(two, verdict="true", note="Ghi theo lời tổ trưởng")
    response = client.post(address, {"do": "conclude", **done, **half})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Ghi ai xác nhận" in text
    assert "Ghi theo lời tổ trưởng" in text
    one.refresh_from_db()
    assert one.verdict == "true"
    assert one.evidence.get().description == "Sổ trực mương"
    refused = client.post(
        address,
        {"do": "conclude", **check(two)}
        | check(
            one, verdict="true", confirmed_by="Ông Lương Cư", confirmed_on=at.date().isoformat()
        ),
    )
    text = refused.content.decode()
    assert "Điều 2 chưa có kết luận." in text
    assert 'href="#dieu-2"' in text
    assert text.count("check bad") == 1
    both = check(
        two,
        verdict="partly",
        confirmed_by="Bà Hai",
        confirmed_on=at.date().isoformat(),
        description="Biên bản",
        note="Năm hộ đã chuyển đi",
    )
    assert (
        client.post(
            address,
            {"do": "conclude", **both}
            | check(
                one, verdict="true", confirmed_by="Ông Lương Cư", confirmed_on=at.date().isoformat()
            ),
        ).status_code
        == 302
    )
    nomination.refresh_from_db()
    assert nomination.state == "verified"


def test_from_opinion_to_decision(province: Any, cast: Any, browse: Any) -> None:
    nomination = world.verified(province, cast)
    address = reverse("desk:nomination", args=[nomination.pk])
    officer, approver = browse(cast.officer), browse(cast.approver)
    opinion = {"do": "appraise", "opinion": "Bà con đều biết.", "recommends": "yes"}
    assert officer.post(address, opinion).status_code == 422
    assert officer.post(address, opinion | {"standing": "exemplar"}).status_code == 302
    page = approver.get(address).content.decode()
    assert "đang chờ quyết định của anh, chị" in page
    assert "Bà con đều biết." in page
    assert "Sổ trực mương của hợp tác xã" in page
    answer = approver.post(address, {"do": "recognise", "decision_number": "9/QĐ-UBND"})
    assert answer.status_code == 302
    nomination.refresh_from_db()
    assert nomination.exemplar.recognition.decision_number == "9/QĐ-UBND"
    assert nomination.exemplar.code in approver.get(address).content.decode()


def test_a_file_is_sent_back_with_what_is_missing(province: Any, cast: Any, browse: Any) -> None:
    nomination = world.verified(province, cast)
    address = reverse("desk:nomination", args=[nomination.pk])
    reason = "Hỏi thêm tổ trưởng khu phố 3"
    browse(cast.officer).post(address, {"do": "send_back", "reason": reason})
    assert reason in browse(cast.verifier).get(address).content.decode()


CONSENT = {
    "do": "consent",
    "giver": "self",
    "giver_name": "Bùi Thị Sương",
    "covers_name": "on",
    "channels": ["website"],
    "purpose": "Kể chuyện",
    "form": "paper",
    "text_version": "ĐY-01",
    "given_on": "2026-06-01",
    "proof_note": "Tủ số 2",
}


def test_consent_is_recorded_and_withdrawn(province: Any, cast: Any, browse: Any) -> None:
    exemplar = world.exemplar(province, cast)
    client, address = browse(cast.officer), reverse("desk:exemplar", args=[exemplar.code])
    assert client.get(address).content.decode().count("Chưa đăng được") == 3
    refused = client.post(address, CONSENT | {"channels": [], "purpose": "Riêng việc này"})
    assert refused.status_code == 422
    assert "Riêng việc này" in refused.content.decode()
    assert client.post(address, CONSENT).status_code == 302
    page = client.get(address).content.decode()
    assert page.count("Chưa đăng được") == 2
    assert "Được nêu tên, chưa được dùng ảnh" in page
    consent = exemplar.consents.get()
    assert client.post(address, {"do": "withdraw", "consent": consent.pk}).status_code == 302
    again = client.post(address, {"do": "withdraw", "consent": consent.pk})
    assert "đã được rút trước đó" in again.content.decode()


def test_a_child_needs_two_consents(province: Any, cast: Any, browse: Any) -> None:
    exemplar = world.exemplar(province, cast, birth_year=2015, is_minor=True)
    client, address = browse(cast.officer), reverse("desk:exemplar", args=[exemplar.code])
    client.post(address, CONSENT)
    page = client.get(address).content.decode()
    assert "cha, mẹ hoặc người giám hộ" in page
    assert page.count("Chưa đăng được") == 3
    client.post(address, CONSENT | {"giver": "guardian", "giver_name": "Nguyễn Văn Cha"})
    assert client.get(address).content.decode().count("Chưa đăng được") == 2


def test_hold_lift_and_revoke(province: Any, cast: Any, browse: Any) -> None:
    exemplar = world.consented(province, cast)
    address = reverse("desk:exemplar", args=[exemplar.code])
    officer, approver = browse(cast.officer), browse(cast.approver)
    assert officer.post(address, {"do": "hold", "reason": "Có đơn"}).status_code == 302
    assert "Đang tạm dừng từ" in officer.get(address).content.decode()
    assert officer.post(address, {"do": "lift", "conclusion": "Đơn sai"}).status_code == 302
    end = {"do": "revoke", "legal_ground": "QĐ 1", "public_note": "Xin đính chính", "code": "sai"}
    refused = approver.post(address, end)
    assert "Mã chưa khớp" in refused.content.decode()
    assert "Xin đính chính" in refused.content.decode()
    assert approver.post(address, end | {"code": exemplar.code}).status_code == 302
    assert "Đã thu hồi công nhận" in officer.get(address).content.decode()


def test_the_practice_card_is_written_and_changed(province: Any, cast: Any, browse: Any) -> None:
    exemplar = world.consented(province, cast)
    client, address = browse(cast.officer), reverse("desk:exemplar", args=[exemplar.code])
    card = {
        "do": "practice",
        "title": "Bảng lịch nước",
        "summary": "Một tấm bảng.",
        "steps": "Họp xóm\nDựng bảng",
        "conditions": "",
        "pitfalls": "",
        "cost": "500.000 đồng",
        "cost_vnd": "500.000",
        "time_needed": "",
        "contact": "",
    }
    assert "Dựng bảng" in client.post(address, card).content.decode()
    assert client.post(address, card | {"contact": "Phòng Văn hóa"}).status_code == 302
    exemplar.refresh_from_db()
    assert exemplar.practice.steps == ["Họp xóm", "Dựng bảng"]
    assert client.post(address, card | {"contact": "Tổ 1", "title": "Bảng mới"}).status_code == 302
    exemplar.practice.refresh_from_db()
    assert exemplar.practice.title == "Bảng mới"


def test_deliveries_stand_in_the_file(
    province: Any, cast: Any, browse: Any, run_tasks: Any
) -> None:
    publication = world.published(province, cast, run_tasks)
    page = (
        browse(cast.officer)
        .get(reverse("desk:exemplar", args=[publication.exemplar.code]))
        .content.decode()
    )
    assert publication.title in page
    assert page.count("Đã gửi</span>") == publication.deliveries.count() > 0
