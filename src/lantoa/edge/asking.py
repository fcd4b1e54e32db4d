"""What a request asks for, read from its headers: which page, which coding, whether it changed.

Nothing here raises on hostile input.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

from lantoa.core.keeping import parameters_of
from lantoa.core.middleware import PRIVATE

#: A page's key: its path, or path and named parameters (a path may itself contain "?").
Key = str | tuple[str, str]

#: Longer paths, parameters and headers belong to no page of ours; Django answers them.
PATH_LIMIT, VALUE_LIMIT, HEADER_LIMIT, FIELDS_LIMIT = 300, 80, 400, 400

IDENTITY, GZIP, BROTLI = 0, 1, 2
_OURS = {"br": BROTLI, "gzip": GZIP, "x-gzip": GZIP, "identity": IDENTITY}


class Route(NamedTuple):
    """What the address table says of a path whose answers may be kept."""

    parameters: frozenset[str]
    is_counted: bool


@lru_cache(maxsize=4096)
def route(path: str) -> Route | None:
    """The kept view behind `path`; None where answers are never kept."""
    if len(path) > PATH_LIMIT or not path.isascii() or path.startswith(PRIVATE):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    names = parameters_of(match.func)
    return None if names is None else Route(names, match.app_name == "portal")


def key_of(path: str, query: str) -> Key | None:
    """The key of the page asked for: only parameters that its view names are part of it.

    None where nothing is kept: another kind of path, or a named parameter no page can have.
    """
    known = route(path)
    if known is None:
        return None
    if not query or not known.parameters:
        return path
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=FIELDS_LIMIT)
    except ValueError:
        return None
    named = sorted((f for f in fields if f[0] in known.parameters), key=itemgetter(0))
    if not named:
        return path
    if len(named) > 2 * len(known.parameters) or any(len(v) > VALUE_LIMIT for _, v in named):
        return None
    return path, urlencode(named)


def coding(accepted: str) -> int:
    """IDENTITY, GZIP or BROTLI: what an Accept-Encoding header likes best (RFC 9110 §12.5.3).

    Of equal weights the shorter bytes win. A reader that refuses everything gets identity.
    """
    return _coding(accepted) if len(accepted) <= HEADER_LIMIT else IDENTITY


@lru_cache(maxsize=512)
def _coding(accepted: str) -> int:
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        if name:
            weights[name] = _weight(parameters)
    rest = weights.get("*", 0.0)
    # Identity is acceptable unless refused, but a coding asked for is liked better.
    plain = weights.get("identity", weights.get("*", 0.000_1))
    likes = {BROTLI: weights.get("br", rest), IDENTITY: plain}
    likes[GZIP] = max(weights.get("gzip", rest), weights.get("x-gzip", 0.0))
    best = max((BROTLI, GZIP, IDENTITY), key=lambda one: likes[one])
    return best if likes[best] > 0 else IDENTITY


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


def has(if_none_match: str, etag: str) -> bool:
    """Whether the reader already holds what `etag` names (weak comparison, RFC 9110 §13.1.2).

    A proxy that compresses makes a tag weak; it still names the same page.
    """
    if if_none_match == etag:
        return True
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match[:4096].split(","))
    return etag in tags
