"""Periodic tasks: a row each, claimed by moving its next time on."""

from datetime import datetime

from croniter import croniter
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from lantoa.core.models import Schedule


def prepare(at: datetime) -> None:
    """Bring the schedule's rows in line with `config/wiring.py`; next times are kept."""
    wanted: dict[str, tuple[str, str]] = import_string(settings.LANTOA_SCHEDULE)
    Schedule.objects.exclude(name__in=wanted).delete()
    for name, (task_path, cron) in wanted.items():
        row, is_new = Schedule.objects.get_or_create(
            name=name,
            defaults={"task_path": task_path, "cron": cron, "next_at": following(cron, at)},
        )
        if not is_new and (row.task_path, row.cron) != (task_path, cron):
            row.task_path, row.cron, row.next_at = task_path, cron, following(cron, at)
            row.save()


def enqueue_due(at: datetime) -> int:
    """Enqueue each task whose time has come, once, however many workers ask. How many.

    Times missed while nothing ran are not made up for: one run follows.
    """
    count = 0
    for row in Schedule.objects.filter(next_at__lte=at):
        with transaction.atomic():
            claimed = Schedule.objects.filter(pk=row.pk, next_at=row.next_at).update(
                next_at=following(row.cron, at)
            )
            if claimed:
                import_string(row.task_path).enqueue()
                count += 1
    return count


def following(cron: str, at: datetime) -> datetime:
    """The first time after `at` that fits the expression, in the platform's time zone."""
    found: datetime = croniter(cron, timezone.localtime(at)).get_next(datetime)
    return found
