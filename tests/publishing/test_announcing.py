"""IndexNow as its documentation has it, against a search engine of our own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from lantoa.core.queue.worker import Permanent
from lantoa.publishing import announcing
from tests import world
from tests.conftest import AT

KEY = "a1b2c3d4e5f60718"


@pytest.fixture
def engine(settings) -> Iterator[SimpleNamespace]:
    """A search engine that answers `status` and remembers what it was told."""
    found = SimpleNamespace(status=202, told=[], headers={})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            found.told.append(json.loads(self.rfile.read(length)))
            found.headers = self.headers
            self.send_response(found.status)
            if found.status == 302:
                self.send_header("Location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.LANTOA_INDEXNOW_KEY = KEY
    settings.LANTOA_INDEXNOW_ENDPOINTS = [f"http://127.0.0.1:{server.server_port}/indexnow"]
    yield found
    server.shutdown()
    server.server_close()


def test_a_story_is_announced_when_it_comes_and_when_it_goes(
    engine, province, cast, run_tasks, client
):
    publication = world.published(province, cast, run_tasks)
    address = "http://127.0.0.1:8000/guong/lich-nuoc-xom-muoi/"
    assert engine.told == [
        {
            "host": "127.0.0.1:8000",
            "key": KEY,
            "keyLocation": f"http://127.0.0.1:8000/{KEY}.txt",
            "urlList": [address],
        }
    ]
    assert engine.headers["Content-Type"] == "application/json; charset=utf-8"
    from lantoa.registry import actions as registry

    registry.hold(exemplar=publication.exemplar, reason="Hỏi lại", by=cast.approver, at=AT)
    run_tasks()
    assert [told["urlList"] for told in engine.told] == [[address], [address]]
    proof = client.get(f"/{KEY}.txt")
    assert proof.content == KEY.encode()


def test_nothing_is_said_without_a_key(engine, settings, province, cast, run_tasks, client):
    settings.LANTOA_INDEXNOW_KEY = ""
    world.published(province, cast, run_tasks)
    assert engine.told == []
    assert client.get(f"/{KEY}.txt").status_code == 404


@pytest.mark.parametrize("status", [429, 500, 503, 302])
def test_whoever_is_busy_is_asked_again(engine, status):
    engine.status = status
    with pytest.raises(announcing.NotTaken, match=str(status)):
        announcing.tell(["http://127.0.0.1:8000/guong/x/"])
    assert len(engine.told) == 1  # and the key goes nowhere else


@pytest.mark.parametrize("status", [400, 403, 422])
def test_whoever_refuses_is_not_asked_again(engine, status):
    engine.status = status
    with pytest.raises(Permanent):
        announcing.tell(["http://127.0.0.1:8000/guong/x/"])


def test_silence_is_no_answer(engine, settings):
    settings.LANTOA_INDEXNOW_ENDPOINTS = ["http://127.0.0.1:9/indexnow"]
    with pytest.raises(announcing.NotTaken, match="không trả lời"):
        announcing.tell(["http://127.0.0.1:8000/guong/x/"])
