"""Holding, lifting, revoking; how-to cards; contacts; forms."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from lantoa.core import events
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.registry import actions, forms, queries
from lantoa.registry.models import Exemplar, Hold, Practice, SubjectContact
from tests import world

PRACTICE = {
    "title": "Bảng lịch lấy nước chung",
    "summary": "Dựng một tấm bảng.",
    "steps": ["Họp xóm", " ", "Dựng bảng"],
    "conditions": [],
    "pitfalls": [],
    "cost": "Dưới 500.000 đồng",
    "contact": "Phòng Văn hóa",
}


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def test_a_hold_hides_and_lifting_shows(province, cast, at) -> None:
    made = world.consented(province, cast)
    placed = actions.hold(exemplar=made, reason="Có đơn thư", by=cast.leader, at=at)
    assert made.current_hold() == placed
    assert list(Exemplar.objects.on_hold()) == [made]
    assert not queries.public_exemplars(at.date()).exists()
    assert "đang được tạm dừng rồi" in refused(
        actions.hold, exemplar=made, reason="x", by=cast.officer, at=at
    )
    assert "Viết kết luận" in refused(
        actions.lift, hold=placed, conclusion=" ", by=cast.officer, at=at
    )
    actions.lift(hold=placed, conclusion="Đơn thư không đúng", by=cast.officer, at=at)
    assert list(queries.public_exemplars(at.date())) == [made]
    assert "đã được bỏ" in refused(
        actions.lift, hold=placed, conclusion="x", by=cast.officer, at=at
    )
    kinds = [event.kind for event in events.history(made)][-2:]
    assert kinds == ["registry.hold_placed", "registry.hold_lifted"]
    log = json.dumps(list(AuditEvent.objects.values("changes")), ensure_ascii=False)
    assert "đơn thư" not in log.lower(), "what is suspected stays out of the log"


def test_two_holds_cannot_stand_even_past_the_action(province, cast, at) -> None:
    made = world.exemplar(province, cast)
    actions.hold(exemplar=made, reason="x", by=cast.officer, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(exemplar=made, reason="y", placed_by=cast.officer, placed_at=at)


def test_revoking_is_for_good(province, cast, at) -> None:
    made = world.consented(province, cast)
    text = refused(
        actions.revoke, exemplar=made, legal_ground="", public_note="", by=cast.officer, at=at
    )
    for words in ("không có quyền", "Ghi căn cứ", "người dân sẽ đọc"):
        assert words in text
    given = {"exemplar": made, "public_note": "Đã đính chính.", "by": cast.approver, "at": at}
    assert "dài quá 300" in refused(actions.revoke, legal_ground="x" * 301, **given)
    actions.revoke(legal_ground="Quyết định 9/QĐ-UBND", **given)
    made.refresh_from_db()
    assert made.standing == "revoked"
    assert not queries.public_exemplars(at.date()).exists()
    assert "đã thu hồi trước đây" in refused(actions.revoke, legal_ground="x", **given)
    assert "đã thu hồi" in refused(actions.hold, exemplar=made, reason="x", by=cast.officer, at=at)
    assert "đã thu hồi" in refused(
        actions.write_practice, exemplar=made, **PRACTICE, by=cast.officer, at=at
    )


def test_the_roles(province, cast, at) -> None:
    made = world.exemplar(province, cast)
    placed = actions.hold(exemplar=made, reason="x", by=cast.officer, at=at)
    everybody = set(vars(cast))
    right = "không có quyền"
    for name in everybody - {"officer", "province_officer", "approver", "leader"}:
        by = {"by": getattr(cast, name), "at": at}
        assert right in refused(actions.hold, exemplar=made, reason="x", **by), name
        assert right in refused(actions.lift, hold=placed, conclusion="x", **by), name
    for name in everybody - {"approver"}:
        by = {"by": getattr(cast, name), "at": at}
        text = refused(actions.revoke, exemplar=made, legal_ground="x", public_note="x", **by)
        assert right in text, name
    for name in everybody - {"officer", "province_officer", "verifier"}:
        by = {"by": getattr(cast, name), "at": at}
        assert right in refused(actions.write_practice, exemplar=made, **PRACTICE, **by), name
        assert right in refused(actions.set_contact, exemplar=made, phone="1", address="", **by)
        with pytest.raises(Refused, match=right):
            actions.lift(hold=placed, conclusion="x", by=cast.stranger, at=at)


def test_a_practice_keeps_its_address(province, cast, at) -> None:
    made = world.consented(province, cast)
    card = actions.write_practice(exemplar=made, **PRACTICE, by=cast.officer, at=at)
    assert card.slug == "bang-lich-lay-nuoc-chung"
    assert card.steps == ["Họp xóm", "Dựng bảng"]
    assert list(queries.public_practices(at.date())) == [card]
    renamed = {**PRACTICE, "title": "Tấm bảng chung"}
    again = actions.write_practice(exemplar=made, **renamed, by=cast.verifier, at=at)
    assert (again.pk, again.slug, again.title) == (card.pk, card.slug, "Tấm bảng chung")
    other = world.exemplar(province, cast, name="Người khác")
    second = actions.write_practice(exemplar=other, **PRACTICE, by=cast.officer, at=at)
    assert second.slug == "bang-lich-lay-nuoc-chung-2"
    assert list(queries.public_practices(at.date())) == [again]
    empty = {**dict.fromkeys(PRACTICE, ""), "steps": [" "], "conditions": [], "pitfalls": []}
    text = refused(
        actions.write_practice,
        exemplar=made,
        **empty,
        time_needed="x" * 121,
        by=cast.officer,
        at=at,
    )
    for words in ("Đặt tên", "Tóm tắt", "một bước", "Ghi chi phí", "Ghi nơi hỏi", "quá 120"):
        assert words in text
    assert Practice.objects.count() == 2


def test_contacts_never_reach_the_log(province, cast, at) -> None:
    made = world.exemplar(province, cast)
    actions.set_contact(
        exemplar=made, phone="0905 987 654", address="Xóm Muối 7", by=cast.officer, at=at
    )
    actions.set_contact(exemplar=made, phone="0905 987 655", address="", by=cast.officer, at=at)
    assert SubjectContact.objects.get().phone == "0905 987 655"
    log = json.dumps(list(AuditEvent.objects.values()), default=str, ensure_ascii=False)
    assert "0905 987" not in log
    assert "Xóm Muối 7" not in log


def test_recognition_asks_again(province, cast, at) -> None:
    text = refused(
        actions.recognise,
        facts=actions.Facts(
            kind="person",
            standing="revoked",
            full_name=" ",
            deed="",
            sector=province.sector,
            place=province.place,
            unit=province.unit,
            verified_on=at.date(),
            verified_by_name="x",
        ),
        achievements=[],
        by=cast.officer,
        at=at,
    )
    for words in ("không có quyền", "tên và việc đã làm", "nhân tố mới", "thành tích"):
        assert words in text


def test_codes_run_on(province, cast) -> None:
    codes = [world.exemplar(province, cast, name=f"Người {n}").code for n in (1, 2)]
    assert codes == ["DH-2026-0001", "DH-2026-0002"]


def test_finding_files(province, cast) -> None:
    made = world.exemplar(province, cast)
    assert list(queries.find_exemplars(cast.officer, text="suong")) == [made]
    assert list(queries.find_exemplars(cast.editor, text="dh-2026", standing="exemplar")) == [made]
    assert not queries.find_exemplars(cast.stranger).exists()


CHANNELS = [("website", "Cổng"), ("print", "Bản in")]


def errors(form) -> str:
    assert not form.is_valid()
    return "\n".join(sentence for _, sentence in form.error_list())


def test_forms_say_what_is_missing() -> None:
    text = errors(forms.ConsentForm(QueryDict(""), channels=CHANNELS))
    for words in ("Chọn ai đồng ý", "họ tên", "nêu tên, hình ảnh", "một kênh", "lưu ở đâu"):
        assert words in text
    data = QueryDict(
        "giver=self&giver_name=A&covers_name=on&channels=website&channels=print&purpose=x"
        "&form=paper&text_version=1&given_on=2026-06-01&proof_note=T"
    )
    form = forms.ConsentForm(data, channels=CHANNELS)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["channels"] == ["website", "print"]
    assert "Mã chưa khớp" in errors(
        forms.RevokeForm(QueryDict("legal_ground=x&public_note=y&code=DH-1"), code="DH-2026-0001")
    )
    assert forms.RevokeForm(
        QueryDict("legal_ground=x&public_note=y&code=dh-2026-0001"), code="DH-2026-0001"
    ).is_valid()
    assert "vì sao tạm dừng" in errors(forms.HoldForm(QueryDict("")))
    assert "kết quả ra sao" in errors(forms.LiftForm(QueryDict("")))
    assert forms.ContactForm(QueryDict("")).is_valid()


def test_steps_are_lines() -> None:
    data = QueryDict(mutable=True)
    data.update(
        {"title": "A", "summary": "B", "steps": "- Một\n\n• Hai ", "cost": "C", "contact": "D"}
    )
    form = forms.PracticeForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["steps"] == ["Một", "Hai"]
    assert form.cleaned_data["pitfalls"] == []
    shown = forms.PracticeForm(initial={"steps": ["Một", "Hai"]})
    assert "Một\nHai" in str(shown["steps"])
    assert "ít nhất một bước" in errors(forms.PracticeForm(QueryDict("title=A")))
