"""What is asked of a table of figures, and what comes back."""

from dataclasses import dataclass, field
from typing import Literal

Better = Literal["higher", "lower"]


class Unfit(Exception):
    """The table cannot be judged; the message is a Vietnamese sentence that says what and where."""


@dataclass(frozen=True)
class Question:
    """Which columns say what, and how careful to be. `level` is the share of false finds allowed.

    Units whose count is below `min_count`, or whose exposure is below `min_exposure`, are
    protected: they are neither judged nor shown.
    """

    unit: str
    value: str
    is_count: bool = False
    exposure: str = ""
    period: str = ""
    context: tuple[str, ...] = ()
    better: Better = "higher"
    level: float = 0.05
    min_count: int = 5
    min_exposure: float = 0.0


@dataclass(frozen=True)
class Row:
    """One line of the table as read; `line` is its number in the file."""

    line: int
    unit: str
    period: str
    value: float
    exposure: float
    context: tuple[float | str, ...]


@dataclass(frozen=True)
class Finding:
    """One unit against what its context leads one to expect.

    `low` and `high` hold 95 % of what chance does to a unit of this context. `p` is the chance
    of so good a figure or a better one; `p_adjusted` the same after Benjamini and Hochberg.
    `better_in` of `periods` periods lay on the good side of the expectation. `ratio` is value
    over expectation for counts, `size` the expectation there and the predicted value elsewhere:
    together the place of the unit in the plot.
    """

    unit: str
    value: float
    expected: float
    low: float
    high: float
    p: float
    p_adjusted: float
    is_flagged: bool
    why: str
    periods: int = 1
    better_in: int = 0
    peers: tuple[str, ...] = ()
    peer_median: float | None = None
    exposure: float | None = None


@dataclass(frozen=True)
class Protected:
    """A unit with numbers too small to judge or to show."""

    unit: str
    why: str


@dataclass(frozen=True)
class Limit:
    """The two funnels at one size: 95 % and 99.8 % of chance (ratio for counts)."""

    size: float
    low: float
    high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True)
class Report:
    """All that was found; findings in Vietnamese alphabetical order, never ranked."""

    method: str
    rows: int
    level: float
    is_count: bool
    better: Better
    findings: tuple[Finding, ...]
    protected: tuple[Protected, ...] = ()
    notes: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = field(default=(), repr=False)

    @property
    def flagged(self) -> list[Finding]:
        """The units worth a visit."""
        return [finding for finding in self.findings if finding.is_flagged]
