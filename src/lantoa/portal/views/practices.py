"""Practices: what another place needs to do the same, and who did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import queries
from lantoa.portal.views.paging import page_of
from lantoa.registry import queries as registry
from lantoa.registry.models import Sector

PER_PAGE = 12


@require_safe
@kept("trang", "linh-vuc")
def listing(request: HttpRequest) -> HttpResponse:
    """All practices, in Vietnamese order; `linh-vuc` narrows them."""
    found = queries.practices(clock.today())
    sector = Sector.objects.filter(slug=request.GET.get("linh-vuc", "")).first()
    if sector:
        found = found.filter(exemplar__sector=sector)
    page = page_of(found, request, PER_PAGE)
    context = {
        "here": "practices",
        "page": page,
        "rows": queries.practice_rows(page.object_list),
        "sector": sector,
        "sectors": Sector.objects.filter(exemplars__practice__isnull=False).distinct(),
        "asked": {"linh-vuc": sector.slug} if sector else {},
    }
    return render(request, "portal/practices.html", context)


@require_safe
@kept()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Steps, key facts, pitfalls, who copied it with which result."""
    on = clock.today()
    practice = get_object_or_404(queries.practices(on), slug=slug)
    stories = queries.publications().filter(exemplar__in=registry.records_of(practice.exemplar_id))
    context = {
        "here": "practices",
        "practice": practice,
        "exemplar": practice.exemplar,
        "counts": queries.practice_rows([practice])[0].counts,
        "adoptions": queries.adopters(practice),
        "stories": queries.teasers(stories[:3], on),
    }
    return render(request, "portal/practice.html", context)
