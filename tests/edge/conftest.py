"""The page cache with a small site behind it, asked as a WSGI server asks."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from lantoa.core import clock
from lantoa.core.generation import Signal
from lantoa.edge import asking
from lantoa.edge.application import PageCache
from lantoa.edge.folder import Folder
from lantoa.edge.memory import Memory
from lantoa.reach import counting
from tests.conftest import AT
from tests.edge import site

PERSON = "Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile Safari/537.36"


@dataclass
class Got:
    """An answer as the reader gets it."""

    status: int
    headers: dict[str, str]
    body: bytes
    names: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


def ask(application: Any, address: str, method: str = "GET", **environ: str) -> Got:
    """One request, as granian hands it over."""
    path, _, query = address.partition("?")
    asked: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_USER_AGENT": PERSON,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **environ,
    }
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said[:] = [status, headers]

    result = application(asked, start)
    body = b"".join(result)
    if hasattr(result, "close"):
        result.close()
    names = [name.lower() for name, _ in said[1]]
    return Got(int(said[0][:3]), {n.lower(): v for n, v in said[1]}, body, names)


@pytest.fixture
def _plain_handler() -> Iterator[None]:
    """As Django's test client: the connection of the test outlives a request."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def _small_site(settings, _plain_handler: None) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.edge.site"
    asking.route.cache_clear()
    site.RENDERED.clear()
    site.STATE.clear()
    yield
    asking.route.cache_clear()


@dataclass
class Process:
    """One web process of a host."""

    cache: PageCache
    signal: Signal

    def get(self, address: str, **environ: str) -> Got:
        return ask(self.cache, address, **environ)


def a_process(home: Path, memory: int = 8_000_000, room: int = 50_000_000) -> Process:
    signal = Signal(home / "pages")
    folder = Folder(home / "pages", room, 60)
    cache = PageCache(
        WSGIHandler(), memory=Memory(memory), folder=folder, signal=signal, lifetime=60
    )
    return Process(cache, signal)


@pytest.fixture
def web(_small_site: None, tmp_path: Path) -> Process:
    """A web process in front of the small site."""
    return a_process(tmp_path)


@pytest.fixture
def rendered() -> dict[str, int]:
    """Path → how often it was rendered."""
    return site.RENDERED


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """(path with query, publication, channel) of each view counted."""
    found: list[tuple[str, str, str]] = []

    def note(environ: Any, *, path: str, mark: Any, at: datetime, short: bool = False) -> None:
        query = environ["QUERY_STRING"]
        found.append((path + f"?{query}" * bool(query), *mark))

    monkeypatch.setattr(counting, "count", note)
    return found


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the one clock stand still, and go on by so much."""
    now = [AT]
    monkeypatch.setattr(clock, "now", lambda: now[0])

    def go_on(**by: float) -> None:
        now[0] += timedelta(**by)

    return go_on
