"""Whatever is sent to the public pages: never a 500, never a trace, never a word given back."""

import random
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote, quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import world
from tests.security.routes import addresses

#: A word that must not come back unescaped, wherever it was put.
WORD = "<b>zq9</b>"
#: What answers may be given to what makes no sense.
FINE = {200, 301, 302, 304, 400, 401, 403, 404, 405, 410, 413, 414, 415, 416, 422, 429, 501}
NUMBERS = ["-1", "0", "1", "2", "1000000000", "9" * 400, "１", "1e3", "１２", "0x1", "1.5", "²",
           "٣", " 1", "1 ", "+1", "1_000", "--1", "NaN", "inf", "null", "", "%00"]  # fmt: skip
TEXTS = ["%00", "%ED%A0%80", "%ED%BF%BF", "%FF%FE", "%C0%AF", "%E2%80", "%25%30%30", "%2500",
         "%252e%252e%252f", "..%2f..%2fetc%2fpasswd", "%F0%9F%98%80", "%CC%81" * 200,
         "e%CC%82%CC%81", "%E2%80%AE", "%0d%0aX-Evil:1", "%3Cscript%3E", "%27%22%3E%3C",
         "{{7*7}}", "${7*7}", "a" * 9000, "%F4%90%80%80", "%EF%BF%BF", "%u0041", "%", "%%",
         "%zz", "&&==&;", "\\..\\..", "%5c%5cevil.example", "%09", "%20%20", "+", "*", "\"(",
         "AND OR NOT", "(((", "\"muối", "^%7E:%5B", "của và là", "?!.,;"]  # fmt: skip
LISTS = {"/guong/", "/mo-hinh/", "/api/v1/stories"}
NAMES = ["q", "trang", "noi", "linh-vuc", "muc", "loai", "limit", "offset", "tu", "nam", "thang",
         "ky", "url", "format", "maxwidth", "nganh", "so", "co-quan", "sap-xep", "ngay", "den",
         "tu-ngay", "den-ngay", "kieu", "bai"]  # fmt: skip


@pytest.fixture
def made(province, cast, run_tasks) -> SimpleNamespace:
    """One public story with its practice."""
    publication = world.published(province, cast, run_tasks)
    practice = world.practice(province, cast, publication.exemplar)
    return SimpleNamespace(publication=publication, practice=practice)


@pytest.fixture
def anybody() -> Client:
    return Client(raise_request_exception=False)


def public(made: SimpleNamespace) -> list[str]:
    """Every address of portal and API with rows that are there."""
    code = made.publication.short_links.first().code
    known = {
        "slug": [made.publication.slug, made.practice.slug, "ke-hoach-1068", "bien-va-muoi"],
        "code": [made.publication.exemplar.code, code, "22561"],
        "size": ["to-gap-a4"], "step": ["1"], "path": ["rss.xml"], "part": ["stories"],
        "number": ["1"], "key": ["robots"],
    }  # fmt: skip
    closed = ("/lam-viec/", "/quan-tri/", "/tai-khoan/", "/tai-lieu/")
    return [at for at in addresses(known) if not at.startswith(closed)]


def checked(answer, asked: str) -> list[str]:
    """What is wrong with an answer."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = []
    if answer.status_code not in FINE:
        found.append(f"{asked[:120]}: {answer.status_code}")
    if b"Traceback" in body or b"django.core" in body or b'File "/' in body:
        found.append(f"{asked[:120]}: a trace")
    if WORD.encode() in body or any(WORD in value for _, value in answer.items()):
        found.append(f"{asked[:120]}: gives back what was sent")
    target = answer.get("Location", "/")
    if target.startswith(("//", "/\\")) or "evil.example" in target.split("?")[0]:
        found.append(f"{asked[:120]}: leads to {target[:60]}")
    return found


def test_any_number_may_be_asked_for_as_page(made, anybody) -> None:
    wrong = []
    for place, address in enumerate(public(made)):
        # Lists read it; of the others each meets two.
        tried = (
            NUMBERS if address in LISTS else [NUMBERS[(place + i) % len(NUMBERS)] for i in (0, 9)]
        )
        for number in tried:
            asked = f"{address}?trang={quote(number, safe='%')}&limit={quote(number, safe='%')}"
            wrong += checked(anybody.get(asked), asked)
    assert wrong == []


def test_any_text_may_stand_in_a_parameter(made, anybody) -> None:
    chance, wrong = random.Random(68), []
    for address in public(made):
        for _ in range(2):
            texts = chance.sample(TEXTS, len(NAMES))
            pairs = [f"{name}={text}" for name, text in zip(NAMES, texts, strict=True)]
            query = "&".join([*pairs, f"q={quote(WORD)}", f"{quote(WORD)}={quote(WORD)}"])
            wrong += checked(anybody.get(f"{address}?{query}"), f"{address}?{query}")
    assert wrong == []


def test_any_text_may_stand_in_the_path(made, anybody) -> None:
    wrong = []
    for text in [*TEXTS, quote(WORD), quote(WORD).upper()]:
        for asked in (f"/{text}", f"/guong/{text}/", f"/dien-hinh/{text}/", f"/x/{text}",
                      f"/tep/images/{text}", f"/sitemap-{text}-1.xml", f"/{text}.txt",
                      f"/api/v1/stories/{text}", f"/static/{text}.css"):  # fmt: skip
            wrong += checked(anybody.get(asked), asked)
    assert wrong == []


def raw_paths() -> Iterator[str]:
    """Paths as a server hands them over, which no client of ours would write."""
    for text in (b"\xff\xfe", b"\xed\xa0\x80", b"a\x00b", "mu\u00f4\u0301i".encode(), b"\xc0\xaf"):
        yield "/guong/" + text.decode("latin-1") + "/"
    yield from ("//evil.example/", "///", "/\\evil.example", "/./../", "/guong/../lam-viec/",
                "/" + "a/" * 3000, "*", "", "guong", "http://evil.example/", "/;/", "/%")  # fmt: skip


def test_paths_that_no_browser_sends(made, anybody) -> None:
    wrong = []
    for path in raw_paths():
        for method in ("get", "head", "post"):
            wrong += checked(getattr(anybody, method)("/", PATH_INFO=path), f"{method} {path!r}")
    assert wrong == []


HEADERS = [
    ("Accept-Encoding", "br;q=2, gzip;q=-1, ,;;,zstd, *;q=x, " + "a," * 3000),
    ("Accept-Encoding", "identity;q=0, *;q=0"),
    ("Range", "bytes=9-1,abc,-,--5,0-0,1-999999999999999999999"),
    ("Range", "lines=1-2"),
    ("If-None-Match", '"' + "x" * 9000 + '", W/, *, "'),
    ("If-None-Match", 'W/"\u00e9"'),
    ("If-Modified-Since", "yesterday, about noon"),
    ("If-Modified-Since", "Mon, 99 Zzz 0000 99:99:99 GMT"),
    ("Accept-Language", "vi;q=9e999," + "x-" * 500),
    ("Accept", WORD),
    ("User-Agent", WORD + "\u0000"),
    ("Referer", "http://[::1" + WORD),
    ("Cookie", "sessionid=" + "a" * 9000 + "; =; ;;; x"),
    ("Cookie", "csrftoken=\u00ff; " + WORD),
    ("X-Forwarded-For", "999.1.1.1, , [::, " + "1," * 500),
    ("X-Forwarded-Proto", "gopher"),
    ("X-Http-Method-Override", "DELETE"),
    ("Content-Type", "text/html; charset=utf-99"),
    ("Content-Length", "abc"),
    ("Content-Length", "-1"),
    ("Origin", "null" + WORD),
    ("Dnt", "\t"),
    ("Save-Data", WORD),
    ("Purpose", "prefetch"),
]


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_any_header_may_be_sent(made, anybody, name: str, value: str) -> None:
    wrong = []
    for address in ("/gioi-thieu-cong/", f"/guong/{made.publication.slug}/", "/tim-kiem/?q=muoi",
                    "/rss.xml", "/api/v1/stories", "/tra-cuu/", "/khong-co/",
                    "/static/core/lantoa.css"):  # fmt: skip
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        wrong += checked(anybody.get(address, **{key: value}), f"{address} with {name}: {value}")
    assert wrong == []


@pytest.mark.parametrize(
    "method", ["TRACE", "PROPFIND", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "FOO", "get"]
)
def test_any_method_may_be_tried(made, anybody, method: str) -> None:
    wrong = []
    for address in public(made):
        answer = anybody.generic(method, address, data=WORD, content_type="text/plain")
        wrong += checked(answer, f"{method} {address}")
    assert wrong == []


@given(
    path=st.binary(max_size=40),
    query=st.binary(max_size=60),
    header=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40),
)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_comes(made, anybody, path: bytes, query: bytes, header: str) -> None:
    raw = query.decode("latin-1")
    answer = anybody.get(
        "/", PATH_INFO="/" + path.decode("latin-1"), QUERY_STRING=raw, HTTP_ACCEPT_ENCODING=header
    )
    assert checked(answer, repr(path)) == []
    searched = anybody.get("/tim-kiem/?q=" + quote_from_bytes(query), HTTP_IF_NONE_MATCH=header)
    assert checked(searched, repr(query)) == []
