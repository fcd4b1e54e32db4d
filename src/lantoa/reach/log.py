"""The visit log: one line per view, appended in one write, so that a kill loses none.

A line: epoch milliseconds, kind (`page`, `short`, `robot`), path, publication slug or nothing,
channel, visitor hash; parted by tabs. Files are named by the UTC day and a tag of this home;
the first line of each is its identity, which outlives renaming. POSIX appends of less than
4 KB by several processes do not mix.
"""

import contextlib
import logging
import os
import secrets
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lantoa.reach.visitors import create

PAGE, SHORT, ROBOT = "page", "short", "robot"
_KINDS = frozenset((PAGE, SHORT, ROBOT))
HEADER = b"#visits "
#: Bytes of the first line: the header, 32 hex digits, the end of the line.
FIRST = len(HEADER) + 33
#: At a power cut at most this many seconds of views are lost (a kill loses none).
SYNC_SECONDS = 0.2
_PATH_LIMIT, _SLUG_LIMIT, _CHANNEL_LIMIT = 300, 120, 40
_CHUNK = 4_000_000
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


class VisitLog:
    """Appends lines to today's file of one folder. One per process and folder, for threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._descriptor, self._day, self._process = -1, -1, 0
        self._name, self._tag = "", ""
        self._checked = 0.0
        self._dirty = threading.Event()
        self._complained = 0.0

    def append(self, view: View) -> None:
        """Write one line. A full disk or a missing right costs the count, never the page."""
        line = _line(view)
        try:
            with self._lock:
                written = os.write(self._opened(view.at_ms // _DAY_MS), line)
                if written < len(line):  # a full disk: end the torn line, if that still fits
                    os.write(self._descriptor, b"\n")
        except OSError as error:
            if time.monotonic() - self._complained > 60:
                self._complained = time.monotonic()
                _logger.warning("visit not counted: %s", error)
            return
        self._dirty.set()

    def _opened(self, day: int) -> int:
        """The descriptor of the file of UTC day `day`; anew on a new day, fork or rotation."""
        is_forked = self._process != os.getpid()
        if is_forked or day != self._day or self._is_rotated():
            self._tag = self._tag or _home_tag(self.folder)
            on = datetime.fromtimestamp(day * _DAY_MS / 1000, UTC).date()
            self._name = f"{on.isoformat()}-{self._tag}.log"
            path = self.folder / self._name
            with contextlib.suppress(FileExistsError):
                create(path, HEADER + secrets.token_hex(16).encode() + b"\n")
            before, self._descriptor = self._descriptor, os.open(path, os.O_WRONLY | os.O_APPEND)
            self._day = day
            if before >= 0 and not is_forked:
                os.close(before)
            if is_forked:
                self._process, self._dirty = os.getpid(), threading.Event()
                threading.Thread(target=self._sync, daemon=True, name="visits-sync").start()
        return self._descriptor

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


def _home_tag(folder: Path) -> str:
    """A name of this home, so that files of several hosts never share one."""
    path = folder / "home-tag"
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            create(path, secrets.token_hex(4).encode())
    return path.read_text()


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(identity, path) of every log file, rotated ones too, oldest name first."""
    for path in sorted(folder.glob("*.log*")):
        with contextlib.suppress(OSError), path.open("rb") as file:
            first = file.readline(100)
            if first.startswith(HEADER) and first.endswith(b"\n"):
                yield first[len(HEADER) : -1].decode("ascii", "replace"), path


def read(path: Path, offset: int) -> tuple[list[View], int]:
    """Whole lines from byte `offset` on, at most about 4 MB, and the offset after them.

    A last line without its end is left for the next time. What is no view is skipped.
    """
    with path.open("rb") as file:
        file.seek(offset)
        block = file.read(_CHUNK)
    end = block.rfind(b"\n") + 1
    lines = block[:end].split(b"\n")
    return [view for line in lines if (view := _parsed(line))], offset + end


def _line(view: View) -> bytes:
    fields = (
        str(view.at_ms),
        view.kind,
        _plain(view.path, _PATH_LIMIT),
        _plain(view.publication, _SLUG_LIMIT),
        _plain(view.channel, _CHANNEL_LIMIT),
        view.visitor,
    )
    return ("\t".join(fields) + "\n").encode("utf-8", "replace")


def _plain(text: str, limit: int) -> str:
    text = text[:limit]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _parsed(line: bytes) -> View | None:
    parts = line.decode("utf-8", "replace").split("\t")
    if len(parts) != 6 or len(line) > 4096 or parts[1] not in _KINDS:
        return None
    at_ms = parts[0]
    if not (at_ms.isascii() and at_ms.isdigit() and len(at_ms) <= 14):
        return None
    _, kind, path, publication, channel, visitor = parts
    return View(
        int(at_ms), kind, path, publication[:_SLUG_LIMIT], channel[:_CHANNEL_LIMIT], visitor[:32]
    )
