"""The visit log: one line per view, appended in one write, so that a kill loses none.

A line: epoch milliseconds, kind (`page`, `short`, `robot`), path, publication slug or nothing,
channel, visitor hash, kind of referrer (`sources.py`); parted by tabs. Files are named by the UTC
day and a tag of this home; the first line of each is its identity, which outlives renaming. POSIX
appends of less than 4 KB by several processes do not mix.

Version 1 had no kind of referrer. Its files begin with another header and its lines are read as
before; a file begun by version 1 and continued by version 2 is read too, line by line.
"""

import contextlib
import logging
import os
import secrets
import threading
import time
import weakref
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lantoa.reach.sources import KINDS
from lantoa.reach.visitors import create

PAGE, SHORT, ROBOT = "page", "short", "robot"
_KINDS = frozenset((PAGE, SHORT, ROBOT))
HEADER = b"#visit2 "
_HEADERS = (HEADER, b"#visits ")  # equally long, so that `FIRST` is one number
#: Bytes of the first line: the header, 32 hex digits, the end of the line.
FIRST = len(HEADER) + 33
#: At a power cut at most this many seconds of views are lost (a kill loses none).
SYNC_SECONDS = 0.2
_PATH_LIMIT, _SLUG_LIMIT, _CHANNEL_LIMIT = 300, 120, 40
_CHUNK = 16_000_000
#: Descriptors of earlier files are closed only after so many changes: a thread may be about to
#: write to the one it took a moment ago.
_HELD = 8
_DAY_MS = 86_400_000
_logger = logging.getLogger(__name__)


class View(NamedTuple):
    """One line of the log, read."""

    at_ms: int
    kind: str
    path: str
    publication: str
    channel: str
    visitor: str
    source: str = ""


class VisitLog:
    """Appends lines to today's file of one folder. One per process and folder, for threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: deque[int] = deque()
        self._name, self._tag = "", ""
        self._checked = self._complained = 0.0
        self._begin()
        _LOGS.add(self)

    def _begin(self) -> None:
        """Nothing is open in this process yet."""
        self._lock = threading.Lock()
        self._descriptor, self._day = -1, -1
        self._dirty, self._is_synced = threading.Event(), False

    def append(self, view: View) -> None:
        """Write one view."""
        self.write(view.at_ms, line_of(view))

    def write(self, at_ms: int, line: bytes) -> None:
        """Write one line. A full disk or a missing right costs the count, never the page.

        Takes no lock while today's file stays the same: one append of the system is whole.
        """
        try:
            if at_ms // _DAY_MS == self._day and time.monotonic() - self._checked < 1:
                descriptor = self._descriptor
            else:
                with self._lock:
                    descriptor = self._opened(at_ms // _DAY_MS)
            written = os.write(descriptor, line)
            if written < len(line):  # a full disk: end the torn line, if that still fits
                os.write(descriptor, b"\n")
        except OSError as error:
            if time.monotonic() - self._complained > 60:
                self._complained = time.monotonic()
                _logger.warning("visit not counted: %s", error)
            return
        if not self._dirty.is_set():
            self._dirty.set()

    def _opened(self, day: int) -> int:
        """The descriptor of the file of UTC day `day`; anew on a new day, fork or rotation."""
        if day != self._day or self._is_rotated():
            self._tag = self._tag or home_tag(self.folder)
            on = datetime.fromtimestamp(day * _DAY_MS / 1000, UTC).date()
            self._name = f"{on.isoformat()}-{self._tag}.log"
            path = self.folder / self._name
            with contextlib.suppress(FileExistsError):
                create(path, HEADER + secrets.token_hex(16).encode() + b"\n")
            self._hold(os.open(path, os.O_WRONLY | os.O_APPEND))
            self._day, self._checked = day, time.monotonic()
            if not self._is_synced:
                self._is_synced = True
                threading.Thread(target=self._sync, daemon=True, name="visits-sync").start()
        return self._descriptor

    def _hold(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held.append(descriptor)
        if len(self._held) > _HELD:
            os.close(self._held.popleft())

    def _is_rotated(self) -> bool:
        """Whether the open file no longer stands under its name (asked once a second)."""
        if time.monotonic() - self._checked < 1:
            return False
        self._checked = time.monotonic()
        try:
            return (self.folder / self._name).stat().st_ino != os.fstat(self._descriptor).st_ino
        except FileNotFoundError:
            return True

    def _sync(self) -> None:
        while True:
            self._dirty.wait()
            time.sleep(SYNC_SECONDS)
            self._dirty.clear()
            with contextlib.suppress(OSError):
                os.fdatasync(self._descriptor)


_LOGS: weakref.WeakSet[VisitLog] = weakref.WeakSet()


def _forked() -> None:
    """A child has no thread that syncs, and perhaps a lock that nobody gives back."""
    for one in _LOGS:
        one._begin()


os.register_at_fork(after_in_child=_forked)


def home_tag(folder: Path) -> str:
    """A name of this home, so that files of several hosts never share one."""
    path = folder / "home-tag"
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            create(path, secrets.token_hex(4).encode())
    return path.read_text()


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(identity, path) of every log file, rotated ones too, oldest first."""
    for path in sorted(folder.glob("*.log*"), key=_age):
        with contextlib.suppress(OSError), path.open("rb") as file:
            first = file.readline(100)
            if first.startswith(_HEADERS) and first.endswith(b"\n"):
                yield first[len(HEADER) : -1].decode("ascii", "replace"), path


def _age(path: Path) -> tuple[str, float]:
    """By day, and within a day by the last line: a rotated file ends before the next begins."""
    try:
        return path.name[:10], path.stat().st_mtime
    except FileNotFoundError:
        return path.name[:10], 0.0


def block(path: Path, offset: int) -> bytes:
    """Whole lines from byte `offset` on, at most about 16 MB.

    A last line without its end is left for the next time.
    """
    with path.open("rb") as file:
        file.seek(offset)
        found = file.read(_CHUNK)
    return found if found.endswith(b"\n") else found[: found.rfind(b"\n") + 1]


def read(path: Path, offset: int) -> tuple[list[View], int]:
    """The views of one `block`, and the offset after it. What is no view is skipped."""
    found = block(path, offset)
    views = [view for line in found.split(b"\n") if (view := parsed(line))]
    return views, offset + len(found)


def line_of(view: View) -> bytes:
    """The line of a view."""
    start = middle(view.kind, view.path, view.publication, view.channel)
    return b"%d%s%s\t%s\n" % (view.at_ms, start, view.visitor.encode(), view.source.encode())


def middle(kind: str, path: str, publication: str, channel: str) -> bytes:
    """What a line says of the page, from the tab after the moment to that before the visitor.

    Whatever the path holds, it stays within one line and one field.
    """
    fields = (
        "",
        kind,
        _plain(path, _PATH_LIMIT),
        _plain(publication, _SLUG_LIMIT),
        _plain(channel, _CHANNEL_LIMIT),
        "",
    )
    return "\t".join(fields).encode("utf-8", "replace")


def _plain(text: str, limit: int) -> str:
    text = text[:limit]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " for sign in text)


def parsed(line: bytes) -> View | None:
    """The view of one line without its end; None for what is none."""
    parts = line.decode("utf-8", "replace").split("\t")
    if len(parts) not in (6, 7) or len(line) > 4096 or parts[1] not in _KINDS:
        return None
    at_ms = parts[0]
    if not (at_ms.isascii() and at_ms.isdigit() and len(at_ms) <= 14):
        return None
    _, kind, path, publication, channel, visitor, *source = parts
    return View(
        int(at_ms), kind, path, publication[:_SLUG_LIMIT], channel[:_CHANNEL_LIMIT], visitor[:32],
        source[0] if source and source[0] in KINDS else "",
    )  # fmt: skip
