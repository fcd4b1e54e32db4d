"""Files that people send: checked by content, cleaned, stored under names nobody can guess.

Nothing in a file is believed: not its name, not the type the browser claims, not the sizes in
its headers. A refusal is one Vietnamese sentence with the file, the limit and what to do.
"""

import hashlib
import os
import re
import secrets
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import models, transaction

from lantoa.core import sealed
from lantoa.core.files import images, packages, signatures, sounds
from lantoa.core.files.names import clean_name, extension_of
from lantoa.core.files.refusals import FileRefused
from lantoa.core.models import StoredFile, private_storage

__all__ = [
    "ALLOWED",
    "MAX_BYTES",
    "FileRefused",
    "check",
    "clean_name",
    "cleaned",
    "discard",
    "opened",
    "reseal",
    "seal",
    "store",
    "store_original",
    "sweep",
    "unreadable",
]

#: Largest upload, in bytes (20 MB as people count them, with the 1024 of file managers).
MAX_BYTES = 20 * 1024 * 1024
#: The types in words, for hints and refusals.
ALLOWED = signatures.ALLOWED

#: A file whose row never came (the transaction was undone) is removed after this time.
ORPHAN_AGE = timedelta(days=1)
_RANDOM_NAME = re.compile(r"^[0-9a-f]{32}\.[a-z0-9]{2,5}$")


def check(upload: "UploadedFile[Any]") -> str:
    """Return the content type of `upload`, found by its content; position is left at 0.

    Raises FileRefused: empty, over 20 MB, not one of the allowed types, ending in another
    type's extension, a picture over 50 million pixels or damaged, a recording without sound or
    over an hour long, an office file that unpacks too large or holds macros.
    """
    name, data = _read(upload)
    kind = _kind(name, data)
    if kind.is_image:
        images.check(name, data)
    return kind.content_type


def cleaned(upload: "UploadedFile[Any]") -> SimpleUploadedFile:
    """The same file fit to be kept elsewhere: checked, pictures written anew without metadata.

    For editors' pictures and documents, whose rows Wagtail writes. Raises FileRefused as
    `check` does.
    """
    name, data = _read(upload)
    kind = _kind(name, data)
    if kind.is_image:
        data, kind = images.rewritten(name, data)
    name = clean_name(name, extension=kind.extensions[0], allowed=kind.extensions)
    return SimpleUploadedFile(name, data, kind.content_type)


#: Lists and reports of past years, by the ending of their names → what they are served as.
OLD_KINDS = {
    "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "docx": signatures.DOCX.content_type, "xlsx": signatures.XLSX.content_type,
    "pdf": signatures.PDF.content_type, "csv": "text/csv", "txt": "text/plain",
}  # fmt: skip


def store_original(upload: "UploadedFile[Any]", *, at: datetime) -> StoredFile:
    """Keep `upload` byte for byte, unread and sealed: an old file, full of people, whose reader
    takes it for hostile.

    Only by the ending of its name is it known; it is handed out as a download and never shown.
    Called inside an action's transaction only. Raises FileRefused: empty, over 20 MB, another
    ending.
    """
    name, data = _read(upload)
    extension = extension_of(name)
    if extension not in OLD_KINDS:
        raise FileRefused(
            f"Chưa nhận được tệp “{name}”. Ở đây nhận Word (.doc, .docx), Excel (.xls, .xlsx), "
            "PDF, CSV và chữ thường (.txt)."
        )
    return _keep(name, data, OLD_KINDS[extension], extension, at, is_sealed=True)


def store(upload: "UploadedFile[Any]", *, at: datetime) -> StoredFile:
    """Check `upload` again, clean it and keep it; called inside an action's transaction only.

    Pictures are written anew as JPEG or PNG without metadata (place, device, thumbnail). The
    bytes are on the disk before the row exists, so a stored row always has its file; if the
    transaction is undone, a private file without a row remains until `sweep`. Raises
    FileRefused as `check` does.
    """
    name, data = _read(upload)
    kind = _kind(name, data)
    if kind.is_image:
        data, kind = images.rewritten(name, data)
    extension = kind.extensions[0]
    name = clean_name(name, extension=extension, allowed=kind.extensions)
    return _keep(name, data, kind.content_type, extension, at)


def opened(stored: StoredFile) -> bytes:
    """The bytes of a stored file as they were sent. Raises FileNotFoundError, KeyMissing."""
    with stored.file.open("rb") as body:
        data: bytes = body.read()
    return sealed.unseal_bytes(data) if stored.is_sealed else data


def seal(stored: StoredFile) -> None:
    """Seal the bytes of a file anew, with the first key; the old bytes go once that holds.
    Raises FileNotFoundError, KeyMissing."""
    data, storage, before = opened(stored), stored.file.storage, str(stored.file.name)
    with transaction.atomic():
        day, extension = before.rpartition("/")[0], before.rpartition(".")[2]
        stored.file.name = _write(day, extension, sealed.seal_bytes(data))
        stored.is_sealed = True
        stored.save(update_fields=["file", "is_sealed"])
        transaction.on_commit(lambda: storage.delete(before))


def reseal() -> int:
    """Seal every sealed file anew with the first key; how many. Missing bytes are passed over."""
    done = 0
    for stored in StoredFile.objects.filter(is_sealed=True).order_by("pk"):
        try:
            seal(stored)
        except FileNotFoundError:
            continue
        done += 1
    return done


def unreadable() -> int:
    """How many sealed files no key opens. Reads all of them."""
    return sum(_is_closed(stored) for stored in StoredFile.objects.filter(is_sealed=True))


def _is_closed(stored: StoredFile) -> bool:
    try:
        opened(stored)
    except sealed.KeyMissing:
        return True
    except FileNotFoundError:
        return False
    return False


def _write(folder: str, extension: str, data: bytes) -> str:
    storage = private_storage()
    path = storage.save(f"{folder}/{secrets.token_hex(16)}.{extension}", ContentFile(data))
    _to_disk(Path(storage.path(path)))
    return path


def _keep(
    name: str, data: bytes, content_type: str, extension: str, at: datetime, *,
    is_sealed: bool = False,
) -> StoredFile:  # fmt: skip
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a file is stored outside of a transaction")
    kept = sealed.seal_bytes(data) if is_sealed else data
    return StoredFile.objects.create(
        file=_write(f"{at:%Y}/{at:%m}", extension, kept),
        is_sealed=is_sealed,
        name=name,
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=at,
    )


def discard(stored: StoredFile) -> bool:
    """Remove a stored file that no row uses any more; its bytes go once the transaction holds.

    Returns False, and does nothing, when something still refers to it.
    """
    storage, path = stored.file.storage, str(stored.file.name)
    try:
        with transaction.atomic():
            stored.delete()
    except models.ProtectedError:
        return False
    transaction.on_commit(lambda: storage.delete(path))
    return True


def sweep(*, at: datetime) -> int:
    """Remove private files older than a day that have no row; return how many went.

    Only names that `store` gives are touched, so nothing an administrator put there goes.
    """
    root = Path(private_storage().location)
    known = set(StoredFile.objects.values_list("file", flat=True))
    removed = 0
    for path in root.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/*"):
        relative = PurePosixPath(path.relative_to(root)).as_posix()
        is_old = path.stat().st_mtime < (at - ORPHAN_AGE).timestamp()
        if is_old and relative not in known and _RANDOM_NAME.match(path.name):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _read(upload: "UploadedFile[Any]") -> tuple[str, bytes]:
    name = clean_name(upload.name or "")
    size = upload.size or 0
    if size > MAX_BYTES:
        raise FileRefused(_too_large(name, size))
    upload.seek(0)
    # The size is what the sender says: one byte more than the limit is enough to know.
    data = bytes(upload.read(MAX_BYTES + 1))
    upload.seek(0)
    if len(data) > MAX_BYTES:
        raise FileRefused(_too_large(name, len(data)))
    if not data:
        raise FileRefused(f"Tệp “{name}” trống, không có gì bên trong. Chọn lại tệp rồi gửi.")
    return name, data


def _kind(name: str, data: bytes) -> signatures.Kind:
    kind = signatures.recognise(name, data)
    if kind.is_package:
        kind = packages.recognise(name, BytesIO(data))
    signatures.require_agreement(name, kind)
    sounds.check(name, kind, data)
    return kind


def _too_large(name: str, size: int) -> str:
    megabytes = f"{size / 1024 / 1024:.1f}".replace(".", ",")
    return (
        f"Tệp “{name}” nặng {megabytes} MB, quá 20 MB. "
        "Thu nhỏ ảnh, cắt ngắn đoạn ghi âm hoặc tách tệp thành nhiều phần rồi gửi lại."
    )


def _to_disk(path: Path) -> None:
    """Ask the system to keep the bytes through a power cut, before the row says they are there."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
