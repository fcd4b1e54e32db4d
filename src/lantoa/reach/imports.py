"""Days of an older counter, read from a CSV file (date, visits, views)."""

import csv
import io
from datetime import date
from typing import NamedTuple

_HEADERS = (["date", "visits", "views"], ["ngày", "lượt truy cập", "lượt xem"])
#: More than this on one day is a slip of the pen.
_MOST = 1_000_000_000


class OldDay(NamedTuple):
    """One day of the older counter."""

    day: date
    visits: int
    views: int


class WrongFile(Exception):
    """The file cannot be taken over; `reasons` are all of them, one Vietnamese sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def read(content: bytes, *, today: date, first_own_day: date | None) -> list[OldDay]:
    """The days of a CSV file, oldest first; raises WrongFile with everything that is wrong.

    Dates are written 2026-06-08 or 8/6/2026, numbers 930491 or 930.491. The day this portal
    began to count may be among them (both counters ran), later days may not.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile(["Tệp không phải UTF-8. Lưu lại ở dạng CSV UTF-8."]) from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise WrongFile([f"Tệp không đọc được như CSV: {error}."]) from None
    if not rows or [cell.strip().lower() for cell in rows[0]] not in _HEADERS:
        raise WrongFile(["Dòng đầu phải là: date,visits,views (hoặc ngày,lượt truy cập,lượt xem)."])
    found: dict[date, OldDay] = {}
    reasons = []
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            old = _day(cells, today, first_own_day)
            if old.day in found:
                raise ValueError("ngày này đã có ở một dòng trên")
            found[old.day] = old
        except ValueError as error:
            reasons.append(f"Dòng {number}: {error}.")
    if not found and not reasons:
        reasons.append("Tệp không có ngày nào.")
    if reasons:
        raise WrongFile(reasons)
    return sorted(found.values())


def _day(cells: list[str], today: date, first_own_day: date | None) -> OldDay:
    if len(cells) != 3:
        raise ValueError(f"cần 3 ô, có {len(cells)}")
    day = _date(cells[0].strip())
    if day > today:
        raise ValueError("ngày chưa tới")
    if first_own_day and day > first_own_day:
        raise ValueError(f"cổng này đã tự đếm từ ngày {first_own_day:%d/%m/%Y}")
    visits, views = _number(cells[1], "lượt truy cập"), _number(cells[2], "lượt xem")
    return OldDay(day, visits, views)


def _date(text: str) -> date:
    try:
        if "/" in text:
            day, month, year = text.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text[:20]}” không phải ngày (viết 2026-06-08 hoặc 8/6/2026)") from None


def _number(text: str, name: str) -> int:
    plain = text.strip()
    head, *groups = plain.split(".")
    if groups and all(len(group) == 3 for group in groups):
        plain = head + "".join(groups)
    if not (plain.isascii() and plain.isdigit() and int(plain) <= _MOST):
        raise ValueError(f"{name} “{text.strip()[:20]}” không phải số tự nhiên")
    return int(plain)
