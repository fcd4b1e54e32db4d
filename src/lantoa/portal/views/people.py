"""Everybody with a public file, as in a telephone book: by given name, nobody first for fame."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.portal.views.paging import page_of
from lantoa.registry import queries as registry
from lantoa.registry.models import Exemplar, Sector
from lantoa.registry.states import ExemplarKind, Standing
from lantoa.vietnamese import LETTERS, letter_of, letter_span

PER_PAGE = 48
#: Letters of the bar that stand there even while nobody has them: the 29 of the alphabet.
_ALWAYS = frozenset(LETTERS) - {"F", "J", "W", "Z"}
_STANDINGS = {"dien-hinh": Standing.EXEMPLAR, "nhan-to-moi": Standing.EMERGING}


@dataclass(frozen=True)
class Letter:
    """One letter of the bar and how many names begin with it."""

    letter: str
    count: int


@dataclass(frozen=True)
class Entry:
    """One line of the book, with the letter it stands under."""

    exemplar: Exemplar
    letter: str


@require_safe
@kept("trang", "chu", "noi", "linh-vuc", "loai", "muc")
def listing(request: HttpRequest) -> HttpResponse:
    """People, or with `loai=tap-the` collectives and households; `chu` opens at a letter."""
    asked, on = request.GET, clock.today()
    together = asked.get("loai") == "tap-the"
    sector = Sector.objects.filter(slug=asked.get("linh-vuc", "")[:50]).first()
    place = _place(asked.get("noi", ""))
    standing = asked.get("muc", "") if asked.get("muc", "") in _STANDINGS else ""
    public = registry.public_exemplars(on)
    found = _narrow(public, sector, place, standing)
    people = found.filter(kind=ExemplarKind.PERSON)
    groups = found.exclude(kind=ExemplarKind.PERSON)
    rows = groups if together else people
    letter = asked.get("chu", "").upper()
    letter = letter if letter in LETTERS else ""
    bar = _bar(rows)
    if letter:
        low, high = letter_span(letter)
        rows = rows.filter(sort_key__gte=low, sort_key__lt=high)
    page = page_of(
        rows.select_related("place", "sector").order_by("sort_key", "pk"), request, PER_PAGE
    )
    context = {
        "here": "people",
        "page": page,
        "entries": [Entry(row, letter_of(row.sort_key)) for row in page.object_list],
        "bar": bar,
        "letter": letter,
        "together": together,
        "people_count": people.count(),
        "group_count": groups.count(),
        "sectors": Sector.objects.filter(exemplars__in=public).distinct(),
        "places": places.communes(on),
        "sector": sector,
        "place": place,
        "standing": standing,
        "asked": {
            name: asked[name] for name in ("loai", "chu", "noi", "linh-vuc") if asked.get(name)
        },
    }
    return render(request, "portal/people.html", context)


def _narrow(
    rows: QuerySet[Exemplar], sector: Sector | None, place: AdminUnit | None, standing: str
) -> QuerySet[Exemplar]:
    if sector:
        rows = rows.filter(sector=sector)
    if place:
        rows = rows.filter(place__in=places.with_predecessors(place))
    if standing:
        rows = rows.filter(standing=_STANDINGS[standing])
    return rows


def _bar(rows: QuerySet[Exemplar]) -> list[Letter]:
    """A Ă Â B … with how many names begin with each; foreign letters only when somebody has them."""
    firsts = rows.order_by().annotate(sign=Substr("sort_key", 1, 1)).values_list("sign")
    counts = {letter_of(sign): count for sign, count in firsts.annotate(Count("pk"))}
    return [
        Letter(letter, counts.get(letter, 0))
        for letter in LETTERS
        if letter in _ALWAYS or letter in counts
    ]


def _place(code: str) -> AdminUnit | None:
    if not code:
        return None
    return places.communes(clock.today()).filter(code=code[:10]).first()
