"""People and collectives who set an example, and how to do the same."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from lantoa.api.paging import Limit, Offset, page
from lantoa.api.problems import Problem
from lantoa.api.schemas import (
    ExemplarOut,
    PageOut,
    PracticeDetailOut,
    PracticeOut,
    ProblemOut,
)
from lantoa.core import clock
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry
from lantoa.registry.models import Exemplar, Merger, Practice
from lantoa.replication import queries as replication

router = Router(tags=["exemplars"])


@router.get("/exemplars", response={200: PageOut[ExemplarOut], 422: ProblemOut})
def exemplars(request: HttpRequest, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Recognised exemplars who agreed to be named, in Vietnamese order of given names."""
    return page(_exemplars(), limit, offset, lambda rows: map(_exemplar, rows))


@router.get("/exemplars/{code}", response={200: ExemplarOut, 404: ProblemOut})
def exemplar(request: HttpRequest, code: str) -> dict[str, Any]:
    """One exemplar. Somebody held, revoked or not consenting is not found.

    The code of a record that was merged into another gives that one; its `code` says so.
    """
    found = _exemplars().filter(code=code[:40]).first()
    if found is None:
        kept = registry.kept_of(code[:40], clock.today())
        found = _exemplars().filter(pk=kept.pk).first() if kept else None
    if found is None:
        raise Problem(404)
    return _exemplar(found)


@router.get("/practices", response={200: PageOut[PracticeOut], 422: ProblemOut})
def practices(request: HttpRequest, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Ways of doing that others can copy, with how far they spread."""
    return page(_practices(), limit, offset, _listed)


@router.get("/practices/{slug}", response={200: PracticeDetailOut, 404: ProblemOut})
def practice(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One practice, with who copies it."""
    found = _practices().filter(slug=slug[:200]).first()
    if found is None:
        raise Problem(404)
    return {
        **next(iter(_listed([found]))),
        "steps": [str(step) for step in found.steps],
        "conditions": [str(text) for text in found.conditions],
        "pitfalls": [str(text) for text in found.pitfalls],
        "contact": found.contact,
        "adopters": [
            {
                "adopter": row.adopter,
                "place": row.place.name,
                "state": row.state,
                "result": row.confirmed[0].statement if row.confirmed else "",
            }
            for row in _with_results(found)
        ],
    }


def _with_results(practice: Practice) -> Iterable[Any]:
    return replication.public_adoptions(practice)


def _exemplars() -> QuerySet[Exemplar]:
    stories = Publication.objects.public().only("pk", "slug", "exemplar_id", "published_at")
    return (
        registry.public_exemplars(clock.today())
        .select_related("sector", "place", "practice")
        .prefetch_related(
            Prefetch("publications", queryset=stories, to_attr="told"),
            Prefetch("mergers", Merger.objects.standing(), to_attr="took_in"),
            Prefetch("took_in__gone__publications", queryset=stories, to_attr="told_apart"),
        )
        .order_by("sort_key", "pk")
    )


def _exemplar(row: Any) -> dict[str, Any]:
    offered: Practice | None = getattr(row, "practice", None)
    return {
        "code": row.code,
        "name": row.full_name,
        "kind": row.kind,
        "standing": row.standing,
        "deed": row.deed,
        "sector": row.sector.name,
        "place": row.place.name,
        "recognised_on": row.recognised_on,
        "url": _address("portal:exemplar", row.code),
        "stories": [
            _address("portal:story", told.slug)
            for told in (*row.told, *(one for each in row.took_in for one in each.gone.told_apart))
        ],
        "practice": _address("portal:practice", offered.slug) if offered else None,
    }


def _practices() -> QuerySet[Practice]:
    return registry.public_practices(clock.today()).order_by("sort_key", "pk")


def _listed(rows: list[Practice]) -> Iterable[dict[str, Any]]:
    counts = replication.counts(rows)
    for row in rows:
        yield {
            "slug": row.slug,
            "title": row.title,
            "summary": row.summary,
            "cost": row.cost,
            "time_needed": row.time_needed,
            "exemplar": row.exemplar.code,
            "place": row.exemplar.place.name,
            "sector": row.exemplar.sector.name,
            "url": _address("portal:practice", row.slug),
            "adoptions": asdict(counts[row.pk]),
        }


def _address(name: str, key: str) -> str:
    return settings.LANTOA_BASE_URL + reverse(name, args=[key])
