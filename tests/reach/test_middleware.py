"""What is counted: pages of the portal and short links that people open, nothing else."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.test import RequestFactory

from lantoa.reach import counting, log
from lantoa.reach.marks import UNMARKED, Mark, mark, mark_of
from lantoa.reach.middleware import CountVisits

PERSON = "Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile Safari/537.36"


def lines() -> list[log.View]:
    found = []
    for _, path in log.files(counting.folder()):
        found += log.read(path, log.FIRST)[0]
    return found


def visit(
    response: HttpResponse,
    path: str = "/",
    *,
    method: str = "get",
    app: str = "portal",
    agent: str = PERSON,
    **headers: str,
) -> list[log.View]:
    request = getattr(RequestFactory(), method)(path, HTTP_USER_AGENT=agent, **headers)
    request.resolver_match = SimpleNamespace(app_name=app) if app else None
    assert CountVisits(lambda _: response)(request) is response
    return lines()


def story(channel: str = "website") -> HttpResponse:
    response = HttpResponse("<html>")
    mark(response, "bai", channel)
    return response


def test_a_page_is_counted_once() -> None:
    (line,) = visit(HttpResponse("<html>"), "/guong/")
    assert (line.kind, line.path, line.publication, line.channel) == (
        "page",
        "/guong/",
        "",
        "website",
    )


def test_a_story_says_which_it_is() -> None:
    (line,) = visit(story(), "/guong/bai/")
    assert (line.publication, line.channel) == ("bai", "website")


def test_a_short_link_counts_as_its_channel_and_its_page_not_again() -> None:
    turn = HttpResponseRedirect("/guong/bai/?tu=print")
    mark(turn, "bai", "print")
    visit(turn, "/x/abc")
    first, second = visit(story(), "/guong/bai/?tu=print")
    assert (first.kind, first.channel) == ("short", "print")
    assert (second.kind, second.publication, second.channel) == ("page", "bai", "")
    assert first.visitor == second.visitor


@pytest.mark.parametrize("query", ["?tu=", "?tu=khong-co", "?tu=%00", "?tu=website%0Aprint"])
def test_an_unknown_origin_is_not_believed(query: str) -> None:
    (line,) = visit(story(), f"/guong/bai/{query}")
    assert line.channel == "website"


@pytest.mark.parametrize("app", ["desk", "api", "wagtailadmin", "account", "", None])
def test_other_parts_are_not_counted(app: str) -> None:
    assert visit(HttpResponse("<html>"), app=app) == []


@pytest.mark.parametrize("method", ["head", "post", "put", "options"])
def test_only_get(method: str) -> None:
    assert visit(story(), method=method) == []


@pytest.mark.parametrize("status", [201, 204, 304, 404, 410, 500])
def test_only_200(status: int) -> None:
    assert visit(HttpResponse("<html>", status=status)) == []


def test_only_html_and_marked_turns() -> None:
    visit(JsonResponse({}))
    visit(HttpResponse(b"%PDF", content_type="application/pdf"))
    assert visit(HttpResponseRedirect("/elsewhere/")) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
    ],
)
def test_nobody_looks_at_what_is_fetched_ahead(headers: dict[str, str]) -> None:
    assert visit(story(), **headers) == []


def test_robots_are_written_apart_and_without_a_visitor() -> None:
    (line,) = visit(story(), agent="Googlebot/2.1")
    assert (line.kind, line.visitor) == ("robot", "-")


def test_a_spoofed_address_is_ignored_without_proxies(settings) -> None:
    settings.LANTOA_PROXIES = 0
    visit(story(), HTTP_X_FORWARDED_FOR="1.1.1.1")
    first, second = visit(story(), HTTP_X_FORWARDED_FOR="2.2.2.2")
    assert first.visitor == second.visitor


def test_behind_a_proxy_its_word_counts(settings) -> None:
    settings.LANTOA_PROXIES = 1
    visit(story(), HTTP_X_FORWARDED_FOR="9.9.9.9, 1.1.1.1")
    visit(story(), HTTP_X_FORWARDED_FOR="8.8.8.8, 1.1.1.1")
    found = visit(story(), HTTP_X_FORWARDED_FOR="2.2.2.2")
    assert len({line.visitor for line in found}) == 2


def test_neither_address_nor_agent_is_written() -> None:
    visit(story(), REMOTE_ADDR="203.0.113.77", agent="Canary/9.9 (unique)")
    for path in counting.folder().iterdir():
        content = path.read_bytes()
        assert b"203.0.113.77" not in content and b"Canary" not in content


def test_marks() -> None:
    response = HttpResponse()
    assert mark_of(response) == UNMARKED
    mark(response, "bai", "print")
    assert mark_of(response) == Mark("bai", "print")
