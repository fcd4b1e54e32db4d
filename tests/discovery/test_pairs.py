"""Finding pairs over everything, and remembering what people said of them."""

import pytest
from django.core.management import call_command

from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import DuplicatePair
from lantoa.nominations import actions as nominations
from lantoa.registry import actions as registry
from tests import world
from tests.discovery.pairs import pair_of, two_exemplars

pytestmark = pytest.mark.django_db


def test_every_kind_of_record_is_compared(province, cast, at) -> None:
    made = world.exemplar(province, cast)
    opened = world.nomination(province, cast)
    told = world.lead(province, cast).lead
    pair_of(made, told)
    found = {(row.left, row.right) for row in DuplicatePair.objects.all()}
    one, two, three = ("exemplar", made.pk), ("nomination", opened.pk), ("lead", told.pk)
    assert found == {(one, two), (one, three), (two, three)}
    assert set(DuplicatePair.objects.values_list("unit", "state")) == {
        (province.unit.pk, "waiting")
    }


def test_searching_again_changes_nothing(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    again = actions.find_duplicates(by=SYSTEM, at=at)
    assert (again.alike, again.fresh, again.lapsed) == (1, 0, 0)
    assert DuplicatePair.objects.get() == pair


def test_not_the_same_is_never_asked_again(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    note = "Hai chị em họ, khác năm sinh."
    actions.judge_different(pair=pair, note=note, by=cast.officer, at=at)
    actions.find_duplicates(by=SYSTEM, at=at)
    pair = DuplicatePair.objects.get()
    assert (pair.state, pair.note, pair.judged_by) == ("not_the_same", note, cast.officer)
    with pytest.raises(Refused):
        actions.merge(pair=pair, keep="left", by=cast.officer, at=at)


def test_a_person_takes_their_judgement_back(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    actions.judge_different(pair=pair, note="Nhầm", by=cast.officer, at=at)
    with pytest.raises(Refused):
        actions.reconsider(pair=pair, by=cast.neighbour, at=at)
    actions.reconsider(pair=pair, by=cast.officer, at=at)
    pair.refresh_from_db()
    assert (pair.state, pair.note, pair.judged_by) == ("waiting", "", None)


def test_what_was_said_of_a_merged_record_holds_for_the_kept_one(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    third = world.exemplar(province, cast)
    pair_of(gone, third)
    apart = DuplicatePair.objects.get(left_id=gone.pk, right_id=third.pk)
    actions.judge_different(pair=apart, by=cast.officer, at=at)
    with_kept = DuplicatePair.objects.get(left_id=kept.pk, right_id=third.pk)
    actions.judge_different(pair=with_kept, by=cast.officer, at=at)
    registry.merge(kept=kept, gone=gone, by=cast.officer, at=at)
    actions.find_duplicates(by=SYSTEM, at=at)
    assert not DuplicatePair.objects.filter(state="waiting").exists()


def test_a_closed_side_ends_the_question_and_an_opened_one_asks_again(province, cast, at) -> None:
    first, second = world.lead(province, cast).lead, world.lead(province, cast).lead
    pair = pair_of(first, second)
    nominations.decline_lead(lead=second, answer="Chưa rõ.", by=cast.officer, at=at)
    assert actions.find_duplicates(by=SYSTEM, at=at).lapsed == 1
    pair.refresh_from_db()
    assert pair.state == "lapsed"


def test_an_officer_asks_and_a_task_searches(province, cast, at, run_tasks) -> None:
    two_exemplars(province, cast)
    run_tasks()
    actions.ask_search(by=cast.officer, at=at)
    actions.ask_search(by=cast.province_officer, at=at)  # still waits: one is enough
    assert not DuplicatePair.objects.exists()
    run_tasks()
    assert DuplicatePair.objects.count() == 1
    assert AuditEvent.objects.filter(kind="duplicates.searched").count() == 1


def test_who_may_not_search(province, cast, at) -> None:
    for nobody in (cast.leader, cast.verifier, PUBLIC, SYSTEM):
        with pytest.raises(Refused):
            actions.ask_search(by=nobody, at=at)
    for somebody in (cast.officer, PUBLIC):
        with pytest.raises(Refused):
            actions.find_duplicates(by=somebody, at=at)


def test_the_command_says_what_it_found(province, cast, capsys) -> None:
    two_exemplars(province, cast)
    call_command("find_duplicates")
    assert "1 cặp giống nhau, 1 cặp mới chờ xem" in capsys.readouterr().out
