"""Texts of the province that are much like one another."""

from collections import Counter
from dataclasses import dataclass

from lantoa.nominations.models import Lead, TextPrint

#: Part of a text's fingerprint that another text must share to be called a copy.
SHARE = 0.5
#: Most copies named for one text.
MOST = 3
_ROWS = 5000


@dataclass(frozen=True)
class Copy:
    """A lead whose text is much like the one asked for, or like its file's summary."""

    lead_id: int
    is_summary: bool
    share: float


def same_text(lead: Lead) -> list[Copy]:
    """Other leads (and files opened from them) that say what this one says, the nearest first."""
    own: dict[bool, set[int]] = {False: set(), True: set()}
    for is_summary, value in TextPrint.objects.filter(lead=lead).values_list("is_summary", "value"):
        own[is_summary].add(value)
    found: dict[int, Copy] = {}
    others = TextPrint.objects.exclude(lead=lead).filter(value__in=own[False] | own[True])
    rows = list(others.values_list("lead_id", "is_summary", "value")[:_ROWS])
    for is_summary, values in own.items():
        shared = Counter((other, part) for other, part, value in rows if value in values)
        for (other, _), count in shared.items():
            copy = Copy(other, is_summary, count / len(values))
            if copy.share >= SHARE and (other not in found or found[other].share < copy.share):
                found[other] = copy
    return sorted(found.values(), key=lambda copy: (-copy.share, copy.lead_id))[:MOST]
