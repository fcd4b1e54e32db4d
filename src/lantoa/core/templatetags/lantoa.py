"""Filters of the house, built into every template."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils import timezone

from lantoa import vietnamese

register = template.Library()


class Capture(template.Node):
    """What stands inside, drawn once and kept under a name."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> Capture:
    """`{% capture as words %}…{% endcapture %}`: a block's text for use in several places."""
    parts: list[Any] = token.split_contents()
    if len(parts) != 3 or parts[1] != "as":
        raise template.TemplateSyntaxError("write {% capture as name %}")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Capture(nodelist, parts[2])


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
def extension(name: str) -> str:
    """quyet-dinh.pdf → PDF; nothing for a name without one."""
    return name.rpartition(".")[2].upper() if "." in name else ""


@register.filter
def nbsp_last(text: str) -> str:
    """Joins the last two syllables, so that no line ends in half a word."""
    head, _, tail = str(text).rpartition(" ")
    return f"{head}\u00a0{tail}" if head else str(text)


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value
