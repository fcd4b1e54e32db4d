"""The public fact file of an exemplar."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import FLEETING, kept
from lantoa.portal import localities, queries
from lantoa.publishing import queries as publishing
from lantoa.registry import queries as registry
from lantoa.registry.models import Achievement, Exemplar, Practice
from lantoa.registry.states import Verdict

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
        kept_record = registry.kept_of(code, on)
        return _moved(kept_record) if kept_record else _resting(request, code)
    records = registry.records_of(found.pk)
    practice = _practice(records, on)
    context = {
        "here": "people",
        "exemplar": found,
        "stories": queries.teasers(queries.publications().filter(exemplar__in=records), on),
        "merged": _merged(records[1:], proven, on),
        "practice": practice,
        "counts": queries.practice_rows([practice])[0].counts if practice else None,
        "gatherings": publishing.gatherings()
        .filter(exemplars__in=records)
        .distinct()
        .order_by("-starts_at")[:4],
        "near": localities.people(on, {found.place_id}).exclude(pk=found.pk)[:NEAR],
        "at": clock.now(),
    }
    return render(request, "portal/exemplar.html", context)


def _practice(records: list[int], on: date) -> Practice | None:
    """The person's own card, or one of a record that was merged in; this page shows one."""
    found = {row.exemplar_id: row for row in queries.practices(on).filter(exemplar__in=records)}
    return next((found[key] for key in records if key in found), None)


def _merged(keys: list[int], proven: QuerySet[Achievement], on: date) -> list[Exemplar]:
    """Records merged in whose own consent lets them be named: only these add what they prove."""
    rows = registry.nameable_exemplars(on).filter(pk__in=keys).order_by("-recognised_on", "pk")
    return list(
        rows.select_related("recognition").prefetch_related(
            Prefetch("achievements", proven.prefetch_related("evidence"))
        )
    )


def _moved(kept_record: Exemplar) -> HttpResponse:
    """Lead to the record under which this one is read. Browsers must ask again: it can be undone."""
    response = redirect("portal:exemplar", code=kept_record.code, permanent=True)
    response["Cache-Control"] = FLEETING
    return response


def _resting(request: HttpRequest, code: str) -> HttpResponse:
    """Only for somebody who was public once: a name that never was is simply not found."""
    known = Exemplar.objects.filter(code=code, publications__isnull=False).first()
    if known is None:
        raise Http404
    revoked = known.is_revoked()
    if not revoked and known.current_hold() is None:
        raise Http404
    merger = known.merger()
    ended = getattr(merger.kept if merger else known, "revocation", None)
    context = {"noindex": True, "revocation": ended}
    template = "portal/withdrawn.html" if revoked else "portal/held.html"
    response = render(request, template, context, status=410 if revoked else 200)
    response["Cache-Control"] = "no-store"
    return response
