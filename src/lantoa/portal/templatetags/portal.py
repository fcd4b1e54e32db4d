"""Tags and filters of the public pages (`{% load portal %}`)."""

import json

from django import template
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from lantoa.core import clock
from lantoa.publishing.contract import Item
from lantoa.reach import queries as reach
from lantoa.reach.queries import Visits

register = template.Library()

#: Syllables an adult reads in a minute, unhurried.
READING_PACE = 220


@register.simple_tag
def visits() -> Visits:
    """The four counts of the footer."""
    return reach.visits(clock.now())


@register.filter
def local(address: str) -> str:
    """An address of this site without scheme and host, so that a page works under any name."""
    base = str(settings.LANTOA_BASE_URL)
    return address.removeprefix(base) if address.startswith(base + "/") else address


@register.filter
def in_line(place: str) -> str:
    """Phường Đông Ninh Hòa → phường Đông Ninh Hòa, as it stands inside a sentence."""
    return place[:1].lower() + place[1:]


@register.filter
def minutes(item: Item) -> int:
    """Minutes to read a story, at least one."""
    text = " ".join(strip_tags(block.html) for block in item.blocks)
    return max(1, round(len(text.split()) / READING_PACE))


@register.filter
def length_vi(seconds: int) -> str:
    """245 → 4 phút 5 giây; 60 → 1 phút."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút"] * bool(minutes) + [f"{rest} giây"] * bool(rest or not minutes)
    return " ".join(parts)


@register.filter
def ld_json(facts: dict[str, object]) -> SafeString:
    """JSON for a `application/ld+json` element: nothing in it can end the element."""
    text = json.dumps(facts, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return mark_safe(text)  # noqa: S308  # every character that could leave the element is escaped
