"""What machines ask for: what they may read, how to search here, how to show a story elsewhere."""

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from lantoa.core.keeping import kept
from lantoa.portal import queries
from lantoa.portal.views import channels
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication

#: Size of the card in pixels; narrower where the asker has less room.
WIDTH, HEIGHT = 600, 420
NARROWEST = 240
_CLOSED = ("/lam-viec/", "/quan-tri/", "/tai-khoan/", "/tra-cuu/", "/gioi-thieu/buoc-", "/x/")


@require_safe
@kept()
def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read all but forms and the desk."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), ""]
    lines.append(f"Sitemap: {settings.LANTOA_BASE_URL}{reverse('portal:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@kept()
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its own field (OpenSearch 1.1)."""
    facts = {"icon": static("core/favicon.svg"), "province": settings.LANTOA_PROVINCE}
    facts["base_url"] = settings.LANTOA_BASE_URL
    text = render_to_string("portal/opensearch.xml", facts)
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@require_safe
def key_file(request: HttpRequest, key: str) -> HttpResponse:
    """Proof for IndexNow that the key is ours; other text files belong to channels."""
    if key != settings.LANTOA_INDEXNOW_KEY:
        return channels.file(request, f"{key}.txt")
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


@require_safe
@never_cache  # asked with any address whatever: not to be kept
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show a story on another page (https://oembed.com, 1.0).

    404 for what is no story of ours, 401 for a story that is not public now, 501 for a format
    that is neither json nor xml.
    """
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return HttpResponse("format: json, xml", status=501, content_type="text/plain")
    publication = queries.publication_at(_slug_of(request.GET.get("url", "")))
    if publication is None:
        raise Http404
    if not queries.publications().filter(pk=publication.pk).exists():
        return HttpResponse("Bài hiện không đăng.", status=401, content_type="text/plain")
    most = [_size(request.GET.get(name)) for name in ("maxwidth", "maxheight")]
    facts = _card(publication, min(WIDTH, most[0]), min(HEIGHT, most[1]))
    response: HttpResponse
    if form == "json":
        response = JsonResponse(facts, json_dumps_params={"ensure_ascii": False})
    else:
        inside = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in facts.items())
        text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?><oembed>{inside}</oembed>'
        response = HttpResponse(text, content_type="text/xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[untyped-decorator]  # csp has no types
@require_safe
@kept()
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """A story small enough for another page's frame: no script, no counting, no cookie."""
    publication = publishing.by_slug(slug)
    context = {"item": publishing.item_of(publication) if publication else None}
    if publication is None and queries.publication_at(slug) is None:
        raise Http404
    response = render(request, "portal/card.html", context, status=200 if publication else 410)
    if publication is None:
        response["Cache-Control"] = "no-store"
    return response


def _slug_of(address: str) -> str:
    """The slug in the address of one of our stories; empty for anything else."""
    try:
        parts = urlsplit(address[:2000])
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return ""
    ours = {urlsplit(settings.LANTOA_BASE_URL).netloc}
    is_story = match.view_name == "portal:story" and parts.scheme in ("http", "https")
    return str(match.kwargs["slug"]) if is_story and parts.netloc in ours else ""


def _size(text: str | None) -> int:
    """A number of pixels as asked; no limit for nonsense, never narrower than readable."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 7
    return max(NARROWEST, int(text or 0)) if is_number else 10**6


def _card(publication: Publication, width: int, height: int) -> dict[str, object]:
    item = publishing.item_of(publication)
    address = settings.LANTOA_BASE_URL + reverse("embeds:card", args=[item.slug])
    frame = (
        f'<iframe src="{escape(address)}" width="{width}" height="{height}" '
        f'title="{escape(item.title, {chr(34): "&quot;"})}" style="border:0;max-width:100%" '
        'loading="lazy" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>'
    )
    facts: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": item.title,
        "author_name": item.byline or item.publisher,
        "provider_name": f"Lan Tỏa {settings.LANTOA_PROVINCE}",
        "provider_url": f"{settings.LANTOA_BASE_URL}/",
        "cache_age": 300,
        "html": frame,
        "width": width,
        "height": height,
    }
    if item.picture:
        facts |= {
            "thumbnail_url": item.picture.address,
            "thumbnail_width": item.picture.width,
            "thumbnail_height": item.picture.height,
        }
    return facts
