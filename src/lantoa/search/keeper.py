"""Keeps the embedded index of this host in step with the rows of `SearchEntry`.

One process a host writes (it holds a lock that dies with it). It follows the rows of `Change`,
which actions write in their own transaction, so that it does not matter which host ran the task
and whether a writer was killed: what is not noted as applied is applied again. From time to time
it compares all keys, which mends whatever else may have happened (consents that ran out by date).
"""

import logging
import shutil
import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta

import tantivy
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from lantoa.core import clock
from lantoa.search import queries
from lantoa.search.engines import fields, folders
from lantoa.search.models import Change, SearchEntry

logger = logging.getLogger("lantoa.search")

#: Seconds between looks for changes, and between comparisons of everything.
LOOK_EVERY, COMPARE_EVERY = 0.3, 600.0
#: Memory of the writer in bytes; tantivy asks for no less than 15 MB.
HEAP = 20_000_000
#: Numbers of changes are given before they are committed; so far back one is looked for.
LATE = timedelta(seconds=30)
_MOST = 2000


def run(stopping: threading.Event) -> None:
    """Follow until told to stop; wait while another process of this host does. For `work`."""
    if settings.LANTOA_SEARCH != "tantivy":
        return
    while not stopping.is_set():
        with folders.writing(folders.PORTAL) as is_mine:
            if is_mine:
                _follow(stopping)
        stopping.wait(2)


def catch_up() -> bool:
    """Do now what there is to do; False when another process holds the index (it will)."""
    with folders.writing(folders.PORTAL) as is_mine:
        if is_mine:
            Keeper().step(compare=True)
        return is_mine


def rebuild() -> int:
    """Make the index of the portal anew beside the one in use, then swap. How many entries.

    What changes meanwhile is applied afterwards by whoever keeps it.
    """
    last = _last_change()
    folder = folders.fresh(folders.PORTAL)
    try:
        count = fill(folder, map(document, queries.visible().order_by("pk").iterator()))
        folders.set_applied(folder, last)
        folders.swap(folders.PORTAL, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return count


def fill(folder: object, made: Iterable[tantivy.Document], heap: int = HEAP) -> int:
    """Write documents into an empty folder. How many."""
    index = tantivy.Index(fields.schema(), path=str(folder))
    writer = index.writer(heap_size=heap, num_threads=1)
    count = 0
    for one in made:
        writer.add_document(one)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def document(entry: SearchEntry) -> tantivy.Document:
    """An entry as the index keeps it."""
    return fields.document(
        entry.kind, entry.subject, entry.title, entry.body, url=entry.url,
        aliases=entry.aliases, sector=(entry.sector_key, entry.sector),
        place=(map(int, entry.place_keys.split()), entry.place), dated=entry.dated,
    )  # fmt: skip


class Keeper:
    """Applies changes to the index in use. Only for the holder of the lock."""

    def __init__(self) -> None:
        self.done: dict[int, float] = {}

    def step(self, *, compare: bool = False) -> int:
        """Apply what is new; build the index when there is none. How many entries changed."""
        folder = folders.current(folders.PORTAL)
        index = self._opened(folder) if folder else None
        if folder is None or index is None:
            self.done = {}
            return rebuild()
        last = folders.applied(folder)
        found = self._news(last)
        subjects = {(kind, subject) for _, kind, subject in found}
        if compare or (found and last and not self._reaches(last)):
            subjects |= self._differences(index)
        if subjects:
            self._apply(index, subjects)
        if found:
            folders.set_applied(folder, max(last, *(number for number, *_ in found)))
            self.done.update({number: 0 for number, *_ in found})
        return len(subjects)

    def _opened(self, folder: object) -> tantivy.Index | None:
        try:
            return tantivy.Index.open(str(folder))
        except (OSError, ValueError):
            logger.warning("chỉ mục tìm kiếm hỏng, dựng lại")
            return None

    def _news(self, last: int) -> list[tuple[int, str, int]]:
        """Changes not applied yet, with those that were committed late."""
        recent = Change.objects.filter(at__gte=clock.now() - LATE).values_list("pk", flat=True)
        late = [number for number in recent if number <= last and number not in self.done]
        news = Change.objects.filter(pk__gt=last).order_by("pk")[:_MOST]
        found = list(news.values_list("pk", "kind", "subject"))
        if late:
            found += Change.objects.filter(pk__in=late).values_list("pk", "kind", "subject")
        self.done = {number: 0 for number in self.done if number > last - 10_000}
        return found

    def _reaches(self, last: int) -> bool:
        """Whether the rows of changes go back to the last one applied."""
        oldest = Change.objects.order_by("pk").values_list("pk", flat=True).first()
        return oldest is None or oldest <= last + 1

    def _differences(self, index: tantivy.Index) -> set[tuple[str, int]]:
        """What is visible and not in the index, or in it and not visible."""
        searcher = index.searcher()
        there: set[tuple[str, int]] = set()
        if searcher.num_docs:
            hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
            keys = searcher.fast_field_values("key", [address for _, address in hits])
            there = {fields.subject_of(int(key)) for key in keys if key is not None}
        wanted = set(queries.visible().values_list("kind", "subject"))
        return there ^ wanted

    def _apply(self, index: tantivy.Index, subjects: set[tuple[str, int]]) -> None:
        writer = index.writer(heap_size=HEAP, num_threads=1)
        schema = fields.schema()
        for part in _parts(sorted(subjects), 500):
            for kind, subject in part:
                # By query: deleting by term quietly finds nothing in a field of numbers.
                writer.delete_documents_by_query(
                    tantivy.Query.term_query(schema, "key", fields.key_of(kind, subject), "basic")
                )
            for entry in queries.visible_of(part):
                writer.add_document(document(entry))
        writer.commit()
        writer.wait_merging_threads()


def _follow(stopping: threading.Event) -> None:
    keeper, waited = Keeper(), COMPARE_EVERY
    while not stopping.is_set():
        close_old_connections()
        try:
            keeper.step(compare=waited >= COMPARE_EVERY)
            waited = 0.0 if waited >= COMPARE_EVERY else waited + LOOK_EVERY
        except (DatabaseError, OSError, ValueError, RuntimeError):
            logger.warning("chưa cập nhật được chỉ mục tìm kiếm, sẽ thử lại", exc_info=True)
            stopping.wait(2)
        stopping.wait(LOOK_EVERY)


def _last_change() -> int:
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _parts(rows: list[tuple[str, int]], size: int) -> Iterator[list[tuple[str, int]]]:
    for at in range(0, len(rows), size):
        yield rows[at : at + size]
