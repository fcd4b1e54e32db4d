"""`lantoa import`: one JSON document, a status that says whether anything was bad."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from lantoa.core import clock
from lantoa.discovery.models import ListUpload
from lantoa.nominations.models import Lead
from tests.discovery.planted import mended, people, planted, workbook


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


def run(path: Any, *words: str) -> tuple[int, str, str]:
    """Status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import", str(path), *words, stdout=out, stderr=err)
    return int(left.value.code or 0), out.getvalue(), err.getvalue()


def document(path: Any, *words: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = run(path, *words, "--json")
    return status, json.loads(out)


def test_the_document_names_every_bad_cell(province: Any, tmp_path: Any) -> None:
    rows, told = planted(60, 30)
    path = tmp_path / "ds.xlsx"
    path.write_bytes(workbook(rows))
    status, trial = document(path, "--dry-run")
    assert status == 1
    assert not Lead.objects.exists()
    assert not ListUpload.objects.exists()
    status, done = document(path)
    assert status == 1
    for each in (trial, done):
        assert {(b["sheet"], b["cell"], b["kind"]) for b in each["bad"]} == {
            ("Cá nhân", fault.cell, fault.kind) for fault in told
        }
        assert (each["read"], each["good"], each["bad_rows"]) == (60, 30, 30)
        assert (each["encoding"], each["as"]) == ("unicode", "leads")
        assert 0.9 < each["confidence"] <= 1
        assert all(b["cell"] in b["reason"] and b["row"] > 3 for b in each["bad"])
    assert (trial["dry_run"], trial["imported"]) == (True, 0)
    assert (done["dry_run"], done["imported"], Lead.objects.count()) == (False, 30, 30)
    path.write_bytes(workbook(mended(rows, told)))
    assert document(path, "--dry-run")[1]["already_in"] == 30
    status, again = document(path)
    assert (status, again["already_in"], again["imported"], again["bad"]) == (0, 30, 30, [])
    status, third = document(path)
    assert (status, third["already_in"], third["imported"]) == (0, 60, 0)
    assert Lead.objects.count() == 60
    assert {lead.entered_by_id for lead in Lead.objects.all()} == {None}


def test_in_words(province: Any, cast: Any, tmp_path: Any) -> None:
    path = tmp_path / "ds.csv"
    row = next(people(1))
    path.write_text(f"Họ và tên;Việc tốt;Xã\n{row[1]};{row[6]};Xã Bác Ái\n;{row[6]};\n", "utf-8")
    status, out, _ = run(path, "--unit", "ubnd-22561", "--as-user", cast.officer.email)
    assert status == 1
    assert "Đọc 2 dòng: 1 dòng tốt, 1 dòng cần sửa. Đã có từ trước 0, nhập mới 1." in out
    assert "A3: chưa ghi tên." in out
    lead = Lead.objects.get()
    assert (lead.entered_by, lead.unit) == (cast.officer, province.unit)


def test_what_hides_in_a_name_is_told_by_its_cell(province: Any, tmp_path: Any) -> None:
    path = tmp_path / "ds.csv"
    row = next(people(1))
    path.write_text(f"Họ và tên;Việc tốt\u200b\nLan\u202egnA;{row[6]}\n", "utf-8")
    status, done = document(path, "--dry-run")
    (bad,) = done["bad"]
    assert (status, bad["cell"], bad["kind"]) == (1, "A2", "hidden_characters")
    assert "ký tự ẩn" in bad["reason"]


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("", (), "trống"),
        ("Tuổi,Nghề\n1,2\n", (), "Không thấy dòng tên cột"),
        ("Họ tên,Việc tốt\na,b\n", ("--unit", "khong-co"), "Không có đơn vị mang mã khong-co"),
        ("Họ tên,Việc tốt\na,b\n", ("--as-user", "ai@do.example"), "Không có tài khoản"),
        ("Họ tên,Việc tốt\na,b\n", ("--as-user", "stranger@khanhhoa.example"), "không có quyền"),
        ("Họ tên,Việc tốt\na,b\n", ("--as", "awards"), "thiếu cột “Hình thức khen thưởng"),
    ],
)
def test_what_cannot_be_entered_is_status_two(
    text: str, words: tuple[str, ...], told: str, province: Any, cast: Any, tmp_path: Any
) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(text, "utf-8")
    status, said = document(path, *words)
    assert (status, said["read"], said["bad"]) == (2, 0, [])
    assert told in said["error"]
    assert told in run(path, *words)[2]
    assert not Lead.objects.exists()


def test_a_file_that_is_not_there(province: Any, tmp_path: Any) -> None:
    status, said = document(tmp_path / "không có.xlsx")
    assert (status, "Không đọc được tệp" in said["error"]) == (2, True)


def test_without_a_database_a_trial_still_runs(
    province: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    command = importlib.import_module("lantoa.discovery.management.commands.import")
    monkeypatch.setattr(command, "_has_database", lambda: False)
    path = tmp_path / "ds.xlsx"
    rows, _told = planted(40, 30)
    path.write_bytes(workbook(rows))
    status, trial = document(path, "--dry-run")
    assert (status, trial["bad_rows"]) == (1, 30)
    status, said = document(path)
    assert (status, "./lantoa up" in said["error"]) == (2, True)
