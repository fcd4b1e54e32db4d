"""axe finds nothing, on every kind of page and state, on a phone and a screen, by day and night."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.kinds import KINDS, Kind
from tests.e2e.stage import PEOPLE_USE, PHONE, SCREEN
from tests.platform import Platform

RULES = {"target-size": {"enabled": True}}  # WCAG 2.2, which axe asks only when told
WHOLE: dict[str, Any] = {"resultTypes": ["violations"], "rules": RULES}
#: What a theme can change; the rest of a page is the same by day and night.
COLOURS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


@pytest.fixture(scope="module")
def paths(demo: Platform) -> dict[str, str]:
    """Where the demo has one of each."""
    found: dict[str, str] = demo.script("tests.e2e.seed_states")
    return found


@pytest.fixture(scope="module")
def page(demo: Platform, chromium: Browser) -> Iterator[Page]:
    """One page for all of them: what changes are its address, width and theme."""
    context = chromium.new_context(
        base_url=demo.address,
        viewport=PHONE,
        locale="vi-VN",
        user_agent=PEOPLE_USE,
        reduced_motion="reduce",
        bypass_csp=True,  # axe is a script of ours, not of the page
        service_workers="block",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_nothing_stands_in_anybodys_way(page: Page, paths: dict[str, str], kind: Kind) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    answer = page.goto(re.sub(r"\{(\w+)\}", lambda m: paths[m[1]], kind.path))
    assert answer is not None and answer.status == kind.status
    if kind.before:
        kind.before(page)
    axe, found = Axe(), []
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        for theme, asked in (("light", WHOLE), ("dark", COLOURS)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of its words
            found += [f"{size['width']} {theme} {each}" for each in barriers(axe, page, asked)]
    assert found == []


def barriers(axe: Axe, page: Page, asked: dict[str, Any]) -> list[str]:
    """What axe finds: which rule, where, why."""
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in axe.run(page, options=asked).response["violations"]
        for node in each["nodes"]
    ]
