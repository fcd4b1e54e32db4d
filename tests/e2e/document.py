"""A page of HTML as a strict reader sees it: what it links to, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

#: Elements that fetch something, with the attribute that says what.
FETCHES = {"img": "src", "script": "src", "iframe": "src", "source": "src", "audio": "src",
           "video": "src", "embed": "src", "object": "data", "use": "href"}  # fmt: skip
#: `link` relations that make a browser fetch.
FETCHING_RELATIONS = {"stylesheet", "icon", "preload", "manifest", "modulepreload", "prefetch"}
#: Types of `script` that run nothing.
DATA = {"application/ld+json", "application/json"}
LANDMARKS = {"header", "main", "footer", "nav"}
#: Attributes that name other elements of the page.
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "headers")


class Document(HTMLParser):
    """What a page is made of. `faults()` lists what is wrong with it by itself."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lang = self.title = self.description = self.canonical = ""
        self.is_indexed = True
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: Counter[str] = Counter()
        self.names: set[str] = set()
        self.headings: list[int] = []
        self.landmarks: Counter[str] = Counter()
        self.references: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self._titles = 0
        self._in_title = self._in_head = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        if "id" in found:
            self.ids[found["id"]] += 1
        self.wrong += [f"<{tag} {name}> runs a script" for name in names if name.startswith("on")]
        self.references += [
            (name, part) for name in REFERENCES if name in found for part in found[name].split()
        ]
        if tag in LANDMARKS:
            self.landmarks[tag] += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag in FETCHES and found.get(FETCHES[tag]):
            self.fetched.append(found[FETCHES[tag]])
        for choice in found.get("srcset", "").split(","):
            self.fetched += choice.split()[:1]
        reader = getattr(self, f"_{tag}", None)
        if reader:
            reader(found)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"
        self._in_head = self._in_head and tag != "head"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def _html(self, found: dict[str, str]) -> None:
        self.lang = found.get("lang", "")

    def _head(self, found: dict[str, str]) -> None:
        self._in_head = True

    def _title(self, found: dict[str, str]) -> None:
        if self._in_head:  # a drawing may have titles of its own
            self._titles += 1
            self._in_title = True

    def _meta(self, found: dict[str, str]) -> None:
        if found.get("name") == "description":
            self.description = found.get("content", "")
        if found.get("name") == "robots" and "noindex" in found.get("content", ""):
            self.is_indexed = False

    def _link(self, found: dict[str, str]) -> None:
        relations = set(found.get("rel", "").split())
        if "canonical" in relations:
            self.canonical = found.get("href", "")
        if relations & FETCHING_RELATIONS:
            self.fetched.append(found.get("href", ""))
        else:
            self.links.append(found.get("href", ""))

    def _a(self, found: dict[str, str]) -> None:
        if "href" in found:
            self.links.append(found["href"])
            if found["href"].strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.wrong.append(f"a link runs {found['href'][:40]}")
        elif "id" not in found:
            self.wrong.append("a link leads nowhere")

    def _form(self, found: dict[str, str]) -> None:
        if found.get("method", "get").lower() == "get" and found.get("action"):
            self.links.append(found["action"])

    def _img(self, found: dict[str, str]) -> None:
        for name in ("alt", "width", "height"):
            if name not in found:
                self.wrong.append(f"{found.get('src')} has no {name}")
        for name in ("width", "height"):
            if not found.get(name, "0").isdigit():
                self.wrong.append(f"{found.get('src')} is {found[name]} in {name}")

    def _script(self, found: dict[str, str]) -> None:
        if "src" not in found and found.get("type") not in DATA:
            self.wrong.append("a script stands in the page")

    def faults(self) -> Iterator[str]:
        """What is wrong with the page, whatever else there is."""
        yield from self.wrong
        if self.lang not in ("vi", "en"):
            yield f"lang {self.lang!r}"
        if self._titles != 1 or not self.title.strip():
            yield f"{self._titles} titles"
        if not self.description.strip() and self.is_indexed:
            yield "no description"
        if self.headings.count(1) != 1:
            yield f"{self.headings.count(1)} h1"
        steps = zip([0, *self.headings], self.headings, strict=False)
        yield from (f"h{now} after h{before}" for before, now in steps if now > before + 1)
        if self.landmarks["main"] != 1:
            yield f"{self.landmarks['main']} main"
        yield from (f"id {name} {n} times" for name, n in self.ids.items() if n > 1)
        yield from (f"{how} {n}: no such id" for how, n in self.references if n not in self.ids)
        if self.is_indexed and not self.canonical:
            yield "no canonical"
        if not self.is_indexed and self.canonical:
            yield "canonical, though not indexed"

    def foreign(self, own: set[str]) -> Iterator[str]:
        """What the page fetches from hosts that are not its own."""
        for address in self.fetched:
            host = urlsplit(address).netloc
            if host and host not in own:
                yield address
