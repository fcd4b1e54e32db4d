"""Pictures and documents that editors upload in the admin."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lantoa.stories.models import Picture, StoryDocument

pytestmark = pytest.mark.django_db


def photograph(*, at_home: bool) -> bytes:
    """A JPEG; `at_home` writes into it what a phone does: where it was taken."""
    image = Image.new("RGB", (64, 48), "#0A5567")
    exif = image.getexif()
    if at_home:
        exif[0x0110] = "Dien thoai ba Lua"
        exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif)
    return target.getvalue()


def send(client, address: str, **fields):
    return client.post(address, {"title": "Ảnh ruộng muối", "collection": "1", **fields})


def test_a_picture_keeps_no_place_and_no_device(province, cast, browse):
    body = photograph(at_home=True)
    assert b"Dien thoai ba Lua" in body
    client = browse(cast.editor)
    upload = SimpleUploadedFile("ruong.jpg", body, "image/jpeg")
    assert send(client, "/quan-tri/images/add/", file=upload).status_code == 302
    kept = Picture.objects.get()
    with kept.file.open("rb") as file:
        stored = file.read()
    assert b"Dien thoai ba Lua" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert (kept.width, kept.height) == (64, 48)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("anh.jpg", b"GIF89a<script>alert(1)</script>"),
        ("anh.png", photograph(at_home=False)[:60]),
        ("anh.png", photograph(at_home=False)),
    ],
    ids=["a script", "cut off", "another type's ending"],
)
def test_a_false_picture_is_refused_in_vietnamese(name, body, province, cast, browse):
    client = browse(cast.editor)
    upload = SimpleUploadedFile(name, body, "image/jpeg")
    answer = send(client, "/quan-tri/images/add/", file=upload)
    assert answer.status_code == 200
    assert "Ảnh ruộng muối" in answer.content.decode()  # what was typed stays
    assert not Picture.objects.exists()


def test_a_false_document_is_refused_with_the_reason(province, cast, browse):
    client = browse(cast.editor)
    upload = SimpleUploadedFile("quyet-dinh.pdf", b"MZ\x90\x00 not a paper", "application/pdf")
    answer = send(client, "/quan-tri/documents/add/", file=upload)
    assert answer.status_code == 200
    assert "quyet-dinh.pdf" in answer.content.decode()
    assert not StoryDocument.objects.exists()


def test_an_honest_document_is_taken(province, cast, browse):
    client = browse(cast.editor)
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản họp tổ".encode(), "text/plain")
    assert send(client, "/quan-tri/documents/add/", file=upload).status_code == 302
    assert StoryDocument.objects.get().file_extension == "txt"
