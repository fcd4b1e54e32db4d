"""Photos and recordings that come from a phone in pieces, so that a cut line loses none of them.

The phone makes a key of its own for each file; who holds the key may ask how much is here and
send the rest. Pieces lie beside the other drafts (`portal.drafts`) under a name made from the
key, and what nobody claims within a day goes with them.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from lantoa.core.files import MAX_BYTES
from lantoa.core.models import private_storage
from lantoa.portal.drafts import FOLDER

#: Largest piece taken at once, in bytes, and what phones send: some seconds on a slow line.
MOST_AT_ONCE = 128 * 1024
#: The disk keeps this much free for what is already ours; then the words come without files.
ROOM_LEFT = 512 * 1024 * 1024
_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")


class NoRoom(Exception):
    """The disk is nearly full: no file is taken for now."""


class TooMuch(Exception):
    """The file grew over the largest size that is taken."""


def is_key(text: object) -> bool:
    """Whether `text` may be the key of a file or of a telling: random enough, and plain."""
    return isinstance(text, str) and bool(_KEY.fullmatch(text))


def size(key: str) -> int:
    """Bytes of the file that are here; 0 for one that nobody began."""
    try:
        return _place(key).stat().st_size
    except FileNotFoundError:
        return 0


def add(key: str, start: int, piece: bytes) -> int:
    """Put `piece` where byte `start` belongs; the bytes that are here afterwards.

    A piece that came before, or that would leave a gap, changes nothing: the sender goes on
    from the number given back. Raises TooMuch and NoRoom.
    """
    place = _place(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    if start + len(piece) > MAX_BYTES:
        raise TooMuch
    if shutil.disk_usage(place.parent).free < ROOM_LEFT:
        raise NoRoom
    with place.open("ab") as file:
        # The page and the worker of one phone may both be sending.
        fcntl.flock(file, fcntl.LOCK_EX)
        here = os.fstat(file.fileno()).st_size
        if start != here:
            return here
        file.write(piece)
        return here + len(piece)


def opened(key: str, name: str, content_type: str) -> UploadedFile[Any] | None:
    """The file as if it had just been sent whole; None when nothing of it is here."""
    try:
        data = _place(key).read_bytes()
    except FileNotFoundError:
        return None
    return SimpleUploadedFile(name, data, content_type)


def forget(key: str) -> None:
    """Remove what came of a file."""
    with contextlib.suppress(FileNotFoundError):
        _place(key).unlink()


def _place(key: str) -> Path:
    # The key itself is a secret of the phone and stands nowhere on our disk.
    name = hashlib.sha256(key.encode()).hexdigest()[:40]
    return Path(private_storage().location) / FOLDER / f"manh-{name}"
