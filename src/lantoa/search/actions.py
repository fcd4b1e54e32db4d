"""The only writers of what can be found. Repeating any of them does no harm.

No audit events: nothing here cannot be made again, and nobody acts.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from lantoa.core import clock
from lantoa.places import queries as places
from lantoa.planning.models import LegalDocument, Plan
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar, Practice
from lantoa.search import rules, seeds
from lantoa.search.contents import Record, words_of
from lantoa.search.engines import hosted
from lantoa.search.models import Abbreviation, Change, Kind, Miss, SearchEntry

#: Days for which changes are kept for hosts that slept; months for which misses are.
CHANGES_KEPT, MISSES_KEPT = timedelta(days=3), timedelta(days=365)
#: Different misses kept of one day: a robot's thousands of questions are nobody's.
MISSES_A_DAY = 1000
_NOT_KEPT = re.compile(r"@|\d{7,}|(?:\d[\s.\-()]{0,2}){8,}")


@transaction.atomic
def index(*, record: Record) -> SearchEntry | None:
    """Bring the entry of a record up to date; None when it has no page to lead to."""
    words = words_of(record)
    if words is None:
        return None
    both = f"{words.title} {words.body} {words.aliases}"
    entry, _ = SearchEntry.objects.update_or_create(
        kind=words.kind,
        subject=record.pk,
        defaults={
            "title": words.title[:300],
            "url": words.url,
            "body": words.body,
            "exact_title": rules.spaced(words.title, marks=True),
            "folded_title": rules.spaced(words.title, marks=False),
            "exact": rules.spaced(both, marks=True),
            "folded": rules.spaced(both, marks=False),
            "aliases": words.aliases,
            "sector": words.sector,
            "sector_key": words.sector_key,
            "place": words.place,
            "place_keys": "".join(f" {key}" for key in words.place_keys) + " "
            if words.place_keys
            else "",
            "dated": words.dated,
        },
    )
    _changed(words.kind, record.pk)
    hosted.put(entry)
    return entry


@transaction.atomic
def forget(*, kind: Kind, subject: int) -> None:
    """Take a record out of what can be found."""
    for entry in SearchEntry.objects.filter(kind=kind, subject=subject):
        hosted.drop(entry)
        entry.delete()
    _changed(kind, subject)


@transaction.atomic
def rebuild() -> int:
    """Make all entries again from the records. How many there are.

    Entries stay findable meanwhile; those whose record is gone go.
    """
    kept: dict[str, set[int]] = {kind: set() for kind in Kind.values}
    for record in _everything():
        entry = index(record=record)
        if entry is not None:
            kept[entry.kind].add(entry.subject)
    for kind, subject in SearchEntry.objects.values_list("kind", "subject"):
        if subject not in kept.get(kind, ()):
            forget(kind=Kind(kind), subject=subject)
    return SearchEntry.objects.count()


@transaction.atomic
def load_abbreviations() -> int:
    """Fill the glossary on the first start; editors keep it afterwards. How many were added."""
    if Abbreviation.objects.exists():
        return 0
    rows = [Abbreviation(short=short, long=long) for short, long in seeds.ABBREVIATIONS]
    return len(Abbreviation.objects.bulk_create(rows))


@transaction.atomic
def note_miss(*, q: str, day: date) -> None:
    """Count a question that led nowhere, for editors: its folded words and the day, no more.

    What looks like a telephone number, an e-mail address or an address of the web is not kept,
    nor what is too short or long to teach anything.
    """
    words = " ".join(rules.words_of(q, marks=False))
    if not 2 <= len(words) <= 100 or _NOT_KEPT.search(q) or "www." in q or "://" in q:
        return
    if Miss.objects.filter(day=day, words=words).update(count=F("count") + 1):
        return
    if Miss.objects.filter(day=day).count() < MISSES_A_DAY:
        Miss.objects.get_or_create(day=day, words=words, defaults={"count": 1})


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Drop changes that every host has long applied and misses older than a year. How many."""
    changes, _ = Change.objects.filter(at__lt=at - CHANGES_KEPT).delete()
    misses, _ = Miss.objects.filter(day__lt=(at - MISSES_KEPT).date()).delete()
    return changes + misses


@transaction.atomic
def ensure_places() -> None:
    """Make the entries of today's units when there are none yet."""
    if not SearchEntry.objects.filter(kind=Kind.PLACE).exists():
        for unit in places.communes(clock.today()):
            index(record=unit)


@transaction.atomic
def index_plans() -> None:
    """Bring the entries of all plans and documents up to date."""
    for record in _plans():
        index(record=record)


def _changed(kind: str, subject: int) -> None:
    Change.objects.create(kind=kind, subject=subject, at=clock.now())


def _everything() -> Iterator[Record]:
    yield from Publication.objects.select_related("exemplar__place").iterator()
    yield from Exemplar.objects.select_related("place", "sector").iterator()
    yield from Practice.objects.select_related("exemplar__place", "exemplar__sector").iterator()
    yield from _plans()
    yield from places.communes(clock.today())


def _plans() -> Iterator[Record]:
    yield from Plan.objects.select_related("document", "unit").iterator()
    yield from LegalDocument.objects.all().iterator()
