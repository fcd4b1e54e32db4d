"""The calendar of gatherings, for eyes and for calendars."""

import re

from lantoa.portal import icalendar
from lantoa.publishing import actions
from tests import world
from tests.conftest import AT
from tests.portal.test_reading import text


def lines(body: bytes) -> list[str]:
    """The file as a calendar reads it: folded lines joined."""
    assert body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    return body.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_coming_ones_by_month_past_ones_below(province, cast, reader):
    world.gathering(province, cast, days=40, title="Gặp nhau tháng Bảy")
    world.gathering(province, cast, title="Gặp nhau thứ Sáu")
    world.gathering(province, cast, days=-40, title="Đã gặp nhau")
    page = text(reader.get("/lich/"))
    order = [page.index(words) for words in (
        "Tháng 6 năm 2026", "Gặp nhau thứ Sáu", "Tháng 7 năm 2026", "Gặp nhau tháng Bảy",
        "Đã qua", "Tháng 4 năm 2026", "Đã gặp nhau",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "thứ Sáu, 12/6/2026" in page.lower() or "Thứ Sáu, 12/6/2026" in page
    assert "14:00 đến 16:00" in page


def test_nothing_to_come_says_what_to_do(province, reader):
    assert "Chưa có buổi nào sắp tới" in text(reader.get("/lich/"))


def test_one_gathering_says_who_where_when(told, province, cast, reader):
    made = world.gathering(
        province, cast, exemplars=[told.exemplar], publications=[told.publication]
    )
    page = text(reader.get(f"/lich/{made.slug}/"))
    for words in (
        "Còn 4 ngày", "Ai cũng được, không cần báo trước.", "Nhà văn hóa tổ 5", "Bùi Thị Sương",
        "Tấm bảng giữ yên xóm muối", "Ủy ban nhân dân phường Đông Ninh Hòa",
    ):  # fmt: skip
        assert words in page, words
    assert '"@type": "Event"' in page
    assert made.title in text(reader.get(f"/dien-hinh/{told.exemplar.code}/"))


def test_a_cancelled_one_stays_and_says_why(province, cast, reader):
    made = world.gathering(province, cast)
    actions.cancel_gathering(gathering=made, note="Bão gần bờ.", by=cast.officer, at=AT)
    page = text(reader.get(f"/lich/{made.slug}/"))
    assert "Vì sao hủy" in page and "Bão gần bờ." in page and "EventCancelled" in page
    entry = lines(reader.get(f"/lich/{made.slug}.ics").content)
    assert "STATUS:CANCELLED" in entry and "SEQUENCE:1" in entry


def test_the_calendar_file_is_what_calendars_read(province, cast, reader):
    made = world.gathering(
        province, cast,
        title="Muối, nước; và gió \\ nắng, kể từng con nước một cho bà con xóm trên xóm dưới nghe",
        abstract="Dòng một\r\nDòng hai\x07",
    )  # fmt: skip
    response = reader.get("/lich.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = lines(response.content)
    assert found[0] == "BEGIN:VCALENDAR" and found[-1] == "END:VCALENDAR"
    assert "DTSTART:20260612T070000Z" in found and "DTEND:20260612T090000Z" in found
    assert any(line.startswith("SUMMARY:Muối\\, nước\\; và gió \\\\ nắng\\, ") for line in found)
    assert any(line.startswith("DESCRIPTION:Dòng một\\nDòng hai\\n") for line in found)
    uid = next(line for line in found if line.startswith("UID:"))
    actions.change_gathering(gathering=made, title="Tên khác", by=cast.officer, at=AT)
    again = lines(reader.get(f"/lich/{made.slug}.ics").content)
    assert uid in again and "SEQUENCE:1" in again and "SUMMARY:Tên khác" in again


def test_folding_never_cuts_a_letter():
    for length in range(60, 90):
        folded = icalendar.folded("SUMMARY:" + "a" * (length % 7) + "ữ" * length)
        assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
        joined = folded.replace(b"\r\n ", b"").decode()
        assert joined.count("ữ") == length
        assert re.fullmatch(r"SUMMARY:a*ữ*", joined)


def test_a_movement_says_what_came_of_it(told, province, cast, reader):
    world.movement(province, cast)
    page = text(reader.get("/phong-trao/moi-xa-mot-cach-lam/"))
    assert "còn 200 ngày" in page and "41/KH-UBND" in page
    assert "Bảng lịch lấy nước chung" in page
    assert "Phong trào đang chạy" in text(reader.get("/ke-hoach/"))
    assert reader.get("/phong-trao/khong-co/").status_code == 404


def test_a_plan_names_what_is_late(province, cast, reader):
    from datetime import timedelta

    from lantoa.planning import actions as planning

    for number, days in (("1.1", -3), ("1.2", 9)):
        planning.assign(
            plan=province.plan, number=number, group="Tìm người", content=f"Việc {number}",
            unit=province.unit, deadline=AT.date() + timedelta(days=days), product="Một sổ",
            by=cast.province_officer, at=AT,
        )  # fmt: skip
    page = text(reader.get("/ke-hoach/ke-hoach-1068/"))
    assert "Đang chậm" in page and "1 việc quá hạn" in page
    assert "2 việc chưa bắt đầu" in page
    place = text(reader.get("/noi/22561/"))
    assert "2 việc đang làm" in place and "1 quá hạn" in place
