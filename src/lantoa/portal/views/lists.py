"""Lists of stories: all of them, by section, by sector."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.portal import queries, sections, sectors
from lantoa.portal.views.paging import page_of
from lantoa.publishing.models import Publication
from lantoa.registry.models import Sector
from lantoa.stories.models import Section

PER_PAGE = 12
#: How many practices of a sector its page shows before "all of them".
PRACTICES = 4


@require_safe
@kept("trang", "linh-vuc", "muc", "noi", "nam")
def listing(request: HttpRequest) -> HttpResponse:
    """All stories, newest first; `linh-vuc`, `muc`, `noi` and `nam` narrow them."""
    on = clock.today()
    asked = _Asked(request, on)
    page = page_of(asked.narrow(queries.publications()), request, PER_PAGE)
    context = {
        "here": "stories",
        "page": page,
        "teasers": queries.teasers(page.object_list, on),
        "sectors": queries.sectors(),
        "sections": queries.sections(),
        "years": queries.years(),
        "places": places.communes(on),
        "sector": asked.sector,
        "section": asked.section,
        "place": asked.place,
        "year": asked.year,
        "is_narrowed": bool(asked.parameters()),
        "asked": asked.parameters(),
        **asked.own_page(),
    }
    return render(request, "portal/stories.html", context)


@require_safe
@kept("trang")
def of_section(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories of one section, arranged by editors."""
    section = get_object_or_404(Section, slug=slug, live=True)
    context = sections.facts_of(section, request.GET.get("trang"), clock.today())
    return render(request, "portal/section.html", context)


@require_safe
@kept("trang", "noi")
def of_sector(request: HttpRequest, slug: str) -> HttpResponse:
    """One field of life: its stories, practices to copy, and how far they went."""
    on = clock.today()
    sector = get_object_or_404(Sector, slug=slug)
    place = _place(request.GET.get("noi", ""), on)
    found = queries.publications().filter(exemplar__sector=sector)
    found = queries.at_place(place, found) if place else found
    page = page_of(found, request, PER_PAGE)
    context = {
        "here": "stories",
        "sector": sector,
        "about": sectors.about(sector.slug),
        "place": place,
        "page": page,
        "teasers": queries.teasers(page.object_list, on),
        "practices": queries.most_copied(on, PRACTICES, sector=sector) if page.number == 1 else [],
        "numbers": queries.numbers(on, sector=sector),
        "sectors": queries.sectors(),
        "asked": {"noi": place.code} if place else {},
        "canonical": reverse("portal:sector", args=[sector.slug]),
    }
    return render(request, "portal/sector.html", context)


class _Asked:
    """What the list is narrowed to. Words that name nothing are as if not asked."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        asked = request.GET
        self.sector = Sector.objects.filter(slug=asked.get("linh-vuc", "")[:60]).first()
        self.section = Section.objects.filter(slug=asked.get("muc", "")[:60], live=True).first()
        self.place = _place(asked.get("noi", ""), on)
        year = asked.get("nam", "")
        self.year = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None

    def narrow(self, found: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.sector:
            found = found.filter(exemplar__sector=self.sector)
        if self.section:
            found = found.filter(story__section=self.section)
        if self.place:
            found = queries.at_place(self.place, found)
        if self.year:
            found = found.filter(published_at__year=self.year)
        return found

    def parameters(self) -> dict[str, Any]:
        """Those that took effect, as they stand in the address."""
        found = {
            "linh-vuc": self.sector and self.sector.slug,
            "muc": self.section and self.section.slug,
            "noi": self.place and self.place.code,
            "nam": self.year and str(self.year),
        }
        return {name: value for name, value in found.items() if value}

    def own_page(self) -> dict[str, Any]:
        """A sector or a section alone has an address of its own; that one is the page's."""
        if len(self.parameters()) != 1:
            return {}
        if self.sector:
            return {"canonical": reverse("portal:sector", args=[self.sector.slug]), "asked": {}}
        if self.section:
            return {"canonical": reverse("portal:section", args=[self.section.slug]), "asked": {}}
        return {}


def _place(code: str, on: date) -> AdminUnit | None:
    return places.communes(on).filter(code=code[:10]).first() if code else None
