"""Adding up lines of the log, without a database: shared by folding and by reading the tail."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from lantoa.reach.log import PAGE, ROBOT, View

#: Vietnam keeps UTC+7 all the year.
_AHEAD_MS, _DAY_MS = 7 * 3_600_000, 86_400_000
#: (day, publication, channel)
Place = tuple[date, str, str]


@dataclass
class Tally:
    """What some lines of the log amount to.

    `seen` maps (day, publication, channel, visitor) to the newest moment in epoch
    milliseconds; an empty publication and channel stand for the whole portal.
    """

    views: Counter[date] = field(default_factory=Counter)
    robots: Counter[date] = field(default_factory=Counter)
    counts: Counter[Place] = field(default_factory=Counter)
    seen: dict[tuple[date, str, str, str], int] = field(default_factory=dict)

    def add(self, views: Iterable[View]) -> None:
        """Count lines in."""
        for view in views:
            day = _day((view.at_ms + _AHEAD_MS) // _DAY_MS)
            if view.kind == ROBOT:
                self.robots[day] += 1
                continue
            if view.kind == PAGE:
                self.views[day] += 1
            self._see((day, "", "", view.visitor), view.at_ms)
            if view.publication:
                self.counts[day, view.publication, view.channel] += 1
                self._see((day, view.publication, view.channel, view.visitor), view.at_ms)

    def _see(self, key: tuple[date, str, str, str], at_ms: int) -> None:
        self.seen[key] = max(at_ms, self.seen.get(key, 0))

    def visitors(self, day: date) -> set[str]:
        """Hashes seen anywhere on the portal on `day`."""
        return {v for (on, slug, channel, v) in self.seen if on == day and not slug and not channel}


@lru_cache(maxsize=64)
def _day(number: int) -> date:
    """The day so many days after 1/1/1970."""
    return date(1970, 1, 1) + timedelta(days=number)
