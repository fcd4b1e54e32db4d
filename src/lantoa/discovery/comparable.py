"""Leads, open files and exemplars as the matching sees them. Everything is read anew each time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lantoa.discovery.matching import Record
from lantoa.discovery.states import RecordKind
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.queries import OPEN_LEADS, OPEN_NOMINATIONS
from lantoa.places.models import OrgUnit, UnitSuccession
from lantoa.registry.models import Exemplar, Merger
from lantoa.registry.states import Standing

Key = tuple[str, int]
#: Kind → model, in the order in which sides stand and rows are locked.
MODELS: dict[str, Any] = {
    RecordKind.EXEMPLAR: Exemplar,
    RecordKind.NOMINATION: Nomination,
    RecordKind.LEAD: Lead,
}
_ORDER = {kind: place for place, kind in enumerate(MODELS)}
_FACTS = ("kind", "full_name", "birth_year", "place__name", "organisation", "deed")
_TOLD = ("kind", "who", "place__name", "what")


@dataclass(frozen=True, slots=True)
class Comparable:
    """One record in the comparison, its unit, and the key under which it is paired.

    A merged exemplar is compared too, for its words are the kept one's: `key` is the kept one.
    """

    own: Key
    key: Key
    unit: int
    record: Record


def ordered(left: Key, right: Key) -> tuple[Key, Key]:
    """The two keys as a pair has them: the kind further on its way first, then the older."""
    first, second = sorted((left, right), key=lambda key: (_ORDER[key[0]], key[1]))
    return first, second


def everyone() -> Iterator[Comparable]:
    """All that may be compared: open leads, open files, exemplars that are not revoked."""
    kept = dict(Merger.objects.standing().values_list("gone", "kept"))
    standing = Exemplar.objects.exclude(standing=Standing.REVOKED).filter(erased_at__isnull=True)
    for one in _rows(RecordKind.EXEMPLAR, standing, _FACTS):
        pk = one.own[1]
        yield Comparable(one.own, (one.own[0], kept.get(pk, pk)), one.unit, one.record)
    opened = Nomination.objects.filter(state__in=OPEN_NOMINATIONS)
    yield from _rows(RecordKind.NOMINATION, opened, _FACTS)
    yield from _rows(RecordKind.LEAD, Lead.objects.filter(state__in=OPEN_LEADS), _TOLD)


def of(keys: Iterable[Key]) -> dict[Key, Comparable]:
    """These records, whatever became of them; one query for each kind among them."""
    wanted: dict[str, list[int]] = {}
    for kind, pk in keys:
        wanted.setdefault(kind, []).append(pk)
    found = {}
    for kind, pks in wanted.items():
        names = _TOLD if kind == RecordKind.LEAD else _FACTS
        for one in _rows(kind, MODELS[kind].objects.filter(pk__in=pks), names):
            found[one.own] = one
    return found


def commune_mergers() -> dict[str, list[str]]:
    """Name of a former commune → names of those in which it lies since; one query."""
    links = UnitSuccession.objects.order_by("pk").values_list("old__name", "new__name")
    found: dict[str, list[str]] = {}
    for old, new in links:
        found.setdefault(old, []).append(new)
    return found


class Units:
    """The tree of organisations, to find the nearest one above two."""

    def __init__(self) -> None:
        self.paths: dict[int, str] = dict(OrgUnit.objects.values_list("pk", "path"))
        self.at = {path: pk for pk, path in self.paths.items()}

    def above(self, left: int, right: int) -> int | None:
        """Key of the unit that holds both, the nearest; None when no one unit does."""
        one, other = self.paths[left], self.paths[right]
        end = min(len(one), len(other))
        while end and one[:end] != other[:end]:
            end -= OrgUnit.steplen
        return self.at.get(one[:end])


def _rows(kind: str, rows: QuerySet[Any], names: tuple[str, ...]) -> Iterator[Comparable]:
    found = rows.order_by("pk").values_list("pk", "unit", *names)
    for pk, unit, whom, name, *rest in found.iterator(chunk_size=2000):
        year, place, organisation, deed = rest if len(rest) == 4 else (None, rest[0], "", rest[1])
        record = Record(f"{kind}:{pk}", whom, name, year, place, organisation, deed)
        yield Comparable((str(kind), pk), (str(kind), pk), unit, record)
