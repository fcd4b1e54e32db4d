"""Sitemaps: an index, and parts of at most 50,000 addresses each."""

from datetime import datetime
from itertools import islice
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import sitemaps
from lantoa.portal.sitemaps import MOST, PARTS, Entry

_SPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@require_safe
@kept()
def index(request: HttpRequest) -> HttpResponse:
    """The parts that have anything, with the newest change of each."""
    response, xml = _begin("sitemapindex", {"xmlns": _SPACES["xmlns"]})
    for name, entries in PARTS.items():
        rows = list(entries(clock.today()))
        for number, start in enumerate(range(0, len(rows), MOST), 1):
            changes = [row.changed_at for row in rows[start : start + MOST] if row.changed_at]
            address = reverse("portal:sitemap_part", args=[name, number])
            _open(xml, "sitemap")
            xml.addQuickElement("loc", settings.LANTOA_BASE_URL + address)
            _changed(xml, max(changes, default=None))
            xml.endElement("sitemap")
    return _end(response, xml, "sitemapindex")


@require_safe
@kept()
def part(request: HttpRequest, part: str, number: int) -> HttpResponse:
    """One part; 404 for one that has nothing."""
    if part not in PARTS or not 0 < number <= sitemaps.MOST:
        raise Http404
    start = (number - 1) * MOST
    rows = list(islice(PARTS[part](clock.today()), start, start + MOST))
    if not rows:
        raise Http404
    response, xml = _begin("urlset", _SPACES)
    for row in rows:
        _write(xml, row)
    return _end(response, xml, "urlset")


def _write(xml: SimplerXMLGenerator, row: Entry) -> None:
    _open(xml, "url")
    xml.addQuickElement("loc", settings.LANTOA_BASE_URL + row.path)
    _changed(xml, row.changed_at)
    if row.news_at:
        _open(xml, "news:news")
        _open(xml, "news:publication")
        xml.addQuickElement("news:name", f"Lan Tỏa {settings.LANTOA_PROVINCE}")
        xml.addQuickElement("news:language", "vi")
        xml.endElement("news:publication")
        xml.addQuickElement("news:publication_date", row.news_at.isoformat())
        xml.addQuickElement("news:title", row.news_title)
        xml.endElement("news:news")
    if row.picture:
        _open(xml, "image:image")
        xml.addQuickElement("image:loc", row.picture)
        xml.endElement("image:image")
    xml.endElement("url")


def _begin(root: str, spaces: dict[str, str]) -> tuple[HttpResponse, SimplerXMLGenerator]:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(spaces))
    return response, xml


def _end(response: HttpResponse, xml: SimplerXMLGenerator, root: str) -> HttpResponse:
    xml.endElement(root)
    xml.endDocument()
    return response


def _open(xml: SimplerXMLGenerator, name: str) -> None:
    xml.startElement(name, AttributesImpl({}))


def _changed(xml: SimplerXMLGenerator, at: datetime | None) -> None:
    if at:
        xml.addQuickElement("lastmod", at.isoformat(timespec="seconds"))
