"""Searching what is public, as the portal does."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lantoa.api.schemas import ProblemOut, SearchOut
from lantoa.search import queries as search
from lantoa.search.engines.contract import DEPTH
from lantoa.search.queries import Hit

router = Router(tags=["search"])

Kind = Literal["story", "exemplar", "practice", "plan", "document", "place", "page"]
_Key = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/search", response={200: SearchOut, 400: ProblemOut, 422: ProblemOut})
def find(
    request: HttpRequest,
    response: HttpResponse,
    q: str,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    offset: Annotated[int, Query(ge=0, le=DEPTH)] = 0,
    kind: Kind | None = None,
    sector: _Key = None,
    place: _Key = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    typing: bool = False,
) -> dict[str, Any]:
    """Stories, people, practices, plans, documents and places, with or without diacritics.

    Of `q` the first 400 letters count; any text will do. The last word counts as begun while `typing`. `total` is about right, not exact, when
    `is_total_exact` is false. `highlight` and `excerpt` are HTML with nothing but <mark>.
    """
    found = search.find(
        q, kind=kind, sector=sector, place=place, year=year, limit=limit, offset=offset,
        is_typing=typing,
    )  # fmt: skip
    response["Cache-Control"] = "no-store"  # a held story must not come out of a cache
    return {
        "results": [_shown(hit) for hit in found.hits],
        "total": found.total,
        "is_total_exact": found.is_total_exact,
        "took_ms": found.took_ms,
        "meant": found.meant,
        "suggestion": found.suggestion,
        "is_any": found.is_any,
        "facets": {
            name: {str(value): count for value, count in values.items()}
            for name, values in found.facets.items()
        },
    }


def _shown(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "title": hit.title,
        "url": hit.url,
        "score": hit.score,
        "highlight": str(hit.highlight),
        "excerpt": str(hit.excerpt),
        "place": hit.place,
        "sector": hit.sector,
        "dated": hit.dated,
    }
