"""Pages about the site itself, and what machines ask for."""

from datetime import datetime
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import queries
from lantoa.publishing import queries as publishing

#: A sitemap may hold 50,000 addresses (sitemaps.org).
MOST = 50_000
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
STANDING = (
    "home", "stories", "practices", "plans", "nominate", "track", "about", "privacy",
    "accessibility", "site_map", "statistics",
)  # fmt: skip


@require_safe
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site, how a story comes about, how to have one corrected."""
    return render(request, "portal/about.html")


@require_safe
@kept()
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and for how long."""
    return render(request, "portal/privacy.html")


@require_safe
@kept()
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site is read by everybody, and what is still missing."""
    return render(request, "portal/accessibility.html")


@require_safe
@kept()
def statistics(request: HttpRequest) -> HttpResponse:
    """The four counts, explained."""
    return render(request, "portal/statistics.html", {"at": clock.now()})


@require_safe
@kept()
def site_map(request: HttpRequest) -> HttpResponse:
    """All corners of the site, for people."""
    context = {"sectors": queries.sectors(), "plans": queries.plans(clock.today())}
    return render(request, "portal/site_map.html", context)


@require_safe
@kept()
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public addresses, for search engines."""
    on = clock.today()
    rows: list[tuple[str, datetime | None]] = [(reverse(f"portal:{n}"), None) for n in STANDING]
    stories = publishing.public().values_list("slug", "revised_at")
    rows += [(reverse("portal:story", args=[slug]), at) for slug, at in stories[:MOST]]
    rows += [
        (reverse("portal:practice", args=[slug]), None)
        for slug in queries.practices(on).values_list("slug", flat=True)
    ]
    rows += [
        (reverse("portal:plan", args=[slug]), None)
        for slug in queries.plans(on).values_list("slug", flat=True)
    ]
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": _SITEMAPS}))
    for address, at in rows[:MOST]:
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", settings.LANTOA_BASE_URL + address)
        if at:
            xml.addQuickElement("lastmod", at.isoformat())
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return response


@require_safe
@kept()
def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read all but forms and the desk."""
    closed = ("/lam-viec/", "/quan-tri/", "/tai-khoan/", "/tra-cuu/", "/gioi-thieu/buoc-", "/x/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {settings.LANTOA_BASE_URL}{reverse('portal:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
