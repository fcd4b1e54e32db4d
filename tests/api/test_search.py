"""GET /api/v1/search: the outside contract, and any nonsense."""

import pytest

from tests import world

URL = "/api/v1/search"


@pytest.fixture
def told(province, cast, run_tasks):
    publication = world.published(province, cast, run_tasks)
    run_tasks()
    return publication


def test_results_carry_what_the_contract_names(told, client):
    answer = client.get(URL, {"q": "lich lay nuoc", "limit": 5}).json()
    first = answer["results"][0]
    assert {"kind", "title", "url", "score", "highlight"} <= set(first)
    assert first["url"].startswith("/")
    assert answer["took_ms"] > 0
    assert answer["total"] == len(answer["results"]) >= 2
    assert any("<mark>" in hit["highlight"] + hit["excerpt"] for hit in answer["results"])
    only = client.get(URL, {"q": "lich lay nuoc", "kind": "story"}).json()
    assert [hit["kind"] for hit in only["results"]] == ["story"]
    assert client.get(URL, {"q": "lich lay nuoc", "offset": 50}).json()["results"] == []


@pytest.mark.parametrize(
    "values",
    [{}, {"q": "a", "limit": "0"}, {"q": "a", "limit": "-1"}, {"q": "a", "limit": "51"},
     {"q": "a", "limit": "x"}, {"q": "a", "limit": "1e9"}, {"q": "a", "offset": "-1"},
     {"q": "a", "offset": str(10**30)}, {"q": "a", "kind": "person"}, {"q": "a", "place": "0"},
     {"q": "a", "sector": str(2**80)}, {"q": "a", "year": "12"}],
)  # fmt: skip
def test_nonsense_is_a_problem(db, client, values):
    response = client.get(URL, values)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    ["q=", "q=%00", "q=%ED%A0%80", "q=%FF%FE", "q=" + "a" * 10_000, "q=" + "%C4%91%20" * 3000,
     "q=AND+OR+NOT+*+~+%5E+:+(+)+[+]+%7B+%7D+%22", "q=%22%22%22", "q=%22ch%C6%B0a", "q=...,,,!!!",
     "q=te%CC%82%CC%81t", "q=%3Cscript%3Ealert(1)%3C/script%3E", "q=a&typing=1", "q=%25_%25"],
)  # fmt: skip
def test_any_text_is_answered_and_never_given_back_raw(told, client, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert "<script" not in response.content.decode()
