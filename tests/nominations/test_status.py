"""What somebody with the code may know."""

import dataclasses

import pytest

from lantoa.nominations import actions, queries
from lantoa.nominations.queries import PublicStatus
from tests import world


def status(lead) -> PublicStatus:
    lead.refresh_from_db()
    return queries.public_status(lead)


def current(shown: PublicStatus) -> str:
    return next((step.label for step in shown.steps if step.is_current), "")


def test_on_arrival(province, cast) -> None:
    shown = status(world.lead(province, cast).lead)
    assert shown.state == "received"
    assert shown.sentence == ("Đã nhận lời kể của bạn. Cán bộ báo lại trước Thứ Tư, 17/6/2026.")
    assert current(shown) == "Cán bộ xem"


def test_all_the_way(province, cast, at) -> None:
    stages = [
        (world.nomination, "verifying", "Hỏi lại người biết việc"),
        (world.verified, "deciding", "Có kết quả"),
        (world.appraised, "deciding", "Có kết quả"),
    ]
    for step, state, label in stages:
        shown = status(step(province, cast, name=f"Người {state}").lead)
        assert (shown.state, current(shown)) == (state, label)
    made = world.exemplar(province, cast)
    shown = status(made.nomination.lead)
    assert shown.state == "recognised"
    assert all(step.is_done for step in shown.steps)


def test_answers_are_given_word_for_word(province, cast, at) -> None:
    closed = world.nomination(province, cast, name="Khép")
    actions.decline(nomination=closed, reason="Chưa ai xác nhận.", by=cast.officer, at=at)
    assert status(closed.lead).answer == "Chưa ai xác nhận."
    lead = world.lead(province, cast, name="Khép sớm").lead
    actions.decline_lead(lead=lead, answer="Cảm ơn bạn.", by=cast.officer, at=at)
    assert (status(lead).state, status(lead).answer) == ("declined", "Cảm ơn bạn.")
    lead = world.lead(province, cast, name="Gộp").lead
    made = world.exemplar(province, cast)
    actions.join(lead=lead, exemplar=made, answer="Đã thêm.", by=cast.officer, at=at)
    assert (status(lead).state, status(lead).answer) == ("joined", "Đã thêm.")


@pytest.mark.parametrize("step", [world.lead, world.nomination, world.appraised])
def test_nothing_else_of_the_lead_is_in_it(province, cast, step) -> None:
    made = step(province, cast)
    lead = made.lead
    text = str(dataclasses.asdict(status(lead)))
    for secret in (
        "Sương",
        "0905",
        "Kín Đáo",
        "bảng",
        "muối",
        cast.verifier.full_name,
        lead.number,
    ):
        assert secret not in text
