"""Telling through the API: receipts, repeats, hostile bodies, limits, status."""

import json
from typing import Any

import pytest
from django.test import Client

from lantoa.nominations.models import Lead
from tests import world
from tests.conftest import AT, time_stands_at

API = "/api/v1/leads"
WHAT = "Mười hai năm ghi lịch lấy nước cho cả xóm muối, không nhận thù lao."
GOOD = {"who": "Bùi Thị Sương", "what": WHAT, "place": "22561"}
KEY = "3f0c6a52-7f0e-4b52-9a51-0d6e6a1f0b11"


def post(body: Any, **headers: str) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Client().post(API, raw, content_type="application/json", **headers)


def refused(response: Any, status: int) -> list[dict[str, str]]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    content = response.json()
    assert content["status"] == status and "Traceback" not in response.content.decode()
    assert not Lead.objects.exists()
    found: list[dict[str, str]] = content.get("errors", [])
    return found


def test_a_lead_gets_a_receipt(province) -> None:
    response = post({**GOOD, "contact": {"name": "Người Kể", "phone": "0905 000 111"},
                     "links": ["https://khanhhoa.example/bai"], "kind": "person"})  # fmt: skip
    assert response.status_code == 201, response.content
    receipt = response.json()
    assert set(receipt) == {"code", "number", "status_url", "due_on"}
    assert response["Cache-Control"] == "no-store"
    lead = Lead.objects.get()
    assert (lead.number, lead.channel, lead.place) == (receipt["number"], "api", province.place)
    status = Client().get(receipt["status_url"].removeprefix("http://127.0.0.1:8000"))
    assert status.status_code == 200
    assert set(status.json()) == {
        "state", "label", "sentence", "received_on", "due_on", "answer", "steps",
    }  # fmt: skip
    for word in ("Sương", "0905", "Người Kể"):
        assert word not in status.content.decode()


def test_the_same_key_gives_the_same_receipt(province) -> None:
    first, second = (post(GOOD, HTTP_IDEMPOTENCY_KEY=KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json() and Lead.objects.count() == 1


def test_a_key_with_other_words_gives_nothing_away(province) -> None:
    first = post(GOOD, HTTP_IDEMPOTENCY_KEY=KEY).json()
    response = post({**GOOD, "who": "Ai đó"}, HTTP_IDEMPOTENCY_KEY=KEY)
    assert response.status_code == 409 and first["code"] not in response.content.decode()
    assert Lead.objects.count() == 1


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 129, "có dấu tiếng Việt nhé", "a b c d e f g h i j k"]
)
def test_a_bad_key_is_refused(province, key: str) -> None:
    (error,) = refused(post(GOOD, HTTP_IDEMPOTENCY_KEY=key), 422)
    assert error["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"who": ""}, "who"), ({"who": "   "}, "who"), ({"who": 5}, "who"), ({"who": None}, "who"),
        ({"who": ["a"]}, "who"), ({"who": "a" * 201}, "who"), ({"who": "a\0b"}, "who"),
        ({"who": "\x1b[31m"}, "who"), ({"what": "x" * 10_001}, "what"),
        ({"what": {"$gt": ""}}, "what"), ({"place": "99999"}, "place"), ({"place": "2"}, "place"),
        ({"place": 22561}, "place"), ({"place": "' OR 1=1 --"}, "place"), ({"kind": "robot"}, "kind"),
        ({"links": "https://a"}, "links"), ({"links": ["https://a.vn"] * 11}, "links"),
        ({"links": [1]}, "links.0"), ({"contact": "0905"}, "contact"), ({"state": "accepted"}, "state"),
        ({"unit": 1}, "unit"), ({"contact": {"address": "x"}}, "contact.address"),
        ({"contact": {"phone": "1" * 41}}, "contact.phone"), ({"why": True}, "why"),
    ],
)  # fmt: skip
def test_a_hostile_field_is_named(province, change: dict[str, Any], field: str) -> None:
    errors = refused(post({**GOOD, **change}), 422)
    assert field in {error["field"] for error in errors}, errors
    assert all(error["detail"] for error in errors)


def test_every_missing_field_is_named_at_once(province) -> None:
    errors = refused(post({}), 422)
    assert {error["field"] for error in errors} == {"who", "what", "place"}


@pytest.mark.parametrize(
    "change",
    [{"links": ["javascript:alert(1)"]}, {"what": "ngắn"}, {"contact": {"email": "a@b\r\nBcc: c@d.vn"}},
     {"contact": {"phone": "abc"}}],
)  # fmt: skip
def test_what_the_rules_refuse_is_a_problem_too(province, change: dict[str, Any]) -> None:
    assert refused(post({**GOOD, **change}), 422)


@pytest.mark.parametrize(
    "raw",
    [b"{", b"{'who': 1}", b"\xff\xfe{}", b'{"who": NaN}', b'{"who": "a", "who": "b"}',
     b"[" * 50_000, b'{"a":' * 5000, b'{"who": 1' + b"0" * 5000 + b"}"],
)  # fmt: skip
def test_what_is_no_json_is_said(province, raw: bytes) -> None:
    refused(post(raw), 400)


@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"5", b"null", b"true"])
def test_json_that_is_no_object(province, raw: bytes) -> None:
    refused(post(raw), 400)


def test_an_empty_body_is_asked_for(province) -> None:
    assert refused(post(b"", CONTENT_TYPE="application/json"), 422)


def test_half_a_surrogate_pair_is_refused(province) -> None:
    raw = json.dumps(GOOD).replace("S", "\\ud800").encode()
    assert refused(post(raw), 422)[0]["field"] == "who"


def test_size_and_type(province) -> None:
    refused(post({**GOOD, "what": "x" * 70_000}), 413)
    refused(Client().post(API, GOOD), 415)
    refused(Client().post(API, json.dumps(GOOD), content_type="text/plain"), 415)


def test_text_becomes_nfc(province) -> None:
    decomposed = "Bu\u0300i Thi\u0323 Sương"
    assert post({**GOOD, "who": f"  {decomposed} "}).status_code == 201
    assert Lead.objects.get().who == "Bùi Thị Sương"


def test_too_many_are_asked_to_wait(province, settings) -> None:
    settings.LANTOA_API_LEADS_AN_HOUR = 2
    spoofed = [
        post(GOOD, REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"9.9.9.{n}") for n in range(3)
    ]
    assert [answer.status_code for answer in spoofed] == [201, 201, 429]
    assert 0 < int(spoofed[2]["Retry-After"]) <= 3600
    assert post(GOOD, REMOTE_ADDR="198.51.100.9").status_code == 201


def test_a_flood_from_the_machine_itself_is_slowed_down(province) -> None:
    with time_stands_at(AT):
        answers = [post(GOOD) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {201}
    assert answers[60].status_code == 429
    assert 0 < int(answers[60]["Retry-After"]) <= 5


def test_every_miss_answers_alike(province, cast) -> None:
    receipt = world.lead(province, cast)
    wrong = receipt.code[:-1] + ("0" if receipt.code[-1] != "0" else "1")
    answers = {
        Client().get(f"{API}/{code}").content
        for code in (wrong, "x", "A" * 26, receipt.lead.number)
    }
    assert len(answers) == 1
    found = Client().get(f"{API}/{receipt.code}")
    assert found.status_code == 200 and found["Cache-Control"] == "no-store"


def test_no_cookie_is_needed_or_given(province) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(API, json.dumps(GOOD), content_type="application/json")
    assert response.status_code == 201 and not response.cookies
