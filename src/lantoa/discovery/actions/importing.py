"""Entering the good rows of a list as leads, by the same door as everything that is told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core.actors import SYSTEM, Actor
from lantoa.core.workflow import Refused, lock
from lantoa.discovery import queries
from lantoa.discovery.lists import Layout, address, judge
from lantoa.discovery.lists.judging import Known
from lantoa.discovery.models import ListRow, ListUpload
from lantoa.discovery.states import LIST, ListState, RowVerdict
from lantoa.nominations import actions as nominations
from lantoa.nominations.states import LeadChannel

#: Cells that hold how to reach somebody: once the lead has them, the row gives them up.
_PRIVATE = ("contact_name", "phone", "email")


@transaction.atomic
def begin(*, upload: ListUpload, by: Actor, at: datetime) -> None:
    """Start entering the good rows; they become leads that `by` entered.

    Raises Refused: no right in the unit, not checked yet, or no row is good.
    """
    reasons = LIST.reasons_against("begin", upload, by=by, at=at)
    if not upload.rows.filter(verdict=RowVerdict.GOOD).exists():
        reasons.append("Không còn dòng nào để nhập.")
    if reasons:
        raise Refused(reasons)
    LIST.perform("begin", upload, by=by, at=at, imported_by_id=by.pk, problem="")


@transaction.atomic
def import_portion(*, upload: ListUpload, by: Actor, at: datetime, size: int) -> bool:
    """Enter the next good rows for `by`, who began. Whether there are more.

    A row is entered whole or not at all, with its event, in the transaction of its portion.
    Harmless when repeated. Who lost the right meanwhile enters no more: the list goes back.
    """
    lock(upload)
    if upload.state != ListState.IMPORTING:
        return False
    if not by.may("lead.enter", upload.unit):
        told = f"{by.full_name} không còn quyền nhập ở {upload.unit}. Người khác nhập tiếp được."
        LIST.perform("stop", upload, by=SYSTEM, at=at, problem=told)
        return False
    rows = list(upload.rows.filter(verdict=RowVerdict.GOOD).order_by("position")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if rows:
        _enter(upload, rows, by, at)
    if not more:
        LIST.perform("finish", upload, by=SYSTEM, at=at)
        ListUpload.objects.filter(pk=upload.pk).update(touched_at=at)
    return more


def _enter(upload: ListUpload, rows: list[ListRow], by: Actor, at: datetime) -> None:
    layouts = queries.layouts(upload)
    known = queries.known_to(upload.unit, timezone.localdate(at))
    tips = [_tip(upload, row, layouts[row.sheet], known) for row in rows]
    taken = nominations.submit_all(
        tips=tips, unit=upload.unit, channel=LeadChannel.LIST, by=by, at=at
    )
    for row, each in zip(rows, taken, strict=True):
        layout = layouts[row.sheet]
        row.lead = each.lead
        if each.lead is None:
            cell = address(layout.index("who"), row.number)
            told = f"{layout.sheet}!{cell}"
            row.verdict = RowVerdict.BAD
            row.faults = [
                {"cell": cell, "column": layout.index("who"), "address": told, "kind": "refused",
                 "reason": f"Ô {told}: {reason}"}
                for reason in each.reasons
            ]  # fmt: skip
            continue
        row.verdict = RowVerdict.IMPORTED if each.is_new else RowVerdict.KNOWN
        if not each.is_new:
            continue
        places = [layout.fields[name] for name in _PRIVATE if name in layout.fields]
        row.cells = ["" if place in places else cell for place, cell in enumerate(row.cells)]
    ListRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"],
        update_fields=["verdict", "faults", "cells", "lead"],
    )  # fmt: skip


def _tip(upload: ListUpload, row: ListRow, layout: Layout, known: Known) -> nominations.Tip:
    """What the row tells. Read anew from the cells: contact details are kept nowhere else."""
    judged = judge(row.cells, layout, upload.purpose, known)
    facts = judged.facts
    return nominations.Tip(
        idempotency_key=judged.key(upload.unit.key),
        who=facts["who"],
        kind=facts["kind"],
        place_id=judged.place.pk if judged.place is not None else row.facts["place"],
        what=facts["what"],
        when_text=facts["when_text"],
        why=facts["why"],
        witnesses=facts["witnesses"],
        contact=nominations.ContactDetails(
            name=facts["contact_name"], phone=facts["phone"], email=facts["email"]
        ),
        links=(facts["link"],) if facts["link"] else (),
    )
