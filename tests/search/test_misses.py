"""What was looked for in vain: for editors, without a trace of who."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.search import actions, queries
from lantoa.search.models import Abbreviation, Miss
from tests import world

DAY = date(2026, 6, 8)


def test_a_page_without_results_is_counted_once_each_time(province, run_tasks, client):
    for q in ("Nuôi chồn hương", "nuoi chon huong", "nuôi  chồn hương"):
        assert client.get("/tim-kiem/", {"q": q}).status_code == 200
    row = Miss.objects.get()
    assert (row.words, row.count) == ("nuoi chon huong", 3)
    client.get("/tim-kiem/", {"q": "1068"})
    run_tasks()
    assert Miss.objects.count() <= 2


@pytest.mark.parametrize(
    "q",
    ["0912345678", "0912 345 678", "goi 0912.345.678", "a@b.vn", "www.trang.vn", "https://x.vn/a",
     "x", "", "!!!", "079 183 001 234"],
)  # fmt: skip
def test_what_may_be_about_a_person_is_not_kept(db, q):
    actions.note_miss(q=q, day=DAY)
    assert not Miss.objects.exists()


def test_a_flood_of_questions_does_not_fill_the_table(db, monkeypatch):
    monkeypatch.setattr(actions, "MISSES_A_DAY", 3)
    for number in range(6):
        actions.note_miss(q=f"từ {'abcdef'[number]}x", day=DAY)
    assert Miss.objects.count() == 3


def test_misses_go_after_a_year(db):
    actions.note_miss(q="còn mới", day=DAY - timedelta(days=300))
    actions.note_miss(q="đã cũ", day=DAY - timedelta(days=400))
    actions.sweep(at=world.AT)
    assert [row["words"] for row in queries.misses(date(2020, 1, 1))] == ["con moi"]


def test_editors_see_misses_and_keep_the_glossary(province, cast, browse):
    actions.note_miss(q="nuôi chồn hương", day=world.AT.date())
    editor = browse(cast.editor)
    page = editor.get(reverse("search_misses"), {"ngay": "365"})
    assert "nuoi chon huong" in page.content.decode() or page.status_code == 200
    adding = reverse("wagtailsnippets_search_abbreviation:add")
    assert editor.get(adding).status_code == 200
    editor.post(adding, {"short": "NTTS", "long": "nuôi trồng thủy sản", "note": ""})
    assert Abbreviation.objects.filter(short="NTTS").exists()
    queries._glossary.cache_clear()
    assert ("ntts",) in queries.glossary()


def test_nobody_else_does(province, cast, browse):
    for who in (cast.officer, cast.leader):
        visitor = browse(who)
        assert visitor.get(reverse("search_misses")).status_code in (302, 403)
        adding = reverse("wagtailsnippets_search_abbreviation:add")
        assert visitor.get(adding).status_code in (302, 403)
