"""'Việc của tôi': what waits, late work first."""

from collections import Counter
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.core.models import Heartbeat
from lantoa.desk import worklist
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.desk.worklist import Task

#: A worker beats every few seconds; silent for longer means that nothing is sent any more.
WORKER_SILENT_AFTER = timedelta(minutes=2)
#: Filter in the address → heading of the list.
FILTERS = {
    "": "Theo hạn",
    "qua-han": "Việc quá hạn",
    "hom-nay": "Việc hôm nay",
    "7-ngay": "Việc trong 7 ngày tới",
    "cho": "Đang chờ người khác",
}
_WHEN = {"qua-han": "late", "hom-nay": "today", "7-ngay": "week"}


@desk_page()
def work(request: DeskRequest) -> HttpResponse:
    """Counts that filter, the list by day, and whether background work runs."""
    today, wanted = clock.today(), request.GET.get("han", "")
    wanted = wanted if wanted in FILTERS else ""
    every = worklist.tasks(request.user, today)
    mine = [task for task in every if not task.waits_for]
    counts = Counter(task.when(today) for task in mine)
    shown = _shown(every, wanted, today)
    newest = Heartbeat.objects.order_by("-seen_at").first()
    return render(
        request,
        "desk/work.html",
        {
            "counts": {
                "qua_han": counts["late"],
                "hom_nay": counts["today"],
                "bay_ngay": counts["week"],
                "cho": len(every) - len(mine),
            },
            "wanted": wanted,
            "heading": FILTERS[wanted],
            "rows": [(task, task.tag(today), task.when(today)) for task in shown],
            "total": len(mine),
            "next": next((task for task in mine if task.when(today) == "week"), None),
            "beat": newest,
            "works": newest is not None and clock.now() - newest.seen_at < WORKER_SILENT_AFTER,
            "has_role": bool(request.user.current_memberships()),
        },
    )


def _shown(every: list[Task], wanted: str, today: date) -> list[Task]:
    if wanted == "cho":
        return [task for task in every if task.waits_for]
    mine = [task for task in every if not task.waits_for]
    if wanted:
        return [task for task in mine if task.when(today) == _WHEN[wanted]]
    return mine
