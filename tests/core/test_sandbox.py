"""Programs in the sandbox: they end at a limit with all they started, and see nothing of ours."""

import subprocess
import sys
import time

import pytest

from lantoa.core import sandbox
from lantoa.core.sandbox import Limits

PYTHON = sys.executable


def run(code: str, limits: Limits | None = None) -> sandbox.Done:
    with sandbox.folder() as inside:
        return sandbox.run(PYTHON, ["-c", code], inside=inside, limits=limits)


def test_output_and_code_come_back() -> None:
    assert run("print('xong'); raise SystemExit(3)") == sandbox.Done(3, b"xong\n")


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        ("import time; time.sleep(60)", Limits(seconds=0.5), "time"),
        ("x = bytearray(400_000_000)\nwhile 1: pass", Limits(memory=50_000_000), "memory"),
        ("while 1: print('a' * 100_000)", Limits(file_size=1_000_000), "output"),
    ],
)
def test_each_limit_stops_the_program(code: str, limits: Limits, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(sandbox.Stopped, match=reason):
        run(code, limits)
    assert time.monotonic() - began < 10


def test_what_the_program_started_ends_with_it() -> None:
    with pytest.raises(sandbox.Stopped):
        run(
            "import subprocess as s, time; s.Popen(['sleep', '98.7531']); time.sleep(60)",
            Limits(seconds=1),
        )
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert "98.7531" not in listed.stdout


def test_secrets_and_folders_of_ours_are_not_seen(monkeypatch) -> None:
    monkeypatch.setenv("LANTOA_SECRET_KEY", "bí mật")
    done = run("import os; print(sorted(os.environ), os.environ['HOME'] == os.getcwd())")
    assert b"LANTOA" not in done.output
    assert b"True" in done.output


def test_the_folder_goes() -> None:
    with sandbox.folder() as inside:
        (inside / "a").write_text("x")
        assert inside.stat().st_mode & 0o077 == 0
    assert not inside.exists()


def test_there_is_no_way_to_the_network() -> None:
    if not sandbox.has_no_network():
        pytest.skip("máy này không cho tạo mạng riêng")
    interfaces = run("import socket; print([name for _, name in socket.if_nameindex()])")
    assert interfaces.output == b"['lo']\n"


def test_a_missing_program_is_named() -> None:
    with sandbox.folder() as inside, pytest.raises(sandbox.Missing, match="khong-co"):
        sandbox.run("khong-co", [], inside=inside)
