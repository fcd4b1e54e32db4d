"""Every screen, as every role, at two widths: nothing hangs over, breaks, or asks elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, Request, expect

from lantoa.desk.urls import urlpatterns as desk_urls
from lantoa.portal.urls import urlpatterns as portal_urls
from tests.conftest import CAST
from tests.e2e.stage import PHONE, SCREEN, Stage

#: Screens of one kind that a person looks at; records differ by where they stand.
OF_A_KIND = 3
#: What a link brings that is no screen.
NOT_SCREENS = {
    "report_docx",
    "panel_docx",
    "comment_docx",
    "consent_sheet",
    "file",
    "list_template",
    "list_progress",
    "list_bad_rows",
    "poster",
    "channel_file",
    "calendar",
    "calendar_entry",
    "short",
    "sitemap",
    "robots",
    "recording",
    "statistics_file",
    "document_file",
    "oembed",
    "opensearch",
    "key_file",
    "sitemap_part",
    "offline",
    "still_public",
    "tell",
    "tell_send",
    "tell_piece",
    "tell_similar",
    "worker",
    "manifest",
}
#: Reached by sending something, not by a link.
AFTER_SENDING = {
    "received",
    "indicators_tell",
    "track_mine",
    "list_original",
    "old_original",
}
#: Their roles are walked by others of the cast; the stranger stays: nothing has happened there.
ALIKE = {"second_editor", "neighbour"}
BAD = ("serious", "critical")


@pytest.fixture(scope="module")
def small_world(staged: Stage) -> SimpleNamespace:
    """A little work at every stage."""
    made = SimpleNamespace(**staged.platform.script("tests.e2e.seed_stories", "world"))
    staged.platform.eventually(
        lambda: staged.platform.request(f"/guong/{made.slug}/ap-phich-a3.pdf")[0] == 200, 60
    )
    return made


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Names of the screens that anybody has seen."""
    return set()


class Walk:
    """One person who follows every link once and notes what is wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        self.met: Counter[str] = Counter()
        page.on("console", lambda m: self.note(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", self.watch)

    def note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url}: {what}")

    def watch(self, request: Request) -> None:
        """Nothing is fetched from anywhere else."""
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.note(f"asks {request.url}")

    def everything_from(self, *paths: str, space: str) -> None:
        """Visit `paths` and all screens of the URL space `space` that links lead to."""
        waiting, known = list(paths), set(paths)
        while waiting:
            path = waiting.pop(0)
            name = screen_of(path, space)
            if not name or self.met[name] >= OF_A_KIND:
                continue
            self.met[name] += 1
            for link in self.visit(path):
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def visit(self, path: str) -> list[str]:
        """Look at one screen at both widths; the addresses its links lead to."""
        self.page.set_viewport_size(PHONE)
        answer = self.page.goto(path)
        if answer is None or answer.status != 200:
            self.note(f"status {answer and answer.status}")
        self.measure()
        self.page.set_viewport_size(SCREEN)
        self.measure()
        # In a drawing `a.href` is no text.
        hrefs = self.page.eval_on_selector_all(
            "a[href]", "links => links.map(a => new URL(a.getAttribute('href'), a.baseURI).href)"
        )
        return [urlsplit(href).path for href in hrefs if urlsplit(href).netloc in self.address]

    def measure(self) -> None:
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            width = (self.page.viewport_size or {}).get("width")
            self.note(f"hangs over by {over} px at {width} px")


def screen_of(path: str, space: str) -> str:
    """The name of the screen at `path`; empty when it is none of `space`."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    name = match.url_name or ""
    return name if match.app_name == space and name not in NOT_SCREENS else ""


def names(patterns: object) -> set[str]:
    assert isinstance(patterns, list)
    return {pattern.name for pattern in patterns} - NOT_SCREENS - AFTER_SENDING


@pytest.mark.parametrize("who", [who for who in CAST if who not in ALIKE])
def test_the_desk_of_each_role(
    staged: Stage, small_world: SimpleNamespace, seen: set[str], who: str
) -> None:
    walk = Walk(staged.person(who), staged.platform.address)
    walk.everything_from("/lam-viec/", space="desk")
    seen.update(walk.met)
    assert walk.wrong == []
    assert walk.met["work"]


def test_somebody_saw_every_screen_of_the_desk(seen: set[str]) -> None:
    assert names(desk_urls) - seen == set()


def test_the_portal(staged: Stage, small_world: SimpleNamespace) -> None:
    walk = Walk(staged.visitor("reader"), staged.platform.address)
    steps = [f"/gioi-thieu/buoc-{number}/" for number in (1, 2, 3, 4)]
    walk.everything_from("/", "/tim-kiem/?q=muoi", *steps, space="portal")
    assert walk.wrong == []
    assert names(portal_urls) - set(walk.met) == set()


@pytest.fixture
def axe() -> Iterator[Axe]:
    yield Axe()


PUBLIC = ["/", "/guong/tam-bang-dau-muong/", "/gioi-thieu/", "/tra-cuu/", "/tai-khoan/login/"]


@pytest.mark.parametrize("width", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_open_to_everybody(
    staged: Stage, small_world: SimpleNamespace, axe: Axe, path: str, width: dict[str, int]
) -> None:
    page = staged.visitor("reader")
    page.set_viewport_size(width)  # type: ignore[arg-type]  # its own name for the same shape
    page.goto(path)
    assert barriers(axe, page) == []


@pytest.mark.parametrize("width", [PHONE, SCREEN], ids=["phone", "screen"])
def test_desk_pages_are_open_to_everybody(
    staged: Stage, small_world: SimpleNamespace, axe: Axe, width: dict[str, int]
) -> None:
    page = staged.person("verifier")
    page.set_viewport_size(width)  # type: ignore[arg-type]  # its own name for the same shape
    found = barriers(axe, page)
    page.get_by_role("link", name="Xác minh Phan Thị Đang Xác Minh").click()
    expect(page.get_by_role("group", name=re.compile("^1\\. "))).to_be_visible()
    found += barriers(axe, page)
    page = staged.person("leader")
    page.set_viewport_size(width)  # type: ignore[arg-type]  # its own name for the same shape
    page.goto("/lam-viec/bao-cao/ke-hoach-1068/")
    assert found + barriers(axe, page) == []


def barriers(axe: Axe, page: Page) -> list[str]:
    """What axe finds serious or critical: which rule, where."""
    found = axe.run(page).response["violations"]
    return [
        f"{page.url} {each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in BAD
        for node in each["nodes"]
    ]


def test_the_map_by_keyboard(staged: Stage, small_world: SimpleNamespace) -> None:
    """A tile is reached and opened by keys alone; the map can be jumped over."""
    page = staged.visitor("map reader", SCREEN)
    page.goto("/noi/")
    jump = page.locator("a.skip.inside")
    jump.focus()
    page.keyboard.press("Tab")
    tile = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert tile and ("câu chuyện" in tile or "chưa có chuyện" in tile)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/noi/\d+/$"))
    page.goto("/noi/")
    page.locator("a.skip.inside").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Anh Dũng"
