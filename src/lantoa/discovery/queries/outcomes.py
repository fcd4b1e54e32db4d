"""What became of a list, as it is told outside: by `lantoa import`, on paper, to a program."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import DatabaseError, connection

from lantoa.discovery.lists import Known, Reading, judge
from lantoa.discovery.lists.judging import placed
from lantoa.discovery.models import ListUpload
from lantoa.discovery.queries.list_known import known_from_the_start, known_to
from lantoa.discovery.queries.uploads import progress, rows_to_mend
from lantoa.nominations.models import Lead
from lantoa.places.models import OrgUnit


@dataclass
class Outcome:
    """Rows of a list by what became of them. `bad` are faults, of which a row may have several."""

    read: int = 0
    bad_rows: int = 0
    already_in: int = 0
    imported: int = 0
    bad: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def good(self) -> int:
        """Rows in which nothing is wrong."""
        return self.read - self.bad_rows


def outcome_of(upload: ListUpload) -> Outcome:
    """What became of a list that was sent."""
    rows = progress(upload)
    outcome = Outcome(
        upload.row_count, rows.of("bad"), rows.of("known"), rows.of("imported"),
        [_sheet_fault(each) for each in upload.problems], list(upload.notes),
    )  # fmt: skip
    for row in rows_to_mend(upload):
        outcome.bad += [_told(fault, row.sheet, row.number) for fault in row.faults]
    return outcome


def trial(reading: Reading, purpose: str, unit_key: str, known: Known, *, asks: bool) -> Outcome:
    """What would become of a list that was read; nothing is written.

    `asks` is whether the database may be asked which rows are in it already.
    """
    outcome = Outcome(len(reading.rows), notes=list(reading.notes))
    outcome.bad = [_sheet_fault(vars(each)) for each in reading.problems]
    seen: dict[str, str] = {}
    good: set[str] = set()
    for row in reading.rows:
        layout = reading.layouts[row.sheet]
        judged = judge(row.cells, layout, purpose, known)
        key = judged.digest(unit_key)
        if key in seen:
            judged.repeats(seen[key])
        elif key:
            seen[key] = f"dòng {row.number} của trang “{row.sheet}”"
        faults = [placed(each, layout, row.number) for each in judged.faults]
        outcome.bad += [_told(fault, row.sheet, row.number) for fault in faults]
        outcome.bad_rows += bool(faults)
        if not faults and key:
            good.add(key)
    if asks:
        outcome.already_in = _there(good)
    return outcome


def known_for(unit: OrgUnit | None, on: date) -> Known:
    """What rows are held against: the database's, or without a unit what all start with."""
    return known_to(unit, on) if unit is not None else known_from_the_start(on)


def is_prepared() -> bool:
    """Whether the database is there, with its tables and its province."""
    try:
        tables = connection.introspection.table_names()
        needed = {OrgUnit._meta.db_table, ListUpload._meta.db_table}
        return needed <= set(tables) and OrgUnit.objects.exists()
    except DatabaseError:
        return False


def _there(digests: set[str]) -> int:
    listed, count = sorted(digests), 0
    for first in range(0, len(listed), 500):
        part = listed[first : first + 500]
        count += Lead.objects.filter(idempotency_key__in=part).count()
    return count


def _told(fault: dict[str, Any], sheet: str, row: int) -> dict[str, Any]:
    names = ("cell", "address", "kind", "reason")
    return {"sheet": sheet, "row": row, **{name: fault[name] for name in names}}


def _sheet_fault(problem: dict[str, Any]) -> dict[str, Any]:
    cell = problem["cell"]
    row = int("".join(sign for sign in cell if sign.isdigit()) or 1)
    return {
        "sheet": problem["sheet"], "row": row, "cell": cell,
        "address": f"{problem['sheet']}!{cell}", "kind": "headings", "reason": problem["reason"],
    }  # fmt: skip
