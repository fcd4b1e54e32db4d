"""What a response says of itself to the counter: which publication, through which channel."""

from typing import NamedTuple

from django.http.response import HttpResponseBase

#: The parameter a short link adds to the page it leads to (`tu`: from).
FROM = "tu"


class Mark(NamedTuple):
    """A publication's slug ("" for other pages) and the channel the view belongs to."""

    publication: str
    channel: str


UNMARKED = Mark("", "website")


def mark(response: HttpResponseBase, publication_slug: str, channel: str = "website") -> None:
    """Tell the counter what `response` shows. Set by views on the server, never by the reader."""
    response.reach = Mark(publication_slug, channel)  # type: ignore[attr-defined]  # our own mark


def mark_of(response: HttpResponseBase) -> Mark:
    """The mark of a response; `UNMARKED` for a page that shows no publication."""
    found: Mark = getattr(response, "reach", UNMARKED)
    return Mark(*found)
