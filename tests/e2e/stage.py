"""The stage: a platform of one's own, a browser, and a page for each person of the cast."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import PASSWORD
from tests.databases import a_database
from tests.platform import Platform

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE: Any = {"width": 390, "height": 844}
SCREEN: Any = {"width": 1366, "height": 900}
#: Headless Chromium calls itself a robot, and robots are not counted.
PEOPLE_USE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
#: A page of a busy machine may take this long, in milliseconds.
PATIENCE = 20_000

expect.set_options(timeout=PATIENCE)


class Model:
    """A platform at rest, with the cast's accounts; others start as its copies."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.url = home, url
        with Platform(home, url) as platform:
            platform.script("tests.e2e.seed")

    @contextmanager
    def copied(self, home: Path, **extra_env: str) -> Iterator[Platform]:
        """A platform that starts where this one rests."""
        shutil.copytree(self.home, home)
        with a_database(self.url) as url, Platform(home, url, extra_env) as platform:
            yield platform


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser. It ends with its module: while it runs, Django allows no ORM here."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Stage:
    """One platform seen through one browser; every person has a context of their own."""

    def __init__(self, platform: Platform, browser: Browser) -> None:
        self.platform, self.browser = platform, browser
        self._contexts: dict[str, BrowserContext] = {}
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> "Stage":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for context in self._contexts.values():
            context.close()

    def visitor(self, name: str = "citizen", size: Any = PHONE, *, scripts: bool = True) -> Page:
        """Somebody without an account, on a phone unless `size` says otherwise."""
        if name not in self._pages:
            context = self.browser.new_context(
                base_url=self.platform.address,
                viewport=size,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                user_agent=PEOPLE_USE,
                java_script_enabled=scripts,
            )
            context.set_default_timeout(PATIENCE)
            self._contexts[name], self._pages[name] = context, context.new_page()
        return self._pages[name]

    def person(self, name: str, size: Any = SCREEN) -> Page:
        """Somebody of the cast, signed in, at the list of what waits for them."""
        page = self.visitor(name, size)
        page.goto("/lam-viec/")
        if "/tai-khoan/" in page.url:
            page.get_by_label("Thư điện tử").fill(f"{name}@khanhhoa.example")
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(page.get_by_role("heading", name="Việc của tôi", exact=True)).to_be_visible()
        return page


def today() -> str:
    """The day in Vietnam, as a date field wants it."""
    return f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%Y-%m-%d}"


def unfold(page: Page, words: str) -> None:
    """Open what is folded under `words`."""
    page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(words)}")).click()
