"""Programs that open hostile files, kept small: a time, a memory, a file size, no network.

The program runs in its own session and a folder of its own that goes when it is done. Limits
come from `prlimit` (util-linux), set before the program starts; what it really holds is watched
besides, because a limit on addresses says little about memory. Where Linux lets an ordinary
user have a network of his own (`unshare`), the program gets one without a way out.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_POLL = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Missing(Exception):
    """The program is not installed; the message is its name."""


class Stopped(Exception):
    """The program was killed at a limit; the message says which: 'time', 'memory' or 'output'."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take: wall-clock seconds, bytes of real memory, bytes of one file."""

    seconds: float = 15
    memory: int = 300 * 2**20
    file_size: int = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended and the start of what it wrote."""

    code: int
    output: bytes


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that only we may read, removed with all that is in it."""
    path = Path(tempfile.mkdtemp(prefix="lantoa-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run(program: str, words: Sequence[str], *, inside: Path, limits: Limits | None = None) -> Done:
    """Run `program` with `words` in the folder `inside`, and nothing of ours in its environment.

    The output is cut at `limits.file_size`. Raises Missing, or Stopped when a limit was met;
    the program and all its children are gone then.
    """
    limits = limits or Limits()
    path = shutil.which(program)
    if path is None:
        raise Missing(program)
    output = inside / ".output"
    with output.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603  # a fixed program, words without a shell
            [*_limited(limits), path, *words],
            cwd=inside,
            env=_environment(inside),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _watch(process, limits)
        finally:
            _end(process)
    data = output.read_bytes()
    output.unlink()
    if process.returncode == -signal.SIGXCPU:
        raise Stopped("time")
    if process.returncode == -signal.SIGXFSZ or len(data) >= limits.file_size:
        raise Stopped("output")
    return Done(process.returncode, data)


def has_no_network() -> bool:
    """Whether this machine lets programs be run without a network."""
    return bool(_without_network())


def _environment(inside: Path) -> dict[str, str]:
    home = str(inside)
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": home, "TMPDIR": home}


def _limited(limits: Limits) -> list[str]:
    """The words that set limits before the program starts: no code of ours runs in between."""
    seconds = int(limits.seconds) + 1
    return [
        *_without_network(),
        "/usr/bin/prlimit",
        f"--cpu={seconds}:{seconds + 1}",
        f"--as={max(8 * limits.memory, 2**31)}",
        f"--fsize={limits.file_size}",
        "--nofile=512",
        "--core=0",
        "--",
    ]


@cache
def _without_network() -> tuple[str, ...]:
    words = ("/usr/bin/unshare", "--user", "--map-current-user", "--net", "--")
    try:
        tried = subprocess.run(  # noqa: S603  # fixed words
            [*words, "/bin/true"], capture_output=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if tried.returncode == 0 else ()


def _watch(process: subprocess.Popen[bytes], limits: Limits) -> None:
    until = time.monotonic() + limits.seconds
    while True:
        try:
            process.wait(_POLL)
        except subprocess.TimeoutExpired:
            pass
        else:
            return
        if time.monotonic() > until:
            raise Stopped("time")
        if _memory_of(process.pid) > limits.memory:
            raise Stopped("memory")


def _memory_of(session: int) -> int:
    """Bytes that the processes of a session hold in memory; shared pages of files left out."""
    held = 0
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                resident, shared = (entry / "statm").read_text().split()[1:3]
                held += (int(resident) - int(shared)) * _PAGE
    return held


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of the session and wait for the program itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
