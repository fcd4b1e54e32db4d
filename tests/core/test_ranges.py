"""Parts of files: what is asked, what is sent."""

import io
from typing import Any

import pytest
from django.test import RequestFactory

from lantoa.core import ranges
from lantoa.core.ranges import Unsatisfiable, wanted

BODY = bytes(range(200)) * 5


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-9", (0, 10)), ("bytes=990-", (990, 1000)), ("bytes=-10", (990, 1000)),
        ("bytes=0-99999", (0, 1000)), ("bytes=-99999", (0, 1000)), ("bytes=999-999", (999, 1000)),
        ("bytes = 0 - 9", (0, 10)), ("", None), ("bytes=", None), ("bytes=-", None),
        ("bytes=9-1", None), ("bytes=0-1,2-3", None), ("items=0-1", None), ("bytes=a-b", None),
        ("bytes=0-9\n", None), ("bytes=" + "9" * 200 + "-", None),
    ],
)  # fmt: skip
def test_what_is_asked(header: str, found: Any) -> None:
    assert wanted(header, 1000) == found


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0"])
def test_what_is_not_there(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        wanted(header, 1000)


def sent(**headers: str) -> Any:
    request = RequestFactory().get("/", **headers)
    return ranges.answer(request, io.BytesIO(BODY), 1000, '"e"', "audio/mpeg")


def test_a_part_and_the_whole() -> None:
    part = sent(HTTP_RANGE="bytes=10-19")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, BODY[10:20])
    assert (part["Content-Range"], part["Content-Length"]) == ("bytes 10-19/1000", "10")
    whole = sent()
    assert (whole.status_code, b"".join(whole.streaming_content)) == (200, BODY)
    assert (whole["Accept-Ranges"], whole["Content-Length"]) == ("bytes", "1000")


def test_a_part_of_another_version_is_not_sent() -> None:
    assert sent(HTTP_RANGE="bytes=10-19", HTTP_IF_RANGE='"old"').status_code == 200
    assert sent(HTTP_RANGE="bytes=10-19", HTTP_IF_RANGE='"e"').status_code == 206


def test_who_holds_it_and_who_asks_too_much() -> None:
    assert sent(HTTP_IF_NONE_MATCH='"e"').status_code == 304
    beyond = sent(HTTP_RANGE="bytes=5000-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */1000")
