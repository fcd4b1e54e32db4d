"""Signs of life for supervisors and load balancers."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.models import Heartbeat

WORKER_SILENT_AFTER = timedelta(seconds=60)


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 while the process answers; says when a worker was last seen."""
    try:
        newest = Heartbeat.objects.order_by("-seen_at").first()
    except DatabaseError:
        return JsonResponse({"status": "no-database"}, status=503)
    seen_at = newest.seen_at if newest else None
    works = seen_at is not None and clock.now() - seen_at < WORKER_SILENT_AFTER
    return JsonResponse(
        {"status": "ok", "worker": "ok" if works else "silent", "worker_seen_at": seen_at}
    )


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM core_auditchain")
    except DatabaseError:
        return JsonResponse({"status": "not-ready"}, status=503)
    return JsonResponse({"status": "ready"})
