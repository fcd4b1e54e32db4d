"""How far stories came, at the desk: per channel, by day of publication, nobody ranked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from lantoa.core import clock
from lantoa.desk.views.reach import _bars
from lantoa.reach import actions, counting
from lantoa.reach.marks import Mark
from lantoa.reach.queries import DayFigures


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: at.date())
    monkeypatch.setattr(clock, "now", lambda: at)


def opened(slug: str, channel: str, at: Any, *, by: int = 1, short: bool = False) -> None:
    """Reader number `by` opens the page, or with `short` the short link of a channel."""
    browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    meta = {"REMOTE_ADDR": f"203.0.113.{by}", "HTTP_USER_AGENT": browser}
    counting.count(meta, path=f"/guong/{slug}/", mark=Mark(slug, channel), at=at, short=short)


def ways(found: Any, place: int = 0) -> dict[str, Any]:
    return {way.name: way for way in found.context["told"][place].ways}


def test_each_story_by_channel(
    province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any
) -> None:
    story = world.published(province, cast, run_tasks)
    for reader in (1, 1, 2):
        opened(story.slug, "website", at, by=reader)
    opened(story.slug, "print", at, by=3, short=True)
    actions.fold(at=at)
    opened(story.slug, "print", at, by=4, short=True)  # not folded yet
    found = browse(cast.leader).get(reverse("desk:reach"))
    website, paper = ways(found)["website"], ways(found)["print"]
    assert (website.views, website.visits) == (3, 2)
    assert (paper.views, paper.visits) == (2, 1)
    assert [delivery.state for delivery in website.deliveries] == ["delivered"]
    page = found.content.decode()
    for words in ("Cổng thông tin", "Bản in", "lượt mở liên kết ngắn", "Đã gửi, 8/6/2026"):
        assert words in page
    assert found.context["visits"].today == 4
    assert found.context["views_sum"] == 3


def test_copies_that_followed_are_counted_apart(
    province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any
) -> None:
    story = world.published(province, cast, run_tasks)
    card = world.practice(province, cast, story.exemplar)
    world.adoption(province, cast, card, adopter="Trước khi đăng", at=at - timedelta(days=1))
    world.adoption(province, cast, card, adopter="Đang thử", at=at + timedelta(hours=1))
    world.effective(province, cast, card, adopter="Có kết quả", at=at + timedelta(hours=1))
    found = browse(cast.leader).get(reverse("desk:reach"))
    followed = found.context["told"][0].followed
    assert (followed.registered, followed.effective, followed.sustained) == (2, 1, 0)
    assert "2 nơi đăng ký làm theo; 1 nơi có kết quả" in found.content.decode()


def test_stories_stand_by_day_never_by_count(
    province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any
) -> None:
    old = world.published(province, cast, run_tasks, at=at - timedelta(days=3))
    new = world.published(
        province, cast, run_tasks, name="Lê Văn Dàn", slug="gian-nho", title="Giàn nho nhà Dàn"
    )
    for reader in range(1, 6):
        opened(old.slug, "website", at, by=reader)
    found = browse(cast.leader).get(reverse("desk:reach"))
    assert [row.publication for row in found.context["told"]] == [new, old]


def test_only_stories_of_own_units(
    province: Any, cast: Any, browse: Any, run_tasks: Any, client: Any
) -> None:
    story = world.published(province, cast, run_tasks)
    for reader in (cast.officer, cast.leader, cast.broadcaster):
        assert story.title in browse(reader).get(reverse("desk:reach")).content.decode()
    page = browse(cast.stranger).get(reverse("desk:reach")).content.decode()
    assert story.title not in page
    assert "Chưa có câu chuyện nào của đơn vị anh, chị được đăng." in page
    assert browse(cast.verifier).get(reverse("desk:reach")).status_code == 403
    assert client.get(reverse("desk:reach")).status_code == 302


def test_thirty_days_are_drawn_and_written(province: Any, cast: Any, at: Any, browse: Any) -> None:
    opened("", "website", at)
    found = browse(cast.leader).get(reverse("desk:reach"))
    page = found.content.decode()
    assert len(found.context["days"]) == len(found.context["bars"]) == 30
    assert page.count('class="m4"') == 31  # thirty bars and the key
    assert page.count('<th scope="row">') == 30
    assert "8/6/2026" in page
    assert "10/5/2026" in page
    assert not re.search(r'(x|y|width|height)="\d+,', page)  # a comma would blank the drawing


def test_bars_are_drawn_to_scale(at: Any) -> None:
    day = at.date()
    bars = _bars([DayFigures(day, 20, 5, 9), DayFigures(day, 0, 0, 0), DayFigures(day, 40, 40, 0)])
    assert [(bar.x, bar.views, bar.visits) for bar in bars] == [
        (0, 20, 5), (4, 0, 0), (8, 40, 40),
    ]  # fmt: skip
    assert (bars[0].views_top, bars[0].visits_top, bars[0].visits_x) == (20, 35, 1.9)
    assert [bar.views for bar in _bars([DayFigures(day, 0, 0, 7)])] == [0]


def test_as_many_queries_for_three_stories_as_for_one(
    province: Any, cast: Any, browse: Any, run_tasks: Any
) -> None:
    client = browse(cast.leader)
    world.published(province, cast, run_tasks)
    client.get(reverse("desk:reach"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("desk:reach"))
    for name in ("Hai", "Ba"):
        world.published(
            province, cast, run_tasks, name=f"Lê Văn {name}", slug=f"chuyen-{name.lower()}"
        )
    with CaptureQueriesContext(connection) as three:
        found = client.get(reverse("desk:reach"))
    assert len(found.context["told"]) == 3
    assert len(three) == len(one)


def test_table_has_a_row_for_each_story_and_channel(
    province: Any, cast: Any, browse: Any, run_tasks: Any
) -> None:
    world.published(province, cast, run_tasks, title="=1+1 bảng muối")
    found = browse(cast.leader).get(reverse("desk:reach"), {"xuat": "csv"})
    text = found.content.decode("utf-8-sig")
    assert found["Content-Type"].startswith("text/csv")
    assert len(text.splitlines()) == 4
    assert "'=1+1 bảng muối" in text
