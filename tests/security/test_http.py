"""Hostile requests: tokens, hosts, redirects, methods, broken texts, spoofed addresses."""

import pytest
from django.test import Client

from tests.security.routes import addresses


def test_every_post_needs_its_token(cast, browse, db) -> None:
    """But the API, which knows no session."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        cast.editor, backend="allauth.account.auth_backends.AuthenticationBackend"
    )  # fmt: skip
    open_doors = []
    for address in addresses({"pk": ["1"], "step": ["1"], "slug": ["ke-hoach-1068"]}):
        answer = strict.post(address, {"do": "hold"})
        if not address.startswith("/api/") and answer.status_code not in (403, 404, 405):
            open_doors.append((address, answer.status_code))
    # Sign-in addresses redirect whoever is signed in before the form is looked at.
    assert not [door for door in open_doors if door[1] not in (301, 302)], open_doors


def test_the_api_takes_no_session(cast, browse) -> None:
    """A signed-in officer's cookie gives the API no rights, so it needs no token."""
    for address in addresses({"slug": ["x"], "code": ["x"]}):
        if address.startswith("/api/"):
            assert browse(cast.officer).get(address).status_code in (200, 404, 405, 422), address


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example",
                                    "javascript:alert(1)", "https:evil.example"])  # fmt: skip
def test_no_way_to_another_site(target, cast, browse, client) -> None:
    page = client.post(
        "/tai-khoan/login/",
        {"login": cast.officer.email, "password": "muoi-trang-hon-khoi-26", "next": target},
    )
    assert page.status_code == 302
    assert "evil" not in page["Location"]
    assert "javascript" not in page["Location"]
    for address in ("/tai-khoan/login/", "/tai-khoan/logout/", "/quan-tri/login/"):
        answer = client.get(address, {"next": target})
        assert "evil.example" not in answer.get("Location", "").split("?")[0]


def test_a_foreign_host_is_refused(db, client) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:80", "a b"):
        answer = client.get("/", headers={"host": host})
        assert answer.status_code == 400
        assert b"evil" not in answer.content
    forwarded = client.get("/", headers={"x-forwarded-host": "evil.example"})
    assert b"evil.example" not in forwarded.content


def is_wagtails(address: str, answer) -> bool:
    """Wagtail takes some numbers of rows as they come; an editor who mangles them sees our page
    for errors, which says nothing of what broke."""
    text = answer.content.decode()
    return address.startswith("/quan-tri/") and "trục trặc" in text and "Error" not in text


HOSTILE = ["%00", "%ed%a0%80", "%ff%fe", "A" * 5000, "-1", "0", "999999999999999999999", "1e9",
           "%0d%0aSet-Cookie:x=1", "..%2f..%2fetc%2fpasswd", "%F0%9F%98%80", "%27--", "{{7*7}}",
           "%E2%80%AE", "%3Cscript%3E", "١", "²"]  # fmt: skip
#: Seventeen values, stepped through like this, give each address about three of them.
EACH_SIXTH = 6


@pytest.mark.parametrize("who", ["nobody", "officer", "editor"])
def test_nothing_breaks(who, province, cast, browse) -> None:
    client = Client() if who == "nobody" else browse(getattr(cast, who))
    client.raise_request_exception = False
    broken = []
    keys = ("trang", "q", "noi", "tim", "buoc", "ngay", "ai", "loai", "p", "page", "limit",
            "offset", "linh-vuc", "muc", "ordering", "tu", "next", "xuat", "id")  # fmt: skip
    whole = [a for a in addresses({"pk": ["1"]}) if "logout" not in a]
    for number, address in enumerate(whole):
        value = HOSTILE[number % len(HOSTILE)]
        query = "&".join(f"{key}={HOSTILE[(number + i) % len(HOSTILE)]}"
                         for i, key in enumerate(keys))  # fmt: skip
        for asked in (f"{address}?{query}", f"{address.rstrip('/')}/{value}/"):
            answer = client.get(asked)
            if answer.status_code >= 500 and not is_wagtails(asked, answer):
                broken.append((asked[:90], answer.status_code))
            assert "\n" not in answer.get("Location", "")
    assert not broken


@pytest.mark.parametrize("who", ["nobody", "officer", "editor"])
def test_hostile_arguments_in_the_path(who, province, cast, browse) -> None:
    """Every value somewhere in every part of the site; each address meets three of them."""
    client = Client() if who == "nobody" else browse(getattr(cast, who))
    client.raise_request_exception = False
    names = ("pk", "slug", "code", "size", "step", "path", "indicator", "document_id",
             "document_filename", "image_id", "revision_id", "model_name", "app_label",
             "object_id", "content_type_id", "uidb36", "key")  # fmt: skip
    broken = []
    for first, value in enumerate(HOSTILE):
        filled = [a for a in addresses({name: [value] for name in names}) if value in a]
        for address in filled[first % EACH_SIXTH :: EACH_SIXTH]:
            answer = client.get(address)
            if answer.status_code >= 500 and not is_wagtails(address, answer):
                broken.append(address[:120])
    assert not broken


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "post"])
def test_strange_methods(method, province) -> None:
    client = Client()
    client.raise_request_exception = False
    for address in addresses({"pk": ["1"], "slug": ["ke-hoach-1068"]}):
        answer = getattr(client, method)(address)
        assert answer.status_code < 500, address
        if method == "trace":  # nothing echoes what it was sent
            assert b"TRACE" not in getattr(answer, "content", b""), address


def test_a_spoofed_address_counts_as_one(province) -> None:
    """Without a proxy in front, X-Forwarded-For is the reader's own word."""
    client = Client()
    seen = {
        client.post(
            "/tra-cuu/", {"code": "AAAA-BBBB"}, headers={"x-forwarded-for": f"10.0.0.{number}"}
        ).status_code
        for number in range(25)
    }
    assert 429 in seen


def test_bodies_that_cannot_be_read(province, cast, browse) -> None:
    client = browse(cast.officer)
    client.raise_request_exception = False
    for address in ("/gioi-thieu/buoc-1/", "/tra-cuu/", "/lam-viec/tin-bao/moi/",
                    "/lam-viec/tin-bao/danh-sach/", "/tai-khoan/login/"):  # fmt: skip
        for kind, body in (
            ("application/x-www-form-urlencoded", b"who=%ed%a0%80&code=%00&\xff\xfe"),
            ("multipart/form-data; boundary=x", b"--x\r\nContent-Disp"),
            ("multipart/form-data", b"x"),
            ("application/json", b"{"),
            ("application/x-www-form-urlencoded", b"a=1&" * 500),
        ):
            answer = client.post(address, body, content_type=kind)
            assert answer.status_code < 500, (address, kind, body[:30])
