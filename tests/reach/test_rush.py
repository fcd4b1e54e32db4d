"""A million views at once: the tail is cheap to read on, folding comes soon again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from lantoa.core import clock
from lantoa.reach import actions, counting, log, queries, tasks
from lantoa.reach.log import View
from lantoa.reach.models import DailyTotal
from lantoa.reach.tallies import Tally
from tests.conftest import AT

pytestmark = pytest.mark.django_db


def lines(count: int, *, people: int = 3, step_ms: int = 1) -> bytes:
    start = int(AT.timestamp() * 1000)
    return b"".join(
        log.line_of(
            View(start + number * step_ms, "page", "/", "bai", "website", f"v{number % people}")
        )
        for number in range(count)
    )


def append(block: bytes) -> None:
    counting.scribe().log.write(int(AT.timestamp() * 1000), block)


def test_lines_taken_together_are_counted_as_one_by_one() -> None:
    torn = b"17808\npage\t/\n\xff\xfe\t\n\n" + b"\tpage\t/\t\twebsite\tv\tdirect\n"
    midnight = lines(4, step_ms=6 * 3_600_000)
    for block in (lines(50), midnight, lines(5) + torn, torn, b"", b"\n"):
        together, alone = Tally(), Tally()
        together.add_block(block)
        alone.add(view for line in block.split(b"\n") if (view := log.parsed(line)))
        assert vars(together) == vars(alone)


def test_a_second_look_reads_only_what_came_since(monkeypatch) -> None:
    append(lines(5000))
    assert queries.visits(AT).views_total == 5000
    taken: list[int] = []
    real = Tally.add_block

    def counted(self: Tally, block: bytes) -> int:
        taken.append(real(self, block))
        return taken[-1]

    monkeypatch.setattr(Tally, "add_block", counted)
    append(lines(7))
    assert queries.visits(AT).views_total == 5007
    assert taken == [7]


def test_many_new_people_are_looked_up_once(django_assert_num_queries) -> None:
    append(lines(2500, people=2000))
    with django_assert_num_queries(2 + 3):  # 900 at a time
        assert queries.visits(AT + timedelta(seconds=3)).today == 2000
    with django_assert_num_queries(1):
        assert queries.visits(AT + timedelta(seconds=3)).online == 2000
    actions.fold(at=AT)
    append(lines(2500, people=2100))
    found = queries.visits(AT + timedelta(seconds=3))
    assert (found.today, found.online, found.views_total) == (2100, 2100, 5000)


def test_folding_costs_the_same_queries_for_many_lines() -> None:
    append(lines(100))
    actions.fold(at=AT)
    append(lines(100))
    with CaptureQueriesContext(connection) as few:
        actions.fold(at=AT)
    append(lines(5000))
    with CaptureQueriesContext(connection) as many:
        actions.fold(at=AT)
    assert len(few) == len(many)
    assert DailyTotal.objects.get().views == 5200


def test_after_a_rush_folding_comes_soon_again(monkeypatch) -> None:
    monkeypatch.setattr(tasks, "RUSH", 10)
    monkeypatch.setattr(clock, "now", lambda: AT)
    append(lines(9))
    tasks.fold_visits.func()
    again = DBTaskResult.objects.filter(task_path="lantoa.reach.tasks.fold_visits")
    assert not again.exists()
    append(lines(11))
    tasks.fold_visits.func()
    assert again.get().run_after is not None
