"""Where readers come from: the kind only, never an address; remembered without mixing anybody up."""

from typing import Any

import pytest

from lantoa.reach import counting, log, sources
from lantoa.reach.marks import UNMARKED, Mark
from tests.conftest import AT

PERSON = "Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("referrer", "kind"),
    [
        ("https://www.google.com/", "search"),
        ("https://www.google.com.vn/search?q=b%C3%A0+S%C6%B0%C6%A1ng", "search"),
        ("https://coccoc.com/search?query=x", "search"),
        ("android-app://com.google.android.googlequicksearchbox/", "search"),
        ("https://chat.zalo.me/", "social"),
        ("https://l.facebook.com/l.php?u=x", "social"),
        ("http://m.facebook.com", "social"),
        ("https://t.co/abc", "social"),
        ("https://mail.google.com/mail/u/0/", "mail"),
        ("https://mail.khanhhoa.gov.vn/", "mail"),
        ("android-app://com.google.android.gm/", "mail"),
        ("https://baokhanhhoa.vn/", "other"),
        ("https://notgoogle.example/", "other"),
        ("https://evilzalo.me.example/", "other"),
        ("https://nguoi:matkhau@www.bing.com/", "search"),
        ("https://lantoa.example/guong/", "inside"),
        ("HTTPS://LANTOA.example/", "inside"),
        ("https://lantoa.example.evil.test/", "other"),
        ("about:blank", "direct"),
        ("javascript:alert(1)", "direct"),
        ("//", "direct"),
        ("\x00\udcff", "direct"),
    ],
)
def test_kinds(referrer: str, kind: str) -> None:
    assert sources.kind_of(referrer, "lantoa.example") == kind
    assert kind in sources.KINDS


def seen(**meta: Any) -> list[log.View]:
    environ = {"REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": PERSON, "HTTP_HOST": "l.example"}
    counting.count({**environ, **meta}, path="/", mark=Mark("bai", "website"), at=AT)
    return [
        view for _, path in log.files(counting.folder()) for view in log.read(path, log.FIRST)[0]
    ]


@pytest.mark.parametrize(
    ("meta", "kind"),
    [
        ({}, "direct"),
        ({"HTTP_REFERER": "https://l.example/guong/"}, "inside"),
        ({"HTTP_REFERER": "https://www.google.com/"}, "search"),
        ({"HTTP_USER_AGENT": f"{PERSON} Zalo android/12"}, "social"),
        ({"HTTP_USER_AGENT": f"{PERSON} [FBAN/EMA;FBAV/1]"}, "social"),
        ({"QUERY_STRING": "fbclid=IwAR0"}, "social"),
        ({"QUERY_STRING": "utm_medium=email"}, "mail"),
        ({"QUERY_STRING": "trang=2"}, "direct"),
    ],
)
def test_the_kind_stands_in_the_line(meta: dict[str, str], kind: str) -> None:
    for _ in range(2):  # worked out, then remembered
        assert seen(**meta)[-1].source == kind


def test_no_address_of_a_referrer_is_written() -> None:
    seen(HTTP_REFERER="https://canary.example/secret?token=1")
    for path in counting.folder().iterdir():
        assert b"canary" not in path.read_bytes()


def test_what_is_remembered_mixes_nobody_up(settings) -> None:
    settings.LANTOA_PROXIES = 1
    readers = [
        {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": via}
        for agent in (PERSON, f"{PERSON} Zalo", "Googlebot/2.1", "x" * 700)
        for address in ("203.0.113.7", "203.0.113.8")
        for via in ("198.51.100.1", "198.51.100.2")
    ]
    first = [seen(**reader)[-1][1:] for reader in readers]
    again = [seen(**reader)[-1][1:] for reader in readers]
    assert first == again
    hashes = [view[4] for view in first]
    assert len(set(hashes)) == 3 * 2 + 1  # behind a proxy its word counts; robots are nobody
    assert hashes.count("-") == 4


def test_memories_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(counting, "_MOST", 5)
    for number in range(40):
        counting.count(
            {"REMOTE_ADDR": f"203.0.113.{number}", "HTTP_USER_AGENT": PERSON,
             "HTTP_REFERER": f"https://{number}.example/"},
            path=f"/{number}", mark=UNMARKED, at=AT,
        )  # fmt: skip
    writer = counting.scribe()
    assert len(writer._readers[1]) <= 5 and len(writer._pages) <= 5
    assert len(writer._referrers) <= 5
    assert len({view.visitor for view in seen()}) == 40


def test_counting_is_switched_off_for_measuring_only(settings) -> None:
    settings.LANTOA_COUNT_VISITS = False
    assert seen() == []
