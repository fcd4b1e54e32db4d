"""Many readers at once, each answer with its clock: python -m tests.e2e.crowd PLAN

Threads with kept-alive connections ask the addresses in turn, at a steady pace. Prints JSON: how
many answers, which statuses, when each address last showed its mark (seconds since 1970).
"""

import http.client
import json
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

READERS = 16


@dataclass
class Seen:
    """What one reader saw."""

    answers: Counter[int] = field(default_factory=Counter)
    last: dict[tuple[str, str], float] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)


class Reader(threading.Thread):
    """Asks on and on, each time what the plan says next, and notes until when it was stale."""

    def __init__(self, number: int, plan: dict[str, Any], leaving: threading.Event) -> None:
        super().__init__(daemon=True)
        self.seen = Seen()
        self.plan, self.leaving = plan, leaving
        self.addresses = list(
            islice(cycle(plan["addresses"]), number, number + len(plan["addresses"]))
        )
        self.connections: dict[str, http.client.HTTPConnection] = {}

    def run(self) -> None:
        pause = READERS / self.plan["per_second"]
        due = time.monotonic()
        for address, mark, how in cycle(self.addresses):
            due += pause
            if self.leaving.is_set():
                return
            time.sleep(max(0.0, due - time.monotonic()))
            due = max(due, time.monotonic() - 0.2)  # never make up for more than a moment
            try:
                self.ask(address, mark, how)
            except (OSError, http.client.HTTPException) as error:
                self.seen.odd.append(f"{address}: {error!r}")
                self.connections.clear()

    def ask(self, address: str, mark: str, how: str) -> None:
        parts = urlsplit(address)
        connection = self.connections.get(parts.netloc)
        if connection is None:
            connection = http.client.HTTPConnection(parts.netloc, timeout=20)
            self.connections[parts.netloc] = connection
        connection.request("GET", parts.path, headers={"User-Agent": "Mozilla/5.0 Chrome/120"})
        answer = connection.getresponse()
        body = answer.read()
        now = time.time()
        self.seen.answers[answer.status] += 1
        if answer.status in (200, 206) and mark.encode("latin-1", "replace") in body:
            self.seen.last[address, how] = now
        elif answer.status not in (200, 404, 410):
            self.seen.odd.append(f"{address}: {answer.status}")


def main(plan: dict[str, Any]) -> dict[str, Any]:
    begun = time.time()
    leaving = threading.Event()
    readers = [Reader(number, plan, leaving) for number in range(READERS)]
    for reader in readers:
        reader.start()
    while not Path(plan["stop"]).exists():
        time.sleep(0.05)
    leaving.set()
    for reader in readers:
        reader.join()
    total: Counter[int] = Counter()
    last: dict[tuple[str, str], float] = {}
    for reader in readers:
        total += reader.seen.answers
        for place, moment in reader.seen.last.items():
            last[place] = max(moment, last.get(place, 0))
    odd = [one for reader in readers for one in reader.seen.odd]
    return {"answers": sum(total.values()), "statuses": total, "odd": odd[:20],
            "seconds": time.time() - begun,
            "last": [[*place, moment] for place, moment in last.items()]}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
