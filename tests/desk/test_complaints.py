"""From a complaint: one click holds; late ones go up; nothing about who complained leaks."""

from datetime import timedelta

from tests import world
from tests.conftest import time_stands_at

from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.nominations import actions
from lantoa.publishing.content import STORY_PATH
from lantoa.publishing.models import Publication
from lantoa.registry.models import Hold


def complained(publication, unit, at):
    return actions.complain(
        subject=STORY_PATH.format(publication.slug) if publication else "",
        title=publication.title if publication else "", unit=unit, reason="fact",
        text="Bài ghi sai năm bắt đầu, bà làm từ năm 2016.", by=PUBLIC, at=at,
        contact=actions.ContactDetails(name="Người Báo Kín", phone="0905 444 555"),
    ).complaint  # fmt: skip


def test_one_click_holds_everything(province, cast, browse, run_tasks, at) -> None:
    publication = world.published(province, cast, run_tasks)
    complaint = complained(publication, province.unit, at)
    page = f"/lam-viec/phan-anh/{complaint.pk}/"
    assert "Tạm dừng hồ sơ ngay" not in browse(cast.editor).get(page).content.decode()
    assert browse(cast.editor).post(page, {"do": "hold"}).status_code == 403
    officer = browse(cast.officer)
    assert officer.post(page, {"do": "hold"}).status_code == 302
    run_tasks()
    hold = Hold.objects.get()
    assert complaint.number in hold.reason
    assert "0905" not in hold.reason
    assert Publication.objects.get().state == "held"
    shown = officer.get(page).content.decode()
    assert "đang được tạm dừng" in shown
    assert "Tạm dừng hồ sơ ngay" not in shown
    assert officer.post(page, {"do": "hold"}).status_code == 422


def test_about_the_portal_there_is_nothing_to_hold(province, cast, browse, at) -> None:
    complaint = complained(None, province.unit, at)
    page = f"/lam-viec/phan-anh/{complaint.pk}/"
    officer = browse(cast.officer)
    assert "Tạm dừng hồ sơ ngay" not in officer.get(page).content.decode()
    assert officer.post(page, {"do": "hold"}).status_code == 422


def test_a_late_one_reaches_the_leader(province, cast, browse, at) -> None:
    complaint = complained(None, province.unit, at)
    page, leader = f"/lam-viec/phan-anh/{complaint.pk}/", browse(cast.leader)
    late = at + timedelta(days=10)
    with time_stands_at(late):
        assert leader.get(page).status_code == 404
        assert actions.escalate_complaints(by=SYSTEM, at=late) == 1
        assert actions.escalate_complaints(by=SYSTEM, at=late) == 0
        work = leader.get("/lam-viec/").content.decode()
        assert f"Nhắc trả lời phản ánh\u00a0{complaint.number}" in work
        shown = leader.get(page).content.decode()
        assert "đã báo lên cấp trên" in browse(cast.officer).get(page).content.decode()
    assert "0905 444 555" not in shown
    assert "Ghi câu trả lời" not in shown
    actions.answer(complaint=complaint, answer="Đã sửa.", by=cast.officer, at=late)
    assert "Nhắc trả lời" not in leader.get("/lam-viec/").content.decode()
