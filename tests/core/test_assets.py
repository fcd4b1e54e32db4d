"""Style sheets and scripts come compressed, whatever the reader's program understands."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

SHEET = "core/lantoa.css"


@pytest.fixture
def sheet() -> bytes:
    return Path(finders.find(SHEET)).read_bytes()


@pytest.mark.parametrize(
    ("asked", "named", "opened"),
    [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
def test_the_style_sheet_is_pressed(asked, named, opened, sheet, client):
    answer = client.get(f"/static/{SHEET}", headers={"Accept-Encoding": asked})
    assert answer["Content-Encoding"] == named
    body = b"".join(answer.streaming_content)
    assert opened(body) == sheet
    assert len(body) < len(sheet) / 3


def test_whoever_asks_for_no_coding_gets_it_plain(sheet, client):
    answer = client.get(f"/static/{SHEET}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer
    assert b"".join(answer.streaming_content) == sheet


def test_letters_are_not_pressed_twice(client):
    answer = client.get(
        "/static/core/fonts/bvp-400-vi.woff2", headers={"Accept-Encoding": "gzip, br"}
    )
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
