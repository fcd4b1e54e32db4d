"""RSS 2.0, Atom 1.0 and JSON Feed 1.1 of the newest stories.

Sources: RSS 2.0 specification and its content module; RFC 4287; jsonfeed.org/version/1.1.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any, ClassVar
from xml.sax.saxutils import escape, quoteattr

from lantoa.channels import prose
from lantoa.publishing.contract import Item, Receipt, Rendered, RenderedFile, SiteFacts

NEWEST = 50
_RSS, _ATOM, _JSON = "rss.xml", "atom.xml", "feed.json"
_TYPES = {
    _RSS: "application/rss+xml; charset=utf-8",
    _ATOM: "application/atom+xml; charset=utf-8",
    _JSON: "application/feed+json; charset=utf-8",
}
# XML 1.0 knows no way to write these, not even escaped; one would break the whole feed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class FeedsChannel:
    """Each delivery keeps one entry in three writings; the feeds are assembled from them."""

    name: ClassVar[str] = "feeds"
    label: ClassVar[str] = "Nguồn tin RSS, Atom, JSON"
    paths: ClassVar[tuple[str, ...]] = (_RSS, _ATOM, _JSON)

    def refuses(self, item: Item, settings: Mapping[str, Any]) -> str | None:
        """Feeds take every story."""
        return None

    def render(self, item: Item, settings: Mapping[str, Any]) -> Rendered:
        """The entry of this story in the three formats."""
        html = prose.body(item)
        files = (
            RenderedFile(_RSS, "application/xml", _rss_entry(item, html).encode()),
            RenderedFile(_ATOM, "application/xml", _atom_entry(item, html).encode()),
            RenderedFile(_JSON, "application/json", _json_entry(item, html).encode()),
        )
        facts = {
            "address": item.address,
            "published_at": item.published_at.isoformat(),
            "revised_at": item.revised_at.isoformat(),
        }
        return Rendered(files, facts)

    def deliver(self, rendered: Rendered, settings: Mapping[str, Any]) -> Receipt:
        """Readers fetch the feeds from this platform; nothing is sent."""
        return Receipt({"address": rendered.facts.get("address", "")})

    def withdraw(self, receipt: Receipt, settings: Mapping[str, Any]) -> None:
        """The next fetch is assembled without the entry."""

    def reach(self, receipts: Sequence[Receipt], settings: Mapping[str, Any]) -> Mapping[str, int]:
        """Opened short links are counted by `reach`, not here."""
        return {}

    def assemble(self, path: str, shelf: Sequence[Rendered], site: SiteFacts) -> RenderedFile:
        """The feed at `path`: the newest 50 of the shelf. Raises KeyError for another path."""
        content_type = _TYPES[path]
        newest = sorted(shelf, key=lambda r: str(r.facts["published_at"]), reverse=True)[:NEWEST]
        entries = [f.body.decode() for r in newest for f in r.files if f.name == path]
        changed = [datetime.fromisoformat(str(r.facts["revised_at"])) for r in newest]
        head = _Head(site, f"{site.address}/{path}", max(changed, default=_NEVER))
        make = {_RSS: head.rss, _ATOM: head.atom, _JSON: head.json}[path]
        return RenderedFile(path, content_type, make(entries).encode())


class _Head:
    """What a feed says before its entries."""

    def __init__(self, site: SiteFacts, own_address: str, changed: datetime) -> None:
        self.site, self.own, self.changed = site, own_address, changed

    def rss(self, entries: Sequence[str]) -> str:
        site = self.site
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
            f"<title>{_x(site.title)}</title><link>{_x(site.address)}/</link>"
            f"<description>{_x(site.description)}</description><language>vi</language>"
            f"<lastBuildDate>{format_datetime(self.changed)}</lastBuildDate>"
            f'<atom:link href={_a(self.own)} rel="self" type="application/rss+xml"/>'
            f"{''.join(entries)}</channel></rss>\n"
        )

    def atom(self, entries: Sequence[str]) -> str:
        site = self.site
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">'
            f"<id>{_x(self.own)}</id><title>{_x(site.title)}</title>"
            f"<subtitle>{_x(site.description)}</subtitle>"
            f"<updated>{self.changed.isoformat()}</updated>"
            f"<author><name>{_x(site.publisher)}</name></author>"
            f'<link rel="self" type="application/atom+xml" href={_a(self.own)}/>'
            f'<link rel="alternate" type="text/html" href={_a(site.address + "/")}/>'
            f"{''.join(entries)}</feed>\n"
        )

    def json(self, entries: Sequence[str]) -> str:
        site = self.site
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": site.title,
            "description": site.description,
            "home_page_url": f"{site.address}/",
            "feed_url": self.own,
            "language": "vi",
            "authors": [{"name": site.publisher}],
            "items": [json.loads(entry) for entry in entries],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1)


def _rss_entry(item: Item, html: str) -> str:
    link = item.short_addresses.get("feeds", item.address)
    return (
        f"<item><title>{_x(item.title)}</title><link>{_x(link)}</link>"
        f'<guid isPermaLink="true">{_x(item.address)}</guid>'
        f"<pubDate>{format_datetime(item.published_at)}</pubDate>"
        f"<dc:creator>{_x(_author(item))}</dc:creator><category>{_x(item.sector)}</category>"
        f"<description>{_x(_summary(item))}</description>"
        f"<content:encoded>{_x(html)}</content:encoded></item>"
    )


def _atom_entry(item: Item, html: str) -> str:
    link = item.short_addresses.get("feeds", item.address)
    return (
        f"<entry><id>{_x(item.address)}</id><title>{_x(item.title)}</title>"
        f'<link rel="alternate" type="text/html" href={_a(link)}/>'
        f"<published>{item.published_at.isoformat()}</published>"
        f"<updated>{item.revised_at.isoformat()}</updated>"
        f"<author><name>{_x(_author(item))}</name></author>"
        f"<category term={_a(item.sector)}/>"
        f"<summary>{_x(_summary(item))}</summary>"
        f'<content type="html">{_x(html)}</content></entry>'
    )


def _json_entry(item: Item, html: str) -> str:
    entry: dict[str, Any] = {
        "id": item.address,
        "url": item.short_addresses.get("feeds", item.address),
        "title": item.title,
        "content_html": html,
        "summary": _summary(item),
        "date_published": item.published_at.isoformat(),
        "date_modified": item.revised_at.isoformat(),
        "authors": [{"name": _author(item)}],
        "tags": [item.sector],
        "language": "vi",
    }
    if item.picture:
        entry["image"] = item.picture.address
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _author(item: Item) -> str:
    return item.byline or item.publisher or "Lan Tỏa"


def _summary(item: Item) -> str:
    return item.lead or f"{item.person}, {item.place}: {item.deed}"


def _x(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _a(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
