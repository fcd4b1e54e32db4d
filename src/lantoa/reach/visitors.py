"""Who comes: the real address behind trusted proxies, robots, and a hash that forgets by day.

Functions take a WSGI environ (`request.META`), so that a page cache in front of Django may
use them too. Neither address nor user agent is ever written down.
"""

import contextlib
import os
import re
import secrets
import tempfile
import threading
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any

#: Software that reads by itself. A phone brand ends in "bot" too: Cubot.
_ROBOTS = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|slurp|facebookexternalhit|facebookcatalog|whatsapp/|"
    r"mediapartners|lighthouse|pingdom|uptime|monitor|preview|scrap|archiver|feedfetcher|"
    r"\bcurl/|\bwget|python-requests|python-urllib|aiohttp|httpx|go-http-client|libwww|"
    r"okhttp|java/|scrapy|phantomjs",
    re.IGNORECASE,
)
_SALT_BYTES = 32


def is_robot(meta: Mapping[str, Any]) -> bool:
    """Whether the user agent names itself a robot, a monitor or a programming library."""
    return bool(_ROBOTS.search(str(meta.get("HTTP_USER_AGENT", ""))[:500]))


def address(meta: Mapping[str, Any], proxies: int) -> str:
    """The address of the reader, with `proxies` trusted ones in front.

    Each proxy appends the address it was asked by, so the reader's stands `proxies` places
    from the end of X-Forwarded-For; all before that is the reader's own word and is ignored.
    With no proxy the whole header is ignored.
    """
    peer = str(meta.get("REMOTE_ADDR") or "")
    if proxies <= 0:
        return peer
    stations = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if len(stations) < proxies:
        return peer
    try:
        return str(ip_address(stations[-proxies]))
    except ValueError:
        return peer


def household(address: str) -> str:
    """What one connection is: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        read = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(read, IPv6Address):
        if read.ipv4_mapped:
            return str(read.ipv4_mapped)
        return read.packed[:8].hex()
    return str(read)


class Salts:
    """The random key of today's hashes, shared by the processes of this home, then forgotten.

    Kept in `visits/salt-<day>`; the first process that needs the next day's key makes it and
    removes older ones. `day` is the day of Vietnam, the same by which visits are counted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._day: date | None = None
        self._salt = b""

    def of(self, day: date) -> bytes:
        """The key of `day`, made when there is none."""
        with self._lock:
            if self._day != day:
                self._salt, self._day = self._kept(day), day
            return self._salt

    def newest(self) -> int | None:
        """The newest day that has a key, in days since 1/1/1970; None when there is none."""
        days = (path.name.removeprefix("salt-") for path in self.folder.glob("salt-????-??-??"))
        found = max(days, default="")
        return (date.fromisoformat(found) - date(1970, 1, 1)).days if found else None

    def _kept(self, day: date) -> bytes:
        path = self.folder / f"salt-{day.isoformat()}"
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        with contextlib.suppress(FileExistsError):
            create(path, secrets.token_bytes(_SALT_BYTES))
        self._forget_before(day)
        return path.read_bytes()

    def _forget_before(self, day: date) -> None:
        for old in self.folder.glob("salt-*"):
            if old.name < f"salt-{day.isoformat()}":
                old.unlink(missing_ok=True)

    def visitor(self, meta: Mapping[str, Any], *, proxies: int, day: date) -> str:
        """24 hex digits that are the same for a reader on one day and mean nothing after it."""
        home = household(address(meta, proxies))
        text = f"{home}\n{str(meta.get('HTTP_USER_AGENT', ''))[:500]}".encode("utf-8", "replace")
        return blake2b(text, key=self.of(day), digest_size=12).hexdigest()


def create(path: Path, content: bytes) -> None:
    """Make a whole file at once, readable by the owner only.

    Raises FileExistsError when another process was first. A reader never sees it half
    written: it gets its name only when it is complete.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
