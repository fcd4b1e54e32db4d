"""Lighthouse on ten kinds of pages of the demo, on its slow-phone setting; one table.

    .venv/bin/python benchmarks/lighthouse.py [--url http://127.0.0.1:8000] [kind …]

Without --url it loads the demo into a temporary home and serves it there. Lighthouse itself is
installed by npm into a temporary folder; Chromium is the one of the system. Budgets:
PERFORMANCE.md §6 (performance ≥ 98, the other three 100, LCP ≤ 1.5 s, blocking 0, home ≤ 100 KB,
story ≤ 150 KB over the wire).
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VERSION = "12.8.2"
CHROMIUM = "/usr/bin/chromium"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Kind → path, or (page that links to one, pattern of its path).
KINDS: dict[str, str | tuple[str, str]] = {
    "home": "/",
    "stories": "/guong/",
    "story": ("/guong/", r"/guong/[a-z0-9-]+/"),
    "exemplar": ("/sitemap-exemplars-1.xml", r"/dien-hinh/[A-Z0-9-]+/"),
    "practices": "/mo-hinh/",
    "practice": ("/mo-hinh/", r"/mo-hinh/[a-z0-9-]+/"),
    "plan": ("/ke-hoach/", r"/ke-hoach/[a-z0-9-]+/"),
    "search": "/tim-kiem/",
    "statistics": "/thong-ke/",
    "nominate": "/gioi-thieu/",
}
#: Bytes over the wire that a kind may cost.
BUDGETS = {"home": 100_000, "story": 150_000}


@contextmanager
def demo() -> Iterator[str]:
    """The demo province, served from a temporary home; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="lantoa-lighthouse-") as home:
        env = {**os.environ, "LANTOA_HOME": home}
        words = [str(ROOT / "lantoa"), "up", "--port", str(port)]
        platform = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True)
        assert platform.stdout
        try:
            for line in platform.stdout:
                if line.startswith("Sẵn sàng"):
                    break
            yield f"http://127.0.0.1:{port}"
        finally:
            platform.terminate()
            platform.wait(30)


def path_of(address: str, where: str | tuple[str, str]) -> str:
    """A path as it is, or the first one on a page that fits a pattern."""
    if isinstance(where, str):
        return where
    with urllib.request.urlopen(address + where[0], timeout=30) as answer:
        found = re.search(where[1], answer.read().decode())
    if found is None:
        raise SystemExit(f"{where[0]}: nothing like {where[1]}")
    return found[0]


def measured(program: Path, url: str, folder: Path) -> dict[str, Any]:
    """One report. Raises SystemExit with Lighthouse's words when there is none."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [program, url, "--quiet", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(CATEGORIES)}", "--form-factor=mobile",
         "--throttling-method=simulate",
         "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not report.exists():
        raise SystemExit(done.stderr[-2000:])
    made: dict[str, Any] = json.loads(report.read_text())
    return made


def row(kind: str, report: dict[str, Any]) -> tuple[str, list[str]]:
    """The line of the table, and what fell short."""
    audits = report["audits"]
    scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
    seconds = audits["largest-contentful-paint"]["numericValue"] / 1000
    blocked = audits["total-blocking-time"]["numericValue"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    size = audits["total-byte-weight"]["numericValue"]
    short = [f"{n} {s}" for n, s, least in zip(CATEGORIES, scores, (98, 100, 100, 100), strict=True)
             if s < least]  # fmt: skip
    short += [f"LCP {seconds:.2f} s"] if seconds > 1.5 else []
    short += [f"TBT {blocked:.0f} ms"] if blocked else []
    short += [f"{size / 1000:.0f} KB"] if size > BUDGETS.get(kind, 10**9) else []
    figures = " | ".join(map(str, scores))
    line = (
        f"| {kind} | {figures} | {seconds:.2f} | {blocked:.0f} | {shift:.3f} | {size / 1000:.0f} |"
    )
    return line, short


def failed(report: dict[str, Any]) -> list[str]:
    """Audits of the last three categories that did not pass."""
    names = [
        ref["id"]
        for category in CATEGORIES[1:]
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"]
    ]
    found = {name: report["audits"][name] for name in names}
    return [f"{name}: {each['title']}" for name, each in found.items() if each["score"] == 0]


@contextmanager
def installed(program: str) -> Iterator[Path]:
    """Lighthouse: the one named, or one that npm puts into a temporary folder."""
    if program:
        yield Path(program)
        return
    with tempfile.TemporaryDirectory(prefix="lantoa-lighthouse-npm-") as name:
        words = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", name]
        subprocess.run([*words, f"lighthouse@{VERSION}"], check=True)
        yield Path(name) / "node_modules" / ".bin" / "lighthouse"


def measure(address: str, kinds: list[str], program: Path) -> int:
    """Print the table; 1 when anything fell short of its budget."""
    print("| page | perf | access | best | SEO | LCP s | TBT ms | CLS | KB |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    notes = []
    with tempfile.TemporaryDirectory(prefix="lantoa-lighthouse-") as folder:
        for kind in kinds:
            path = path_of(address, KINDS[kind])
            with urllib.request.urlopen(address + path, timeout=60):
                time.sleep(0.2)  # measured as a reader meets it: ready-made
            report = measured(program, address + path, Path(folder))
            line, short = row(kind, report)
            print(line, flush=True)
            notes += [f"{kind}: {each}" for each in [*short, *failed(report)]]
    print("\n".join(notes) or "within every budget")
    return 1 if notes else 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", help="a platform that runs already")
    parser.add_argument("--lighthouse", default="", help="the program, when it is there already")
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="of these kinds only")
    options = parser.parse_args()
    kinds = options.kinds or list(KINDS)
    with installed(options.lighthouse) as program:
        if options.url:
            return measure(options.url.rstrip("/"), kinds, program)
        with demo() as address:
            return measure(address, kinds, program)


if __name__ == "__main__":
    sys.exit(main())
