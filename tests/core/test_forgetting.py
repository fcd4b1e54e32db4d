"""What a person has the right to have erased leaves the log, and the chain still holds."""

from unittest.mock import patch

import pytest
from django.db import connection

from lantoa.core import events, forgetting
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditChain, AuditEvent
from lantoa.registry.models import Sector

NAME = "Lò Thị Cần Quên"


@pytest.fixture
def sector(province, at):
    sector = Sector.objects.create(slug="quen", name="Quên", sort_key="quen")
    events.record(
        "registry.sector_added", sector, by=SYSTEM, at=at,
        changes={"full_name": NAME, "state": ["a", "b"], "count": 3, "place": province.place},
    )  # fmt: skip
    return sector


@pytest.fixture
def old_sector(province, at):
    """An event as they were written before values had seals of their own."""

    def seal(self):
        self.hash = self.computed_hash()

    sector = Sector.objects.create(slug="cu", name="Cũ", sort_key="cu")
    with patch.object(AuditEvent, "seal", seal):
        events.record(
            "registry.sector_added", sector, by=SYSTEM, at=at,
            changes={"full_name": NAME, "state": "a"},
        )  # fmt: skip
    return sector


def forget(sector, at, keep=("state",)):
    return forgetting.forget([sector], keep=keep, by=SYSTEM, at=at)


def sealed_event(sector):
    return events.history(sector).get(kind="registry.sector_added")


def test_a_value_goes_and_the_chain_holds(sector, at) -> None:
    assert list(events.broken_links()) == []
    assert forget(sector, at) == 1
    event = sealed_event(sector)
    assert event.changes == {"state": ["a", "b"]}
    assert event.forgotten() == ["count", "full_name", "place"]
    assert all(event.seals[name][0] is None for name in event.forgotten()), "salts go too"
    assert list(events.broken_links()) == []
    assert forget(sector, at) == 0, "twice is harmless"
    told = events.history(sector).last()
    assert told.kind == events.FORGOTTEN
    assert NAME not in str(told.changes)
    events.record("registry.sector_added", sector, by=SYSTEM, at=at, changes={"full_name": "X"})
    assert forget(sector, at, keep=()) == 2, "later values, and those kept at first"
    assert list(events.broken_links()) == []


def test_an_event_of_the_old_kind_forgets_too(old_sector, at) -> None:
    assert sealed_event(old_sector).version == 1
    assert list(events.broken_links()) == []
    forget(old_sector, at)
    assert sealed_event(old_sector).changes == {"state": "a"}
    assert list(events.broken_links()) == []
    forget(old_sector, at, keep=())
    assert sealed_event(old_sector).changes == {}
    assert list(events.broken_links()) == []


TAMPERED = [
    {"changes": {"state": ["a", "c"]}},  # what is left was changed
    {"changes": {}},  # more was taken away than is told
    {"changes": {"state": ["a", "b"], "full_name": "Người Khác"}},  # put back as another
    {"changes": {"state": ["a", "b"], "new": 1}},
    {"seals": {}},
    {"actor_name": "Người khác"},
    {"kind": "registry.revoked"},
    {"version": 1},
]


@pytest.mark.parametrize("change", TAMPERED, ids=str)
def test_tampering_is_found_before_and_after(sector, at, change) -> None:
    number = sealed_event(sector).sequence
    forget(sector, at)
    AuditEvent.objects.filter(sequence=number).update(**change)
    assert list(events.broken_links()) == [f"Sự kiện {number} đã bị sửa."]


@pytest.mark.parametrize("change", [{"changes": {"state": "b"}}, {"changes": {}}, {"version": 2},
                                    {"actor_name": "Người khác"}], ids=str)  # fmt: skip
def test_tampering_with_an_old_one_is_found(old_sector, at, change) -> None:
    forget(old_sector, at)
    event = sealed_event(old_sector)
    AuditEvent.objects.filter(pk=event.pk).update(**change)
    assert list(events.broken_links()) == [f"Sự kiện {event.sequence} đã bị sửa."]


def test_taking_a_value_away_by_hand_is_found(sector, at) -> None:
    event = sealed_event(sector)
    AuditEvent.objects.filter(pk=event.pk).update(changes={})
    assert list(events.broken_links()) == [f"Sự kiện {event.sequence} đã bị sửa."]


def test_hiding_the_forgetting_is_found(sector, at) -> None:
    forget(sector, at)
    last = AuditEvent.objects.last()
    AuditEvent.objects.filter(pk=last.pk).update(changes={"events": []})
    assert len(list(events.broken_links())) == 2


def test_what_was_tampered_with_is_not_tidied_away(sector, at) -> None:
    AuditEvent.objects.filter(pk=sealed_event(sector).pk).update(actor_name="Kẻ Gian")
    with pytest.raises(ValueError, match="does not hold"):
        forget(sector, at)
    assert sealed_event(sector).changes["full_name"] == NAME


def test_nothing_of_the_name_is_left_in_the_table(sector, at) -> None:
    forget(sector, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_auditevent")
        assert NAME not in str(cursor.fetchall())
    assert AuditChain.objects.get().last_sequence == AuditEvent.objects.last().sequence
