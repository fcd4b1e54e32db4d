"""Working days: Vietnam's holidays by `holidays`, and what the year's own decisions change.

The Tết break and the days worked in exchange are set by a decision of each year; what the
library does not know (or knows wrongly) is a row of `core.models.CalendarDay`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import holidays
from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.models import CalendarDay
from lantoa.core.workflow import Refused
from lantoa.vietnamese import nfc

#: Day → whether people work on it, where this differs from the library.
Changed = Mapping[date, bool]


def is_working(day: date, changed: Changed) -> bool:
    """Monday to Friday without holidays, unless `changed` says otherwise."""
    known = changed.get(day)
    return _calendar(day.year).is_working_day(day) if known is None else known


def nth(day: date, n: int, changed: Changed) -> date:
    """The n-th (n >= 1) working day after `day`, which itself is never counted."""
    later, left = day, n
    while left:
        later += timedelta(days=1)
        left -= is_working(later, changed)
    return later


def changed_days() -> dict[date, bool]:
    """What the decisions written down change."""
    return dict(CalendarDay.objects.values_list("day", "is_working"))


def after(day: date, n: int) -> date:
    """The n-th working day after `day`, by the library and the decisions written down."""
    return nth(day, n, changed_days())


def end_of_calendar_days(day: date, n: int) -> date:
    """The n-th calendar day after `day`; from a day off it moves to the next working day.

    So ends a period in days: Civil Code 91/2015/QH13, Articles 147.2 and 148.5.
    """
    changed, last = changed_days(), day + timedelta(days=n)
    return last if is_working(last, changed) else nth(last, 1, changed)


@transaction.atomic
def set_day(
    *, day: date, is_working: bool, name: str, legal_ground: str, by: Actor, at: datetime
) -> CalendarDay:
    """Write down that a day is worked or off, by which decision. Periods set before stay."""
    reasons = []
    if not by.may("calendar.set", None):
        reasons.append("Anh, chị không có quyền sửa lịch nghỉ.")
    if not name.strip():
        reasons.append("Ghi đây là ngày gì, ví dụ: nghỉ bù Tết Nguyên đán.")
    if not legal_ground.strip():
        reasons.append("Ghi căn cứ: số, ngày của văn bản cho nghỉ hoặc làm bù.")
    if len(name) > 120 or len(legal_ground) > 200:
        reasons.append("Tên ngày tối đa 120 chữ cái, căn cứ tối đa 200.")
    if reasons:
        raise Refused(reasons)
    values = {
        "is_working": is_working, "name": nfc(name).strip(),
        "legal_ground": nfc(legal_ground).strip(),
    }  # fmt: skip
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults=values)
    events.record("calendar.day_set", row, by=by, at=at, changes={"day": day, **values})
    return row


@transaction.atomic
def forget_day(*, row: CalendarDay, by: Actor, at: datetime) -> None:
    """The day follows the library again."""
    if not by.may("calendar.set", None):
        raise Refused(["Anh, chị không có quyền sửa lịch nghỉ."])
    events.record("calendar.day_forgotten", row, by=by, at=at, changes={"day": row.day})
    row.delete()


@lru_cache(maxsize=16)
def _calendar(year: int) -> Any:
    # Three years at once, so that nothing is added later by threads that share it.
    return holidays.country_holidays("VN", years=(year - 1, year, year + 1), expand=False)
