"""From a story to the frozen text of a publication, and from there to the `Item` of channels.

Frozen are words, names, claims and paths; addresses become absolute only when read, so that a
new domain name changes no row. Pictures are kept as paths of renditions made when freezing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import nh3
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.html import escape
from wagtail.rich_text import expand_db_html

from lantoa.core import clock
from lantoa.publishing.contract import (
    AttachmentOf,
    Block,
    Claim,
    Item,
    PictureOf,
    PictureSize,
    RecordingOf,
)
from lantoa.registry.states import Verdict
from lantoa.stories.models import Picture, Story
from lantoa.stories.rules import RECORDINGS, shows_person

RENDITION = "width-1200|format-jpeg|jpegquality-82"
#: Widths for screens in WebP, and one JPEG for readers that know no WebP. WebP rather than AVIF:
#: a fifth larger, but made ten times faster and read by older phones.
WEBP_WIDTHS, WEBP, SMALL_JPEG = (
    (320, 480, 800, 1200),
    "width-{}|format-webp|webpquality-76",
    "width-800|format-jpeg|jpegquality-78",
)
STORY_PATH, PRACTICE_PATH, SHORT_PATH = "/guong/{}/", "/mo-hinh/{}/", "/x/{}"
_INLINE = {"b", "i", "strong", "em", "a", "br"}
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


#: What frozen content holds for publishing itself; channels never see it.
OURS = {"story_revision", "shows_person", "short_codes", "practice_slug", "former_slugs"}


def freeze(
    story: Story,
    *,
    slug: str,
    short_codes: Mapping[str, str],
    published_at: datetime,
    revised_at: datetime,
    revision: int,
) -> dict[str, Any]:
    """The plain JSON of a publication: an `Item` without bytes, with paths for addresses.

    `story_revision` and `shows_person` are for publishing itself; channels never see them.
    """
    exemplar = story.exemplar
    return {
        "story_revision": story.live_revision_id,
        "shows_person": shows_person(story),
        "slug": slug,
        "title": story.title,
        "lead": story.lead,
        "summary": story.summary,
        "recording": _recording(story, slug),
        "blocks": list(_blocks(story)),
        **_person(exemplar),
        "section": story.section.name,
        "byline": story.byline,
        "illustrator": story.illustrator,
        "short_codes": dict(short_codes),
        "published_at": published_at.isoformat(),
        "revised_at": revised_at.isoformat(),
        "revision": revision,
        "picture": _picture(story.picture, story.caption),
        "attachments": [_attachment(a.document) for a in story.attachments.all()],
        **_practice(exemplar),
        "province": settings.LANTOA_PROVINCE,
        "publisher": story.unit.name,
    }


def without_photographs(content: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen story without its photographs; drawings stay. One frozen before it was noted
    which is which counts as a photograph."""
    blocks = [block for block in content["blocks"] if not _is_photograph(block.get("picture"))]
    picture = None if _is_photograph(content["picture"]) else content["picture"]
    is_bare = picture is None and not any(block.get("picture") for block in blocks)
    return {
        **content,
        "picture": picture,
        "blocks": blocks,
        "shows_person": False,
        "illustrator": "" if is_bare else content.get("illustrator", ""),
    }


def _is_photograph(picture: Mapping[str, Any] | None) -> bool:
    return picture is not None and not picture.get("is_drawing", False)


def thaw(content: Mapping[str, Any], *, with_bytes: bool = False) -> Item:
    """The `Item` of frozen content. `with_bytes` reads the pictures' JPEG bytes from storage."""
    plain = {name: value for name, value in content.items() if name not in OURS}
    plain |= {
        "blocks": tuple(_block_of(block, with_bytes) for block in content["blocks"]),
        "picture": _picture_of(content["picture"], with_bytes),
        "recording": _recording_of(content.get("recording")),
        "claims": tuple(
            Claim(c["statement"], tuple(c["evidence"]), c["confirmed_by"], c["partly"])
            for c in content["claims"]
        ),
        "attachments": tuple(_attachment_of(a) for a in content["attachments"]),
        "address": absolute(STORY_PATH.format(content["slug"])),
        "short_addresses": {
            channel: absolute(SHORT_PATH.format(code))
            for channel, code in content["short_codes"].items()
        },
        "practice_address": absolute(PRACTICE_PATH.format(content["practice_slug"]))
        if content["practice_slug"]
        else "",
        "published_at": datetime.fromisoformat(content["published_at"]),
        "revised_at": datetime.fromisoformat(content["revised_at"]),
        "verified_on": date.fromisoformat(content["verified_on"]),
    }
    return Item(**plain)


def preview_item(story: Story) -> Item:
    """A story that is not out yet, as channels would see it (Wagtail's preview)."""
    at = clock.now()
    content = freeze(
        story, slug=story.slug, short_codes={}, published_at=at, revised_at=at, revision=0
    )
    if story.recording is not None:
        content["recording"]["path"] = story.recording.url  # the public address answers later
    return thaw(content)


def files_of(content: Mapping[str, Any]) -> set[str]:
    """What the frozen story lets readers fetch: names of picture files, paths of documents."""
    pictures = [content["picture"], *(block.get("picture") for block in content["blocks"])]
    found = {attachment["path"] for attachment in content["attachments"]}
    for picture in filter(None, pictures):
        found |= {picture["file"], *(size["file"] for size in picture.get("sizes", []))}
    return found


def absolute(path: str) -> str:
    """The full public address of a path."""
    return path if "://" in path else f"{settings.LANTOA_BASE_URL}{path}"


def _person(exemplar: Any) -> dict[str, Any]:
    """Who it is about, and what is proven; no contact, no birth year, no papers themselves."""
    return {
        "person": exemplar.full_name,
        "deed": exemplar.deed,
        "place": exemplar.place.name,
        "sector": exemplar.sector.name,
        "verified_on": exemplar.verified_on.isoformat(),
        "verified_by": exemplar.verified_by_name,
        "claims": [_claim(achievement) for achievement in _proven(exemplar)],
        "unclear": exemplar.unclear,
    }


def _proven(exemplar: Any) -> Any:
    verdicts = [Verdict.TRUE, Verdict.PARTLY]
    return exemplar.achievements.filter(verdict__in=verdicts).prefetch_related("evidence")


def _claim(achievement: Any) -> dict[str, Any]:
    return {
        "statement": achievement.statement,
        "evidence": [evidence.description for evidence in achievement.evidence.all()],
        "confirmed_by": achievement.confirmed_by,
        "partly": achievement.verdict == Verdict.PARTLY,
    }


def _practice(exemplar: Any) -> dict[str, str]:
    practice = getattr(exemplar, "practice", None)
    if practice is None:
        return {"practice_title": "", "practice_summary": "", "practice_slug": ""}
    return {
        "practice_title": practice.title,
        "practice_summary": practice.summary,
        "practice_slug": practice.slug,
    }


def _blocks(story: Story) -> Iterator[dict[str, Any]]:
    for block in story.body:
        value = block.value
        if block.block_type == "paragraph":
            for html in _paragraphs(value.source):
                yield {"kind": "p", "html": html}
        elif block.block_type == "heading":
            yield {"kind": "h2", "html": escape(value)}
        elif block.block_type == "quotation":
            yield {"kind": "quote", "html": escape(value["text"]), "by": value["by"]}
        elif block.block_type == "illustration" and value["picture"] is not None:
            picture = _picture(value["picture"], value["caption"])
            yield {"kind": "image", "html": "", "picture": picture}


def _paragraphs(source: str) -> Iterator[str]:
    """Rich text as clean paragraphs, without their tags; what stands outside is one too."""
    clean = nh3.clean(
        expand_db_html(source), tags=_INLINE | {"p"}, attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"}, link_rel="nofollow noopener",
    )  # fmt: skip
    position = 0
    for match in _PARAGRAPH.finditer(clean):
        yield from filter(None, [clean[position : match.start()].strip(), match[1].strip()])
        position = match.end()
    yield from filter(None, [clean[position:].strip()])


def _picture(picture: Picture | None, caption: str) -> dict[str, Any] | None:
    if picture is None:
        return None
    rendition = picture.get_rendition(RENDITION)
    rights = " · ".join(part for part in (picture.author, picture.rights) if part)
    return {
        "path": rendition.url,
        "file": rendition.file.name,
        "alt": picture.default_alt_text,
        "caption": caption,
        "rights": rights,
        "is_drawing": picture.is_drawing,
        "width": rendition.width,
        "height": rendition.height,
        "sizes": list(_sizes(picture)),
    }


def _sizes(picture: Picture) -> Iterator[dict[str, Any]]:
    """Files for screens, made now so that no reader waits; a picture is never blown up."""
    seen = set()
    for spec in [*(WEBP.format(width) for width in WEBP_WIDTHS), SMALL_JPEG]:
        content_type = "image/webp" if "webp" in spec else "image/jpeg"
        made = picture.get_rendition(spec)
        if (made.width, content_type) not in seen:
            seen.add((made.width, content_type))
            yield {
                "path": made.url,
                "file": made.file.name,
                "width": made.width,
                "height": made.height,
                "content_type": content_type,
            }


def _picture_of(plain: Mapping[str, Any] | None, with_bytes: bool) -> PictureOf | None:
    if plain is None:
        return None
    body = b""
    if with_bytes and default_storage.exists(plain["file"]):
        with default_storage.open(plain["file"]) as file:
            body = file.read()
    sizes = tuple(
        PictureSize(absolute(s["path"]), s["width"], s["height"], s["content_type"])
        for s in plain.get("sizes", [])
    )
    return PictureOf(
        address=absolute(plain["path"]), alt=plain["alt"], caption=plain["caption"],
        rights=plain["rights"], width=plain["width"], height=plain["height"], body=body,
        sizes=sizes,
    )  # fmt: skip


def _block_of(plain: Mapping[str, Any], with_bytes: bool) -> Block:
    picture = _picture_of(plain.get("picture"), with_bytes)
    return Block(plain["kind"], plain["html"], plain.get("by", ""), picture)


def _recording(story: Story, slug: str) -> dict[str, Any] | None:
    if story.recording is None:
        return None
    minutes, _, seconds = story.recording_length.partition(":")
    extension = story.recording.file_extension
    return {
        "path": f"{STORY_PATH.format(slug)}ban-doc.{extension}",
        "file": story.recording.file.name,
        "content_type": RECORDINGS.get(extension, ""),
        "size": story.recording.get_file_size() or 0,
        "seconds": int(minutes or 0) * 60 + int(seconds or 0),
        "transcript": story.transcript,
    }


def _recording_of(plain: Mapping[str, Any] | None) -> RecordingOf | None:
    if plain is None:
        return None
    facts = {name: plain[name] for name in ("content_type", "size", "seconds", "transcript")}
    return RecordingOf(address=absolute(plain["path"]), **facts)


def _attachment(document: Any) -> dict[str, Any]:
    return {
        "title": document.title,
        "path": document.url,
        "number": document.number,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "issuer": document.issuer,
        "size": document.get_file_size() or 0,
        "extension": document.file_extension,
    }


def _attachment_of(plain: Mapping[str, Any]) -> AttachmentOf:
    return AttachmentOf(
        title=plain["title"], address=absolute(plain["path"]), number=plain["number"],
        issued_on=date.fromisoformat(plain["issued_on"]) if plain["issued_on"] else None,
        issuer=plain["issuer"], size=plain["size"], extension=plain["extension"],
    )  # fmt: skip
