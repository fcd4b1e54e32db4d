"""Tags by which a page is found: its head, its trail (`{% load found %}`)."""

from html.parser import HTMLParser
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lantoa.portal import linked_data
from lantoa.portal.head import head_of
from lantoa.portal.templatetags.portal import ld_json

register = template.Library()


@register.inclusion_tag("portal/head.html", takes_context=True)
def include_head(context: Context) -> dict[str, Any]:
    """Everything in the head that says what the page is."""
    values: Any = context.flatten()
    request = values["request"]
    head = head_of(request, values, values["page_title"], values["page_description"])
    name = getattr(request.resolver_match, "url_name", None) or ""
    facts = None if values.get("is_preview") else linked_data.facts_of(name, head, values)
    site_name = f"Lan Tỏa {settings.LANTOA_PROVINCE}"
    return {"head": head, "facts": ld_json(facts) if facts else "", "site_name": site_name}


class _Trail(HTMLParser):
    """Reads the (words, path) of each `li`; the path is empty without a link."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.steps.append(("", ""))
        elif tag == "a" and self.steps:
            self.steps[-1] = (self.steps[-1][0], dict(attrs).get("href") or "")

    def handle_data(self, data: str) -> None:
        if self.steps:
            words, path = self.steps[-1]
            self.steps[-1] = (" ".join(f"{words} {data}".split()), path)


class Crumbs(template.Node):
    """The trail as readers see it, and the same for machines."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        inside = self.nodelist.render(context)
        trail = _Trail()
        trail.feed(inside)
        return format_html(
            '<nav class="crumb" aria-label="{}"><ol class="cr">{}</ol></nav>'
            '<script type="application/ld+json">{}</script>',
            "You are here" if context.get("lang") == "en" else "Đường dẫn",
            mark_safe(inside),  # noqa: S308  # drawn by the template engine, escaped there
            ld_json(linked_data.crumbs(trail.steps)),
        )


@register.tag
def crumbs(parser: Parser, token: Token) -> Crumbs:
    """`{% crumbs %}<li><a href="…">…</a></li>{% endcrumbs %}`: where the page stands."""
    nodelist = parser.parse(("endcrumbs",))
    parser.delete_first_token()
    return Crumbs(nodelist)
