"""One view into the log: the function behind the middleware and the page cache in front of it.

It runs for every page answered, so whatever can be known beforehand is remembered, in bounded
memory of this process only: who an address and a user agent are today, what a referrer is, what
a page's part of the line looks like. What remains is one `write`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from lantoa.core import clock
from lantoa.publishing.queries import channels
from lantoa.reach import log, sources, visitors
from lantoa.reach.marks import FROM, Mark

#: Vietnam keeps UTC+7 all the year.
AHEAD_MS, DAY_MS = 7 * 3_600_000, 86_400_000
#: A clock set back over midnight by at most this much counts on the day that has begun.
_BACK_MS = 3_600_000
#: Entries of each memory; when one is full it is emptied and fills anew.
_MOST = 10_000
#: Headers longer than this are worked out each time instead of being remembered.
_LONGEST = 600


def folder() -> Path:
    """Where the log of this home lies."""
    return Path(settings.LANTOA_HOME) / "visits"


def is_person_asking(meta: Mapping[str, Any]) -> bool:
    """Whether a page is being opened: no prefetch, no script fetching a piece of a page."""
    if meta.get("HTTP_SEC_FETCH_DEST", "document") not in ("", "document", "iframe"):
        return False
    for name in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ"):
        purpose = meta.get(name)
        if purpose and ("prefetch" in purpose.lower() or "prerender" in purpose.lower()):
            return False
    return True


def count(
    meta: Mapping[str, Any],
    *,
    path: str,
    mark: Mark,
    at: datetime | None = None,
    short: bool = False,
) -> None:
    """Write down that a page (or with `short`, a short link) was answered.

    `meta` is the WSGI environ, `at` the moment (now). A robot's view is written without a
    visitor. A page that a short link led to (`?tu=`) is not counted for a channel again.
    Costs 2 to 3 µs for a reader and a page seen before; safe in threads and after a fork. The
    caller asks `is_person_asking` first. LANTOA_COUNT_VISITS=0 switches it off (measuring only).
    """
    writer = scribe()
    if writer.is_counting:
        moment = clock.now() if at is None else at
        writer.write(meta, path, mark, int(moment.timestamp() * 1000), short)


@lru_cache(maxsize=1)
def scribe() -> "Scribe":
    """The one of this process that writes the log of this home."""
    return Scribe(folder())


@receiver(setting_changed)
def _forget(**_: object) -> None:
    """Tests change settings; nobody else does."""
    scribe.cache_clear()


class Scribe:
    """Writes the views of one home."""

    def __init__(self, folder: Path) -> None:
        self.log = log.VisitLog(folder)
        self.salts = visitors.Salts(folder)
        # Asking Django's settings costs as much as half a line.
        self.is_counting: bool = settings.LANTOA_COUNT_VISITS
        self.proxies: int = settings.LANTOA_PROXIES
        #: The day (days since 1/1/1970) with the readers met on it.
        self._readers: tuple[int, dict[Any, tuple[bytes, bool]]] = (-1, {})
        self._referrers: dict[tuple[str, str], bytes] = {}
        self._pages: dict[tuple[str, str, Mark], bytes] = {}

    def write(
        self, meta: Mapping[str, Any], path: str, mark: Mark, at_ms: int, short: bool
    ) -> None:
        """See `count`; `at_ms` in epoch milliseconds."""
        day, readers = self._readers
        if (at_ms + AHEAD_MS) // DAY_MS != day:
            at_ms = self._turned(at_ms)
            day, readers = self._readers
        query = meta.get("QUERY_STRING")
        if query and not short and f"{FROM}=" in query:
            mark = _led(mark, query)
        visitor, in_application = self._reader(meta, day, readers)
        kind = log.ROBOT if visitor == b"-" else log.SHORT if short else log.PAGE
        page = (kind, path, mark)
        start = self._pages.get(page)
        if start is None:
            start = _kept(self._pages, page, log.middle(kind, path, *mark))
        referrer = meta.get("HTTP_REFERER")
        if referrer:
            source = self._source(referrer, meta)
        elif query or in_application:
            source = sources.kind(meta, in_application=in_application).encode()
        else:
            source = b"direct"
        self.log.write(at_ms, b"%d%s%s\t%s\n" % (at_ms, start, visitor, source))

    def _reader(
        self, meta: Mapping[str, Any], day: int, readers: dict[Any, tuple[bytes, bool]]
    ) -> tuple[bytes, bool]:
        """The reader's hash ("-" for a robot), and whether a social application shows the page."""
        agent = meta.get("HTTP_USER_AGENT", "")
        via = meta.get("HTTP_X_FORWARDED_FOR", "") if self.proxies else ""
        key = (agent, meta.get("REMOTE_ADDR"), via)
        found = readers.get(key)
        if found is None:
            if visitors.is_robot(meta):
                hashed = "-"
            else:
                on = date(1970, 1, 1) + timedelta(days=day)
                hashed = self.salts.visitor(meta, proxies=self.proxies, day=on)
            found = (hashed.encode(), sources.is_social_application(agent[:500]))
            if len(agent) + len(via) <= _LONGEST:
                _kept(readers, key, found)
        return found

    def _source(self, referrer: str, meta: Mapping[str, Any]) -> bytes:
        key = (referrer, meta.get("HTTP_HOST", ""))
        source = self._referrers.get(key)
        if source is None:
            source = sources.kind_of(referrer[:_LONGEST], key[1]).encode()
            if len(referrer) <= _LONGEST:
                _kept(self._referrers, key, source)
        return source

    def _turned(self, at_ms: int) -> int:
        """Go over to another day; gives the moment to write down.

        A clock set back over midnight (an hour at most) does not lead back: the key of the day
        before is thrown away, so that its readers would be taken for new ones.
        """
        day = (at_ms + AHEAD_MS) // DAY_MS
        newest = self._readers[0]
        if newest < 0:
            newest = self.salts.newest() or day
        begun_ms = newest * DAY_MS - AHEAD_MS
        if newest == day + 1 and begun_ms - at_ms <= _BACK_MS:
            at_ms, day = begun_ms, newest
        if day != self._readers[0]:
            self._readers = (day, {})
        return at_ms


def _led(mark: Mark, query: str) -> Mark:
    """The mark of a page a short link led to: its channel was counted when that was opened."""
    source = parse_qs(query).get(FROM, [""])[-1] if len(query) < 2000 else ""
    return Mark(mark.publication, "") if source and source in channels() else mark


def _kept(memory: dict[Any, Any], key: Any, value: Any) -> Any:
    if len(memory) >= _MOST:
        memory.clear()
    memory[key] = value
    return value
