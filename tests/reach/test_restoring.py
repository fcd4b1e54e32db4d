"""Figures never go down: restarts, kills, rotation, restored backups, clocks, calendars."""

import contextlib
import copy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lantoa.reach import actions, counting, ledger, log, queries
from lantoa.reach.log import View
from lantoa.reach.marks import UNMARKED, Mark
from lantoa.reach.models import DailyCount, DailyOrigin, DailyTotal, FoldState, VisitorSeen
from tests.conftest import AT

pytestmark = pytest.mark.django_db
TABLES = (FoldState, DailyTotal, DailyCount, DailyOrigin, VisitorSeen)


def write(visitor: str, at: datetime = AT, *, slug: str = "", kind: str = "page") -> None:
    view = View(int(at.timestamp() * 1000), kind, "/", slug, "website", visitor, "direct")
    counting.scribe().log.append(view)


def backup() -> list[list[Any]]:
    return [copy.deepcopy(list(table.objects.all())) for table in TABLES]


def restore(kept: list[list[Any]]) -> None:
    for table, rows in zip(TABLES, kept, strict=True):
        table.objects.all().delete()
        table.objects.bulk_create(copy.deepcopy(rows))


def figures(at: datetime) -> tuple[int, ...]:
    found = queries.visits(at)
    return (found.today, found.week, found.total, found.views_today, found.views_total,
            found.robot_views_total)  # fmt: skip


def everything() -> list[list[tuple[Any, ...]]]:
    """All that is counted, without keys of rows."""
    return [
        sorted(DailyTotal.objects.values_list("day", "views", "visits", "robots")),
        sorted(DailyCount.objects.values_list("day", "publication", "channel", "views", "visits")),
        sorted(DailyOrigin.objects.values_list("day", "publication", "source", "views")),
    ]


def test_an_older_database_beside_newer_logs_comes_to_the_same() -> None:
    write("a", slug="bai")
    write("b")
    actions.fold(at=AT)
    write("b", AT + timedelta(minutes=1))  # not folded when the backup is made
    kept = backup()
    write("c", AT + timedelta(hours=1), slug="bai")
    write("-", AT + timedelta(hours=1), kind="robot")
    write("a", AT + timedelta(days=1))
    later = AT + timedelta(days=1)
    actions.fold(at=later)
    write("d", later)
    before = figures(later)
    restore(kept)
    assert figures(later) == before  # at once, by the tail
    actions.fold(at=later)
    assert figures(later) == before
    once = everything()
    actions.fold(at=later)
    assert everything() == once


def test_an_empty_database_beside_the_logs_comes_to_the_same() -> None:
    for number in range(6):
        write(f"v{number % 3}", AT + timedelta(days=number), slug="bai")
        actions.fold(at=AT + timedelta(days=number))
    later = AT + timedelta(days=6)
    before, counted = figures(later), everything()
    restore([[] for _ in TABLES])
    assert figures(later) == before
    actions.fold(at=later)
    assert figures(later) == before and everything() == counted


@pytest.mark.parametrize("folded_at_backup", [0, 1, 2])
def test_what_removed_logs_gave_is_owed_by_an_older_database(folded_at_backup: int) -> None:
    kept = backup()
    for number in range(2):
        write(f"v{number}", AT + timedelta(seconds=number), slug="bai")
        write("-", AT, kind="robot")
        if number < folded_at_backup:
            actions.fold(at=AT)
            kept = backup()
    actions.fold(at=AT)
    later = AT + actions.LOGS_KEPT + timedelta(days=2)
    write("now", later)
    actions.fold(at=later)
    assert len(list(log.files(counting.folder()))) == 1  # the first day's is gone
    before, days = figures(later), sorted(DailyTotal.objects.values_list("day", "views", "visits"))
    restore(kept)
    assert figures(later) == before  # read from the ledger, before anything is folded
    actions.fold(at=later)
    assert figures(later) == before
    assert sorted(DailyTotal.objects.values_list("day", "views", "visits")) == days
    actions.fold(at=later)
    write("now", later)
    assert figures(later)[2] == before[2]


def test_a_break_while_a_file_is_removed_counts_nothing_twice(monkeypatch) -> None:
    write("a")
    actions.fold(at=AT)
    later = AT + actions.LOGS_KEPT + timedelta(days=2)
    before = figures(later)
    real = actions._settle

    def broken(folder: Path) -> None:
        raise RuntimeError("killed after the ledger was written")

    monkeypatch.setattr(actions, "_settle", broken)
    with pytest.raises(RuntimeError):
        actions.fold(at=later)
    monkeypatch.setattr(actions, "_settle", real)
    assert figures(later) == before
    actions.fold(at=later)
    actions.fold(at=later)
    assert figures(later) == before
    assert list(log.files(counting.folder())) == []
    assert FoldState.objects.get().offsets == {} == FoldState.objects.get().shares


def test_hosts_that_share_a_database_are_owed_their_own(settings, tmp_path: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "two"]
    kept = backup()
    for home in homes:
        settings.LANTOA_HOME = home
        write(f"from {home.name}")
        actions.fold(at=AT)
    later = AT + actions.LOGS_KEPT + timedelta(days=2)
    for home in homes:
        settings.LANTOA_HOME = home
        actions.fold(at=later)
    assert figures(later)[2] == 2
    restore(kept)
    for home in homes:
        settings.LANTOA_HOME = home
        actions.fold(at=later)
        actions.fold(at=later)
    assert figures(later)[2] == 2 and DailyTotal.objects.get().views == 2


def test_logs_put_back_from_an_older_copy_go_on() -> None:
    write("a")
    ((_, path),) = log.files(counting.folder())
    copied = path.read_bytes()
    write("b")
    actions.fold(at=AT)
    path.write_bytes(copied)
    assert figures(AT)[2] == 2
    actions.fold(at=AT)
    write("c")
    assert figures(AT)[2] == 3
    actions.fold(at=AT)
    assert figures(AT)[2] == 3


def test_a_log_of_the_version_before_is_read_on() -> None:
    folder = counting.folder()
    folder.mkdir(parents=True)
    old = b"#visits " + b"a" * 32 + b"\n" + b"%d\tpage\t/\tbai\twebsite\tv1\n"
    (folder / "2026-06-08-0123.log").write_bytes(old % int(AT.timestamp() * 1000))
    write("v1", slug="bai")
    found = queries.visits(AT)
    assert (found.views_total, found.total) == (2, 1)
    assert queries.by_source(AT.date(), AT.date()) == {"direct": 1}
    assert actions.fold(at=AT) == 2
    assert queries.visits(AT) == found


def person(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"203.0.113.{number}", "HTTP_USER_AGENT": "Mozilla/5.0 (Linux)"}


def test_a_clock_set_back_within_the_day_counts_and_doubles_nobody() -> None:
    for minutes in (0, -30, 5):
        counting.count(person(1), path="/", mark=UNMARKED, at=AT + timedelta(minutes=minutes))
        if minutes:
            actions.fold(at=AT + timedelta(minutes=minutes))
    found = queries.visits(AT + timedelta(minutes=5))
    assert (found.today, found.views_today, found.online) == (1, 3, 1)


def test_a_clock_set_back_over_midnight_counts_nobody_twice() -> None:
    midnight = datetime(2026, 6, 8, 17, tzinfo=UTC)  # 0:00 on Tuesday in Vietnam
    counting.count(person(1), path="/", mark=UNMARKED, at=midnight - timedelta(minutes=2))
    counting.count(person(1), path="/", mark=UNMARKED, at=midnight + timedelta(seconds=5))
    counting.scribe.cache_clear()  # another process, which finds only the key of the new day
    counting.count(person(1), path="/", mark=UNMARKED, at=midnight - timedelta(seconds=20))
    actions.fold(at=midnight)
    rows = list(DailyTotal.objects.order_by("day").values_list("visits", "views"))
    assert rows == [(1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        # Vietnam's midnight is 17:00 of the day before in UTC.
        (datetime(2026, 6, 8, 16, 59, 59, 999000, tzinfo=UTC), date(2026, 6, 9)),
        (datetime(2026, 6, 14, 16, 59, 59, tzinfo=UTC), date(2026, 6, 15)),  # Sunday
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), date(2027, 1, 1)),  # a Friday
        (datetime(2028, 2, 28, 16, 59, 59, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2028, 2, 29, 16, 59, 59, tzinfo=UTC), date(2028, 3, 1)),
    ],
)
@pytest.mark.parametrize("folded", [False, True])
def test_at_midnight_in_vietnam_a_new_day_begins(last: datetime, first: date, folded: bool) -> None:
    for moment in (last, last + timedelta(seconds=1)):
        counting.count(person(1), path="/", mark=Mark("bai", "website"), at=moment)
        if folded:
            actions.fold(at=moment)
    found = queries.visits(last + timedelta(seconds=2))
    assert (found.today, found.total, found.views_today) == (1, 2, 1)
    assert found.week == (1 if first.weekday() == 0 else 2)
    assert [day.visits for day in queries.between(first - timedelta(days=1), first)] == [1, 1]


Step = st.one_of(
    st.tuples(st.just("view"), st.sampled_from("abcd"), st.sampled_from(["page", "robot"])),
    st.tuples(st.sampled_from(["fold", "killed", "rotate", "backup", "restore", "restart"])),
    st.tuples(st.just("wait"), st.sampled_from([1, 60, 3600, 86_400, 20 * 86_400])),
)


class House:
    """The counter, what may happen to it, and what it must say all the same."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch, self.now, self.rotated = patch, AT, 0
        restore([[] for _ in TABLES])
        self.kept = backup()
        self.people: set[tuple[str, date]] = set()
        self.views = self.robots = 0

    def view(self, visitor: str, kind: str) -> None:
        write(visitor, self.now, kind=kind)
        if kind == "robot":
            self.robots += 1
        else:
            self.views += 1
            self.people.add((visitor, (self.now + timedelta(hours=7)).date()))

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    def fold(self) -> None:
        actions.fold(at=self.now)

    def killed(self) -> None:
        """In the middle of folding."""

        def broken(state: FoldState, *args: object, **kwargs: object) -> None:
            raise KeyboardInterrupt

        with self.patch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(FoldState, "save", broken)
            self.fold()

    def rotate(self) -> None:
        self.rotated += 1
        for _, path in list(log.files(counting.folder())):
            if path.suffix == ".log":
                path.rename(f"{path}.{self.rotated}")
        counting.scribe().log._checked = -10.0

    def backup(self) -> None:
        self.kept = backup()

    def restore(self) -> None:
        restore(self.kept)

    def restart(self) -> None:
        counting.scribe.cache_clear()
        queries._tail_of.cache_clear()


@given(steps=st.lists(Step, max_size=30))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_the_totals_are_those_of_what_was_answered(
    steps, tmp_path_factory, settings, monkeypatch
) -> None:
    settings.LANTOA_HOME = tmp_path_factory.mktemp("home")
    house = House(monkeypatch)
    for name, *values in steps:
        getattr(house, name)(*values)
        found = queries.visits(house.now)
        assert (found.views_total, found.robot_views_total) == (house.views, house.robots)
        assert found.total == len(house.people)


def test_a_torn_line_of_the_ledger_is_skipped(tmp_path: Path) -> None:
    ledger.append(tmp_path, ledger.Entry("one", {"2026-06-08": [1, 1, 0]}))
    path = next(tmp_path.glob("ledger-*"))
    with path.open("ab") as file:
        file.write(b'{"file": "tw\n{"x": 1}\n')
    ledger.append(tmp_path, ledger.Entry("three", {}))
    entries, end = ledger.read(tmp_path, 0)
    assert [entry.identity for entry in entries] == ["one", "three"]
    assert end == path.stat().st_size
