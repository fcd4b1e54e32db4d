"""One kept page: its bytes in three codings, with everything that is sent beside them."""

import gzip
import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import brotli

from lantoa.core.keeping import FLEETING
from lantoa.edge.asking import Key
from lantoa.reach.marks import Mark

Header = tuple[str, str]

_COMPRESSED = (
    "text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml",
    "application/feed+json", "application/ld+json", "application/javascript", "image/svg+xml",
    "application/manifest+json",
)  # fmt: skip
_LEAST = 256
_GZIP_LEVEL, _BROTLI_QUALITY = 6, 5
_OURS = frozenset(
    ("content-length", "etag", "cache-control", "vary", "content-encoding", "accept-ranges",
     "surrogate-key", "surrogate-control", "date", "connection")
)  # fmt: skip
_AHEAD, _DAY = 7 * 3600, 86_400
#: What a page weighs in memory beside its bytes, about.
_OVERHEAD = 6_000
_MAGIC = b"lantoa-page-1 "


class Variant(NamedTuple):
    """One coding of a page."""

    etag: str
    headers: list[Header]
    unchanged: list[Header]
    body: bytes


class Page:
    """What one key was answered with. Immutable but for `used` and `fresh_until`."""

    __slots__ = (
        "born", "ends", "fresh_until", "generation", "key", "mark", "raw", "size", "used", "variants",
    )  # fmt: skip

    def __init__(
        self, key: Key, generation: int, born: float, lifetime: float, mark: Mark | None,
        headers: Sequence[Header], bodies: Sequence[bytes],
    ) -> None:  # fmt: skip
        """`bodies`: identity, gzip, br; empty where a coding saves nothing. `born` in seconds."""
        self.key, self.generation, self.mark = key, generation, mark
        self.born, self.ends = born, _midnight_after(born)
        self.fresh_until = min(born + lifetime, self.ends)
        self.raw = [_shared(*header) for header in headers if header[0].lower() not in _OURS]
        self.variants = self._variants(bodies)
        self.size = sum(map(len, bodies)) + _OVERHEAD
        self.used = False

    def _variants(self, bodies: Sequence[bytes]) -> tuple[Variant, Variant, Variant]:
        digest = blake2b(bodies[0], digest_size=12).hexdigest()
        plain, packed, small = bodies
        about = list(self.raw)
        about.append(_shared("Cache-Control", FLEETING))
        about.append(_shared("Surrogate-Key", f"pages {self.mark.publication}".strip()
                             if self.mark else "pages"))  # fmt: skip
        if packed or small:
            about.append(_shared("Vary", "Accept-Encoding"))
        else:
            about.append(_shared("Accept-Ranges", "bytes"))
        first = _variant(f'"{digest}"', about, "", plain)
        second = _variant(f'"{digest}-gz"', about, "gzip", packed) if packed else first
        third = _variant(f'"{digest}-br"', about, "br", small) if small else second
        return first, second, third

    @property
    def is_whole(self) -> bool:
        """Only one coding: pictures, posters. Parts of these are sent on request."""
        return self.variants[0] is self.variants[2]

    @property
    def bodies(self) -> tuple[bytes, bytes, bytes]:
        """Identity, gzip, br; empty where a coding saves nothing."""
        first, second, third = self.variants
        packed = second.body if second is not first else b""
        return first.body, packed, third.body if third is not second else b""


def make(
    key: Key, generation: int, born: float, lifetime: float, mark: Mark | None,
    headers: Sequence[Header], body: bytes,
) -> Page:  # fmt: skip
    """A page of a fresh answer, compressed once."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    packed = small = b""
    if len(body) >= _LEAST and kind.startswith(_COMPRESSED):
        packed = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        small = brotli.compress(body, quality=_BROTLI_QUALITY)
        packed = packed if len(packed) < len(body) else b""
        small = small if len(small) < len(packed or body) else b""
    return Page(key, generation, born, lifetime, mark, headers, (body, packed, small))


def to_bytes(page: Page) -> bytes:
    """The page as it lies in the host's folder, with a checksum (a power cut tears files)."""
    facts = {
        "key": page.key, "generation": page.generation, "born": page.born, "mark": page.mark,
        "headers": page.raw, "sizes": [len(body) for body in page.bodies],
    }  # fmt: skip
    head = json.dumps(facts, ensure_ascii=True).encode() + b"\n"
    content = head + b"".join(page.bodies)
    return _MAGIC + blake2b(content, digest_size=16).hexdigest().encode() + b"\n" + content


def from_bytes(content: bytes, key: Key, lifetime: float) -> Page | None:
    """The page of `key` that `to_bytes` wrote; None for anything else."""
    magic, _, rest = content.partition(b"\n")
    if magic != _MAGIC + blake2b(rest, digest_size=16).hexdigest().encode():
        return None
    head, _, bodies = rest.partition(b"\n")
    facts: dict[str, Any] = json.loads(head)
    found = tuple(facts["key"]) if isinstance(facts["key"], list) else facts["key"]
    if found != key:
        return None
    one, two, _ = facts["sizes"]
    parts = bodies[:one], bodies[one : one + two], bodies[one + two :]
    mark = Mark(*facts["mark"]) if facts["mark"] else None
    headers = [(name, value) for name, value in facts["headers"]]
    return Page(key, facts["generation"], facts["born"], lifetime, mark, headers, parts)


def _variant(etag: str, about: list[Header], coding: str, body: bytes) -> Variant:
    unchanged = [*about, ("ETag", etag)]
    headers = [*unchanged, ("Content-Length", str(len(body)))]
    if coding:
        headers.append(_shared("Content-Encoding", coding))
    # A 304 repeats what caches need, not what describes the body.
    unchanged = [header for header in unchanged if header[0].lower() != "content-type"]
    return Variant(etag, headers, unchanged, body)


@lru_cache(maxsize=1024)
def _shared(name: str, value: str) -> Header:
    """The same header of many pages is one object."""
    return name, value


def _midnight_after(moment: float) -> float:
    """The end of the Vietnamese day: consents and plans begin and end by date."""
    return float(((moment + _AHEAD) // _DAY + 1) * _DAY - _AHEAD)
