"""Minutes: the layout of Decree 30, what was recorded, and nobody's contact."""

import io
from datetime import timedelta

from docx import Document

from lantoa.nominations import actions
from lantoa.reports import minutes
from tests import world
from tests.nominations import test_comments, test_panels


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_panels_minutes(province, cast, at) -> None:
    panel = test_panels.voted(province, cast, at)
    data = minutes.panel_minutes(panel)
    assert data == minutes.panel_minutes(panel), "the same records, the same bytes"
    text = words(data)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BIÊN BẢN",
        "ngày 08 tháng 6 năm 2026", "08 giờ 30 phút", "4 có mặt trên 5 thành viên",
        "Bỏ phiếu kín", "Gửi phiếu giấy, có phiếu lưu kèm: Cụ Trần Văn Ngoài",
        "5 phiếu đồng ý trên 5 thành viên được tính (100%)", "CHỦ TỌA", "THƯ KÝ",
        "Nguyễn Thị Ánh", "Bùi Thị Sương",
    ):  # fmt: skip
        assert said in text, said
    first = Document(io.BytesIO(data)).sections[0]
    assert (round(first.left_margin.mm), round(first.page_width.mm)) == (30, 210)


def test_who_stood_aside_is_named_with_the_ground(province, cast, at) -> None:
    panel = test_panels.seated(province, cast, at, world.verified(province, cast))
    member = panel.members.get(role="secretary")
    actions.declare_conflict(
        case=panel.cases.get(), member=member, ground="relative", note="cháu gọi bằng dì",
        by=cast.editor, at=at,
    )  # fmt: skip
    assert "Phạm Thảo Vy tránh bỏ phiếu: người thân, cháu gọi bằng dì." in words(
        minutes.panel_minutes(panel)
    )


def test_the_closing_minutes_of_a_public_comment(province, cast, browse, at) -> None:
    comment = test_comments.running(province, cast, at)
    receipts = [
        test_comments.opinion(comment, at, stance=stance, contact=actions.ContactDetails(
            name="Người Góp Ý Kín", phone="0905 777 888"))
        for stance in ("for", "against")
    ]  # fmt: skip
    for receipt in receipts:
        actions.answer_opinion(
            opinion=receipt.opinion, answer="Đã hỏi lại bốn nhà.", by=cast.officer, at=at
        )
    page = f"/lam-viec/lay-y-kien/{comment.pk}/bien-ban.docx"
    assert browse(cast.officer).get(page).status_code == 404
    actions.close_comment(comment=comment, by=cast.officer, at=at + timedelta(days=15))
    answer = browse(cast.officer).get(page)
    text = words(answer.content)
    for said in (
        "BIÊN BẢN", "từ ngày 8/6/2026 đến hết ngày 22/6/2026 (10 ngày làm việc)",
        "I. SỐ Ý KIẾN", "không đồng tình", "Đã hỏi lại bốn nhà.", comment.number,
    ):  # fmt: skip
        assert said in text, said
    assert "0905" not in text
    assert "Góp Ý Kín" not in text
    assert browse(cast.stranger).get(page).status_code == 404


def test_nobody_said_anything(province, cast, at) -> None:
    comment = test_comments.running(province, cast, at)
    actions.close_comment(comment=comment, by=cast.officer, at=at + timedelta(days=15))
    assert "không có ý kiến nào gửi tới" in words(minutes.comment_minutes(comment))
