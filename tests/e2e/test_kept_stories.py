"""A story kept on a phone: read without a network, gone once it is taken down, within 2 seconds."""

import json
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.stage import PHONE, SCREEN, Stage, unfold
from tests.e2e.test_screens import barriers

LIMIT_S = 2


def out(staged: Stage, which: str) -> SimpleNamespace:
    """A story that is out; titles are looked for without their no-break blanks."""
    made = SimpleNamespace(**staged.platform.script("tests.e2e.seed_stories", which))
    staged.platform.eventually(
        lambda: staged.platform.request(f"/guong/{made.slug}/")[0] == 200, 60
    )
    return made


@pytest.fixture(scope="module")
def story(staged: Stage) -> SimpleNamespace:
    """A story that is out on the portal."""
    return out(staged, "kept")


@pytest.fixture(scope="module")
def read(staged: Stage) -> SimpleNamespace:
    """Another story that stays."""
    return out(staged, "read")


@pytest.fixture(scope="module")
def phone(staged: Stage, story: SimpleNamespace) -> Iterator[Page]:
    """A reader who kept the story."""
    page = staged.visitor("keeper")
    page.goto(f"/guong/{story.slug}/")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_role("button", name="Đã lưu trên máy")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    yield page


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return [name for name in found if name.startswith("lantoa-bai:")]


def test_nothing_is_kept_unasked(staged: Stage, story: SimpleNamespace) -> None:
    page = staged.visitor("passer-by")
    page.goto(f"/guong/{story.slug}/")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0


def test_it_is_read_without_a_network(phone: Page, story: SimpleNamespace) -> None:
    phone.context.set_offline(True)
    phone.goto(f"/guong/{story.slug}/?tu=print")
    expect(phone.get_by_role("heading", level=1)).to_have_text(story.title)
    assert phone.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Vietnam')
    phone.goto("/da-luu/")
    expect(phone.get_by_role("link", name=story.title)).to_be_visible()
    phone.goto("/mo-hinh/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    expect(phone.get_by_role("link", name=story.title)).to_be_visible()
    phone.context.set_offline(False)


def test_a_visit_through_the_worker_is_counted(
    staged: Stage, phone: Page, story: SimpleNamespace
) -> None:
    def views() -> int:
        return int(json.loads(staged.platform.request("/api/v1/statistics")[1])["views_total"])

    before = views()
    phone.goto(f"/guong/{story.slug}/")
    staged.platform.eventually(lambda: views() == before + 1, 10)


def test_online_the_network_comes_first(phone: Page, story: SimpleNamespace) -> None:
    phone.evaluate(
        """async (path) => {
            const cache = await caches.open((await caches.keys()).find((n) => n.startsWith("lantoa-bai:")));
            await cache.put(path, new Response("<h1>Bản cũ</h1>", {headers: {"Content-Type": "text/html"}}));
        }""",
        f"/guong/{story.slug}/",
    )
    phone.goto(f"/guong/{story.slug}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text(story.title)


def test_a_hold_takes_it_off_the_phone_once_there_is_a_network(
    staged: Stage, phone: Page, story: SimpleNamespace
) -> None:
    phone.goto(f"/guong/{story.slug}/")
    phone.context.set_offline(True)
    officer = staged.person("officer")
    officer.goto(f"/lam-viec/dien-hinh/{story.code}/")
    unfold(officer, "Tạm dừng để xem lại")
    officer.get_by_label("Vì sao tạm dừng").fill("Có đơn thư, cần hỏi lại.")
    officer.get_by_role("button", name="Tạm dừng").click()
    expect(officer.get_by_text("Đã tạm dừng. Mọi bài đang đăng sẽ được cất đi")).to_be_visible()
    assert kept(phone) == [f"lantoa-bai:{story.slug}"]
    back = time.monotonic()
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Trang này đang được xem lại")
    while kept(phone):
        assert time.monotonic() - back < LIMIT_S
    assert time.monotonic() - back < LIMIT_S
    phone.context.set_offline(True)
    phone.goto(f"/guong/{story.slug}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    expect(phone.get_by_text("Việc xem lại không có nghĩa là ai đã làm sai.")).to_be_visible()
    expect(phone.get_by_text(story.title)).to_have_count(0)
    phone.context.set_offline(False)


def test_a_held_story_cannot_be_kept(phone: Page, story: SimpleNamespace) -> None:
    phone.goto("/da-luu/")
    assert phone.evaluate("(slug) => kept.save(slug).catch((e) => e.message)", story.slug) == (
        "not public"
    )
    assert kept(phone) == []


VOICE = """
const voice = {name: "Vi", lang: "vi-VN"};
window.spoken = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [voice], cancel() {}, addEventListener() {},
  speak(part) { window.spoken.push(part.text); window.last = part; },
}});
"""


def test_a_voice_reads_paragraph_by_paragraph(staged: Stage, read: SimpleNamespace) -> None:
    page = staged.visitor("listener")
    page.goto(f"/guong/{read.slug}/")
    expect(page.get_by_role("button", name="Nghe bài này")).to_have_count(0)  # no voice here
    page.add_init_script(VOICE)
    page.reload()
    page.get_by_role("button", name="Nghe bài này").press("Enter")
    expect(page.locator(".heard")).to_have_text(read.title)
    page.evaluate("last.onend()")
    assert page.locator(".heard").count() == 1
    page.get_by_role("button", name="Tạm dừng").click()
    page.get_by_role("button", name="Nghe tiếp").click()
    page.get_by_role("button", name="Dừng đọc").click()
    expect(page.locator(".heard")).to_have_count(0)
    expect(page.get_by_role("button", name="Nghe bài này")).to_be_focused()


def test_size_of_letters_is_remembered_on_the_device(staged: Stage, read: SimpleNamespace) -> None:
    page = staged.visitor("reader-of-large-letters")
    page.goto(f"/guong/{read.slug}/")
    unfold(page, "Chỉnh chữ")
    page.get_by_label("Rất lớn").check()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert page.evaluate("document.documentElement.scrollWidth") == 390


#: Pages and states of the story's surroundings.
STATES = [
    "/guong/{slug}/",
    "/bao-sai/?bai={slug}",
    "/da-luu/",
    "/da-luu/ngoai-tuyen/",
    "/khong-co/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [{"width": 320, "height": 700}, SCREEN], ids=["320", "screen"])
def test_story_pages_are_open_to_everybody(
    staged: Stage, read: SimpleNamespace, width: dict[str, int], scheme: str
) -> None:
    page = staged.visitor("reader", PHONE)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
    page.set_viewport_size(width)  # type: ignore[arg-type]  # its own name for the same shape
    found = []
    for path in STATES:
        page.goto(path.format(slug=read.slug))
        for each in page.locator("details").all():
            each.evaluate("node => { node.open = true }")
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found += barriers(Axe(), page) + ([f"{path} hangs over by {over}"] if over > 0 else [])
    page.emulate_media(color_scheme="light")
    assert found == []
