"""Word and Excel files: a ZIP that is unpacked and counted, never believed."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lantoa.core.files.refusals import FileRefused
from lantoa.core.files.signatures import DOCX, XLSX, Kind

#: All members together, unpacked, in bytes.
MAX_INFLATED = 200 * 1024 * 1024
#: Unpacked bytes for each byte of the file.
MAX_RATIO = 100
MAX_MEMBERS = 5000

_CHUNK = 65_536
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_LIMIT = 1024 * 1024


def recognise(name: str, file: BytesIO) -> Kind:
    """Return DOCX or XLSX after unpacking everything once, in small pieces, to nowhere.

    Raises FileRefused: no office file, damaged, over 5,000 members, 200 MB or 100 times its
    size, with a password, macros, an XML document type or a template from elsewhere.
    """
    # The directory is read whole by ZipFile, so its entries are counted before.
    if file.getbuffer().tobytes().count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise FileRefused(f"Tệp “{name}” chứa hơn 5.000 phần. {_ADVICE}")
    try:
        with ZipFile(file) as package:
            members = package.infolist()
            for member in members:
                _require_plain(name, member)
            types = _inflate_all(name, package, members, len(file.getbuffer()))
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ):
        raise FileRefused(f"Tệp “{name}” bị hỏng, không mở ra được. {_ADVICE}") from None
    return _kind(name, types)


_ADVICE = "Mở tệp, lưu lại thành tệp mới rồi gửi."


def _require_plain(name: str, member: ZipInfo) -> None:
    path = "/" + member.filename.replace("\\", "/").lower()
    if member.flag_bits & 0x1:
        raise FileRefused(f"Tệp “{name}” có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    if any(mark in path for mark in _MACROS):
        raise FileRefused(_macros(name))
    if "/../" in path or member.filename.startswith(("/", "\\")) or ":" in path:
        raise FileRefused(f"Tệp “{name}” có phần mang tên lạ. {_ADVICE}")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileRefused(f"Tệp “{name}” nén theo kiểu lạ. {_ADVICE}")


def _inflate_all(name: str, package: ZipFile, members: list[ZipInfo], size: int) -> bytes:
    """Unpack each member, counting real bytes; return the list of content types."""
    limit = min(MAX_INFLATED, size * MAX_RATIO)
    total, types = 0, b""
    for member in members:
        tail = b""
        with package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > limit:
                    raise FileRefused(
                        f"Tệp “{name}” bung ra quá lớn (hơn 200 MB, hoặc gấp hơn 100 lần). {_ADVICE}"
                    )
                if member.filename == _CONTENT_TYPES and len(types) < _CONTENT_TYPES_LIMIT:
                    types += chunk
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _require_harmless(name, member, tail + chunk)
                    tail = chunk[-64:]
    return types


def _require_harmless(name: str, member: ZipInfo, piece: bytes) -> None:
    # UTF-16 hides the words from a plain search; without its zero bytes both read alike.
    plain = piece.replace(b"\0", b"").lower()
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise FileRefused(f"Tệp “{name}” có phần khai báo lạ bên trong. {_ADVICE}")
    if member.filename.endswith(".rels") and b"attachedtemplate" in plain and b"external" in plain:
        raise FileRefused(f"Tệp “{name}” kéo theo một mẫu ở nơi khác. {_ADVICE}")


def _kind(name: str, types: bytes) -> Kind:
    if b"macroEnabled" in types:
        raise FileRefused(_macros(name))
    if b"wordprocessingml.document.main+xml" in types:
        return DOCX
    if b"spreadsheetml.sheet.main+xml" in types:
        return XLSX
    raise FileRefused(
        f"Tệp “{name}” là tệp nén hoặc kiểu chưa nhận. Gửi từng tệp bên trong: "
        "ảnh, PDF, Word (DOCX), Excel (XLSX), ghi âm hoặc TXT."
    )


def _macros(name: str) -> str:
    return (
        f"Tệp “{name}” có macro, là những lệnh tự chạy. "
        "Lưu lại thành .docx hay .xlsx không có macro, hoặc in ra PDF rồi gửi."
    )
