"""A small site behind the page cache: views that say how often they were rendered."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.views.decorators.http import require_safe

from lantoa.core.keeping import kept
from lantoa.reach.marks import mark

RENDERED: Counter[str] = Counter()
#: What a view waits for before it answers, and what the public may see.
STATE: dict[str, Any] = {}
WORDS = "Bà Sương ghi lịch lấy nước. " * 200
_LOCK = threading.Lock()


def _page(request: HttpRequest, words: str = WORDS) -> HttpResponse:
    with _LOCK:
        RENDERED[request.path] += 1
        number = RENDERED[request.path]
    seen = str(STATE.get("seen", ""))  # read before whatever happens meanwhile
    for act in (STATE.get("meanwhile"),):
        if act:
            act()
    query = request.META["QUERY_STRING"]
    return HttpResponse(f"<html>lần {number} [{seen}] [{query}] {words}")


@require_safe
@kept()
def plain(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_safe
@kept("trang", "noi")
def listing(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_safe
@kept()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    response = _page(request)
    mark(response, slug)
    return response


@require_safe
@kept()
def fails(request: HttpRequest) -> HttpResponse:
    if STATE.get("broken"):
        RENDERED["broken"] += 1
        raise RuntimeError("the database is down")
    return _page(request)


@require_safe
@kept()
def resting(request: HttpRequest) -> HttpResponse:
    response = _page(request)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@kept()
def cookie(request: HttpRequest) -> HttpResponse:
    response = _page(request)
    response.set_cookie("ten", "x")
    return response


@kept()
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{_page(request).content.decode()} {get_token(request)}")


@kept()
def personal(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{_page(request).content.decode()} {request.session.get('ten')}")


@kept()
def nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{_page(request).content.decode()} {request.csp_nonce}")  # type: ignore[attr-defined]


@kept()
def streamed(request: HttpRequest) -> Any:
    RENDERED[request.path] += 1
    return StreamingHttpResponse(iter([b"one", b"two"]))


@require_safe
@kept()
def picture(request: HttpRequest) -> HttpResponse:
    RENDERED[request.path] += 1
    return HttpResponse(bytes(range(256)) * 8, content_type="image/jpeg")


@require_safe
@kept()
def feed(request: HttpRequest) -> HttpResponse:
    RENDERED[request.path] += 1
    return HttpResponse(f"<rss>{WORDS}", content_type="application/rss+xml; charset=utf-8")


def unkept(request: HttpRequest) -> HttpResponse:
    return _page(request)


views: dict[str, Callable[..., Any]] = {
    "plain/": plain, "list/": listing, "story/<slug:slug>/": story, "fails/": fails,
    "resting/": resting, "cookie/": cookie, "form/": form, "personal/": personal,
    "nonce/": nonce, "streamed/": streamed, "picture.jpg": picture, "rss.xml": feed,
    "unkept/": unkept,
}  # fmt: skip
urlpatterns = [
    path("", include(([path(where, view) for where, view in views.items()], "portal"))),
    path("lam-viec/", plain),
]
