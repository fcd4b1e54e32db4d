"""PostgreSQL's and OpenSearch's own search, through modelsearch (LANTOA_SEARCH)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from modelsearch.backends import get_search_backend

from lantoa.search.engines.contract import DEPTH, Answer, Filters
from lantoa.search.engines.portable import Portable
from lantoa.search.models import SearchEntry
from lantoa.search.question import Question

#: The name of the backend in WAGTAILSEARCH_BACKENDS.
BACKEND = "portal"
SERVERS = ("postgres", "opensearch")


def put(entry: SearchEntry) -> None:
    """Tell the server of a new or changed entry, where a server does the searching."""
    if settings.LANTOA_SEARCH in SERVERS:
        transaction.on_commit(lambda: get_search_backend(BACKEND).add(entry))


def drop(entry: SearchEntry) -> None:
    """Take an entry out of the server, which may still give it: the database is asked anyway."""
    if settings.LANTOA_SEARCH in SERVERS:
        get_search_backend(BACKEND).delete(entry)


def rebuild(entries: QuerySet[SearchEntry]) -> int:
    """Give the server all entries anew. How many."""
    backend = get_search_backend(BACKEND)
    builder = backend.rebuilder_class(backend.get_index_for_model(SearchEntry))
    index = builder.start()
    index.add_model(SearchEntry)
    count = 0
    for at in range(0, entries.count(), 500):
        part = list(entries.order_by("pk")[at : at + 500])
        index.add_items(SearchEntry, part)
        count += len(part)
    builder.finish()
    return count


class Hosted:
    """Asks the server for the best rows; visibility, filters and counts are the database's.

    Marks, phrases and writings of abbreviations are settled by the plain engine within what the
    server gave; `DEPTH` rows at most are counted.
    """

    def __init__(self, visible: QuerySet[SearchEntry]) -> None:
        self.visible = visible

    def ask(
        self, question: Question, filters: Filters, start: int, count: int, *, with_facets: bool
    ) -> Answer:
        rows = self.visible.filter(pk__in=self._best(question))
        return Portable(rows).ask(question, filters, start, count, with_facets=with_facets)

    def knows(self, question: Question) -> int:
        return self.ask(question, Filters(), 0, 1, with_facets=False).total

    def vocabulary(self) -> Mapping[str, int]:
        return {}

    def _best(self, question: Question) -> list[Any]:
        backend = get_search_backend(BACKEND)
        found: dict[Any, None] = {}
        for words in _writings(question):
            hits = backend.search(words, self.visible, operator="and")[: DEPTH * 2]
            found.update((entry.pk, None) for entry in hits)
        return list(found)


def _writings(question: Question) -> list[str]:
    """The question with each group in its first writing, then in its others, one at a time."""
    typed = [" ".join(group.typed) for group in question.groups]
    made = [" ".join(typed)]
    for at, group in enumerate(question.groups):
        for run in group.writings[1:4]:
            made.append(" ".join([*typed[:at], " ".join(run), *typed[at + 1 :]]))
    return made[:8]
