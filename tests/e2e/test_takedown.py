"""Four web processes, nginx and Varnish in front, a crowd: two seconds after a hold nobody
gets a byte of the story, by whichever way.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import fronts
from tests.e2e.stage import Model
from tests.platform import ROOT, Platform

LIMIT_S = 2.0
#: Of reading before the holds; placing them takes a few more.
SECONDS = int(os.environ.get("TAKEDOWN_SECONDS", "2"))
PER_SECOND = int(os.environ.get("TAKEDOWN_PER_SECOND", "500"))


@pytest.fixture(scope="module")
def platform(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    home = tmp_path_factory.mktemp("crowd") / "home"
    with model.copied(home, LANTOA_WEB_PROCESSES="4", LANTOA_WEB_THREADS="4") as running:
        yield running


@pytest.fixture(scope="module")
def ways(platform: Platform) -> Iterator[dict[str, int]]:
    """Every way of `deploy/README.md` to the platform, by its port."""
    with ExitStack() as stack:
        varnish = stack.enter_context(fronts.varnish(platform.port))
        yield {
            "bare": platform.port,
            "nginx": stack.enter_context(fronts.nginx(fronts.site("nginx.conf", platform.port))),
            "nginx holding": stack.enter_context(
                fronts.nginx(fronts.site("nginx-giu-trang.conf", platform.port))
            ),
            "nginx, Varnish": stack.enter_context(fronts.nginx(fronts.site("nginx.conf", varnish))),
        }


def marks(story: dict[str, str], picture: str) -> dict[str, str]:
    """Path → bytes (as latin-1) that only the story has there."""
    title = story["name"].split()[-1].encode().decode("latin-1")
    return {
        f"/guong/{story['slug']}/": title,
        "/": title,
        "/guong/": title,
        "/rss.xml": title,
        "/feed.json": title,
        f"/dien-hinh/{story['code']}/": title,
        f"/guong/{story['slug']}/ap-phich-a3.pdf": "%PDF",
        picture: "",
    }


def test_two_seconds_after_a_hold_nothing_is_left(platform: Platform, ways: dict[str, int]) -> None:
    """One of two holds is placed by a process killed between its commit and its signal."""
    told = platform.script("tests.e2e.seed_takedown", "tell")
    posters = [f"/guong/{story['slug']}/ap-phich-a3.pdf" for story in told]
    platform.eventually(lambda: all(platform.request(p)[0] == 200 for p in posters), 90)
    pictures = platform.script("tests.e2e.seed_takedown", "pictures")
    addresses = [
        (f"http://127.0.0.1:{port}{path}", mark, story["how"])
        for story in told
        for path, mark in marks(story, pictures[story["how"]]).items()
        for port in ways.values()
    ]
    stop = platform.home / "crowd-may-leave"
    plan = {"addresses": addresses, "per_second": PER_SECOND, "stop": str(stop)}
    crowd = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.crowd", json.dumps(plan)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        time.sleep(SECONDS)
        held = platform.script("tests.e2e.seed_takedown", "hold")
        time.sleep(LIMIT_S + 1)
        stop.touch()
        said, _ = crowd.communicate(timeout=90)
    finally:
        crowd.kill()
    saw = json.loads(said.splitlines()[-1])
    assert not saw["odd"], saw["odd"]
    shown = {(address, how) for address, how, _ in saw["last"]}
    assert not [a for a, _, how in addresses if (a, how) not in shown], "not there before"
    late = {f"{address} {how}": round(at - held[how], 2) for address, how, at in saw["last"]}
    per_second = saw["answers"] / saw["seconds"]
    print(f"{per_second:.0f} answers/s; last seen after the hold: {max(late.values())} s")
    assert max(late.values()) < LIMIT_S, {a: s for a, s in late.items() if s >= LIMIT_S}


def test_the_ways_answer_alike(platform: Platform, ways: dict[str, int]) -> None:
    """Codings, 304, HEAD and personal pages come through every front as the program gives them."""
    for name, port in ways.items():
        for coding in ("br", "gzip", "identity"):
            request = urllib.request.Request(  # our own http address
                f"http://127.0.0.1:{port}/gioi-thieu-cong/", headers={"Accept-Encoding": coding}
            )
            for _ in range(2):
                with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                    got = answer.headers.get("Content-Encoding", "identity")
                    assert (got, bool(answer.headers["ETag"])) == (coding, True), (name, coding)
                    etag = answer.headers["ETag"]
                    assert "lantoa-kept" not in {key.lower() for key in answer.headers}
            request.add_header("If-None-Match", etag)
            with pytest.raises(urllib.error.HTTPError, match="304"):
                urllib.request.urlopen(request, timeout=20)  # noqa: S310
        for path in ("/lam-viec/", "/tai-khoan/login/", "/gioi-thieu/"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                assert "s-maxage" not in answer.headers["Cache-Control"], (name, path)
