"""Where a reader is led who asked for an address that is not quite one of ours.

Capital letters, a doubled or missing slash, marks on letters, an address that a story left
years ago: each has one right address, and only when something public stands there is it given.
What is given is always a path of ours, begun with one slash, so it leads to no other site.
"""

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from django.db.models import Model, QuerySet
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from lantoa.core import addresses, clock
from lantoa.portal import queries
from lantoa.publishing.models import ShortLink
from lantoa.registry import queries as registry
from lantoa.registry.models import Sector
from lantoa.stories.models import Section
from lantoa.vietnamese import nfc, slugify

#: Longer ones are no address that was ever ours.
LONGEST = 300
#: Rows of a space of addresses that anybody may see today.
_Public = Callable[[date], "QuerySet[Model]"]
#: Name of an address with a `slug` → the space of its former slugs, and what is public there.
MOVABLE: dict[str, tuple[str, _Public]] = {
    "portal:story": ("story", lambda on: queries.publications()),
    "embeds:card": ("story", lambda on: queries.publications()),
    "portal:practice": ("practice", queries.practices),
    "portal:plan": ("plan", queries.plans),
    "portal:sector": ("sector", lambda on: Sector.objects.all()),
    "portal:section": ("section", lambda on: Section.objects.all()),
}


def better(path: str) -> str:
    """The right address for a path that leads nowhere; empty when there is none."""
    if len(path) > LONGEST:
        return ""
    for candidate in _spellings(path):
        try:
            match = resolve(candidate)
        except Resolver404:
            continue
        found = _today(match)
        if found:
            return "" if found == path else found
    return ""


def _spellings(path: str) -> list[str]:
    """The path in the letters of our addresses, with and without a slash at its end."""
    parts = [_plain(part) for part in nfc(path).split("/")]
    whole = "/".join(part for part in parts if part)
    return [f"/{whole}/", f"/{whole}"] if whole else ["/"]


def _plain(part: str) -> str:
    """Small letters without marks; a file keeps its dots."""
    return ".".join(slugify(piece) for piece in part.split("."))


def _today(match: ResolverMatch) -> str:
    """The address today of what `match` names, if that is public."""
    name, given = match.view_name, dict(match.kwargs)
    if match.app_name not in ("portal", "embeds"):
        return ""
    if name in MOVABLE and set(given) == {"slug"}:
        slug = _slug_today(*MOVABLE[name], str(given["slug"]))
        return reverse(name, args=[slug]) if slug else ""
    if name == "portal:exemplar":
        code = str(given["code"]).upper()
        on = clock.today()
        is_public = registry.public_exemplars(on).filter(code=code).exists()
        there = code if is_public else getattr(registry.kept_of(code, on), "code", "")
        return reverse(name, args=[there]) if there else ""
    if name == "portal:short":
        code = str(given["code"])
        return reverse(name, args=[code]) if ShortLink.objects.filter(code=code).exists() else ""
    return quote(reverse(name)) if not given else ""


def _slug_today(space: str, public: _Public, slug: str) -> str:
    rows = public(clock.today())
    if rows.filter(slug=slug).exists():
        return slug
    key = addresses.owner(space, slug)
    found = rows.filter(pk=key).values_list("slug", flat=True).first() if key else None
    return str(found or "")
