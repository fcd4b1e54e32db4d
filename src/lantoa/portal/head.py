"""What the head of a page says: one title, one address, one picture.

Everything follows from the page's own title and description and from what its view gave the
template. A view that needs more says so in its context: `asked` are the parameters that took
effect (they belong to the address), `canonical` the path that this page repeats, `paged` False when
`page` cuts only a part of it, `noindex` keeps search engines away, `alternates` maps languages
to paths of the same page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags

from lantoa.publishing.contract import Item

#: Search engines cut longer ones.
LONGEST_TITLE, LONGEST_DESCRIPTION = 65, 180
SITE = " · Lan Tỏa"
#: A narrowed list with fewer rows says nothing that the whole list does not say.
THIN = 3
LOCALES = {"vi": "vi_VN", "en": "en_US"}


@dataclass(frozen=True)
class Share:
    """A picture for whoever shares the page. `address` is absolute, sizes are pixels."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Head:
    """The head of one page. Addresses are absolute; `canonical` is empty where search engines
    are kept away; `heading` is the title without the site's name."""

    title: str
    heading: str
    description: str
    canonical: str
    previous: str
    following: str
    alternates: tuple[tuple[str, str], ...]
    embeds: tuple[tuple[str, str], ...]
    picture: Share
    lang: str
    kind: str = "website"
    published_at: datetime | None = None
    revised_at: datetime | None = None
    section: str = ""

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it."""
        return LOCALES.get(self.lang, LOCALES["vi"])


def head_of(request: HttpRequest, context: Mapping[str, Any], title: str, description: str) -> Head:
    """The head of the page at `request`; `title` and `description` are the blocks' HTML."""
    heading = plain(title).removesuffix(SITE)
    page = context.get("page") if context.get("paged", True) else None
    page = page if isinstance(page, Page) else None
    number = page.number if page else 1
    if number > 1:
        heading = f"{heading}, trang {number}"
        description = f"Trang {number}. {description}"
    item = _item(context)
    is_story = item is not None and _name(request) == "story"
    closed = bool(context.get("noindex")) or is_thin(context)
    return Head(
        title=heading + SITE if len(heading + SITE) <= LONGEST_TITLE else heading,
        heading=heading,
        description=shortened(plain(description), LONGEST_DESCRIPTION),
        canonical="" if closed else _address(request, context, number),
        previous=_address(request, context, number - 1) if page and page.has_previous() else "",
        following=_address(request, context, number + 1) if page and page.has_next() else "",
        alternates=() if closed else _alternates(context),
        embeds=_embeds(item) if is_story and item and not context.get("is_preview") else (),
        picture=_picture(context, item),
        lang=str(context.get("lang") or "vi"),
        **(_article(item) if is_story and item else {}),
    )


def plain(html: str) -> str:
    """Text of HTML in one line."""
    return " ".join(unescape(strip_tags(html)).split())


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut after a whole sentence where there is one, else a word."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    sentence = cut.rfind(". ")
    if sentence > most // 2:
        return cut[: sentence + 1]
    return cut.rpartition(" ")[0].rstrip(" ,;:") + "…"


def is_thin(context: Mapping[str, Any]) -> bool:
    """Whether a list is empty, or narrowed to something not worth a place in a search engine."""
    asked, page = context.get("asked"), context.get("page")
    count = page.paginator.count if isinstance(page, Page) and context.get("paged", True) else THIN
    return count == 0 or bool(asked and (len(asked) > 1 or count < THIN))


def absolute(path: str) -> str:
    """The full public address of a path."""
    return f"{settings.LANTOA_BASE_URL}{path}" if path.startswith("/") else path


def _address(request: HttpRequest, context: Mapping[str, Any], number: int) -> str:
    asked = dict(context.get("asked") or {})
    if number > 1:
        asked["trang"] = str(number)
    path = str(context.get("canonical") or request.path)
    return absolute(path + (f"?{urlencode(asked)}" if asked else ""))


def _alternates(context: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Languages with their addresses; Vietnamese for readers of any other language."""
    found: Mapping[str, str] = context.get("alternates") or {}
    if not found:
        return ()
    both = [(code, absolute(path)) for code, path in found.items()]
    return (*both, ("x-default", absolute(found.get("vi") or next(iter(found.values())))))


def _embeds(item: Item) -> tuple[tuple[str, str], ...]:
    """Where oEmbed tells how to show the story elsewhere (https://oembed.com, discovery)."""
    kinds = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
    base = absolute(reverse("portal:oembed"))
    return tuple(
        (kind, f"{base}?{urlencode({'url': item.address, 'format': name})}")
        for name, kind in kinds.items()
    )


def _article(item: Item) -> dict[str, Any]:
    return {
        "kind": "article",
        "published_at": item.published_at,
        "revised_at": item.revised_at,
        "section": item.section,
    }


def _item(context: Mapping[str, Any]) -> Item | None:
    """The story that gives the page its picture: its own, or the first one it leads to."""
    item = context.get("item")
    if isinstance(item, Item):
        return item
    found = context.get("lead") or next(iter(context.get("stories") or []), None)
    item = getattr(found, "item", None)
    return item if isinstance(item, Item) else None


def _picture(context: Mapping[str, Any], item: Item | None) -> Share:
    if item is not None and item.picture is not None and "lead" not in context:
        picture = item.picture
        return Share(picture.address, picture.width, picture.height, picture.alt)
    name = f"Lan Tỏa: người tốt, việc tốt, cách làm hay của {settings.LANTOA_PROVINCE}"
    return Share(absolute(static("core/og.png")), 1200, 630, name)


def _name(request: HttpRequest) -> str:
    return getattr(request.resolver_match, "url_name", None) or ""
