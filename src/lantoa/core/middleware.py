"""Text is NFC at the edge; what is private stays out of caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantoa.vietnamese import nfc

#: Where people with accounts work.
PRIVATE = ("/lam-viec/", "/quan-tri/", "/tai-khoan/")


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


class PrivateStaysPrivate:
    """Nothing behind a sign-in is kept by a browser or a proxy: the next person at the same
    machine presses "back". A view that says otherwise itself is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(PRIVATE) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


def _clean(text: str) -> str:
    return nfc(text.replace("\0", ""))
