"""Erasing a person from what was read of them: rows of lists, old files, judgements on pairs.

Follows `registry.erased`. A row is the person's when a tip of theirs came from it, or when nobody
has entered it yet and it names them in their commune. Its list or file loses its original at once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.core import events, forgetting
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.discovery import queries
from lantoa.discovery.actions.old_files import place_of
from lantoa.discovery.actions.originals import ERASURE, drop
from lantoa.discovery.lists import Layout
from lantoa.discovery.models import DuplicatePair, ListRow, ListUpload, OldFile
from lantoa.discovery.queries.old_files import digest_of, is_erased
from lantoa.discovery.states import PairState, RecordKind, RowVerdict
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Lead, RightsRequest
from lantoa.nominations.rules import matching_name
from lantoa.registry import queries as registry
from lantoa.registry.actions import ERASED
from lantoa.registry.models import Exemplar
from lantoa.vietnamese import fold

_PORTION = 500
#: What of a record of an old file tells of nobody: where it stood, and of what kind it was.
_STAYS = ("kind", "sheet", "row", "column", "digest")
#: Values in the log of a list or file that tell what it and its sheets are called.
_NAMED = frozenset({"name", "row", "layouts", "problems", "notes"})


@dataclass(frozen=True)
class _Person:
    """All by which somebody is found: keys of their tips, and (folded name, key of the place)."""

    leads: Collection[int]
    keys: Collection[str]
    names: Collection[tuple[str, int]]

    def is_named(self, name: str, place: int | None) -> bool:
        """Whether a row that nobody entered is about them."""
        return bool(name) and (matching_name(name), place) in self.names


@transaction.atomic
def erase_person(*, exemplar: Exemplar, by: Actor, at: datetime) -> int:
    """Take an erased person out of lists, old files and pairs; in how many lists and files.

    Harmless when done before. Raises Refused when the exemplar is not erased.
    """
    if exemplar.erased_at is None or not by.may("list.follow", exemplar.unit):
        raise Refused(["Chỉ xóa khỏi danh sách người đã xóa theo yêu cầu."])
    records = registry.one_person(exemplar)
    told = nominations.told_of(records)
    requests = RightsRequest.objects.select_for_update().filter(exemplar__in=records)
    searched = [request for request in requests.order_by("pk") if request.erased_names]
    keys = Lead.objects.filter(pk__in=told.leads).values_list("idempotency_key", flat=True)
    person = _Person(
        leads=told.leads,
        keys={key for key in keys if key},
        names={(name, place) for one in searched for name, place in one.erased_names},
    )
    _forget_pairs(records, told)
    count = _erase_rows(person, by, at) + _erase_records(person, by, at)
    for request in searched:
        nominations.let_names_go(request=request, by=by, at=at)
    return count


def _forget_pairs(records: Collection[int], told: nominations.Told) -> None:
    """What an officer noted on a pair may name both; a pair with nobody in it waits for nobody."""
    sides = (
        (RecordKind.EXEMPLAR, records),
        (RecordKind.NOMINATION, told.nominations),
        (RecordKind.LEAD, told.leads),
    )
    for kind, keys in sides:
        for pk in keys:
            pairs = DuplicatePair.objects.about(kind, pk)
            pairs.exclude(note="").update(note=ERASED)
            pairs.filter(state=PairState.WAITING).update(state=PairState.LAPSED)


def _erase_rows(person: _Person, by: Actor, at: datetime) -> int:
    found = set(ListRow.objects.filter(lead__in=person.leads).values_list("upload", flat=True))
    found |= set(_lists_that_name(person)) if person.names else set()
    uploads = ListUpload.objects.filter(pk__in=found).select_related("unit").order_by("pk")
    return sum(_erase_from_list(upload, person, by, at) for upload in uploads)


def _lists_that_name(person: _Person) -> Iterator[int]:
    layouts: dict[int, dict[str, Layout]] = {}
    for row in _open_rows(ListRow.objects.select_related("upload__unit")):
        if row.upload_id not in layouts:
            layouts[row.upload_id] = queries.layouts(row.upload)
        if person.is_named(*_who_where(row, row.upload, layouts[row.upload_id])):
            yield row.upload_id


def _open_rows(rows: Any) -> Iterator[ListRow]:
    waiting = rows.filter(lead__isnull=True).exclude(verdict=RowVerdict.ERASED)
    yield from waiting.order_by("pk").iterator(chunk_size=_PORTION)


def _who_where(
    row: ListRow, upload: ListUpload, layouts: dict[str, Layout]
) -> tuple[str, int | None]:
    """The name in a row as typed, and the place it gives, or else that of the unit."""
    index = layouts[row.sheet].index("who")
    name = row.cells[index] if index < len(row.cells) else ""
    return name, row.facts.get("place") or upload.unit.admin_unit_id


def _erase_from_list(upload: ListUpload, person: _Person, by: Actor, at: datetime) -> int:
    lock(upload)
    layouts = queries.layouts(upload)
    rows = list(upload.rows.filter(lead__in=person.leads))
    rows += [
        row
        for row in _open_rows(upload.rows.all())
        if person.is_named(*_who_where(row, upload, layouts))
    ]
    fresh = [row for row in rows if row.facts or row.key or ERASED not in row.cells]
    for row in fresh:
        index = layouts[row.sheet].index("who")
        row.cells = [ERASED if place == index else "" for place in range(len(row.cells))]
        row.facts, row.faults, row.notes, row.key = {}, [], [], ""
        row.verdict = RowVerdict(row.verdict) if row.lead_id else RowVerdict.ERASED
        row.save()
    if not fresh:
        return 0
    drop(upload, why=ERASURE, by=by, at=at)
    changes = {"rows": len(fresh)}
    events.record("list.rows_erased", upload, by=by, at=at, changes=changes, unit=upload.unit)
    _rename(upload, person, by, at)
    return 1


def _erase_records(person: _Person, by: Actor, at: datetime) -> int:
    found = [
        old_file.pk
        for old_file in OldFile.objects.defer("preview").select_related("unit__admin_unit")
        if any(_is_of(old_file, record, person, at) for record in old_file.records)
    ]
    old_files = OldFile.objects.filter(pk__in=found).select_related("unit__admin_unit", "file")
    for old_file in old_files.order_by("pk"):
        lock(old_file)
        records = [
            _blank(record) if _is_of(old_file, record, person, at) else record
            for record in old_file.records
        ]
        changes = {"records": sum(map(is_erased, records))}
        old_file.records = records
        old_file.save(update_fields=["records"])
        drop(old_file, why=ERASURE, by=by, at=at)
        events.record(
            "old_file.records_erased", old_file, by=by, at=at, changes=changes, unit=old_file.unit
        )
        _rename(old_file, person, by, at)
    return len(found)


def _is_of(old_file: OldFile, record: dict[str, Any], person: _Person, at: datetime) -> bool:
    if is_erased(record):
        return False
    if digest_of(old_file, record) in person.keys:
        return True
    name = matching_name(record["name"])
    if name not in {known for known, _ in person.names}:
        return False
    return person.is_named(record["name"], place_of(record["place"], old_file.unit, at).pk)


def _blank(record: dict[str, Any]) -> dict[str, Any]:
    nothing = {name: value if name in _STAYS else "" for name, value in record.items()}
    return {**nothing, "birth_year": None, "name": ERASED}


def _rename(kept: ListUpload | OldFile, person: _Person, by: Actor, at: datetime) -> None:
    """A file, or a sheet of it, may be called by the person; the log has those names too."""
    names = {name for name, _ in person.names if name}
    sheets = {layout["sheet"] for layout in kept.layouts} if isinstance(kept, ListUpload) else {
        record["sheet"] for record in kept.records
    }  # fmt: skip
    called = sorted(text for text in {kept.name, *sheets} if _names_one_of(text, names))
    if not called:
        return
    new = {text: ERASED if text == kept.name else f"{ERASED} {n}" for n, text in enumerate(called)}
    if isinstance(kept, ListUpload):
        _rename_sheets(kept, new)
    else:
        kept.records = [_renamed(kept, record, new) for record in kept.records]
    kept.name = new.get(kept.name, kept.name)
    kept.save()
    known = {name for event in events.history(kept) for name in event.changes}
    forgetting.forget([kept], keep=known - _NAMED, by=by, at=at, unit=kept.unit)


def _rename_sheets(upload: ListUpload, new: dict[str, str]) -> None:
    for name in ("layouts", "problems", "notes"):
        setattr(upload, name, _replaced(getattr(upload, name), new))
    for row in upload.rows.filter(sheet__in=new).iterator(chunk_size=_PORTION):
        row.sheet, row.faults = new[row.sheet], _replaced(row.faults, new)
        row.notes = _replaced(row.notes, new)
        row.save(update_fields=["sheet", "faults", "notes"])


def _renamed(old_file: OldFile, record: dict[str, Any], new: dict[str, str]) -> dict[str, Any]:
    """The record in its renamed sheet; which tip it became is still known by `digest`."""
    if record["sheet"] not in new:
        return record
    return {**record, "sheet": new[record["sheet"]], "digest": digest_of(old_file, record)}


def _replaced(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, str):
        for text, other in new.items():
            value = value.replace(text, other)
        return value
    if isinstance(value, list):
        return [_replaced(item, new) for item in value]
    if isinstance(value, dict):
        return {name: _replaced(item, new) for name, item in value.items()}
    return value


def _names_one_of(text: str, names: Collection[str]) -> bool:
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
    return any(f" {name} " in f" {' '.join(folded)} " for name in names)
