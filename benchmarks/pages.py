"""Published pages: ours beside nginx, Varnish and Django's own cache, in one run.

    .venv/bin/python benchmarks/pages.py            three rounds of 8 s, then 1,000,000 requests
    .venv/bin/python benchmarks/pages.py --quick    one round of 2 s, then 20,000 requests

Each way is asked in turn, round after round (`wrk -t1 -c32`), so that a slow minute of the machine
falls on all. The ratio to nginx with a static file is what counts.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks import contenders  # noqa: E402  # found by the path above
from benchmarks.memory import measured_memory  # noqa: E402

AGENT = "Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile Safari/537.36"


class Run(NamedTuple):
    """One run of wrk."""

    per_second: float
    p99_ms: float
    errors: int


def wrk(port: int, path: str, seconds: int, *headers: str) -> Run:
    """32 connections from one thread for so many seconds."""
    words = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", "-H", f"User-Agent: {AGENT}"]
    for header in headers:
        words += ["-H", header]
    said = subprocess.run(
        [*words, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    p99, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
    return Run(per_second, float(p99) * scale, int(bad[1]) if bad else 0)


def checked(port: int, path: str) -> str:
    """What of ETag, 304, gzip, br is right at the embedded server; a sentence."""
    wrong = []
    plain = contenders.fetch(port, path).read()
    for coding in ("gzip", "br"):
        with contenders.fetch(port, path, Accept_Encoding=coding) as answer:
            if answer.headers["Content-Encoding"] != coding or not answer.headers["ETag"]:
                wrong.append(coding)
            etag = answer.headers["ETag"]
    try:
        contenders.fetch(port, path, Accept_Encoding="br", If_None_Match=etag)
        wrong.append("304")
    except contenders.urllib.request.HTTPError as error:  # type: ignore[attr-defined]
        if error.code != 304:
            wrong.append("304")
    return f"trang {len(plain):,} byte; " + (
        "sai: " + ", ".join(wrong) if wrong else "ETag, 304, gzip, br đúng"
    )


@contextmanager
def prepared(given: Path | None) -> Iterator[Path]:
    """A home with the demo province: the one given (made when it is empty), or one for now."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as temporary:
        home = given or Path(temporary)
        commands = ["migrate", "createcachetable", "prepare", "demo"]
        for command in commands[: 1 if (home / "demo-accounts.json").exists() else 4]:
            contenders.lantoa(home, command, "--verbosity", "0")
        yield home


def story_of(port: int) -> str:
    """The path of a story of the demo."""
    listed = contenders.fetch(port, "/guong/").read().decode()
    return str(re.findall(r'href="(/guong/[\w-]+/)"', listed)[0])


def rounds(ports: dict[str, int], path: str, options: argparse.Namespace) -> dict[str, list[Run]]:
    """Name → its runs."""
    runs: dict[str, list[Run]] = {name: [] for name in ports}
    for port in ports.values():
        wrk(port, path, 1)
    for number in range(options.rounds):
        for name, port in ports.items():
            runs[name].append(wrk(port, path, options.seconds))
        print(f"  vòng {number + 1}/{options.rounds} xong", flush=True)
    return runs


def table(runs: dict[str, list[Run]]) -> dict[str, tuple[float, float]]:
    """Print medians; name → (ratio to nginx static, p99 in ms)."""
    first = next(iter(runs.values()))
    base = median(run.per_second for run in first)
    found = {}
    print(f"\n| {'cách phục vụ':<24} | lượt/s | tỷ lệ | p99 ms | lỗi |\n|---|---|---|---|---|")
    for name, all_runs in runs.items():
        rate = median(run.per_second for run in all_runs)
        p99 = median(run.p99_ms for run in all_runs)
        # Ratios within a round: what slowed that round slowed both.
        ratio = median(a.per_second / b.per_second for a, b in zip(all_runs, first, strict=True))
        errors = sum(run.errors for run in all_runs)
        found[name] = ratio, p99
        print(f"| {name:<24} | {rate:,.0f} | {ratio:.3f} | {p99:.2f} | {errors} |")
    print(f"\nnginx, tệp tĩnh = 1 ({base:,.0f} lượt/s)")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="một vòng ngắn")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--requests", type=int, default=1_000_000, help="cho phần bộ nhớ; 0: bỏ")
    parser.add_argument("--processes", type=int, default=2, help="tiến trình web")
    parser.add_argument("--home", type=Path, help="thư mục tỉnh mẫu dùng lại")
    parser.add_argument("--path", default="", help="trang được hỏi; không nói thì một bài")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 1, 2
        options.requests = min(options.requests, 20_000)
    budgets = tomllib.loads((ROOT / "benchmarks" / "budgets.toml").read_text())["pages"]
    with prepared(options.home) as home:
        with contenders.served(home) as (port, _):
            path = options.path or story_of(port)
        with contenders.all_of_them(home, path, options.processes) as ports:
            print(f"{path}: {checked(ports['Lan Tỏa'], path)}", flush=True)
            found = table(rounds(ports, path, options))
        grown = measured_memory(home, options.requests) if options.requests else None
    ours, plain = found["Lan Tỏa"], found["Lan Tỏa, không đếm"]
    verdict("tỷ lệ khi đứng một mình", ours[0], budgets["embedded_ratio"], at_least=True)
    verdict("p99, ms", ours[1], budgets["embedded_p99_ms"], at_least=False)
    verdict("sau nginx giữ trang", found["nginx giữ trang"][0], budgets["behind_nginx_ratio"],
            at_least=True)  # fmt: skip
    verdict("giá của việc đếm", 1 - ours[0] / plain[0], budgets["counting_cost"], at_least=False)
    if grown is not None:
        verdict("bộ nhớ lớn thêm, MB", grown, budgets["growth_mb"], at_least=False)


def verdict(what: str, value: float, budget: float, *, at_least: bool) -> None:
    """One line: held or not. A budget missed is a finding, not an error."""
    held = value >= budget if at_least else value <= budget
    print(f"{'đạt ' if held else 'CHƯA'}  {what}: {value:.3g} (ngân sách {budget:g})")


if __name__ == "__main__":
    main()
