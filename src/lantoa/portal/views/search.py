"""Search over what is public."""

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.portal.results import Results
from lantoa.portal.views.paging import page_of
from lantoa.search import queries as search
from lantoa.search.queries import Hit

PER_PAGE = 10
#: Longer than any question people type; what lies beyond is not searched.
LONGEST = 200
#: Kinds of hits in the order of the filter.
KINDS = {
    "story": "Câu chuyện",
    "practice": "Cách làm",
    "exemplar": "Người, tập thể",
    "plan": "Kế hoạch",
    "document": "Văn bản",
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Results of `q`, narrowed to a kind by `loai`."""
    asked = " ".join(request.GET.get("q", "").split())
    q = asked[:LONGEST]
    kind = request.GET.get("loai", "")
    kind = kind if kind in KINDS else ""
    page: Page[Hit] | None = None
    if q:
        page = page_of(Results(q, kind or None, search.find), request, PER_PAGE)
    context = {
        "here": "search",
        "q": q,
        "cut": len(asked) > LONGEST,
        "kind": kind,
        "kind_label": KINDS.get(kind, ""),
        "kinds": KINDS,
        "page": page,
        "hits": list(page.object_list) if page else [],
        "noindex": bool(q),
    }
    return render(request, "portal/search.html", context)
