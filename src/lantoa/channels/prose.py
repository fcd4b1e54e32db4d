"""The story as HTML for readers outside the portal: one writing for every channel."""

from collections.abc import Iterator
from html import escape

import nh3

from lantoa.publishing.contract import Block, Item, PictureOf
from lantoa.vietnamese import format_date

#: What the story page may hold. Nothing that runs, nothing that calls home.
TAGS = {
    "article", "header", "h1", "h2", "p", "b", "i", "strong", "em", "a", "br", "blockquote",
    "cite", "figure", "figcaption", "img", "section", "ul", "li", "footer",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}


def clean(html: str) -> str:
    """Sanitised HTML: only `TAGS`, only web and mail addresses."""
    return nh3.clean(
        html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )  # fmt: skip


def body(item: Item) -> str:
    """The story below its headline: picture, text, what is proven, practice."""
    return clean("\n".join(_parts(item)))


def _parts(item: Item) -> Iterator[str]:
    yield f"<p><b>{escape(item.person)}</b> · {escape(item.place)}</p>"
    if item.lead:
        yield f"<p>{escape(item.lead)}</p>"
    if item.picture:
        yield _figure(item.picture)
    for block in item.blocks:
        yield _block(block)
    yield from _claims(item)
    if item.practice_title:
        yield (
            f"<section><h2>Cách làm: {escape(item.practice_title)}</h2>"
            f"<p>{escape(item.practice_summary)} "
            f'<a href="{escape(item.practice_address)}">Xem từng bước</a></p></section>'
        )
    people = [part for part in (item.byline, item.illustrator) if part]
    if people:
        yield f"<p>{escape(' · '.join(people))}</p>"


def _claims(item: Item) -> Iterator[str]:
    if not item.claims:
        return
    rows = "".join(
        f"<li>{escape(c.statement)}{' (đúng một phần)' if c.partly else ''}"
        f"{' Người xác nhận: ' + escape(c.confirmed_by) + '.' if c.confirmed_by else ''}</li>"
        for c in item.claims
    )
    unclear = f"<p>Còn chưa rõ: {escape(item.unclear)}</p>" if item.unclear else ""
    yield (
        f"<section><h2>Đã xác minh ngày {format_date(item.verified_on)}</h2>"
        f"<ul>{rows}</ul>{unclear}</section>"
    )


def _block(block: Block) -> str:
    if block.kind == "h2":
        return f"<h2>{block.html}</h2>"
    if block.kind == "quote":
        return f"<blockquote><p>{block.html}</p><cite>{escape(block.by)}</cite></blockquote>"
    if block.kind == "image":
        return _figure(block.picture) if block.picture else ""
    return f"<p>{block.html}</p>"


def _figure(picture: PictureOf) -> str:
    words = ". ".join(part for part in (picture.caption, picture.rights) if part)
    return (
        f'<figure><img src="{escape(picture.address)}" alt="{escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}">'
        f"<figcaption>{escape(words)}</figcaption></figure>"
    )
