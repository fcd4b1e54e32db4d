"""All addresses of the platform."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lantoa.config import health
from lantoa.portal.views import errors, media

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("api/v1/", include("lantoa.api.urls")),
    path("lam-viec/", include("lantoa.desk.urls")),
    # The address one signs in with is written by an administrator, as the account was.
    re_path(r"^tai-khoan/(?:email|confirm-email)/", errors.not_found),
    path("tai-khoan/", include("allauth.urls")),
    # One door for everybody: allauth's, with its lock-out and second step.
    path("quan-tri/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("quan-tri/", include("lantoa.stories.admin_urls")),
    # Wagtail's bulk actions name the rows one has no right to; its broken page and its
    # interface for page trees serve nobody here.
    re_path(r"^quan-tri/(?:bulk/stories/|failwhale/|api/)", errors.not_found),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    # Pictures of public stories; evidence lies elsewhere and is served by the desk.
    re_path(r"^tep/(?P<path>(?:images|original_images)/.+)$", media.picture),
    path("nhung/", include("lantoa.portal.embed_urls")),
    path("", include("lantoa.portal.urls")),
]
handler404 = "lantoa.portal.views.errors.not_found"
handler500 = "lantoa.portal.views.errors.broken"
handler403 = "lantoa.portal.views.errors.refused"
handler400 = "lantoa.portal.views.errors.malformed"
