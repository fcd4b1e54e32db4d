"""Finding what is public."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum
from django.utils.safestring import SafeString

from lantoa.core import clock
from lantoa.planning.models import LegalDocument
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry
from lantoa.search import guesses, rules, seeds
from lantoa.search.engines import folders
from lantoa.search.engines.contract import DEPTH, Answer, Document, Engine, Filters, Unavailable
from lantoa.search.engines.embedded import Embedded, Reader
from lantoa.search.engines.hosted import Hosted
from lantoa.search.engines.portable import Portable
from lantoa.search.models import Abbreviation, Kind, Miss, SearchEntry
from lantoa.search.question import Question, Words, read

logger = logging.getLogger("lantoa.search")
#: With fewer hits than this, what else may have been meant is worth asking.
FEW = 3
_GLOSSARY_SECONDS = 10.0


@dataclass(frozen=True)
class Hit:
    """One thing found. `highlight` (its title) and `excerpt` are safe HTML with <mark>."""

    kind: str
    title: str
    url: str
    highlight: SafeString
    excerpt: SafeString
    score: float
    place: str = ""
    sector: str = ""
    dated: date | None = None

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class Found:
    """One page of hits, how many there are in all, and how long it took in milliseconds.

    `is_total_exact` is false where hits were too many to count: `total` is then about right.
    `meant`: nothing was found as typed, these are hits of that. `suggestion`: little was found,
    this may have been meant. `is_any`: no hit has all words; these have some of them.
    """

    hits: list[Hit]
    total: int
    took_ms: float
    is_total_exact: bool = True
    facets: Mapping[str, Mapping[str | int, int]] = field(default_factory=dict)
    meant: str = ""
    suggestion: str = ""
    is_any: bool = False


def find(
    q: str,
    *,
    kind: str | None = None,
    sector: int | None = None,
    place: int | None = None,
    year: int | None = None,
    limit: int = 20,
    offset: int = 0,
    with_facets: bool = True,
    is_typing: bool = False,
    index: str = folders.PORTAL,
) -> Found:
    """What is public and has all words of `q`; where nothing has, what was probably meant, else
    what has any of them.

    Words written with their marks rank first, the same words without marks after them. `sector`
    and `place` are keys (today's unit). No more than DEPTH hits can be paged through. `index`
    names a scratch index of `search load`, which holds nothing of the portal.
    """
    began = time.perf_counter()
    question = read(q, glossary(), is_typing=is_typing)
    if not question.groups:
        return Found([], 0, 0.0)
    filters = Filters(kind or "", sector, place, year)
    start, count = max(0, offset), max(0, min(limit, 100))
    count = max(0, min(count, DEPTH - start))
    asking = _Asking(index, filters, start, count, with_facets and not is_typing)
    found = _found(*asking.answer(question))
    return replace(found, took_ms=round((time.perf_counter() - began) * 1000, 2))


def visible() -> QuerySet[SearchEntry]:
    """Entries whose record anyone may see at this moment."""
    allowed = Q(kind__in=_ALWAYS)
    for kind, keys in _public().items():
        allowed |= Q(kind=kind, subject__in=keys.values("pk"))
    return SearchEntry.objects.filter(allowed)


def visible_of(subjects: Iterable[tuple[str, int]]) -> QuerySet[SearchEntry]:
    """Those of the given (kind, key) that anyone may see."""
    named = Q(pk__in=[])
    for kind, subject in allowed(subjects):
        named |= Q(kind=kind, subject=subject)
    return SearchEntry.objects.filter(named)


def allowed(subjects: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of the given (kind, key), those anyone may see at this moment: a query for each kind."""
    by_kind: dict[str, list[int]] = {}
    for kind, subject in subjects:
        by_kind.setdefault(kind, []).append(subject)
    public = _public()
    shown: set[tuple[str, int]] = set()
    for kind, keys in by_kind.items():
        if kind in public:
            found = public[Kind(kind)].filter(pk__in=keys).order_by()
            shown.update((kind, key) for key in found.values_list("pk", flat=True))
        else:
            rows = SearchEntry.objects.filter(kind=kind, subject__in=keys).order_by()
            shown.update((kind, key) for key in rows.values_list("subject", flat=True))
    return shown


def glossary() -> Mapping[Words, tuple[Words, ...]]:
    """Folded writings and what they may stand for, both ways; a few seconds old at most."""
    return _glossary(
        str(settings.DATABASES["default"]["NAME"]), int(time.monotonic() / _GLOSSARY_SECONDS)
    )


def misses(since: date, limit: int = 200) -> list[Any]:
    """What was looked for in vain since a day, the most often first: words, count, last day."""
    found = Miss.objects.filter(day__gte=since).order_by().values("words")
    counted = found.annotate(count=Sum("count"), last=Max("day")).order_by("-count", "words")
    return list(counted[:limit])


@dataclass(frozen=True)
class _Asking:
    """One page asked for, whichever question it turns out to be about."""

    index: str
    filters: Filters
    start: int
    count: int
    with_facets: bool

    def answer(self, question: Question) -> tuple[Question, Answer, dict[str, object]]:
        """The question that was answered, its answer, and what to say about it."""
        try:
            return self._by(_engine(self.index), question)
        except Unavailable:
            if self.index != folders.PORTAL:
                raise
            return self._by(Portable(visible()), question)

    def _by(self, engine: Engine, question: Question) -> tuple[Question, Answer, dict[str, object]]:
        answer = self._ask(engine, question)
        if answer.total >= FEW or self.filters.chosen or question.phrases or question.is_typing:
            return question, answer, {}
        plainer = guesses.without_weak(question)
        if plainer is not None and not answer.total:
            other = self._ask(engine, plainer)
            if other.total:
                return plainer, other, {}
        meant = guesses.meant(question, engine, glossary())
        if meant is not None:
            other = self._ask(engine, meant)
            text = guesses.written(meant, other.hits)
            if not answer.total:
                return meant, other, {"meant": text}
            if other.total > answer.total:
                return question, answer, {"suggestion": text}
        if answer.total or len(question.groups) < 2:
            return question, answer, {}
        loose = guesses.any_of(question)
        return loose, self._ask(engine, loose), {"is_any": True}

    def _ask(self, engine: Engine, question: Question) -> Answer:
        return engine.ask(
            question, self.filters, self.start, self.count, with_facets=self.with_facets
        )


def _engine(index: str) -> Engine:
    if index != folders.PORTAL:
        return Embedded(_reader(folders.home(index)), None)
    if settings.LANTOA_SEARCH == "tantivy":
        return Embedded(_reader(folders.home(index)), allowed)
    if settings.LANTOA_SEARCH in ("postgres", "opensearch"):
        return Hosted(visible())
    return Portable(visible())


@lru_cache(maxsize=8)
def _reader(home: Path) -> Reader:
    return Reader(home.name)


@lru_cache(maxsize=2)
def _glossary(database: str, at: int) -> Mapping[Words, tuple[Words, ...]]:
    return seeds.both_ways(Abbreviation.objects.values_list("short", "long"))


#: Kinds whose records are public as soon as they are there.
_ALWAYS = [Kind.PLAN, Kind.PLACE, Kind.PAGE]


def _public() -> dict[Kind, QuerySet]:  # type: ignore[type-arg]  # three models
    today = clock.today()
    return {
        Kind.STORY: Publication.objects.public(),
        Kind.EXEMPLAR: registry.public_exemplars(today),
        Kind.DOCUMENT: LegalDocument.objects.public(),
        Kind.PRACTICE: registry.public_practices(today).select_related(None),
    }


def _found(question: Question, answer: Answer, said: dict[str, object]) -> Found:
    lights = rules.Lights(question.lit_exact, question.lit_folded)
    hits = [_hit(document, lights) for document in answer.hits]
    return Found(hits, answer.total, 0.0, answer.is_total_exact, answer.facets, **said)  # type: ignore[arg-type]  # names of fields


def _hit(document: Document, lights: rules.Lights) -> Hit:
    return Hit(
        document.kind, document.title, document.url, lights.title(document.title),
        lights.excerpt(document.body), document.score, document.place, document.sector,
        document.dated,
    )  # fmt: skip
