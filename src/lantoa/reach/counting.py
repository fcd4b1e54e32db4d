"""One view into the log: the function behind the middleware and a page cache in front of it."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from lantoa.reach import log, visitors
from lantoa.reach.marks import Mark


def folder() -> Path:
    """Where the log of this home lies."""
    return Path(settings.LANTOA_HOME) / "visits"


@lru_cache(maxsize=8)
def _log(folder: Path) -> log.VisitLog:
    return log.VisitLog(folder)


@lru_cache(maxsize=8)
def _salts(folder: Path) -> visitors.Salts:
    return visitors.Salts(folder)


def is_person_asking(meta: Mapping[str, Any]) -> bool:
    """Whether a page is being opened: no prefetch, no script fetching a piece of a page."""
    purpose = f"{meta.get('HTTP_SEC_PURPOSE', '')} {meta.get('HTTP_PURPOSE', '')}".lower()
    purpose += str(meta.get("HTTP_X_MOZ", "")).lower()
    if "prefetch" in purpose or "prerender" in purpose:
        return False
    return meta.get("HTTP_SEC_FETCH_DEST", "document") in ("", "document", "iframe")


def count(
    meta: Mapping[str, Any], *, path: str, mark: Mark, at: datetime, short: bool = False
) -> None:
    """Write down that a page (or with `short`, a short link) was answered.

    `meta` is the WSGI environ. A robot's view is written without a visitor.
    """
    here = folder()
    if visitors.is_robot(meta):
        kind, visitor = log.ROBOT, "-"
    else:
        kind = log.SHORT if short else log.PAGE
        visitor = _salts(here).visitor(
            meta, proxies=settings.LANTOA_PROXIES, day=timezone.localdate(at)
        )
    view = log.View(int(at.timestamp() * 1000), kind, path, mark.publication, mark.channel, visitor)
    _log(here).append(view)
