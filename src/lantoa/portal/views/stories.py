"""One story, its posters; and what stands in the place of one that rests."""

from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import locator, queries
from lantoa.portal.views.paging import page_of
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.publishing.states import PublicationState
from lantoa.reach import queries as reach
from lantoa.reach.marks import mark
from lantoa.registry import queries as registry
from lantoa.registry.models import Practice
from lantoa.replication import queries as replication

RELATED_PER_PAGE = 4
#: Address of a poster → name of the file the print channel made.
POSTERS = {"to-gap-a4": "to-gap-a4.pdf", "ap-phich-a3": "ap-phich-a3.pdf"}


@require_safe
@kept("trang")
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One story; a calm notice while it is looked into; a farewell once it is taken down."""
    publication = queries.publication_at(slug)
    if publication is None:
        raise Http404
    if not queries.publications().filter(pk=publication.pk).exists():
        return resting(request, publication)
    on = clock.today()
    item = publishing.item_of(publication)
    practice = _practice_of(publication)
    pages: Page[Any] = page_of(queries.related(publication), request, RELATED_PER_PAGE)
    context = {
        "here": "stories",
        "publication": publication,
        "item": item,
        "exemplar": publication.exemplar,
        "practice": practice,
        "counts": replication.counts([practice]).get(practice.pk) if practice else None,
        "page": pages,
        "related": queries.teasers(pages.object_list, on),
        "read": sum(reach.by_channel(publication).values()),
        "posters": _posters(publication),
        "paged": False,  # what is paged are the related stories
        "spot": locator.locate(publication, on),
        "land": locator.land(),
    }
    response = render(request, "portal/story.html", context)
    mark(response, publication.slug)
    return response


def _practice_of(publication: Publication) -> Practice | None:
    offered = registry.public_practices(clock.today())
    return offered.filter(exemplar=publication.exemplar_id).first()


def _posters(publication: Publication) -> list[str]:
    return [
        size
        for size, name in POSTERS.items()
        if publishing.delivered_file(publication, "print", name)
    ]


def resting(request: HttpRequest, publication: Publication) -> HttpResponse:
    """What stands in the place of a story that is not public: nothing of the story itself."""
    exemplar = publication.exemplar
    gone = (
        publication.state == PublicationState.WITHDRAWN
        or exemplar.is_revoked()
        # Neither held nor ended: the consent it rested on is gone.
        or (publication.state == PublicationState.LIVE and exemplar.current_hold() is None)
    )
    template = "portal/withdrawn.html" if gone else "portal/held.html"
    context = {"noindex": True, "here": "stories", "slug": publication.slug}
    response = render(request, template, context, status=410 if gone else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@kept()
def poster(request: HttpRequest, slug: str, size: str) -> HttpResponse:
    """The printed forms of a public story: the A4 leaflet and the A3 poster."""
    publication = queries.publication_at(slug)
    if publication is None or size not in POSTERS:
        raise Http404
    if not queries.publications().filter(pk=publication.pk).exists():
        return resting(request, publication)
    found = publishing.delivered_file(publication, "print", POSTERS[size])
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.body), content_type=found.content_type)
    response["Content-Disposition"] = f'inline; filename="{publication.slug}-{size}.pdf"'
    return response
