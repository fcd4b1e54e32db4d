"""Documents of the state: listed with number, day, issuer, abstract and file (Decree 42/2022)."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core.keeping import kept
from lantoa.planning import queries as planning
from lantoa.planning.models import LegalDocument
from lantoa.portal.views.paging import page_of

PER_PAGE = 20


@require_safe
@kept("trang", "q", "co-quan", "loai", "nam")
def listing(request: HttpRequest) -> HttpResponse:
    """Public documents, the newest first; `q` finds a number in any spelling, or words."""
    asked = request.GET
    issuers, kinds = planning.document_values("issuer"), planning.document_values("kind")
    issuer, kind, year = asked.get("co-quan", ""), asked.get("loai", ""), asked.get("nam", "")
    years = planning.document_years()
    narrowed: dict[str, Any] = {
        "text": " ".join(asked.get("q", "").split())[: planning.LONGEST],
        "issuer": issuer if issuer in issuers else "",
        "kind": kind if kind in kinds else "",
        "year": int(year) if year in {str(each) for each in years} else None,
    }
    page = page_of(planning.documents(**narrowed), request, PER_PAGE)
    named = {"q": "text", "co-quan": "issuer", "loai": "kind", "nam": "year"}
    taken = {name: str(narrowed[key]) for name, key in named.items() if narrowed[key]}
    context = {
        "here": "documents",
        "page": page,
        "documents": list(page.object_list),
        "issuers": issuers,
        "kinds": kinds,
        "years": years,
        **narrowed,
        "asked": taken,
        "noindex": "q" in taken,
    }
    response = render(request, "portal/documents.html", context)
    if "q" in taken:
        response["Cache-Control"] = "public, max-age=60"  # what people type is not kept ready-made
    return response


@require_safe
@kept()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One document, with its file and what was built on it."""
    rows = LegalDocument.objects.public().select_related("file", "plan", "scheme")
    document = get_object_or_404(rows, slug=slug)
    plans = planning.plans().filter(scheme__document=document)
    context = {
        "here": "documents",
        "document": document,
        "plan": getattr(document, "plan", None),
        "scheme": getattr(document, "scheme", None),
        "plans": list(plans),
        "movements": list(document.movements.all()),
    }
    return render(request, "portal/document.html", context)


@require_safe
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The document's file, for as long as the document is public."""
    rows = LegalDocument.objects.public().select_related("file")
    stored = get_object_or_404(rows, slug=slug).file
    if stored is None:
        raise Http404
    try:
        body = stored.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    is_shown = stored.content_type == "application/pdf"
    response = FileResponse(
        body, as_attachment=not is_shown, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    if not is_shown:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=300"
    return response  # type: ignore[return-value]  # a streaming response is one too
