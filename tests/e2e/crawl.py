"""Follows every link of a platform once, as a search engine would, and notes what is wrong."""

import http.client
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from tests.e2e.document import Document
from tests.portal import shapes

#: Where people with accounts work, and what asks the reader for something.
NOT_OURS = ("/lam-viec/", "/quan-tri/", "/api/")
#: Links that lead to other sites: sharing, and nothing else that we wrote ourselves.
SHARING = {"zalo.me", "www.facebook.com", "sp.zalo.me"}
OTHER_SCHEMES = ("mailto", "tel", "sms")
#: Lists can be narrowed without end; so many different questions are asked of one path.
MOST_QUERIES = 8
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "",
    "Content-Security-Policy": "script-src 'self'",
}


@dataclass
class Page:
    """One answer. `document` is None for what is no HTML; `via` says who linked to it first."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes
    via: str
    document: Document | None = None


@dataclass
class Crawl:
    """A walk over a platform at `address`; `aliases` are names under which it speaks of itself."""

    address: str
    aliases: set[str] = field(default_factory=set)
    pages: dict[str, Page] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)
    fragments: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hosts = {urlsplit(self.address).netloc, *self.aliases}
        self.connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        self.queries: Counter[str] = Counter()

    def walk(self, *starts: str) -> "Crawl":
        """Visit the starts and all that can be reached from them."""
        waiting = [(path, "start") for path in starts]
        known = set(starts)
        while waiting:
            path, via = waiting.pop(0)
            for link in self._visit(path, via):
                if link not in known and not self._is_enough(link):
                    known.add(link)
                    waiting.append((link, path))
        self.connection.close()
        return self

    def fetch(self, path: str, via: str = "") -> Page:
        """One GET."""
        self.connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = self.connection.getresponse()
        body = answer.read()
        return Page(path, answer.status, dict(answer.getheaders()), body, via)

    def _visit(self, path: str, via: str) -> Iterator[str]:
        page = self.pages[path] = self.fetch(path, via)
        if page.status in (301, 302, 303, 307, 308):
            target = urljoin(self.address + path, page.headers.get("location", ""))
            self.turns[path] = target
            yield from self._links(path, [target])
            return
        if "text/html" in page.headers.get("content-type", ""):
            page.document = Document(page.body.decode())
            yield from self._links(path, page.document.links)
            yield from self._links(path, page.document.fetched)
        elif path.startswith("/sitemap"):
            locations = page.body.decode().split("<loc>")[1:]
            yield from self._links(path, [each.split("</loc>")[0] for each in locations])

    def _links(self, path: str, links: list[str]) -> Iterator[str]:
        for link in links:
            whole = urlsplit(urljoin(self.address + path, link.strip()))
            if whole.scheme in OTHER_SCHEMES:
                continue
            if whole.netloc not in self.hosts:
                if whole.netloc not in SHARING:
                    self.wrong.append(f"{path}: leads to {whole.netloc}")
                continue
            target = (whole.path or "/") + (f"?{whole.query}" if whole.query else "")
            if whole.fragment:
                self.fragments.append((path, target, unquote(whole.fragment)))
            if not target.startswith(NOT_OURS):
                yield target

    def _is_enough(self, link: str) -> bool:
        path, mark, _ = link.partition("?")
        if mark:
            self.queries[path] += 1
        return self.queries[path] > MOST_QUERIES

    def dead(self) -> list[str]:
        """Links that lead nowhere, and parts of pages that are not there."""
        found = [
            f"{page.path}: {page.status}, linked from {page.via}"
            for page in self.pages.values()
            if page.status != 200 and page.path not in self.turns
        ]
        for source, target, fragment in self.fragments:
            document = self.pages[target].document if target in self.pages else None
            if document is not None and fragment not in document.ids:
                found.append(f"{source}: no #{fragment} in {target}")
        return found

    def faults(self) -> list[str]:
        """What is wrong with the pages themselves."""
        found = list(self.wrong)
        for page in self.html():
            assert page.document is not None
            mine = [*page.document.faults(), *shapes.faults(page.body.decode())]
            mine += [f"fetches {at}" for at in page.document.foreign(self.hosts)]
            mine += self._headers(page)
            found += [f"{page.path}: {fault}" for fault in mine]
        return found

    def html(self) -> list[Page]:
        """The pages that people read."""
        return [page for page in self.pages.values() if page.document and page.status == 200]

    def indexed(self) -> list[Page]:
        """The pages that search engines may keep."""
        return [page for page in self.html() if page.document and page.document.is_indexed]

    def _headers(self, page: Page) -> Iterator[str]:
        have = {name.lower(): value for name, value in page.headers.items()}
        for name, words in HEADERS.items():
            if words not in have.get(name.lower(), "") or name.lower() not in have:
                yield f"{name}: {have.get(name.lower())}"
        if "lantoa-kept" in have:
            yield "the page cache's own header is sent"
        if "set-cookie" in have and not page.path.startswith(("/gioi-thieu/", "/tra-cuu/",
                                                              "/tai-khoan/", "/bao-sai/",
                                                              "/quyen-cua-toi/", "/lay-y-kien/")):  # fmt: skip
            yield "a cookie for a reader"
