"""Counting a vote: plain numbers in, a result with its sentence out."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Vote:
    """What was cast on one file. `members` are all of the panel, `conflicted` of them stay out."""

    members: int
    conflicted: int
    yes: int
    no: int
    blank: int


@dataclass(frozen=True)
class Outcome:
    """Whether a vote passed, of how many, and the sentence for the minutes."""

    has_passed: bool
    counted: int
    share: Decimal
    sentence: str


def outcome(vote: Vote, *, percent: Decimal, counts_conflicted: bool) -> Outcome:
    """The result: yes votes against all members, present, absent or silent (not only against
    the ballots cast). Members in conflict leave that number unless `counts_conflicted`.

    As many against as for never passes, whatever the percentage.
    """
    counted = vote.members - (0 if counts_conflicted else vote.conflicted)
    share = Decimal(vote.yes * 100) / counted if counted else Decimal(0)
    enough = counted > 0 and vote.yes * 100 >= percent * counted
    passed = enough and vote.yes > vote.no
    tie = ", hai bên bằng phiếu" if vote.yes == vote.no and vote.yes else ""
    apart = f", {vote.conflicted} người tránh bỏ phiếu" if vote.conflicted else ""
    sentence = (
        f"{vote.yes} phiếu đồng ý trên {counted} thành viên được tính ({written(share)}%), "
        f"{vote.no} không đồng ý, {vote.blank} phiếu trắng{apart}{tie}; cần từ "
        f"{written(percent)}%: {'đạt' if passed else 'không đạt'}."
    )
    return Outcome(passed, counted, share, sentence)


def written(percent: Decimal) -> str:
    """83,33 or 80: at most two decimals, with a comma."""
    text = f"{percent:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
