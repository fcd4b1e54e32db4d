"""A hold placed at the desk takes a story off every channel within seconds, in every process."""

import json
import re
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.e2e.stage import Stage, unfold
from tests.platform import Platform

LIMIT_S = 5
#: Enough that each of the two web processes answers, whichever the system hands a connection to.
TIMES = 30
RESTING = "đang được xem lại"


@pytest.fixture(scope="module")
def told(staged: Stage) -> Iterator[SimpleNamespace]:
    """A story that is out everywhere."""
    story = SimpleNamespace(**staged.platform.script("tests.e2e.seed_stories", "one"))
    staged.platform.eventually(lambda: all(shows(staged.platform, story).values()), 60)
    yield story


def surfaces(story: SimpleNamespace) -> dict[str, str]:
    """Address of each place where the story can be met → what is read there while it is out."""
    in_ascii = json.dumps(story.title)[1:-1]
    return {
        f"/guong/{story.slug}/": story.title,
        "/": story.title,
        "/guong/": story.title,
        "/rss.xml": story.title,
        "/atom.xml": story.title,
        "/feed.json": story.title,
        "/tim-kiem/?q=xom+muoi": story.title,
        "/api/v1/stories": in_ascii,
        f"/api/v1/stories/{story.slug}": in_ascii,
        f"/guong/{story.slug}/ap-phich-a3.pdf": "%PDF",
        f"/guong/{story.slug}/to-gap-a4.pdf": "%PDF",
    }


def shows(platform: Platform, story: SimpleNamespace) -> dict[str, bool]:
    """Whether the story is met at each of its places now."""
    return {path: is_there(platform, path, words) for path, words in surfaces(story).items()}


def is_there(platform: Platform, path: str, words: str) -> bool:
    status, body = platform.request(path)
    assert status in (200, 404, 410), (path, status)
    text = re.sub("</?mark>", "", body.decode(errors="replace"))  # search marks what it found
    return words in text.replace("\xa0", " ")


def test_a_hold_reaches_everything_within_seconds(staged: Stage, told: SimpleNamespace) -> None:
    page = staged.person("officer")
    page.goto(f"/lam-viec/dien-hinh/{told.code}/")
    unfold(page, "Tạm dừng để xem lại")
    page.get_by_label("Vì sao tạm dừng").fill("Có đơn thư, cần hỏi lại.")
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.get_by_text("Đã tạm dừng. Mọi bài đang đăng sẽ được cất đi")).to_be_visible()
    placed = time.monotonic()
    staged.platform.eventually(lambda: not any(shows(staged.platform, told).values()))
    assert time.monotonic() - placed < LIMIT_S
    for path, words in surfaces(told).items():
        answers = [is_there(staged.platform, path, words) for _ in range(TIMES)]
        assert not any(answers), path
    for _ in range(TIMES):
        status, body = staged.platform.request(f"/guong/{told.slug}/")
        assert (status, RESTING in body.decode()) == (200, True)


def test_the_reader_finds_a_calm_notice(staged: Stage, told: SimpleNamespace) -> None:
    page = staged.visitor()
    page.goto(f"/guong/{told.slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang này đang được xem lại")
    expect(page.get_by_text("Có đơn thư")).to_have_count(0)


def test_lifting_brings_it_back_everywhere(staged: Stage, told: SimpleNamespace) -> None:
    page = staged.person("officer")
    page.goto(f"/lam-viec/dien-hinh/{told.code}/")
    unfold(page, "Đã xem xong, bỏ tạm dừng")
    page.get_by_label("Kết luận").fill("Đơn không đúng, đã trả lời người gửi.")
    page.get_by_role("button", name="Bỏ tạm dừng").click()
    expect(page.get_by_text("Đã bỏ tạm dừng. Bài sẽ được đăng lại.")).to_be_visible()
    staged.platform.eventually(lambda: all(shows(staged.platform, told).values()), 60)
