"""Addresses of the API, version 1."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, re_path

from lantoa.api.problems import guarded
from lantoa.api.service import api


def missing(request: HttpRequest) -> HttpResponse:
    """Whatever is not above: a problem too, not a page."""
    raise Http404


app_name = "api"
urlpatterns: list[URLPattern] = [
    *(pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)),
    re_path(r"^.*$", missing),
]
for pattern in urlpatterns:
    pattern.callback = guarded(pattern.callback)
