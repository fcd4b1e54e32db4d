"""Addresses that stand before Wagtail's own under /quan-tri/.

There are no Wagtail pages here: their explorer leads nowhere. Wagtail's reports ask for rights
over a kind of thing, not over a unit, so they would name stories of every unit; the front page,
the list and each story's own history show the same, held to the editor's units.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found
from wagtail.admin.auth import require_admin_access

from lantoa.stories import links
from lantoa.stories.account import EditorAccountView


def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What Wagtail puts around each of its views: for those it lets in, and never cached."""
    guarded: Callable[..., HttpResponse] = never_cache(require_admin_access(view))
    return guarded


def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """The same answer as for an address that does not exist."""
    missing = Exception("closed")
    return page_not_found(request, missing, template_name="wagtailadmin/404.html")


def choose_address(request: HttpRequest, **_: Any) -> HttpResponse:
    """A link in a text goes to an address; the editor's dialog asks for a page first."""
    wanted = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('wagtailadmin_choose_page_external_link')}?{wanted}")


urlpatterns = [
    path("account/", door(EditorAccountView.as_view())),
    re_path(r"^(?:reports|pages)/", door(closed)),
    re_path(r"^choose-page/(?:\d+/)?$", door(choose_address)),
    path("choose-external-link/", door(links.ExternalLinkView.as_view())),
    path("choose-email-link/", door(links.EmailLinkView.as_view())),
    path("choose-phone-link/", door(links.PhoneLinkView.as_view())),
]
