"""Lifecycles: one table each, which checks itself on import.

A refusal carries all reasons at once, as sentences a person can act on. Steps that differ
between units are data for guards, never new states.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.models import AuditEvent

#: Says why a step may not be taken (a Vietnamese sentence), or None when it may.
Guard = Callable[[Any, Any, datetime], str | None]


def lock(record: models.Model) -> None:
    """Lock the row until the transaction ends and refresh `record` from it, in one query."""
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update())


class Refused(Exception):
    """An action may not be done. `reasons` are Vietnamese sentences, at least one."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


class WorkflowError(Exception):
    """A lifecycle table contradicts itself: a mistake of the programmer, found on import."""


@dataclass(frozen=True)
class Transition:
    """One verb of a lifecycle: from which states, to which, who may, and what stands against."""

    verb: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: str
    guards: tuple[Guard, ...] = ()


class Workflow:
    """The lifecycle of one kind of record, whose state is in `field`.

    `unit_of` names the attribute with the unit in which the permission is asked for.
    """

    def __init__(
        self,
        name: str,
        states: type[models.TextChoices],
        initial: str,
        transitions: Iterable[Transition],
        *,
        field: str = "state",
        unit_of: str = "unit",
    ) -> None:
        self.name, self.states, self.initial = name, states, initial
        self.transitions = {transition.verb: transition for transition in transitions}
        self.field, self.unit_of = field, unit_of
        self._check(list(transitions))

    def _check(self, listed: list[Transition]) -> None:
        known = set(self.states.values)
        if len(self.transitions) != len(listed):
            raise WorkflowError(f"{self.name}: a verb stands twice")
        for transition in listed:
            strange = {*transition.sources, transition.target, self.initial} - known
            if strange or not transition.sources:
                raise WorkflowError(f"{self.name}.{transition.verb}: unknown states {strange}")
        reached, grew = {self.initial}, True
        while grew:
            more = {t.target for t in listed if reached & set(t.sources)} - reached
            reached |= more
            grew = bool(more)
        if known - reached:
            raise WorkflowError(f"{self.name}: unreachable states {known - reached}")

    def reasons_against(self, verb: str, record: Any, *, by: Actor, at: datetime) -> list[str]:
        """Every reason why `by` may not do `verb` to `record` now; empty when they may."""
        transition = self.transitions[verb]
        reasons = []
        state = getattr(record, self.field)
        if state not in transition.sources:
            reasons.append(
                f"Không thể “{transition.label}” khi hồ sơ đang ở bước “{self.states(state).label}”."
            )
        if not by.may(transition.permission, getattr(record, self.unit_of)):
            reasons.append(f"Anh, chị không có quyền “{transition.label}” ở đơn vị này.")
        reasons += [reason for guard in transition.guards if (reason := guard(record, by, at))]
        return reasons

    def perform(
        self, verb: str, record: Any, *, by: Actor, at: datetime, **changes: Any
    ) -> AuditEvent:
        """Lock the row, check everything, write the new state and the audit event together.

        `changes` are other fields of the record set in the same write; they stand in the
        event too. Raises Refused with all reasons. `record` is refreshed in place.
        """
        transition = self.transitions[verb]
        with transaction.atomic():
            lock(record)
            reasons = self.reasons_against(verb, record, by=by, at=at)
            if reasons:
                raise Refused(reasons)
            before = getattr(record, self.field)
            for name, value in {self.field: transition.target, **changes}.items():
                setattr(record, name, value)
            record.save(update_fields=[self.field, *changes])
            return events.record(
                f"{self.name}.{verb}",
                record,
                by=by,
                at=at,
                changes={self.field: [before, transition.target], **changes},
                unit=getattr(record, self.unit_of),
            )

    def open_to(self, record: Any, *, by: Actor, at: datetime) -> list[Transition]:
        """The verbs whose state and permission fit (buttons to show; guards may still refuse)."""
        return [
            transition
            for transition in self.transitions.values()
            if getattr(record, self.field) in transition.sources
            and by.may(transition.permission, getattr(record, self.unit_of))
        ]

    def as_mermaid(self) -> str:
        """The diagram that stands in docs/workflows/."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [
            f"    {source} --> {transition.target}: {transition.label}"
            for transition in self.transitions.values()
            for source in transition.sources
        ]
        names = [f"    {state.value}: {state.label}" for state in self.states]
        return "\n".join(lines[:1] + names + lines[1:]) + "\n"
