"""The portal itself as a channel: what other programs embed or read of a story.

Portal pages are drawn from the publication; this channel keeps the sanitised article and its
facts, and its delivery is the proof that, and where, the story stands on the web.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, ClassVar

from lantoa.channels import prose
from lantoa.publishing.contract import (
    DeliveryFailed,
    Item,
    Receipt,
    Rendered,
    RenderedFile,
    SiteFacts,
)


class WebsiteChannel:
    """`article.html` (clean, no script) and `facts.json` of each story."""

    name: ClassVar[str] = "website"
    label: ClassVar[str] = "Cổng thông tin"
    paths: ClassVar[tuple[str, ...]] = ()

    def refuses(self, item: Item, settings: Mapping[str, Any]) -> str | None:
        """A page needs words."""
        return None if item.blocks or item.lead else "Bài chưa có nội dung để đưa lên cổng."

    def render(self, item: Item, settings: Mapping[str, Any]) -> Rendered:
        """The article as clean HTML, and its facts as JSON."""
        page = prose.clean(
            f"<article><header><h1>{escape(item.title)}</h1></header>{prose.body(item)}</article>"
        )
        facts = _facts(item)
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1)
        return Rendered(
            (
                RenderedFile("article.html", "text/html; charset=utf-8", page.encode()),
                RenderedFile("facts.json", "application/json", text.encode()),
            ),
            {"address": item.address, "title": item.title},
        )

    def deliver(self, rendered: Rendered, settings: Mapping[str, Any]) -> Receipt:
        """Nothing to send: the page is drawn from the database of this platform."""
        if "address" not in rendered.facts:
            raise DeliveryFailed("Bản dựng thiếu địa chỉ trang.", permanent=True)
        return Receipt({"address": rendered.facts["address"]})

    def withdraw(self, receipt: Receipt, settings: Mapping[str, Any]) -> None:
        """Nothing to take back: the page asks the publication on every request."""

    def reach(self, receipts: Sequence[Receipt], settings: Mapping[str, Any]) -> Mapping[str, int]:
        """Visits are counted by `reach`, not here."""
        return {}

    def assemble(self, path: str, shelf: Sequence[Rendered], site: SiteFacts) -> RenderedFile:
        """No public file of its own."""
        raise KeyError(path)


def _facts(item: Item) -> dict[str, Any]:
    return {
        "title": item.title, "lead": item.lead, "person": item.person, "deed": item.deed,
        "place": item.place, "sector": item.sector, "section": item.section,
        "address": item.address, "revision": item.revision,
        "published_at": item.published_at.isoformat(), "revised_at": item.revised_at.isoformat(),
        "verified_on": item.verified_on.isoformat(), "verified_by": item.verified_by,
        "claims": [
            {"statement": c.statement, "evidence": list(c.evidence),
             "confirmed_by": c.confirmed_by, "partly": c.partly}
            for c in item.claims
        ],
        "unclear": item.unclear,
        "practice": {"title": item.practice_title, "address": item.practice_address}
        if item.practice_title else None,
    }  # fmt: skip
