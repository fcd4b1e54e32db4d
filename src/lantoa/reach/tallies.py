"""Adding up lines of the log, without a database: shared by folding and by reading the tail."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from lantoa.reach import log
from lantoa.reach.counting import AHEAD_MS, DAY_MS
from lantoa.reach.log import PAGE, ROBOT, View

#: (day, publication, channel)
Place = tuple[date, str, str]
#: (day, publication or "" for the whole portal, kind of referrer)
Origin = tuple[date, str, str]
#: (day, visitor)
Person = tuple[date, str]
_DIGITS = 13  # of a moment in epoch milliseconds, from 2001 to 2286


@dataclass
class Tally:
    """What some lines of the log amount to.

    `people` maps who was seen on the portal, and `readers` who at which publication through
    which channel, to the newest moment in epoch milliseconds.
    """

    views: Counter[date] = field(default_factory=Counter)
    robots: Counter[date] = field(default_factory=Counter)
    counts: Counter[Place] = field(default_factory=Counter)
    origins: Counter[Origin] = field(default_factory=Counter)
    people: dict[Person, int] = field(default_factory=dict)
    readers: dict[tuple[Place, str], int] = field(default_factory=dict)

    def add(self, views: Iterable[View]) -> None:
        """Count views in, one by one."""
        for view in views:
            self._add(view, 1)

    def add_block(self, block: bytes) -> int:
        """Count whole lines in; gives how many lines they are.

        Lines that differ in nothing but the moment are counted together, which is what makes a
        million of them a matter of a second. They need all be of one day, and have moments of
        the usual length; else each is taken by itself.
        """
        lines = block.split(b"\n")[:-1]
        moments = [line[:_DIGITS] for line in lines]
        if not b"".join(moments).isdigit() or _day_of(min(moments)) != _day_of(max(moments)):
            self.add(view for line in lines if (view := log.parsed(line)))
            return len(lines)
        rests = [line[_DIGITS:] for line in lines]
        newest = dict(zip(rests, moments, strict=True))  # the last one wins
        for rest, times in Counter(rests).items():
            view = log.parsed(newest[rest] + rest)
            if view:
                self._add(view, times)
        return len(lines)

    def _add(self, view: View, times: int) -> None:
        """Count in `times` lines, the newest of which is `view`."""
        day = _day((view.at_ms + AHEAD_MS) // DAY_MS)
        if view.kind == ROBOT:
            self.robots[day] += times
            return
        if view.kind == PAGE:
            self.views[day] += times
            if view.source:
                self.origins[day, "", view.source] += times
        person = (day, view.visitor)
        if view.at_ms > self.people.get(person, -1):
            self.people[person] = view.at_ms
        if view.publication:
            place = (day, view.publication, view.channel)
            self.counts[place] += times
            if view.source and view.kind == PAGE:
                self.origins[day, view.publication, view.source] += times
            if view.at_ms > self.readers.get((place, view.visitor), -1):
                self.readers[place, view.visitor] = view.at_ms


def _day_of(moment: bytes) -> int:
    return (int(moment) + AHEAD_MS) // DAY_MS


@lru_cache(maxsize=64)
def _day(number: int) -> date:
    """The day so many days after 1/1/1970."""
    return date(1970, 1, 1) + timedelta(days=number)
