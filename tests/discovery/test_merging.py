"""Merging two records of one person, by a person only, with a trace and a way back."""

from typing import Any

import pytest

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import DuplicatePair
from lantoa.nominations import actions as nominations
from lantoa.nominations import queries as leads
from lantoa.registry import actions as registry
from lantoa.registry.models import Merger
from tests import world
from tests.discovery.pairs import ANSWER, everything, pair_of, two_exemplars

pytestmark = pytest.mark.django_db


def why_not(act: Any, **given: Any) -> str:
    """The reasons of a refusal, in one line."""
    with pytest.raises(Refused) as refusal:
        act(**given)
    return " ".join(refusal.value.reasons)


def test_two_exemplars_become_one_and_come_apart_again(province, cast, at, run_tasks) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    run_tasks()
    before = everything()
    actions.merge(pair=pair, keep="left", by=cast.officer, at=at)
    run_tasks()
    assert (pair.state, gone.merger().kept) == ("merged", kept)
    assert everything() != before
    actions.undo(pair=pair, by=cast.officer, at=at)
    run_tasks()
    assert everything() == before
    assert gone.merger() is None
    assert list(events.broken_links()) == []


def test_both_histories_tell_of_the_merger(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    actions.merge(pair=pair, keep="left", by=cast.officer, at=at)
    actions.undo(pair=pair, by=cast.officer, at=at)
    for record in (kept, gone):
        told = events.history(record).values_list("kind", "actor_name", "changes__gone")
        assert list(told)[-2:] == [
            ("registry.merged", "Trần Minh Châu", gone.code),
            ("registry.split", "Trần Minh Châu", gone.code),
        ]
    merger = Merger.objects.get()
    assert (merger.merged_by, merger.undone_by) == (cast.officer, cast.officer)


def test_who_may_not_decide(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    strangers = [cast.verifier, cast.approver, cast.leader, cast.editor, cast.neighbour]
    for by in strangers:
        given = {"pair": pair, "by": by, "at": at}
        assert "không có quyền" in why_not(actions.merge, keep="left", **given)
        assert "không có quyền" in why_not(actions.judge_different, **given)
    actions.merge(pair=pair, keep="left", by=cast.officer, at=at)
    for by in strangers:
        assert "không có quyền" in why_not(actions.undo, pair=pair, by=by, at=at)
        with pytest.raises(Refused):
            registry.split(merger=Merger.objects.get(), by=by, at=at)


def test_no_machine_merges_or_parts(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    for nobody in (SYSTEM, PUBLIC):
        assert "một cán bộ" in why_not(actions.merge, pair=pair, keep="left", by=nobody, at=at)
        assert "một cán bộ" in why_not(registry.merge, kept=kept, gone=gone, by=nobody, at=at)
    merger = registry.merge(kept=kept, gone=gone, by=cast.officer, at=at)
    for nobody in (SYSTEM, PUBLIC):
        assert "một cán bộ" in why_not(registry.split, merger=merger, by=nobody, at=at)


def test_a_pair_across_two_units_is_for_who_answers_for_both(province, cast, at) -> None:
    mine = world.exemplar(province, cast)
    lead = world.lead(province, cast, place=province.neighbour_place).lead
    pair = pair_of(mine, lead)
    assert pair.unit == province.root
    for officer in (cast.officer, cast.neighbour):
        assert not DuplicatePair.objects.visible_to(officer).exists()
        given = {"pair": pair, "keep": "left", "answer": ANSWER, "by": officer, "at": at}
        assert "không có quyền" in why_not(actions.merge, **given)
    assert DuplicatePair.objects.visible_to(cast.province_officer).get() == pair
    actions.merge(pair=pair, keep="left", answer=ANSWER, by=cast.province_officer, at=at)
    lead.refresh_from_db()
    assert lead.joined_to == mine


def test_held_and_revoked_records_are_not_merged(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    placed = registry.hold(exemplar=gone, reason="Có đơn", by=cast.officer, at=at)
    given = {"pair": pair, "keep": "left", "by": cast.officer, "at": at}
    assert f"{gone.code} đang tạm dừng" in why_not(actions.merge, **given)
    registry.lift(hold=placed, conclusion="Không có gì", by=cast.officer, at=at)
    registry.revoke(
        exemplar=kept, legal_ground="QĐ 9", public_note="Đã sai.", by=cast.approver, at=at
    )
    assert f"{kept.code} đã thu hồi" in why_not(actions.merge, **given)
    assert not Merger.objects.exists()


def test_a_merged_record_goes_no_further_and_takes_nothing_in(province, cast, at) -> None:
    first, second = two_exemplars(province, cast)
    third = world.exemplar(province, cast)
    pair_of(first, second)
    by = {"by": cast.officer, "at": at}
    registry.merge(kept=second, gone=third, **by)
    said = why_not(registry.merge, kept=first, gone=third, **by)
    assert f"{third.code} đã được gộp vào {second.code}" in said
    assert f"{second.code} đang giữ {third.code}" in why_not(
        registry.merge, kept=first, gone=second, **by
    )
    registry.merge(kept=second, gone=first, **by)
    assert [merger.gone for merger in second.mergers.order_by("pk")] == [third, first]


def test_a_person_and_a_collective_are_not_one(province, cast, at) -> None:
    kept = world.exemplar(province, cast)
    gone = world.exemplar(province, cast, kind="collective")
    said = why_not(registry.merge, kept=kept, gone=gone, by=cast.officer, at=at)
    assert "không phải một người" in said


def test_what_was_stopped_since_does_not_come_out_by_undoing(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    given = {"pair": pair, "by": cast.officer, "at": at}
    actions.merge(keep="left", **given)
    placed = registry.hold(exemplar=kept, reason="Có đơn", by=cast.officer, at=at)
    assert "đang tạm dừng" in why_not(actions.undo, **given)
    registry.lift(hold=placed, conclusion="Không có gì", by=cast.officer, at=at)
    registry.revoke(
        exemplar=kept, legal_ground="QĐ 9", public_note="Đã sai.", by=cast.approver, at=at
    )
    assert "không tách ra được nữa" in why_not(actions.undo, **given)
    assert gone.is_revoked()


def test_a_merged_record_is_held_and_revoked_at_the_kept_one(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    registry.merge(kept=kept, gone=gone, by=cast.officer, at=at)
    said = why_not(registry.hold, exemplar=gone, reason="Có đơn", by=cast.officer, at=at)
    assert f"đã gộp vào {kept.code}" in said
    placed = registry.hold(exemplar=kept, reason="Có đơn", by=cast.officer, at=at)
    assert gone.current_hold() == placed


def test_two_leads_become_one_and_who_told_is_answered(province, cast, at) -> None:
    first, second = world.lead(province, cast), world.lead(province, cast)
    nominations.screen(lead=second.lead, by=cast.officer, at=at)
    pair = pair_of(first.lead, second.lead)
    before = everything()
    given = {"pair": pair, "by": cast.officer, "at": at}
    assert "câu trả lời" in why_not(actions.merge, keep="left", **given)
    actions.merge(keep="left", answer=ANSWER, **given)
    found = leads.find_by_code(second.code)
    told = leads.public_status(found)
    assert (told.state, told.answer) == ("joined", ANSWER)
    assert first.lead in leads.open_leads(cast.officer)
    assert second.lead not in leads.open_leads(cast.officer)
    actions.undo(**given)
    assert everything() == before
    assert leads.public_status(leads.find_by_code(second.code)).state == "screening"


def test_the_side_further_on_its_way_is_kept(province, cast, at) -> None:
    opened = world.nomination(province, cast)
    lead = world.lead(province, cast).lead
    pair = pair_of(opened, lead)
    given = {"pair": pair, "answer": ANSWER, "by": cast.officer, "at": at}
    assert "đi xa hơn" in why_not(actions.merge, keep="right", **given)
    actions.merge(keep="left", **given)
    lead.refresh_from_db()
    assert lead.state == "joined"
    assert [merger.gone for merger in opened.mergers.all()] == [lead]


def test_an_open_file_brings_its_claims_to_the_other(province, cast, at) -> None:
    kept, gone = world.nomination(province, cast), world.nomination(province, cast)
    pair = pair_of(kept, gone)
    before = everything()
    given = {"pair": pair, "by": cast.officer, "at": at}
    actions.merge(keep="left", answer=ANSWER, **given)
    gone.refresh_from_db()
    assert gone.state == "merged"
    assert [claim.position for claim in kept.claims.all()] == [1, 2, 3, 4]
    assert leads.public_status(gone.lead).state == "joined"
    assert leads.public_status(gone.lead).answer == ANSWER
    actions.undo(**given)
    assert everything() == before


def test_who_worked_on_either_file_does_not_approve(province, cast, at) -> None:
    kept = world.nomination(province, cast)
    gone = world.nomination(province, cast, officer=cast.province_officer)
    pair = pair_of(kept, gone)
    actions.merge(pair=pair, keep="left", answer=ANSWER, by=cast.officer, at=at)
    from lantoa.nominations import rules

    assert rules.approver_is_another(kept, cast.approver, at) is None
    assert rules.approver_is_another(kept, cast.province_officer, at) is not None


def test_a_verified_file_takes_no_more_claims(province, cast, at) -> None:
    kept, gone = world.verified(province, cast), world.nomination(province, cast)
    pair = pair_of(kept, gone)
    given = {"pair": pair, "answer": ANSWER, "by": cast.officer, "at": at}
    assert "không nhận thêm điều" in why_not(actions.merge, keep="left", **given)
    actions.merge(keep="right", **given)
    kept.refresh_from_db()
    assert kept.state == "merged"


def test_claims_concluded_elsewhere_do_not_come_back(province, cast, at) -> None:
    kept, gone = world.nomination(province, cast), world.nomination(province, cast)
    pair = pair_of(kept, gone)
    actions.merge(pair=pair, keep="left", answer=ANSWER, by=cast.officer, at=at)
    for claim in kept.claims.all():
        nominations.judge(
            claim=claim, verdict="unclear" if claim.position > 1 else "true",
            confirmed_by="Ông Lương Cư", confirmed_on=at.date(), note="", by=cast.verifier, at=at,
        )  # fmt: skip
    nominations.add_evidence(
        claim=kept.claims.first(), description="Sổ trực mương", by=cast.verifier, at=at
    )
    world.answer_flags(kept, cast.verifier, at=at)
    nominations.conclude(nomination=kept, by=cast.verifier, at=at)
    said = why_not(actions.undo, pair=pair, by=cast.officer, at=at)
    assert "không lấy lại được nữa" in said


def test_other_pairs_of_the_merged_one_wait_no_more(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    third = world.exemplar(province, cast)
    pair = pair_of(kept, gone)
    assert DuplicatePair.objects.filter(state="waiting").count() == 3
    before = everything()
    actions.merge(pair=pair, keep="left", by=cast.officer, at=at)
    states = {row.state for row in DuplicatePair.objects.about("exemplar", gone.pk)}
    assert states == {"merged", "lapsed"}
    left = DuplicatePair.objects.get(state="waiting")
    assert {left.left_id, left.right_id} == {kept.pk, third.pk}
    actions.undo(pair=pair, by=cast.officer, at=at)
    assert everything() == before


def test_a_tip_is_not_added_to_a_record_that_was_merged(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    registry.merge(kept=kept, gone=gone, by=cast.officer, at=at)
    lead = world.lead(province, cast).lead
    said = why_not(
        nominations.join, lead=lead, exemplar=gone, answer=ANSWER, by=cast.officer, at=at
    )
    assert kept.code in said


def test_no_event_holds_what_people_wrote_to_people(province, cast, at) -> None:
    first, second = world.lead(province, cast).lead, world.lead(province, cast).lead
    third = world.lead(province, cast).lead
    pair = pair_of(first, second)
    actions.merge(pair=pair, keep="left", answer=ANSWER, by=cast.officer, at=at)
    other = pair_of(first, third)
    note = "Bà ấy tên thật là khác."
    actions.judge_different(pair=other, note=note, by=cast.officer, at=at)
    said = str(list(AuditEvent.objects.values_list("changes", flat=True)))
    assert ANSWER not in said
    assert note not in said
    assert "0905" not in said
