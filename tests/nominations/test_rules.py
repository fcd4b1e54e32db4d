"""Working days, names and telephone numbers."""

from datetime import date

import pytest

from lantoa.nominations import rules


@pytest.mark.parametrize(
    ("day", "n", "later"),
    [
        (date(2026, 6, 8), 1, date(2026, 6, 9)),
        (date(2026, 6, 8), 7, date(2026, 6, 17)),
        (date(2026, 6, 5), 1, date(2026, 6, 8)),  # over a week-end
        (date(2026, 6, 6), 1, date(2026, 6, 8)),  # told on a Saturday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on a Sunday, Monday off in lieu
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết of the lunar year
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday worked for 31/8
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over the end of the year
    ],
)
def test_working_days_know_vietnams_holidays(day: date, n: int, later: date) -> None:
    assert rules.working_days_after(day, n) == later


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Bà Võ Thị Lài", "vo thi lai"),
        ("VÕ THỊ LÀI", "vo thi lai"),
        ("bà Tám bán xôi", "tam ban xoi"),
        ("Chu Văn An", "chu van an"),  # a surname, not "chú"
        ("Chú An", "an"),
        ("Bà", "ba"),
    ],
)
def test_names_are_matched_without_words_of_address(who: str, name: str) -> None:
    assert rules.matching_name(who) == name


@pytest.mark.parametrize("phone", ["0905 000 111", "+84 905.000.111", "(0258) 3 822 999"])
def test_telephone_numbers(phone: str) -> None:
    assert rules.is_phone(phone)


@pytest.mark.parametrize("phone", ["113", "không có", "0905 000 111 222 333 44", "", "+", "-" * 9])
def test_what_cannot_be_dialled(phone: str) -> None:
    assert not rules.is_phone(phone)
