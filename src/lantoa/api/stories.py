"""Published stories."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from lantoa.api.paging import Limit, Offset, page
from lantoa.api.problems import Problem
from lantoa.api.schemas import PageOut, ProblemOut, StoryDetailOut, StoryOut
from lantoa.core import clock
from lantoa.publishing import queries as publishing
from lantoa.publishing.contract import AttachmentOf, Block, Claim, Item, PictureOf
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry

router = Router(tags=["stories"])


@router.get("", response={200: PageOut[StoryOut], 422: ProblemOut})
def stories(request: HttpRequest, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Public stories, the newest first."""
    return page(_public(), limit, offset, _listed)


@router.get("/{slug}", response={200: StoryDetailOut, 404: ProblemOut, 410: ProblemOut})
def story(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One story. 410 once it is held or taken down: copies should be removed."""
    publication = _public().filter(slug=slug[:200]).first()
    if publication is None:
        raise Problem(410 if Publication.objects.filter(slug=slug[:200]).exists() else 404)
    item = publishing.item_of(publication)
    return {
        **next(iter(_listed([publication]))),
        "blocks": [_block(block) for block in item.blocks],
        "claims": [_claim(claim) for claim in item.claims],
        "unclear": item.unclear,
        "verified_on": item.verified_on,
        "verified_by": item.verified_by,
        "attachments": [_attachment(document) for document in item.attachments],
    }


def _public() -> QuerySet[Publication]:
    """Public by publishing's word, and its person still agrees, by the registry's."""
    named = registry.nameable_exemplars(clock.today())
    return publishing.public().filter(exemplar__in=named)


def _listed(rows: list[Publication]) -> Iterable[dict[str, Any]]:
    channels = publishing.channels()
    delivered = publishing.delivered().filter(publication__in=rows, target__is_enabled=True)
    feeds: dict[int, set[str]] = {}
    for pk, channel in delivered.order_by().values_list("publication", "target__channel"):
        if channel in channels:
            feeds.setdefault(pk, set()).update(channels[channel].paths)
    for row in rows:
        yield _story(publishing.item_of(row), sorted(feeds.get(row.pk, ())))


def _story(item: Item, paths: Iterable[str]) -> dict[str, Any]:
    return {
        "slug": item.slug,
        "title": item.title,
        "lead": item.lead,
        "person": item.person,
        "deed": item.deed,
        "place": item.place,
        "sector": item.sector,
        "section": item.section,
        "byline": item.byline,
        "published_at": item.published_at,
        "revised_at": item.revised_at,
        "url": item.address,
        "picture": _picture(item.picture),
        "feeds": [f"{settings.LANTOA_BASE_URL}/{path}" for path in paths],
    }


def _picture(picture: PictureOf | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "url": picture.address,
        "alt": picture.alt,
        "caption": picture.caption,
        "rights": picture.rights,
        "width": picture.width,
        "height": picture.height,
    }


def _block(block: Block) -> dict[str, Any]:
    picture = _picture(block.picture)
    return {"kind": block.kind, "html": block.html, "by": block.by, "picture": picture}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "statement": claim.statement,
        "evidence": list(claim.evidence),
        "confirmed_by": claim.confirmed_by,
        "partly": claim.partly,
    }


def _attachment(document: AttachmentOf) -> dict[str, Any]:
    return {
        "title": document.title,
        "url": document.address,
        "number": document.number,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "size": document.size,
    }
