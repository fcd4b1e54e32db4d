"""Finding what is public."""

import time
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.safestring import SafeString

from lantoa.core import clock
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry
from lantoa.search import rules
from lantoa.search.models import Kind, SearchEntry


@dataclass(frozen=True)
class Hit:
    """One thing found. `excerpt` is safe HTML with <mark> around the words."""

    kind: str
    title: str
    url: str
    excerpt: SafeString
    score: int


@dataclass(frozen=True)
class Found:
    """One page of hits, how many there are in all, and how long it took in milliseconds."""

    hits: list[Hit]
    total: int
    took_ms: float


def find(q: str, *, kind: str | None = None, limit: int = 20, offset: int = 0) -> Found:
    """What is public and has all words of `q`; where nothing has, what has any of them.

    Words written with their marks rank first, the same words without marks after them.
    """
    began = time.perf_counter()
    folded = rules.words_of(q, marks=False)
    if not folded:
        return Found([], 0, 0.0)
    entries = visible()
    if kind:
        entries = entries.filter(kind=kind)
    found = entries.filter(_each(folded))
    total = found.count()
    if not total and len(folded) > 1:
        found = entries.filter(_any(folded))
        total = found.count()
    ranked = found.annotate(score=_score(q, folded)).order_by("-score", "-dated", "kind", "pk")
    start, count = max(0, offset), max(0, min(limit, 100))
    hits = [_hit(entry, q) for entry in ranked[start : start + count]]
    return Found(hits, total, (time.perf_counter() - began) * 1000)


def visible() -> QuerySet[SearchEntry]:
    """Entries whose record anyone may see at this moment."""
    today = clock.today()
    public = {
        Kind.STORY: Publication.objects.public().values("pk"),
        Kind.EXEMPLAR: registry.public_exemplars(today).values("pk"),
        Kind.PRACTICE: registry.public_practices(today).values("pk"),
    }
    allowed = Q(kind__in=[Kind.PLAN, Kind.DOCUMENT])
    for kind, keys in public.items():
        allowed |= Q(kind=kind, subject__in=keys)
    return SearchEntry.objects.filter(allowed)


def _each(words: list[str]) -> Q:
    wanted = Q()
    for word in words:
        wanted &= Q(folded__contains=f" {word} ")
    return wanted


def _any(words: list[str]) -> Q:
    wanted = Q()
    for word in words:
        wanted |= Q(folded__contains=f" {word} ")
    return wanted


def _score(q: str, folded: list[str]) -> Combinable:
    """Points: the very words with their marks above all, titles above texts."""
    marked = rules.words_of(q, marks=True)
    phrase, plain = rules.spaced(q, marks=True), rules.spaced(q, marks=False)
    grounds: list[tuple[Q, int]] = [
        (Q(exact_title__contains=phrase), 64),
        (_all_in("exact_title", marked), 32),
        (Q(exact__contains=phrase), 16),
        (_all_in("exact", marked), 8),
        (Q(folded_title__contains=plain), 4),
        (Q(folded__contains=plain), 2),
    ]
    score: Combinable = _points(_all_in("folded_title", folded), 1)
    for ground, points in grounds:
        score = score + _points(ground, points)
    for word in marked:
        score = score + _points(Q(exact__contains=f" {word} "), 1)
    return score


def _all_in(field: str, words: list[str]) -> Q:
    wanted = Q()
    for word in words:
        wanted &= Q(**{f"{field}__contains": f" {word} "})
    return wanted


def _points(ground: Q, points: int) -> Case:
    return Case(When(ground, then=Value(points)), default=Value(0), output_field=IntegerField())


def _hit(entry: Any, q: str) -> Hit:
    return Hit(entry.kind, entry.title, entry.url, rules.excerpt(entry.body, q), entry.score)
