"""The audit chain: appended with the action, checked by `lantoa audit verify`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from lantoa.core import events
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AppendOnlyViolation, AuditEvent


def audit() -> str:
    out = StringIO()
    call_command("audit", "verify", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_actions_leave_a_whole_chain(cast) -> None:
    assert AuditEvent.objects.count() > 65
    assert "toàn vẹn" in audit()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditevent SET actor_name = 'Người khác' WHERE sequence = 20",
        "UPDATE core_auditevent SET changes = '{}' WHERE sequence = 20",
        "DELETE FROM core_auditevent WHERE sequence = 20",
        "DELETE FROM core_auditevent WHERE sequence = (SELECT MAX(sequence) FROM core_auditevent)",
    ],
)
def test_tampering_is_found(province, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(CommandError, match="không toàn vẹn"):
        audit()


def test_events_cannot_be_changed_or_deleted(province) -> None:
    event = AuditEvent.objects.first()
    event.actor_name = "Người khác"
    with pytest.raises(AppendOnlyViolation):
        event.save()
    with pytest.raises(AppendOnlyViolation):
        event.delete()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(at) -> None:
    from lantoa.registry.models import Sector

    sector = Sector(slug="thu", name="Thử", sort_key="")
    with pytest.raises(RuntimeError):
        events.record("registry.sector_added", sector, by=SYSTEM, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_broken_action_leaves_neither_event_nor_task(at, settings) -> None:
    from django_tasks_db.models import DBTaskResult

    from lantoa.registry.models import Sector

    settings.LANTOA_WIRING = "tests.core.test_events.FOLLOWS"
    before = (AuditEvent.objects.count(), DBTaskResult.objects.count())
    sector = Sector.objects.create(slug="thu", name="Thử", sort_key="")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.record("registry.sector_added", sector, by=SYSTEM, at=at)
        assert DBTaskResult.objects.count() == before[1] + 1
        raise ZeroDivisionError
    assert (AuditEvent.objects.count(), DBTaskResult.objects.count()) == before


FOLLOWS = {"registry.sector_added": ("lantoa.publishing.tasks.publish_story",)}
