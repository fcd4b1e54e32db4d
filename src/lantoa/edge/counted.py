"""Counting what the page cache answers, as `reach.middleware` counts what Django answers.

A view is a GET of a page by a person: answered with 200, or with 304 to a browser that still
holds the page (each opening asks again, `Cache-Control: max-age=0`). HEAD shows nobody anything.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lantoa.reach import counting
from lantoa.reach.marks import FROM, Mark

_SIGN = FROM + "="


def count(environ: Mapping[str, Any], path: str, mark: Mark, at: datetime) -> None:
    """One page was opened."""
    if counting.is_person_asking(environ):
        counting.count(environ, path=path, mark=mark, at=at)


def source_of(query: str) -> str:
    """The part of the query by which the counter knows a short link: all else is dropped."""
    found = [part for part in query[:2000].split("&") if part.startswith(_SIGN)]
    return found[-1] if found else ""
