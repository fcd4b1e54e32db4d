"""Days: holidays of the library, decisions of the year over them, ends of periods."""

from datetime import date

import pytest

from lantoa.core import workdays
from lantoa.core.models import AuditEvent, CalendarDay
from lantoa.core.workflow import Refused


@pytest.mark.parametrize(
    ("changed", "later"),
    [
        ({}, date(2026, 6, 9)),
        ({date(2026, 6, 9): False}, date(2026, 6, 10)),
        ({date(2026, 6, 9): False, date(2026, 6, 10): False}, date(2026, 6, 11)),
    ],
)
def test_a_day_off_moves_the_next_working_day(changed, later) -> None:
    assert workdays.nth(date(2026, 6, 8), 1, changed) == later


def test_a_sunday_worked_in_exchange_counts() -> None:
    assert workdays.nth(date(2026, 6, 5), 1, {date(2026, 6, 7): True}) == date(2026, 6, 7)


def test_what_an_administrator_writes_down_is_counted(province, cast, at) -> None:
    assert workdays.after(date(2026, 6, 8), 2) == date(2026, 6, 10)
    given = {"name": "Nghỉ bão", "legal_ground": "Công điện 12/CĐ-UBND", "at": at}
    row = workdays.set_day(day=date(2026, 6, 9), is_working=False, by=cast.administrator, **given)
    assert workdays.after(date(2026, 6, 8), 2) == date(2026, 6, 11)
    workdays.set_day(day=date(2026, 6, 9), is_working=True, by=cast.administrator, **given)
    assert CalendarDay.objects.count() == 1
    row.refresh_from_db()
    workdays.forget_day(row=row, by=cast.administrator, at=at)
    assert workdays.after(date(2026, 6, 8), 2) == date(2026, 6, 10)
    kinds = list(
        AuditEvent.objects.filter(kind__startswith="calendar.").values_list("kind", flat=True)
    )
    assert kinds == ["calendar.day_set", "calendar.day_set", "calendar.day_forgotten"]


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        (date(2026, 6, 8), 10, date(2026, 6, 18)),  # a Thursday
        (date(2026, 6, 8), 12, date(2026, 6, 22)),  # 20/6 is a Saturday: to Monday
        (date(2026, 8, 23), 10, date(2026, 9, 3)),  # 2/9 is a holiday
    ],
)
def test_calendar_days_end_on_a_working_day(db, start, n, last) -> None:
    assert workdays.end_of_calendar_days(start, n) == last


def test_who_may_not_and_what_is_missing(province, cast, at) -> None:
    with pytest.raises(Refused) as error:
        workdays.set_day(
            day=at.date(), is_working=False, name=" ", legal_ground="", by=cast.officer, at=at
        )
    text = "\n".join(error.value.reasons)
    for words in ("không có quyền", "ngày gì", "căn cứ"):
        assert words in text
    assert not CalendarDay.objects.exists()


def test_the_page(province, cast, browse) -> None:
    client = browse(cast.administrator)
    page = "/lam-viec/ngay-nghi/"
    wrong = client.post(page, {"do": "set", "day": "31/02/2026", "name": "X"})
    assert wrong.status_code == 422
    assert 'value="31/02/2026"' in wrong.content.decode()
    good = {
        "do": "set",
        "day": "2/1/2026",
        "is_working": "no",
        "name": "Nghỉ bù",
        "legal_ground": "TB 1",
    }
    assert client.post(page, good).status_code == 302
    assert "Nghỉ bù" in client.get(page).content.decode()
    assert browse(cast.officer).post(page, good).status_code == 403
    row = CalendarDay.objects.get()
    assert client.post(page, {"do": "forget", "row": row.pk}).status_code == 302
    assert not CalendarDay.objects.exists()
    assert client.post(page, {"do": "forget", "row": "9" * 40}).status_code == 422
