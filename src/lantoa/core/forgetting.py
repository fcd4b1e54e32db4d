"""Forgetting what a person may have erased, and showing that nothing else was.

A value is forgotten by taking it and its salt out of its event; what was forgotten stands in an
event of its own at the end of the chain. `events.broken_links` accepts a missing value only there.
Events of version 1 were hashed over the values themselves: for them the event of forgetting
keeps the digest of what is left, and the hash they had is believed because it was right then.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.models import AuditChain, AuditEvent


@transaction.atomic
def forget(
    subjects: Iterable[models.Model], *, keep: Collection[str], by: Actor, at: datetime,
    unit: models.Model | None = None,
) -> int:  # fmt: skip
    """Erase from the log of each of `subjects` every value whose name is not among `keep`.

    Returns how many events lost values. Harmless when there is nothing to forget. Raises
    ValueError on an event that does not hold: what was tampered with is not tidied away.
    """
    AuditChain.objects.select_for_update().get_or_create(pk=1)
    subjects, touched, gone = list(subjects), [], events.forgotten()
    for subject in subjects:
        for event in events.history(subject).exclude(kind=events.FORGOTTEN):
            names = sorted(name for name in event.changes if name not in keep)
            if names:
                touched.append(_strip(event, names, gone.get(event.sequence, {})))
    if touched:
        events.record(
            events.FORGOTTEN, subjects[0], by=by, at=at, unit=unit, changes={"events": touched}
        )
    return len(touched)


def _strip(event: AuditEvent, names: list[str], gone: Mapping[str, Any]) -> list[Any]:
    """Take the values out; what the event of forgetting says of it: sequence, names, and for
    version 1 the digest of the rest."""
    if not events.holds(event, gone):
        raise ValueError(f"event {event.sequence} does not hold")
    for name in names:
        del event.changes[name]
        if event.version > 1:
            event.seals[name] = [None, event.seals[name][1]]
    # An event refuses to be saved anew; this is the one way, and it leaves its trace.
    AuditEvent.objects.filter(pk=event.pk).update(changes=event.changes, seals=event.seals)
    return [event.sequence, names, "" if event.version > 1 else events.rest_digest(event)]
