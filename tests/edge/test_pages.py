"""What a reader gets from the page cache."""

import gzip
from collections.abc import Callable

import brotli
import pytest

from tests.edge import site
from tests.edge.conftest import Process


def test_a_page_is_rendered_once(web: Process, rendered: dict[str, int]) -> None:
    answers = [web.get("/plain/") for _ in range(5)]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert rendered["/plain/"] == 1


def test_the_internal_header_is_nobodys(web: Process) -> None:
    for address in ("/plain/", "/plain/", "/resting/", "/cookie/", "/streamed/", "/unkept/"):
        assert "lantoa-kept" not in web.get(address).headers
    assert "lantoa-kept" not in web.get("/plain/", HTTP_COOKIE="sessionid=a").headers


def test_browsers_ask_again_and_shared_caches_hold_a_second(web: Process) -> None:
    for _ in range(2):
        said = web.get("/story/bai/")
        assert said["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"
        assert said["Vary"] == "Accept-Encoding"
        assert said["Surrogate-Key"] == "pages bai"
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["Content-Length"] == str(len(said.body))
        assert len(said.names) == len(set(said.names))


def test_the_same_words_in_three_codings(web: Process) -> None:
    plain = web.get("/plain/")
    packed = web.get("/plain/", HTTP_ACCEPT_ENCODING="gzip")
    small = web.get("/plain/", HTTP_ACCEPT_ENCODING="gzip, deflate, br, zstd")
    assert (plain["Content-Encoding"], packed["Content-Encoding"]) == ("", "gzip")
    assert small["Content-Encoding"] == "br"
    assert gzip.decompress(packed.body) == brotli.decompress(small.body) == plain.body
    assert len({plain["ETag"], packed["ETag"], small["ETag"]}) == 3
    for answer in (packed, small):
        assert answer["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("GZIP", "gzip"), ("br", "br"),
        ("br;q=0, gzip", "gzip"), ("gzip;q=1.0, br;q=0.1", "gzip"), ("*", "br"),
        ("*;q=0", ""), ("br;q=0,*", "gzip"), ("identity;q=1, gzip;q=0.5", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"), ("deflate", ""), ("x-gzip", "gzip"),
        ("br;q=x", ""), ("br;q=2", ""), ("br;q=nan", ""), (";;,,=", ""), ("br" + "," * 5000, ""),
        ("gzip;q=0.001", "gzip"), ("identity;q=0, gzip;q=0", ""), ("br;level=3;q=0.5, gzip;q=0.4", "br"),
    ],
)  # fmt: skip
def test_the_coding_the_reader_likes(web: Process, accepted: str, coding: str) -> None:
    for _ in range(2):
        assert web.get("/plain/", HTTP_ACCEPT_ENCODING=accepted)["Content-Encoding"] == coding


def test_who_holds_the_page_gets_304(web: Process, rendered: dict[str, int]) -> None:
    for accepted in ("", "gzip", "br"):
        first = web.get("/plain/", HTTP_ACCEPT_ENCODING=accepted)
        for held in (first["ETag"], f'"x", {first["ETag"]}', f"W/{first['ETag']}", "*"):
            again = web.get("/plain/", HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=held)
            assert (again.status, again.body, again["ETag"]) == (304, b"", first["ETag"])
            assert again["Cache-Control"] and again["Vary"] and "content-length" not in again.names
    other = web.get("/plain/", HTTP_IF_NONE_MATCH='"x"', HTTP_IF_MODIFIED_SINCE="x")
    assert other.status == 200
    assert rendered["/plain/"] == 1


def test_the_first_reader_holds_an_old_page(web: Process) -> None:
    assert web.get("/plain/", HTTP_IF_NONE_MATCH='"old"').status == 200
    assert len(web.get("/plain/").body) > 1000


def test_head_is_get_without_the_body(web: Process, rendered: dict[str, int]) -> None:
    web.get("/plain/")
    for accepted in ("", "br"):
        full = web.get("/plain/", HTTP_ACCEPT_ENCODING=accepted)
        head = web.get("/plain/", method="HEAD", HTTP_ACCEPT_ENCODING=accepted)
        assert (head.status, head.body, head.headers) == (200, b"", full.headers)
    assert rendered["/plain/"] == 1


def test_head_of_a_page_nobody_asked_for(web: Process) -> None:
    assert web.get("/plain/", method="HEAD").status == 200


def test_a_part_of_a_file(web: Process, rendered: dict[str, int]) -> None:
    whole = web.get("/picture.jpg")
    assert (whole.status, whole["Accept-Ranges"]) == (200, "bytes")
    for asked, start, stop in (("0-9", 0, 10), ("2000-", 2000, 2048), ("-5", 2043, 2048)):
        part = web.get("/picture.jpg", HTTP_RANGE=f"bytes={asked}")
        assert (part.status, part.body) == (206, whole.body[start:stop])
        assert part["Content-Range"] == f"bytes {start}-{stop - 1}/2048"
        assert part["Content-Length"] == str(stop - start)
    beyond = web.get("/picture.jpg", HTTP_RANGE="bytes=2048-")
    assert (beyond.status, beyond["Content-Range"]) == (416, "bytes */2048")
    for odd in ("bytes=0-1,5-6", "pages=1-2", "bytes=9-1", "bytes=-", "x"):
        assert web.get("/picture.jpg", HTTP_RANGE=odd).body == whole.body
    old = web.get("/picture.jpg", HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"old"')
    assert (old.status, old.body) == (200, whole.body)
    assert rendered["/picture.jpg"] == 1


def test_a_page_is_sent_whole(web: Process) -> None:
    web.get("/plain/")
    assert web.get("/plain/", HTTP_RANGE="bytes=0-9").status == 200


@pytest.mark.parametrize(
    "address",
    ["/resting/", "/cookie/", "/form/", "/nonce/", "/streamed/", "/unkept/", "/personal/"],
)
def test_what_is_somebodys_own_is_never_kept(
    web: Process, rendered: dict[str, int], db: None, address: str
) -> None:
    answers = [web.get(address) for _ in range(3)]
    assert rendered[address] == 3
    for answer in answers:
        assert answer.status == 200
        assert "s-maxage" not in answer["Cache-Control"] and answer["Cache-Control"]
        assert "etag" not in answer.names


@pytest.mark.parametrize(
    "who", [{"HTTP_COOKIE": "a=b; sessionid=xyz"}, {"HTTP_AUTHORIZATION": "Basic eDp5"}]
)
def test_somebody_signed_in_is_not_served_from_the_cache(
    web: Process, rendered: dict[str, int], who: dict[str, str]
) -> None:
    web.get("/plain/")
    own = web.get("/plain/", **who)
    assert (own["Cache-Control"], rendered["/plain/"]) == ("private, no-cache", 2)
    assert "lần 1 " in web.get("/plain/").text


def test_other_cookies_change_nothing(web: Process, rendered: dict[str, int]) -> None:
    for number in range(3):
        web.get("/plain/", HTTP_COOKIE=f"csrftoken={number}")
    assert rendered["/plain/"] == 1


def test_private_places_are_never_kept(web: Process, rendered: dict[str, int]) -> None:
    assert web.get("/lam-viec/")["Cache-Control"] == "private, no-store"
    web.get("/lam-viec/")
    assert rendered["/lam-viec/"] == 2


def test_another_host_is_refused_though_the_page_is_there(web: Process) -> None:
    web.get("/plain/")
    for host in ("evil.example", "", "127.0.0.1:8000@evil", "a" * 300, "[::"):
        assert web.get("/plain/", HTTP_HOST=host).status == 400 or not host
    assert web.get("/plain/", HTTP_HOST="localhost").status == 200


def test_an_insecure_question_is_still_sent_to_https(settings, _small_site: None, tmp_path) -> None:
    from tests.edge.conftest import a_process

    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    web = a_process(tmp_path)
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    assert [web.get("/plain/", **secure).status for _ in range(2)] == [200, 200]
    assert web.get("/plain/").status == 301


def test_when_rendering_fails_the_page_of_a_minute_ago_is_shown(
    web: Process, rendered: dict[str, int], pass_time: Callable[..., None]
) -> None:
    before = web.get("/fails/")
    site.STATE["broken"] = True
    pass_time(seconds=61)
    assert [web.get("/fails/").body for _ in range(3)] == [before.body] * 3
    assert rendered["broken"] == 1  # not tried again at once
    pass_time(seconds=6)
    assert web.get("/fails/").body == before.body
    assert rendered["broken"] == 2
    web.signal.settle(-1, 7)
    assert web.get("/fails/").status == 500  # something was taken down: rather nothing


def test_nothing_lives_past_midnight_in_vietnam(
    web: Process, rendered: dict[str, int], pass_time: Callable[..., None]
) -> None:
    pass_time(hours=14, minutes=29, seconds=30)  # 23:59:30
    web.get("/fails/")
    site.STATE["broken"] = True
    pass_time(seconds=29)
    assert web.get("/fails/").status == 200
    pass_time(seconds=2)
    assert web.get("/fails/").status == 500


def test_a_page_is_redone_after_a_minute(
    web: Process, rendered: dict[str, int], pass_time: Callable[..., None]
) -> None:
    first = web.get("/plain/")
    pass_time(seconds=59)
    assert web.get("/plain/").body == first.body
    pass_time(seconds=2)
    assert "lần 2 " in web.get("/plain/").text
    pass_time(hours=-3)  # a clock set back
    assert "lần 3 " in web.get("/plain/").text
