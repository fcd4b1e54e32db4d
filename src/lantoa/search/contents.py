"""What can be found of each kind of record: its title, text, address, field and place."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from lantoa.core import clock
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, AdminUnitKind
from lantoa.planning.models import LegalDocument, Plan
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar, Practice
from lantoa.search.models import Kind

Record = Publication | Exemplar | Practice | Plan | LegalDocument | AdminUnit


@dataclass(frozen=True)
class Words:
    """What can be found of a record, before it is prepared."""

    kind: Kind
    title: str
    url: str
    body: str
    aliases: str = ""
    sector: str = ""
    sector_key: int | None = None
    place: str = ""
    place_keys: tuple[int, ...] = ()
    dated: date | None = None


def words_of(record: Record) -> Words | None:
    """What can be found of a record; None when it has no page to lead to."""
    match record:
        case Publication():
            return _story(record)
        case Exemplar():
            return _exemplar(record)
        case Practice():
            return _practice(record)
        case Plan():
            return _plan(record)
        case LegalDocument():
            return _document(record)
        case AdminUnit():
            return _place(record)


def _story(publication: Publication) -> Words:
    item = publishing.item_of(publication)
    text = " ".join(strip_tags(block.html) for block in item.blocks)
    exemplar = publication.exemplar
    keys, aliases = _where(exemplar.place)
    return Words(
        Kind.STORY, item.title, reverse("portal:story", args=[publication.slug]),
        _joined(item.lead, item.person, item.deed, item.place, item.sector, text),
        aliases, item.sector, exemplar.sector_id, item.place, keys,
        timezone.localdate(publication.published_at),
    )  # fmt: skip


def _exemplar(exemplar: Exemplar) -> Words:
    proven = [row.statement for row in exemplar.achievements.all()]
    keys, aliases = _where(exemplar.place)
    under = exemplar.mergers.standing().select_related("gone")
    # Other spellings of the name and old codes lead here; they are not shown.
    merged = [word for merger in under for word in (merger.gone.full_name, merger.gone.code)]
    return Words(
        Kind.EXEMPLAR, exemplar.full_name, reverse("portal:exemplar", args=[exemplar.code]),
        _joined(exemplar.deed, exemplar.summary, exemplar.place.name, exemplar.sector.name,
                exemplar.occupation, *proven, exemplar.code),
        _joined(aliases, *merged), exemplar.sector.name, exemplar.sector_id, exemplar.place.name, keys,
        exemplar.recognised_on,
    )  # fmt: skip


def _practice(practice: Practice) -> Words:
    exemplar = practice.exemplar
    keys, aliases = _where(exemplar.place)
    return Words(
        Kind.PRACTICE, practice.title, reverse("portal:practice", args=[practice.slug]),
        _joined(practice.summary, *map(str, practice.steps), *map(str, practice.conditions),
                *map(str, practice.pitfalls), practice.cost, exemplar.place.name,
                exemplar.sector.name),
        aliases, exemplar.sector.name, exemplar.sector_id, exemplar.place.name, keys,
        timezone.localdate(practice.offered_at),
    )  # fmt: skip


def _plan(plan: Plan) -> Words:
    return Words(
        Kind.PLAN, plan.title, reverse("portal:plan", args=[plan.slug]),
        _joined(f"{plan.document.kind} {plan.document.number}", plan.purpose,
                plan.document.abstract, plan.unit.name),
        dated=plan.document.issued_on,
    )  # fmt: skip


def _document(document: LegalDocument) -> Words:
    return Words(
        Kind.DOCUMENT, f"{document.kind} {document.number}",
        reverse("portal:document", args=[document.slug]),
        _joined(document.abstract, document.issuer, document.signed_by, document.text),
        dated=document.issued_on,
    )  # fmt: skip


def _place(unit: AdminUnit) -> Words | None:
    """A unit of today, found by its own name and by those of what it was made of."""
    today = clock.today()
    if unit.valid_to is not None and unit.valid_to < today:
        return None
    former = _former_names(unit)
    body = f"Gồm toàn bộ hoặc một phần: {', '.join(former)}" if former else ""
    above = unit.parent.name if unit.parent else ""
    return Words(
        Kind.PLACE, unit.name, reverse("portal:place", args=[unit.code]), _joined(above, body),
        place=unit.name, place_keys=(unit.pk,),
    )  # fmt: skip


def _where(unit: AdminUnit) -> tuple[tuple[int, ...], str]:
    """Keys of today's units where `unit` stood, and all names these have and had."""
    later = places.successors(unit, clock.today()) or [unit]
    names = [unit.name, *(other.name for other in later)]
    for other in later:
        names += _former_names(other)
    return tuple(other.pk for other in later), ". ".join(dict.fromkeys(names))


def _former_names(unit: AdminUnit) -> list[str]:
    """Names of the communes and districts that came to lie in a unit."""
    keys = places.with_predecessors(unit) - {unit.pk}
    found = AdminUnit.objects.filter(pk__in=keys).exclude(kind=AdminUnitKind.PROVINCE)
    return list(found.order_by("sort_key").values_list("name", flat=True))


def _joined(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part and part.strip())
