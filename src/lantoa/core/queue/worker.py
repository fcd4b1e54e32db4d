"""The worker: claims tasks from the database queue, runs them, tries failed ones again.

django-tasks-db carries the queue (its rows are written in the transaction of the action). It
never takes back a task whose worker was killed, has no retry and no periodic jobs; those three
stand here. A task may therefore run twice: every task must be harmless when repeated.
"""

import logging
import os
import socket
import threading
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lantoa.core import clock
from lantoa.core.models import Heartbeat, TaskLease
from lantoa.core.queue import schedule

logger = logging.getLogger("lantoa.worker")

LEASE = timedelta(seconds=30)
BEAT = timedelta(seconds=5)
MOST_ATTEMPTS = 6
IDLE_SECONDS = 0.5


class Permanent(Exception):
    """A task failed for good: trying again cannot help."""


class Worker:
    """One worker process or thread. `name` is unique among those running."""

    def __init__(self, name: str = "") -> None:
        self.name = name or f"{socket.gethostname()[:30]}-{os.getpid()}"
        self.stopping = threading.Event()
        self.current: TaskLease | None = None

    def run(self) -> None:
        """Work until `stopping` is set; a running task is finished first."""
        schedule.prepare(clock.now())
        beat = threading.Thread(target=self._beat, daemon=True, name="heartbeat")
        beat.start()
        while not self.stopping.is_set():
            close_old_connections()
            try:
                at = clock.now()
                reap(at)
                schedule.enqueue_due(at)
                busy = self.run_one()
            except OperationalError:
                logger.warning("cơ sở dữ liệu đang bận, thử lại", exc_info=True)
                busy = False
            if not busy:
                self.stopping.wait(IDLE_SECONDS)
        Heartbeat.objects.filter(worker=self.name).delete()

    def run_one(self) -> bool:
        """Claim and run one ready task. False when none was ready."""
        result = self._claim(clock.now())
        if result is None:
            return False
        try:
            task = result.task
            # `task.call` runs the plain function; its own actions open their transactions.
            value = task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
        except Exception as error:
            self._failed(result, error, clock.now())
        else:
            with transaction.atomic():
                result.set_successful(value)
                TaskLease.objects.filter(result_id=result.pk).delete()
        self.current = None
        return True

    def _claim(self, at: datetime) -> DBTaskResult | None:
        if not DBTaskResult.objects.ready().exists():  # no write lock while there is nothing to do
            return None
        with transaction.atomic():
            result: DBTaskResult | None = DBTaskResult.objects.ready().get_locked()
            if result is None:
                return None
            result.claim(self.name)
            lease, _ = TaskLease.objects.get_or_create(result_id=result.pk)
            lease.worker, lease.expires_at = self.name, at + LEASE
            lease.attempts += 1
            lease.save()
        self.current = lease
        return result

    def _failed(self, result: DBTaskResult, error: Exception, at: datetime) -> None:
        lease = TaskLease.objects.get(result_id=result.pk)
        if isinstance(error, Permanent) or lease.attempts >= MOST_ATTEMPTS:
            logger.error("việc nền %s hỏng hẳn", result.task_path, exc_info=error)
            with transaction.atomic():
                result.set_failed(error)
                lease.delete()
            return
        logger.warning("việc nền %s hỏng, sẽ thử lại: %s", result.task_path, error)
        with transaction.atomic():
            give_back(result, at + backoff(lease.attempts))
            lease.expires_at = None
            lease.save(update_fields=["expires_at"])

    def _beat(self) -> None:
        """Renews the lease of the running task and shows that the worker lives."""
        started_at = clock.now()
        while not self.stopping.is_set():
            close_old_connections()
            at = clock.now()
            try:
                Heartbeat.objects.update_or_create(
                    worker=self.name, defaults={"started_at": started_at, "seen_at": at}
                )
                lease = self.current
                if lease is not None:
                    TaskLease.objects.filter(pk=lease.pk, expires_at__isnull=False).update(
                        expires_at=at + LEASE
                    )
                Heartbeat.objects.filter(seen_at__lt=at - timedelta(hours=1)).delete()
            except OperationalError:
                logger.warning("chưa ghi được nhịp sống", exc_info=True)
            self.stopping.wait(BEAT.total_seconds())


def backoff(attempts: int) -> timedelta:
    """2 s, 8 s, 32 s, 128 s, … at most an hour."""
    return timedelta(seconds=min(3600, 2 * 4 ** (attempts - 1)))


def give_back(result: DBTaskResult, run_after: datetime) -> None:
    """Put a claimed task back into the queue, to run from `run_after` on."""
    result.status = TaskResultStatus.READY
    result.run_after = run_after
    result.started_at = None
    result.save(update_fields=["status", "run_after", "started_at"])


def reap(at: datetime) -> int:
    """Give back the tasks whose worker went silent (killed, or cut off). How many."""
    lapsed = TaskLease.objects.filter(expires_at__lt=at)
    count = 0
    for lease in lapsed[:100]:
        with transaction.atomic():
            mine = TaskLease.objects.select_for_update().filter(pk=lease.pk, expires_at__lt=at)
            result = DBTaskResult.objects.filter(
                pk=lease.result_id, status=TaskResultStatus.RUNNING
            ).first()
            if not mine.exists():
                continue
            if result is None:
                mine.delete()
                continue
            give_back(result, at)
            mine.update(expires_at=None)
            count += 1
            logger.warning("lấy lại việc %s của %s", result.task_path, lease.worker)
    return count


def run_pending(limit: int = 10_000) -> int:
    """Run ready tasks one by one until none is ready (tests, demo). Errors are raised."""
    count = 0
    while count < limit:
        result = DBTaskResult.objects.ready().first()
        if result is None:
            return count
        result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
        result.set_successful(None)
        count += 1
    raise RuntimeError("tasks keep making tasks")
