"""Gatherings: who invites, what an invitation says, what happens to it."""

from datetime import timedelta

import pytest

from lantoa.core import events
from lantoa.core.workflow import Refused
from lantoa.publishing import actions, queries
from tests.conftest import AT
from tests.world import gathering


def test_an_invitation_is_public_at_once_and_written_down(province, cast):
    made = gathering(province, cast)
    assert made.slug == "2026-06-12-ngoi-lai-voi-xom-muoi"
    assert queries.gatherings_soon(AT.date(), 3) == [made]
    assert [event.kind for event in events.history(made)] == ["gathering.arranged"]


def test_all_that_is_missing_is_said_at_once(province, cast):
    with pytest.raises(Refused) as refusal:
        gathering(
            province, cast, title=" ", abstract="", audience="", venue="",
            ends_at=AT, by=cast.stranger,
        )  # fmt: skip
    assert len(refusal.value.reasons) == 6


def test_two_of_one_day_and_name_get_two_addresses(province, cast):
    first, second = gathering(province, cast), gathering(province, cast)
    assert second.slug == f"{first.slug}-2"


def test_a_change_keeps_the_address_and_tells_calendars(province, cast):
    made = gathering(province, cast)
    changed = actions.change_gathering(gathering=made, venue="Đình Phú Thọ", by=cast.officer, at=AT)
    assert (changed.slug, changed.revision, changed.venue) == (made.slug, 1, "Đình Phú Thọ")
    assert events.history(made).last().changes == {"venue": [made.venue, "Đình Phú Thọ"]}


def test_nobody_changes_what_another_unit_arranged(province, cast):
    made = gathering(province, cast)
    with pytest.raises(Refused):
        actions.change_gathering(gathering=made, venue="Ở chỗ tôi", by=cast.neighbour, at=AT)


def test_cancelled_says_why_and_is_not_soon(province, cast):
    made = gathering(province, cast)
    with pytest.raises(Refused):
        actions.cancel_gathering(gathering=made, note="", by=cast.officer, at=AT)
    actions.cancel_gathering(gathering=made, note="Bão gần bờ.", by=cast.officer, at=AT)
    assert (made.state, made.note, made.revision) == ("cancelled", "Bão gần bờ.", 1)
    assert queries.gatherings_soon(AT.date(), 3) == []
    actions.restore_gathering(gathering=made, by=cast.officer, at=AT)
    assert (made.state, made.note) == ("planned", "")


def test_nothing_was_held_before_it_began(province, cast):
    made = gathering(province, cast)
    with pytest.raises(Refused, match="Chưa tới giờ"):
        actions.conclude_gathering(gathering=made, note="Vui.", by=cast.officer, at=AT)
    after = made.ends_at + timedelta(hours=1)
    actions.conclude_gathering(gathering=made, note="31 người tới.", by=cast.officer, at=after)
    assert made.state == "held"


def test_soon_holds_today_and_later_in_order(province, cast):
    later = gathering(province, cast, days=9)
    today = gathering(province, cast, days=0)
    gathering(province, cast, days=-1)
    assert queries.gatherings_soon(AT.date(), 5) == [today, later]
    assert queries.gatherings_soon(AT.date(), 1) == [today]
