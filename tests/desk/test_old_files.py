"""The screen of old files: sent, looked at, chosen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.discovery.reading.files.make import HERE

from lantoa.core.models import AuditEvent
from lantoa.core.queue.worker import run_pending
from lantoa.discovery.models import OldFile
from lantoa.nominations.models import Lead


def send(client, unit, name: str = "vni.docx", data: bytes | None = None):
    upload = SimpleUploadedFile(name, (HERE / name).read_bytes() if data is None else data)
    return client.post(reverse("desk:old_files"), {"unit": unit.pk, "file": upload}, follow=True)


def test_from_the_file_to_the_leads(province, cast, browse) -> None:
    client = browse(cast.province_officer)
    page = send(client, province.root).content.decode()
    assert "Máy đang đọc tệp này" in page
    run_pending()
    old_file = OldFile.objects.get()
    address = reverse("desk:old_file", args=[old_file.pk])
    page = client.get(address).content.decode()
    assert "VNI (phông VNI-Times)" in page
    assert "Nguyễn Hữu Ước" in page
    assert "Nguyeãn Höõu Öôùc" in page  # what stood in the file
    done = client.post(address, {"dong": ["2", "x", "-1"]}, follow=True).content.decode()
    assert "Đã lập 1 tin báo." in done
    assert Lead.objects.get().who == "Nguyễn Hữu Ước"
    assert Lead.objects.get().number in done
    refused = client.post(address, {})
    assert refused.status_code == 422
    assert "checked" not in refused.content.decode(), "what was left out stays left out"
    assert client.get(reverse("desk:file", args=[old_file.file_id])).status_code == 404
    place = reverse("desk:old_original", args=[old_file.pk])
    assert client.get(place)["Location"] == address
    looks = AuditEvent.objects.filter(kind="old_file.original_seen")
    assert not looks.exists()
    original = client.post(place)
    assert b"".join(original.streaming_content) == (HERE / "vni.docx").read_bytes()
    assert original["Content-Disposition"].startswith("attachment")
    assert looks.get().actor_name == cast.province_officer.full_name


def test_what_cannot_be_read_says_why(province, cast, browse) -> None:
    client = browse(cast.province_officer)
    page = send(client, province.root, "a.exe", b"MZ")
    assert page.status_code == 422
    assert "Chưa nhận được tệp “a.exe”" in page.content.decode()
    send(client, province.root, "hong.xlsx", b"PK\x03\x04 x")
    run_pending()
    page = client.get(reverse("desk:old_file", args=[OldFile.objects.get().pk])).content.decode()
    assert "Không đọc được tệp này" in page
    assert "bị hỏng" in page


def test_another_unit_sees_nothing(province, cast, browse) -> None:
    send(browse(cast.province_officer), province.root)
    run_pending()
    old_file = OldFile.objects.get()
    stranger = browse(cast.stranger)
    assert stranger.get(reverse("desk:old_file", args=[old_file.pk])).status_code == 404
    assert stranger.post(reverse("desk:old_file", args=[old_file.pk])).status_code == 404
    assert stranger.get(reverse("desk:file", args=[old_file.file_id])).status_code == 404
    assert stranger.post(reverse("desk:old_original", args=[old_file.pk])).status_code == 404
    assert "vni.docx" not in stranger.get(reverse("desk:old_files")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_rows(
    count, province, cast, browse, django_assert_num_queries
) -> None:
    client = browse(cast.province_officer)
    for number in range(count):
        send(client, province.root, f"a{number}.csv", b"Ho ten,Thanh tich\nLan," + b"x" * number)
    run_pending()
    client.get(reverse("desk:old_files"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("desk:old_files"))


QUERIES = 6
