"""What the API gives: exactly these fields, only of who is public, in few queries."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from lantoa.core.actors import SYSTEM
from lantoa.planning import actions as planning
from lantoa.registry import actions as registry
from lantoa.registry.models import Consent
from tests import world
from tests.conftest import AT

API = "/api/v1/"
PRIVATE = ("0905", "Người Kể", "hàng xóm", "Tủ hồ sơ", "khanhhoa.example", "birth_year", "1968")


def get(path: str) -> Any:
    response = Client().get(API + path)
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("application/json")
    for word in PRIVATE:
        assert word not in response.content.decode(), word
    return response.json()


def problem(path: str, status: int, **more: Any) -> dict[str, Any]:
    response = Client().get(API + path, **more)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    content: dict[str, Any] = response.json()
    assert content["status"] == status and content["title"] and content["detail"]
    return content


@pytest.fixture
def told(province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Any) -> SimpleNamespace:
    publication = world.published(province, cast, run_tasks)
    card = world.practice(province, cast, publication.exemplar)
    world.effective(province, cast, card)
    return SimpleNamespace(publication=publication, exemplar=publication.exemplar, card=card)


STORY = {
    "slug", "title", "lead", "person", "deed", "place", "sector", "section", "byline",
    "published_at", "revised_at", "url", "picture", "feeds",
}  # fmt: skip
EXEMPLAR = {
    "code", "name", "kind", "standing", "deed", "sector", "place", "recognised_on", "url",
    "stories", "practice",
}  # fmt: skip
PRACTICE = {
    "slug", "title", "summary", "cost", "time_needed", "exemplar", "place", "sector", "url",
    "adoptions",
}  # fmt: skip
PLAN = {"slug", "title", "unit", "period_start", "period_end", "document", "url"}


def test_the_contract_of_fields(told, province, cast) -> None:
    page = {"count", "limit", "offset", "results"}
    listed = get("stories")
    assert set(listed) == page and set(listed["results"][0]) == STORY
    whole = get("stories/lich-nuoc-xom-muoi")
    assert set(whole) == STORY | {
        "blocks", "claims", "unclear", "verified_on", "verified_by", "attachments",
    }  # fmt: skip
    assert whole["person"] == world.NAME and len(whole["blocks"]) == 3
    assert set(get("exemplars")["results"][0]) == EXEMPLAR
    found = get(f"exemplars/{told.exemplar.code}")
    assert found["name"] == world.NAME
    assert found["stories"] == ["http://127.0.0.1:8000/guong/lich-nuoc-xom-muoi/"]
    assert set(get("practices")["results"][0]) == PRACTICE
    card = get("practices/bang-lich-nuoc")
    assert set(card) == PRACTICE | {"steps", "conditions", "pitfalls", "contact", "adopters"}
    assert card["adoptions"] == {"registered": 1, "effective": 1, "sustained": 0, "stopped": 0}
    assert set(get("plans")["results"][0]) == PLAN
    assert set(get("plans/ke-hoach-1068")) == PLAN | {"purpose", "scheme", "assignments"}
    assert get("statistics") == {
        "online": 0, "today": 0, "week": 0, "total": 0,
        "views_today": 0, "views_total": 0, "robot_views_total": 0,
    }  # fmt: skip
    assert len(get("places")) == 65


def test_a_plans_duties(province, cast) -> None:
    planning.assign(
        plan=province.plan, number="1", group="A", content="B", unit=province.unit,
        supporting=[province.neighbour_unit], deadline=AT.date(), product="C",
        by=cast.province_officer, at=AT,
    )  # fmt: skip
    (duty,) = get("plans/ke-hoach-1068")["assignments"]
    assert set(duty) == {
        "number", "group", "content", "lead", "supporting", "deadline", "product", "state",
        "progress", "is_overdue", "indicator", "target",
    }  # fmt: skip


def test_feeds_say_where_the_story_stands(told) -> None:
    (story,) = get("stories")["results"]
    assert story["feeds"] and all(a.startswith("http://127.0.0.1:8000/") for a in story["feeds"])


def everything(told: SimpleNamespace) -> str:
    return json.dumps([get(path) for path in ("stories", "exemplars", "practices")])


def test_a_held_person_is_nowhere(told, cast, run_tasks) -> None:
    registry.hold(exemplar=told.exemplar, reason="Đơn phản ánh", by=cast.officer, at=AT)
    for _ in range(2):  # at once, and after the tasks
        assert json.loads(everything(told)) == [
            {"count": 0, "limit": 20, "offset": 0, "results": []} for _ in range(3)
        ]
        problem("stories/lich-nuoc-xom-muoi", 410)
        problem(f"exemplars/{told.exemplar.code}", 404)
        problem("practices/bang-lich-nuoc", 404)
        run_tasks()
    assert "phản ánh" not in problem("stories/lich-nuoc-xom-muoi", 410)["detail"]


def test_a_revoked_person_is_nowhere(told, cast, run_tasks) -> None:
    registry.revoke(
        exemplar=told.exemplar, legal_ground="x", public_note="y", by=cast.approver, at=AT
    )
    assert world.NAME not in everything(told)
    problem("stories/lich-nuoc-xom-muoi", 410)


def test_a_withdrawn_consent_works_at_once(told, cast) -> None:
    registry.withdraw_consent(consent=Consent.objects.get(), by=cast.officer, at=AT)
    assert world.NAME not in everything(told)
    problem("stories/lich-nuoc-xom-muoi", 410)


def test_who_did_not_consent_is_not_listed(province, cast) -> None:
    made = world.exemplar(province, cast)
    assert get("exemplars")["results"] == []
    problem(f"exemplars/{made.code}", 404)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"), ("limit=101", "limit"), ("limit=-965", "limit"),
        ("limit=x", "limit"), ("limit=1e2", "limit"), ("limit=", "limit"),
        ("limit=99999999999999999999999", "limit"), ("offset=-1", "offset"),
        ("offset=99999999999999999999999", "offset"), ("offset=%00", "offset"),
        ("limit=10&offset=1.5", "offset"), ("limit=١٠%20x", "limit"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["stories", "exemplars", "practices", "plans"])
def test_hostile_pages(db, path: str, query: str, field: str) -> None:
    found = problem(f"{path}?{query}", 422)
    assert field in {error["field"] for error in found["errors"]}
    assert all(error["detail"] for error in found["errors"])


@pytest.mark.parametrize(
    "key",
    [
        "khong-co",
        "%F0%9F%A7%82",
        "a" * 3000,
        "%27%20OR%201=1--",
        "..%2f..%2fetc",
        "{{7*7}}",
        "%FF",
        "-1",
    ],
)
@pytest.mark.parametrize("path", ["stories", "exemplars", "practices", "plans", "leads"])
def test_a_hostile_key_is_a_miss(db, path: str, key: str) -> None:
    problem(f"{path}/{key}", 404)


@pytest.mark.parametrize("path", ["", "docs", "nothing", "stories/a/b", "leads/"])
def test_unknown_addresses_are_problems(db, path: str) -> None:
    problem(path, 404)


def test_methods(db) -> None:
    for method in ("post", "put", "delete", "patch"):
        response = getattr(Client(), method)(API + "stories", "{}", content_type="application/json")
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json" and "GET" in response["Allow"]
    head = Client().head(API + "plans")
    assert head.status_code == 200 and head.content == b"" and int(head["Content-Length"]) > 0


def test_a_break_tells_nothing(db, monkeypatch, caplog) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("secret: /home/x")

    monkeypatch.setattr("lantoa.api.plans.reach.visits", broken)
    found = problem("statistics", 500)
    assert "secret" not in json.dumps(found) and "secret" in caplog.text


def test_the_description_is_openapi_31_of_this_house(db) -> None:
    response = Client().get(API + "openapi.json")
    found = response.json()
    assert found["openapi"].startswith("3.1")
    assert set(found["paths"]) == {
        f"{API}{path}" for path in (
            "stories", "stories/{slug}", "exemplars", "exemplars/{code}", "practices",
            "practices/{slug}", "plans", "plans/{slug}", "places", "statistics", "leads",
            "leads/{code}", "search",
        )
    }  # fmt: skip
    assert (
        "application/problem+json"
        in found["paths"][f"{API}leads"]["post"]["responses"]["422"]["content"]
    )
    lead = found["components"]["schemas"]["LeadIn"]
    assert lead["additionalProperties"] is False and set(lead["required"]) == {
        "who",
        "what",
        "place",
    }
    assert "cdn" not in response.content.decode().lower()


def test_lists_take_as_many_queries_for_three_as_for_one(
    province, cast, run_tasks, told, django_assert_num_queries
) -> None:
    wanted = {"stories": 3, "exemplars": 4, "practices": 3, "plans": 2}
    get("stories")  # what the law asks for on a day is remembered for a while
    for path, number in wanted.items():
        with django_assert_num_queries(number):
            assert get(path)["count"] == 1
    for number in (2, 3):
        made = world.published(
            province, cast, run_tasks, name=f"Bùi Thị {number}", slug=f"bai-{number}"
        )
        world.practice(province, cast, made.exemplar, slug=f"cach-{number}")
    for path, number in wanted.items():
        with django_assert_num_queries(number):
            assert get(path)["count"] == (1 if path == "plans" else 3)
    assert len(get("stories?limit=2&offset=2")["results"]) == 1
    assert planning.load_plan_1068(by=SYSTEM, at=AT) == province.plan


def test_a_method_that_is_not_offered_is_said_so_whatever_is_sent(province):
    for kind in ("application/json", "text/plain"):
        answer = Client().post("/api/v1/stories", "{}", content_type=kind)
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]
