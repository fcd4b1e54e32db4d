"""Files that were sent with a step of the form, kept until the last step is sent.

They lie in private storage under names nobody can guess; the session knows which are whose.
Whatever is left after a day goes.
"""

import contextlib
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from lantoa.core.models import private_storage

FOLDER = "nhap"
KEPT_SECONDS = 24 * 3600


def keep(upload: UploadedFile[Any], content_type: str) -> dict[str, str]:
    """Put a checked file aside; what to write into the session for it."""
    upload.seek(0)
    path = private_storage().save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(upload.read()))
    return {"path": path, "name": upload.name or "tep", "type": content_type}


def opened(kept: Iterable[dict[str, str]]) -> list[UploadedFile[Any]]:
    """The kept files as if they were just sent; those swept meanwhile are left out."""
    storage = private_storage()
    found: list[UploadedFile[Any]] = []
    for note in kept:
        with contextlib.suppress(FileNotFoundError), storage.open(note["path"]) as file:
            found.append(SimpleUploadedFile(note["name"], file.read(), note["type"]))
    return found


def forget(kept: Iterable[dict[str, str]]) -> None:
    """Remove kept files."""
    for note in kept:
        private_storage().delete(note["path"])


def sweep() -> None:
    """Remove what nobody sent within a day."""
    folder = Path(private_storage().location) / FOLDER
    oldest = time.time() - KEPT_SECONDS
    for path in folder.glob("*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
