"""Lists of units: every good line becomes a lead, every other gets its reasons."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from lantoa.core.workflow import Refused
from lantoa.discovery import actions, forms, lists
from lantoa.nominations.models import Lead

GOOD = (
    "\ufeffHọ và tên;Xã, phường;Loại;Việc tốt;Từ bao giờ;Vì sao;Số thứ tự\r\n"
    "Bùi Thị Sương;Đông Ninh Hòa;;Bà ghi lịch lấy nước lên bảng.;từ 2014;Xóm yên;1\r\n"
    ";;;;;;\r\n"
    'Tổ vớt rác;Phường Ninh Hòa;Tập thể;"Vớt rác mỗi chiều; cả xóm cùng làm.";;;2\r\n'
).encode()


def enter(data: bytes, province, cast, at, **more) -> actions.ListResult:
    given = {"unit": province.root, "by": cast.province_officer, "at": at, **more}
    return actions.enter_list(rows=lists.read(data), **given)


def test_reading() -> None:
    rows = lists.read(GOOD)
    assert [(row.line, row.who, row.kind_of()) for row in rows] == [
        (2, "Bùi Thị Sương", "person"),
        (4, "Tổ vớt rác", "collective"),
    ]
    assert rows[1].what == "Vớt rác mỗi chiều; cả xóm cùng làm."
    tabs = "TÊN\tVIEC TOT\nLan\tNấu cháo\n".encode()
    assert lists.read(tabs) == [lists.ListRow(2, "Lan", "Nấu cháo")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "chưa có ai"),
        ("Họ tên,Việc tốt\n".encode(), "chưa có ai"),
        ("Tuổi,Việc tốt\n1,2\n".encode(), "tên cột"),
        ("Họ tên,Việc tốt\n".encode("utf-16"), "CSV UTF-8"),
        ("Họ tên,Việc tốt\na,\0\n".encode(), "CSV UTF-8"),
        (b"ten,viec tot\n" + b"a,b\n" * 2001, "hơn 2.000 dòng"),
        (b"x" * (lists.MAX_BYTES + 1), "hơn 2 MB"),
        (b'ten,viec tot\n"' + b"a" * 200_000, "không đọc được"),
    ],
)
def test_lists_that_cannot_be_read(data: bytes, words: str) -> None:
    with pytest.raises(lists.ListProblem, match=words):
        lists.read(data)
    form = forms.ListUploadForm({}, {"file": SimpleUploadedFile("ds.csv", data)})
    assert not form.is_valid()


def test_good_lines_become_leads_of_the_unit(province, cast, at) -> None:
    result = enter(GOOD, province, cast, at)
    assert [row.lead.number for row in result.accepted] == ["TB-2026-00001", "TB-2026-00002"]
    assert not result.refused
    lead = result.accepted[0].lead
    assert (lead.channel, lead.unit, lead.place) == ("list", province.root, province.place)
    assert lead.entered_by == cast.province_officer


def test_the_same_list_again_enters_nothing(province, cast, at) -> None:
    first = enter(GOOD, province, cast, at)
    header, one, _, two = GOOD.decode().splitlines()
    again = enter("\n".join([header, two, one]).encode(), province, cast, at)
    assert {row.lead for row in again.accepted} == {row.lead for row in first.accepted}
    assert [row.is_new for row in first.accepted + again.accepted] == [True, True, False, False]
    assert Lead.objects.count() == 2


def test_a_bad_line_leaves_the_others(province, cast, at) -> None:
    data = (
        "Tên,Xã phường,Loại,Việc tốt,Liên kết\n"
        "A,Nơi Không Có,robot,Bà ghi lịch lấy nước lên bảng,\n"
        ",Đông Ninh Hòa,cá nhân,ngắn,không phải\n"
        "Bùi Thị Sương,22561,Cá nhân,Bà ghi lịch lấy nước lên bảng,https://bao.example/b\n"
    ).encode()
    result = enter(data, province, cast, at)
    reasons = {row.row.line: " ".join(row.reasons) for row in result.refused}
    assert list(reasons) == [2, 3]
    assert "Không có xã, phường nào tên “Nơi Không Có”" in reasons[2]
    assert "Không rõ loại “robot”" in reasons[2]
    for words in ("Cho biết tên", "thiếu ít nhất 16", "không phải đường liên kết"):
        assert words in reasons[3]
    assert [row.row.line for row in result.accepted] == [4]
    assert Lead.objects.count() == 1


def test_an_empty_place_is_the_units_own(province, cast, at) -> None:
    data = "Tên,Việc tốt\nLan,Bà ghi lịch lấy nước lên bảng\n".encode()
    result = enter(data, province, cast, at, unit=province.unit, by=cast.officer)
    assert result.accepted[0].lead.place == province.place


def test_who_may_not_send_lists(province, cast, at) -> None:
    for name in ("approver", "editor", "leader", "neighbour", "stranger", "administrator"):
        with pytest.raises(Refused, match="không có quyền nhập danh sách"):
            enter(GOOD, province, cast, at, unit=province.unit, by=getattr(cast, name))
    assert not Lead.objects.exists()


def test_the_form_reads(province) -> None:
    form = forms.ListUploadForm({}, {"file": SimpleUploadedFile("ds.csv", GOOD)})
    assert form.is_valid()
    assert len(form.rows) == 2
    empty = forms.ListUploadForm({}, {})
    assert "Chọn tệp danh sách." in str(empty.errors)


def test_the_command(province, cast, tmp_path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(GOOD.replace("Phường Ninh Hòa".encode(), "Nơi Lạ".encode()))
    out, err = io.StringIO(), io.StringIO()
    given = {"unit": "ubnd-tinh", "as_user": cast.province_officer.email}
    call_command("import_list", str(file), stdout=out, stderr=err, **given)
    assert "Dòng 2: TB-" in out.getvalue()
    assert "Nhập 1, để lại 1." in out.getvalue()
    assert "Dòng 4: chưa nhập. Không có xã" in err.getvalue()
    for wrong, words in (
        ({"unit": "không-có"}, "Không có đơn vị"),
        ({"as_user": "ai@do.example"}, "Không có tài khoản"),
        ({"as_user": cast.stranger.email}, "không có quyền"),
    ):
        with pytest.raises(CommandError, match=words):
            call_command("import_list", str(file), **{**given, **wrong})
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_list", str(tmp_path / "không có.csv"), **given)
