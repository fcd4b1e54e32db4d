"""Processes end with the one that started them, also when that one is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src"
CHILD = "from lantoa.core.processes import end_with_parent as e; e(); print('alive', flush=True); import time; time.sleep(20); print('outlived')"
PARENT = (
    "import os, subprocess, sys\n"
    "env = {**os.environ, 'LANTOA_SUPERVISED': sys.argv[2] or str(os.getpid())}\n"
    "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], env=env)\n"
    "print(child.pid, flush=True)\n"
    "child.wait()\n"
)


def parent(supervisor: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD, supervisor],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_child_dies_with_its_killed_parent() -> None:
    mother = parent("")
    assert mother.stdout
    mother.stdout.readline()
    assert mother.stdout.readline() == "alive\n"
    mother.send_signal(signal.SIGKILL)
    mother.wait(10)
    # The child holds the pipe until it is gone; were it to live on, it would say so.
    assert mother.stdout.read() == ""


def test_a_child_whose_parent_died_before_does_not_start() -> None:
    mother = parent("1")
    assert mother.stdout
    mother.stdout.readline()
    assert mother.stdout.read() == ""  # never said "alive"
    mother.wait(10)
