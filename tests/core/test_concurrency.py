"""Several workers and several people at once: nothing runs twice, one of them wins."""

import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection, connections
from django_tasks_db.models import DBTaskResult

from lantoa.core import events
from lantoa.core.models import AuditEvent
from lantoa.core.queue.worker import Worker
from lantoa.core.workflow import Refused
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar
from lantoa.stories import actions as stories
from tests import world
from tests.core import tasks

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 6


@pytest.fixture(autouse=True)
def _real_database(tmp_path, transactional_db: None) -> Iterator[None]:
    """On SQLite a file with WAL, as installations have it: the one in memory locks otherwise."""
    if connection.vendor != "sqlite":
        yield
        return
    import sqlite3

    name = str(tmp_path / f"{uuid.uuid4().hex}.sqlite3")
    with sqlite3.connect(name) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
    file.close()
    memory, settings = connection.connection, connection.settings_dict
    connection.connection = None
    connection.settings_dict = {**settings, "NAME": name}
    connections.settings["default"] = connection.settings_dict
    yield
    connection.close()
    connection.connection, connection.settings_dict = memory, settings
    connections.settings["default"] = settings


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own, all from one moment on; what each gave or raised."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        try:
            gate.wait(20)
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_no_task_runs_twice_however_many_workers_ask() -> None:
    tasks.calls.clear()
    DBTaskResult.objects.all().delete()  # what loading the province left to do
    words = [f"việc {number}" for number in range(20)]
    for word in words:
        tasks.note.enqueue(word)

    def work(name: str) -> int:
        worker, done = Worker(name), 0
        while DBTaskResult.objects.ready().exists():
            try:
                done += worker.run_one()
            except OperationalError:  # busy: the worker's own loop tries again, too
                close_old_connections()
        return done

    ran = at_once(*[lambda name=f"w{n}": work(name) for n in range(CROWD)])
    assert sum(ran) == len(words)
    assert sorted(tasks.calls) == sorted(words)
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_two_recognise_at_once_and_one_wins(province, cast, at) -> None:
    from lantoa.nominations import actions as nominations
    from lantoa.nominations.models import Nomination

    opened = world.appraised(province, cast, at=at)

    def recognise() -> Any:
        return nominations.recognise(
            nomination=Nomination.objects.get(pk=opened.pk),
            decision_number="214/QĐ-UBND",
            by=cast.approver,
            at=at,
        )

    results = at_once(*[recognise] * CROWD)
    winners = [one for one in results if isinstance(one, Exemplar)]
    losers = [one for one in results if isinstance(one, Refused)]
    assert (len(winners), len(losers)) == (1, CROWD - 1), results
    assert Exemplar.objects.count() == 1
    assert AuditEvent.objects.filter(kind="nomination.recognise").count() == 1
    assert list(events.broken_links()) == []


def test_a_story_approved_at_once_comes_out_once(province, cast, run_tasks, at) -> None:
    from lantoa.stories.models import Story

    draft = world.story(province, cast, at=at)

    def approve() -> Any:
        return stories.approve(story=Story.objects.get(pk=draft.pk), by=cast.second_editor, at=at)

    results = at_once(*[approve] * CROWD)
    assert all(isinstance(one, Story | Refused) for one in results), results
    assert any(isinstance(one, Story) for one in results)
    run_tasks()
    assert Publication.objects.filter(story=draft, revision=1).count() == 1
    assert list(events.broken_links()) == []


def test_many_tell_at_once_and_the_chain_holds(province, cast, at) -> None:
    before = AuditEvent.objects.count()
    names = [f"Nguyễn Thị Thử {number}" for number in range(CROWD)]
    receipts = at_once(*[lambda n=name: world.lead(province, cast, name=n) for name in names])
    assert len({receipt.lead.number for receipt in receipts}) == CROWD
    assert AuditEvent.objects.count() >= before + CROWD
    assert list(events.broken_links()) == []


def test_a_withdrawal_and_a_publishing_at_once_and_the_withdrawal_wins(
    province, cast, run_tasks, at
) -> None:
    from lantoa.registry import actions as registry
    from lantoa.registry.models import Consent
    from lantoa.stories.models import Story

    draft = world.story(province, cast, at=at)
    consent = Consent.objects.get()

    def approve() -> Any:
        return stories.approve(story=Story.objects.get(pk=draft.pk), by=cast.second_editor, at=at)

    def withdraw() -> Any:
        return registry.withdraw_consent(
            consent=Consent.objects.get(pk=consent.pk), by=cast.officer, at=at
        )

    published, withdrawn, again = at_once(approve, withdraw, withdraw)
    assert isinstance(published, Story | Refused), published
    assert sorted(type(one).__name__ for one in (withdrawn, again)) == ["NoneType", "Refused"]
    assert not Publication.objects.public().exists()
    run_tasks()  # an approval that came too late is kept back, not tried for ever
    assert not Publication.objects.public().exists()
    assert set(Publication.objects.values_list("state", flat=True)) <= {"withdrawn"}
    assert list(events.broken_links()) == []


def test_two_erase_at_once_and_one_wins(province, cast, at) -> None:
    from lantoa.core.actors import SUBJECT
    from lantoa.nominations import actions as nominations
    from lantoa.nominations.models import RightsRequest

    made = world.consented(province, cast, at=at)
    request = nominations.ask(exemplar=made, kind="erase", identified="email", by=SUBJECT, at=at)
    nominations.accept_request(request=request, answer="Vâng", by=cast.officer, at=at)

    def erase() -> Any:
        return nominations.erase(
            request=RightsRequest.objects.get(pk=request.pk), by=cast.approver, at=at
        )

    results = at_once(*[erase] * 3)
    assert sum(isinstance(one, RightsRequest) for one in results) == 1, results
    assert AuditEvent.objects.filter(kind="registry.erased").count() == 1
    assert list(events.broken_links()) == []
