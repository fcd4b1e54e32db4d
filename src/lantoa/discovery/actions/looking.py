"""Giving rows their verdicts: cell by cell, then beside each other and beside the books."""

from collections.abc import Sequence
from typing import Any

from lantoa.discovery import queries
from lantoa.discovery.lists import Judged, Known, judge
from lantoa.discovery.lists.judging import as_facts, placed
from lantoa.discovery.models import ListRow, ListUpload
from lantoa.discovery.states import RowVerdict
from lantoa.nominations.models import Lead
from lantoa.nominations.rules import matching_name


def look_at(upload: ListUpload, rows: Sequence[ListRow], known: Known) -> None:
    """Set verdict, faults, notes, facts, key and lead of unsaved `rows`, in three queries."""
    layouts = queries.layouts(upload)
    judged = {
        row.position: judge(row.cells, layouts[row.sheet], upload.purpose, known) for row in rows
    }
    for row in rows:
        row.key = judged[row.position].digest(upload.unit.key)
    first = _first_rows(upload, rows)
    keys = {row.key for row in rows if row.key}
    leads = Lead.objects.filter(idempotency_key__in=keys)
    there = dict(leads.values_list("idempotency_key", "pk"))
    namesakes = _namesakes(upload, judged.values())
    for row in rows:
        verdict, layout = judged[row.position], layouts[row.sheet]
        earlier = first.get(row.key)
        if earlier is not None and earlier[0] < row.position:
            verdict.repeats(earlier[1])
        row.lead_id = None if verdict.faults else there.get(row.key)
        if not verdict.faults and row.lead_id is None:
            verdict.notes += namesakes.get(_name_and_place(verdict), [])
        row.faults = [placed(each, layout, row.number) for each in verdict.faults]
        row.notes, row.facts = verdict.notes, as_facts(verdict)
        row.facts["place"] = verdict.place.pk if verdict.place is not None else None
        row.verdict = _verdict(row)


def _verdict(row: ListRow) -> RowVerdict:
    if row.faults:
        return RowVerdict.BAD
    return RowVerdict.KNOWN if row.lead_id is not None else RowVerdict.GOOD


def _first_rows(upload: ListUpload, rows: Sequence[ListRow]) -> dict[str, tuple[int, str]]:
    """Key → position and place of the first row of the list that bears it."""
    own = {row.position for row in rows}
    keys = {row.key for row in rows if row.key}
    found: dict[str, tuple[int, str]] = {}
    others = upload.rows.filter(key__in=keys).exclude(position__in=own)
    for row in sorted([*others, *rows], key=lambda each: each.position):
        if row.key and row.key not in found:
            found[row.key] = (row.position, f"dòng {row.number} của trang “{row.sheet}”")
    return found


def _name_and_place(judged: Judged) -> tuple[str, int]:
    return matching_name(judged.facts.get("who", "")), judged.place.pk if judged.place else 0


def _namesakes(upload: ListUpload, judged: Any) -> dict[tuple[str, int], list[str]]:
    """Folded name and place → a remark on the earlier lead of the unit that tells of them."""
    names = {_name_and_place(each)[0] for each in judged}
    leads = Lead.objects.filter(unit=upload.unit, folded_who__in=names - {""})
    return {
        (folded, place): [f"Trùng tên, cùng xã với tin báo {number}: xem có phải một người."]
        for folded, place, number in leads.order_by("-pk").values_list(
            "folded_who", "place_id", "number"
        )
    }
