"""The engine that needs nothing: plain SQL over the prepared texts, on any database.

It answers while the index of this host is missing or broken. At the size of a province (some
thousand rows of a few kB) the scan stays within some ten milliseconds.
"""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Case, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from lantoa.search.engines.contract import Answer, Document, Filters
from lantoa.search.models import SearchEntry
from lantoa.search.question import Question, Words


class Portable:
    """Asks the rows themselves. `visible` are the rows that may be shown."""

    def __init__(self, visible: QuerySet[SearchEntry]) -> None:
        self.visible = visible

    def ask(
        self, question: Question, filters: Filters, start: int, count: int, *, with_facets: bool
    ) -> Answer:
        matching = self._matching(question)
        found = _within(matching, filters)
        total = found.count()
        ranked = found.annotate(score=_score(question)).order_by("-score", "-dated", "kind", "pk")
        hits = [_document(entry) for entry in ranked[start : start + count]]
        return Answer(hits, total, True, _facets(matching, filters) if with_facets else {})

    def knows(self, question: Question) -> int:
        return self._matching(question)[:10].count()

    def vocabulary(self) -> Mapping[str, int]:
        return {}

    def _matching(self, question: Question) -> QuerySet[SearchEntry]:
        wanted = Q(pk__isnull=False)
        for at, group in enumerate(question.groups):
            is_begun = question.is_typing and at == len(question.groups) - 1
            either = Q()
            for run in group.writings:
                either |= Q(folded__contains=_run(run) if not is_begun else _run(run).rstrip())
            wanted &= either
        for exact, folded in question.phrases:
            wanted &= Q(folded__contains=_run(folded))
            if exact != folded:
                wanted &= Q(exact__contains=_run(exact))
        return self.visible.filter(wanted)


def _run(words: Words) -> str:
    return f" {' '.join(words)} "


def _within(
    found: QuerySet[SearchEntry], filters: Filters, *, but: str = ""
) -> QuerySet[SearchEntry]:
    for name, value in filters.chosen.items():
        if name == but:
            continue
        match name:
            case "kind":
                found = found.filter(kind=value)
            case "sector":
                found = found.filter(sector_key=value)
            case "place":
                found = found.filter(place_keys__contains=f" {value} ")
            case "year":
                found = found.filter(dated__year=value)
    return found


def _facets(matching: QuerySet[SearchEntry], filters: Filters) -> dict[str, dict[str | int, int]]:
    facets: dict[str, dict[str | int, int]] = {}
    for name, field in (("kind", "kind"), ("sector", "sector_key"), ("year", "dated__year")):
        found = _within(matching, filters, but=name).order_by()
        values: Counter[str | int] = Counter(found.values_list(field, flat=True))
        facets[name] = {value: count for value, count in values.items() if value is not None}
    places: Counter[str | int] = Counter()
    for keys in _within(matching, filters, but="place").values_list("place_keys", flat=True):
        places.update(map(int, keys.split()))
    facets["place"] = dict(places)
    return facets


def _score(question: Question) -> Combinable:
    """Points: the very words with their marks above all, titles above texts."""
    exact, folded = list(question.exact), list(question.folded)
    grounds: list[tuple[Q, int]] = [
        (Q(folded_title=_run(tuple(folded))), 64),
        (Q(exact_title__contains=_run(tuple(exact))), 64),
        (_all_in("exact_title", exact), 32),
        (Q(exact__contains=_run(tuple(exact))), 16),
        (_all_in("exact", exact), 8),
        (Q(folded_title__contains=_run(tuple(folded))), 4),
        (Q(folded__contains=_run(tuple(folded))), 2),
    ]
    score: Combinable = _points(_all_in("folded_title", folded), 1)
    for ground, points in grounds:
        score = score + _points(ground, points)
    for word in exact:
        score = score + _points(Q(exact__contains=f" {word} "), 1)
    return score


def _all_in(field: str, words: list[str]) -> Q:
    wanted = Q(pk__isnull=False)
    for word in words:
        wanted &= Q(**{f"{field}__contains": f" {word} "})
    return wanted


def _points(ground: Q, points: int) -> Case:
    value = Value(float(points))
    return Case(When(ground, then=value), default=Value(0.0), output_field=FloatField())


def _document(entry: SearchEntry) -> Document:
    score = float(getattr(entry, "score", 0.0))
    return Document(entry.kind, entry.subject, entry.title, entry.url, entry.body, score,
                    entry.place, entry.sector, entry.dated)  # fmt: skip
