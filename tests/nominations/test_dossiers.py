"""Writing and deciding files: who may, in which order, and never alone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.accounts import actions as accounts
from lantoa.core import events
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditEvent, StoredFile
from lantoa.core.workflow import Refused
from lantoa.nominations import actions, queries
from lantoa.registry.models import Exemplar
from tests import world

PDF = b"%PDF-1.7\n%%EOF\n"


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def opened(province, cast, at):
    lead = world.lead(province, cast).lead
    return actions.accept(
        lead=lead, sector=province.sector, deed="Ghi bảng", by=cast.officer, at=at
    )


def test_facts_are_changed_and_recorded_with_what_they_were(province, cast, at) -> None:
    file = opened(province, cast, at)
    actions.describe(
        nomination=file,
        birth_year=1968,
        deed="Ghi bảng",
        occupation=" diêm dân ",
        by=cast.officer,
        at=at,
    )
    event = events.history(file).last()
    assert event.kind == "nomination.described"
    assert event.changes == {"birth_year": [None, 1968], "occupation": ["", "diêm dân"]}
    count = AuditEvent.objects.count()
    actions.describe(nomination=file, birth_year=1968, by=cast.officer, at=at)
    assert AuditEvent.objects.count() == count, "nothing changed, nothing recorded"


def test_what_facts_cannot_be(province, cast, at) -> None:
    file = opened(province, cast, at)
    text = refused(
        actions.describe,
        nomination=file,
        full_name=" ",
        deed="x" * 301,
        kind="robot",
        birth_year=68,
        by=cast.officer,
        at=at,
    )
    for words in ("Chưa có tên", "“việc đã làm” dài quá 300", "một người", "bốn chữ số"):
        assert words in text
    with pytest.raises(TypeError, match="state"):
        actions.describe(nomination=file, state="recognised", by=cast.officer, at=at)


def test_who_may_not_write(province, cast, at) -> None:
    file = opened(province, cast, at)
    claim = actions.add_claim(nomination=file, statement="47 hộ dùng", by=cast.officer, at=at)
    right = "không có quyền"
    for name in set(vars(cast)) - {"officer", "province_officer", "verifier"}:
        by = {"by": getattr(cast, name), "at": at}
        assert right in refused(actions.describe, nomination=file, summary="x", **by), name
        assert right in refused(actions.add_claim, nomination=file, statement="x", **by), name
        assert right in refused(actions.remove_claim, claim=claim, **by), name
        assert right in refused(actions.add_evidence, claim=claim, description="x", **by), name
        assert right in refused(actions.judge, claim=claim, verdict="true", **by), name


def test_a_file_in_decision_is_closed_to_changes(province, cast, at) -> None:
    file = world.appraised(province, cast)
    claim = file.claims.first()
    for action, more in (
        (actions.describe, {"nomination": file, "summary": "x"}),
        (actions.add_claim, {"nomination": file, "statement": "x"}),
        (actions.remove_claim, {"claim": claim}),
        (actions.add_evidence, {"claim": claim, "description": "x"}),
    ):
        assert "Trả lại xác minh trước" in refused(action, **more, by=cast.officer, at=at)
    text = refused(actions.judge, claim=claim, verdict="false", by=cast.verifier, at=at)
    assert "đang được xác minh" in text


def test_claims_are_numbered_and_removed_with_their_files(province, cast, at) -> None:
    file = opened(province, cast, at)
    first = actions.add_claim(nomination=file, statement="Một", by=cast.officer, at=at)
    second = actions.add_claim(nomination=file, statement="Hai", by=cast.officer, at=at)
    actions.add_evidence(
        claim=first,
        description="Sổ",
        upload=SimpleUploadedFile("sổ.pdf", PDF),
        by=cast.officer,
        at=at,
    )
    assert StoredFile.objects.count() == 1
    actions.remove_claim(claim=first, by=cast.officer, at=at)
    third = actions.add_claim(nomination=file, statement="Ba", by=cast.officer, at=at)
    assert [second.position, third.position] == [2, 3]
    assert not StoredFile.objects.exists()
    removed = events.history(file).get(kind="nomination.claim_removed")
    assert removed.changes["statement"] == "Một"
    assert "Viết một điều" in refused(
        actions.add_claim, nomination=file, statement=" ", by=cast.officer, at=at
    )


def test_evidence_needs_words_and_a_real_link(province, cast, at) -> None:
    claim = world.nomination(province, cast).claims.first()
    text = refused(
        actions.add_evidence, claim=claim, description="", link="ftp://x", by=cast.verifier, at=at
    )
    assert "giấy tờ, ảnh hay sổ" in text
    assert "https://" in text
    hostile = SimpleUploadedFile("x.pdf", b"MZ\0\0\x01")
    assert "“x.pdf”" in refused(
        actions.add_evidence, claim=claim, description="x", upload=hostile, by=cast.verifier, at=at
    )
    assert not claim.evidence.exists()


def test_what_a_verdict_cannot_be(province, cast, at) -> None:
    claim = world.nomination(province, cast).claims.first()
    text = refused(
        actions.judge,
        claim=claim,
        verdict="có lẽ",
        confirmed_by="x" * 201,
        confirmed_on=at.date() + timedelta(days=1),
        by=cast.verifier,
        at=at,
    )
    assert "Chọn kết luận" in text
    assert "sau hôm nay" in text
    assert "dài quá 200" in text


def test_starting_needs_claims_a_verifier_with_the_right_and_time(province, cast, at) -> None:
    file = opened(province, cast, at)
    given = {"nomination": file, "due_on": at.date(), "by": cast.officer, "at": at}
    text = refused(actions.start, verifier=cast.neighbour, **given)
    assert "chưa có điều nào" in text
    assert "Ngô Thị Bình không có quyền xác minh" in text
    file.refresh_from_db()
    assert file.verifier is None, "a refused step leaves nothing behind"
    given["due_on"] = at.date() - timedelta(days=1)
    assert "trước hôm nay" in refused(actions.start, verifier=cast.verifier, **given)


def test_concluding_needs_a_verdict_with_support_for_each_claim(province, cast, at) -> None:
    file = world.nomination(province, cast)
    first, second = file.claims.all()
    text = refused(actions.conclude, nomination=file, by=cast.verifier, at=at)
    assert "Điều 1, 2 chưa có kết luận" in text
    assert "Chưa có điều nào được xác nhận là đúng" in text
    actions.judge(claim=first, verdict="true", by=cast.verifier, at=at)
    actions.judge(claim=second, verdict="unclear", by=cast.verifier, at=at)
    text = refused(actions.conclude, nomination=file, by=cast.verifier, at=at)
    assert "Điều 1 chưa có đủ căn cứ" in text
    actions.add_evidence(claim=first, description="Sổ", by=cast.verifier, at=at)
    actions.judge(
        claim=first,
        verdict="partly",
        confirmed_by="Ông Cư",
        confirmed_on=at.date(),
        by=cast.verifier,
        at=at,
    )
    assert "không có quyền" in refused(actions.conclude, nomination=file, by=cast.officer, at=at)
    # The summary still says 47, which nothing proves any more.
    assert "1 chỗ cần để ý" in refused(actions.conclude, nomination=file, by=cast.verifier, at=at)
    world.answer_flags(file, cast.verifier, at)
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    assert (file.state, file.concluded_by) == ("verified", cast.verifier)


def test_appraising(province, cast, at) -> None:
    file = world.verified(province, cast)
    given = {"nomination": file, "recommends": True, "at": at}
    text = refused(actions.appraise, opinion="", standing="revoked", by=cast.officer, **given)
    assert "ý kiến thẩm định" in text
    assert "nhân tố mới hay điển hình" in text
    for person in (cast.verifier, cast.approver, cast.neighbour):
        assert "không có quyền" in refused(
            actions.appraise, opinion="Đủ", standing="emerging", by=person, **given
        )


def test_recognition_writes_the_fact_file(province, cast, at) -> None:
    file = world.verified(province, cast)
    actions.send_back(nomination=file, reason="Hỏi thêm hộ cuối mương", by=cast.officer, at=at)
    assert (file.state, file.return_reason) == ("verifying", "Hỏi thêm hộ cuối mương")
    extra = actions.add_claim(nomination=file, statement="Cả xã biết", by=cast.verifier, at=at)
    actions.judge(claim=extra, verdict="unclear", by=cast.verifier, at=at)
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    assert file.return_reason == ""
    actions.appraise(
        nomination=file, opinion="Đủ", recommends=True, standing="emerging", by=cast.officer, at=at
    )
    made = actions.recognise(
        nomination=file, decision_number="214/QĐ-UBND", by=cast.approver, at=at
    )
    assert (made.code, made.standing, made.full_name) == (
        "DH-2026-0001",
        "emerging",
        "Bùi Thị Sương",
    )
    assert made.folded_name == "bui thi suong"
    assert made.sort_key
    assert made.verified_by_name == cast.verifier.full_name
    assert made.recognition.decided_by == cast.approver
    statements = [a.statement for a in made.achievements.all()]
    assert statements == ["Ghi bảng mười hai năm, không nhận thù lao", "47 hộ cùng dùng bảng"]
    assert made.achievements.first().evidence.get().description == "Sổ trực mương của hợp tác xã"
    assert file.exemplar == made
    assert events.history(made).get().kind == "registry.recognised"


def test_an_approver_may_not_recognise_against_the_opinion(province, cast, at) -> None:
    file = world.verified(province, cast)
    actions.appraise(
        nomination=file,
        opinion="Chưa",
        recommends=False,
        standing="emerging",
        by=cast.officer,
        at=at,
    )
    text = refused(actions.recognise, nomination=file, by=cast.approver, at=at)
    assert "chưa đề nghị công nhận" in text
    assert not Exemplar.objects.exists()


def test_who_may_not_recognise(province, cast, at) -> None:
    file = world.appraised(province, cast)
    for name in set(vars(cast)) - {"approver"}:
        text = refused(actions.recognise, nomination=file, by=getattr(cast, name), at=at)
        assert "không có quyền" in text, name


OTHER = "Người phê duyệt phải khác"


@pytest.mark.parametrize("part", ["officer", "verifier"])
def test_nobody_recognises_their_own_work(province, cast, at, part) -> None:
    """The author, verifier and appraiser are given the approver's role too: it does not help."""
    person = getattr(cast, part)
    accounts.grant(
        user=person, unit=province.root, role="approver", starts_on=at.date(), by=SYSTEM, at=at
    )
    person = type(person).objects.get(pk=person.pk)
    file = world.appraised(province, cast)
    assert OTHER in refused(actions.recognise, nomination=file, by=person, at=at)


@pytest.mark.parametrize("did", ["entered", "described", "claimed and removed", "evidence"])
def test_every_hand_in_the_file_counts(province, cast, at, did) -> None:
    """Also of those whose traces were written over since."""
    for role in ("officer", "verifier"):
        accounts.grant(
            user=cast.approver, unit=province.root, role=role, starts_on=at.date(), by=SYSTEM, at=at
        )
    approver = type(cast.approver).objects.get(pk=cast.approver.pk)
    if did == "entered":
        receipt = actions.submit(
            who="Bùi Thị Sương",
            kind="person",
            place=province.place,
            what="Bà ghi lịch lấy nước lên bảng.",
            channel="phone",
            by=approver,
            at=at,
        )
        file = actions.accept(
            lead=receipt.lead, sector=province.sector, deed="Ghi bảng", by=cast.officer, at=at
        )
        actions.add_claim(nomination=file, statement="47 hộ", by=cast.officer, at=at)
        actions.start(
            nomination=file, verifier=cast.verifier, due_on=at.date(), by=cast.officer, at=at
        )
    else:
        file = world.nomination(province, cast)
    if did == "described":
        actions.describe(nomination=file, summary="Sửa", by=approver, at=at)
    if did == "claimed and removed":
        claim = actions.add_claim(nomination=file, statement="x", by=approver, at=at)
        actions.remove_claim(claim=claim, by=approver, at=at)
    for claim in file.claims.all():
        giver = approver if did == "evidence" else cast.verifier
        actions.add_evidence(claim=claim, description="Sổ", by=giver, at=at)
        actions.judge(
            claim=claim,
            verdict="true",
            confirmed_by="Ông Cư",
            confirmed_on=at.date(),
            by=cast.verifier,
            at=at,
        )
    actions.conclude(nomination=file, by=cast.verifier, at=at)
    actions.appraise(
        nomination=file, opinion="Đủ", recommends=True, standing="exemplar", by=cast.officer, at=at
    )
    assert OTHER in refused(actions.recognise, nomination=file, by=approver, at=at)


def test_closing_and_sending_back_need_a_sentence(province, cast, at) -> None:
    file = world.appraised(province, cast)
    assert "còn thiếu gì" in refused(
        actions.send_back, nomination=file, reason="", by=cast.officer, at=at
    )
    assert "người kể" in refused(
        actions.decline, nomination=file, reason=" ", by=cast.officer, at=at
    )
    actions.decline(nomination=file, reason="Người ấy không muốn.", by=cast.approver, at=at)
    assert file.state == "declined"
    log = " ".join(str(e.changes) for e in events.history(file))
    assert "không muốn" not in log, "what is written to people stays out of the log"


def test_lists_of_work(province, cast, at) -> None:
    asked = world.nomination(province, cast, name="Một")
    done = world.verified(province, cast, name="Hai")
    ready = world.appraised(province, cast, name="Ba")
    assert list(queries.to_verify(cast.verifier)) == [asked]
    assert list(queries.to_appraise(cast.officer)) == [done]
    assert list(queries.to_recognise(cast.approver)) == [ready]
    assert not queries.to_recognise(cast.officer).exists()
    assert not queries.to_appraise(cast.stranger).exists()
    assert list(queries.verifiers(province.unit, at.date())) == [cast.verifier]
    assert not queries.verifiers(province.neighbour_unit, at.date()).exists()
