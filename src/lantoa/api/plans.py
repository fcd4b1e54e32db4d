"""Plans, places and visit figures."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from lantoa.api.paging import Limit, Offset, page
from lantoa.api.problems import Problem
from lantoa.api.schemas import (
    PageOut,
    PlaceOut,
    PlanDetailOut,
    PlanOut,
    ProblemOut,
    StatisticsOut,
)
from lantoa.core import clock
from lantoa.places import queries as places
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment, Plan
from lantoa.reach import queries as reach

router = Router(tags=["plans"])


@router.get("/plans", response={200: PageOut[PlanOut], 422: ProblemOut})
def plans(request: HttpRequest, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Plans, the newest period first."""
    return page(planning.plans(), limit, offset, lambda rows: map(_plan, rows))


@router.get("/plans/{slug}", response={200: PlanDetailOut, 404: ProblemOut})
def plan(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One plan with its assignments: who leads, who supports, by when, how far."""
    found = planning.plans().filter(slug=slug[:200]).first()
    if found is None:
        raise Problem(404)
    return {
        **_plan(found),
        "purpose": found.purpose,
        "scheme": found.scheme.title if found.scheme else None,
        "assignments": [_assignment(row) for row in planning.assignments(found)],
    }


@router.get("/places", response=list[PlaceOut])
def commune_list(request: HttpRequest) -> list[dict[str, str]]:
    """Today's xã, phường, đặc khu with the codes that leads ask for."""
    return [{"code": row.code, "name": row.name} for row in places.communes(clock.today())]


@router.get("/statistics", response=StatisticsOut)
def statistics(request: HttpRequest) -> dict[str, int]:
    """Visits: online, today, this week, in all; page views of people, and of robots apart."""
    return asdict(reach.visits(clock.now()))


def _plan(row: Plan) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "unit": row.unit.name,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "document": {
            "number": row.document.number,
            "issuer": row.document.issuer,
            "issued_on": row.document.issued_on,
            "abstract": row.document.abstract,
        },
        "url": settings.LANTOA_BASE_URL + reverse("portal:plan", args=[row.slug]),
    }


def _assignment(row: Assignment) -> dict[str, Any]:
    return {
        "number": row.number,
        "group": row.group,
        "content": row.content,
        "lead": row.unit.name,
        "supporting": [unit.name for unit in row.supporting.all()],
        "deadline": row.deadline,
        "product": row.product,
        "state": row.state,
        "progress": row.progress,
        "is_overdue": planning.is_late(row, clock.today()),
        "indicator": row.indicator,
        "target": row.target,
    }
