"""All addresses of the platform."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lantoa.config import health

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("api/v1/", include("lantoa.api.urls")),
    path("lam-viec/", include("lantoa.desk.urls")),
    path("tai-khoan/", include("allauth.urls")),
    # One door for everybody: allauth's, with its lock-out and second step.
    path("quan-tri/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    # Public pictures only; evidence lies elsewhere and is served by the desk after a check.
    re_path(
        r"^tep/(?P<path>images/.*|original_images/.*)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("", include("lantoa.portal.urls")),
]
handler404 = "lantoa.portal.views.errors.not_found"
handler500 = "lantoa.portal.views.errors.broken"
handler403 = "lantoa.portal.views.errors.refused"
handler400 = "lantoa.portal.views.errors.malformed"
