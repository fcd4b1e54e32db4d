"""Run in a process of its own: the figures the kill test asks for, as JSON."""

import json

import django

django.setup()

from django.db.models import Count  # noqa: E402  # needs Django set up
from django_tasks_db.models import DBTaskResult  # noqa: E402

from lantoa.nominations.models import Lead  # noqa: E402
from lantoa.publishing.models import ChannelTarget, Delivery, Publication  # noqa: E402

doubled = (
    Delivery.objects.filter(state="delivered")
    .values("publication", "target")
    .annotate(n=Count("pk"))
    .filter(n__gt=1)
)
print(
    json.dumps(
        {
            "leads": Lead.objects.count(),
            "publications": Publication.objects.count(),
            "targets": ChannelTarget.objects.count(),
            "delivered": Delivery.objects.filter(state="delivered").count(),
            "unfinished": Delivery.objects.filter(state__in=["queued", "sending"]).count(),
            "failed": Delivery.objects.filter(state="failed").count(),
            "doubled": doubled.count(),
            "tasks_left": DBTaskResult.objects.filter(status__in=["READY", "RUNNING"])
            .exclude(task_path__startswith="lantoa.reach")
            .count(),
            "tasks_failed": DBTaskResult.objects.filter(status="FAILED").count(),
        }
    )
)
