"""Inside Django: tells the page cache which publication a kept answer shows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantoa.core.keeping import HEADER
from lantoa.reach.marks import mark_of
from lantoa.reach.middleware import LEFT_TO_THE_EDGE

#: Where in the WSGI environ the page cache wants the mark of the answer.
ASKS = "lantoa.edge.asks"


class TellTheEdge:
    """Stands inside the counter of visits: what is told to the page cache is counted there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        told = request.META.get(ASKS)
        if told is not None and response.has_header(HEADER):
            told.append(mark_of(response))
            request.META[LEFT_TO_THE_EDGE] = True
        return response
