"""Panels: who sits, who stays out, how votes are counted, and what that stands against."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions, rules
from lantoa.nominations.models import Ballot, Panel
from lantoa.nominations.voting import Vote, outcome
from tests import world


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def rule(province, cast, at, **more):
    return actions.set_review_rule(
        unit=province.root, valid_from=at.date(), needs_panel=True, by=cast.approver, at=at, **more
    )


def seated(province, cast, at, *files):
    """A panel of five: leader (chair), editor (secretary), second editor, province officer, one
    from outside; with `files` before it.
    """
    panel = actions.make_panel(
        unit=province.root, title="Hội đồng Thi đua - Khen thưởng tỉnh",
        meets_at=at - timedelta(hours=1), venue="Phòng họp 2", by=cast.province_officer, at=at,
    )  # fmt: skip
    given = {"panel": panel, "by": cast.province_officer, "at": at}
    for user, role in (
        (cast.leader, "chair"), (cast.editor, "secretary"), (cast.second_editor, "member"),
        (cast.province_officer, "member"),
    ):  # fmt: skip
        actions.seat_member(user=user, role=role, organisation="UBND tỉnh", **given)
    actions.seat_member(name="Cụ Trần Văn Ngoài", organisation="Hội Người cao tuổi",
                        role="member", **given)  # fmt: skip
    for file in files:
        actions.put_case(nomination=file, **given)
    return panel


def member(panel, user=None):
    return panel.members.get(user=user)


def vote(panel, user, choice="yes", case=None, **more):
    return actions.cast_ballot(
        case=case or panel.cases.get(), member=member(panel, user), choice=choice, by=user, **more
    )


def voted(province, cast, at, *, yes=5, file=None):
    """A concluded panel of five in which so many say yes, the others no."""
    panel = seated(province, cast, at, file or world.verified(province, cast))
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    outsider = panel.members.get(user=None)
    actions.mark_absent(member=outsider, is_absent=True, by=cast.province_officer, at=at)
    voters = [cast.leader, cast.editor, cast.second_editor, cast.province_officer]
    for number, user in enumerate(voters):
        vote(panel, user, "yes" if number < yes else "no", at=at)
    actions.cast_ballot(
        case=panel.cases.get(), member=outsider, choice="yes" if yes > 4 else "no",
        proof_note="Bì thư số 1, tủ văn thư", by=cast.province_officer, at=at,
    )  # fmt: skip
    actions.conclude_panel(panel=panel, by=cast.province_officer, at=at)
    return panel


@pytest.mark.parametrize(
    ("members", "conflicted", "yes", "no", "percent", "counts", "passes"),
    [
        (5, 0, 4, 1, 80, False, True),
        (5, 0, 3, 0, 80, False, False),  # absent members count, not only ballots
        (5, 1, 4, 0, 80, False, True),
        (5, 1, 3, 0, 80, False, False),
        (5, 1, 4, 0, 90, True, False),  # the letter of the law: of all members
        (10, 0, 9, 1, 90, False, True),
        (4, 0, 2, 2, 50, False, False),  # a tie never passes
        (4, 0, 2, 1, 50, False, True),
        (3, 3, 0, 0, 50, False, False),
        (3, 0, 2, 1, "66.66", False, True),
    ],
)
def test_the_count(members, conflicted, yes, no, percent, counts, passes) -> None:
    cast = Vote(members, conflicted, yes, no, 0)
    found = outcome(cast, percent=Decimal(percent), counts_conflicted=counts)
    assert found.has_passed is passes
    assert ("đạt." in found.sentence) and (("không đạt" in found.sentence) is not passes)


def test_no_vote_no_recognition_where_the_rule_asks(province, cast, at) -> None:
    rule(province, cast, at)
    assert "xác minh xong" in refused(
        actions.appraise, nomination=world.nomination(province, cast, name="Chưa Xong"),
        opinion="Đủ", recommends=True, standing="exemplar", by=cast.officer, at=at,
    )  # fmt: skip
    file = world.verified(province, cast)
    given = {
        "nomination": file,
        "opinion": "Đủ",
        "standing": "exemplar",
        "by": cast.officer,
        "at": at,
    }
    assert "chưa qua hội đồng" in refused(actions.appraise, recommends=True, **given)
    voted(province, cast, at, file=file)
    actions.appraise(recommends=True, **given)
    made = actions.recognise(nomination=file, by=cast.approver, at=at)
    assert made.standing == "exemplar"


def test_a_lost_vote_and_a_vote_before_the_verification(province, cast, at) -> None:
    file = world.appraised(province, cast)
    rule(province, cast, at)
    assert "chưa qua hội đồng" in refused(
        actions.recognise, nomination=file, by=cast.approver, at=at
    )
    voted(province, cast, at, yes=3, file=file)
    text = refused(actions.recognise, nomination=file, by=cast.approver, at=at)
    assert "Hội đồng chưa đồng ý: 3 phiếu đồng ý trên 5 thành viên" in text
    later = at + timedelta(days=1)
    voted(province, cast, later, file=file)
    actions.send_back(nomination=file, reason="Hỏi thêm", by=cast.officer, at=later)
    again = at + timedelta(days=2)
    actions.conclude(nomination=file, by=cast.verifier, at=again)
    assert rules.panel_reason(file, "exemplar", again.date()) is not None, "verified anew since"


def test_how_a_vote_runs(province, cast, at) -> None:
    file = world.verified(province, cast)
    panel = seated(province, cast, at, file)
    case = panel.cases.get()
    assert "chưa bỏ phiếu" in refused(vote, panel=panel, user=cast.leader, at=at)
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    for action, more in (
        (actions.seat_member, {"role": "member", "name": "Muộn"}),
        (actions.put_case, {"nomination": file}),
    ):
        assert "đã bắt đầu" in refused(action, panel=panel, by=cast.province_officer, at=at, **more)
    vote(panel, cast.leader, at=at)
    assert "đã bỏ phiếu" in refused(vote, panel=panel, user=cast.leader, choice="no", at=at)
    ballot = {"case": case, "choice": "yes", "at": at}
    assert "phiếu của mình" in refused(
        actions.cast_ballot, member=member(panel, cast.editor), by=cast.second_editor,
        proof_note="x", **ballot,
    )  # fmt: skip
    outsider = panel.members.get(user=None)
    assert "Phiếu giấy cần" in refused(
        actions.cast_ballot, member=outsider, by=cast.province_officer, **ballot
    )
    proof = SimpleUploadedFile("phieu.txt", "Đồng ý".encode())
    paper = actions.cast_ballot(member=outsider, by=cast.province_officer, proof=proof, **ballot)
    assert (paper.by_paper, paper.proof.name) == (True, "phieu.txt")
    text = refused(actions.conclude_panel, panel=panel, by=cast.province_officer, at=at)
    for name in ("Phạm Thảo Vy", "Đặng Ngọc Minh", "Đỗ Thị Hiền"):
        assert name in text
    for user in (cast.editor, cast.second_editor, cast.province_officer):
        vote(panel, user, "blank", at=at)
    actions.conclude_panel(panel=panel, by=cast.province_officer, at=at)
    case.refresh_from_db()
    assert (case.yes_count, case.blank_count, case.has_passed) == (2, 3, False)


def test_a_secret_vote_is_in_no_row_and_no_log(province, cast, at) -> None:
    panel = seated(province, cast, at, world.verified(province, cast))
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    vote(panel, cast.leader, "no", at=at)
    assert Ballot.objects.get().choice == ""
    changes = [e.changes for e in AuditEvent.objects.filter(kind="panel.ballot_cast")]
    assert "choice" not in json.dumps(changes)
    actions.set_review_rule(
        unit=province.root, valid_from=at.date(), is_secret=False, by=cast.approver, at=at
    )
    public = seated(province, cast, at, world.verified(province, cast, name="Người Khác"))
    actions.begin_voting(panel=public, by=cast.province_officer, at=at)
    vote(public, cast.leader, "no", at=at)
    assert Ballot.objects.get(case__panel=public).choice == "no"


def test_who_is_in_conflict_does_not_vote_and_leaves_the_count(province, cast, at) -> None:
    file = world.verified(province, cast, officer=cast.province_officer)
    panel = seated(province, cast, at, file)
    case = panel.cases.get()
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    assert "lập hồ sơ này" in refused(vote, panel=panel, user=cast.province_officer, at=at)
    declare = {"case": case, "at": at}
    assert "Chỉ chính thành viên" in refused(
        actions.declare_conflict, member=member(panel, cast.editor), ground="relative",
        by=cast.leader, **declare,
    )  # fmt: skip
    actions.declare_conflict(
        member=member(panel, cast.province_officer), ground="nominator", by=cast.province_officer,
        **declare,
    )  # fmt: skip
    actions.declare_conflict(
        member=member(panel, cast.editor), ground="relative", note="cháu gọi bằng dì",
        by=cast.editor, **declare,
    )  # fmt: skip
    assert "tránh bỏ phiếu" in refused(vote, panel=panel, user=cast.editor, at=at)
    vote(panel, cast.leader, at=at)
    assert "đã bỏ phiếu" in refused(
        actions.declare_conflict, member=member(panel, cast.leader), ground="other",
        by=cast.leader, **declare,
    )  # fmt: skip
    vote(panel, cast.second_editor, at=at)
    outsider = panel.members.get(user=None)
    actions.cast_ballot(
        case=case, member=outsider, choice="yes", proof_note="x", by=cast.province_officer, at=at
    )
    actions.conclude_panel(panel=panel, by=cast.province_officer, at=at)
    case.refresh_from_db()
    assert case.has_passed
    assert "trên 3 thành viên được tính (100%)" in case.result


def test_the_quorum_counts_the_present_only(province, cast, at) -> None:
    panel = seated(province, cast, at, world.verified(province, cast))
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    for user in (cast.second_editor, cast.editor):
        actions.mark_absent(
            member=member(panel, user), is_absent=True, by=cast.province_officer, at=at
        )
    for one in panel.members.all():
        actions.cast_ballot(
            case=panel.cases.get(), member=one, choice="yes", proof_note="x", at=at,
            by=one.user if one.user in (cast.leader,) else cast.province_officer,
        )  # fmt: skip
    text = refused(actions.conclude_panel, panel=panel, by=cast.province_officer, at=at)
    assert "Có mặt 3 trong 5 thành viên, chưa đủ 66,66%" in text
    actions.cancel_panel(panel=panel, reason="Vắng nhiều", by=cast.province_officer, at=at)
    assert panel.state == "cancelled"


def test_a_panel_needs_people_and_files(province, cast, at) -> None:
    panel = actions.make_panel(
        unit=province.unit, title="Tổ thẩm định", meets_at=at, venue="UBND", by=cast.officer, at=at
    )
    text = refused(actions.begin_voting, panel=panel, by=cast.officer, at=at)
    assert "ít nhất ba người" in text
    assert "Chưa đưa hồ sơ nào" in text
    given = {"panel": panel, "by": cast.officer, "at": at}
    open_file = world.nomination(province, cast)
    assert "chưa xác minh xong" in refused(actions.put_case, nomination=open_file, **given)
    far = world.verified(
        province, cast, name="Người Xa", officer=cast.neighbour, place=province.neighbour_place,
        verifier=_verifier_of(province.neighbour_unit, cast, at),
    )  # fmt: skip
    assert "không thuộc đơn vị" in refused(actions.put_case, nomination=far, **given)
    actions.seat_member(user=cast.leader, role="chair", **given)
    text = refused(actions.seat_member, user=cast.leader, role="chair", **given)
    assert "đã có chủ tọa" in text
    assert "đã có tên" in text
    for action in (actions.seat_member, actions.put_case):
        more = {"role": "member", "name": "A"} if action is actions.seat_member else {
            "nomination": open_file}  # fmt: skip
        text = refused(action, panel=panel, by=cast.stranger, at=at, **more)
        assert "không có quyền" in text


def _verifier_of(unit, cast, at):
    from lantoa.accounts import actions as accounts
    from lantoa.core.actors import SYSTEM

    user = accounts.create_user(
        full_name="Người Xác Minh", email="xm@khanhhoa.example", password=None, by=SYSTEM, at=at
    )
    accounts.grant(user=user, unit=unit, role="verifier", starts_on=at.date(), by=SYSTEM, at=at)
    return user


def test_rules_are_dated_and_the_nearest_unit_decides(province, cast, at) -> None:
    day = at.date()
    top = rule(province, cast, at)
    assert rules.review_rule(province.unit, "exemplar", day) == top
    assert rules.review_rule(province.unit, "exemplar", day - timedelta(days=1)) is None
    strict = actions.set_review_rule(
        unit=province.root, standing="exemplar", valid_from=day, vote_percent=Decimal(90),
        legal_ground="Nghị định 91/2017/NĐ-CP", by=cast.approver, at=at,
    )  # fmt: skip
    assert rules.review_rule(province.unit, "exemplar", day) == strict
    assert rules.review_rule(province.unit, "emerging", day) == top
    given = {"unit": province.root, "by": cast.approver, "at": at}
    assert "sau ngày ấy" in refused(actions.set_review_rule, valid_from=day, **given)
    newer = actions.set_review_rule(valid_from=day + timedelta(days=9), **given)
    top.refresh_from_db()
    assert top.valid_to == day + timedelta(days=8)
    assert rules.review_rule(province.unit, "emerging", day + timedelta(days=8)) == top
    assert rules.review_rule(province.unit, "emerging", day + timedelta(days=9)) == newer
    text = refused(
        actions.set_review_rule, unit=province.root, valid_from=day, vote_percent=Decimal(30),
        comment_days=0, day_kind="lunar", standing="king", by=cast.officer, at=at,
    )  # fmt: skip
    for words in ("không có quyền", "50% đến 100%", "1 đến 90", "ngày làm việc", "nhân tố mới"):
        assert words in text


def test_the_screens(province, cast, browse, at) -> None:
    officer = browse(cast.province_officer)
    typed = {"unit": province.root.pk, "title": "Hội đồng tỉnh", "venue": "Phòng 2"}
    early = officer.post("/lam-viec/hoi-dong/moi/", {**typed, "meets_at": "00:00 01/01/0001"})
    assert "Năm cần đủ bốn chữ số" in early.content.decode()
    wrong = officer.post("/lam-viec/hoi-dong/moi/", {**typed, "meets_at": "32/6/2026"})
    assert wrong.status_code == 422
    assert "14:30 8/6/2026" in wrong.content.decode()
    officer.post("/lam-viec/hoi-dong/moi/", {**typed, "meets_at": "14:30 8/6/2026"})
    panel = Panel.objects.get()
    assert panel.meets_at.isoformat() == "2026-06-08T07:30:00+00:00"
    page = f"/lam-viec/hoi-dong/{panel.pk}/"
    assert (
        "Không có tài khoản nào"
        in officer.post(
            page, {"do": "seat", "email": "la@x.example", "role": "chair"}
        ).content.decode()
    )
    for user, role in (
        (cast.leader, "chair"),
        (cast.editor, "secretary"),
        (cast.stranger, "member"),
    ):
        officer.post(page, {"do": "seat", "email": user.email, "role": role})
    file = world.verified(province, cast)
    officer.post(page, {"do": "put", "nomination": file.pk})
    assert browse(cast.administrator).get(page).status_code == 404
    stranger = browse(cast.stranger)
    assert "Bỏ phiếu ở" not in stranger.get("/lam-viec/").content.decode()
    assert officer.post(page, {"do": "begin"}).status_code == 302
    case = panel.cases.get()
    assert "Bỏ phiếu ở Hội đồng\u00a0tỉnh" in stranger.get("/lam-viec/").content.decode()
    text = stranger.get(page).content.decode()
    assert "Phiếu của anh, chị" in text
    assert f"/ho-so/{file.pk}/" not in text, "a member without rights reads only what is here"
    assert stranger.post(page, {"do": "conclude"}).status_code == 403
    assert stranger.post(page, {"do": "vote", "case": case.pk, "choice": "yes"}).status_code == 302
    assert "Bỏ phiếu ở" not in stranger.get("/lam-viec/").content.decode()
    again = stranger.post(page, {"do": "vote", "case": case.pk, "choice": "no"})
    assert again.status_code == 422
    for user in (cast.leader, cast.editor):
        browse(user).post(page, {"do": "vote", "case": case.pk, "choice": "yes"})
    assert officer.get(f"{page}bien-ban.docx").status_code == 404, "no minutes without a result"
    assert officer.post(page, {"do": "conclude"}).status_code == 302
    assert "3 phiếu đồng ý trên 3 thành viên" in officer.get(page).content.decode()
    assert officer.get(f"{page}bien-ban.docx").content[:2] == b"PK"
