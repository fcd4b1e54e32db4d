"""The pages of one host: a folder shared by its processes, so that each is rendered once.

`pages/<generation>/<hash>`; a file gets its name when it is whole. Rendering is guarded by
`flock`, which the system takes back from a process that dies.
"""

import contextlib
import fcntl
import logging
import os
import threading
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from lantoa.edge import pages, sweeping
from lantoa.edge.asking import Key
from lantoa.edge.pages import Page

_STRIPES = 64
_LOOK_SECONDS = 0.005
_logger = logging.getLogger(__name__)


class Folder:
    """The pages under `root`, at most about `limit` bytes of them."""

    def __init__(self, root: Path, limit: int, lifetime: float) -> None:
        self.root, self.limit, self.lifetime = root, limit, lifetime
        self._written = 0
        self._lock = threading.Lock()
        self._complained = 0.0

    def get(self, key: Key, generation: int) -> Page | None:
        """The page of `key` of this generation, if the host has it."""
        try:
            content = self._path(key, generation).read_bytes()
            found = pages.from_bytes(content, key, self.lifetime)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if found and found.generation == generation else None

    def put(self, page: Page) -> None:
        """Share a page. A full disk costs a rendering, never the answer."""
        content = pages.to_bytes(page)
        path = self._path(page.key, page.generation)
        draft = path.with_name(f".{os.getpid()}-{threading.get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            if time.monotonic() - self._complained > 60:
                self._complained = time.monotonic()
                _logger.warning("page not shared: %s", error)
            return
        with self._lock:
            self._written += len(content)
            is_time = self._written > self.limit // 8
            self._written = 0 if is_time else self._written
        if is_time:
            self._shrink(page.generation)

    @contextlib.contextmanager
    def alone(self, key: Key, seconds: float) -> Iterator[bool]:
        """Be the only one of the host who renders `key`; False when that was not to be had
        within `seconds`.
        """
        descriptor = self._opened(key)
        try:
            yield descriptor is None or _locked(descriptor, seconds)
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def _opened(self, key: Key) -> int | None:
        try:
            locks = self.root / "locks"
            locks.mkdir(parents=True, exist_ok=True)
            path = locks / str(int(_name(key)[:8], 16) % _STRIPES)
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return None  # no lock, no waiting

    def keep_only(self, generation: int) -> None:
        """Remove the pages of other generations."""
        sweeping.keep_only(self.root, generation)

    def _shrink(self, generation: int) -> None:
        """Remove the oldest files until a quarter of the room is free."""
        found, total = [], 0
        for path in (self.root / str(generation)).rglob("*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                if path.is_file():
                    found.append((stat.st_mtime, stat.st_size, path))
                    total += stat.st_size
        if total <= self.limit:
            return
        for _, size, path in sorted(found):
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
            if total <= self.limit * 3 // 4:
                return

    def _path(self, key: Key, generation: int) -> Path:
        name = _name(key)
        return self.root / str(generation) / name[:2] / name[2:]


def _name(key: Key) -> str:
    return blake2b(repr(key).encode("utf-8", "replace"), digest_size=20).hexdigest()


def _locked(descriptor: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= end:
                return False
            time.sleep(_LOOK_SECONDS)
        else:
            return True
