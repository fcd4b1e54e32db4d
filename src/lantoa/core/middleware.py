"""Text is NFC at the edge."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantoa.vietnamese import nfc


class TextAtTheEdge:
    """Brings path and query to NFC and refuses NUL, so that no later layer meets either.

    Forms do the same for bodies (`core.forms`), the API through its schemas.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.path_info = nfc(request.path_info)
        request.path = nfc(request.path)
        if any(
            "\0" in part or nfc(part) != part
            for key, values in request.GET.lists()
            for part in (key, *values)
        ):
            query = request.GET.copy()
            query.clear()
            for key, values in request.GET.lists():
                query.setlist(_clean(key), [_clean(value) for value in values])
            query._mutable = False
            request.GET = query  # type: ignore[assignment]  # made immutable just above
        if "\0" in request.path_info:
            return HttpResponse("Địa chỉ không hợp lệ.", status=400, content_type="text/plain")
        return self.get_response(request)


def _clean(text: str) -> str:
    return nfc(text.replace("\0", ""))
