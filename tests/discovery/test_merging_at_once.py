"""Two officers at once: one merger stands, the other officer gets the reason, nothing is lost."""

from typing import Any

import pytest

from lantoa.core import events
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import DuplicatePair
from lantoa.registry.models import Merger
from tests import world
from tests.core.test_concurrency import _real_database, at_once  # noqa: F401  # the fixture
from tests.discovery.pairs import pair_of, two_exemplars

pytestmark = pytest.mark.django_db(transaction=True)


def merging(pair: int, keep: str, by: Any, at: Any) -> Any:
    """One officer's press of the button, with a row of their own."""
    return lambda: actions.merge(pair=DuplicatePair.objects.get(pk=pair), keep=keep, by=by, at=at)


def test_one_pair_pressed_by_two_is_merged_once(province, cast, at) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone).pk
    officers = [cast.officer, cast.province_officer] * 2
    results = at_once(
        *[
            merging(pair, side, by, at)
            for by, side in zip(officers, ["left", "right"] * 2, strict=True)
        ]
    )
    refused = [one for one in results if isinstance(one, Refused)]
    assert [one for one in results if one is None] == [None], results
    assert len(refused) == len(officers) - 1, results
    assert all("đã quyết định cặp này lúc" in str(one) for one in refused)
    assert Merger.objects.count() == 1
    assert AuditEvent.objects.filter(kind="pair.merge").count() == 1
    assert list(events.broken_links()) == []


def test_two_pairs_that_share_a_record_do_not_both_take_it(province, cast, at) -> None:
    first, second = two_exemplars(province, cast)
    third = world.exemplar(province, cast)
    pair_of(first, second)
    pairs = {(row.left_id, row.right_id): row.pk for row in DuplicatePair.objects.all()}
    # Both want the second record to go: one into the first, the other into the third.
    results = at_once(
        merging(pairs[first.pk, second.pk], "left", cast.officer, at),
        merging(pairs[second.pk, third.pk], "right", cast.province_officer, at),
    )
    assert sorted(map(type, results), key=str) == sorted([type(None), Refused], key=str), results
    merger = Merger.objects.get()
    assert merger.gone == second
    refused = next(one for one in results if isinstance(one, Refused))
    assert f"{second.code} đã được gộp vào {merger.kept.code}" in str(refused)
    assert list(events.broken_links()) == []


def test_a_ring_of_mergers_ends_with_somebody_kept(province, cast, at) -> None:
    first, second = two_exemplars(province, cast)
    third = world.exemplar(province, cast)
    pair_of(first, second)
    pairs = {(row.left_id, row.right_id): row.pk for row in DuplicatePair.objects.all()}
    results = at_once(
        merging(pairs[first.pk, second.pk], "left", cast.officer, at),
        merging(pairs[second.pk, third.pk], "left", cast.province_officer, at),
        merging(pairs[first.pk, third.pk], "right", cast.officer, at),
        lambda: actions.find_duplicates(by=SYSTEM, at=at),
    )
    assert not [one for one in results if isinstance(one, Exception) and type(one) is not Refused]
    kept = set(Merger.objects.values_list("kept", flat=True))
    gone = set(Merger.objects.values_list("gone", flat=True))
    assert gone
    assert not kept & gone
    assert list(events.broken_links()) == []


def test_a_judgement_and_a_merger_at_once_leave_one_word(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast)).pk
    results = at_once(
        merging(pair, "left", cast.officer, at),
        lambda: actions.judge_different(
            pair=DuplicatePair.objects.get(pk=pair), by=cast.province_officer, at=at
        ),
    )
    assert sum(isinstance(one, Refused) for one in results) == 1, results
    row = DuplicatePair.objects.get(pk=pair)
    assert (row.state == "merged") == Merger.objects.exists()
    assert row.judged_by in (cast.officer, cast.province_officer)


def test_undone_by_two_comes_apart_once(province, cast, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    actions.merge(pair=pair, keep="left", by=cast.officer, at=at)

    def undo() -> None:
        actions.undo(pair=DuplicatePair.objects.get(pk=pair.pk), by=cast.officer, at=at)

    results = at_once(undo, undo, undo)
    assert [one for one in results if not isinstance(one, Refused)] == [None], results
    assert AuditEvent.objects.filter(kind="registry.split").count() == 2  # one in each history
    assert list(events.broken_links()) == []
