"""A unit's list: sent, opened, checked, mended, entered; nothing doubled, nothing half done."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from lantoa.core import clock, events
from lantoa.core.actors import COMMAND
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.discovery import actions, queries, tasks
from lantoa.discovery.lists import Layout
from lantoa.discovery.lists.workbooks import Returned, returned, template
from lantoa.discovery.models import ListUpload
from lantoa.nominations.models import Lead, NominatorContact
from lantoa.nominations.queries import find_by_code
from tests.discovery.planted import FIRST, HEADINGS, KINDS, mended, people, planted, workbook


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def send(data: bytes, province: Any, cast: Any, at: Any, **more: Any) -> ListUpload:
    given = {"unit": province.root, "by": cast.province_officer, "at": at, "name": "ds.xlsx"}
    return actions.send(data=data, **{**given, **more})


def enter(upload: ListUpload, cast: Any, at: Any, run_tasks: Any) -> None:
    """The officer enters the good rows; the worker does it."""
    upload.refresh_from_db()
    actions.begin(upload=upload, by=cast.province_officer, at=at)
    run_tasks()
    upload.refresh_from_db()


def test_every_planted_fault_is_named_and_the_mended_list_adds_the_rest(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    rows, told = planted(1000, 70)
    upload = send(workbook(rows), province, cast, at)
    run_tasks()
    found = {
        (fault["cell"], fault["kind"])
        for row in queries.rows_to_mend(upload)
        for fault in row.faults
    }
    assert found == {(each.cell, each.kind) for each in told}
    assert {each.kind for each in told} == KINDS
    assert len(KINDS) > 20
    assert all(
        reason.startswith(f"Ô Cá nhân!{fault['cell']}: ")
        for row in queries.rows_to_mend(upload)
        for fault, reason in zip(row.faults, row.reasons(), strict=True)
    )
    enter(upload, cast, at, run_tasks)
    assert upload.state == "imported"
    assert Lead.objects.count() == 930
    assert AuditEvent.objects.filter(kind="lead.submitted").count() == 930
    assert not list(events.broken_links())

    again = send(workbook(mended(rows, told)), province, cast, at, name="da-sua.xlsx")
    run_tasks()
    assert queries.progress(again).counts == {"known": 930, "good": 70}
    enter(again, cast, at, run_tasks)
    assert Lead.objects.count() == 1000
    assert queries.progress(again).counts == {"known": 930, "imported": 70}


def test_a_lead_of_a_list_is_like_any_other(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    row = next(people(1))
    row[8], row[9], row[10] = "0905 111 000", "ten@noi.example", "https://bao.example/a"
    row[4] = "Xã Phước Tiến"  # until 30/6/2025
    upload = send(workbook([row]), province, cast, at)
    run_tasks()
    enter(upload, cast, at, run_tasks)
    lead = Lead.objects.get()
    assert (lead.who, lead.what, lead.channel) == (row[1], row[6], "list")
    assert (lead.unit, lead.entered_by) == (province.root, cast.province_officer)
    assert lead.place.name == "Xã Bác Ái"
    assert lead.number == "TB-2026-00001"
    assert lead.due_on > at.date()
    assert lead.nominator.phone == "0905 111 000"
    assert lead.attachments.get().link == row[10]
    kept = upload.rows.get()
    assert kept.lead == lead
    assert "0905 111 000" not in str(kept.cells) + str(kept.facts)  # in one place only
    assert "0905 111" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))
    assert find_by_code("00000") is None


def test_a_worker_that_dies_loses_at_most_its_portion(
    province: Any, cast: Any, at: Any, monkeypatch: pytest.MonkeyPatch, run_tasks: Any
) -> None:
    upload = send(workbook(list(people(25))), province, cast, at)
    monkeypatch.setattr(tasks, "PORTION", 10)
    actions.open_file(upload=upload, at=at)
    actions.check_portion(upload=upload, at=at, size=10)
    assert queries.progress(upload).counts == {"good": 10, "waiting": 15}
    run_tasks()  # the tasks of before, and those that take up what was left
    actions.begin(upload=ListUpload.objects.get(), by=cast.province_officer, at=at)
    upload.refresh_from_db()
    by = cast.province_officer

    def dies(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(events, "record_all", dies)
        actions.import_portion(upload=upload, by=by, at=at, size=10)
    assert Lead.objects.count() == 0  # no row half entered
    assert actions.import_portion(upload=upload, by=by, at=at, size=10)
    assert Lead.objects.count() == 10
    # The worker died before it could say that the portion was done: the task runs again.
    waiting = DBTaskResult.objects.ready().get()
    arguments = waiting.args_kwargs["kwargs"]
    waiting.task.call(**arguments)
    waiting.task.call(**arguments)
    run_tasks()
    upload.refresh_from_db()
    assert upload.state == "imported"
    assert Lead.objects.count() == Lead.objects.values("who", "what", "place").distinct().count()
    assert queries.progress(upload).counts == {"imported": 25}
    assert not list(events.broken_links())


def test_portions_cost_the_same_few_queries(province: Any, cast: Any, at: Any) -> None:
    def cost(number: int, seed: int) -> tuple[int, int]:
        upload = send(workbook(list(people(number, seed))), province, cast, at)
        actions.open_file(upload=upload, at=at)
        with CaptureQueriesContext(connection) as checking:
            actions.check_portion(upload=upload, at=at)
        actions.begin(upload=upload, by=cast.province_officer, at=at)
        with CaptureQueriesContext(connection) as entering:
            actions.import_portion(upload=upload, by=cast.province_officer, at=at, size=200)
        return len(checking), len(entering)

    few, many = cost(3, 5), cost(30, 6)
    assert many[0] <= few[0]
    assert many[1] <= few[1] + 2  # contacts and links, when there are any


def test_a_row_is_mended_in_place(province: Any, cast: Any, at: Any, run_tasks: Any) -> None:
    rows = list(people(2))
    rows[0][4] = "Nơi Không Có"
    upload = send(workbook(rows), province, cast, at)
    run_tasks()
    row = upload.rows.get(position=1)
    assert row.verdict == "bad"
    by, seen = cast.province_officer, row.mark
    still = [*row.cells]
    still[4] = "Chỗ Khác"
    actions.correct(row=row, cells=still, seen=seen, by=by, at=at)
    assert (row.verdict, row.cells[4]) == ("bad", "Chỗ Khác")  # kept as typed
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        actions.correct(row=row, cells=still, seen=seen, by=by, at=at)
    still[4] = "Xã Bác Ái"
    actions.correct(row=row, cells=still, seen=row.mark, by=by, at=at)
    assert row.verdict == "good"
    with pytest.raises(Refused, match="không có quyền"):
        actions.correct(row=row, cells=still, seen=row.mark, by=cast.stranger, at=at)
    enter(upload, cast, at, run_tasks)
    row.refresh_from_db()
    with pytest.raises(Refused, match="đã thành tin báo"):
        actions.correct(row=row, cells=still, seen=row.mark, by=by, at=at)
    assert Lead.objects.count() == 2


def test_rows_mended_after_the_first_entry_are_entered_too(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    rows = list(people(3))
    rows[1][1] = ""
    upload = send(workbook(rows), province, cast, at)
    run_tasks()
    enter(upload, cast, at, run_tasks)
    assert Lead.objects.count() == 2
    row = queries.rows_to_mend(upload).get()
    cells = [*row.cells]
    cells[1] = "Lê Thị Đã Có Tên"
    actions.correct(row=row, cells=cells, seen=row.mark, by=cast.province_officer, at=at)
    enter(upload, cast, at, run_tasks)
    assert queries.progress(upload).counts == {"imported": 3}
    with pytest.raises(Refused, match="Không còn dòng nào"):
        actions.begin(upload=upload, by=cast.province_officer, at=at)


def test_what_offices_put_between_the_people_is_passed_over(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    one, two = people(2)
    rows = [
        [f"({n})" for n in range(1, 14)], ["I. CÁ NHÂN"], one, [], ["II. TẬP THỂ"] * 13,
        list(HEADINGS), two, ["", "Ví dụ: Nguyễn Văn Mẫu", "", "", "", "", "Không nhập dòng này."],
        ["Tổng cộng: 2"], ["", "", "", "", "", "", "", "NGƯỜI LẬP"],
    ]  # fmt: skip
    upload = send(workbook(rows), province, cast, at)
    run_tasks()
    assert [row.number for row in upload.rows.all()] == [FIRST + 2, FIRST + 6]
    assert queries.progress(upload).counts == {"good": 2}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02\x03" * 100, ""),
        (b"PK\x03\x04 cut off", ""),
        ("Họ tên,Việc tốt\n".encode(), "chưa có ai"),
        ("Tuổi,Nghề\n1,2\n".encode(), "Không thấy dòng tên cột"),
        ("Họ tên,Năm sinh\nLan,1968\n".encode(), "thiếu cột “Việc tốt”. Các cột đã thấy: “Họ tên”"),
        ("Họ tên,Tên,Việc tốt\na,b,c\n".encode(), "“Tên” ở ô B1"),
        (b"ten,viec tot\n" + b"a,b\n" * 10_001, "hơn 10.000 dòng"),
    ],
)
def test_a_list_that_cannot_be_opened_says_why(
    data: bytes, words: str, province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    upload = send(data, province, cast, at, name="ds.csv")
    run_tasks()
    upload.refresh_from_db()
    assert upload.state == "unreadable"
    assert words in upload.problem
    assert len(upload.problem) > 20
    assert not upload.rows.exists()


def test_a_sheet_without_names_beside_a_list_is_told_and_left(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(list(people(2)))))
    total = book.create_sheet("Tổng hợp")
    total.append(["Đơn vị", "Số lượng"])
    total.append(["Xã Bác Ái", 2])
    half = book.create_sheet("Hộ")
    half.append(["Họ và tên", "Năm sinh"])
    half.append(["Hộ bà Tám", 1968])
    file = BytesIO()
    book.save(file)
    upload = send(file.getvalue(), province, cast, at)
    run_tasks()
    upload.refresh_from_db()
    assert upload.row_count == 2
    assert any("Tổng hợp" in note for note in upload.notes)
    assert [each["sheet"] for each in upload.problems] == ["Hộ"]


def test_the_same_file_sent_twice_is_one_list(province: Any, cast: Any, at: Any) -> None:
    data = workbook(list(people(2)))
    assert send(data, province, cast, at) == send(data, province, cast, at)
    send(data, province, cast, at, unit=province.unit)
    assert ListUpload.objects.count() == 2


def test_who_may_not_send_nor_enter(province: Any, cast: Any, at: Any, run_tasks: Any) -> None:
    data = workbook(list(people(2)))
    for name in ("approver", "editor", "leader", "neighbour", "stranger", "administrator"):
        with pytest.raises(Refused, match="không có quyền nhập danh sách"):
            send(data, province, cast, at, unit=province.unit, by=getattr(cast, name))
    upload = send(data, province, cast, at)
    run_tasks()
    upload.refresh_from_db()
    for name in ("officer", "approver", "stranger"):  # the list is the province's
        with pytest.raises(Refused, match="không có quyền"):
            actions.begin(upload=upload, by=getattr(cast, name), at=at)
    assert not Lead.objects.exists()


def test_who_lost_the_right_meanwhile_enters_no_more(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    upload = send(workbook(list(people(4))), province, cast, at)
    run_tasks()
    upload.refresh_from_db()
    actions.begin(upload=upload, by=cast.province_officer, at=at)
    actions.import_portion(upload=upload, by=cast.province_officer, at=at, size=2)
    assert not actions.import_portion(upload=upload, by=cast.stranger, at=at, size=2)
    assert (upload.state, Lead.objects.count()) == ("checked", 2)
    assert "không còn quyền" in upload.problem
    actions.begin(upload=upload, by=COMMAND, at=at)
    run_tasks()
    assert Lead.objects.count() == 4


def test_a_namesake_in_the_same_commune_is_remarked_not_refused(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    row = next(people(1))
    send(workbook([row]), province, cast, at)
    run_tasks()
    enter(ListUpload.objects.get(), cast, at, run_tasks)
    row[6] = "Một việc tốt khác hẳn, kể lần thứ hai."
    upload = send(workbook([row]), province, cast, at)
    run_tasks()
    assert "Trùng tên, cùng xã với tin báo TB-2026-00001" in upload.rows.get().notes[0]
    enter(upload, cast, at, run_tasks)
    assert Lead.objects.count() == 2


def test_the_template_can_be_filled_and_sent(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    data = template(["Xã Bác Ái", "Phường Ninh Hòa"], ["Môi trường"])
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["Danh sách"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["D2:D10002"].formula1 == "'Danh mục'!$B$2:$B$3"
    assert book["Danh mục"]["B3"].value == "Phường Ninh Hòa"
    assert sheet["A2"].value.startswith("Ví dụ:")
    sheet["A3"], sheet["D3"], sheet["G3"] = (
        "Lê Thị Hai",
        "Xã Bác Ái",
        "Nấu cháo cho cả xóm mỗi sáng",
    )
    file = BytesIO()
    book.save(file)
    upload = send(file.getvalue(), province, cast, at)
    run_tasks()
    upload.refresh_from_db()
    assert (upload.problem, upload.notes, upload.problems) == ("", [], [])
    assert queries.progress(upload).counts == {"good": 1}
    assert upload.rows.get().number == 3


def test_bad_rows_come_back_marked_and_harmless() -> None:
    layout = Layout("Cá nhân", 3, ("Họ và tên", "Việc tốt"), {"who": 0, "what": 1})
    bad = Returned(
        "Cá nhân", ["=cmd|' /C calc'!A0", "ngắn\x07", "", "lệch"], frozenset({0, 3}), ["Ô A4: x."]
    )
    book = openpyxl.load_workbook(BytesIO(returned([layout], [bad])))
    sheet = book["Cá nhân"]
    assert [cell.value for cell in sheet[1]] == ["Họ và tên", "Việc tốt", "Cần sửa gì"]
    formula, short, reasons = sheet[2]
    assert (formula.value, formula.data_type, formula.quotePrefix) == (
        "=cmd|' /C calc'!A0", "s", True,
    )  # fmt: skip
    assert (short.value, reasons.value) == ("ngắn", "Ô A4: x. Ô ngoài cột: “lệch”.")
    assert formula.fill.fgColor.rgb == reasons.fill.fgColor.rgb != short.fill.fgColor.rgb


def test_old_exemplars_and_awards_enter_as_leads_to_be_verified(
    province: Any, cast: Any, at: Any, run_tasks: Any
) -> None:
    text = (
        "Họ và tên;Danh hiệu;Số quyết định;Ngày ký\n"
        "Lê Thị Hai;Bằng khen;123/QĐ-UBND;22/3/2023\n"
        "Lê Thị Ba;Bằng khen;;22/3/2023\n"
    )
    upload = send(text.encode(), province, cast, at, name="qd.csv", purpose="awards")
    run_tasks()
    enter(upload, cast, at, run_tasks)
    lead = Lead.objects.get()
    assert lead.state == "received"
    assert lead.what.startswith("Được tặng Bằng khen theo Quyết định số 123/QĐ-UBND")
    assert upload.rows.get(lead=lead).facts["decided_on"] == "2023-03-22"
    assert not NominatorContact.objects.exists()
