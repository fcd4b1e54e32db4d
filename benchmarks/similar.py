"""One new tip against a million records, on SQLite and on PostgreSQL.

    python benchmarks/similar.py --rows 1000000

Half the records are leads that are open, a tenth of which also have an open file, the others are
exemplars; names, communes as in `duplicates_corpus`. Asked is what the form asks while somebody
types (`discovery.queries.similar_people`): names of the list, a third of them miswritten, each
with a commune of today. Times are of the whole call, on a warm connection.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.duplicates_corpus import Corpus  # noqa: E402  # after the path is set

ASKED = 300


def main() -> None:
    """Print p50 and p95 of both databases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--no-postgres", action="store_true")
    parser.add_argument("--here", action="store_true", help="(within) measure the set database")
    options = parser.parse_args()
    if options.here:
        _measure(options.rows)
        return
    from lantoa.config.cli import suite

    command = [sys.executable, __file__, "--here", "--rows", str(options.rows)]
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as home:
        env = {**os.environ, "LANTOA_HOME": home}
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

    call_command("migrate", verbosity=0, interactive=False)
    call_command("prepare", verbosity=0)
    corpus = Corpus(count, 1526)
    places = _fill(corpus)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from lantoa.discovery.queries import similar_people

    dice, times, found = random.Random(1), [], 0
    for number in range(ASKED + 20):
        name = dice.choice(corpus.rows).name
        name = corpus._slip(name) if number % 3 == 0 else name
        place = dice.choice(places)
        began = time.perf_counter()
        found += bool(similar_people(name, place))
        if number >= 20:  # the first warm the connection
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    budget = tomllib.loads((ROOT / "benchmarks" / "budgets.toml").read_text("utf-8"))
    limit = budget["duplicates"]["similar_p95_ms"]
    print(
        f"{connection.vendor:10} {count:,} records: p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"slowest {times[-1]:.1f} ms; {found} of {ASKED + 20} named somebody: "
        f"{'đạt' if p95 <= limit else 'KHÔNG ĐẠT'} (hạn {limit})",
        flush=True,
    )


def _fill(corpus: Corpus) -> list[Any]:
    """Rows straight into the tables: a world by actions would take a day. Today's communes."""
    from datetime import date

    from lantoa.core import clock
    from lantoa.nominations.models import Lead, Nomination
    from lantoa.nominations.rules import matching_name
    from lantoa.places.models import AdminUnit
    from lantoa.places.queries import communes, root
    from lantoa.registry.models import Exemplar, Sector

    by_name = {unit.name: unit for unit in AdminUnit.objects.communes().order_by("valid_from")}
    places = list(communes(clock.today()))
    unit, at, day = root(), clock.now(), date(2026, 3, 1)
    sector = Sector.objects.all()[0]
    half = len(corpus.rows) // 2
    leads, exemplars = [], []
    for number, row in enumerate(corpus.rows):
        place = by_name.get(row.commune, places[number % len(places)])
        folded = matching_name(row.name)
        if number < half:
            leads.append(Lead(
                number=f"B-{number}", code_digest=f"{number:064d}", state="received",
                channel="web", kind="person", who=row.name, folded_who=folded, place=place,
                unit=unit, what=row.achievement, received_at=at, due_on=day,
            ))  # fmt: skip
        else:
            exemplars.append(Exemplar(
                code=f"B-{number}", kind="person", standing="recognised", full_name=row.name,
                sort_key=folded, match_key=folded, folded_name=folded, deed=row.achievement[:300],
                sector=sector, place=place, unit=unit, recognised_on=day, verified_on=day,
            ))  # fmt: skip
        if len(leads) + len(exemplars) >= 20_000 or number + 1 == len(corpus.rows):
            Lead.objects.bulk_create(leads, batch_size=500)
            Exemplar.objects.bulk_create(exemplars, batch_size=500)
            leads, exemplars = [], []
    by = _officer()
    files = [
        Nomination(
            lead=lead, kind="person", full_name=lead.who, deed="x", sector=sector,
            place_id=lead.place_id, unit=unit, opened_by=by, opened_at=at,
        )
        for lead in Lead.objects.filter(pk__lte=half // 10)
    ]  # fmt: skip
    Nomination.objects.bulk_create(files, batch_size=500)
    return places


def _officer() -> Any:
    from lantoa.accounts.models import User

    return User.objects.first() or User.objects.create(email="bench@example.invalid")


if __name__ == "__main__":
    main()
