"""One new tip against a million records, on SQLite and on PostgreSQL.

    python benchmarks/similar.py --rows 1000000 [--keep FOLDER]

Half the records are leads, 60% of them open and 20% with an open file, the others are exemplars,
one in five with a published story (`similar_fill`); names and communes as in `duplicates_corpus`.
Asked is what the form asks while somebody types (`portal.telling.similar`): names of the records, a
third of them miswritten, each with a commune of today; then the twenty commonest names, which some
thousand people bear. Times are of the whole call, on a warm connection, not of the way there.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

ASKED, WARMING, COMMONEST = 400, 20, 20


def main() -> None:
    """Print p50 and p95 of both databases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="home of the SQLite file, used again next time")
    parser.add_argument("--no-postgres", action="store_true")
    parser.add_argument("--here", action="store_true", help="measure the database that is set")
    options = parser.parse_args()
    if options.here:
        _measure(options.rows)
        return
    from lantoa.config.cli import suite

    command = [sys.executable, __file__, "--here", "--rows", str(options.rows)]
    kept = nullcontext(options.keep) if options.keep else None
    with kept or tempfile.TemporaryDirectory(prefix="lantoa-bench-") as home:
        env = {**os.environ, "LANTOA_HOME": str(home)}
        env.pop("LANTOA_DATABASE_URL", None)
        subprocess.run(command, env=env, check=True)
        if not options.no_postgres and Path("/usr/lib/postgresql").exists():
            with suite.postgres(Path(home)) as address:
                subprocess.run(command, env={**env, "LANTOA_DATABASE_URL": address}, check=True)


def _measure(count: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.similar_fill import fill

    call_command("migrate", verbosity=0, interactive=False)
    call_command("prepare", verbosity=0)
    began = time.perf_counter()
    fill(count)
    connection.close()  # the settings that made filling fast end with it
    print(f"{connection.vendor:10} nạp {time.perf_counter() - began:.0f} s", flush=True)
    told, commonest = _names()
    limit = tomllib.loads((ROOT / "benchmarks" / "budgets.toml").read_text("utf-8"))
    for what, names in (("tên bất kỳ", told), ("tên rất đông người mang", commonest)):
        times, found = _asked(names)
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        passed = p95 <= limit["duplicates"]["similar_p95_ms"]
        print(
            f"{connection.vendor:10} {count:,} hồ sơ, {what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms,"
            f" chậm nhất {times[-1]:.1f} ms; {found}/{len(times)} có người:"
            f" {'đạt' if passed else 'KHÔNG ĐẠT'}",
            flush=True,
        )


def _names() -> tuple[list[str], list[str]]:
    """Names of the records as people would type them, and the commonest names."""
    from django.db.models import Count

    from benchmarks.duplicates_corpus import Corpus
    from lantoa.nominations.models import Lead
    from lantoa.registry.models import Exemplar

    dice, hand = random.Random(1), Corpus(100, 1526)
    leads = Lead.objects.order_by("pk").values_list("who", flat=True)
    exemplars = Exemplar.objects.order_by("pk").values_list("full_name", flat=True)
    every = [*leads, *exemplars]
    told = [dice.choice(every) for _ in range(ASKED + WARMING)]
    told = [hand._slip(name) if at % 3 == 0 else name for at, name in enumerate(told)]
    common = Exemplar.objects.order_by().values("folded_name").annotate(n=Count("pk"))
    names = [row["folded_name"] for row in common.order_by("-n", "folded_name")[:COMMONEST]]
    return told, [name for name in names for _ in range(5)]


def _asked(names: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each question, the fastest first, and how many had an answer."""
    from lantoa.core import clock
    from lantoa.places.queries import communes
    from lantoa.portal import telling

    dice, times, found = random.Random(2), [], 0
    codes = [unit.code for unit in communes(clock.today())]
    for number, name in enumerate(names):
        began = time.perf_counter()
        people = telling.similar(name, dice.choice(codes))
        took = (time.perf_counter() - began) * 1000
        if number >= WARMING or len(names) <= COMMONEST * 5:  # the first warm the connection
            times.append(took)
            found += bool(people)
    return sorted(times), found


if __name__ == "__main__":
    main()
