"""Old files: kept as sent, read by a worker, their people sent on once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core import files
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditEvent, StoredFile
from lantoa.core.queue.worker import run_pending
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import OldFile
from lantoa.nominations.models import Lead
from tests.discovery.reading.files.make import HERE


def kept(province, cast, at, name: str = "vni.docx", data: bytes | None = None) -> OldFile:
    data = (HERE / name).read_bytes() if data is None else data
    return actions.keep_old_file(
        upload=SimpleUploadedFile(name, data), unit=province.root, by=cast.province_officer, at=at
    )


def read(province, cast, at, **more) -> OldFile:
    old_file = kept(province, cast, at, **more)
    run_pending()
    old_file.refresh_from_db()
    return old_file


def test_the_original_is_kept_and_a_worker_reads_it(province, cast, at) -> None:
    old_file = kept(province, cast, at)
    assert old_file.state == "waiting"
    assert files.opened(old_file.file) == (HERE / "vni.docx").read_bytes()
    run_pending()
    old_file.refresh_from_db()
    assert (old_file.state, old_file.encoding) == ("read", "vni")
    assert [record["name"] for record in old_file.records][:3] == [
        "Tổ hợp tác thủy lợi Đồng Ước",
        "Trường Tiểu học Ưu Thượng",
        "Nguyễn Hữu Ước",
    ]
    assert old_file.preview[1]["rows"][2][1] == "Tổ hợp tác thủy lợi Đồng Ước"
    assert old_file.preview[1]["before"][2][1].startswith("Toå hôïp taùc")


def test_the_same_bytes_of_a_unit_are_one_old_file(province, cast, at) -> None:
    first = kept(province, cast, at)
    assert kept(province, cast, at) == first
    assert StoredFile.objects.count() == 1


def test_reading_twice_changes_nothing(province, cast, at) -> None:
    old_file = read(province, cast, at)
    events = AuditEvent.objects.count()
    actions.read_old_file(old_file=old_file, by=SYSTEM, at=at)
    assert AuditEvent.objects.count() == events


def test_a_file_that_cannot_be_read_says_why(province, cast, at) -> None:
    old_file = read(province, cast, at, name="hong.xlsx", data=b"PK\x03\x04 cut")
    assert old_file.state == "unreadable"
    assert "bị hỏng" in old_file.reason
    with pytest.raises(Refused, match="Chọn ít nhất"):
        actions.send_old_file(old_file=old_file, chosen=[0], by=cast.province_officer, at=at)


def test_other_kinds_of_files_are_not_kept(province, cast, at) -> None:
    with pytest.raises(Refused, match="Chưa nhận được tệp"):
        kept(province, cast, at, name="a.exe", data=b"MZ")
    with pytest.raises(Refused, match="trống"):
        kept(province, cast, at, name="a.csv", data=b"")
    assert not StoredFile.objects.exists()


def test_the_chosen_go_on_as_leads_once(province, cast, at) -> None:
    old_file = read(province, cast, at)
    first = actions.send_old_file(
        old_file=old_file, chosen=[0, 2, 99, -1], by=cast.province_officer, at=at
    )
    assert [lead.who for lead in first.made] == ["Tổ hợp tác thủy lợi Đồng Ước", "Nguyễn Hữu Ước"]
    lead = Lead.objects.get(who="Nguyễn Hữu Ước")
    assert (lead.kind, lead.channel, lead.unit) == ("person", "list", province.root)
    assert "Hiến 500 m2 đất" in lead.what
    assert "Quyết định số 1205/QĐ-UBND ngày 22/3/2023" in lead.what
    assert "vni.docx" in lead.why
    again = actions.send_old_file(old_file=old_file, chosen=[2, 3], by=cast.province_officer, at=at)
    assert [len(again.made), len(again.earlier), len(again.left)] == [1, 1, 0]
    assert Lead.objects.count() == 3


def test_who_may_not(province, cast, at) -> None:
    data = (HERE / "nfd.csv").read_bytes()
    with pytest.raises(Refused, match="không có quyền gửi tệp"):
        actions.keep_old_file(
            upload=SimpleUploadedFile("a.csv", data), unit=province.root, by=cast.officer, at=at
        )
    old_file = read(province, cast, at)
    for name in ("officer", "leader", "administrator"):
        with pytest.raises(Refused, match="không có quyền nhập tin"):
            actions.send_old_file(old_file=old_file, chosen=[0], by=getattr(cast, name), at=at)
    assert not Lead.objects.exists()
    other = kept(province, cast, at, name="nfd.csv")
    with pytest.raises(Refused):
        actions.read_old_file(old_file=other, by=cast.province_officer, at=at)


def test_names_stay_out_of_the_audit_trail(province, cast, at) -> None:
    old_file = read(province, cast, at)
    changes = AuditEvent.objects.filter(kind__startswith="old_file.").values_list(
        "changes", flat=True
    )
    assert changes
    assert "Nguyễn Hữu Ước" not in str(list(changes))
    assert old_file.records
