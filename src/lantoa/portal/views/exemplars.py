"""The public fact file of an exemplar."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import localities, queries
from lantoa.publishing import queries as publishing
from lantoa.registry import queries as registry
from lantoa.registry.models import Achievement, Exemplar
from lantoa.registry.states import Standing, Verdict

#: Other people of the place named on a page.
NEAR = 5


@require_safe
@kept()
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Who, what is proven, what is unclear; a notice while held, the correction once revoked."""
    on = clock.today()
    proven = Achievement.objects.filter(verdict__in=[Verdict.TRUE, Verdict.PARTLY])
    found = (
        registry.public_exemplars(on)
        .filter(code=code)
        .select_related("place", "sector", "recognition")
        .prefetch_related(Prefetch("achievements", proven.prefetch_related("evidence")))
        .first()
    )
    if found is None:
        return _resting(request, code)
    practice = queries.practices(on).filter(exemplar=found).first()
    context = {
        "here": "people",
        "exemplar": found,
        "stories": queries.teasers(queries.publications().filter(exemplar=found), on),
        "practice": practice,
        "counts": queries.practice_rows([practice])[0].counts if practice else None,
        "gatherings": publishing.gatherings().filter(exemplars=found).order_by("-starts_at")[:4],
        "near": localities.people(on, {found.place_id}).exclude(pk=found.pk)[:NEAR],
        "at": clock.now(),
    }
    return render(request, "portal/exemplar.html", context)


def _resting(request: HttpRequest, code: str) -> HttpResponse:
    """Only for somebody who was public once: a name that never was is simply not found."""
    known = Exemplar.objects.filter(code=code, publications__isnull=False).first()
    if known is None:
        raise Http404
    revoked = known.standing == Standing.REVOKED
    if not revoked and known.current_hold() is None:
        raise Http404
    context = {"noindex": True, "revocation": getattr(known, "revocation", None)}
    template = "portal/withdrawn.html" if revoked else "portal/held.html"
    response = render(request, template, context, status=410 if revoked else 200)
    response["Cache-Control"] = "no-store"
    return response
