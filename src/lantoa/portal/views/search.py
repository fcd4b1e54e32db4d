"""Search over what is public."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.places import queries as places
from lantoa.portal import queries
from lantoa.registry.models import Sector
from lantoa.search import actions as finding
from lantoa.search import queries as search
from lantoa.search.engines.contract import DEPTH
from lantoa.search.models import Kind
from lantoa.search.queries import Found, Hit

PER_PAGE = 10
#: Longer than any question people type; what lies beyond is not searched.
LONGEST = 200
#: Values of a facet shown before the others are folded away.
SHOWN = 6


@dataclass(frozen=True)
class Choice:
    """One value of a facet: `value` stands in the address, `address` leads to its hits."""

    value: str
    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Facet:
    """A way to narrow the hits. `parameter` is its name in the address, `without` leads back."""

    parameter: str
    label: str
    without: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)

    @property
    def first(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def rest(self) -> list[Choice]:
        return self.choices[SHOWN:]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Results of `q`, narrowed by `loai`, `linh-vuc`, `noi` and `nam`. Asked anew each time: a
    page that is kept could show a story which has just been taken down."""
    asked = " ".join(request.GET.get("q", "").split())
    q = asked[:LONGEST]
    context = {
        "here": "search",
        "q": q,
        "cut": len(asked) > LONGEST,
        "longest": LONGEST,
        "sectors": queries.sectors() if not q else [],
        "noindex": bool(request.GET),
    }
    if q:
        context |= _results(request, q)
    response = render(request, "portal/search.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


def _results(request: HttpRequest, q: str) -> dict[str, object]:
    communes = {unit.pk: unit for unit in places.communes(clock.today())}
    sectors = {sector.pk: sector for sector in Sector.objects.all()}
    narrow = _narrow(
        request.GET,
        {sector.slug: key for key, sector in sectors.items()},
        {unit.code: key for key, unit in communes.items()},
    )
    number = _number(request.GET.get("trang", ""))
    found = search.find(q, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, **narrow)
    page = _page(found, number)
    if page.number != number:
        found = search.find(q, limit=PER_PAGE, offset=(page.number - 1) * PER_PAGE, **narrow)
    if (not found.total or found.is_any or found.meant) and not any(narrow.values()):
        finding.note_miss(q=q, day=clock.today())
    kinds, *facets = _facets(
        request.GET, found, narrow,
        {
            "loai": {kind.value: (kind.value, str(kind.label)) for kind in Kind},
            "linh-vuc": {key: (one.slug, one.name) for key, one in sectors.items()},
            "noi": {key: (unit.code, unit.name) for key, unit in communes.items()},
        },
    )  # fmt: skip
    return {
        "found": found,
        "page": page,
        "hits": found.hits,
        "kinds": kinds,
        "facets": [facet for facet in facets if len(facet.choices) > 1 or facet.chosen],
        "narrowed": [facet for facet in (kinds, *facets) if facet.chosen],
        "total": _about(found),
        "is_deep": page.paginator.count < found.total,
        "depth": DEPTH,
    }


def _narrow(
    asked: QueryDict, sectors: Mapping[str, int], communes: Mapping[str, int]
) -> dict[str, Any]:
    """The filters of an address for `search.find`; None for each that is not set or nonsense."""
    kind, year = asked.get("loai", ""), asked.get("nam", "")
    return {
        "kind": kind if kind in Kind.values else None,
        "sector": sectors.get(asked.get("linh-vuc", "")),
        "place": communes.get(asked.get("noi", "")),
        "year": int(year) if re.fullmatch("[12][0-9]{3}", year) else None,
    }


def _number(text: str) -> int:
    """The page an address names; the first for nonsense, the last there can be for too much."""
    number = int(text[:9]) if text.isascii() and text.isdecimal() else 1
    return max(1, min(number, DEPTH // PER_PAGE))


def _page(found: Found, number: int) -> "Page[Hit]":
    paginator = Paginator(range(min(found.total, DEPTH)), PER_PAGE)
    return paginator.get_page(number)  # type: ignore[return-value]  # only its numbers are shown


def _about(found: Found) -> int:
    """The total; of one that was taken from a sample only the first two digits."""
    if found.is_total_exact:
        return found.total
    step: int = 10 ** max(0, len(str(found.total)) - 2)
    return round(found.total / step) * step


#: Name in the address → name of the facet, words above it.
_FACETS = {
    "loai": ("kind", "Loại"),
    "linh-vuc": ("sector", "Lĩnh vực"),
    "noi": ("place", "Nơi"),
    "nam": ("year", "Năm"),
}
_Key = str | int


def _facets(
    asked: QueryDict,
    found: Found,
    narrow: Mapping[str, Any],
    names: Mapping[str, Mapping[Any, tuple[str, str]]],
) -> list[Facet]:
    """All facets; values as they stand in addresses, the most hits first, years the newest."""
    made = []
    for parameter, (name, label) in _FACETS.items():
        counts = dict(found.facets.get(name, {}))
        if chosen := narrow[name]:
            counts.setdefault(chosen, 0)
        known = names.get(parameter) or {key: (str(key), str(key)) for key in counts}
        values = {key: count for key, count in counts.items() if key in known}
        ranked: list[_Key] = sorted(values, key=lambda key: -values[key])
        if name == "year":
            ranked.sort(key=lambda key: -int(key))
        choices = [
            Choice(known[key][0], known[key][1], values[key], key == chosen,
                   _address(asked, parameter, known[key][0]))
            for key in ranked
        ]  # fmt: skip
        made.append(Facet(parameter, label, _address(asked, parameter), choices))
    return made


def _address(asked: QueryDict, parameter: str, value: str = "") -> str:
    """This page with one filter set or, without a value, gone; from the first hit on."""
    query = {name: asked.get(name, "") for name in ("q", *_FACETS) if asked.get(name)}
    query.pop(parameter, None)
    if value:
        query[parameter] = value
    return f"?{urlencode(query)}"
