"""Criteria answered, confirmers' words, visits, and odd places that need an answer."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.nominations.models import Flag, TextPrint
from lantoa.registry import actions as registry
from lantoa.registry.actions import CriterionDraft
from lantoa.registry.models import Sector
from tests import world
from tests.registry.test_criteria import enacted

STORY = (
    "Bà dậy từ bốn giờ sáng để ghi lịch lấy nước lên tấm bảng đầu mương cho cả xóm muối, "
    "ghi rõ nhà nào lấy trước nhà nào lấy sau, từ ngày có bảng xóm không còn ai cãi nhau vì nước."
)


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def supported(file, cast, at) -> None:
    for claim in file.claims.all():
        actions.add_evidence(claim=claim, description="Sổ trực mương", by=cast.verifier, at=at)
        actions.judge(
            claim=claim, verdict="true", confirmed_by="Ông Cư", confirmed_on=at.date(),
            by=cast.verifier, at=at,
        )  # fmt: skip


def test_the_version_is_kept_from_the_hand_over_to_the_decision(province, cast, at) -> None:
    first = enacted(province.root, province.sector, cast, at)
    file = world.nomination(province, cast)
    assert file.criteria_set == first
    second = registry.new_version(criteria_set=first, by=cast.province_officer, at=at)
    registry.enact_criteria(
        criteria_set=second, valid_from=at.date() + timedelta(days=1), by=cast.approver, at=at
    )
    supported(file, cast, at)
    assert "Tiêu chí 1, 2, 3 chưa trả lời" in refused(
        actions.conclude, nomination=file, by=cast.verifier, at=at
    )
    one, two, three = first.criteria.all()
    given = {"nomination": file, "by": cast.verifier, "at": at}
    actions.answer_criterion(criterion=one, verdict="yes", **given)
    actions.answer_criterion(criterion=two, verdict="yes", claims=[file.claims.first()], **given)
    actions.answer_criterion(criterion=three, verdict="no", note="Chưa ai thử", **given)
    text = refused(actions.conclude, nomination=file, by=cast.verifier, at=at)
    assert "Tiêu chí 1 chưa trả lời, hoặc còn thiếu con số" in text
    actions.answer_criterion(criterion=one, verdict="yes", number="12 năm", **given)
    assert "không thuộc bộ" in refused(
        actions.answer_criterion, criterion=second.criteria.first(), verdict="yes", **given
    )
    assert file.criterion_answers.count() == 3
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    actions.appraise(
        nomination=file, opinion="Đủ", recommends=True, standing="exemplar", by=cast.officer, at=at
    )
    made = actions.recognise(nomination=file, by=cast.approver, at=at)
    assert made.recognition.criteria_set == first


def test_a_must_that_is_not_met_stands_against_recognition(province, cast, at) -> None:
    criteria = enacted(province.root, None, cast, at)
    file = world.nomination(province, cast)
    supported(file, cast, at)
    for line in criteria.criteria.all():
        actions.answer_criterion(
            nomination=file, criterion=line, verdict="no", by=cast.verifier, at=at
        )
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    actions.appraise(
        nomination=file, opinion="Đủ", recommends=True, standing="emerging", by=cast.officer, at=at
    )
    text = refused(actions.recognise, nomination=file, by=cast.approver, at=at)
    assert "Tiêu chí bắt buộc 1, 2 chưa đạt" in text
    assert "3" not in text


def test_another_sector_has_other_criteria(province, cast, at) -> None:
    enacted(province.root, province.sector, cast, at)
    health = Sector.objects.get(slug="y-te")
    other = registry.draft_criteria(
        unit=province.root, sector=health, title="Y tế", criteria=[CriterionDraft("Khác")],
        by=cast.province_officer, at=at,
    )  # fmt: skip
    registry.enact_criteria(criteria_set=other, valid_from=at.date(), by=cast.approver, at=at)
    file = world.nomination(province, cast)
    line = file.criteria_set.criteria.first()
    actions.answer_criterion(
        nomination=file, criterion=line, verdict="yes", by=cast.verifier, at=at
    )
    actions.describe(nomination=file, sector=health, by=cast.officer, at=at)
    assert file.criteria_set == other
    assert not file.criterion_answers.exists()


def test_who_confirmed_in_their_own_words(province, cast, at) -> None:
    file = world.nomination(province, cast)
    first, second = file.claims.all()
    given = {"claim": first, "by": cast.verifier, "at": at}
    text = refused(
        actions.add_confirmation, name="", role="", words=" ", how="dreamt",
        on=at.date() + timedelta(days=1), **given,
    )  # fmt: skip
    for words in ("Ghi họ tên", "lời người ấy nói", "đã gặp", "sau hôm nay"):
        assert words in text
    for name, role in (("Bà Tư", "hàng xóm"), ("Ông Cư", "chủ nhiệm hợp tác xã")):
        actions.add_confirmation(
            name=name, role=role, words="Tôi thấy bà ghi bảng mỗi sáng.", how="met",
            on=at.date(), **given,
        )  # fmt: skip
    actions.add_evidence(claim=first, description="Sổ", by=cast.verifier, at=at)
    actions.judge(claim=first, verdict="true", by=cast.verifier, at=at)
    actions.judge(claim=second, verdict="unclear", by=cast.verifier, at=at)
    world.answer_flags(file, cast.verifier)
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    actions.appraise(
        nomination=file, opinion="Đủ", recommends=True, standing="emerging", by=cast.officer, at=at
    )
    made = actions.recognise(nomination=file, by=cast.approver, at=at)
    achievement = made.achievements.get()
    assert achievement.confirmed_by == "Bà Tư, hàng xóm; Ông Cư, chủ nhiệm hợp tác xã"
    assert achievement.confirmed_on == at.date()
    log = json.dumps(list(AuditEvent.objects.values("changes")), ensure_ascii=False)
    assert "Tôi thấy bà" not in log, "their words stay in the file"
    assert "không có quyền" in refused(
        actions.add_confirmation, claim=first, name="A", role="B", words="C", how="met",
        on=at.date(), by=cast.officer, at=at,
    )  # fmt: skip


def test_a_visit_with_and_without_a_place_on_the_map(province, cast, at) -> None:
    file = world.nomination(province, cast)
    given = {
        "nomination": file,
        "visited_at": at,
        "seen": "Bảng còn mới",
        "by": cast.verifier,
        "at": at,
    }
    plain = actions.add_visit(place="Đầu mương", **given)
    assert plain.latitude is None
    picture = SimpleUploadedFile("a.txt", b"ghi ch\xc3\xba t\xe1\xba\xa1i ch\xe1\xbb\x97")
    there = actions.add_visit(
        place="Nhà bảng", latitude="12.4918264", longitude="109.126999", photos=[picture],
        idempotency_key="k", **given,
    )  # fmt: skip
    assert (there.latitude, there.longitude) == (Decimal("12.492"), Decimal("109.127"))
    assert there.photos.count() == 1
    again = actions.add_visit(place="Nhà bảng", idempotency_key="k", **given)
    assert again == there
    assert file.visits.count() == 2
    for latitude in ("x", "NaN", "Infinity", "91", "1e999999"):
        assert "Bỏ vị trí" in refused(
            actions.add_visit, place="A", latitude=latitude, longitude="109", **given
        )
    text = refused(
        actions.add_visit, nomination=file, visited_at=at + timedelta(hours=1), place="", seen="",
        by=cast.officer, at=at,
    )  # fmt: skip
    for words in ("đã đến đâu", "thấy gì", "sau bây giờ", "không có quyền"):
        assert words in text
    log = json.dumps(list(AuditEvent.objects.values("changes")), ensure_ascii=False)
    assert "12.49" not in log


def test_every_odd_place_is_answered_before_the_end(province, cast, at) -> None:
    file = world.nomination(province, cast, summary="Bà là người tận tụy nhất xóm.")
    found = {flag.kind for flag in file.flags.all()}
    assert found == {"superlative", "number"}
    supported(file, cast, at)
    assert {flag.kind for flag in file.flags.all()} == {"superlative"}, "papers answer the number"
    flag = file.flags.get()
    assert "1 chỗ cần để ý" in refused(actions.conclude, nomination=file, by=cast.verifier, at=at)
    given = {"flag": flag, "at": at}
    assert "Viết vì sao" in refused(
        actions.answer_flag, answer="explained", note="", by=cast.verifier, **given
    )
    assert "không có quyền" in refused(
        actions.answer_flag, answer="accepted", note="", by=cast.officer, **given
    )
    actions.answer_flag(answer="explained", note="Bốn nhà đều nói vậy", by=cast.verifier, **given)
    actions.describe(nomination=file, occupation="diêm dân giỏi", by=cast.officer, at=at)
    assert file.flags.get().answer == "explained", "what is still said stays answered"
    actions.describe(nomination=file, summary="Bà là người chăm nhất xóm.", by=cast.officer, at=at)
    assert [flag.answer for flag in file.flags.all()] == [""], "other words ask anew"
    actions.describe(nomination=file, summary="Bà ghi bảng mỗi sáng.", by=cast.officer, at=at)
    assert not Flag.objects.exists()
    actions.conclude(nomination=file, by=cast.verifier, at=at)


def told(province, cast, name, what=STORY, place=None):
    from lantoa.core.actors import PUBLIC

    return actions.submit(
        who=name, kind="person", place=place or province.place, what=what, channel="web",
        by=PUBLIC, at=world.AT,
    ).lead  # fmt: skip


def opened(province, cast, lead, at):
    file = actions.accept(
        lead=lead, sector=province.sector, deed="Ghi lịch lấy nước", by=cast.officer, at=at
    )
    actions.add_claim(nomination=file, statement="Ghi bảng", by=cast.officer, at=at)
    actions.start(nomination=file, verifier=cast.verifier, due_on=at.date(), by=cast.officer, at=at)
    return file


def test_a_copied_text_is_found_and_names_nobody(province, cast, browse, at) -> None:
    there = told(province, cast, "Chị Xa Lạ", STORY.replace("Bà", "Chị"), province.far_place)
    told(
        province, cast, "Khác hẳn", "Anh vá đường mỗi chiều, lấp từng ổ gà trước cổng trường. " * 3
    )
    file = opened(province, cast, told(province, cast, "Bà Sương", STORY.upper()), at)
    flag = file.flags.get()
    assert (flag.kind, flag.other_lead) == ("same_text", there)
    page = browse(cast.verifier).get(f"/lam-viec/ho-so/{file.pk}/").content.decode()
    assert "Giống lời trong hồ sơ khác" in page
    for secret in ("Chị Xa Lạ", there.number, f"/tin-bao/{there.pk}/"):
        assert secret not in page, secret
    near = told(province, cast, "Cô Gần Nhà", STORY + " Xin cảm ơn bà.")
    second = opened(province, cast, near, at)
    page = browse(cast.verifier).get(f"/lam-viec/ho-so/{second.pk}/").content.decode()
    assert f"/tin-bao/{file.lead_id}/" in page, "their own unit's they may read"


def test_a_short_text_is_no_copy(province, cast, at) -> None:
    for name in ("Một", "Hai"):
        world.lead(province, cast, name=name)
    assert not TextPrint.objects.exists()
