"""What Django answers: whether it may be kept, and what is taken off before it is sent."""

from collections.abc import Callable, Iterable
from typing import Any

from lantoa.core.keeping import HEADER
from lantoa.edge import pages
from lantoa.edge.asking import Key, Route
from lantoa.edge.middleware import ASKS
from lantoa.edge.pages import Header, Page
from lantoa.reach.marks import Mark

#: Larger ones are sent by Django each time.
LARGEST = 2_000_000
PRIVATE = "private, no-cache"
#: Would turn the answer into another than the whole page of everybody.
_CONDITIONS = frozenset(
    ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE",
     "HTTP_IF_RANGE", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE")
)  # fmt: skip
_KEPT = HEADER.lower()


def ask(
    django: Callable[..., Iterable[bytes]], environ: dict[str, Any], known: Route, query: str
) -> "Answer":
    """What Django says to the plain question: no conditions, no cookies, only `query`.

    Nothing that a hostile reader adds to a question changes what the others get.
    """
    told: list[Mark] = []
    asked = {name: value for name, value in environ.items() if name not in _CONDITIONS}
    asked |= {ASKS: told, "QUERY_STRING": query}
    sent: list[Any] = []

    def start(status: str, headers: list[Header], exc_info: Any = None) -> None:
        sent[:] = [status, headers]

    result = django(asked, start)
    status, headers = sent
    return Answer(status, headers, result, known, told)


class Answer:
    """One answer of Django, not yet sent."""

    def __init__(
        self, status: str, headers: list[Header], result: Iterable[bytes], known: Route,
        told: list[Mark],
    ) -> None:  # fmt: skip
        self.status, self.headers, self.result, self.known = status, headers, result, known
        self.is_broken = status.startswith("5")
        #: What the counter of visits left to us; None when it has counted, or nothing counts.
        self.mark = told[0] if told and known.is_counted and self._is_html() else None

    def page(self, key: Key, number: int, born: float, lifetime: float) -> Page | None:
        """The page to keep under `key`; None for what must not be kept."""
        if not self._may_be_kept():
            return None
        body: bytes = self.result.content  # type: ignore[attr-defined]  # a response of Django
        if len(body) > LARGEST:
            return None
        headers = [header for header in self.headers if header[0].lower() != _KEPT]
        page = pages.make(key, number, born, lifetime, self.mark, headers, body)
        self.close()
        return page

    def _may_be_kept(self) -> bool:
        said = {name.lower(): value for name, value in self.headers}
        return (
            self.status.startswith("200")
            and _KEPT in said
            and self.known.parameters.issuperset(filter(None, said[_KEPT].split(",")))
            and not getattr(self.result, "streaming", True)
            and not said.keys() & {"set-cookie", "content-encoding", "cache-control"}
            and said.get("vary", "accept-encoding").lower() == "accept-encoding"
            and "'nonce-" not in said.get("content-security-policy", "")
        )

    def _is_html(self) -> bool:
        kinds = [value for name, value in self.headers if name.lower() == "content-type"]
        return bool(kinds) and kinds[0].startswith("text/html")

    def pass_on(self, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Send it as it came."""
        cleaned(start_response)(self.status, self.headers)
        return self.result

    def close(self) -> None:
        """Nothing more is read of it."""
        close = getattr(self.result, "close", None)
        if close:
            close()


def cleaned(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """`start_response` for what is not kept: takes off the internal header, and where nothing
    else is said, no shared cache may hold it.
    """

    def start(status: str, headers: list[Header], exc_info: Any = None) -> Any:
        names = {name.lower() for name, _ in headers}
        if _KEPT in names:
            headers = [header for header in headers if header[0].lower() != _KEPT]
        if "cache-control" not in names:
            headers = [*headers, ("Cache-Control", PRIVATE)]
        return start_response(status, headers, *([exc_info] if exc_info else ()))

    return start
