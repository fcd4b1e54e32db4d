"""Entering a list by Excel: 10,000 people with 700 planted faults of 27 kinds, on SQLite.

    .venv/bin/python benchmarks/lists.py [--rows N] [--faults N] [--json]

In one run, of the same file: openpyxl alone reading it, `lantoa` opening it, checking it, entering
the good rows as leads with their audit events, and the mended file again. Prints rows a second
and each step beside plain reading; exits 1 when a fault is missed, one is invented, a row is
doubled or lost, or the budget is not met.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
#: Rows entered in a second (docs/nap-danh-sach.md).
BUDGET = 300


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def plain(data: bytes) -> None:
    """What reading every cell costs, with nothing done."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass


def prepared() -> Any:
    """A fresh installation; the committee of the province."""
    import django

    django.setup()
    from django.core.management import call_command

    from lantoa.places import queries as places

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("prepare", verbosity=0)
    return places.root()


def measured(rows: int, faults: int) -> tuple[list[tuple[str, int, float]], dict[str, Any]]:
    """(step, rows, seconds) and what was found and entered."""
    unit = prepared()
    from tests.discovery.planted import mended, planted, workbook

    from lantoa.core import events
    from lantoa.core.actors import COMMAND
    from lantoa.discovery import queries
    from lantoa.nominations.models import Lead

    listed, told = planted(rows, faults)
    data = workbook(listed)
    steps = [("openpyxl alone", rows, min(timed(lambda: plain(data)) for _ in range(3)))]
    upload = _sent(data, unit, COMMAND)
    steps += _taken(upload, COMMAND, "")
    found = {
        (fault["cell"], fault["kind"])
        for row in queries.rows_to_mend(upload)
        for fault in row.faults
    }
    wanted = {(fault.cell, fault.kind) for fault in told}
    figures = {
        "planted": len(wanted), "kinds": len({kind for _, kind in wanted}),
        "found": len(found & wanted), "invented": len(found - wanted),
        "entered": Lead.objects.count(),
    }  # fmt: skip
    again = _sent(workbook(mended(listed, told)), unit, COMMAND)
    steps += _taken(again, COMMAND, "mended: ")
    figures["added by the mended file"] = Lead.objects.count() - figures["entered"]
    figures["doubled"] = Lead.objects.count() - rows
    figures["broken links of the audit chain"] = len(list(events.broken_links()))
    return steps, figures


def _sent(data: bytes, unit: Any, by: Any) -> Any:
    from lantoa.core import clock
    from lantoa.discovery import actions

    return actions.send(name="ds.xlsx", data=data, unit=unit, by=by, at=clock.now())


def _taken(upload: Any, by: Any, name: str) -> list[tuple[str, int, float]]:
    from lantoa.core import clock
    from lantoa.discovery import actions

    def enter() -> None:
        actions.begin(upload=upload, by=by, at=clock.now())
        while actions.import_portion(upload=upload, by=by, at=clock.now(), size=200):
            pass

    def check() -> None:
        while actions.check_portion(upload=upload, at=clock.now()):
            pass

    opening = timed(lambda: actions.open_file(upload=upload, at=clock.now()))
    checking = timed(check)
    good = upload.rows.filter(verdict="good").count()
    entering = timed(enter)
    count = upload.row_count
    return [
        (f"{name}opened", count, opening), (f"{name}checked", count, checking),
        (f"{name}entered", good, entering),
    ]  # fmt: skip


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--faults", type=int, default=700)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANTOA_HOME"] = home
        os.environ["LANTOA_DATABASE_URL"] = ""
        os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
        steps, figures = measured(options.rows, options.faults)
    alone = options.rows / steps[0][2]
    table = [
        {"step": name, "rows": rows, "seconds": round(took, 2), "rows_per_second": round(rows / took),
         "of_plain_reading": round(rows / took / alone, 2)}
        for name, rows, took in steps
    ]  # fmt: skip
    if options.json:
        print(json.dumps({"steps": table, "figures": figures}, indent=1))
    else:
        for row in table:
            print(
                f"{row['step']:18}{row['rows']:>8,} rows{row['seconds']:>8} s"
                f"{row['rows_per_second']:>8,} rows/s{row['of_plain_reading']:>7} of plain reading"
            )
        for name, number in figures.items():
            print(f"{name:34}{number:>8,}")
    entered = next(row for row in table if row["step"] == "entered")
    is_sound = (
        figures["found"] == figures["planted"]
        and figures["invented"] == figures["doubled"] == 0
        and figures["broken links of the audit chain"] == 0
        and figures["entered"] == options.rows - options.faults
        and figures["added by the mended file"] == options.faults
    )
    return 0 if is_sound and entered["rows_per_second"] >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
