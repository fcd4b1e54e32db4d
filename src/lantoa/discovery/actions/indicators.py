"""Tables of indicators: taking one in, asking it, keeping the answer, making a lead of it."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.discovery import outliers
from lantoa.discovery.models import IndicatorFinding, IndicatorTable
from lantoa.discovery.queries.indicators import columns_in
from lantoa.discovery.states import INDICATORS
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Lead
from lantoa.nominations.states import LeadChannel
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import nfc

#: A table at the desk has at most so many cells: a province's units over some years.
MAX_CELLS = 200_000


@transaction.atomic
def enter_indicators(
    *, name: str, columns: outliers.Columns, unit: OrgUnit, by: Actor, at: datetime
) -> IndicatorTable:
    """Keep a table that was read. Raises Refused: no right in `unit`, no name, too large."""
    reasons = []
    name = nfc(name).replace("\0", "").strip()
    if not by.may("indicators.manage", unit):
        reasons.append(f"Anh, chị không có quyền nạp bảng số liệu cho {unit}.")
    if not name or len(name) > 200:
        reasons.append("Đặt tên bảng, không quá 200 chữ cái.")
    if len(columns.lines) * len(columns.names) > MAX_CELLS:
        reasons.append("Bảng có hơn 200.000 ô. Chỉ giữ những cột và những năm cần xem.")
    if reasons:
        raise Refused(reasons)
    table = IndicatorTable.objects.create(
        name=name, unit=unit, sheet=asdict(columns), uploaded_by_id=by.pk, uploaded_at=at
    )
    changes = {"name": name, "lines": len(columns.lines)}
    events.record("indicators.entered", table, by=by, at=at, changes=changes, unit=unit)
    return table


@transaction.atomic
def ask(*, table: IndicatorTable, question: outliers.Question, by: Actor, at: datetime) -> None:
    """Put a question to a table; the answer comes from a task. Raises Refused.

    A question that cannot be put (a column missing, a cell that is no number) is refused at once
    with its sentence, so nobody waits for it.
    """
    try:
        outliers.rows_of(columns_in(table), question)
    except outliers.Unfit as problem:
        raise Refused([str(problem)]) from None
    asked = asdict(question)
    INDICATORS.perform("ask", table, by=by, at=at, question=asked, problem="")


@transaction.atomic
def keep_report(
    *,
    table: IndicatorTable,
    asked: dict[str, Any],
    report: outliers.Report,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the answer to the question `asked`; nothing when another was put meanwhile."""
    lock(table)
    if table.state != "asked" or table.question != asked:
        return
    leads = dict(table.findings.exclude(lead=None).values_list("name", "lead"))
    table.findings.all().delete()
    IndicatorFinding.objects.bulk_create(
        IndicatorFinding(
            table=table, position=position, name=finding.unit, is_flagged=finding.is_flagged,
            facts=asdict(finding), lead_id=leads.get(finding.unit),
        )
        for position, finding in enumerate(report.findings)
    )  # fmt: skip
    kept = asdict(report)
    del kept["findings"]
    table.report, table.judged_at = kept, at
    table.save(update_fields=["report", "judged_at"])
    INDICATORS.perform("judge", table, by=by, at=at)


@transaction.atomic
def keep_problem(
    *, table: IndicatorTable, asked: dict[str, Any], problem: str, by: Actor, at: datetime
) -> None:
    """Say why a question has no answer; nothing when another was put meanwhile."""
    lock(table)
    if table.state == "asked" and table.question == asked:
        INDICATORS.perform("fail", table, by=by, at=at, problem=problem)


@transaction.atomic
def tell(
    *, finding: IndicatorFinding, place: AdminUnit, what: str, by: Actor, at: datetime
) -> Lead:
    """Make a lead of a unit that is worth a visit, for the committee of `place`.

    The same unit of the same table told again is the same lead. Raises Refused.
    """
    lock(finding)
    if not by.may("indicators.manage", finding.table.unit):
        raise Refused(["Anh, chị không có quyền lập tin báo từ bảng số liệu này."])
    if not finding.is_flagged:
        raise Refused([f"Số liệu chưa cho thấy {finding.name} khác hẳn dự kiến."])
    if finding.lead is not None:
        return finding.lead
    key = hashlib.sha256(f"{finding.table_id}\x1f{finding.name}".encode()).hexdigest()
    lead = nominations.submit(
        who=finding.name, kind=ExemplarKind.COLLECTIVE, place=place, what=what,
        channel=LeadChannel.DATA, idempotency_key=f"indicator:{key}", by=by, at=at,
    ).lead  # fmt: skip
    finding.lead = lead
    finding.save(update_fields=["lead"])
    changes = {"lead": lead, "table": finding.table.name}
    events.record("indicators.told", finding, by=by, at=at, changes=changes, unit=lead.unit)
    return lead
