"""`kill -9` at random moments under a steady stream of tips and publications loses nothing."""

import json
import random
import threading
from pathlib import Path

import pytest

from tests.conftest import CAST
from tests.databases import a_database
from tests.platform import Platform

KILLS, STORIES = 50, 12

pytestmark = pytest.mark.kill


class Stream(threading.Thread):
    """Sends tips as fast as they are accepted, each again with its key until it is."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(daemon=True)
        self.platform, self.stopping = platform, threading.Event()
        self.accepted: dict[str, str] = {}

    def run(self) -> None:
        number = 0
        while not self.stopping.is_set():
            number += 1
            key = f"tip-{number:05}-{'k' * 20}"
            body = {
                "who": f"Nguyễn Thị Thử {number}",
                "kind": "person",
                "place": "22561",
                "what": "Mỗi sáng quét cát trên dốc trường cho học trò khỏi trượt xe đạp.",
            }
            while not self.stopping.is_set():
                try:
                    status, answer = self.platform.request(
                        "/api/v1/leads", body, {"Idempotency-Key": key}
                    )
                except OSError:
                    self.stopping.wait(0.2)
                    continue
                if status == 201:
                    self.accepted[key] = json.loads(answer)["code"]
                    break
                assert status in (429, 500, 503), (status, answer)
                self.stopping.wait(0.2)


class Approver(threading.Thread):
    """The second editor, who tries again whatever was killed under their hands."""

    def __init__(self, platform: Platform, slugs: list[str]) -> None:
        super().__init__(daemon=True)
        self.platform, self.slugs, self.done = platform, slugs, 0

    def run(self) -> None:
        for slug in self.slugs:
            result = self.platform.command(
                "publish_story", slug, "--as", "second_editor@khanhhoa.example"
            )
            assert result.returncode == 0, result.stderr[-2000:]
            self.done += 1


def test_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    assert "second_editor" in CAST
    chance = random.Random(26)
    with a_database() as url, Platform(tmp_path / "home", url) as platform:
        # The full storm on SQLite, the one-machine default; a third of it on PostgreSQL.
        kills = KILLS // 3 if url else KILLS
        slugs = platform.script("tests.reliability.seed", str(STORIES))
        stream, approver = Stream(platform), Approver(platform, slugs)
        stream.start()
        approver.start()
        for number in range(1, kills + 1):
            threading.Event().wait(chance.uniform(0.1, 1.2))
            if number % 10 == 0:
                platform.kill_all()
                platform.start()
            else:
                platform.kill(chance.choice(platform.descendants() or [platform.main.pid]))
        approver.join(180)
        assert approver.done == STORIES
        stream.stopping.set()
        stream.join(30)
        platform.eventually(lambda: platform.request("/readyz")[0] == 200, 60)
        state = platform.eventually(lambda: settled(platform), 120)
        assert state["publications"] == STORIES
        assert state["delivered"] == STORIES * state["targets"]
        assert state["doubled"] == state["failed"] == state["tasks_failed"] == 0
        assert len(stream.accepted) > 20
        # One tip may have been accepted while its answer was cut off at the very end.
        assert 0 <= state["leads"] - len(stream.accepted) - STORIES <= 1
        for code in stream.accepted.values():
            assert platform.request(f"/api/v1/leads/{code}")[0] == 200
        audit = platform.command("audit", "verify")
        assert audit.returncode == 0, audit.stderr
        print(f"{kills} kills, {len(stream.accepted)} tips, {state['delivered']} deliveries")


def settled(platform: Platform) -> dict[str, int] | None:
    state: dict[str, int] = platform.script("tests.reliability.state")
    return None if state["unfinished"] or state["tasks_left"] else state
