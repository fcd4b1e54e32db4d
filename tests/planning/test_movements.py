"""Emulation movements: launched by a document, in force for a period."""

from datetime import timedelta

import pytest

from lantoa.core.workflow import Refused
from lantoa.planning import actions, queries
from tests.conftest import AT
from tests.world import movement


def test_the_current_movement_is_the_one_in_force(province, cast):
    assert queries.current_movement(AT.date()) is None
    made = movement(province, cast, days=30)
    assert queries.current_movement(AT.date()) == made
    assert queries.current_movement(AT.date() + timedelta(days=30)) == made
    assert queries.current_movement(AT.date() + timedelta(days=31)) is None
    assert queries.current_movement(AT.date() - timedelta(days=1)) is None


def test_of_two_the_one_launched_last_is_current(province, cast):
    made = movement(province, cast)
    facts = {"title": "Mới hơn", "document": made.document, "unit": province.root}
    newer = actions.launch_movement(
        slug="moi-hon", **facts, period_start=AT.date() + timedelta(days=1),
        period_end=AT.date() + timedelta(days=9), by=cast.province_officer, at=AT,
    )  # fmt: skip
    assert queries.current_movement(AT.date() + timedelta(days=2)) == newer


def test_only_who_manages_plans_launches_one(province, cast):
    made = movement(province, cast)
    with pytest.raises(Refused) as refusal:
        actions.launch_movement(
            slug=made.slug, title="Khác", document=made.document, unit=province.root,
            period_start=AT.date(), period_end=AT.date() - timedelta(days=1),
            by=cast.editor, at=AT,
        )  # fmt: skip
    assert len(refusal.value.reasons) == 3
