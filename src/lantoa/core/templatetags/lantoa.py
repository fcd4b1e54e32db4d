"""Filters of the house, built into every template."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from lantoa import vietnamese

register = template.Library()


@register.filter
def vndate(value: date | datetime | None) -> str:
    """8/6/2026, in Vietnam's time; nothing for nothing."""
    return vietnamese.format_date(_day(value)) if value else ""


@register.filter
def vnlongdate(value: date | datetime | None) -> str:
    """Thứ Hai, 8/6/2026."""
    if not value:
        return ""
    day = _day(value)
    return f"{vietnamese.format_weekday(day)}, {vietnamese.format_date(day)}"


@register.filter
def vntime(value: datetime | None) -> str:
    """16:30 8/6/2026, in Vietnam's time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H:%M} {vietnamese.format_date(local.date())}"


@register.filter
def digits(value: int | None) -> str:
    """930.491."""
    return vietnamese.group_digits(int(value or 0))


@register.filter
def filesize_vi(size: int) -> str:
    """412 KB or 1,4 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


@register.filter
def nbsp_last(text: str) -> str:
    """Joins the last two syllables, so that no line ends in half a word."""
    head, _, tail = str(text).rpartition(" ")
    return f"{head}\u00a0{tail}" if head else str(text)


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value
