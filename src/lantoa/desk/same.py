"""What stands on a record's page about other records of the same person."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.discovery import queries as discovery
from lantoa.discovery.models import DuplicatePair
from lantoa.discovery.states import PairState, RecordKind
from lantoa.nominations.models import Lead, Nomination
from lantoa.registry.models import Exemplar

#: Pairs named on a record's page; the queue has them all.
MOST = 5


@dataclass(frozen=True)
class Other:
    """A record in a line; without an address for who may not read it."""

    label: str
    address: str


@dataclass(frozen=True)
class Same:
    """Pairs that wait, the record this one was merged into, and those merged into it."""

    pairs: list[discovery.Line]
    kept: Other | None = None
    took_in: list[Other] = field(default_factory=list)
    pair: DuplicatePair | None = None  # the one by which this record was merged
    has_consents: bool = False  # among those merged in are exemplars, with consents of their own


def same_person(user: User, record: Exemplar | Nomination | Lead) -> Same:
    """Other records of the person of `record`, as far as `user` may see them."""
    kind = kind_of(record)
    waiting = discovery.waiting_about(user, (kind, record.pk))[:MOST]
    merger: Any = record.merged.standing().first()
    under: list[Any] = list(record.mergers.standing())
    if isinstance(record, Exemplar):
        under += record.lead_mergers.standing()
    pair = None
    if merger is not None:
        mine = DuplicatePair.objects.visible_to(user).about(kind, record.pk)
        pair = mine.filter(state=PairState.MERGED).first()
    return Same(
        discovery.lines(waiting),
        other(user, merger.kept) if merger else None,
        [other(user, each.gone) for each in under],
        pair,
        any(isinstance(each.gone, Exemplar) for each in under),
    )


def kind_of(record: Any) -> str:
    """How a pair names the kind of a record."""
    kinds = {Exemplar: RecordKind.EXEMPLAR, Nomination: RecordKind.NOMINATION}
    return str(kinds.get(type(record), RecordKind.LEAD))


def address_of(record: Any) -> str:
    """The page of a record on the desk."""
    if isinstance(record, Exemplar):
        return reverse("desk:exemplar", args=[record.code])
    name = "desk:lead" if isinstance(record, Lead) else "desk:nomination"
    return reverse(name, args=[record.pk])


def other(user: User, record: Any) -> Other:
    """A record in a line; of a unit in which `user` may not read, only what kind it is."""
    kind = RecordKind(kind_of(record))
    permission = "lead.enter" if isinstance(record, Lead) else "exemplar.read"
    if not user.may(permission, record.unit):
        return Other(f"{kind.label} của đơn vị khác", "")
    name = record.who if isinstance(record, Lead) else record.full_name
    number = getattr(record, "code", "") or getattr(record, "number", "")
    return Other(f"{name}{', ' + number if number else ''}", address_of(record))
