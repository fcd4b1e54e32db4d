"""Files that channels offer at public addresses (feeds), and short links in print."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import http_date, urlencode
from django.views.decorators.http import require_safe

from lantoa.core.keeping import kept
from lantoa.publishing import queries as publishing
from lantoa.publishing.contract import SiteFacts
from lantoa.reach.marks import FROM, mark


def site_facts() -> SiteFacts:
    """What the head of a feed says of this site."""
    province = settings.LANTOA_PROVINCE
    return SiteFacts(
        title=f"Lan Tỏa {province}",
        description=f"Người tốt, việc tốt, cách làm hay của {province}, đã xác minh.",
        address=settings.LANTOA_BASE_URL,
        publisher=f"Ủy ban nhân dân tỉnh {province}",
    )


@require_safe
@kept()
def file(request: HttpRequest, path: str) -> HttpResponse:
    """What the channel that owns `path` makes of its shelf now; 304 when nothing changed."""
    channel = next((c for c in publishing.channels().values() if path in c.paths), None)
    if channel is None:
        raise Http404
    made = channel.assemble(path, publishing.shelf(channel.name), site_facts())
    etag = f'"{hashlib.sha256(made.body).hexdigest()[:32]}"'
    # Only the ETag decides: after a take-down the newest date goes back, and a reader that
    # trusted dates would keep what was withdrawn.
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(made.body, content_type=made.content_type)
    latest = publishing.public().order_by("-revised_at").values_list("revised_at", flat=True)
    if changed := latest.first():
        response["Last-Modified"] = http_date(changed.timestamp())
    response["ETag"] = etag
    return response


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """Leads a short link to its story; the visit counts as the channel that printed it."""
    link = publishing.open_short_link(code)
    if link is None:
        raise Http404
    slug = link.publication.slug
    address = reverse("portal:story", args=[slug])
    response = HttpResponseRedirect(f"{address}?{urlencode({FROM: link.channel})}")
    mark(response, slug, link.channel)
    response["Cache-Control"] = "no-store"
    return response
