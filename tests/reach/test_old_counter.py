"""Starting from an older counter: its last reading, and its days from a file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lantoa.core import clock
from lantoa.core.models import AuditEvent
from lantoa.reach import actions, counting, imports, queries
from lantoa.reach.marks import UNMARKED
from lantoa.reach.models import DailyTotal
from tests.conftest import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)
GOOD = "date,visits,views\n2026-06-05,1200,5000\n6/6/2026,930.491,1000000\n"


@pytest.fixture(autouse=True)
def _on_that_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def visit(number: int = 1, days: int = 0) -> None:
    meta = {"REMOTE_ADDR": f"203.0.113.{number}", "HTTP_USER_AGENT": "Mozilla/5.0 (Linux)"}
    counting.count(meta, path="/", mark=UNMARKED, at=AT + timedelta(days=days))


def taken(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    call_command("visits", "import", str(path))


def test_the_counter_goes_on_from_where_the_old_one_stood(province, settings) -> None:
    settings.LANTOA_VISITS_BEFORE = 930_491
    assert "<dd>930.491</dd>" in Client().get("/").content.decode().replace(' data-v="total"', "")
    visit()
    assert queries.visits(AT).total >= 930_492


def test_days_of_the_old_counter(tmp_path: Path) -> None:
    taken(tmp_path / "old.csv", GOOD)
    found = queries.visits(AT)
    assert (found.total, found.views_total, found.week) == (931_691, 1_005_000, 0)
    assert [(day.visits, day.views) for day in queries.series(4, on=TODAY)] == [
        (1200, 5000), (930_491, 1_000_000), (0, 0), (0, 0),
    ]  # fmt: skip
    event = AuditEvent.objects.get(kind="reach.old_days_brought_over")
    assert event.changes["visits"] == 931_691 and event.actor_name == "Hệ thống"


def test_days_again_do_not_double_and_a_correction_counts(tmp_path: Path) -> None:
    visit(days=-2)
    actions.fold(at=AT)
    for text in (GOOD, GOOD, GOOD.replace("1200", "1300")):
        taken(tmp_path / "old.csv", text)
    assert queries.visits(AT).total == 931_791 + 1
    assert DailyTotal.objects.get(day=date(2026, 6, 6)).visits == 1


@pytest.mark.parametrize(
    ("before", "total"), [(0, 931_691), (900_000, 931_691), (950_000, 950_000)]
)
def test_the_days_are_a_part_of_the_last_reading(
    tmp_path: Path, settings, before: int, total: int
) -> None:
    settings.LANTOA_VISITS_BEFORE = before
    taken(tmp_path / "old.csv", GOOD)
    assert queries.visits(AT).total == total


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-02-30,1,1", "không phải ngày"),
        ("2026-06-09,1,1", "ngày chưa tới"),
        ("2026-06-08,1,1", "đã tự đếm từ ngày 07/06/2026"),
        ("2026-06-05,1,1", "đã có ở một dòng trên"),
        ("2026-06-04,-1,1", "không phải số tự nhiên"),
        ("2026-06-04,1.5,1", "không phải số tự nhiên"),
        ("2026-06-04,1,99999999999", "không phải số tự nhiên"),
        ("2026-06-04,1,٣", "không phải số tự nhiên"),
        ("2026-06-04,1", "cần 3 ô"),
        ("=cmd()|x,1,1", "không phải ngày"),
    ],
)
def test_one_wrong_row_refuses_the_whole_file(tmp_path: Path, row: str, words: str) -> None:
    visit(days=-1)
    actions.fold(at=AT)
    with pytest.raises(CommandError, match=f"Dòng 4: .*{words}"):
        taken(tmp_path / "old.csv", f"{GOOD}{row}\n")
    assert queries.visits(AT).total == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Dòng đầu"),
        (b"day;visits\n", "Dòng đầu"),
        (b"date,visits,views\n", "không có ngày nào"),
        ("ngày".encode("utf-16"), "UTF-8"),
        (b'date,visits,views\n"2026', "CSV"),
    ],
)
def test_what_is_no_such_file(content: bytes, words: str) -> None:
    with pytest.raises(imports.WrongFile, match=words):
        imports.read(content, today=TODAY, first_own_day=None)


def test_every_reason_is_told_at_once() -> None:
    with pytest.raises(imports.WrongFile) as wrong:
        imports.read(
            b"date,visits,views\nx,1,1\n\n2026-06-01,a,1\n", today=TODAY, first_own_day=None
        )
    assert [reason[:6] for reason in wrong.value.reasons] == ["Dòng 2", "Dòng 4"]


def test_the_command_shows_and_folds(capsys) -> None:
    visit()
    call_command("visits", "fold")
    call_command("visits", "show")
    said = capsys.readouterr().out
    assert "Đã gấp 1 dòng." in said and "Tất cả: 1" in said
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("visits", "import", "/khong/co.csv")
    with pytest.raises(CommandError, match="Cho biết tệp"):
        call_command("visits", "import")
