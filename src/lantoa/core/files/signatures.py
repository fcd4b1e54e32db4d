"""What a file is, by its own first (and last) bytes."""

import re
from dataclasses import dataclass

from lantoa.core.files.names import extension_of
from lantoa.core.files.refusals import FileRefused

ALLOWED = (
    "ảnh (JPG, PNG, WEBP, HEIC), PDF, Word (DOCX), Excel (XLSX), "
    "ghi âm (MP3, M4A, OGG, WEBM, WAV) và chữ thường (TXT)"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type we take: its name in words, content type, and endings (the first is ours)."""

    label: str
    content_type: str
    extensions: tuple[str, ...]
    is_image: bool = False
    is_package: bool = False


JPEG = Kind("ảnh JPG", "image/jpeg", ("jpg", "jpeg", "jfif"), is_image=True)
PNG = Kind("ảnh PNG", "image/png", ("png",), is_image=True)
WEBP = Kind("ảnh WEBP", "image/webp", ("webp",), is_image=True)
HEIF = Kind("ảnh HEIC", "image/heic", ("heic", "heif"), is_image=True)
PDF = Kind("PDF", "application/pdf", ("pdf",))
OOXML = Kind("Word hoặc Excel", "application/zip", ("docx", "xlsx"), is_package=True)
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = Kind("Word", f"{_OFFICE}.wordprocessingml.document", ("docx",))
XLSX = Kind("Excel", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",))
MP3 = Kind("ghi âm MP3", "audio/mpeg", ("mp3",))
M4A = Kind("ghi âm M4A", "audio/mp4", ("m4a", "mp4"))
OGG = Kind("ghi âm OGG", "audio/ogg", ("ogg", "oga", "opus"))
WEBM = Kind("ghi âm WEBM", "audio/webm", ("webm", "weba"))
WAV = Kind("ghi âm WAV", "audio/wav", ("wav",))
TXT = Kind("chữ thường", "text/plain", ("txt",))

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AUDIO_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash"}
_END_OF_ZIP = b"PK\x05\x06"
_PDF_ACTIONS = re.compile(rb"/(?:JavaScript|Launch|RichMedia|XFA)(?![A-Za-z0-9])")
# Tab, line feed, form feed, carriage return are text; other control characters are not.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def recognise(name: str, data: bytes) -> Kind:
    """Return what `data` is; `name` only stands in the sentence of the FileRefused it may raise."""
    kind = _by_head(data)
    if kind is None:
        raise FileRefused(_unknown(name, data))
    if kind in (M4A, WEBM, OGG) and _has_video(data, kind):
        raise FileRefused(
            f"Tệp “{name}” là phim. Ở đây nhận ghi âm và ảnh. "
            "Đưa phim lên nơi bạn vẫn dùng rồi dán đường liên kết."
        )
    if kind is PDF:
        _require_plain_pdf(name, data)
    if not kind.is_package and not kind.is_image and _hides_archive(data):
        raise FileRefused(f"Trong tệp “{name}” có giấu một tệp nén. Lưu lại thành tệp mới rồi gửi.")
    return kind


def require_agreement(name: str, kind: Kind) -> None:
    """Raise FileRefused when the ending of `name` belongs to another type; none is fine."""
    extension = extension_of(name)
    if extension and extension not in kind.extensions:
        raise FileRefused(
            f"Tệp “{name}” có đuôi .{extension[:12]} nhưng bên trong là {kind.label}. "
            f"Đổi đuôi thành .{kind.extensions[0]} rồi gửi lại."
        )


def _by_head(data: bytes) -> Kind | None:
    head = data[:16]
    for start, kind in (
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"%PDF-", PDF),
        (b"PK\x03\x04", OOXML),
        (b"OggS\x00", OGG),
    ):
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _media_box(data)
    if head[:4] == b"\x1aE\xdf\xa3":
        return WEBM if b"webm" in data[:64] else None
    if _is_mp3(head):
        return MP3
    return TXT if _is_text(data) else None


def _media_box(data: bytes) -> Kind | None:
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[place : place + 4] for place in range(16, length, 4))}
    if brands & _HEIF_BRANDS and b"avif" not in brands:
        return HEIF
    return M4A if data[8:12] in _AUDIO_BRANDS else None


def _is_mp3(head: bytes) -> bool:
    if head[:3] == b"ID3":
        return head[3] < 0x10 and head[4] < 0xFF and all(byte < 0x80 for byte in head[6:10])
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and bit_rate not in (0, 15) and sample_rate != 3


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    # Markup that calls itself text could still be run by a careless reader.
    return not _NOT_TEXT.search(text) and not text.lstrip().startswith(("<", "#!", "%!", "{\\rtf"))


def _has_video(data: bytes, kind: Kind) -> bool:
    if kind is M4A:
        return any(
            data[found.start() + 12 : found.start() + 16] == b"vide"
            for found in re.finditer(b"hdlr", data)
        )
    head = data[:65_536]
    marks = (b"theora", b"BBCD") if kind is OGG else (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")
    return any(mark in head for mark in marks)


def _require_plain_pdf(name: str, data: bytes) -> None:
    last = data.rfind(b"%%EOF")
    if last < 0 or data[last + 5 :].strip(b"\0 \t\r\n"):
        raise FileRefused(
            f"Tệp “{name}” bị cắt cụt hoặc có phần lạ ở cuối. Mở tệp, in lại thành PDF mới rồi gửi."
        )
    if _PDF_ACTIONS.search(data):
        raise FileRefused(
            f"Tệp “{name}” có lệnh tự chạy bên trong. Mở tệp, in lại thành PDF mới rồi gửi."
        )


def _hides_archive(data: bytes) -> bool:
    """Whether a ZIP hangs at the end: its last record with a comment that ends with the file."""
    place = data.rfind(_END_OF_ZIP, -65_557)
    if place < 0:
        return False
    return place + 22 + int.from_bytes(data[place + 20 : place + 22], "little") == len(data)


def _unknown(name: str, data: bytes) -> str:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return (
            f"Tệp “{name}” là Word hoặc Excel kiểu cũ, hoặc có mật khẩu. "
            "Bỏ mật khẩu, lưu lại thành .docx hay .xlsx rồi gửi."
        )
    if extension_of(name) == "txt":
        return f"Tệp “{name}” không phải chữ Unicode. Lưu lại với bảng mã UTF-8 rồi gửi."
    return f"Chưa nhận được tệp “{name}”. Ở đây nhận {ALLOWED}."
