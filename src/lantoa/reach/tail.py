"""The end of the log that is not folded yet, read in this process: figures are never old.

Reading a page must not write to the database, so a reader of counts does not fold; it adds
what came since the last fold by itself. Each line is read once per process, until the next fold.
"""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from lantoa.reach import ledger, log
from lantoa.reach.ledger import Share
from lantoa.reach.models import FoldState
from lantoa.reach.tallies import Person, Tally

#: Gives those of some people whom the database has seen, with the newest moment (epoch ms).
Lookup = Callable[[list[Person]], Mapping[Person, int]]


class Tail:
    """Lines of `folder` after what the database has folded, added up.

    `tally` is what they amount to; `new` the visits among them: people of a day whom no folded
    line has seen; `owed` what the ledger has and the database has not (`ledger.py`).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self._start: dict[str, int] = {}
        self._reset({})

    def _reset(self, start: Mapping[str, int]) -> None:
        self._start, self._end = dict(start), dict[str, int]()
        self.tally = Tally()
        self.new: Counter[date] = Counter()
        #: Who was looked up → when folded lines saw them last (epoch ms; -1: never).
        self._folded: dict[Person, int] = {}

    @contextmanager
    def since(self, state: FoldState) -> "Iterator[Tail]":
        """The tail after `state`, held still for the length of the `with`."""
        with self.lock:
            found = dict(log.files(self.folder))
            if self._start != state.offsets or self._end.keys() - found.keys():
                self._reset(state.offsets)
            entries, _ = ledger.read(self.folder, state.ledger.get(ledger.name(self.folder), 0))
            self.owed: list[Share] = [ledger.owed(entry, state.shares) for entry in entries]
            removed = {entry.identity for entry in entries}
            for identity, path in found.items():
                if identity not in removed:
                    with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                        self._read_on(identity, path)
            yield self

    def _read_on(self, identity: str, path: Path) -> None:
        offset = self._end.get(identity, self._start.get(identity, log.FIRST))
        while block := log.block(path, offset):
            self.tally.add_block(block)
            offset += len(block)
        self._end[identity] = offset

    def look_up(self, lookup: Lookup) -> bool:
        """Ask once about everybody met since the last time; False when there was nobody."""
        # Both keep the order of coming, so that who is not known yet stands at the end.
        unknown = list(islice(self.tally.people, len(self._folded), None))
        if not unknown:
            return False
        found = lookup(unknown)
        for person in unknown:
            self._folded[person] = found.get(person, -1)
            self.new[person[0]] += person not in found
        return True

    def online(self, after: datetime, until: datetime) -> int:
        """People with a view in this time whom folded lines do not have in it."""
        first, last = after.timestamp() * 1000, until.timestamp() * 1000
        recent = [one for one, at_ms in self.tally.people.items() if first < at_ms <= last]
        return sum(not first < self._folded[person] <= last for person in recent)

    def owes(self, place: int) -> Counter[date]:
        """What is owed per day: views (0), visits (1) or robots' views (2)."""
        found: Counter[date] = Counter()
        for share in self.owed:
            for day, gave in share.items():
                found[date.fromisoformat(day)] += gave[place]
        return found
