"""The visit log: lines, processes, rotation, torn lines, the salt that is thrown away."""

import multiprocessing
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lantoa.reach import log, visitors
from lantoa.reach.log import View, VisitLog

NOON = int(datetime(2026, 6, 8, 5, tzinfo=UTC).timestamp() * 1000)


def view(at_ms: int = NOON, **more: str) -> View:
    values = {
        "kind": "page", "path": "/", "publication": "", "channel": "website", "visitor": "a" * 24,
    }  # fmt: skip
    return View(at_ms, **{**values, **more})


def everything(folder: Path) -> list[View]:
    return [line for _, path in log.files(folder) for line in log.read(path, log.FIRST)[0]]


def test_a_view_is_one_line_that_reads_back(tmp_path: Path) -> None:
    VisitLog(tmp_path).append(view(path="/guong/xóm-muối/", publication="xom-muoi"))
    assert everything(tmp_path) == [view(path="/guong/xóm-muối/", publication="xom-muoi")]
    (name,) = [path.name for path in tmp_path.glob("*.log")]
    assert name.startswith("2026-06-08-")


@pytest.mark.parametrize("path", ["/a\tb", "/a\nb", "/a\r\nb", "/\x1b[31m", "/\u2028x", "/" * 9000])
def test_a_hostile_path_stays_one_short_line(tmp_path: Path, path: str) -> None:
    written = VisitLog(tmp_path)
    written.append(view(path=path))
    written.append(view())
    assert len(everything(tmp_path)) == 2
    assert all(len(line.path) <= 300 for line in everything(tmp_path))


def test_longest_line_is_atomic(tmp_path: Path) -> None:
    VisitLog(tmp_path).append(view(path="ắ" * 5000, publication="ắ" * 5000, channel="ắ" * 5000))
    (file,) = tmp_path.glob("*.log")
    assert file.stat().st_size - log.FIRST < 4096


def _write_many(folder: str, count: int) -> None:
    written = VisitLog(Path(folder))
    for number in range(count):
        written.append(view(visitor=f"{os.getpid()}-{number}"))


def test_several_processes_lose_and_mix_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(str(tmp_path), 2000)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    seen = [line.visitor for line in everything(tmp_path)]
    assert len(seen) == len(set(seen)) == 6000
    assert len(list(tmp_path.glob("*.log"))) == 1


def test_a_forked_child_writes_on(tmp_path: Path) -> None:
    written = VisitLog(tmp_path)
    written.append(view(visitor="parent"))
    child = os.fork()
    if child == 0:
        written.append(view(visitor="child"))
        os._exit(0)
    os.waitpid(child, 0)
    written.append(view(visitor="parent-again"))
    assert [v.visitor for v in everything(tmp_path)] == ["parent", "child", "parent-again"]


def test_each_utc_day_has_its_file(tmp_path: Path) -> None:
    written = VisitLog(tmp_path)
    for days in (0, 1, -1):  # -1: the clock was set back
        written.append(view(NOON + days * 86_400_000))
    assert len(list(tmp_path.glob("*.log"))) == 3
    assert len(everything(tmp_path)) == 3


def test_a_rotated_file_is_left_and_still_read(tmp_path: Path, monkeypatch) -> None:
    written = VisitLog(tmp_path)
    written.append(view(visitor="before"))
    (file,) = tmp_path.glob("*.log")
    file.rename(f"{file}.1")
    written._checked = -10.0  # the second of patience is over
    written.append(view(visitor="after"))
    assert {line.visitor for line in everything(tmp_path)} == {"before", "after"}
    identities = [identity for identity, _ in log.files(tmp_path)]
    assert len(set(identities)) == 2


def test_a_line_without_end_waits(tmp_path: Path) -> None:
    VisitLog(tmp_path).append(view())
    (file,) = tmp_path.glob("*.log")
    whole = file.stat().st_size
    with file.open("ab") as open_file:
        open_file.write(b"1780895400000\tpage\t/")
    views, offset = log.read(file, log.FIRST)
    assert len(views) == 1 and offset == whole


@pytest.mark.parametrize(
    "junk",
    [b"\n", b"x\n", b"\xff\xfe\n", b"1\tpage\t/\n", b"12a\tpage\t/\t\tw\tv\n",
     b"-5\tpage\t/\t\tw\tv\n", b"999999999999999\tpage\t/\t\tw\tv\n", b"1\tsteal\t/\t\tw\tv\n",
     "١٢\tpage\t/\t\tw\tv\n".encode()],
)  # fmt: skip
def test_what_is_no_view_is_skipped(tmp_path: Path, junk: bytes) -> None:
    VisitLog(tmp_path).append(view())
    (file,) = tmp_path.glob("*.log")
    with file.open("ab") as open_file:
        open_file.write(junk)
    VisitLog(tmp_path).append(view())
    assert everything(tmp_path) == [view(), view()]


def test_a_full_disk_costs_the_count_and_not_the_page(tmp_path: Path, monkeypatch, caplog) -> None:
    written = VisitLog(tmp_path)

    def full(*args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.os, "write", full)
    written.append(view())
    written.append(view())
    assert caplog.text.count("visit not counted") == 1


def test_a_foreign_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "other.log").write_bytes(b"something else\n1\tpage\t/\t\tw\tv\n")
    assert list(log.files(tmp_path)) == []


def meta(**more: str) -> dict[str, str]:
    return {"REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": "Mozilla/5.0 (Linux)", **more}


class TestVisitor:
    DAY = date(2026, 6, 8)

    def hashed(self, folder: Path, day: date = DAY, **more: str) -> str:
        return visitors.Salts(folder).visitor(meta(**more), proxies=0, day=day)

    def test_is_the_same_all_day_and_in_every_process(self, tmp_path: Path) -> None:
        assert self.hashed(tmp_path) == self.hashed(tmp_path)

    def test_differs_by_address_agent_and_day(self, tmp_path: Path) -> None:
        found = {
            self.hashed(tmp_path),
            self.hashed(tmp_path, REMOTE_ADDR="203.0.113.8"),
            self.hashed(tmp_path, HTTP_USER_AGENT="Other"),
            self.hashed(tmp_path, date(2026, 6, 9)),
        }
        assert len(found) == 4

    def test_the_key_of_yesterday_is_thrown_away(self, tmp_path: Path) -> None:
        before = self.hashed(tmp_path)
        self.hashed(tmp_path, date(2026, 6, 9))
        assert [path.name for path in tmp_path.glob("salt-*")] == ["salt-2026-06-09"]
        assert self.hashed(tmp_path) != before

    def test_the_key_is_for_its_owner_only(self, tmp_path: Path) -> None:
        self.hashed(tmp_path)
        (salt,) = tmp_path.glob("salt-*")
        assert salt.stat().st_mode & 0o077 == 0 and salt.stat().st_size == 32

    def test_ipv6_counts_by_network(self, tmp_path: Path) -> None:
        one = self.hashed(tmp_path, REMOTE_ADDR="2001:db8:1:2::1")
        assert one == self.hashed(tmp_path, REMOTE_ADDR="2001:db8:1:2:ffff::9")
        assert one != self.hashed(tmp_path, REMOTE_ADDR="2001:db8:1:3::1")

    def test_a_mapped_ipv4_is_itself(self) -> None:
        assert visitors.household("::ffff:203.0.113.7") == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("198.51.100.1", 0, "203.0.113.7"),
        ("", 1, "203.0.113.7"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("198.51.100.1", 2, "203.0.113.7"),
        ("not an address", 1, "203.0.113.7"),
        ("6.6.6.6, , ", 1, "203.0.113.7"),
        (" 2001:db8::1 ", 1, "2001:db8::1"),
    ],
)
def test_real_address(forwarded: str, proxies: int, expected: str) -> None:
    assert visitors.address(meta(HTTP_X_FORWARDED_FOR=forwarded), proxies) == expected


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0)", True),
        ("facebookexternalhit/1.1", True),
        ("ZaloBot", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) Chrome/120 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (Linux; Android 13; SM-A047F) Zalo android/12100600 ZaloTheme/light", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) [FBAN/FBIOS;FBAV/440]", False),
        ("", False),
    ],
)
def test_robots(agent: str, robot: bool) -> None:
    assert visitors.is_robot({"HTTP_USER_AGENT": agent}) is robot
