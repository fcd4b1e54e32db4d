"""Originals of lists and old files: sealed, opened with a line in the log, kept as long as needed."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.urls import reverse

from lantoa.core import events, files, sealed
from lantoa.core.actors import COMMAND, SYSTEM
from lantoa.core.models import AuditEvent, StoredFile
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import ListFile, ListUpload, OldFile
from lantoa.registry.models import PrivacyRule
from tests.core.test_sealed import in_the_database
from tests.discovery import test_old_files

PHONE, ROW = "0988 123 454", "Lâm Thị Kín;Nấu cháo cho người bệnh suốt mười năm nay;"
SENT = f"Họ và tên;Việc tốt;Điện thoại người giới thiệu\n{ROW}{PHONE}\n".encode()


def sent(province, cast, at, *, data: bytes = SENT) -> ListUpload:
    upload = actions.send(name="ds.csv", data=data, unit=province.unit, by=cast.officer, at=at)
    actions.open_file(upload=upload, at=at)
    while actions.check_portion(upload=upload, at=at):
        pass
    upload.refresh_from_db()
    return upload


def on_the_disk(stored: StoredFile) -> bytes:
    with stored.file.open("rb") as body:
        return body.read()


def test_a_list_is_sealed_before_and_after_it_is_read(province, cast, at) -> None:
    upload = sent(province, cast, at)
    row = upload.rows.get()
    assert PHONE in row.cells
    assert bytes(ListFile.objects.get().data) == SENT
    text = in_the_database()
    assert PHONE not in text
    assert str(SENT)[2:40] not in text


def test_an_old_file_is_sealed_on_the_disk_and_its_preview_in_the_database(
    province, cast, at
) -> None:
    data = "STT,Họ và tên,Thành tích,Điện thoại\n1,Lâm Thị Kín,Nấu cháo,0988123454\n".encode()
    old_file = test_old_files.read(province, cast, at, name="cu.csv", data=data)
    assert b"0988123454" not in on_the_disk(old_file.file)
    assert files.opened(old_file.file) == data
    assert old_file.preview[0]["rows"][1][3] == "0988123454"
    assert "0988123454" not in in_the_database()
    assert old_file.file.size == len(data)


def test_each_look_is_logged_and_only_officers_of_the_unit_look(province, cast, at) -> None:
    upload, old_file = sent(province, cast, at), test_old_files.read(province, cast, at)
    assert actions.see_list_original(upload=upload, by=cast.officer, at=at) == SENT
    assert events.history(upload).last().kind == "list.original_seen"
    actions.see_old_original(old_file=old_file, by=cast.province_officer, at=at)
    assert events.history(old_file).last().actor_name == cast.province_officer.full_name
    before = AuditEvent.objects.count()
    for who in (cast.neighbour, cast.editor, cast.leader, cast.administrator, SYSTEM, COMMAND):
        with pytest.raises(Refused, match="không có quyền mở bản gốc"):
            actions.see_list_original(upload=upload, by=who, at=at)
        with pytest.raises(Refused, match="không có quyền mở bản gốc"):
            actions.see_old_original(old_file=old_file, by=who, at=at)
    assert AuditEvent.objects.count() == before


def test_the_list_page_hands_it_out_only_for_who_presses(province, cast, at, browse) -> None:
    upload = sent(province, cast, at)
    client, page = browse(cast.officer), reverse("desk:list_upload", args=[upload.pk])
    place = reverse("desk:list_original", args=[upload.pk])
    looks = events.history(upload).filter(kind="list.original_seen")
    assert "Tải bản gốc" in client.get(page).content.decode()
    assert client.get(place)["Location"] == page
    assert not looks.exists()
    given = client.post(place)
    assert b"".join(given.streaming_content) == SENT
    assert given["X-Content-Type-Options"] == "nosniff"
    assert looks.count() == 1
    assert browse(cast.neighbour).post(place).status_code == 404
    ListFile.objects.all().delete()
    said = client.post(place, follow=True).content.decode()
    assert "Bản gốc này không còn giữ." in said
    assert "Tải bản gốc" not in said


def test_originals_go_when_the_days_of_the_rule_are_over(province, cast, at, run_tasks) -> None:
    upload, old_file = sent(province, cast, at), test_old_files.read(province, cast, at)
    waiting = actions.send(
        name="x.csv", data=SENT + b"\n", unit=province.unit, by=cast.officer, at=at
    )
    stored = old_file.file
    PrivacyRule.objects.update(original_days=10)
    PrivacyRule.forget()
    actions.send_old_file(old_file=old_file, chosen=[0], by=cast.province_officer,
                          at=at + timedelta(days=4))  # fmt: skip
    assert actions.drop_originals(by=SYSTEM, at=at + timedelta(days=10, hours=14)) == 0
    assert actions.drop_originals(by=SYSTEM, at=at + timedelta(days=10, hours=15)) == 1
    assert list(ListFile.objects.values_list("upload", flat=True)) == [waiting.pk]
    # The officer still worked with the old file on the fourth day.
    assert OldFile.objects.get().file == stored
    assert actions.drop_originals(by=SYSTEM, at=at + timedelta(days=15)) == 1
    assert actions.drop_originals(by=SYSTEM, at=at + timedelta(days=15)) == 0
    kept = OldFile.objects.get()
    assert (kept.file, kept.preview, kept.name) == (None, [], "vni.docx")
    assert kept.records
    assert not StoredFile.objects.exists()
    assert events.history(upload).last().changes == {"why": "term"}
    assert not list(events.broken_links())
    # What goes on is the work with the rows.
    again = actions.send_old_file(
        old_file=kept, chosen=[0, 2], by=cast.province_officer, at=at + timedelta(days=16)
    )
    assert (len(again.made), len(again.earlier)) == (1, 1)
    with pytest.raises(Refused, match="không còn giữ"):
        actions.see_old_original(old_file=kept, by=cast.province_officer, at=at)


def test_only_the_platform_drops_them(province, cast, at) -> None:
    sent(province, cast, at)
    for who in (*vars(cast).values(), COMMAND):
        with pytest.raises(Refused, match="do hệ thống bỏ"):
            actions.drop_originals(by=who, at=at + timedelta(days=99))
    assert ListFile.objects.exists()


def test_one_from_before_is_sealed_in_the_night_though_another_is_lost(
    province, cast, at, django_capture_on_commit_callbacks
) -> None:
    old_file = test_old_files.kept(province, cast, at)
    plain, stored = files.opened(old_file.file), old_file.file
    stored.file.storage.delete(stored.file.name)
    stored.file.name = files._write("2026/06", "docx", plain)
    stored.is_sealed = False
    stored.save()
    before = stored.file.name
    lost = test_old_files.read(province, cast, at, name="cu.csv", data=b"STT,Ten\n1,Ba\n").file
    lost.file.storage.delete(lost.file.name)
    type(lost).objects.filter(pk=lost.pk).update(is_sealed=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.drop_originals(by=SYSTEM, at=at) == 0
    stored.refresh_from_db()
    assert stored.is_sealed
    assert files.opened(stored) == plain
    assert on_the_disk(stored).startswith(sealed.MARK.encode())
    assert not stored.file.storage.exists(before)


def test_keys_rotate_for_originals_too(province, cast, at, settings) -> None:
    upload, old_file = sent(province, cast, at), test_old_files.kept(province, cast, at)
    data, old = files.opened(old_file.file), settings.LANTOA_CONTACT_KEYS[0]
    new = Fernet.generate_key().decode()
    settings.LANTOA_CONTACT_KEYS = [new]
    assert (sealed.unreadable(), files.unreadable()) == (3, 1)
    assert upload.rows.get().cells == [sealed.UNREADABLE]
    for look in (
        lambda: actions.see_list_original(upload=upload, by=cast.officer, at=at),
        lambda: actions.see_old_original(old_file=old_file, by=cast.province_officer, at=at),
    ):
        with pytest.raises(Refused, match="thiếu khóa"):
            look()
    settings.LANTOA_CONTACT_KEYS = [new, old]
    call_command("seal", "rotate", stdout=StringIO())
    settings.LANTOA_CONTACT_KEYS = [new]
    old_file.file.refresh_from_db()
    assert files.opened(old_file.file) == data
    assert PHONE in upload.rows.get().cells
    assert actions.see_list_original(upload=upload, by=cast.officer, at=at) == SENT


def test_a_list_whose_key_is_missing_is_not_taken_for_a_broken_one(
    province, cast, at, settings
) -> None:
    upload = actions.send(name="ds.csv", data=SENT, unit=province.unit, by=cast.officer, at=at)
    settings.LANTOA_CONTACT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(sealed.KeyMissing):
        actions.open_file(upload=ListUpload.objects.get(), at=at)
    upload.refresh_from_db()
    assert upload.state == "uploaded"


def test_rows_from_before_are_sealed_by_the_migration_and_opened_again(province, cast, at) -> None:
    """What the migration does, there and back, twice."""
    from tests.core.test_sealed import _Editor

    sent(province, cast, at)
    for is_sealed in (False, False, True, True):
        sealed.rewrite_files(_Editor(), "discovery_listfile", "data", sealed=is_sealed)
        sealed.rewrite_table(_Editor(), "discovery_listrow", ["cells"], sealed=is_sealed)
        assert (PHONE in in_the_database()) is not is_sealed
        assert bytes(ListFile.objects.get().data) == SENT
        assert PHONE in ListUpload.objects.get().rows.get().cells
