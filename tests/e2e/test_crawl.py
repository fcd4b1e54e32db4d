"""Every link of the demo, followed: nothing dead, every page whole, each told in one place."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.e2e.crawl import Crawl
from tests.e2e.demo import NAME
from tests.platform import Platform


@pytest.fixture(scope="module")
def crawl(demo: Platform) -> Iterator[Crawl]:
    """The whole portal, from its front page and its sitemap."""
    walked = Crawl(demo.address, {urlsplit(NAME).netloc})
    yield walked.walk("/", "/sitemap.xml", "/so-do/", "/tim-kiem/?q=muoi", "/robots.txt")


def test_the_demo_was_walked(crawl: Crawl) -> None:
    assert len(crawl.html()) > 150, Counter(page.status for page in crawl.pages.values())


def test_every_link_leads_somewhere(crawl: Crawl) -> None:
    assert crawl.dead() == []


def test_every_page_is_whole(crawl: Crawl) -> None:
    found = crawl.faults()
    kinds = Counter(fault.partition(": ")[2] for fault in found)
    assert found == [], kinds.most_common(20)


def test_no_two_pages_have_one_title(crawl: Crawl) -> None:
    titles = defaultdict(set)
    for page in crawl.indexed():
        assert page.document is not None
        titles[page.document.title].add(page.document.canonical)
    assert [(title, at) for title, at in titles.items() if len(at) > 1] == []


def test_each_page_names_its_one_address(crawl: Crawl) -> None:
    """What a page calls its address is a page that calls itself so."""
    wrong = []
    for page in crawl.indexed():
        assert page.document is not None
        whole = urlsplit(page.document.canonical)
        path = whole.path + (f"?{whole.query}" if whole.query else "")
        there = crawl.pages.get(path) or crawl.fetch(path)
        document = there.document
        if f"{whole.scheme}://{whole.netloc}" != crawl.address or there.status != 200:
            wrong.append((page.path, page.document.canonical, there.status))
        elif document and document.canonical != page.document.canonical:
            wrong.append((page.path, page.document.canonical, document.canonical))
    assert wrong == []


def test_redirects_stop_at_the_first(crawl: Crawl) -> None:
    chains = [
        (path, target)
        for path, target in crawl.turns.items()
        if urlsplit(target).path in crawl.turns and "?" not in path
    ]
    assert chains == []


def test_the_sitemap_knows_every_page_that_may_be_found(crawl: Crawl) -> None:
    listed = {
        urlsplit(each.split("</loc>")[0]).path
        for page in crawl.pages.values()
        if page.path.startswith("/sitemap-")
        for each in page.body.decode().split("<loc>")[1:]
    }
    found = {page.path for page in crawl.indexed() if "?" not in page.path}
    assert found - listed == set()
