"""One number that moves with everything the public may see.

The number is a row, moved in the transaction of the action that publishes, holds or withdraws
(`core.events`), so a crash loses both or neither. It is microseconds since 1970 or more, and so
never comes back after a restore. After the commit it is written into a small file that all
processes of the host have mapped; each also asks the row every half second (`Watch`), for the
other hosts and for a process killed between commit and signal.

What was made under another number than the present one must not be shown.
"""

import contextlib
import fcntl
import logging
import mmap
import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.module_loading import import_string

from lantoa.core.models import Generation

#: How often each process asks the row, in seconds.
POLL_SECONDS = 0.5
_BYTES = 8
_logger = logging.getLogger(__name__)


class Signal:
    """The host's copy of the number: eight bytes of one file, mapped by every process."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "generation"
        self._map, self._inode = self._mapped()
        self._numbers = memoryview(self._map).cast("Q")

    def number(self) -> int:
        """The number this host goes by. A memory read."""
        return self._numbers[0]

    def settle(self, seen: int, number: int) -> None:
        """Go by `number`, read from the row after `seen` was read here.

        Commits may signal out of order: a larger number is never replaced by a smaller one,
        unless the row itself went back (a restore) while nobody signalled.
        """
        with self._alone():
            if number > self._numbers[0] or self._numbers[0] == seen:
                self._numbers[0] = number

    def remap(self) -> None:
        """Follow the file when somebody removed it: all processes must look at the same one."""
        with contextlib.suppress(OSError):
            if self.path.exists() and self.path.stat().st_ino == self._inode:
                return
            before = self.number()
            self._map, self._inode = self._mapped()
            self._numbers = memoryview(self._map).cast("Q")
            self.settle(0, before)

    def _mapped(self) -> tuple[mmap.mmap, int]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if os.fstat(descriptor).st_size < _BYTES:
                    os.pwrite(descriptor, bytes(_BYTES), 0)  # real bytes: a full disk shows here
                # The map holds a copy of the descriptor, and with it would hold the lock.
                fcntl.flock(descriptor, fcntl.LOCK_UN)
                return mmap.mmap(descriptor, _BYTES), os.fstat(descriptor).st_ino
            finally:
                os.close(descriptor)
        except OSError as error:
            _logger.warning("no signal between processes, only by the database: %s", error)
            return mmap.mmap(-1, _BYTES), -1

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with self.path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError:
            yield


@lru_cache(maxsize=8)
def _signal(home: Path) -> Signal:
    return Signal(home / "pages")


def signal() -> Signal:
    """The signal of this home."""
    return _signal(Path(settings.LANTOA_HOME))


def follows(kind: str) -> bool:
    """Whether an event of this kind may change a public page (all but `wiring.QUIET`)."""
    quiet: tuple[str, ...] = import_string(settings.LANTOA_QUIET)
    return not kind.startswith(quiet)


def move() -> None:
    """A new number, in the transaction that changes what is public; signalled once it stands."""
    number = time.time_ns() // 1000
    if not Generation.objects.filter(pk=1, number__lt=number).update(number=number):
        row, _ = Generation.objects.select_for_update().get_or_create(pk=1)
        number = row.number = max(number, row.number + 1)
        row.save()
    transaction.on_commit(partial(_tell, number), robust=True)


def _tell(number: int) -> None:
    signal().settle(-1, number)


def read() -> int:
    """The number of the row. Raises DatabaseError."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


class Watch:
    """A thread of each web process that asks the row and corrects the host's copy."""

    def __init__(self, here: Signal, moved: Callable[[int], None]) -> None:
        self.here, self.moved = here, moved
        self._last = -1
        self._complained = 0.0

    def start(self) -> None:
        """Ask once at once, then for as long as the process lives; also in forked children."""
        self.look()
        connection.close()
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        threading.Thread(target=self._run, daemon=True, name="generation").start()

    def _run(self) -> None:
        while True:
            time.sleep(POLL_SECONDS)
            self.look()

    def look(self) -> None:
        """Read here, then the row; settle; say when the number is another than last time."""
        self.here.remap()
        seen = self.here.number()
        try:
            connection.close_if_unusable_or_obsolete()
            number = read()
        except DatabaseError as error:
            connection.close()
            if time.monotonic() - self._complained > 60:
                self._complained = time.monotonic()
                _logger.warning("cannot ask what is public, serving on: %s", error)
            return
        if number != seen:
            self.here.settle(seen, number)
        if number != self._last:
            self._last = number
            self.moved(self.here.number())
