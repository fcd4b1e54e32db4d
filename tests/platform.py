"""A real platform in processes of its own: `lantoa up` on a free port, in its own home."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
START_LIMIT_S = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Platform:
    """`lantoa up --no-demo` with everything it starts. Use as a context manager."""

    def __init__(
        self, home: Path, database_url: str = "", extra_env: dict[str, str] | None = None
    ) -> None:
        self.home, self.port = home, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("LANTOA_")},
            "LANTOA_HOME": str(home),
            "LANTOA_DATABASE_URL": database_url,
            "LANTOA_BASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            **(extra_env or {}),
        }
        self.main: subprocess.Popen[str] | None = None
        self.log: list[str] = []

    def __enter__(self) -> "Platform":
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait for the line `Sẵn sàng: http://…`."""
        self.main = subprocess.Popen(
            [sys.executable, "-m", "lantoa", "up", "--no-demo", "--port", str(self.port)],
            env=self.env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.main, ready), daemon=True).start()
        if not ready.wait(START_LIMIT_S):
            self.stop()
            raise AssertionError("never ready:\n" + "".join(self.log[-40:]))

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout
        for line in process.stdout:
            self.log.append(line)
            if line.startswith(f"Sẵn sàng: {self.address}"):
                ready.set()

    def stop(self) -> None:
        """SIGTERM; everything it started ends with it."""
        if self.main is not None and self.main.poll() is None:
            self.main.terminate()
            self.main.wait(20)

    def descendants(self) -> list[int]:
        """Process ids of all that runs under it (web master, web processes, worker)."""
        assert self.main
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue
                parent = int(stat.rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
        found, fresh = [], [self.main.pid]
        while fresh:
            fresh = [pid for parent in fresh for pid in children.get(parent, [])]
            found += fresh
        return found

    def kill(self, pid: int) -> None:
        """`kill -9`."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        """The machine loses every process of the platform at once."""
        assert self.main
        for pid in [self.main.pid, *self.descendants()]:
            self.kill(pid)
        self.main.wait(20)

    def command(self, *words: str, timeout: float = 120) -> "subprocess.CompletedProcess[str]":
        """Run a `lantoa` command against the same data."""
        return subprocess.run(
            [sys.executable, "-m", "lantoa", *words],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def script(self, module: str, *words: str) -> Any:
        """Run a module of the tests against the same data; what it prints as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def request(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """One request; the answer's status and body, also for errors of HTTP."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  # our own http address
            self.address + path, data=data, headers=headers or {}
        )
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  # see above
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def eventually(self, what: Any, limit: float = 30) -> Any:
        """The first true value of `what()`; fails after `limit` seconds."""
        end = time.monotonic() + limit
        while True:
            value = what()
            if value:
                return value
            assert time.monotonic() < end, f"never came true: {what}"
            threading.Event().wait(0.05)
