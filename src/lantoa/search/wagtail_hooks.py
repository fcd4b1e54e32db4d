"""In the editors' admin: the glossary, and what readers looked for in vain."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from lantoa.core import clock
from lantoa.search import queries
from lantoa.search.models import Abbreviation

#: Days looked back on, as offered; the first is what the page opens with.
SPANS = (30, 7, 90, 365)


class AbbreviationViewSet(SnippetViewSet):  # type: ignore[misc]  # wagtail has no types
    """The glossary: what search takes for one another."""

    model = Abbreviation
    icon = "openquote"
    menu_label = "Chữ viết tắt"
    menu_name = "abbreviations"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["short", "long", "note"]
    search_fields = ["short", "long"]
    ordering = ["short", "long"]
    list_per_page = 100
    panels = [FieldPanel("short"), FieldPanel("long"), FieldPanel("note")]


register_snippet(AbbreviationViewSet)


def misses(request: HttpRequest) -> HttpResponse:
    """Questions that led nowhere, the most often asked first: what people want to read."""
    if not _may(request):
        raise PermissionDenied
    asked = request.GET.get("ngay", "")
    days = int(asked) if asked in map(str, SPANS) else SPANS[0]
    since = clock.today() - timedelta(days=days)
    context = {
        "rows": queries.misses(since),
        "days": days,
        "spans": sorted(SPANS),
        "glossary": reverse("wagtailsnippets_search_abbreviation:list"),
    }
    return TemplateResponse(request, "search/admin/misses.html", context)


def _may(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.may("story.write", None))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # wagtail has no types
def addresses() -> list[Any]:
    """The page of misses, behind the admin's door."""
    return [path("tim-khong-thay/", misses, name="search_misses")]


class _OfEditors(MenuItem):  # type: ignore[misc]  # wagtail has no types
    def is_shown(self, request: HttpRequest) -> bool:
        return _may(request)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # see above
def to_misses() -> Any:
    """What readers looked for in vain."""
    return _OfEditors("Tìm không thấy", reverse("search_misses"), icon_name="search", order=220)
