"""/tim-kiem/: narrowing by links, pages beyond the end, nothing given back raw."""

import re

import pytest
from django.urls import reverse

from lantoa.registry import actions as registry
from tests import world

URL = "/tim-kiem/"


@pytest.fixture
def told(province, cast, run_tasks, indexed):
    publication = world.published(province, cast, run_tasks)
    world.practice(province, cast, publication.exemplar)
    run_tasks()
    indexed()
    return publication


def _page(client, **asked):
    response = client.get(URL, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_links_narrow_and_widen_again(told, client):
    page = _page(client, q="lich lay nuoc")
    assert "3 kết quả" in page
    assert "?q=lich+lay+nuoc&amp;loai=story" in page
    narrowed = _page(client, q="lich lay nuoc", loai="story", nam=str(told.published_at.year))
    assert "1 kết quả" in narrowed
    assert "bỏ lọc" in narrowed
    assert f'href="{reverse("portal:story", args=[told.slug])}"' in narrowed


def test_a_held_story_is_gone_from_hits_and_counts_at_once(told, cast, client):
    registry.hold(exemplar=told.exemplar, reason="Xem lại", by=cast.approver, at=world.AT)
    page = _page(client, q="lich lay nuoc")
    assert told.slug not in page
    assert "Không tìm thấy" in page or "kết quả" in page


@pytest.mark.parametrize(
    "asked",
    [{"trang": "-1"}, {"trang": "0"}, {"trang": "1000000000"}, {"trang": "x"}, {"nam": "20xx"},
     {"nam": "٢٠٢٦"}, {"noi": "0" * 500}, {"linh-vuc": "<b>"}, {"loai": "person"}],
)  # fmt: skip
def test_odd_addresses_are_answered(told, client, asked):
    assert "kết quả" in _page(client, q="lich lay nuoc", **asked)


def test_nothing_typed_is_given_back_raw(province, client):
    page = _page(client, q='"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert not re.search(r'value="">', page.split("<form", 1)[1].split("</form>", 1)[0])


def test_a_page_is_never_kept(told, client):
    response = client.get(URL, {"q": "nuoc"})
    assert "no-cache" in response["Cache-Control"]
    assert not response.has_header("Lantoa-Kept")


def test_questions_to_the_database_do_not_grow_with_hits(
    told, client, django_assert_max_num_queries
):
    client.get(URL, {"q": "lich lay nuoc"})
    with django_assert_max_num_queries(16):
        client.get(URL, {"q": "lich lay nuoc"})
