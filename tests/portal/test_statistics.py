"""The public page of visits: four figures, their course drawn and in words, files to take away."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from lantoa.core import clock
from lantoa.portal import charts
from lantoa.reach import actions, counting, log, periods, queries
from lantoa.reach.log import View
from lantoa.registry import actions as registry
from tests.conftest import AT

PAGE = "/thong-ke/"


def opened(
    visitor: str, at: datetime = AT, *, slug: str = "", kind: str = "page", **more: str
) -> None:
    values = {"channel": "website", "source": "search", **more}
    view = View(
        int(at.timestamp() * 1000), kind, "/", slug, values["channel"], visitor, values["source"]
    )
    counting.scribe().log.append(view)


def read(reader: Client, address: str = PAGE) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_four_figures_and_the_course(told, reader) -> None:
    opened("a")
    opened("a", AT - timedelta(days=3))
    opened("-", kind="robot")
    page = read(reader)
    assert "Tính tới" in page and "2 lượt xem trang, 2 lượt truy cập" in page
    assert "máy tự động mở 1 lượt" in page
    assert page.count('class="b1"') == 30 + 2  # thirty days, and the key
    assert "<title>Thứ Hai, 8/6/2026: 1 lượt xem, 1 lượt truy cập</title>" in page
    assert re.search(r'role="img" aria-labelledby="ct cd"', page)
    assert page.count('<th scope="row">Thứ') + page.count('<th scope="row">Chủ') == 30


@pytest.mark.parametrize(
    ("asked", "words", "bars"),
    [
        ("tuan", "8/6/2026 tới 14/6/2026", 12),
        ("thang", "Tháng 7/2025", 12),
        ("<script>", "30 ngày", 30),
    ],
)
def test_by_week_and_by_month(told, reader, asked: str, words: str, bars: int) -> None:
    page = read(reader, f"{PAGE}?theo={asked}")
    assert words in page and "<script>" not in page
    assert page.count('class="hit0"') == bars


def test_nothing_yet(province, reader) -> None:
    page = read(reader)
    assert "0 lượt xem trang" in page and "Nhiều nhất" not in page
    assert 'id="chuyen"' not in page


def test_origins_channels_places_and_stories(told, reader) -> None:
    slug = told.publication.slug
    for _ in range(3):
        opened("a", slug=slug, source="social")
    opened("b", slug=slug, source="inside")
    opened("c", slug=slug, kind="short", channel="print")
    for _ in range(2):
        page = " ".join(read(reader).split())
        assert 'Mạng xã hội (Zalo, Facebook…)</th> <td class="r num">3</td>' in page
        assert 'Bản in</th> <td class="r num">1</td>' in page
        assert "1 lượt khác là đi tiếp" in page
        place = told.exemplar.place.name
        assert f'{place}</th><td class="r num">1</td><td class="r num">5</td>' in page
        assert '<td class="r num">4</td><td class="r num">1</td></tr>' in page
        actions.fold(at=AT)


def test_a_held_story_is_in_no_list(told, cast, reader) -> None:
    opened("a", slug=told.publication.slug)
    registry.hold(exemplar=told.exemplar, reason="Đơn phản ánh", by=cast.officer, at=AT)
    for address in (PAGE, f"{PAGE}cau-chuyen.csv", f"{PAGE}cau-chuyen.json"):
        assert told.publication.title not in read(reader, address)


def test_stories_stand_by_their_day_never_by_views(told, tell_more, reader) -> None:
    tell_more(2)
    for _ in range(9):
        opened("a", slug="chuyen-1")
    rows = list(csv.reader(io.StringIO(read(reader, f"{PAGE}cau-chuyen.csv"))))
    slugs = [row[1] for row in rows[1:]]
    assert slugs.index("chuyen-2") < slugs.index("chuyen-1")


@pytest.mark.parametrize(("name", "count"), [("ngay", 30), ("tuan", 12), ("thang", 12)])
def test_the_same_numbers_as_files(told, reader, name: str, count: int) -> None:
    opened("a")
    answer = reader.get(f"{PAGE}{name}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")  # or Excel spoils the letters
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Từ ngày", "Lượt xem trang", "Lượt truy cập", "Lượt máy tự động mở"]
    assert len(rows) == count + 1 and rows[-1][1:] == ["1", "1", "0"]
    content = json.loads(read(reader, f"{PAGE}{name}.json"))
    assert content["rows"][-1] == {
        "from": rows[-1][0], "views": 1, "visits": 1, "robot_views": 0,
    }  # fmt: skip
    assert reader.get(f"{PAGE}nam.csv").status_code == 404


def test_no_title_is_a_formula(told, reader) -> None:
    told.publication.title = '=HYPERLINK("http://evil.example")'
    told.publication.save()
    assert ",\"'=HYPERLINK" in read(reader, f"{PAGE}cau-chuyen.csv")


#: Footer (who runs the site, figures), folding's state, days, again the state; origins, channels and places two each with
#: their stories, units and mergers; the page of stories with its count and channels.
QUERIES = 19


def test_it_costs_the_same_with_one_story_and_with_three(
    told, tell_more, reader, django_assert_num_queries
) -> None:
    for _ in range(2):
        reader.get(PAGE)
    with django_assert_num_queries(QUERIES):
        reader.get(PAGE)
    tell_more(2)
    with django_assert_num_queries(QUERIES):
        reader.get(PAGE)


def test_the_foot_of_each_page_says_where_to_ask_and_how_old_it_is(told, reader) -> None:
    page = read(reader, "/")
    assert 'data-visits="/api/v1/statistics"' in page and 'title="Tính tới 09:30 8/6/2026"' in page
    for name in ("online", "today", "week", "total"):
        assert f'data-v="{name}"' in page
    assert re.search(r'<script src="/static/portal/visits[^"]*\.js" defer></script>', page)
    asked = reader.get("/api/v1/statistics").json()
    assert {"online", "today", "week", "total"} <= set(asked)
    assert not [view for _, path in log.files(counting.folder()) for view in log.read(path, log.FIRST)[0]
                if view.path.startswith("/api/")]  # fmt: skip


def test_a_story_says_how_often_it_was_opened_folded_or_not(told, reader) -> None:
    slug = told.publication.slug
    opened("a", slug=slug)
    before = queries.by_channel(SimpleNamespace(slug=slug, slugs=[slug]))
    actions.fold(at=AT)
    assert queries.by_channel(SimpleNamespace(slug=slug, slugs=[slug])) == before == {"website": 1}


def test_weeks_and_months_over_the_end_of_a_year_and_leap_days() -> None:
    assert periods.first_of("week", 2, date(2027, 1, 1)) == date(2026, 12, 21)
    assert periods.first_of("month", 12, date(2028, 2, 29)) == date(2027, 3, 1)
    assert periods.first_of("month", 1, date(2027, 1, 31)) == date(2027, 1, 1)
    assert periods.first_of("day", 30, date(2028, 3, 1)) == date(2028, 2, 1)
    days = [queries.DayFigures(date(2026, 12, 28) + timedelta(days=n), 1, 1, 0) for n in range(10)]
    assert [(row.day, row.views) for row in periods.put_together("week", days)] == [
        (date(2026, 12, 28), 7), (date(2027, 1, 4), 3),
    ]  # fmt: skip
    assert [row.views for row in periods.put_together("month", days)] == [4, 6]


@pytest.mark.django_db
def test_a_month_over_midnight_in_vietnam(monkeypatch) -> None:
    last = datetime(2028, 2, 29, 16, 59, tzinfo=UTC)  # 23:59 on the 29th
    monkeypatch.setattr(clock, "today", lambda: date(2028, 3, 1))
    opened("a", last)
    opened("b", last + timedelta(minutes=2))
    rows = periods.put_together("month", queries.between(date(2028, 2, 1), date(2028, 3, 1)))
    assert [row.visits for row in rows] == [1, 1]


def test_the_uppermost_line_is_round_and_no_part_vanishes() -> None:
    assert [charts.ceiling(n) for n in (0, 1, 7, 280, 301, 999, 1001)] == [
        1, 1, 8, 300, 400, 1000, 2000,
    ]  # fmt: skip
    assert (charts.cells(0, 9), charts.cells(1, 9000), charts.cells(9, 9)) == (0, 1, 20)
