"""Public comment: the right days, only what may be shown, every opinion answered, then the end."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core import workdays
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.nominations.models import Opinion, PublicComment
from lantoa.nominations.queries import checking
from tests import world
from tests.conftest import time_stands_at

WORDS = "Tôi ở cùng xóm, thấy bà ghi bảng mỗi sáng."


def refused(action, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        action(**kwargs)
    return "\n".join(error.value.reasons)


def planned(province, cast, at, *, file=None, **more):
    file = file or world.verified(province, cast)
    return actions.plan_comment(
        **{
            "nomination": file, "standing": "exemplar", "shown_name": file.full_name,
            "summary": "Ghi lịch lấy nước mười hai năm.", "basis": "consent",
            "basis_note": "Tủ hồ sơ số 2", "starts_on": at.date(), "by": cast.officer, "at": at,
            **more,
        }
    )  # fmt: skip


def running(province, cast, at, **more):
    comment = planned(province, cast, at, **more)
    actions.open_comment(comment=comment, by=cast.officer, at=at)
    return comment


def opinion(comment, at, **more):
    return actions.give_opinion(
        **{
            "comment": comment, "channel": "web", "stance": "for", "text": WORDS, "by": PUBLIC,
            "at": at, **more,
        }
    )  # fmt: skip


def test_ten_working_days_with_holidays_swapped_days_and_decisions(province, cast, at) -> None:
    assert planned(province, cast, at).ends_on == date(2026, 6, 22)
    tet = planned(
        province, cast, at, file=world.verified(province, cast, name="B"),
        starts_on=date(2027, 1, 29),
    )  # fmt: skip
    assert tet.ends_on == workdays.after(date(2027, 1, 29), 10)
    assert (tet.ends_on - tet.starts_on).days > 14, "Tết of the lunar year lies in between"
    workdays.set_day(
        day=date(2026, 6, 10), is_working=False, name="Nghỉ bão", legal_ground="CĐ 1",
        by=cast.administrator, at=at,
    )  # fmt: skip
    storm = planned(province, cast, at, file=world.verified(province, cast, name="C"))
    assert storm.ends_on == date(2026, 6, 23)


def test_the_rule_of_the_unit_sets_days_and_kind(province, cast, at) -> None:
    actions.set_review_rule(
        unit=province.root, valid_from=at.date(), comment_days=12, day_kind="calendar",
        by=cast.approver, at=at,
    )  # fmt: skip
    comment = planned(province, cast, at)
    assert (comment.days, comment.day_kind) == (12, "calendar")
    assert comment.ends_on == date(2026, 6, 22), "20/6 is a Saturday"


def test_late_days_count_from_the_day_it_is_put_up(province, cast, at) -> None:
    comment = planned(province, cast, at)
    late = at + timedelta(days=3)
    actions.open_comment(comment=comment, by=cast.officer, at=late)
    assert (comment.starts_on, comment.ends_on) == (late.date(), date(2026, 6, 25))


def test_what_is_missing_and_who_may_not(province, cast, at) -> None:
    file = world.nomination(province, cast)
    text = refused(
        planned, province=province, cast=cast, at=at, file=file, standing="king", shown_name=" ",
        basis="gossip", starts_on=at.date() - timedelta(days=1), by=cast.neighbour,
    )  # fmt: skip
    for words in ("không có quyền", "đã xác minh xong", "nhân tố mới", "căn cứ", "trước hôm nay"):
        assert words in text
    assert "sau một năm" in refused(
        planned, province=province, cast=cast, at=at, file=file, starts_on=date.max
    )
    comment = planned(province, cast, at, file=world.verified(province, cast, name="B"))
    text = refused(planned, province=province, cast=cast, at=at, file=comment.nomination)
    assert "đang có một thông báo" in text
    future = planned(
        province, cast, at, file=world.verified(province, cast, name="C"),
        starts_on=at.date() + timedelta(days=2),
    )  # fmt: skip
    assert "hẹn đăng ngày 10/6/2026" in refused(
        actions.open_comment, comment=future, by=cast.officer, at=at
    )
    assert not checking.public_comments(at.date()).exists()


def test_a_child_is_named_with_two_consents_only(province, cast, at) -> None:
    file = world.verified(province, cast, birth_year=2015, is_minor=True)
    duty = planned(province, cast, at, file=file, basis="duty", basis_note="QĐ 1")
    assert "chưa đủ 16 tuổi" in refused(actions.open_comment, comment=duty, by=cast.officer, at=at)
    actions.withdraw_comment(comment=duty, reason="Thiếu phiếu", by=cast.officer, at=at)
    both = planned(province, cast, at, file=file, guardian_note="Phiếu của mẹ, tủ 2")
    actions.open_comment(comment=both, by=cast.officer, at=at)
    assert list(checking.public_comments(at.date())) == [both]


def test_the_portal_shows_four_things_and_no_more(province, cast, client, at) -> None:
    comment = running(province, cast, at)
    address = f"/lay-y-kien/{comment.number.lower()}/"
    with time_stands_at(at):
        listing = client.get("/lay-y-kien/").content.decode()
        page = client.get(address).content.decode()
    assert address in listing
    for shown in (
        comment.shown_name.replace(" Sương", "\u00a0Sương"), province.unit.name,
        "điển hình tiên tiến", "Ghi lịch lấy nước mười hai năm", "22/6/2026",
    ):  # fmt: skip
        assert shown in page, shown
    for private in (
        "1968",
        "diêm dân",
        "Tủ hồ sơ",
        "0905",
        "Người Kể",
        "Sổ trực mương",
        "Ông Lương Cư",
    ):
        assert private not in page, private
    with time_stands_at(at + timedelta(days=15)):
        assert address not in client.get("/lay-y-kien/").content.decode()
        over = client.get(address)
    assert over.status_code == 410
    assert comment.shown_name not in over.content.decode()
    with time_stands_at(at):
        assert client.get("/lay-y-kien/yk-2026-99999/").status_code == 404
    actions.send_back(nomination=comment.nomination, reason="x", by=cast.officer, at=at)
    with time_stands_at(at):
        assert client.get(address).status_code == 410, "sent back: nobody is asked any more"


def test_an_opinion_by_the_form_comes_once_and_is_answered_by_code(
    province, cast, client, browse, at
) -> None:
    comment = running(province, cast, at)
    address = f"/lay-y-kien/{comment.number.lower()}/"
    typed = {
        "stance": "against",
        "text": WORDS,
        "name": "Người Góp Ý Kín",
        "phone": "0905 222 333",
        "key": "k1",
    }
    with time_stands_at(at):
        wrong = client.post(address, {**typed, "text": "ngắn"})
        assert wrong.status_code == 422
        assert "0905 222 333" in wrong.content.decode()
        assert client.post(address, {**typed, "website": "x"}).status_code == 422
        first, again = client.post(address, typed), client.post(address, typed)
    code = first.context["receipt"].code
    assert again.context["receipt"].code == code
    given = Opinion.objects.get()
    log = json.dumps(list(AuditEvent.objects.values()), default=str, ensure_ascii=False)
    for private in ("0905 222 333", "Người Góp Ý Kín", WORDS):
        assert private not in log
    officer, page = browse(cast.officer), f"/lam-viec/lay-y-kien/{comment.pk}/"
    assert "0905 222 333" in officer.get(page).content.decode()
    assert "0905 222 333" not in browse(cast.approver).get(page).content.decode()
    assert browse(cast.stranger).get(page).status_code == 404
    assert "Trả lời ý kiến" in officer.get("/lam-viec/").content.decode()
    empty = officer.post(page, {"do": "answer", "opinion": given.pk, "answer": ""})
    assert empty.status_code == 422
    officer.post(page, {"do": "answer", "opinion": given.pk, "answer": "Đã hỏi lại bốn nhà."})
    asked = client.post("/tra-cuu/", {"code": code.lower()}).content.decode()
    assert "Đã hỏi lại bốn nhà." in asked
    assert comment.shown_name not in asked


def test_one_connection_does_not_flood(province, cast, client, at) -> None:
    comment = running(province, cast, at)
    address = f"/lay-y-kien/{comment.number.lower()}/"
    with time_stands_at(at):
        answers = [
            client.post(address, {"stance": "for", "text": WORDS, "key": f"k{number}"})
            for number in range(11)
        ]
    assert [answer.status_code for answer in answers] == [200] * 10 + [422]
    assert "nhiều ý kiến quá" in answers[-1].content.decode()
    assert Opinion.objects.count() == 10


def test_paper_phone_and_mail_are_written_down_with_their_day(province, cast, at) -> None:
    comment = running(province, cast, at)
    after_end = at + timedelta(days=15)
    paper = opinion(
        comment, after_end, channel="paper", by=cast.officer, received_on=date(2026, 6, 22)
    ).opinion
    assert (paper.entered_by, paper.state) == (cast.officer, "received")
    late = {"comment": comment, "at": after_end, "channel": "phone", "by": cast.officer}
    assert "đến hết ngày 22/6/2026" in refused(opinion, received_on=date(2026, 6, 23), **late)
    assert "sau hôm nay" in refused(opinion, received_on=date(2026, 8, 1), **late)
    for by, channel in ((PUBLIC, "paper"), (cast.officer, "web"), (cast.stranger, "phone")):
        assert "không ghi được" in refused(opinion, comment=comment, at=at, by=by, channel=channel)


def test_it_ends_when_the_days_are_over_and_everybody_is_answered(province, cast, at) -> None:
    actions.set_review_rule(
        unit=province.root, valid_from=at.date(), needs_comment=True, by=cast.approver, at=at
    )
    file = world.appraised(province, cast)
    assert "chưa lấy ý kiến xong" in refused(
        actions.recognise, nomination=file, by=cast.approver, at=at
    )
    comment = running(province, cast, at, file=file)
    given = opinion(comment, at).opinion
    text = refused(actions.close_comment, comment=comment, by=cast.officer, at=at)
    assert "hết ngày 22/6/2026" in text
    assert "1 ý kiến chưa trả lời" in text
    assert "Đang lấy ý kiến nhân dân" in refused(
        actions.recognise, nomination=file, by=cast.approver, at=at
    )
    after = at + timedelta(days=15)
    assert actions.follow_calendar(by=SYSTEM, at=after) == 0, "left for people"
    actions.answer_opinion(opinion=given, answer="Cảm ơn bà con.", by=cast.officer, at=after)
    assert (
        "trả lời"
        in refused(
            actions.answer_opinion, opinion=given, answer="Nữa", by=cast.officer, at=after
        ).lower()
    )
    assert actions.follow_calendar(by=SYSTEM, at=after) == 1
    assert actions.follow_calendar(by=SYSTEM, at=after) == 0
    comment.refresh_from_db()
    assert comment.state == "closed"
    made = actions.recognise(nomination=file, by=cast.approver, at=after)
    assert made.full_name == file.full_name


def test_the_calendar_puts_up_what_is_due(province, cast, at) -> None:
    day = at + timedelta(days=2)
    comment = planned(province, cast, at, starts_on=day.date())
    assert actions.follow_calendar(by=SYSTEM, at=at) == 0
    assert actions.follow_calendar(by=SYSTEM, at=day) == 1
    comment.refresh_from_db()
    assert (comment.state, comment.starts_on) == ("open", day.date())


def test_more_time_and_taking_it_down(province, cast, at) -> None:
    comment = running(province, cast, at)
    given = {"comment": comment, "by": cast.officer, "at": at}
    text = refused(actions.extend_comment, ends_on=comment.ends_on, reason="", **given)
    assert "vì sao gia hạn" in text
    assert "sau 22/6/2026" in text
    actions.extend_comment(ends_on=date(2026, 6, 30), reason="Mưa lũ, nhiều nhà mất mạng", **given)
    assert (comment.state, comment.ends_on) == ("extended", date(2026, 6, 30))
    assert list(checking.public_comments(date(2026, 6, 30))) == [comment]
    actions.withdraw_comment(reason="Người ấy rút phiếu đồng ý", **given)
    assert not checking.public_comments(date(2026, 6, 20)).exists()
    log = json.dumps(list(AuditEvent.objects.values("changes")), ensure_ascii=False)
    assert "rút phiếu" not in log
    assert "không còn lấy ý kiến" in refused(opinion, comment=comment, at=at)


def test_lists_cost_the_same_for_one_and_three(province, cast, browse, client, at) -> None:
    officer = browse(cast.officer)
    pages = [(officer, "/lam-viec/lay-y-kien/"), (officer, "/lam-viec/hoi-dong/"),
             (officer, "/lam-viec/tieu-chi/"), (officer, "/lam-viec/quy-dinh/"),
             (officer, "/lam-viec/"), (client, "/lay-y-kien/")]  # fmt: skip

    def fill(name):
        comment = running(province, cast, at, file=world.verified(province, cast, name=name))
        opinion(comment, at)
        actions.make_panel(
            unit=province.unit, title=name, meets_at=at, venue="A", by=cast.officer, at=at
        )

    def count(who, page):
        for _ in range(2):  # sessions, and counts of visits that are kept for a while
            who.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert who.get(page).status_code == 200
        return len(queries)

    with time_stands_at(at):
        fill("Một")
        first = [count(*page) for page in pages]
        fill("Hai")
        fill("Ba")
        assert [count(*page) for page in pages] == first
    assert PublicComment.objects.count() == 3
