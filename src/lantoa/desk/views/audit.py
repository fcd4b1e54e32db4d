"""The audit: who did what, when."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.core.models import AuditEvent
from lantoa.core.tables import table
from lantoa.desk import happenings, lists
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.vietnamese import DateError, parse_date


@desk_page("audit.read")
def audit(request: DeskRequest) -> HttpResponse:
    """Events of the units one answers for, newest first; filters by kind, person and day."""
    rows = happenings.visible_to(request.user)
    kind, who, day = (request.GET.get(name, "").strip() for name in ("loai", "ai", "ngay"))
    if kind in dict(happenings.GROUPS):
        rows = rows.filter(kind__startswith=f"{kind}.")
    if who:
        rows = rows.filter(actor_name__icontains=who)
    on = _day(day)
    if on:
        rows = rows.filter(at__date=on)
    if lists.wants_table(request):
        header = ["STT", "Lúc", "Ai", "Việc", "Bản ghi", "Mã băm"]
        return table("nhat-ky", header, (_cells(event) for event in rows[:5000]))
    page = lists.page_of(request, rows)
    shown = [
        (
            event,
            happenings.said(event.kind),
            happenings.about(event),
            happenings.changed(event.changes),
        )
        for event in page
    ]
    return render(
        request,
        "desk/audit.html",
        {
            "page": page,
            "shown": shown,
            "groups": happenings.GROUPS,
            "kind": kind,
            "who": who,
            "day": day,
            "today": clock.today(),
        },
    )


def _cells(event: AuditEvent) -> tuple[object, ...]:
    return (
        event.sequence,
        event.at.isoformat(),
        event.actor_name,
        happenings.said(event.kind),
        happenings.about(event),
        event.hash,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text, year=clock.today().year).start
    except DateError:
        return None
