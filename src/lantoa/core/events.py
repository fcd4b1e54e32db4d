"""Recording what happened, and starting what follows, in one transaction."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from lantoa.core import generation
from lantoa.core.actors import Actor
from lantoa.core.models import AuditChain, AuditEvent, canonical

#: The kind of event that says which values were forgotten (`core.forgetting`).
FORGOTTEN = "audit.values_forgotten"


def record(
    kind: str,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    unit: models.Model | None = None,
) -> AuditEvent:
    """Append an audit event and enqueue the tasks that `config/wiring.py` lists for its kind.

    `kind` is `<module>.<what happened>`, e.g. `registry.hold_placed`. `changes` maps field
    names to new values (or `[old, new]`), never contact details. Must run inside the
    transaction of the action it belongs to: a crash then loses both or neither. Unless the
    kind is quiet, pages kept ready-made end with the transaction (`core.generation`).
    """
    return record_all([Happening(kind, subject, changes or {}, unit)], by=by, at=at)[0]


@dataclass(frozen=True)
class Happening:
    """One event of a batch: what `record` takes, but for who and when."""

    kind: str
    subject: models.Model
    changes: Mapping[str, Any]
    unit: models.Model | None = None


def record_all(happenings: Sequence[Happening], *, by: Actor, at: datetime) -> list[AuditEvent]:
    """Append an event for each, in this order, as `record` does, locking the chain once."""
    if not happenings:
        return []
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"event {happenings[0].kind} outside of a transaction")
    chain = AuditChain.objects.select_for_update().get_or_create(pk=1)[0]
    made = []
    for happening in happenings:
        event = AuditEvent(
            sequence=chain.last_sequence + 1,
            kind=happening.kind,
            subject_type=happening.subject._meta.label_lower,
            subject_id=str(happening.subject.pk),
            actor_id=by.pk,
            actor_name=by.full_name,
            unit_id=happening.unit.pk if happening.unit is not None else None,
            at=at,
            changes={name: _plain(value) for name, value in happening.changes.items()},
            previous_hash=chain.last_hash,
        )
        event.seal()
        chain.last_sequence, chain.last_hash = event.sequence, event.hash
        made.append(event)
    events = AuditEvent.objects.bulk_create(made)
    chain.save(update_fields=["last_sequence", "last_hash"])
    if any(generation.follows(event.kind) for event in events):
        generation.move()
    for event in events:
        for path in follows().get(event.kind, ()):
            import_string(path).enqueue(subject_id=event.subject_id, event_id=event.pk)
    return events


def follows() -> Mapping[str, tuple[str, ...]]:
    """Event kind → dotted paths of the tasks that follow from it (`config/wiring.py`)."""
    wiring: Mapping[str, tuple[str, ...]] = import_string(settings.LANTOA_WIRING)
    return wiring


def history(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """What happened to one record, oldest first."""
    return AuditEvent.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    )


def broken_links() -> Iterator[str]:
    """Walk the chain; one Vietnamese sentence for each place where it does not hold."""
    previous, expected = "0" * 64, 1
    gone = forgotten()
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            yield f"Thiếu sự kiện {expected} (gặp {event.sequence})."
        if event.previous_hash != previous:
            yield f"Sự kiện {event.sequence} không nối với sự kiện trước."
        if not holds(event, gone.get(event.sequence, {})):
            yield f"Sự kiện {event.sequence} đã bị sửa."
        previous, expected = event.hash, event.sequence + 1
    chain = AuditChain.objects.filter(pk=1).first()
    if chain and (chain.last_hash != previous or chain.last_sequence != expected - 1):
        yield f"Cuối chuỗi phải là sự kiện {chain.last_sequence}, tìm thấy {expected - 1}."


def forgotten() -> dict[int, dict[str, Any]]:
    """Sequence → what may be missing in that event: names, and the newest digest of the rest."""
    found: dict[int, dict[str, Any]] = {}
    for event in AuditEvent.objects.filter(kind=FORGOTTEN).order_by("sequence"):
        for number, names, rest in event.changes.get("events", []):
            known = found.setdefault(number, {"names": set(), "rest": ""})
            known["names"] |= set(names)
            known["rest"] = rest
    return found


def holds(event: AuditEvent, forgotten: Mapping[str, Any]) -> bool:
    """Whether an event is what it was, but for what was forgotten of it."""
    if event.version > 1:
        missing = set(event.forgotten())
        return (
            event.hash == event.computed_hash()
            and not event.false_values()
            and missing == forgotten.get("names", set())
        )
    if forgotten:
        return bool(forgotten["rest"] == rest_digest(event))
    return event.hash == event.computed_hash()


def rest_digest(event: AuditEvent) -> str:
    """Digest of a version 1 event as it stands, with the hash by which it was linked."""
    content = [event.computed_hash(), event.hash]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        return [_plain(item) for item in value]
    return str(value)
