"""Finding: marks first, all words, only what is public now."""

import json
from pathlib import Path

import pytest

from lantoa.registry import actions as registry
from lantoa.search import actions, queries, rules
from lantoa.search.models import Kind, SearchEntry
from tests import world

VECTORS = json.loads((Path(__file__).parents[1] / "vietnamese" / "vectors.json").read_text("utf-8"))


def entry(number, title, body="", kind=Kind.PLAN):
    both = f"{title} {body}"
    return SearchEntry.objects.create(
        kind=kind,
        subject=number,
        title=title,
        url=f"/{number}/",
        body=body,
        exact_title=rules.spaced(title, marks=True),
        folded_title=rules.spaced(title, marks=False),
        exact=rules.spaced(both, marks=True),
        folded=rules.spaced(both, marks=False),
    )


def titles(q, **options):
    return [hit.title for hit in queries.find(q, **options).hits]


@pytest.mark.parametrize("vector", VECTORS["search_rank"], ids=lambda v: v["q"])
def test_vectors_rank(db, vector):
    entry(1, "Bài khác hẳn")
    for number, text in enumerate(vector["match"], 2):
        entry(number, "Kế hoạch", f"Về việc {text} trên địa bàn")
    found = queries.find(vector["q"])
    assert found.total == len(vector["match"])
    assert "<mark>" in found.hits[0].excerpt


@pytest.mark.parametrize("pair", VECTORS["not_equal"], ids=str)
def test_vectors_not_equal(db, pair):
    for number, text in enumerate(pair):
        entry(number, text)
    for text in pair:
        hits = queries.find(text).hits
        assert hits[0].title == text
        assert len(hits) == 1 or hits[0].score > hits[1].score


def test_marks_first_then_without(db):
    entry(1, "Trồng dương chắn cát")
    entry(2, "Con đường mới")
    assert titles("đường") == ["Con đường mới", *titles("đường")[1:]]
    assert set(titles("duong")) == {"Trồng dương chắn cát", "Con đường mới"}
    assert titles("HOÀ", kind="plan") == []
    entry(3, "Khánh Hòa")
    assert titles("khánh hoà", kind="plan") == ["Khánh Hòa"]


def test_all_words_then_any(db):
    entry(1, "Tiết kiệm nước")
    entry(2, "Tiết kiệm điện")
    assert titles("tiết kiệm nước") == ["Tiết kiệm nước"]
    assert titles("tiết kiệm xăng")[:2] == ["Tiết kiệm nước", "Tiết kiệm điện"] or set(
        titles("tiết kiệm xăng")
    ) == {"Tiết kiệm nước", "Tiết kiệm điện"}
    assert titles("xăng") == []


def test_whole_syllables_only(db):
    entry(1, "Làng Lan")
    entry(2, "Lang thang")
    assert titles("la") == []
    assert titles("lang") == ["Lang thang", "Làng Lan"] or set(titles("lang")) == {
        "Lang thang",
        "Làng Lan",
    }


@pytest.mark.parametrize(
    "q", ["", "   ", "%", "_", "'; DROP", "<script>", "\x00", "a" * 5000, "“”"]
)
def test_odd_questions_do_no_harm(db, q):
    entry(1, "Một bài 100% sạch")
    found = queries.find(q)
    assert found.total in (0, 1)


def test_excerpts_are_safe(db):
    entry(1, "Bài", "Trước <script>alert('muối')</script> & muối sau " + "chữ " * 100)
    excerpt = queries.find("muối").hits[0].excerpt
    assert "<script" not in excerpt
    assert "<mark>muối</mark>" in excerpt
    assert len(excerpt) < 400


def test_pages(db):
    for number in range(5):
        entry(number, f"Muối {number}")
    assert queries.find("muối", limit=2).total == 5
    first = [h.url for h in queries.find("muối", limit=3).hits]
    second = [h.url for h in queries.find("muối", limit=3, offset=3).hits]
    assert len({*first, *second}) == 5
    assert queries.find("muối", limit=-5, offset=-5).hits == []


def test_the_index_follows_a_story(province, cast, run_tasks):
    publication = world.published(province, cast, run_tasks)
    practice = world.practice(province, cast, publication.exemplar)
    run_tasks()
    found = {hit.kind: hit for hit in queries.find("lich lay nuoc").hits}
    assert set(found) == {"story", "exemplar", "practice"}
    assert found["story"].url == f"/guong/{publication.slug}/"
    assert queries.find("bảng lịch", kind="practice").hits[0].title == practice.title
    hold = registry.hold(
        exemplar=publication.exemplar, reason="Xem lại", by=cast.approver, at=world.AT
    )
    assert queries.find("lich lay nuoc").total == 0  # at once, before any task
    run_tasks()
    registry.lift(hold=hold, conclusion="Đúng", by=cast.approver, at=world.AT)
    run_tasks()
    assert queries.find("lich lay nuoc").total == 3
    registry.withdraw_consent(
        consent=publication.exemplar.consents.get(), by=cast.officer, at=world.AT
    )
    run_tasks()
    assert queries.find("lich lay nuoc").total == 0


def test_unpublished_people_are_not_found(province, cast, run_tasks):
    world.exemplar(province, cast)
    run_tasks()
    assert {hit.kind for hit in queries.find(world.NAME).hits} <= {"place"}


def test_plans_by_number(province, run_tasks):
    run_tasks()
    for q in ("1068", "1068/kh-ubnd", "1526/QĐ-TTg", "1526"):
        assert queries.find(q).total >= 1, q
    before = SearchEntry.objects.count()
    assert actions.rebuild() == before
