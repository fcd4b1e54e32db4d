# ruff: noqa: S101
"""Visits: counted = answered over a million requests with a `kill -9`, and what counting costs.

    .venv/bin/python benchmarks/visits.py                  # 1,000,000 requests
    .venv/bin/python benchmarks/visits.py --requests 40000 --seconds 3 --lines 200000   # a try

Starts the real server in homes of its own under /tmp, drives it with wrk (Debian package `wrk`),
prints one table. The budgets are those of PERFORMANCE.md §2. A request in flight when the process
is killed, or when wrk stops, may be counted without wrk having read the answer: at most one for
each connection and for each of the two events. Nothing may be answered and not counted.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
LUA = """
done = function(summary, latency, requests)
  io.write(string.format("LANTOA %d %d %d %d\\n", summary.requests, summary.errors.status,
    summary.duration, latency:percentile(99)))
end
"""


@dataclass
class Run:
    """What wrk saw: answers with 2xx, requests/s, 99th percentile in ms."""

    answered: int
    per_second: float
    p99_ms: float


@dataclass
class Table:
    """Rows of (what, measured, budget, kept)."""

    rows: list[tuple[str, str, str, bool | None]] = field(default_factory=list)

    def add(self, what: str, measured: str, budget: str = "", kept: bool | None = None) -> None:
        """One more row, shown at once."""
        self.rows.append((what, measured, budget, kept))
        sign = {None: "", True: "  đạt", False: "  CHƯA ĐẠT"}[kept]
        print(f"{what:<58} {measured:>22}   {budget}{sign}", flush=True)


@contextmanager
def server(home: Path, port: int, processes: int, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """`lantoa up --no-demo` in this home, ready to answer; stopped at the end."""
    environment = {
        **os.environ,
        "LANTOA_HOME": str(home),
        "LANTOA_BASE_URL": f"http://127.0.0.1:{port}",
        "LANTOA_WEB_PROCESSES": str(processes),
        **more,
    }
    words = [PYTHON, "-m", "lantoa", "up", "--no-demo", "--port", str(port)]
    child = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if child.poll() is not None:
                raise SystemExit(f"the server ended at once: is port {port} taken? (--port)")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.3)
        else:
            raise SystemExit("the server does not answer")
        yield child
    finally:
        child.terminate()
        child.wait(30)


def figures(port: int) -> dict[str, int]:
    """What the API says now."""
    address = f"http://127.0.0.1:{port}/api/v1/statistics"
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: dict[str, int] = json.load(answer)
    return found


def wrk(port: int, path: str, connections: int, seconds: float) -> Run:
    """Drive for so long; 2xx are counted from wrk's own totals."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA)
        script.flush()
        words = [
            "wrk",
            "-t2",
            f"-c{connections}",
            f"-d{max(1, round(seconds))}s",
            "-s",
            script.name,
        ]
        done = subprocess.run(
            [*words, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
        )
    found = re.search(r"LANTOA (\d+) (\d+) (\d+) (\d+)", done.stdout)
    assert found, done.stdout + done.stderr
    requests, wrong, microseconds, p99 = map(int, found.groups())
    answered = requests - wrong
    return Run(answered, answered / (microseconds / 1e6), p99 / 1000)


def web_processes(up: int) -> list[int]:
    """The processes that answer: children of `lantoa serve`, which is a child of `lantoa up`."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    serving = [
        child
        for child in parents.get(up, [])
        if b"\0serve\0" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return [leaf for child in serving for leaf in parents.get(child, [])]


class Poll(threading.Thread):
    """Asks the API each half second while the requests pour in."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.stopping = port, threading.Event()
        self.milliseconds: list[float] = []
        self.is_falling = False

    def run(self) -> None:
        """Until `stopping` is set."""
        last = 0
        while not self.stopping.wait(0.5):
            begun = time.perf_counter()
            try:
                now = figures(self.port)["views_total"]
            except OSError:
                continue  # the process asked was just killed
            self.milliseconds.append((time.perf_counter() - begun) * 1000)
            self.is_falling |= now < last
            last = now


def count_exactly(table: Table, home: Path, options: argparse.Namespace) -> None:
    """The million: answered by wrk beside counted by the API, with a kill half-way."""
    with server(home, options.port, options.processes) as up:
        rate = wrk(options.port, options.path, options.connections, 2).per_second
        seconds = options.requests / rate
        time.sleep(1)
        before = figures(options.port)["views_total"]
        poll = Poll(options.port)
        poll.start()
        kill = threading.Timer(
            seconds / 2, lambda: os.kill(web_processes(up.pid)[0], signal.SIGKILL)
        )
        kill.start()
        run = wrk(options.port, options.path, options.connections, seconds)
        ended = time.perf_counter()
        poll.stopping.set()
        counted = figures(options.port)["views_total"] - before
        while time.perf_counter() - ended < 2 and counted < run.answered:
            time.sleep(0.05)
            counted = figures(options.port)["views_total"] - before
        waited = time.perf_counter() - ended
    bound = 2 * options.connections
    over = counted - run.answered
    table.add("requests answered with 2xx (wrk)", f"{run.answered:,}")
    table.add("page views counted (views_total)", f"{counted:,}")
    table.add("counted and not read by wrk", f"{over:,}", f"0 … {bound}", 0 <= over <= bound)
    table.add("true after", f"{waited:.2f} s", "≤ 2 s", waited <= 2)
    table.add(
        "answers/s with counting and a kill; p99", f"{run.per_second:,.0f}; {run.p99_ms:.1f} ms"
    )
    asked = sorted(poll.milliseconds) or [0.0]
    table.add(
        "the API meanwhile: median, longest",
        f"{statistics.median(asked):.0f} ms, {asked[-1]:.0f} ms",
    )
    table.add(
        "a figure that fell", "yes" if poll.is_falling else "none", "none", not poll.is_falling
    )


def cost(table: Table, home: Path, options: argparse.Namespace) -> None:
    """The same page with and without counting, by turns, on one worker process each."""
    ports = {"1": options.port + 1, "0": options.port + 2}
    rates: dict[str, list[float]] = {"1": [], "0": []}
    other = home.with_name("off")
    shutil.copytree(home, other)
    on = server(home, ports["1"], options.processes, LANTOA_COUNT_VISITS="1")
    off = server(other, ports["0"], options.processes, LANTOA_COUNT_VISITS="0")
    with on, off:
        for port in ports.values():
            wrk(port, options.path, options.connections, 1)
        for _ in range(options.rounds):
            for value, port in ports.items():
                run = wrk(port, options.path, options.connections, options.seconds)
                rates[value].append(run.per_second)
    counting, without = (statistics.median(rates[value]) for value in ("1", "0"))
    price = 1 - counting / without
    table.add("answers/s counting, not counting", f"{counting:,.0f}, {without:,.0f}")
    table.add("cost of counting", f"{price:.1%}", "≤ 5 %", price <= 0.05)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10, help="of each round of the cost")
    parser.add_argument("--lines", type=int, default=1_000_000, help="of the tail and the fold")
    parser.add_argument("--port", type=int, default=18110)
    parser.add_argument("--path", default="/thong-ke/", help="a page that may be kept")
    options = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory(prefix="lantoa-visits-") as folder:
        home = Path(folder) / "home"
        count_exactly(table, home, options)
        cost(table, home, options)
        words = [PYTHON, str(HERE / "visits_fold.py"), str(options.lines)]
        done = subprocess.run(
            words, env={**os.environ, "LANTOA_HOME": str(Path(folder) / "fold")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        for row in json.loads(done.stdout):
            table.add(*row)
    sys.exit(any(kept is False for *_, kept in table.rows))


if __name__ == "__main__":
    main()
