"""A lifecycle table checks itself; a refusal gives every reason at once."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import models

from lantoa.core.workflow import Transition, Workflow, WorkflowError

AT = datetime(2026, 6, 8, tzinfo=UTC)


class Step(models.TextChoices):
    OPEN = "open", "Mở"
    SHUT = "shut", "Khép"


def never(record: object, by: object, at: datetime) -> str | None:
    return "Còn thiếu giấy."


def table(*transitions: Transition) -> Workflow:
    return Workflow("door", Step, Step.OPEN, transitions)


CLOSE = Transition("close", ("open",), "shut", "door.close", "Khép", (never,))


def test_verb_listed_twice_is_found_on_import() -> None:
    with pytest.raises(WorkflowError, match="twice"):
        table(CLOSE, CLOSE)


def test_unknown_state_is_found_on_import() -> None:
    with pytest.raises(WorkflowError, match="unknown"):
        table(Transition("close", ("ajar",), "shut", "door.close", "Khép"))


def test_unreachable_state_is_found_on_import() -> None:
    with pytest.raises(WorkflowError, match="unreachable"):
        table(Transition("stay", ("open",), "open", "door.close", "Để nguyên"))


def test_all_reasons_come_at_once() -> None:
    door = SimpleNamespace(state="shut", unit=None)
    nobody = SimpleNamespace(may=lambda permission, unit: False)
    reasons = table(CLOSE).reasons_against("close", door, by=nobody, at=AT)
    assert reasons == [
        "Không thể “Khép” khi hồ sơ đang ở bước “Khép”.",
        "Anh, chị không có quyền “Khép” ở đơn vị này.",
        "Còn thiếu giấy.",
    ]


def test_open_to_offers_what_state_and_right_allow() -> None:
    door = SimpleNamespace(state="open", unit=None)
    porter = SimpleNamespace(may=lambda permission, unit: permission == "door.close")
    assert [t.verb for t in table(CLOSE).open_to(door, by=porter, at=AT)] == ["close"]


def test_diagram_names_states_and_verbs() -> None:
    assert "open --> shut: Khép" in table(CLOSE).as_mermaid()
    assert "open: Mở" in table(CLOSE).as_mermaid()
