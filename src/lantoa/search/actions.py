"""The only writers of the search index. Repeating any of them does no harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from lantoa.planning.models import LegalDocument, Plan
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar, Practice
from lantoa.search import rules
from lantoa.search.models import Kind, SearchEntry

Record = Publication | Exemplar | Practice | Plan | LegalDocument


@dataclass(frozen=True)
class _Words:
    """What can be found of a record, before it is prepared."""

    kind: Kind
    title: str
    url: str
    body: str
    sector: str = ""
    place: str = ""
    dated: date | None = None


@transaction.atomic
def index(*, record: Record) -> SearchEntry | None:
    """Bring the entry of a record up to date; None when it has no page to lead to.

    No audit event: the index holds nothing that cannot be made again.
    """
    words = _words(record)
    if words is None:
        return None
    both = f"{words.title} {words.body}"
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
            "sector": words.sector,
            "place": words.place,
            "dated": words.dated,
        },
    )
    return entry


def forget(*, kind: Kind, subject: int) -> None:
    """Take a record out of the index."""
    SearchEntry.objects.filter(kind=kind, subject=subject).delete()


@transaction.atomic
def rebuild() -> int:
    """Make the whole index again from the records. How many entries it has."""
    SearchEntry.objects.all().delete()
    for record in _everything():
        index(record=record)
    return SearchEntry.objects.count()


def _everything() -> Iterator[Record]:
    yield from Publication.objects.all().iterator()
    yield from Exemplar.objects.select_related("place", "sector").iterator()
    yield from Practice.objects.select_related("exemplar__place", "exemplar__sector").iterator()
    yield from Plan.objects.select_related("document", "unit").iterator()
    yield from LegalDocument.objects.all().iterator()


def _words(record: Record) -> _Words | None:
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


def _story(publication: Publication) -> _Words:
    item = publishing.item_of(publication)
    text = " ".join(strip_tags(block.html) for block in item.blocks)
    return _Words(
        Kind.STORY, item.title, reverse("portal:story", args=[publication.slug]),
        _joined(item.lead, item.person, item.deed, item.place, item.sector, text),
        item.sector, item.place, timezone.localdate(publication.published_at),
    )  # fmt: skip


def _exemplar(exemplar: Exemplar) -> _Words:
    proven = [row.statement for row in exemplar.achievements.all()]
    return _Words(
        Kind.EXEMPLAR, exemplar.full_name, reverse("portal:exemplar", args=[exemplar.code]),
        _joined(exemplar.deed, exemplar.summary, exemplar.place.name, exemplar.sector.name,
                exemplar.occupation, *proven, exemplar.code),
        exemplar.sector.name, exemplar.place.name, exemplar.recognised_on,
    )  # fmt: skip


def _practice(practice: Practice) -> _Words:
    exemplar = practice.exemplar
    return _Words(
        Kind.PRACTICE, practice.title, reverse("portal:practice", args=[practice.slug]),
        _joined(practice.summary, *map(str, practice.steps), *map(str, practice.conditions),
                *map(str, practice.pitfalls), practice.cost, exemplar.place.name,
                exemplar.sector.name),
        exemplar.sector.name, exemplar.place.name, timezone.localdate(practice.offered_at),
    )  # fmt: skip


def _plan(plan: Plan) -> _Words:
    return _Words(
        Kind.PLAN, plan.title, reverse("portal:plan", args=[plan.slug]),
        _joined(plan.document.number, plan.purpose, plan.document.abstract, plan.unit.name),
        dated=plan.document.issued_on,
    )  # fmt: skip


def _document(document: LegalDocument) -> _Words | None:
    """A document is shown on the page of the plan it belongs to; others have no page."""
    plan = Plan.objects.filter(document=document).first()
    plan = plan or Plan.objects.filter(scheme__document=document).first()
    if plan is None:
        return None
    return _Words(
        Kind.DOCUMENT, f"{document.kind} {document.number}",
        reverse("portal:plan", args=[plan.slug]),
        _joined(document.abstract, document.issuer, document.signed_by, document.text),
        dated=document.issued_on,
    )  # fmt: skip


def _joined(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part and part.strip())
