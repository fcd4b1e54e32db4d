"""Dates as Vietnamese offices write them: day first, month second, year last.

A date may be known only to the month, quarter or year, or be a period; `ParsedDate` keeps how
much was said instead of inventing a day. Month-first dates and short years are refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from lantoa.vietnamese.folding import fold

Precision = Literal["day", "month", "quarter", "year", "range", "minute", "day_month"]

MAX_LENGTH = 200
"""Longest text, in characters, that is looked at; anything longer is not a date."""

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years outside these bounds are taken for slips of the finger."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ADVICE = "Hãy ghi ngày trước, tháng sau, rồi đến năm, ví dụ 22/3/2023."


class DateError(ValueError):
    """The text is no date that can be trusted; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """What a written date says: first and last day (both included) and how exact it is.

    "day_month" has no year, so only `day` and `month` are set; "minute" also sets `moment`, a
    naive local time. In every other case `start` and `end` are set and `day`, `month` are None.
    """

    start: date | None
    end: date | None
    precision: Precision
    moment: datetime | None = None
    day: int | None = None
    month: int | None = None


def parse_date(text: str, *, year: int | None = None) -> ParsedDate:
    """Return what the date in `text` says; `year` is used where the text names no year.

    Reads '22/3/2023', '15-10', '12.5.2023', 'ngày 09 tháng 5', 'tháng 02 năm 2024',
    'quý III/2025', 'giai đoạn 2022 - 2025', 'từ 1/3 đến 5/3/2025', 'năm 2025' and
    '12/07/2024 10:56 SA', with or without marks. Raises DateError, and nothing else.
    """
    if len(text) > MAX_LENGTH:
        raise DateError(f"Ngày tháng quá dài. {_ADVICE}")
    line = fold(text).strip(" .,;:")
    if not line:
        raise DateError(f"Chưa có ngày tháng. {_ADVICE}")
    first, middle, last = line.removeprefix("tu ").partition(" den ")
    if middle and not _YEARS.fullmatch(line):
        return _period(first, last, year)
    return _parse_line(line, year)


def format_date(day: date) -> str:
    """Return the short form, without leading zeros: 8/6/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def format_long_date(day: date) -> str:
    """Return the form of Decree 30/2020/NĐ-CP: 'ngày 08 tháng 6 năm 2026'.

    Days below 10 and the months 1 and 2 get a 0 in front, the other months do not.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def format_weekday(day: date) -> str:
    """Return the day of the week: 'Thứ Hai' … 'Thứ Bảy', 'Chủ nhật'."""
    return _WEEKDAYS[day.weekday()]


_D, _M, _Y = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_SEP = r" ?(?P<sep>[/.-]) ?"
_TIME = (
    r"(?:,? (?:luc )?(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::[0-5][0-9])?"
    r"(?: ?(?P<half>sa|ch))?)?"
)
_FULL = re.compile(rf"(?:ngay )?{_D}{_SEP}{_M} ?(?P=sep) ?{_Y}{_TIME}")
_WORDS = re.compile(rf"(?:ngay )?{_D} thang {_M}(?:(?:,? nam | ?/ ?){_Y})?{_TIME}")
_DAY_MONTH = re.compile(rf"(?:ngay )?{_D}{_SEP}{_M}")
_MONTH = re.compile(
    rf"thang {_M}(?:(?:,? nam | ?[/.-] ?){_Y})?|(?P<m>[0-9]{{1,2}}) ?[/-] ?(?P<y>[0-9]{{4}})"
)
_QUARTER = re.compile(rf"quy (?P<quarter>i{{1,3}}|iv|[1-4])(?:(?:,? nam | ?[/-] ?| ){_Y})?")
_YEAR = re.compile(rf"(?:nam )?{_Y}")
_YEARS = re.compile(
    rf"(?:giai doan |nhiem ky )?(?:tu )?(?:nam )?{_Y}(?: ?- ?| den )(?:nam )?(?P<last>[0-9]{{4}})"
)
_SHORT_YEAR = re.compile(r"(?:ngay )?[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2}")


def _parse_line(line: str, year: int | None) -> ParsedDate:
    for pattern, build in _FORMS:
        match = pattern.fullmatch(line)
        if match is not None:
            return build(match, year)
    if _SHORT_YEAR.fullmatch(line):
        raise DateError("Hãy ghi đủ bốn chữ số của năm, ví dụ 22/3/2023.")
    raise DateError(f"Không đọc được ngày tháng này. {_ADVICE}")


def _day(match: re.Match[str], year: int | None) -> ParsedDate:
    day, month = int(match["day"]), int(match["month"])
    written = match.groupdict().get("year")
    known = _checked_year(int(written)) if written else year
    if known is None:
        _checked_day(day, month, 2000)  # a leap year, so 29/2 stays possible
        if match.groupdict().get("hour"):
            raise DateError("Có giờ nhưng thiếu năm. Hãy ghi đủ, ví dụ 12/7/2024 10:56 SA.")
        return ParsedDate(None, None, "day_month", day=day, month=month)
    whole = _checked_day(day, month, _checked_year(known))
    if match.groupdict().get("hour"):
        return ParsedDate(whole, whole, "minute", moment=datetime.combine(whole, _clock(match)))
    return ParsedDate(whole, whole, "day")


def _clock(match: re.Match[str]) -> time:
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["half"]
    is_wrong = (half == "sa" and hour > 12) or (half == "ch" and hour == 0)
    if is_wrong or hour > 23 or minute > 59:
        raise DateError("Giờ này không có. Hãy ghi theo mẫu 10:56 SA, 2:30 CH hoặc 14:30.")
    if half == "sa":
        return time(hour % 12, minute)
    if half == "ch" and hour < 12:
        return time(hour + 12, minute)
    return time(hour, minute)


def _month(match: re.Match[str], year: int | None) -> ParsedDate:
    month = _checked_month(int(match["month"] or match["m"]))
    return _months(_year_of(match["year"] or match["y"], year), month, month, "month")


def _quarter(match: re.Match[str], year: int | None) -> ParsedDate:
    last = 3 * _QUARTERS[match["quarter"]]
    return _months(_year_of(match["year"], year), last - 2, last, "quarter")


def _year(match: re.Match[str], year: int | None) -> ParsedDate:
    return _months(_checked_year(int(match["year"])), 1, 12, "year")


def _years(match: re.Match[str], year: int | None) -> ParsedDate:
    first, last = _checked_year(int(match["year"])), _checked_year(int(match["last"]))
    return _checked_range(date(first, 1, 1), date(last, 12, 31))


def _period(first: str, last: str, year: int | None) -> ParsedDate:
    """Return the period between two written dates; the first may leave its year to the last."""
    until = _parse_line(last, year)
    if until.end is None:
        raise DateError("Khoảng thời gian này thiếu năm. Hãy ghi đủ, ví dụ từ 1/3 đến 5/3/2025.")
    since = _parse_line(first, until.end.year)
    return _checked_range(since.start or until.end, until.end)


def _checked_range(start: date, end: date) -> ParsedDate:
    if end < start:
        raise DateError("Khoảng thời gian này kết thúc trước khi bắt đầu. Hãy xem lại hai mốc.")
    return ParsedDate(start, end, "range")


def _months(year: int, first: int, last: int, precision: Precision) -> ParsedDate:
    end = date(year, last, monthrange(year, last)[1])
    return ParsedDate(date(year, first, 1), end, precision)


def _year_of(written: str | None, year: int | None) -> int:
    if written:
        return _checked_year(int(written))
    if year is None:
        raise DateError("Thiếu năm. Hãy ghi thêm năm, ví dụ tháng 02 năm 2024 hoặc quý III/2025.")
    return _checked_year(year)


def _checked_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"Năm {year} không hợp lý. Hãy xem lại năm, ví dụ 22/3/2023.")
    return year


def _checked_month(month: int) -> int:
    if not 1 <= month <= 12:
        raise DateError(f"Không có tháng {month}. {_ADVICE}")
    return month


def _checked_day(day: int, month: int, year: int) -> date:
    if 1 <= day <= 12 < month <= 31:
        raise DateError(f"Không có tháng {month}; có lẽ ngày và tháng bị đảo. {_ADVICE}")
    _checked_month(month)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise DateError(f"Không có ngày {day}/{month}. {_ADVICE}")
    return date(year, month, day)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], ParsedDate]], ...] = (
    (_FULL, _day),
    (_WORDS, _day),
    (_DAY_MONTH, _day),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_YEAR, _year),
    (_YEARS, _years),
)
