"""The screens of a unit's list: sent, looked through, mended, entered, given back."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.discovery.planted import people, workbook

from lantoa.core import clock
from lantoa.discovery import actions
from lantoa.discovery.models import ListUpload
from lantoa.nominations.models import Lead


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def sent(rows: list[list[str]], province: Any, cast: Any, at: Any, run_tasks: Any) -> ListUpload:
    upload = actions.send(
        name="ds.xlsx", data=workbook(rows), unit=province.unit, by=cast.officer, at=at
    )
    run_tasks()
    upload.refresh_from_db()
    return upload


def test_from_the_file_to_the_leads(province: Any, cast: Any, browse: Any, run_tasks: Any) -> None:
    client, rows = browse(cast.officer), list(people(3))
    rows[1][4], rows[2][1] = "Nơi Không Có", ""
    form = {"unit": province.unit.pk, "purpose": "leads"}
    empty = client.post(reverse("desk:lead_list_new"), form)
    assert empty.status_code == 422
    assert "Chọn tệp danh sách." in empty.content.decode()
    file = SimpleUploadedFile("Danh sách 2026.xlsx", workbook(rows))
    answer = client.post(reverse("desk:lead_list_new"), form | {"file": file})
    upload = ListUpload.objects.get()
    page = reverse("desk:list_upload", args=[upload.pk])
    assert answer["Location"] == page
    waiting = client.get(page).content.decode()
    assert "Đang mở tệp" in waiting
    assert "<progress" in waiting
    progress = reverse("desk:list_progress", args=[upload.pk])
    assert client.get(progress).json()["is_at_work"] is True
    run_tasks()
    assert client.get(progress).json() == {
        "state": "checked", "done": 3, "total": 3, "is_at_work": False,
    }  # fmt: skip
    text = client.get(page).content.decode()
    assert "1 dòng nhập được, 2 dòng cần sửa" in text
    assert "Ô Cá nhân!E5: Không có xã, phường nào tên “Nơi Không Có”." in text
    assert rows[0][1] not in text  # the rows to mend are shown first
    assert rows[0][1] in client.get(page, {"xem": "tat-ca"}).content.decode()
    assert client.post(page).status_code == 302
    run_tasks()
    assert Lead.objects.get().who == rows[0][1]
    assert "1 dòng đã nhập" in client.get(page).content.decode()
    assert client.post(page).status_code == 422  # nothing good is left
    assert "Danh sách 2026.xlsx" in client.get(reverse("desk:lead_list_new")).content.decode()


def test_a_row_is_mended_where_it_is_wrong_and_the_next_comes(
    province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any
) -> None:
    rows = list(people(3))
    rows[0][4], rows[2][9] = "Nơi Không Có", "thư <hỏng>"
    rows[0].append("lệch")
    upload = sent(rows, province, cast, at, run_tasks)
    client = browse(cast.officer)
    address = reverse("desk:list_row", args=[upload.pk, 1])
    page = client.get(address).content.decode()
    assert 'href="#id_o4"' in page
    assert "Không có xã, phường nào tên “Nơi Không Có”" in page
    assert "Ô Cá nhân!E4" not in page, "beside the box nobody needs its address"
    assert page.index('id="id_o4"') < page.index('id="id_o0"'), "what is wrong comes first"
    assert "Ô ngoài các cột có tên" in page
    assert "Còn 1 dòng khác cần sửa" in page

    def typed(**cells: str) -> dict[str, str]:
        row = upload.rows.get(position=1)
        return {f"o{n}": text for n, text in enumerate(row.cells)} | {"seen": row.mark} | cells

    stale = typed(o4="Xã Bác Ái", o13="")
    refused = client.post(address, typed(o4="Chốn Nào Đó", o13=""))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'value="Chốn Nào Đó"' in text
    assert 'id="id_o4_error"' in text
    refused = client.post(address, stale)
    assert refused.status_code == 422
    assert "Người khác vừa sửa dòng này" in refused.content.decode()
    answer = client.post(address, typed(o4="Xã Bác Ái"))
    assert answer["Location"] == reverse("desk:list_row", args=[upload.pk, 3])
    assert upload.rows.get(position=1).verdict == "good"
    assert "&lt;hỏng&gt;" in client.get(answer["Location"]).content.decode()


def test_a_lead_shows_what_the_list_said_beside_it(
    province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any
) -> None:
    row = next(people(1))
    row[3], row[4], row[5], row[8] = "1968", "Xã Phước Tiến", "Môi trường", "0905 111 000"
    upload = sent([row], province, cast, at, run_tasks)
    actions.begin(upload=upload, by=cast.officer, at=at)
    run_tasks()
    page = browse(cast.verifier).get(reverse("desk:lead", args=[Lead.objects.get().pk]))
    text = page.content.decode()
    box = text[
        text.index('id="danh-sach"') : text.index("</section>", text.index('id="danh-sach"'))
    ]
    for words in ("1968", "Xã Phước Tiến", "Môi trường", "Dòng 4", "ds.xlsx"):
        assert words in box
    assert "0905" not in box


def test_files_that_go_out(province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any) -> None:
    client, rows = browse(cast.officer), list(people(2))
    rows[1][1] = "=HYPERLINK(1)"
    upload = sent(rows, province, cast, at, run_tasks)
    answer = client.get(reverse("desk:list_bad_rows", args=[upload.pk]))
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["Cá nhân"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=HYPERLINK(1)", "s")
    assert "công thức" in sheet["N2"].value
    blank = client.get(reverse("desk:list_template"))
    book = openpyxl.load_workbook(BytesIO(blank.content))
    assert book["Danh mục"]["B66"].value  # all 65 communes
    assert book["Danh mục"]["B67"].value is None


def test_lists_of_other_units_are_not_there(
    province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any
) -> None:
    rows = list(people(1))
    rows[0][1] = ""
    upload = sent(rows, province, cast, at, run_tasks)
    names = ("list_upload", "list_progress", "list_bad_rows")
    addresses = [reverse(f"desk:{name}", args=[upload.pk]) for name in names]
    addresses.append(reverse("desk:list_row", args=[upload.pk, 1]))
    for address in addresses:
        assert browse(cast.stranger).get(address).status_code == 404
        assert browse(cast.verifier).get(address).status_code == 403
        assert browse(cast.province_officer).get(address).status_code == 200
    assert browse(cast.stranger).post(addresses[0]).status_code == 404
    assert (
        "ds.xlsx" not in browse(cast.stranger).get(reverse("desk:lead_list_new")).content.decode()
    )


def test_a_list_that_cannot_be_opened(
    province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any
) -> None:
    upload = actions.send(
        name="x.csv", data="Tuổi,Nghề\n1,2\n".encode(), unit=province.unit, by=cast.officer, at=at
    )
    run_tasks()
    page = browse(cast.officer).get(reverse("desk:list_upload", args=[upload.pk]))
    assert "Chưa mở được danh sách này" in page.content.decode()
    assert "Không thấy dòng tên cột nào" in page.content.decode()


def test_three_rows_cost_no_more_than_one(
    province: Any, cast: Any, browse: Any, at: Any, run_tasks: Any
) -> None:
    client = browse(cast.officer)
    client.get(reverse("desk:work"))

    def cost(number: int) -> tuple[int, int]:
        rows = list(people(number, seed=number))
        upload = sent(rows, province, cast, at, run_tasks)
        actions.begin(upload=upload, by=cast.officer, at=at)
        run_tasks()
        counts = []
        for address in (
            reverse("desk:list_upload", args=[upload.pk]) + "?xem=tat-ca",
            reverse("desk:lead_list_new"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts[0], counts[1]

    assert cost(1) == cost(3)
