"""Two people at once: one of them wins, the other is told, and nothing is counted twice."""

from datetime import timedelta
from typing import Any

import pytest

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.nominations.models import (
    Ballot,
    Complaint,
    Opinion,
    Panel,
    PanelCase,
    PublicComment,
)
from lantoa.registry import actions as registry
from lantoa.registry.models import CriteriaSet, Exemplar, Hold, Revocation
from tests import world
from tests.core.test_concurrency import _real_database, at_once
from tests.nominations import test_comments, test_panels
from tests.registry import test_criteria

pytestmark = pytest.mark.django_db(transaction=True)
FIXTURES = (_real_database,)  # every test here stands on a real database
CROWD = 4


def one_wins(work: Any, kind: str) -> None:
    """Of a crowd that does `work` at once, one does it; the rest are refused; one event."""
    results = at_once(*[work] * CROWD)
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == CROWD - 1, results
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert AuditEvent.objects.filter(kind=kind).count() == 1
    assert list(events.broken_links()) == []


def test_hold(province, cast, at) -> None:
    made = world.exemplar(province, cast)

    def hold() -> Any:
        exemplar = Exemplar.objects.get(pk=made.pk)
        return registry.hold(exemplar=exemplar, reason="Có đơn", by=cast.leader, at=at)

    one_wins(hold, "registry.hold_placed")
    held = Hold.objects.get()
    one_wins(
        lambda: registry.lift(
            hold=Hold.objects.get(pk=held.pk), conclusion="Không sai", by=cast.leader, at=at
        ),
        "registry.hold_lifted",
    )


def test_revoke(province, cast, at) -> None:
    made = world.exemplar(province, cast)

    def revoke() -> Any:
        exemplar = Exemplar.objects.get(pk=made.pk)
        return registry.revoke(
            exemplar=exemplar, legal_ground="QĐ 9", public_note="Đính chính", by=cast.approver,
            at=at,
        )  # fmt: skip

    one_wins(revoke, "registry.revoked")
    assert Revocation.objects.count() == 1


def test_appraise(province, cast, at) -> None:
    file = world.verified(province, cast)

    def appraise() -> Any:
        return actions.appraise(
            nomination=type(file).objects.get(pk=file.pk), opinion="Đủ", recommends=True,
            standing="exemplar", by=cast.officer, at=at,
        )  # fmt: skip

    one_wins(appraise, "nomination.appraise")
    assert file.appraisals.count() == 1


def test_enact(province, cast, at) -> None:
    draft = registry.draft_criteria(
        unit=province.root, sector=None, title="Chung", criteria=test_criteria.LINES,
        by=cast.province_officer, at=at,
    )  # fmt: skip

    def enact() -> Any:
        return registry.enact_criteria(
            criteria_set=CriteriaSet.objects.get(pk=draft.pk), valid_from=at.date(),
            by=cast.approver, at=at,
        )  # fmt: skip

    one_wins(enact, "criteria.enact")


def test_the_same_ballot(province, cast, at) -> None:
    panel = test_panels.seated(province, cast, at, world.verified(province, cast))
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    case, chair = panel.cases.get(), panel.members.get(role="chair")

    def vote() -> Any:
        here = PanelCase.objects.get(pk=case.pk)
        return actions.cast_ballot(case=here, member=chair, choice="yes", by=cast.leader, at=at)

    one_wins(vote, "panel.ballot_cast")
    case.refresh_from_db()
    assert (Ballot.objects.count(), case.yes_count) == (1, 1)


def test_all_ballots_at_once_are_all_counted(province, cast, at) -> None:
    panel = test_panels.seated(province, cast, at, world.verified(province, cast))
    actions.begin_voting(panel=panel, by=cast.province_officer, at=at)
    case = panel.cases.get()

    def vote(member: Any) -> Any:
        return actions.cast_ballot(
            case=PanelCase.objects.get(pk=case.pk), member=member, choice="yes",
            proof_note="Tủ 1", by=cast.province_officer, at=at,
        )  # fmt: skip

    members = list(panel.members.all())
    at_once(*[lambda member=member: vote(member) for member in members])
    case.refresh_from_db()
    assert case.yes_count == len(members) == Ballot.objects.count()

    def conclude() -> Any:
        here = Panel.objects.get(pk=panel.pk)
        return actions.conclude_panel(panel=here, by=cast.province_officer, at=at)

    one_wins(conclude, "panel.conclude")


def test_close_and_open_a_comment(province, cast, at) -> None:
    comment = test_comments.planned(province, cast, at)

    def here() -> PublicComment:
        return PublicComment.objects.get(pk=comment.pk)

    one_wins(lambda: actions.open_comment(comment=here(), by=cast.officer, at=at), "comment.open")
    after = at + timedelta(days=20)
    one_wins(lambda: actions.close_comment(comment=here(), by=SYSTEM, at=after), "comment.close")


def test_one_notice_a_file(province, cast, at) -> None:
    file = world.verified(province, cast)
    one_wins(
        lambda: test_comments.planned(province, cast, at, file=type(file).objects.get(pk=file.pk)),
        "comment.planned",
    )


def test_send_pressed_twice_and_answered_twice(province, cast, at) -> None:
    comment = test_comments.running(province, cast, at)

    def give() -> Any:
        here = PublicComment.objects.get(pk=comment.pk)
        return test_comments.opinion(here, at, idempotency_key="k")

    codes = {receipt.code for receipt in at_once(*[give] * CROWD)}
    assert len(codes) == 1
    given = Opinion.objects.get()

    def answer() -> Any:
        here = Opinion.objects.get(pk=given.pk)
        return actions.answer_opinion(opinion=here, answer="Cảm ơn.", by=cast.officer, at=at)

    one_wins(answer, "opinion.answer")


def test_a_late_complaint_is_told_upward_once(province, cast, at) -> None:
    actions.complain(
        subject="", title="", unit=province.unit, reason="fact", text="Bài ghi sai năm bắt đầu.",
        by=PUBLIC, at=at,
    )  # fmt: skip
    late = at + timedelta(days=20)
    told = at_once(*[lambda: actions.escalate_complaints(by=SYSTEM, at=late)] * CROWD)
    assert sum(told) == 1
    assert Complaint.objects.get().escalated_at == late


def test_who_told_presses_erase_twice_and_it_is_erased_once(province, cast, at) -> None:
    receipt = world.lead(province, cast)

    def erase() -> Any:
        return actions.erase_own_contact(code=receipt.code, by=PUBLIC, at=at)

    results = at_once(*[erase] * CROWD)
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    assert AuditEvent.objects.filter(kind="lead.contact_erased").count() == 1
    assert list(events.broken_links()) == []


def test_pictures_are_taken_back_once_by_two_officers(province, cast, at) -> None:
    made = world.consented(province, cast)

    def withdraw() -> Any:
        return registry.withdraw_images(exemplar=made, by=cast.officer, at=at)

    results = at_once(*[withdraw] * CROWD)
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    standing = made.consents.filter(withdrawn_at__isnull=True)
    assert list(standing.values_list("covers_name", "covers_image")) == [(True, False)]
    assert list(events.broken_links()) == []
