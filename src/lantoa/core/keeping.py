"""Which pages may be kept ready-made in front of Django, and what they depend on.

A kept page is the same for everybody: a pure function of its path, of the query parameters it
names, and of what is public (`DESIGN.md` §5). The page cache (`lantoa.edge`) keeps only what
says so itself through `kept`.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

#: Internal header from the view to the page cache: names of the parameters, parted by commas.
#: The page cache takes it off before anything is sent.
HEADER = "Lantoa-Kept"
#: What everybody may see for now: browsers ask each time (a 304 is quick), caches on the way may
#: hold it for one second, so that a take-down is seen everywhere within two.
FLEETING = "public, max-age=0, s-maxage=1, must-revalidate"

_View = Callable[..., HttpResponse]


def kept(*parameters: str) -> Callable[[_View], _View]:
    """Mark a view's 200 answers as the same for everybody.

    `parameters` are all the query parameters the page reads. The view is shown no others, so
    that a page cannot come to depend on what its key in the cache does not contain. A kept
    view uses neither session nor user nor CSRF token. An answer that carries a `Cache-Control`
    of its own is not kept.
    """
    names = frozenset(parameters)

    def around(view: _View) -> _View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            asked = request.META.get("QUERY_STRING", "")
            if asked:
                _show_only(request, names)
            try:
                response = view(request, *args, **kwargs)
            finally:
                request.META["QUERY_STRING"] = asked  # whoever counts the visit reads it
            if response.status_code == 200 and not response.has_header("Cache-Control"):
                response[HEADER] = ",".join(sorted(names))
            return response

        answer.kept_parameters = names  # type: ignore[attr-defined]  # read by `parameters_of`
        return answer

    return around


def parameters_of(view: object) -> frozenset[str] | None:
    """The parameters a kept view named; None for a view whose answers are not kept."""
    names: frozenset[str] | None = getattr(view, "kept_parameters", None)
    return names


def _show_only(request: HttpRequest, names: frozenset[str]) -> None:
    if not names.issuperset(request.GET):
        query = request.GET.copy()
        for name in set(query) - names:
            del query[name]
        query._mutable = False
        request.GET = query  # type: ignore[assignment]  # made immutable just above
    request.META["QUERY_STRING"] = urlencode(list(request.GET.lists()), doseq=True)
