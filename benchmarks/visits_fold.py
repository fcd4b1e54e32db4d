# ruff: noqa: E402
"""One process: appending, reading a long tail, folding. Called by visits.py; prints JSON rows.

The tail has views of 20,000 people on 200 stories; the database has seen 100,000 people before.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
import django

django.setup()

from django.core.management import call_command

from lantoa.core import clock
from lantoa.reach import actions, counting, log, queries
from lantoa.reach.log import View
from lantoa.reach.marks import Mark

SEEN, PEOPLE, STORIES = 100_000, 20_000, 200
rows: list[tuple[str, str, str, bool | None]] = []


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def count_many(number: int) -> None:
    """Through the function the page cache calls."""
    mark = Mark("", "website")
    readers = [
        {"REMOTE_ADDR": f"10.0.{n // 250}.{n % 250}", "HTTP_USER_AGENT": "Mozilla/5.0 (Linux)",
         "HTTP_HOST": "lantoa.example", "QUERY_STRING": ""}
        for n in range(500)
    ]  # fmt: skip
    for n in range(number):
        counting.count(readers[n % 500], path="/guong/", mark=mark)


def main() -> None:
    """Measure and print."""
    lines = int(sys.argv[1])
    call_command("migrate", verbosity=0, interactive=False)
    now = clock.now()
    start = int((now - timedelta(minutes=2)).timestamp() * 1000)
    writer = counting.scribe().log
    seen = (View(start, "page", "/", "", "website", f"old{n:021}", "direct") for n in range(SEEN))
    writer.write(start, b"".join(map(log.line_of, seen)))
    actions.fold(at=now)

    took = timed(lambda: count_many(lines // 4))
    rate = lines / 4 / took
    rows.append(("counted views/s of one thread", f"{rate:,.0f}", "≥ 50,000", rate >= 50_000))
    actions.fold(at=now)

    block = [
        View(start + n * 60_000 // lines, "page", "/guong/x/", f"bai-{n * 7 % STORIES}", "website",
             f"v{n * 13 % PEOPLE:023}", "social")
        for n in range(lines)
    ]  # fmt: skip
    for first in range(0, lines, 10_000):
        writer.write(start, b"".join(map(log.line_of, block[first : first + 10_000])))
    took = timed(lambda: queries.visits(now))
    rows.append((f"first look at a tail of {lines:,} lines", f"{took:.2f} s", "", None))
    looks = []
    for n in range(20):
        writer.append(View(start, "page", "/", "", "website", f"n{n}", "direct"))
        looks.append(timed(lambda: queries.visits(now)) * 1000)
    look = statistics.median(looks)
    rows.append(("further looks, each with a new reader", f"{look:.1f} ms", "≤ 20 ms", look <= 20))
    before = queries.visits(now)
    took = timed(lambda: actions.fold(at=now))
    rate = (lines + 20) / took
    rows.append(("folding, lines/s", f"{rate:,.0f}", "≥ 50,000", rate >= 50_000))
    same = queries.visits(now) == before
    rows.append(("the same figures before and after", "yes" if same else "no", "yes", same))
    print(json.dumps(rows))


main()
