"""What removed log files amounted to, kept beside the logs for ever.

Counts lie in the database, the log beside it. When an older backup of the database is put back,
the log is folded again from the offsets that lie in that backup, and gives the same figures. Log
files are removed some time after they were folded (`actions.LOGS_KEPT`); for those the ledger
has one line each, written before the file goes: what this file gave to each day. A database that
has not read that line yet is owed the difference, so no figure falls below what it was.

The ledger of each home is a file of its own: hosts that share a database never mix theirs.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lantoa.reach.log import home_tag

#: What one file gave: ISO day → [views, visits, robots].
Share = dict[str, list[int]]


class Entry(NamedTuple):
    """One line: identity of the removed file, and what it gave."""

    identity: str
    share: Share


def name(folder: Path) -> str:
    """Under which the database remembers how far it has read."""
    return home_tag(folder)


def append(folder: Path, entry: Entry) -> None:
    """Write a line that survives a power cut."""
    line = json.dumps({"file": entry.identity, "days": entry.share}).encode() + b"\n"
    descriptor = os.open(_path(folder), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def size(folder: Path) -> int:
    """Bytes of the ledger; 0 when there is none."""
    try:
        return _path(folder).stat().st_size
    except FileNotFoundError:
        return 0


def read(folder: Path, offset: int) -> tuple[list[Entry], int]:
    """Entries from byte `offset` on, and the offset after them. A torn line is skipped."""
    if size(folder) <= offset:
        return [], min(offset, size(folder))
    content = _path(folder).read_bytes()[offset:]
    end = content.rfind(b"\n") + 1
    entries = []
    for line in content[:end].splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            found = json.loads(line)
            entries.append(Entry(str(found["file"]), dict(found["days"])))
    return entries, offset + end


def owed(entry: Entry, known: Mapping[str, Share]) -> Share:
    """What the database lacks of an entry; `known` maps identities to what it has of them."""
    has = known.get(entry.identity, {})
    return {
        day: [max(0, given - had) for given, had in zip(gave, has.get(day, [0, 0, 0]), strict=True)]
        for day, gave in entry.share.items()
    }


def _path(folder: Path) -> Path:
    return folder / f"ledger-{name(folder)}.jsonl"
