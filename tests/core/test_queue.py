"""A task survives its worker: lease, reaper, retry, schedule."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from lantoa.core import clock
from lantoa.core.models import Heartbeat, Schedule, TaskLease
from lantoa.core.queue import schedule
from lantoa.core.queue.worker import MOST_ATTEMPTS, Worker, backoff, reap
from tests.core import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _fresh(transactional_db: None) -> None:
    tasks.calls.clear()
    DBTaskResult.objects.all().delete()  # what loading the province left to do


def test_a_task_runs_once_and_its_lease_ends() -> None:
    tasks.note.enqueue("một")
    worker = Worker("a")
    assert worker.run_one()
    assert not worker.run_one()
    assert tasks.calls == ["một"]
    assert not TaskLease.objects.exists()


def test_a_killed_workers_task_is_given_back() -> None:
    tasks.note.enqueue("một")
    killed = Worker("a")
    assert killed._claim(clock.now()) is not None  # and then: kill -9
    assert not Worker("b").run_one()
    assert reap(clock.now()) == 0  # the lease still holds
    assert reap(clock.now() + timedelta(minutes=1)) == 1
    DBTaskResult.objects.update(run_after=clock.now())
    assert Worker("b").run_one()
    assert tasks.calls == ["một"]


def test_a_failing_task_is_tried_again_later_then_given_up() -> None:
    result = tasks.break_down.enqueue("hỏng")
    worker = Worker("a")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        DBTaskResult.objects.filter(status="READY").update(run_after=clock.now())
        assert worker.run_one()
        row = DBTaskResult.objects.get(pk=result.id)
        if attempt < MOST_ATTEMPTS:
            assert row.status == "READY"
            assert row.run_after > clock.now()
    assert row.status == "FAILED"
    assert "hỏng" in row.traceback
    assert len(tasks.calls) == MOST_ATTEMPTS


def test_backoff_grows_to_an_hour() -> None:
    assert [backoff(n).total_seconds() for n in (1, 2, 3, 9)] == [2, 8, 32, 3600]


def test_a_periodic_task_is_enqueued_once_however_many_ask(settings) -> None:
    settings.LANTOA_SCHEDULE = "tests.core.test_queue.SCHEDULE"
    at = clock.now()
    schedule.prepare(at)
    due = Schedule.objects.get().next_at
    assert due > at
    assert schedule.enqueue_due(due) == 1
    assert schedule.enqueue_due(due) == 0
    assert DBTaskResult.objects.count() == 1
    later = due + timedelta(hours=5)
    assert schedule.enqueue_due(later) == 1  # five missed, one made up for


def test_a_task_taken_out_of_the_wiring_leaves_the_schedule(settings) -> None:
    settings.LANTOA_SCHEDULE = "tests.core.test_queue.SCHEDULE"
    schedule.prepare(clock.now())
    settings.LANTOA_SCHEDULE = "tests.core.test_queue.NOTHING"
    schedule.prepare(clock.now())
    assert not Schedule.objects.exists()


def test_health_says_when_no_worker_lives(client) -> None:
    assert client.get("/healthz").json()["worker"] == "silent"
    now = clock.now()
    Heartbeat.objects.create(worker="a", started_at=now, seen_at=now)
    assert client.get("/healthz").json()["worker"] == "ok"
    assert client.get("/readyz").json() == {"status": "ready"}


SCHEDULE = {"tick": ("tests.core.tasks.tick", "0 * * * *")}
NOTHING: dict[str, tuple[str, str]] = {}
