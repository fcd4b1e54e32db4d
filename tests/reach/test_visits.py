"""From log lines to figures: folding, reading the tail, killing, clocks, exact counts."""

import os
import signal
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lantoa.reach import actions, counting, log, queries
from lantoa.reach.log import View, VisitLog
from lantoa.reach.models import DailyCount, DailyTotal, FoldState, VisitorSeen
from lantoa.reach.queries import Visits
from tests.conftest import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)


def write(
    visitor: str = "a",
    *,
    at: datetime = AT,
    kind: str = "page",
    slug: str = "",
    channel: str = "website",
) -> None:
    line = View(int(at.timestamp() * 1000), kind, "/", slug, channel, visitor)
    counting.scribe().log.append(line)


def test_nothing_yet() -> None:
    assert queries.visits(AT) == Visits(0, 0, 0, 0)


@pytest.mark.parametrize("folded", [False, True])
def test_visits_are_people_a_day(folded: bool, settings) -> None:
    settings.LANTOA_VISITS_BEFORE = 1000
    write("a")
    write("a")
    write("b", at=AT - timedelta(minutes=6))
    write("c", at=AT - timedelta(days=1))  # Sunday: last week
    write("a", at=AT - timedelta(days=1))
    if folded:
        assert actions.fold(at=AT) == 5
    assert queries.visits(AT) == Visits(
        online=1, today=2, week=2, total=1004, views_today=3, views_total=5
    )


def test_the_week_begins_on_monday_in_vietnam() -> None:
    monday = datetime(2026, 6, 7, 17, 0, tzinfo=UTC)  # 0:00 on Monday in Vietnam
    write("late", at=monday - timedelta(seconds=1))
    write("early", at=monday)
    assert queries.visits(AT).week == 1
    assert queries.visits(AT).total == 2


def test_online_is_the_last_five_minutes() -> None:
    write("a", at=AT - timedelta(minutes=5))
    write("b", at=AT - timedelta(minutes=4, seconds=59))
    write("later", at=AT + timedelta(minutes=3))
    assert queries.visits(AT).online == 1
    actions.fold(at=AT)
    assert queries.visits(AT).online == 1


def test_the_tail_never_counts_what_is_folded() -> None:
    for round_ in range(4):
        write("same")
        write(f"new {round_}")
        assert queries.visits(AT).today == round_ + 2
        if round_ % 2:
            actions.fold(at=AT)
            assert queries.visits(AT).today == round_ + 2


def test_folding_twice_counts_once() -> None:
    write("a", slug="bai", channel="print", kind="short")
    assert actions.fold(at=AT) == 1
    assert actions.fold(at=AT) == 0
    assert DailyCount.objects.get().views == 1
    assert FoldState.objects.get().folded_at == AT


def test_robots_are_never_people() -> None:
    write("-", kind="robot", slug="bai")
    for folded in (False, True):
        if folded:
            actions.fold(at=AT)
        assert queries.visits(AT) == Visits(0, 0, 0, 0, robot_views_total=1)
        assert queries.series(1, on=TODAY)[0].robots == 1
    assert not DailyCount.objects.exists() and not VisitorSeen.objects.exists()


def test_channels() -> None:
    story = SimpleNamespace(slug="bai", slugs=["bai"])
    for visitor in ("a", "a", "b"):
        write(visitor, slug="bai")
    write("c", slug="bai", channel="print", kind="short")
    write("c", slug="bai", channel="")  # the page that the short link led to
    write("c", slug="khac")
    for _ in range(2):
        assert queries.by_channel(story) == {"website": 3, "print": 1}
        assert queries.by_channel_total() == {"website": 4, "print": 1}
        assert queries.by_channels([story, SimpleNamespace(slug="khac", slugs=["khac"])])[
            "khac"
        ] == {"website": 1}
        actions.fold(at=AT)
    website = DailyCount.objects.get(publication="bai", channel="website")
    assert (website.views, website.visits) == (3, 2)
    total = DailyTotal.objects.get(day=TODAY)
    assert (total.views, total.visits) == (5, 3)  # the short link is no page view


def test_series_has_a_row_for_every_day() -> None:
    write("a")
    write("a", at=AT - timedelta(days=2))
    actions.fold(at=AT)
    write("a")
    found = queries.series(4, on=TODAY)
    assert [(day.day.day, day.views, day.visits) for day in found] == [
        (5, 0, 0), (6, 1, 1), (7, 0, 0), (8, 2, 1),
    ]  # fmt: skip


def test_a_clock_set_back_is_harmless() -> None:
    write("a", at=AT + timedelta(days=2))
    actions.fold(at=AT + timedelta(days=2))
    write("a")
    actions.fold(at=AT)
    assert queries.visits(AT).total == 2
    assert queries.visits(AT).today == 1


def test_hashes_and_old_files_are_removed_counts_stay() -> None:
    write("a", slug="bai")
    later = AT + timedelta(days=16)
    actions.fold(at=AT)
    write("b", at=later)
    actions.fold(at=later)
    assert {row.visitor for row in VisitorSeen.objects.all()} == {"b"}
    assert len(list(log.files(counting.folder()))) == 1
    assert len(FoldState.objects.get().offsets) == 1
    assert queries.visits(later).total == 2
    assert actions.fold(at=later) == 0


def test_an_old_file_is_not_removed_before_it_is_folded() -> None:
    write("a", at=AT - timedelta(days=30))
    assert queries.visits(AT).total == 1
    actions.fold(at=AT)
    assert queries.visits(AT).total == 1


def test_a_break_in_the_middle_loses_and_doubles_nothing(monkeypatch) -> None:
    for number in range(5):
        write(f"v{number}", slug="bai")
    real = FoldState.save

    def broken(self: FoldState, *args: object, **kwargs: object) -> None:
        raise RuntimeError("killed after the counts, before the offset")

    monkeypatch.setattr(FoldState, "save", broken)
    with pytest.raises(RuntimeError):
        actions.fold(at=AT)
    monkeypatch.setattr(FoldState, "save", real)
    assert not DailyTotal.objects.exists()
    assert actions.fold(at=AT) == 5
    assert DailyTotal.objects.get().views == DailyTotal.objects.get().visits == 5


def test_more_than_one_block(monkeypatch) -> None:
    monkeypatch.setattr(log, "_CHUNK", 500)
    for number in range(60):
        write(f"v{number % 7}")
    assert queries.visits(AT).today == 7
    assert actions.fold(at=AT) == 60
    assert DailyTotal.objects.get().views == 60
    assert queries.visits(AT).today == 7


def test_reading_writes_nothing(django_assert_num_queries) -> None:
    for number in range(3):
        write(f"v{number}")
    actions.fold(at=AT)
    write("new")
    with django_assert_num_queries(3):  # one of them looks up who is new
        queries.visits(AT)
    write("new")
    with django_assert_num_queries(1):
        queries.visits(AT)
    assert DailyTotal.objects.get().views == 3


Event = st.tuples(
    st.sampled_from(["a", "b", "c", "d"]),
    st.sampled_from(["page", "short", "robot"]),
    st.sampled_from(["", "bai", "khac"]),
    st.sampled_from(["website", "print"]),
    st.integers(-2, 0),
)


@given(events=st.lists(Event, max_size=25), folds=st.sets(st.integers(0, 25)))
@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_figures_are_the_same_however_often_it_is_folded(
    events, folds, tmp_path_factory, settings
) -> None:
    settings.LANTOA_HOME = tmp_path_factory.mktemp("home")
    for model in (FoldState, DailyTotal, DailyCount, VisitorSeen):
        model.objects.all().delete()
    people: set[tuple[str, int]] = set()
    views = 0
    for number, (visitor, kind, slug, channel, days) in enumerate(events):
        write(visitor, at=AT + timedelta(days=days), kind=kind, slug=slug, channel=channel)
        if kind != "robot":
            people.add((visitor, days))
            views += bool(slug) and slug == "bai"
        if number in folds:
            actions.fold(at=AT)
    found = queries.visits(AT)
    assert found.total == len(people)
    assert found.today == len({visitor for visitor, days in people if days == 0})
    assert sum(queries.by_channel(SimpleNamespace(slug="bai", slugs=["bai"])).values()) == views


def test_whoever_folds_second_finds_nothing(monkeypatch) -> None:
    """Both saw unfolded bytes; the offset read under the lock decides."""
    write("a", slug="bai")
    ((identity, path),) = log.files(counting.folder())
    assert actions._fold_block(identity, path, AT) == 1
    monkeypatch.setattr(actions, "_done", _stale_once(actions._done))
    assert actions._fold_block(identity, path, AT) is None
    assert DailyTotal.objects.get().views == 1


def _stale_once(real):
    answers = iter([log.FIRST])
    return lambda state, identity: next(answers, None) or real(state, identity)


@pytest.mark.kill
def test_a_killed_writer_loses_no_line_it_wrote(tmp_path: Path) -> None:
    """The child tells after each append; what it told is in the log after kill -9."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        written = VisitLog(tmp_path)
        number = 0
        while True:
            written.append(
                View(int(AT.timestamp() * 1000), "page", "/", "", "website", str(number))
            )
            os.write(writer, b".")
            number += 1
    time.sleep(0.3)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(writer)
    told = 0
    while block := os.read(reader, 65536):
        told += len(block)
    ((_, path),) = log.files(tmp_path)
    lines, offset = [], log.FIRST
    while True:
        views, end = log.read(path, offset)
        lines += views
        if end == offset:
            break
        offset = end
    assert told > 0
    assert [view.visitor for view in lines[:told]] == [str(number) for number in range(told)]
    assert len(lines) - told in (0, 1)
