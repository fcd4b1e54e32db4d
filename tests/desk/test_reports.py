"""The report at the desk: a conclusion, decisions, figures that open onto exactly their rows."""

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from lantoa.core import clock
from lantoa.desk.views.reports import DOCX
from lantoa.planning import actions
from lantoa.planning.states import Indicator

TODAY = date(2026, 6, 8)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: at)


def duty(province: Any, cast: Any, at: Any, number: str, **more: Any) -> Any:
    facts = {
        "group": "Tìm điển hình từ cơ sở",
        "content": f"Việc số {number}",
        "unit": province.unit,
        "deadline": TODAY - timedelta(days=12),
        "product": "Sổ ghi",
    } | more
    return actions.assign(
        plan=province.plan, number=number, **facts, by=cast.province_officer, at=at
    )


@pytest.fixture
def told(province: Any, cast: Any, run_tasks: Any) -> Any:
    """A published story with a practice and two copies, one with a confirmed result."""
    publication = world.published(province, cast, run_tasks)
    card = world.practice(province, cast, publication.exemplar)
    world.adoption(province, cast, card, adopter="Tổ đang thử")
    world.effective(province, cast, card, adopter="Tổ có kết quả")
    return publication


def report(province: Any) -> str:
    return reverse("desk:report", args=[province.plan.slug])


def test_conclusion_first_then_decisions_then_figures(
    province: Any, cast: Any, at: Any, browse: Any, told: Any
) -> None:
    duty(province, cast, at, "1.1", content="Việc đã trễ")
    duty(
        province, cast, at, "1.2", deadline=date(2026, 12, 1),
        indicator="adoptions_registered", target=40,
    )  # fmt: skip
    found = browse(cast.leader).get(report(province))
    page = found.content.decode()
    assert found.context["conclusion"] == (
        f"1 trong 2 nhiệm vụ đã quá hạn; {len(found.context['report'].inactive_units)} đơn vị "
        "chưa có hoạt động nào; 1 trong 1 chỉ tiêu chậm nhịp."
    )
    places = [
        page.index(words)
        for words in (
            found.context["conclusion"], "Cần quyết", "Việc đã trễ", "Từ lời giới thiệu tới",
            "Chỉ tiêu</h2>", "Ai làm theo ai, được gì",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Quá 12 ngày." in page
    assert "Chậm nhịp, còn thiếu 38" in page
    assert "31 hộ lấy nước theo bảng" in page
    assert not re.search(r'(x|y|width|height)="\d+,', page)  # a comma would blank the drawing


def test_a_young_plan_is_said_calmly(province: Any, cast: Any, browse: Any) -> None:
    found = browse(cast.leader).get(report(province))
    assert found.context["conclusion"].startswith("Kế hoạch chưa giao nhiệm vụ nào; ")
    assert "Chưa nơi nào đăng ký làm theo." in found.content.decode()


@pytest.mark.parametrize("reader", ["leader", "officer", "stranger"])
def test_every_figure_equals_its_rows(
    province: Any, cast: Any, browse: Any, told: Any, reader: str
) -> None:
    client = browse(getattr(cast, reader))
    figures = client.get(report(province)).context["report"].figures
    assert [figure.indicator for figure in figures] == Indicator.values
    assert sum(figure.count for figure in figures) > 6
    for figure in figures:
        rows = client.get(
            reverse("desk:report_rows", args=[province.plan.slug, figure.indicator])
        ).context
        assert rows["total"] == figure.count
        assert rows["shown"] + rows["elsewhere"] == figure.count
        assert len(rows["lines"]) == rows["shown"]
        if reader == "leader" and figure.indicator != "leads_received":  # leaders open no tips
            assert rows["elsewhere"] == 0


def test_rows_say_who_where_which_unit_and_when(
    province: Any, cast: Any, browse: Any, told: Any
) -> None:
    client = browse(cast.province_officer)
    expected = {
        "leads_received": world.NAME,
        "exemplars_recognised": world.NAME,
        "stories_published": "Tấm bảng giữ yên xóm muối",
        "deliveries_done": world.NAME,
        "practices_offered": "Bảng lịch lấy nước chung",
        "adoptions_effective": "Tổ có kết quả",
    }
    for indicator, words in expected.items():
        page = client.get(reverse("desk:report_rows", args=[province.plan.slug, indicator]))
        text = page.content.decode()
        assert words in text
        assert "Phường" in text
        assert "8/6/2026" in text


def test_rows_of_other_units_are_counted_not_named(
    province: Any, cast: Any, browse: Any, told: Any
) -> None:
    address = reverse("desk:report_rows", args=[province.plan.slug, "adoptions_registered"])
    page = browse(cast.stranger).get(address).content.decode()
    assert "2 hồ sơ nằm ngoài vai trò và đơn vị của anh, chị" in page
    assert "Tổ có kết quả" not in page
    assert "Tổ có kết quả" in browse(cast.neighbour).get(address).content.decode()
    overview = browse(cast.stranger).get(report(province)).content.decode()
    assert "Tổ có kết quả" not in overview
    assert "2 nơi làm theo của đơn vị khác được đếm, không nêu tên ở đây." in overview


def test_late_duties_of_others_are_counted_not_named(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    duty(province, cast, at, "1.1", content="Việc trễ của Đông Ninh Hòa")
    page = browse(cast.stranger).get(report(province)).content.decode()
    assert "Việc trễ của Đông Ninh Hòa" not in page
    assert "1 nhiệm vụ của đơn vị khác được đếm" in page
    assert "đơn vị khác được đếm, không nêu tên ở đây." in page
    assert province.unit.short_name not in page
    assert (
        "Việc trễ của Đông Ninh Hòa" in browse(cast.officer).get(report(province)).content.decode()
    )


def test_rows_as_a_table(province: Any, cast: Any, browse: Any, told: Any) -> None:
    card = told.exemplar.practice
    world.adoption(province, cast, card, adopter="@SUM(A1)")
    address = reverse("desk:report_rows", args=[province.plan.slug, "adoptions_registered"])
    own = browse(cast.neighbour).get(address, {"xuat": "csv"}).content.decode("utf-8-sig")
    assert "'@SUM(A1)" in own
    other = browse(cast.stranger).get(address, {"xuat": "csv"}).content.decode("utf-8-sig")
    assert len(other.splitlines()) == 1


def test_an_unknown_figure_or_plan(province: Any, cast: Any, browse: Any) -> None:
    client = browse(cast.leader)
    for address in (
        reverse("desk:report_rows", args=[province.plan.slug, "khong_co"]),
        reverse("desk:report", args=["khong-co"]),
        reverse("desk:report_docx", args=["khong-co"]),
    ):
        assert client.get(address).status_code == 404


def test_the_file_opens_in_word(province: Any, cast: Any, at: Any, browse: Any, told: Any) -> None:
    duty(province, cast, at, "1.1", content="Việc đã trễ")
    found = browse(cast.leader).get(reverse("desk:report_docx", args=[province.plan.slug]))
    assert found["Content-Type"] == DOCX
    disposition = found["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert unquote(disposition).endswith("Báo cáo kế hoạch 1068-KH-UBND 08-06-2026.docx")
    document = docx.Document(BytesIO(found.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Việc đã trễ" in " ".join(cells)
    assert any("BÁO CÁO" in paragraph.text for paragraph in document.paragraphs)


def test_the_file_is_for_readers_of_the_whole_plan(province: Any, cast: Any, browse: Any) -> None:
    address = reverse("desk:report_docx", args=[province.plan.slug])
    assert browse(cast.officer).get(address).status_code == 404
    assert address not in browse(cast.officer).get(report(province)).content.decode()
    assert address in browse(cast.leader).get(report(province)).content.decode()


def test_rights(province: Any, cast: Any, browse: Any, client: Any) -> None:
    assert browse(cast.verifier).get(report(province)).status_code == 403
    assert browse(cast.administrator).get(report(province)).status_code == 403
    assert client.get(report(province)).status_code == 302


def test_one_plan_leads_straight_to_its_report(province: Any, cast: Any, browse: Any) -> None:
    found = browse(cast.leader).get(reverse("desk:reports"))
    assert found["Location"] == report(province)


def test_as_many_queries_for_three_rows_as_for_one(
    province: Any, cast: Any, at: Any, browse: Any, told: Any
) -> None:
    client = browse(cast.leader)
    rows = reverse("desk:report_rows", args=[province.plan.slug, "adoptions_effective"])
    duty(province, cast, at, "1")
    before = []
    for address in (report(province), rows):
        client.get(address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        before.append(len(one))
    for name in ("Tổ 2", "Tổ 3"):
        world.effective(province, cast, told.exemplar.practice, adopter=name)
        duty(province, cast, at, name[-1] + ".1", supporting=[province.far_unit])
    for address, count in zip((report(province), rows), before, strict=True):
        with CaptureQueriesContext(connection) as three:
            client.get(address)
        # The first supporting unit costs the one query that reads them all.
        assert len(three) <= count + (address == report(province))
