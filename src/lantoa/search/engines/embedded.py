"""The default engine: tantivy inside the process, an index on the host's own disk."""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Index, Occur, Query, Schema, Searcher

from lantoa.search.engines import fields, folders, order
from lantoa.search.engines.contract import (
    DEPTH,
    FACETS,
    Answer,
    Document,
    Filters,
    Gate,
    Unavailable,
)
from lantoa.search.question import Group, Question, Words

#: Titles read to put the first hits into their final order.
REFINED = 24
#: Up to so many matching documents are counted one by one; more, from a sample of them.
COUNTED = 20_000
_SAMPLE = 8_000
#: How often a web process looks whether the index has changed, in seconds.
LOOK_EVERY = 0.4
_COMPLETIONS = 10
_FREQ = {"folded", "title"}


@dataclass
class _Found:
    """A candidate: where it lies, its points, and tantivy's score."""

    address: DocAddress
    key: int
    points: float
    relevance: float


class Reader:
    """An open index of one name, shared by the threads of a process and renewed as it changes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._looked_at, self._seen, self._pid = 0.0, None, 0  # type: tuple[float, object, int]
        self._index: Index | None = None
        self._searcher: Searcher | None = None
        self._words: dict[str, int] | None = None
        self.schema: Schema = fields.schema()

    def searcher(self) -> Searcher:
        """The newest state of the index. Raises Unavailable."""
        now = time.monotonic()
        if self._searcher is None or now - self._looked_at > LOOK_EVERY or self._pid != os.getpid():
            with self._lock:
                self._look(now)
        if self._searcher is None:
            raise Unavailable(self.name)
        return self._searcher

    def words(self) -> Mapping[str, int]:
        """All folded words with the number of documents that have them; kept until it changes."""
        searcher = self.searcher()
        if self._words is None:
            self._words = dict(searcher.terms_with_prefix("folded", "", None, 200_000))
        return self._words

    def _look(self, now: float) -> None:
        folder = folders.current(self.name)
        seen = folders.state_of(folder) if folder else None
        if seen != self._seen or self._pid != os.getpid():
            try:
                self._open(folder)
            except (OSError, ValueError) as error:
                self._index = self._searcher = None
                raise Unavailable(str(error)) from error
            self._seen, self._pid = seen, os.getpid()
        self._looked_at = now

    def _open(self, folder: Path | None) -> None:
        self._words = None
        if folder is None:
            self._index = self._searcher = None
            return
        index = Index.open(str(folder))
        index.config_reader(reload_policy="manual")
        index.reload()
        self._index, self._searcher = index, index.searcher()


class Embedded:
    """Asks a Reader. `gate` is None for a scratch index, which holds nothing of ours."""

    def __init__(self, reader: Reader, gate: Gate | None) -> None:
        self.reader, self.gate = reader, gate

    def ask(
        self, question: Question, filters: Filters, start: int, count: int, *, with_facets: bool
    ) -> Answer:
        searcher = self.reader.searcher()
        maker = _Maker(self.reader.schema, searcher, question)
        found = self._candidates(searcher, maker, filters)
        is_all = len(found) < DEPTH
        shown, hidden = self._gated(found)
        self._refine(searcher, question, shown)
        hits = [_read(searcher, one) for one in shown[start : start + count]]
        if not with_facets:
            return Answer(hits, len(shown), is_all)
        counts = _Counts(searcher, maker, is_all)
        facets, total, is_exact = counts.facets(filters, [one.address for one in hidden])
        total = len(shown) if is_all else max(total, len(shown))
        return Answer(hits, total, is_all or is_exact, facets)

    def knows(self, question: Question) -> int:
        searcher = self.reader.searcher()
        maker = _Maker(self.reader.schema, searcher, question)
        query = maker._and_phrases(maker.every("folded"))
        hits = searcher.search(query, 10, count=False).hits
        keys = _keys(searcher, hits)
        found = [_Found(hit[1], key, 0, 0) for key, hit in zip(keys, hits, strict=True)]
        return len(self._gated(found)[0])

    def vocabulary(self) -> Mapping[str, int]:
        return self.reader.words()

    def _candidates(self, searcher: Searcher, maker: "_Maker", filters: Filters) -> list[_Found]:
        """The best DEPTH by what the index knows: marks, neighbours, title, then tantivy's own."""
        found: dict[int, _Found] = {}
        is_full = False
        for query, points in maker.sources():
            if points == 0 and is_full:
                break  # as many that are better stand there already
            hits = searcher.search(maker.narrowed(query, filters), DEPTH, count=False).hits
            is_full = is_full or len(hits) >= DEPTH
            for key, (score, address) in zip(_keys(searcher, hits), hits, strict=True):
                one = found.get(key)
                if one is None:
                    found[key] = _Found(address, key, points, score)
                else:
                    one.points += points
                    one.relevance = score
        ranked = sorted(found.values(), key=lambda one: (-one.points, -one.relevance))
        return ranked[:DEPTH]

    def _gated(self, found: list[_Found]) -> tuple[list[_Found], list[_Found]]:
        """(what may be shown, what may not), asked of the database now."""
        if self.gate is None:
            return found, []
        subjects = {one.key: fields.subject_of(one.key) for one in found}
        allowed = self.gate(subjects.values())
        shown = [one for one in found if subjects[one.key] in allowed]
        return shown, [one for one in found if subjects[one.key] not in allowed]

    def _refine(self, searcher: Searcher, question: Question, found: list[_Found]) -> None:
        """Read the titles of the first and put those into their final order."""
        first = found[:REFINED]
        if not first:
            return
        days = searcher.fast_field_values("day", [one.address for one in first])
        ranked = []
        for one, day in zip(first, days, strict=True):
            title = _text(searcher.doc(one.address), "heading")
            one.points += order.of_title(question, title)
            ranked.append((-one.points, -round(one.relevance, 1), -(day or 0), one.key, one))
        ranked.sort(key=lambda row: row[:4])
        found[:REFINED] = [row[4] for row in ranked]


class _Maker:
    """Makes tantivy's queries of a question."""

    def __init__(self, schema: Schema, searcher: Searcher, question: Question) -> None:
        self.schema, self.searcher, self.question = schema, searcher, question
        self.groups = list(question.groups)
        if question.is_typing and self.groups:
            self.groups[-1] = self._begun(self.groups[-1])

    def sources(self) -> list[tuple[Query, float]]:
        """What to look for, dearest last: points a hit gets for being found so."""
        question, made = self.question, []
        if question.has_marks:
            made.append((self._with_marks(), order.EXACT))
        if len(question.run) > 1 and not question.is_typing:
            made.append((self._and_phrases(self._phrase(question.run)), order.TOGETHER))
        made.append((self._and_phrases(self.every("title")), order.TITLE))
        made.append((self._and_phrases(self.every("folded")), 0.0))
        return made

    def every(self, field: str) -> Query:
        """All groups, each in any of its writings."""
        return _all([self._any(field, group) for group in self.groups])

    def narrowed(self, query: Query, filters: Filters, *, but: str = "") -> Query:
        """`query` within the filters, leaving out the filter of one facet."""
        parts = [query]
        for name, value in filters.chosen.items():
            if name != but:
                number = fields.KINDS.get(str(value), 0) if name == "kind" else int(value)
                parts.append(self.silent(self.term(name, number)))
        return _all(parts)

    def term(self, field: str, value: str | int) -> Query:
        option = "freq" if field in _FREQ else "basic"
        return Query.term_query(self.schema, field, value, option)

    def silent(self, query: Query) -> Query:
        """`query` without any say in the order."""
        return Query.const_score_query(query, 0.0)

    def most(self) -> int:
        """No fewer documents than match, read off the dictionary."""
        freq = self.searcher.doc_freq
        least = [
            sum(min(freq("folded", word) for word in run) for run in group.writings)
            for group in self.groups
        ]
        return min(least, default=0)

    def _any(self, field: str, group: Group) -> Query:
        made = [self._run(field, run) for run in group.writings]
        if len(made) == 1:
            return made[0]
        return Query.boolean_query([(Occur.Should, query) for query in made])

    def _run(self, field: str, run: Words) -> Query:
        if len(run) == 1:
            return self.term(field, run[0])
        together = self._phrase(run)
        if field == "folded":
            return together
        return _all([self.silent(together), *(self.term(field, word) for word in run)])

    def _phrase(self, run: Words) -> Query:
        if len(run) == 1:
            return self.term("folded", run[0])
        pairs = dict.fromkeys(pairwise(run))
        return _all([self.term("pairs", f"{one}_{two}") for one, two in pairs])

    def _with_marks(self) -> Query:
        """Every typed word with its marks; groups of several writings in any of them."""
        folded = self.question.folded
        made = [self._any("folded", group) for group in self.groups if len(group.writings) > 1]
        for exact, bare in zip(self.question.exact, folded, strict=True):
            if any(group.typed == (bare,) and len(group.writings) == 1 for group in self.groups):
                made.append(self.term("exact", exact))
        return self._and_phrases(_all(made) if made else Query.empty_query())

    def _and_phrases(self, query: Query) -> Query:
        parts = [query]
        for exact, folded in self.question.phrases:
            parts.append(self.silent(self._phrase(folded)))
            if exact != folded:
                parts += [self.silent(self.term("exact", word)) for word in exact]
        return _all(parts)

    def _begun(self, group: Group) -> Group:
        """The last word of a question being typed, with the words it may become."""
        *before, last = group.typed
        words = {last}
        if not before:
            likely = self.searcher.terms_with_prefix("folded", last, None, _COMPLETIONS)
            words |= {word for word, _ in likely}
            if len(self.groups) > 1:
                previous = self.groups[-2].typed[-1]
                joined = self.searcher.terms_with_prefix(
                    "pairs", f"{previous}_{last}", None, _COMPLETIONS
                )
                words |= {word.partition("_")[2] for word, _ in joined}
        more = tuple((word,) for word in sorted(words - {last}))
        return replace(group, writings=(*group.writings, *more))


class _Counts:
    """How many there are in all and by facet."""

    def __init__(self, searcher: Searcher, maker: _Maker, is_few: bool) -> None:
        self.searcher, self.maker = searcher, maker
        self.factor, most = 1, 0 if is_few else maker.most()
        if most > COUNTED:
            level = min(fields.SAMPLES, (most // _SAMPLE).bit_length())
            self.factor = 2**level
        self.query = maker._and_phrases(maker.every("folded"))

    def facets(
        self, filters: Filters, hidden: Sequence[DocAddress]
    ) -> tuple[dict[str, dict[str | int, int]], int, bool]:
        """(facets, total, whether these are exact); a facet does not narrow itself."""
        plain = self._count(filters, FACETS)
        counts = {name: plain[name] for name in FACETS}
        for name in filters.chosen:
            counts[name] = self._count(filters, [name], but=name)[name]
        total = sum(plain["kind"].values())
        for name in FACETS:
            gone = self.searcher.fast_field_values(name, list(hidden)) if hidden else []
            for value in gone:
                if value in counts[name]:
                    counts[name][value] -= 1
        kinds = {fields.KIND_OF[int(key)]: count for key, count in counts["kind"].items()}
        facets = {**counts, "kind": kinds}
        shown = {
            name: {key: count for key, count in values.items() if count > 0}
            for name, values in facets.items()
        }
        return shown, total, self.factor == 1

    def _count(self, filters: Filters, names: Sequence[str], *, but: str = "") -> Any:
        query = self.maker.narrowed(self.query, filters, but=but)
        if self.factor > 1:
            level = self.factor.bit_length() - 1
            query = _all([self.maker.silent(self.maker.term("sample", f"s{level}")), query])
        wanted = {name: {"terms": {"field": name, "size": 100}} for name in {*names, "kind"}}
        found = self.searcher.aggregate(query, wanted)
        return {
            name: {int(row["key"]): int(row["doc_count"]) * self.factor for row in part["buckets"]}
            for name, part in found.items()
        }


def _all(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _keys(searcher: Searcher, hits: Sequence[tuple[Any, DocAddress]]) -> list[int]:
    """The keys of hits."""
    values = searcher.fast_field_values("key", [address for _, address in hits]) if hits else []
    return [int(value or 0) for value in values]


def _text(stored: Any, field: str) -> str:
    value = stored.get_first(field)
    return bytes(value).decode("utf-8") if value is not None else ""


def _read(searcher: Searcher, found: _Found) -> Document:
    stored = searcher.doc(found.address)
    kind, subject = fields.subject_of(found.key)
    day = searcher.fast_field_values("day", [found.address])[0]
    return Document(
        kind, subject, _text(stored, "heading"), _text(stored, "url"), _text(stored, "body"),
        round(found.points + found.relevance / 100, 3), _text(stored, "where"),
        _text(stored, "field"), date.fromordinal(int(day)) if day else None,
    )  # fmt: skip
