"""The judged set: what people type finds what they mean (benchmarks/judged.py)."""

import pytest
from benchmarks import judged

from lantoa.search import rules, scratch, seeds

#: Sort of question → least nDCG@10 and least recall@10.
LEAST = {
    "marks": (0.99, 0.99),
    "bare": (0.99, 0.99),
    "slip": (0.93, 0.95),
    "number": (0.99, 1.0),
    "abbreviation": (0.99, 1.0),
    "place": (0.95, 1.0),
    "phrase": (0.95, 1.0),
    "minimal": (0.99, 1.0),
    "all": (0.97, 0.98),
}


@pytest.fixture
def ask(settings, tmp_path, monkeypatch):
    from lantoa.search import queries
    from lantoa.search.engines import embedded

    monkeypatch.setattr(embedded, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(queries, "glossary", seeds.glossary)
    texts = judged.collection()
    lines = "\n".join(f"{text.title}\t{text.body}" for text in texts)
    path = tmp_path / "texts.tsv"
    path.write_text(lines, "utf-8")
    assert scratch.load(path, "judged", print) == len(texts)

    def answer(q: str) -> list[int]:
        found = queries.find(q, limit=judged.TOP, index="judged")
        return [int(hit.url[1:]) - 1 for hit in found.hits]

    return answer


def test_the_set_is_as_large_as_it_says():
    texts = judged.collection()
    questions = judged.judged(texts)
    assert len(questions) >= 200
    assert 450 <= len(texts) <= 600
    assert all(question.relevant for question in questions)
    assert [text.title for text in texts] == [text.title for text in judged.collection()]


def test_thresholds(ask):
    questions = judged.judged(judged.collection())
    found = judged.measure(questions, ask)
    short = {
        sort: found[sort]
        for sort, (gain, recall) in LEAST.items()
        if found[sort][1] < gain or found[sort][2] < recall
    }
    assert not short, found


def test_exact_marks_come_first(ask):
    texts = judged.collection()
    for question in judged.judged(texts):
        if question.sort in ("marks", "minimal"):
            words = set(rules.exact_words(question.q))
            texts_found = [texts[number] for number in ask(question.q)]
            exact = [
                words <= set(rules.exact_words(f"{text.title} {text.body}")) for text in texts_found
            ]
            assert exact == sorted(exact, reverse=True), question.q


def test_without_marks_the_same_is_found(ask):
    questions = judged.judged(judged.collection())
    for question in questions:
        if question.twin is not None:
            marked = set(ask(questions[question.twin].q))
            assert len(marked & set(ask(question.q))) >= 0.99 * len(marked), question.q
