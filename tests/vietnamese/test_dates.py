"""Dates as people write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import (
    DateError,
    ParsedDate,
    format_date,
    format_long_date,
    format_weekday,
    parse_date,
)

from .strategies import VECTORS, texts

SPRING = date(2023, 3, 22)
pieces = st.lists(
    st.sampled_from(
        [
            *"0123456789/-.: ",
            "ngày ",
            " tháng ",
            " năm ",
            "quý ",
            "III",
            " đến ",
            "từ ",
            "2024",
            "12",
            " SA",
            " CH",
            "giai đoạn ",
        ]
    ),
    max_size=14,
).map("".join)
days = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("22/3/2023", ParsedDate(SPRING, SPRING, "day")),
        (" 22-03-2023. ", ParsedDate(SPRING, SPRING, "day")),
        ("ngày 22 tháng 3 năm 2023", ParsedDate(SPRING, SPRING, "day")),
        ("NGÀY 22 THÁNG 3 NĂM 2023", ParsedDate(SPRING, SPRING, "day")),
        ("12.5.2023", ParsedDate(date(2023, 5, 12), date(2023, 5, 12), "day")),
        ("15-10", ParsedDate(None, None, "day_month", day=15, month=10)),
        ("7/6", ParsedDate(None, None, "day_month", day=7, month=6)),
        ("29/2", ParsedDate(None, None, "day_month", day=29, month=2)),
        ("ngày 09 tháng 5", ParsedDate(None, None, "day_month", day=9, month=5)),
        ("tháng 02 năm 2024", ParsedDate(date(2024, 2, 1), date(2024, 2, 29), "month")),
        ("3/2024", ParsedDate(date(2024, 3, 1), date(2024, 3, 31), "month")),
        ("quý III/2025", ParsedDate(date(2025, 7, 1), date(2025, 9, 30), "quarter")),
        ("quý 3 năm 2025", ParsedDate(date(2025, 7, 1), date(2025, 9, 30), "quarter")),
        ("Quý IV năm 2025", ParsedDate(date(2025, 10, 1), date(2025, 12, 31), "quarter")),
        ("năm 2025", ParsedDate(date(2025, 1, 1), date(2025, 12, 31), "year")),
        ("giai đoạn 2022 – 2025", ParsedDate(date(2022, 1, 1), date(2025, 12, 31), "range")),
        ("từ năm 2022 đến năm 2025", ParsedDate(date(2022, 1, 1), date(2025, 12, 31), "range")),
        ("từ ngày 1/3 đến ngày 5/3/2025", ParsedDate(date(2025, 3, 1), date(2025, 3, 5), "range")),
    ],
)
def test_parse(text: str, parsed: ParsedDate) -> None:
    assert parse_date(text) == parsed


@pytest.mark.parametrize("text", VECTORS["dates_to_parse"])
def test_vectors_parse(text: str) -> None:
    parse_date(text)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("12/07/2024 10:56 SA", 10, 56),
        ("12/07/2024 10:56 CH", 22, 56),
        ("12/07/2024 12:05 SA", 0, 5),
        ("12/07/2024 12:05 CH", 12, 5),
        ("12/07/2024 14:30", 14, 30),
    ],
)
def test_minutes(text: str, hour: int, minute: int) -> None:
    day = date(2024, 7, 12)
    moment = datetime(2024, 7, 12, hour, minute)  # noqa: DTZ001  # written without a zone
    assert parse_date(text) == ParsedDate(day, day, "minute", moment=moment)


def test_year_fills_what_is_missing() -> None:
    assert parse_date("7/6", year=2023).start == date(2023, 6, 7)
    assert parse_date("ngày 09 tháng 5", year=2024).precision == "day"
    assert parse_date("quý I", year=2024).end == date(2024, 3, 31)
    assert parse_date("7/6/2020", year=2023).start == date(2020, 6, 7)
    with pytest.raises(DateError, match="Không có ngày 29/2"):
        parse_date("29/2", year=2023)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2024", "Không có ngày 31/2"),
        ("31/02", "Không có ngày 31/2"),
        ("13/25/2023", "Không có tháng 25"),
        ("3/22/2023", "bị đảo"),
        ("0/1/2023", "Không có ngày 0/1"),
        ("22/3/23", "bốn chữ số"),
        ("22/3/0023", "không hợp lý"),
        ("tháng 13 năm 2024", "Không có tháng 13"),
        ("tháng 2", "Thiếu năm"),
        ("quý V/2025", "Không đọc được"),
        ("2.025", "Không đọc được"),
        ("giai đoạn 2025 - 2022", "kết thúc trước"),
        ("12/07/2024 25:00", "Giờ này không có"),
        ("12/07/2024 14:00 SA", "Giờ này không có"),
        ("từ 1/3 đến 5/3", "thiếu năm"),
        ("", "Chưa có"),
        ("abc", "Không đọc được"),
        ("1" * 10_000, "quá dài"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(DateError, match=message):
        parse_date(text)


@given(st.one_of(texts, pieces), st.one_of(st.none(), st.integers()))
def test_only_the_declared_error(text: str, year: int | None) -> None:
    try:
        parsed = parse_date(text, year=year)
    except DateError:
        return
    if parsed.precision == "day_month":
        assert parsed.start is None
        assert parsed.day and parsed.month
    else:
        assert parsed.start is not None
        assert parsed.end is not None
        assert parsed.start <= parsed.end
    assert (parsed.moment is not None) == (parsed.precision == "minute")


@given(days)
def test_written_dates_parse_back(day: date) -> None:
    for text in (format_date(day), format_long_date(day)):
        assert parse_date(text) == ParsedDate(day, day, "day")


def test_formats() -> None:
    assert format_date(date(2026, 6, 8)) == "8/6/2026"
    assert format_long_date(date(2026, 6, 8)) == "ngày 08 tháng 6 năm 2026"
    assert format_long_date(date(2026, 2, 10)) == "ngày 10 tháng 02 năm 2026"
    monday = date(2026, 6, 8)
    assert [format_weekday(monday + timedelta(days)) for days in range(7)] == [
        *("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
    ]
