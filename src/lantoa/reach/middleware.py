"""Counts what readers open: pages of the portal and short links, nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantoa.core import clock
from lantoa.reach import counting
from lantoa.reach.marks import UNMARKED, mark_of

#: Set in the WSGI environ when the page cache in front counts this answer itself.
LEFT_TO_THE_EDGE = "lantoa.edge.counts"


class CountVisits:
    """Appends one line per page of the portal answered with 200, and per short link opened.

    Which publication and channel a response belongs to is said by the view
    (`reach.marks.mark`). A page that a short link led to counts as a page view, and not
    again for a channel (`reach.counting`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = _kind(request, response)
        if LEFT_TO_THE_EDGE in request.META:
            return response
        if kind and counting.is_person_asking(request.META):
            counting.count(
                request.META,
                path=request.path,
                mark=mark_of(response),
                at=clock.now(),
                short=kind == "short",
            )
        return response


def _kind(request: HttpRequest, response: HttpResponse) -> str:
    """`page`, `short`, or nothing for what is not counted."""
    match = request.resolver_match
    if request.method != "GET" or match is None or match.app_name != "portal":
        return ""
    if response.status_code == 200:
        is_html = response.get("Content-Type", "").startswith("text/html")
        return "page" if is_html else ""
    is_turn = response.status_code in (301, 302, 303, 307, 308)
    return "short" if is_turn and mark_of(response) != UNMARKED else ""
