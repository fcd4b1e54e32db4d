"""Tables of the statistics office at the desk: sent, asked, judged by a task, one click to a lead."""

from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.core import clock, events
from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.discovery import actions, outliers, tasks
from lantoa.discovery.models import IndicatorFinding, IndicatorTable
from lantoa.discovery.outliers.sheets import sheet_of
from lantoa.nominations.models import Lead

QUESTION = outliers.Question(unit="Xã", value="Tỷ lệ", context=("Thu nhập",))


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "today", lambda: at.date())
    monkeypatch.setattr(clock, "now", lambda: at)


def csv(*, lift: float = 60.0) -> bytes:
    rng = np.random.default_rng(4)
    names = ["Đông Ninh Hòa", *(f"Xã {i:02}" for i in range(39))]
    lines = ["Xã,Thu nhập,Tỷ lệ,Dân số"]
    for i, name in enumerate(names):
        income = rng.normal(50, 8)
        rate = 30 + 0.4 * income + rng.normal(0, 2) + (lift if i == 0 else 0)
        lines.append(f"{name},{income:.2f},{rate:.2f},{rng.integers(2000, 9000)}")
    return "\n".join(lines).encode()


def entered(province: Any, cast: Any, at: Any, name: str = "Hộ thoát nghèo") -> IndicatorTable:
    return actions.enter_indicators(
        name=name, columns=sheet_of(csv(), "a.csv"), unit=province.root,
        by=cast.province_officer, at=at,
    )  # fmt: skip


def judged(
    province: Any, cast: Any, at: Any, run_tasks: Any, name: str = "Hộ thoát nghèo"
) -> IndicatorTable:
    table = entered(province, cast, at, name)
    actions.ask(table=table, question=QUESTION, by=cast.province_officer, at=at)
    run_tasks()
    table.refresh_from_db()
    return table


def test_from_upload_to_lead(province: Any, cast: Any, browse: Any, run_tasks: Any) -> None:
    client = browse(cast.province_officer)
    file = SimpleUploadedFile("so-lieu.csv", csv())
    sent = client.post(reverse("desk:indicators_new"), {"name": "Hộ thoát nghèo", "file": file})
    table = IndicatorTable.objects.get()
    assert sent.headers["Location"] == reverse("desk:indicators_table", args=[table.pk])

    page = client.get(sent.headers["Location"])
    assert page.context["form"].initial["unit"] == "Xã"
    assert page.context["form"].initial["exposure"] == "Dân số"
    asked = {
        "unit": "Xã", "value": "Tỷ lệ", "better": "higher", "context": ["Thu nhập"],
        "exposure": "", "period": "", "level": "0.05", "min_count": "5",
    }  # fmt: skip
    assert client.post(sent.headers["Location"], asked).status_code == 302
    assert "Đang tính" in client.get(sent.headers["Location"]).content.decode()

    run_tasks()
    page = client.get(sent.headers["Location"]).content.decode()
    assert "1 nơi đáng đến xem" in page
    assert "<svg" in page
    assert "hạng" not in page.replace("Không xếp hạng ai", "")
    finding = IndicatorFinding.objects.get(is_flagged=True)
    assert finding.name == "Đông Ninh Hòa"

    address = reverse("desk:indicators_tell", args=[table.pk, finding.pk])
    form = client.get(address).context["form"]
    assert "Với bối cảnh này dự kiến" in form.initial["what"]
    assert form.initial["place"] == str(province.place.pk)
    told = {"what": "Theo bảng, nơi này thoát nghèo nhanh.", "place": province.place.pk}
    done = client.post(address, told)
    lead = Lead.objects.get()
    assert done.headers["Location"] == reverse("desk:lead", args=[lead.pk])
    assert (lead.channel, lead.unit, lead.place) == ("data", province.unit, province.place)
    assert lead.who == "Đông Ninh Hòa"
    assert "Đã lập tin báo" in client.get(sent.headers["Location"]).content.decode()
    # the same click again is the same lead
    assert client.post(address, told).headers["Location"] == done.headers["Location"]
    assert Lead.objects.count() == 1


def test_asked_again_the_same_unit_is_the_same_lead(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    table = judged(province, cast, at, run_tasks)
    more = {"what": "Nơi này thoát nghèo nhanh hơn dự kiến.", "place": province.place}
    first = table.findings.get(is_flagged=True)
    lead = actions.tell(finding=first, by=cast.province_officer, at=at, **more)
    actions.ask(
        table=table, question=outliers.Question(unit="Xã", value="Tỷ lệ"),
        by=cast.province_officer, at=at,
    )  # fmt: skip
    run_tasks()
    again = table.findings.get(is_flagged=True)
    assert again.pk != first.pk
    assert again.lead == lead
    assert actions.tell(finding=again, by=cast.province_officer, at=at, **more) == lead
    assert Lead.objects.count() == 1
    assert [event.kind for event in events.history(table)] == [
        "indicators.entered", "indicators.ask", "indicators.judge", "indicators.ask",
        "indicators.judge",
    ]  # fmt: skip


def test_a_task_that_runs_twice_writes_once(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    table = judged(province, cast, at, run_tasks)
    before = list(table.findings.values_list("pk", flat=True))
    tasks.judge_indicators.func(subject_id=str(table.pk), event_id=1)
    assert list(table.findings.values_list("pk", flat=True)) == before
    # an answer to a question that was put anew meanwhile is left aside
    rows = outliers.rows_of(sheet_of(csv(), "a.csv"), QUESTION)
    report = outliers.discover(rows, QUESTION)
    actions.ask(table=table, question=QUESTION, by=cast.province_officer, at=at)
    actions.keep_report(table=table, asked={"unit": "khác"}, report=report, by=SYSTEM, at=at)
    table.refresh_from_db()
    assert table.state == "asked"


def test_a_table_without_answer_says_why(
    province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any
) -> None:
    columns = sheet_of("Xã,Tỷ lệ\nA,1\nB,2\n".encode(), "a.csv")
    table = actions.enter_indicators(
        name="Bảng nhỏ", columns=columns, unit=province.root, by=cast.province_officer, at=at
    )
    actions.ask(
        table=table, question=outliers.Question(unit="Xã", value="Tỷ lệ"),
        by=cast.province_officer, at=at,
    )  # fmt: skip
    run_tasks()
    page = browse(cast.province_officer).get(reverse("desk:indicators_table", args=[table.pk]))
    assert "Bảng chỉ có 2 đơn vị" in page.content.decode()


def test_a_bad_cell_is_named_before_anybody_waits(
    province: Any, cast: Any, at: Any, browse: Any
) -> None:
    columns = sheet_of("Xã,Tỷ lệ\nA,1\nB,2\nC,chín\n".encode(), "a.csv")
    table = actions.enter_indicators(
        name="Bảng hỏng", columns=columns, unit=province.root, by=cast.province_officer, at=at
    )
    sent = {"unit": "Xã", "value": "Tỷ lệ", "better": "lower", "level": "0.1", "min_count": "3"}
    page = browse(cast.province_officer).post(
        reverse("desk:indicators_table", args=[table.pk]), sent
    )
    assert page.status_code == 422
    assert "Dòng 4, cột “Tỷ lệ” (“chín”) không phải số." in page.content.decode()
    assert page.context["form"]["level"].value() == "0.1"  # nothing typed is lost
    table.refresh_from_db()
    assert table.state == "uploaded"


@pytest.mark.parametrize("data", [b"", b"a\n", b"PK\x03\x04rubbish", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_stays_on_the_form(cast: Any, browse: Any, data: bytes) -> None:
    sent = {"name": "Bảng", "file": SimpleUploadedFile("x.csv", data)}
    page = browse(cast.province_officer).post(reverse("desk:indicators_new"), sent)
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not IndicatorTable.objects.exists()


def test_who_may_not(province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any) -> None:
    table = judged(province, cast, at, run_tasks)
    finding = table.findings.get(is_flagged=True)
    own = reverse("desk:indicators_table", args=[table.pk])
    for someone in (cast.verifier, cast.editor, cast.approver, cast.leader, cast.administrator):
        assert browse(someone).get(own).status_code == 403
        assert browse(someone).get(reverse("desk:indicators_new")).status_code == 403
    # a commune's officer sees the tables of the own unit only
    assert browse(cast.officer).get(own).status_code == 404
    tell = reverse("desk:indicators_tell", args=[table.pk, finding.pk])
    assert browse(cast.officer).post(tell, {"what": "x" * 50}).status_code == 404
    columns = sheet_of(csv(), "a.csv")
    with pytest.raises(Refused, match="không có quyền"):
        actions.enter_indicators(
            name="Bảng", columns=columns, unit=province.root, by=cast.officer, at=at
        )
    with pytest.raises(Refused, match="không có quyền"):
        actions.ask(table=table, question=QUESTION, by=cast.officer, at=at)
    with pytest.raises(Refused, match="không có quyền"):
        actions.tell(finding=finding, place=province.place, what="x" * 50, by=cast.officer, at=at)
    plain = table.findings.filter(is_flagged=False).first()
    with pytest.raises(Refused, match="chưa cho thấy"):
        actions.tell(
            finding=plain, place=province.place, what="x" * 50, by=cast.province_officer, at=at
        )
    assert not Lead.objects.exists()


def test_three_tables_cost_no_more_than_one(
    province: Any, cast: Any, at: Any, browse: Any, run_tasks: Any
) -> None:
    client = browse(cast.province_officer)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk:indicators")).status_code == 200
        return len(queries)

    assert "Chưa có bảng số liệu nào" in client.get(reverse("desk:indicators")).content.decode()
    judged(province, cast, at, run_tasks, "Một")
    one = count()
    entered(province, cast, at, "Hai")
    judged(province, cast, at, run_tasks, "Ba")
    assert count() == one
