"""The end of the log that is not folded yet, read in this process: figures are never old.

Reading a page must not write to the database, so a reader of counts does not fold; it adds
the few lines since the last fold by itself. Each line is parsed once per process.
"""

import contextlib
import copy
import threading
from collections.abc import Mapping
from pathlib import Path

from lantoa.reach import log
from lantoa.reach.tallies import Tally


class Tail:
    """Lines of `folder` after the folded offsets, added up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._start: dict[str, int] = {}
        self._end: dict[str, int] = {}
        self._tally = Tally()

    def since(self, offsets: Mapping[str, int]) -> Tally:
        """What was appended after `offsets` (identity of a file → bytes folded)."""
        found = dict(log.files(self.folder))
        with self._lock:
            if self._start != offsets or self._end.keys() - found.keys():
                self._start, self._end, self._tally = dict(offsets), {}, Tally()
            for identity, path in found.items():
                with contextlib.suppress(FileNotFoundError):  # folded and removed meanwhile
                    self._read_on(identity, path)
            # A copy: another thread may add to the tally while this one is read.
            return Tally(*(copy.copy(part) for part in vars(self._tally).values()))

    def _read_on(self, identity: str, path: Path) -> None:
        offset = self._end.get(identity, self._start.get(identity, log.FIRST))
        while True:
            views, end = log.read(path, offset)
            self._tally.add(views)
            if end == offset:
                break
            offset = end
        self._end[identity] = offset
