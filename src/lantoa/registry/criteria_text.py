"""Criteria as lines of text: how officers write and read them."""

import re
from collections.abc import Iterable

from lantoa.registry.actions.criteria import CriterionDraft
from lantoa.registry.models import Criterion
from lantoa.registry.states import CriterionKind

#: At the end of a line: this criterion wants a number.
MARK = "(số)"
_MARKED = re.compile(r"\s*\(số\)\s*$", re.I)


def parsed(must: Iterable[str], should: Iterable[str]) -> list[CriterionDraft]:
    """The criteria of two lists of lines, those that must be met first."""
    return [
        CriterionDraft(_MARKED.sub("", line), kind, bool(_MARKED.search(line)))
        for kind, lines in ((CriterionKind.MUST, must), (CriterionKind.SHOULD, should))
        for line in lines
    ]


def lines(criteria: Iterable[Criterion], kind: str) -> list[str]:
    """The lines of one kind, as they may be typed again."""
    return [
        f"{row.text} {MARK}" if row.asks_number else row.text
        for row in criteria
        if row.kind == kind
    ]
