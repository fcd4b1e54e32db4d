"""Where indexes lie on this host, and how one takes the place of another.

    LANTOA_HOME/search/<name>/CURRENT          the name of the folder in use
    LANTOA_HOME/search/<name>/<version>-<n>/   an index; APPLIED holds the last change it has

A new index is built beside the old one; writing CURRENT anew (one rename) swaps them. Readers
that still have the old one open go on with it until they look again.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from lantoa.search.engines import fields

#: The index of the portal; other names are scratch indexes for measuring.
PORTAL = "portal"
_CURRENT, _APPLIED = "CURRENT", "APPLIED"


def home(name: str) -> Path:
    """The folder of an index. `name` is letters, digits, - and _ only (ValueError)."""
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ValueError("Tên chỉ mục chỉ có chữ không dấu, số, - và _.")
    return Path(settings.LANTOA_HOME) / "search" / name


def current(name: str) -> Path | None:
    """The folder in use; None when there is none of the present version."""
    try:
        there = (home(name) / _CURRENT).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = home(name) / there
    if not there.startswith(f"v{fields.VERSION}-") or not (folder / "meta.json").is_file():
        return None
    return folder


def state_of(folder: Path) -> object:
    """Something that differs once the index in a folder has changed."""
    try:
        found = (folder / "meta.json").stat()
    except OSError:
        return None
    return folder.name, found.st_mtime_ns, found.st_size, found.st_ino


def fresh(name: str) -> Path:
    """A new empty folder beside the one in use."""
    folder = home(name) / f"v{fields.VERSION}-{secrets.token_hex(6)}"
    folder.mkdir(parents=True)
    return folder


def swap(name: str, folder: Path) -> None:
    """Put `folder` into use, and take away all others."""
    draft = home(name) / f"{_CURRENT}.{secrets.token_hex(4)}"
    with draft.open("w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home(name) / _CURRENT)
    for other in home(name).iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
        elif other.name.startswith(f"{_CURRENT}."):
            other.unlink(missing_ok=True)


def applied(folder: Path) -> int:
    """The last change that an index surely has; 0 when unknown."""
    try:
        return int((folder / _APPLIED).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def set_applied(folder: Path, change: int) -> None:
    """Note the last change after it was committed; losing the note only repeats work."""
    draft = folder / f"{_APPLIED}.new"
    draft.write_text(str(change), "ascii")
    draft.replace(folder / _APPLIED)


@contextmanager
def writing(name: str) -> Iterator[bool]:
    """Whether this process is the one that may write; ends with the process, even when killed."""
    home(name).mkdir(parents=True, exist_ok=True)
    with (home(name) / "LOCK").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
