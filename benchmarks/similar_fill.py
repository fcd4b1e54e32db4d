"""Fills a database with a province's worth of tips, files and exemplars, by the million in minutes.

A world by actions would take days. The rows go once into a bare table of their own; from there the
database makes leads, open files, exemplars and published stories, each with one statement.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from benchmarks.duplicates_corpus import Corpus
from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.rules import matching_name
from lantoa.places.models import AdminUnit
from lantoa.places.queries import communes, root
from lantoa.publishing.models import Publication
from lantoa.registry.models import Consent, ConsentChannel, Exemplar, Sector
from lantoa.registry.queries import PORTAL_CHANNEL
from lantoa.stories.models import Section, Story

_SEED = 1526
_DAY = date(2026, 3, 1)
_BATCH = 20_000


def fill(count: int) -> None:
    """Half of `count` rows are leads: 60% open, 20% with an open file, 20% closed. The other half
    are exemplars, of which one in five has a published story. Does nothing when already filled.
    """
    if Lead.objects.filter(number="B-0").exists():
        return
    rows = _rows(Corpus(count, _SEED))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # a file that a power cut may spoil: it is made anew
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA secure_delete=OFF")
            cursor.execute("PRAGMA cache_size=-1000000")
        with transaction.atomic():
            cursor.execute(
                "CREATE TEMPORARY TABLE told (n integer PRIMARY KEY, name text, folded text,"
                " place integer, deed text, year integer)"
            )
            _load(cursor, rows)
            _leads(cursor, count // 2)
            _exemplars(cursor, count // 2)
            cursor.execute("DROP TABLE told")
        # What the nightly care, or autovacuum, does on an installation.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _rows(corpus: Corpus) -> Iterator[tuple[Any, ...]]:
    """Six in ten are of a commune as it was called before the mergers."""
    by_name = {unit.name: unit.pk for unit in AdminUnit.objects.communes().order_by("valid_from")}
    places = [unit.pk for unit in communes(clock.today())]
    # Both read by now: while rows are copied the connection answers nothing else.
    return (
        (
            number, row.name, matching_name(row.name),
            by_name.get(row.commune, places[number % len(places)]),
            row.achievement[:300], row.birth_year or None,
        )
        for number, row in enumerate(corpus.rows)
    )  # fmt: skip


def _load(cursor: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        with cursor.copy("COPY told FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    while batch := list(islice(rows, _BATCH)):
        cursor.executemany("INSERT INTO told VALUES (%s, %s, %s, %s, %s, %s)", batch)


def _leads(cursor: Any, half: int) -> None:
    state = (
        "CASE WHEN n % 10 < 6 THEN 'received' WHEN n % 10 < 8 THEN 'accepted'"
        " WHEN n % 10 = 8 THEN 'joined' ELSE 'declined' END"
    )
    _insert(
        cursor, Lead, f"told WHERE n < {half}", number="'B-' || n", code_digest="'B-' || n",
        state=state, who="name", folded_who="folded", place="place", what="deed",
        channel="'web'", kind="'person'", received_at=clock.now(), due_on=_DAY, unit=root().pk,
    )  # fmt: skip
    _insert(
        cursor, Nomination, f"{Lead._meta.db_table} lead WHERE state = 'accepted'", lead="lead.id",
        full_name="who", deed="'x'", place="place_id", unit="unit_id", kind="'person'",
        sector=_sector(), opened_by=_officer(), opened_at=clock.now(),
    )  # fmt: skip


def _exemplars(cursor: Any, half: int) -> None:
    _insert(
        cursor, Exemplar, f"told WHERE n >= {half}", code="'B-' || n", full_name="name",
        kind="'person'", standing="'recognised'", sort_key="folded", match_key="folded",
        folded_name="folded", birth_year="year", deed="deed", place="place", unit=root().pk,
        sector=_sector(), recognised_on=_DAY, verified_on=_DAY,
    )  # fmt: skip
    published = f"{Exemplar._meta.db_table} e WHERE id % 5 = 0"
    by, at = _officer(), clock.now()
    section = Section.objects.values_list("pk", flat=True)[0]
    _insert(
        cursor, Story, published, exemplar="id", unit="unit_id", section=section, slug="code",
        title="full_name", drafted_at=at,
    )  # fmt: skip
    _insert(
        cursor, Publication, f"{Story._meta.db_table} story", story="id", exemplar="exemplar_id",
        unit="unit_id", slug="slug", title="title", content={"shows_person": False},
        published_at=at, revised_at=at,
    )  # fmt: skip
    _insert(
        cursor, Consent, published, exemplar="id", giver="'self'", giver_name="full_name",
        covers_name=True, covers_image=True, form="'paper'", given_on=_DAY, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    _insert(
        cursor, ConsentChannel, f"{Consent._meta.db_table} consent", consent="id",
        channel=f"'{PORTAL_CHANNEL}'",
    )  # fmt: skip


def _insert(cursor: Any, model: type[models.Model], source: str, **values: Any) -> None:
    """Rows of `model` out of `source`: a string is SQL over it, anything else a value for all;
    fields that are not named take their defaults."""
    columns, words, given = [], [], []
    for field in model._meta.local_concrete_fields:
        if field.primary_key:
            continue
        columns.append(connection.ops.quote_name(field.column))
        value = values.pop(field.name) if field.name in values else None
        if isinstance(value, str):
            words.append(value.replace("%", "%%"))
        else:
            words.append("%s")
            value = field.get_default() if value is None else value
            given.append(field.get_db_prep_save(value, connection))
    if values:
        raise ValueError(f"no such fields: {values}")
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"  # noqa: S608  # our own words
        f" SELECT {', '.join(words)} FROM {source.replace('%', '%%')}",
        given,
    )


def _sector() -> int:
    return int(Sector.objects.values_list("pk", flat=True)[0])


def _officer() -> int:
    return (User.objects.first() or User.objects.create(email="bench@example.invalid")).pk
