"""The WSGI callable in front of Django: answers kept pages from memory, passes on the rest."""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from lantoa.core import clock, generation, ranges
from lantoa.edge import answers, counted, sweeping
from lantoa.edge.asking import Key, Route, coding, has, key_of, route
from lantoa.edge.folder import Folder
from lantoa.edge.memory import Memory
from lantoa.edge.pages import Page

#: So long a reader waits for another one's rendering before rendering too, in seconds.
PATIENCE = 5.0
#: After a failed rendering the old page is shown this long before the next try.
RETRY = 5.0
#: What all processes of a host keep together, in bytes of disk.
ROOM = 256_000_000
_TURNS = 3
#: Answers that come again until something changes: such keys are not waited for.
_LASTING = frozenset(("200", "301", "302", "404", "410"))
_MOST_UNKEPT, _MOST_HOSTS = 1024, 64

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class PageCache:
    """Pages of readers without a session: from memory, from the host's folder, else rendered
    once. What may be kept is said by the views (`core.keeping`), until when by the generation.
    """

    def __init__(
        self, django: Application, *, memory: Memory, folder: Folder, signal: generation.Signal,
        lifetime: float,
    ) -> None:  # fmt: skip
        """`lifetime` in seconds: a page is rendered anew by the first reader after it."""
        self.memory, self.folder, self.lifetime = memory, folder, lifetime
        self._django, self._signal = django, signal
        self._flights: dict[Key, threading.Event] = {}
        self._unkept: dict[Key, int] = {}
        self._hosts: set[str] = set()
        self._session = settings.SESSION_COOKIE_NAME + "="
        self._https: bool = settings.SECURE_SSL_REDIRECT
        self._proxy: tuple[str, str] = settings.SECURE_PROXY_SSL_HEADER or ("", "")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if (method == "GET" or method == "HEAD") and self._is_anybody(environ):
            path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
            key = key_of(path, query) if query else path
            at = clock.now()
            page = self.memory.get(key) if key is not None else None
            if page is not None and self._is_fresh(page, at.timestamp()):
                return self._send(page, environ, start_response, at)
            if key is not None and (known := route(path)) is not None:
                return self._look_further(key, known, environ, start_response)
        return self._pass_on(environ, start_response)

    def _is_anybody(self, environ: Environ) -> bool:
        """Whether this reader gets what everybody gets, at an address that is ours."""
        if "HTTP_AUTHORIZATION" in environ or self._session in environ.get("HTTP_COOKIE", ""):
            return False
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            domain, _ = split_domain_port(host)
            if not (domain and validate_host(domain, settings.ALLOWED_HOSTS)):
                return False  # Django answers 400
            if len(self._hosts) < _MOST_HOSTS:
                self._hosts.add(host)
        if self._https and environ.get("wsgi.url_scheme") != "https":
            return bool(environ.get(self._proxy[0]) == self._proxy[1])  # else Django redirects
        return True

    def _is_fresh(self, page: Page, now: float) -> bool:
        return page.generation == self._signal.number() and page.born <= now < page.fresh_until

    def _is_allowed(self, page: Page, now: float) -> bool:
        """Perhaps past its lifetime, but nothing public has changed since, nor the day."""
        return page.generation == self._signal.number() and page.born <= now < page.ends

    def _look_further(
        self, key: Key, known: Route, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The page is not at hand: one of those who ask looks on, the others wait for it."""
        for _ in range(_TURNS):
            at = clock.now()
            page = self.memory.get(key)
            if page is not None and self._is_fresh(page, at.timestamp()):
                return self._send(page, environ, start_response, at)
            if self._unkept.get(key) == self._signal.number():
                break
            mine = threading.Event()
            flight = self._flights.setdefault(key, mine)
            if flight is mine:
                try:
                    return self._lead(key, known, environ, start_response)
                finally:
                    del self._flights[key]
                    mine.set()
            if page is not None and self._is_allowed(page, at.timestamp()):
                return self._send(page, environ, start_response, at)
            flight.wait(PATIENCE)
        return self._pass_on(environ, start_response)

    def _lead(
        self, key: Key, known: Route, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Take the page from the host's folder, or be the one of the host who renders it."""
        old = self.memory.get(key)
        if (page := self._shared(key)) is not None:
            return self._send(page, environ, start_response, clock.now())
        if old is not None and not self._is_allowed(old, clock.now().timestamp()):
            old = None
        if environ["REQUEST_METHOD"] == "HEAD":
            if old is None:
                return self._pass_on(environ, start_response)
            return self._send(old, environ, start_response, clock.now())
        with self.folder.alone(key, 0 if old else PATIENCE) as is_mine:
            if (page := self._shared(key)) is None and not is_mine:
                page = old
            if page is not None:
                return self._send(page, environ, start_response, clock.now())
            return self._render(key, known, old, environ, start_response)

    def _shared(self, key: Key) -> Page | None:
        page = self.folder.get(key, self._signal.number())
        if page is None or not self._is_fresh(page, clock.now().timestamp()):
            return None
        self.memory.put(page)
        return page

    def _render(
        self, key: Key, known: Route, old: Page | None, environ: Environ,
        start_response: StartResponse,
    ) -> Iterable[bytes]:  # fmt: skip
        number, at = self._signal.number(), clock.now()
        answer = answers.ask(self._django, environ, known, _plain_query(key, environ))
        page = answer.page(key, number, at.timestamp(), self.lifetime)
        if page is not None:
            if self._signal.number() == number:
                self.memory.put(page)
                self.folder.put(page)
            return self._send(page, environ, start_response, at)
        if answer.is_broken and old is not None and self._is_allowed(old, at.timestamp()):
            answer.close()
            old.fresh_until = min(at.timestamp() + RETRY, old.ends)
            return self._send(old, environ, start_response, at)
        if answer.status[:3] in _LASTING:
            self._remember_unkept(key, number)
        if answer.mark is not None:
            self._count(environ, answer.mark, at)
        return answer.pass_on(start_response)

    def _remember_unkept(self, key: Key, number: int) -> None:
        if len(self._unkept) >= _MOST_UNKEPT:
            self._unkept.clear()
        self._unkept[key] = number

    def _send(
        self, page: Page, environ: Environ, start_response: StartResponse, at: datetime
    ) -> list[bytes]:
        page.used = True
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        variant = page.variants[coding(accepted) if accepted else 0]
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response("200 OK", variant.headers)
            return []
        if page.mark is not None:
            self._count(environ, page.mark, at)
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and has(held, variant.etag):
            start_response("304 Not Modified", variant.unchanged)
            return []
        if "HTTP_RANGE" in environ and page.is_whole:
            return self._send_part(page, environ, start_response)
        start_response("200 OK", variant.headers)
        return [variant.body]

    def _send_part(
        self, page: Page, environ: Environ, start_response: StartResponse
    ) -> list[bytes]:
        etag, headers, unchanged, body = page.variants[0]
        part = None
        if environ.get("HTTP_IF_RANGE", etag) == etag:
            try:
                part = ranges.wanted(environ["HTTP_RANGE"], len(body))
            except ranges.Unsatisfiable:
                about = [*unchanged, ("Content-Range", f"bytes */{len(body)}")]
                start_response("416 Range Not Satisfiable", [*about, ("Content-Length", "0")])
                return []
        if part is None:
            start_response("200 OK", headers)
            return [body]
        start, stop = part
        about = [header for header in headers if header[0] != "Content-Length"]
        about.append(("Content-Range", f"bytes {start}-{stop - 1}/{len(body)}"))
        about.append(("Content-Length", str(stop - start)))
        start_response("206 Partial Content", about)
        return [body[start:stop]]

    def _count(self, environ: Environ, mark: Any, at: datetime) -> None:
        counted.count(environ, environ["PATH_INFO"], mark, at)

    def _pass_on(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return self._django(environ, answers.cleaned(start_response))


def _plain_query(key: Key, environ: Environ) -> str:
    """The parameters of the key, and through which channel one came (for the counter)."""
    source = counted.source_of(environ.get("QUERY_STRING", ""))
    return "&".join(filter(None, ("" if isinstance(key, str) else key[1], source)))


def in_front_of(django: Application) -> Application:
    """The page cache of this process, by the settings; `django` itself when it is switched off."""
    if not settings.LANTOA_PAGE_MEMORY:
        return lambda environ, start: django(environ, answers.cleaned(start))
    signal = generation.signal()
    memory = Memory(settings.LANTOA_PAGE_MEMORY * 1_000_000)
    folder = folder_of(Path(settings.LANTOA_HOME))

    def moved(number: int) -> None:
        memory.keep_only(number)
        folder.keep_only(number)

    generation.Watch(signal, moved).start()
    lifetime = settings.LANTOA_PAGE_SECONDS
    return PageCache(django, memory=memory, folder=folder, signal=signal, lifetime=lifetime)


def folder_of(home: Path) -> Folder:
    """Where the pages of a home lie."""
    return Folder(home / sweeping.NAME, ROOM, settings.LANTOA_PAGE_SECONDS)
