"""Uploads: honest files come through clean, hostile ones are told why not."""

import hashlib
import io
import os
import struct
import unicodedata
import wave
import zipfile
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from lantoa.core import files
from lantoa.core.files import packages
from lantoa.core.models import StoredFile

TYPES = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
}


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture(
    kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **save: object
) -> bytes:
    out = io.BytesIO()
    colour = {"RGB": "teal", "RGBA": (0, 128, 128, 90)}.get(mode, 90)
    Image.new(mode, size, colour).save(out, kind, **save)
    return out.getvalue()


def office(
    kind: str = "docx", extra: dict[str, bytes] | None = None, compress: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as package:
        package.writestr("[Content_Types].xml", f'<Types ContentType="x.{TYPES[kind]}"/>')
        package.writestr("word/document.xml", "<w>Biên bản xác minh</w>" + os.urandom(99).hex())
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as track:
        track.setparams((1, 2, 8000, 0, "NONE", ""))
        track.writeframes(b"\0\0" * 800)
    return out.getvalue()


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def m4a(seconds: int = 9) -> bytes:
    length = box(b"mvhd", b"\0" * 12 + struct.pack(">II", 1000, seconds * 1000) + b"\0" * 80)
    head = box(b"moov", length + box(b"hdlr", b"\0" * 8 + b"soun" + b"\0" * 12))
    return box(b"ftyp", b"M4A \0\0\0\0isom") + head + box(b"mdat", b"\x21" * 40)


def ogg(seconds: int = 9) -> bytes:
    first = b"OggS\0\x02" + b"\0" * 22 + b"OpusHead" + b"\0" * 11
    return first + b"OggS\0\x04" + struct.pack("<q", seconds * 48_000) + b"\0" * 40


def element(name: str, body: bytes, size: bytes = b"") -> bytes:
    return bytes.fromhex(name) + (size or bytes([0x80 | len(body)])) + body


def webm(codec: bytes = b"A_OPUS", track: bytes = b"\x02", clusters: int = 2) -> bytes:
    """As MediaRecorder writes it: a segment and clusters of unknown size, 30 s apart."""
    unknown = b"\x01" + b"\xff" * 7
    kind = element("42 82", b"webm") + element("42 86", b"\x01")
    entry = element("AE", element("83", track) + element("86", codec))
    parts = [
        element("1F 43 B6 75", element("E7", struct.pack(">I", number * 30_000)), unknown)
        + element("A3", b"\x81\0\x14\x80" + b"\xfc" * 20)
        for number in range(clusters)
    ]
    return (
        element("1A 45 DF A3", kind)
        + element("18 53 80 67", element("16 54 AE 6B", entry), unknown)
        + b"".join(parts)
    )


FILM = box(b"ftyp", b"isom\0\0\0\0mp42") + box(
    b"moov", box(b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 12)
)
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"

HONEST = [
    ("ảnh.jpg", picture("JPEG"), "image/jpeg"),
    ("ảnh.JPEG", picture("JPEG"), "image/jpeg"),
    ("ảnh.png", picture("PNG"), "image/png"),
    ("ảnh.webp", picture("WEBP"), "image/webp"),
    ("ảnh.heic", picture("HEIF"), "image/heic"),
    ("giấy khen.pdf", PDF, "application/pdf"),
    ("biên bản.docx", office("docx"), packages.DOCX.content_type),
    ("danh sách.xlsx", office("xlsx"), packages.XLSX.content_type),
    ("lời kể.mp3", b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + b"\xff\xfb\x90\x64" * 50, "audio/mpeg"),
    ("lời kể không thẻ.mp3", b"\xff\xfb\x90\x64" + b"\0" * 400, "audio/mpeg"),
    ("lời kể.m4a", m4a(), "audio/mp4"),
    ("lời kể.ogg", ogg(), "audio/ogg"),
    ("lời kể.webm", webm(), "audio/webm"),
    ("máy tắt giữa chừng.webm", webm()[:-9], "audio/webm"),
    ("lời kể.wav", sound(), "audio/wav"),
    ("ghi chú.txt", "Bà Tám bán xôi ở Ẵ Ệ Ỡ".encode(), "text/plain"),
    ("ghi chú BOM.txt", "\ufeffDòng một\r\nDòng hai".encode(), "text/plain"),
    ("không đuôi", picture("PNG"), "image/png"),
]


@pytest.mark.parametrize(("name", "data", "expected"), HONEST, ids=[h[0] for h in HONEST])
def test_honest_files_are_known_by_content(name: str, data: bytes, expected: str) -> None:
    given = upload(name, data)
    assert files.check(given) == expected
    assert given.tell() == 0


def bomb() -> bytes:
    return office(extra={"word/media/zeros.bin": b"\0" * 30_000_000})


def lying_bomb() -> bytes:
    """30 MB that claim to be 1,000 bytes, in both headers."""
    data = bytearray(bomb())
    real = struct.pack("<I", 30_000_000)
    place = data.find(real)
    while place >= 0:
        data[place : place + 4] = struct.pack("<I", 1000)
        place = data.find(real)
    return bytes(data)


def many_members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(packages.MAX_MEMBERS + 1):
            package.writestr(f"{number}", b"")
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + body


def encrypted() -> bytes:
    data = bytearray(office())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


MACROS = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
DOCTYPE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"
TEMPLATE = b'<R Type="x/attachedTemplate" Target="http://a.example/t" TargetMode="External"/>'

HOSTILE = [
    ("trong.pdf", b"", "trống"),
    ("nang.pdf", b"%PDF-" + b"0" * (21 * 1024 * 1024), "21,0 MB, quá 20 MB"),
    ("phan-mem.exe", b"MZ\x90\0" + b"\0" * 90, "Chưa nhận được"),
    ("phan-mem.jpg", b"MZ\x90\0" + b"\0" * 90, "Chưa nhận được"),
    ("anh.gif", b"GIF89a" + b"\0" * 30, "Chưa nhận được"),
    ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "Chưa nhận được"),
    ("trang.html", b"<html><script>alert(1)</script>", "Chưa nhận được"),
    ("trang.txt", b"  <!doctype html><script>alert(1)</script>", "UTF-8"),
    ("tcvn.txt", b"B\xb5 T\xb8m b\xb8n x\xabi", "UTF-8"),
    ("nhi-phan.txt", b"abc\x00\x01\x02", "UTF-8"),
    ("anh.png", picture("JPEG"), "Đổi đuôi thành .jpg"),
    ("anh.pdf", picture("PNG"), "Đổi đuôi thành .png"),
    ("giay.docx", PDF, "Đổi đuôi thành .pdf"),
    ("bang.docx", office("xlsx"), "Đổi đuôi thành .xlsx"),
    ("giay.pdf.exe", PDF, "có đuôi .exe"),
    ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, ".docx hay .xlsx"),
    ("phim.mp4", FILM, "là phim"),
    ("phim.webm", webm(b"V_VP9", b"\x01"), "là phim"),
    ("trong.webm", webm(clusters=0), "không có tiếng"),
    ("khong-tieng.webm", webm(track=b"\x11"), "không có tiếng"),
    ("cut.webm", webm()[:40], "không có tiếng"),
    ("dai.webm", webm(clusters=130), "dài 64 phút, quá 60 phút"),
    ("dai.m4a", m4a(4000), "dài 66 phút, quá 60 phút"),
    ("trong.m4a", m4a()[:-48] + box(b"mdat", b""), "không có tiếng"),
    ("dai.ogg", ogg(3700), "dài 61 phút"),
    ("mot-trang.ogg", ogg()[:48], "không có tiếng"),
    ("trong.wav", sound()[:44], "không có tiếng"),
    ("hop-lap.m4a", m4a() + struct.pack(">I", 3) + b"free", "bị hỏng"),
    ("phim.ogg", b"OggS\0\x02" + b"\0" * 22 + b"\x80theora", "là phim"),
    ("to.png", png_header(20_000, 20_000), "50 triệu điểm ảnh"),
    ("hoi-to.png", png_header(9_000, 6_000), "50 triệu điểm ảnh"),
    ("cut.png", picture("PNG", (400, 300))[:150], "bị hỏng"),
    ("cut.jpg", picture("JPEG", (400, 300))[:300], "bị hỏng"),
    ("cut.heic", picture("HEIF")[:200], "bị hỏng"),
    ("bom.docx", bomb(), "bung ra quá lớn"),
    ("bom-noi-doi.docx", lying_bomb(), "bị hỏng"),
    ("nghin-phan.docx", many_members(), "hơn 5.000 phần"),
    ("macro.docx", office(extra=MACROS), "macro"),
    ("macro.xlsx", office("xlsx", {"xl/VBAPROJECT.BIN": b"x"}), "macro"),
    ("macro4.xlsx", office("xlsx", {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    ("mat-khau.docx", encrypted(), "mật khẩu"),
    ("xxe.docx", office(extra={"word/a.xml": DOCTYPE}), "khai báo lạ"),
    ("xxe16.docx", office(extra={"word/a.xml": DOCTYPE.decode().encode("utf-16")}), "khai báo lạ"),
    ("mau.docx", office(extra={"word/_rels/settings.xml.rels": TEMPLATE}), "mẫu ở nơi khác"),
    ("leo.docx", office(extra={"../../etc/cron.d/x": b"x"}), "tên lạ"),
    ("nen-la.docx", office(compress=zipfile.ZIP_LZMA), "kiểu lạ"),
    ("nen.docx", office()[:-40], "bị hỏng"),
    ("mot-nua.docx", b"PK\x03\x04" + b"\0" * 200, "bị hỏng"),
    ("hai-mat.pdf", PDF + office(), "phần lạ ở cuối"),
    ("hai-mat.mp3", b"\xff\xfb\x90\x64" + b"\0" * 400 + office(), "giấu một tệp nén"),
    ("cut.pdf", PDF[:-7], "bị cắt cụt"),
    ("lenh.pdf", PDF.replace(b"<<>> endobj", b"<</S/JavaScript/JS(x)>> endobj"), "tự chạy"),
]


@pytest.mark.parametrize(("name", "data", "words"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_hostile_files_are_refused_in_a_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(files.FileRefused) as refused:
        files.check(upload(name, data))
    reason = refused.value.reason
    assert words in reason
    assert f"“{name}”" in reason
    assert reason.endswith(".")
    assert refused.value.reasons == [reason]


def zip_of_plain_files() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    return out.getvalue()


def test_a_plain_zip_is_told_to_send_each_file() -> None:
    with pytest.raises(files.FileRefused, match="Gửi từng tệp"):
        files.check(upload("tất cả.zip", zip_of_plain_files()))


def test_a_macro_document_under_a_plain_name_is_known_by_its_types() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled")
    with pytest.raises(files.FileRefused, match="macro"):
        files.check(upload("thường.docx", out.getvalue()))


def test_the_size_claimed_is_not_believed() -> None:
    given = upload("to.txt", b"a" * (files.MAX_BYTES + 5))
    given.size = 10
    with pytest.raises(files.FileRefused, match="quá 20 MB"):
        files.check(given)
    just = upload("vừa.txt", b"a" * files.MAX_BYTES)
    assert files.check(just) == "text/plain"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Tám\\ảnh.jpg", "ảnh.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("a\x00b\nc\u200b.pdf", "abc.pdf"),
        (unicodedata.normalize("NFD", "Giấy khen.pdf"), "Giấy khen.pdf"),
        ("  nhiều   khoảng  .pdf", "nhiều khoảng.pdf"),
        ("...", "tep"),
        ("", "tep"),
        ('"><script>.txt', "script-.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(raw: str, shown: str) -> None:
    cleaned = files.clean_name(raw)
    assert shown in cleaned
    assert "/" not in cleaned
    assert len(cleaned) <= 120


def stored(name: str, data: bytes, at: datetime) -> StoredFile:
    with transaction.atomic():
        return files.store(upload(name, data), at=at)


def test_a_picture_is_written_anew_without_metadata(db: None, at: datetime) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "CANARY-0905000111"
    raw = picture("JPEG", (60, 20), exif=exif.tobytes(), comment=b"CANARY")
    raw += b"CANARY trailer <script>"
    kept = stored("nhà bà Tám.jpg", raw, at)
    with kept.file.open() as file:
        data = file.read()
    assert b"CANARY" not in data
    image = Image.open(io.BytesIO(data))
    assert image.size == (20, 60), "upright, since the tag that said so is gone"
    assert not image.getexif()
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.size == len(data)
    assert kept.content_type == "image/jpeg"
    assert kept.name == "nhà bà Tám.jpg"


@pytest.mark.parametrize(
    ("name", "data", "content_type", "shown"),
    [
        ("a.heic", picture("HEIF"), "image/jpeg", "a.jpg"),
        ("a.webp", picture("WEBP"), "image/jpeg", "a.jpg"),
        ("a.webp", picture("WEBP", mode="RGBA"), "image/png", "a.png"),
        ("a.png", picture("PNG", mode="RGBA"), "image/png", "a.png"),
        ("a.png", picture("PNG", mode="L"), "image/png", "a.png"),
        ("a.png", picture("PNG", mode="P"), "image/png", "a.png"),
        ("a.png", picture("PNG", mode="I;16"), "image/png", "a.png"),
        ("a.jpg", picture("JPEG", mode="CMYK"), "image/jpeg", "a.jpg"),
        ("a.jpeg", picture("JPEG", mode="L"), "image/jpeg", "a.jpeg"),
        ("không đuôi", picture("PNG"), "image/png", "không đuôi.png"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pictures_become_jpeg_or_png(
    db: None, at: datetime, name: str, data: bytes, content_type: str, shown: str
) -> None:
    kept = stored(name, data, at)
    assert (kept.content_type, kept.name) == (content_type, shown)
    with kept.file.open() as file:
        assert Image.open(file).format == ("PNG" if content_type == "image/png" else "JPEG")


def test_a_large_photograph_is_read_at_half_its_width(db: None, at: datetime) -> None:
    kept = stored("rộng.jpg", picture("JPEG", (6400, 4000)), at)
    with kept.file.open() as file:
        assert Image.open(file).size == (3200, 2000)


def test_stored_names_cannot_be_guessed(db: None, at: datetime, settings) -> None:
    paths = {str(stored("giấy.pdf", PDF, at).file.name) for _ in range(5)}
    assert len(paths) == 5
    for path in paths:
        stem = Path(path).stem
        assert len(stem) == 32
        assert int(stem, 16)
        assert (Path(settings.LANTOA_PRIVATE_FILES) / path).read_bytes() == PDF


@pytest.mark.django_db(transaction=True)
def test_storing_outside_of_a_transaction_is_a_mistake(at: datetime) -> None:
    with pytest.raises(RuntimeError):
        files.store(upload("giấy.pdf", PDF), at=at)


def test_refused_files_leave_nothing(db: None, at: datetime, settings) -> None:
    with pytest.raises(files.FileRefused), transaction.atomic():
        files.store(upload("bom.docx", bomb()), at=at)
    assert not StoredFile.objects.exists()
    assert not list(Path(settings.LANTOA_PRIVATE_FILES).glob("**/*.docx"))


def test_a_file_without_a_row_is_swept_after_a_day(db: None, at: datetime, settings) -> None:
    kept = stored("giấy.pdf", PDF, at)
    root = Path(settings.LANTOA_PRIVATE_FILES)
    orphan = root / "2026" / "06" / ("a" * 32 + ".pdf")
    orphan.write_bytes(PDF)
    foreign = root / "2026" / "06" / "của quản trị.pdf"
    foreign.write_bytes(PDF)
    written = at.timestamp()
    for path in (orphan, foreign, root / str(kept.file.name)):
        os.utime(path, (written, written))
    assert files.sweep(at=at + timedelta(hours=1)) == 0
    assert files.sweep(at=at + timedelta(days=2)) == 1
    assert not orphan.exists()
    assert foreign.exists()
    assert (root / str(kept.file.name)).exists()


def test_discarding_takes_the_bytes_once_the_transaction_holds(
    db: None, at: datetime, settings, django_capture_on_commit_callbacks
) -> None:
    kept = stored("giấy.pdf", PDF, at)
    path = Path(settings.LANTOA_PRIVATE_FILES) / str(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert files.discard(kept)
        assert path.exists()
    assert not path.exists()
    assert not StoredFile.objects.exists()
