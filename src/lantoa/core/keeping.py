"""Which pages may be kept ready-made in front of Django, and what they depend on.

A kept page is the same for everybody: a pure function of its path, of the query parameters it
names, and of what is public (`DESIGN.md` §5). The page cache (`lantoa.edge`) keeps only what
says so itself through `kept`.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

#: Internal header from the view to the page cache: names of the parameters, parted by commas.
#: The page cache takes it off before anything is sent.
HEADER = "Lantoa-Kept"

_View = Callable[..., HttpResponse]


def kept(*parameters: str) -> Callable[[_View], _View]:
    """Mark a view's 200 answers as the same for everybody.

    `parameters` are all the query parameters the page reads. The view is shown no others, so
    that a page cannot come to depend on what its key in the cache does not contain. A kept
    view uses neither session nor user nor CSRF token.
    """
    names = frozenset(parameters)

    def around(view: _View) -> _View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not names.issuperset(request.GET):
                query = request.GET.copy()
                for name in set(query) - names:
                    del query[name]
                query._mutable = False
                request.GET = query  # type: ignore[assignment]  # made immutable just above
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.has_header("Cache-Control"):
                response[HEADER] = ",".join(sorted(names))
            return response

        return answer

    return around
