"""Taking many leads at once: the same rules as one by one, in a handful of queries."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.numbering import create_all_numbered
from lantoa.core.workflow import Refused
from lantoa.nominations import codes, rules
from lantoa.nominations.actions.flags import keep_prints_of
from lantoa.nominations.actions.leads import (
    ContactDetails,
    against_contact,
    against_links,
    against_texts,
)
from lantoa.nominations.models import Lead, LeadAttachment, NominatorContact
from lantoa.places.models import OrgUnit
from lantoa.vietnamese import nfc

_TEXTS = ("who", "what", "when_text", "why", "witnesses")


@dataclass(frozen=True)
class Tip:
    """One lead of a batch, as `submit` takes it; `idempotency_key` is a must."""

    idempotency_key: str = field(repr=False)
    who: str
    kind: str
    place_id: int
    what: str
    when_text: str = ""
    why: str = ""
    witnesses: str = ""
    contact: ContactDetails | None = field(default=None, repr=False)
    links: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What is kept of the key."""
        return hashlib.sha256(self.idempotency_key.encode()).hexdigest()


@dataclass(frozen=True)
class Taken:
    """What became of a tip: its lead (`is_new` False when it was there before), or reasons."""

    lead: Lead | None
    is_new: bool = False
    reasons: tuple[str, ...] = ()


@transaction.atomic
def submit_all(
    *, tips: Sequence[Tip], unit: OrgUnit, channel: str, by: Actor, at: datetime
) -> list[Taken]:
    """Take each tip for `unit`, or say why not; in the order of `tips`.

    Each lead has its event; all of a batch stand or fall with the transaction. A key that was
    taken before, also earlier in this batch, gives the same lead. Raises Refused when `by` may
    enter no lead in the unit.
    """
    if not by.may("lead.enter", unit):
        raise Refused([f"Anh, chị không có quyền ghi lời kể cho {unit}."])
    there = {
        lead.idempotency_key: lead
        for lead in Lead.objects.filter(idempotency_key__in={tip.digest for tip in tips})
    }
    refused: dict[str, tuple[str, ...]] = {}
    fresh: dict[str, dict[str, Any]] = {}
    sources: dict[str, Tip] = {}
    for tip in tips:
        if tip.digest in there or tip.digest in fresh:
            continue
        texts = {name: _clean(getattr(tip, name)) for name in _TEXTS}
        reasons = against_texts(texts, tip.kind) + against_links(tip.links, 0)
        if reasons := reasons + against_contact(tip.contact):
            refused[tip.digest] = tuple(reasons)
            continue
        fresh[tip.digest] = {**texts, **_values(tip, unit, channel, by, at)}
        sources[tip.digest] = tip
    made = _create(list(fresh.values()), at)
    for lead in made:
        there[lead.idempotency_key] = lead
    _keep_rest([(lead, sources[str(lead.idempotency_key)]) for lead in made])
    keep_prints_of(made)
    _record(made, unit, by, at)
    new = {lead.pk for lead in made}
    return [_taken(tip, there, refused, new) for tip in tips]


def _taken(
    tip: Tip, there: dict[str | None, Lead], refused: dict[str, tuple[str, ...]], new: set[int]
) -> Taken:
    lead = there.get(tip.digest)
    if lead is None:
        return Taken(None, reasons=refused[tip.digest])
    is_new = lead.pk in new
    new.discard(lead.pk)  # a second tip with this key made nothing
    return Taken(lead, is_new)


def _clean(text: str) -> str:
    return nfc(text).replace("\0", "").strip()


def _values(tip: Tip, unit: OrgUnit, channel: str, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "code_digest": codes.digest(codes.from_key(tip.digest)),
        "idempotency_key": tip.digest,
        "channel": channel,
        "kind": tip.kind,
        "place_id": tip.place_id,
        "unit": unit,
        "entered_by_id": by.pk,
        "folded_who": rules.matching_name(tip.who),
        "received_at": at,
        "due_on": rules.working_days_after(timezone.localdate(at), rules.ANSWER_DAYS),
    }


def _create(values: list[dict[str, Any]], at: datetime) -> list[Lead]:
    if not values:
        return []
    prefix = f"TB-{timezone.localtime(at).year}-"
    return create_all_numbered(Lead, field="number", prefix=prefix, width=5, values=values)


def _keep_rest(made: list[tuple[Lead, Tip]]) -> None:
    NominatorContact.objects.bulk_create(
        NominatorContact(
            lead=lead,
            name=_clean(tip.contact.name),
            phone=tip.contact.phone.strip(),
            email=tip.contact.email.strip(),
            relation=_clean(tip.contact.relation),
            wants_answer=tip.contact.wants_answer,
        )
        for lead, tip in made
        if tip.contact is not None and not tip.contact.is_empty()
    )
    LeadAttachment.objects.bulk_create(
        LeadAttachment(lead=lead, link=link.strip()) for lead, tip in made for link in tip.links
    )


def _record(made: list[Lead], unit: OrgUnit, by: Actor, at: datetime) -> None:
    events.record_all(
        [
            events.Happening(
                "lead.submitted",
                lead,
                {
                    "number": lead.number,
                    "channel": lead.channel,
                    "kind": lead.kind,
                    "place": lead.place_id,
                },
                unit,
            )
            for lead in made
        ],
        by=by,
        at=at,
    )
