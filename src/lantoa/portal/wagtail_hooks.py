"""What Wagtail hands out to readers."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks

from lantoa.portal.queries import is_editor
from lantoa.publishing import queries as publishing


@hooks.register("before_serve_document")  # type: ignore[untyped-decorator]  # wagtail has no types
def only_of_public_stories(document: Any, request: HttpRequest) -> None:
    """A document is public with a story that carries it, and goes when the story goes. Numbers
    of documents can be counted up, so whatever else lies there is for editors only."""
    if not publishing.shows_file(document.url) and not is_editor(request):
        raise Http404
