"""`lantoa up`: set up, start web and worker, say when it serves, stop cleanly."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from types import FrameType

from lantoa.config import environment
from lantoa.core.processes import SUPERVISED

_RESTART_PAUSE = 1.0


def run(words: list[str]) -> int:
    """Migrate, load what every installation needs and the demo on first start, then serve."""
    parser = argparse.ArgumentParser(prog="lantoa up")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-demo", action="store_true", help="không nạp tỉnh mẫu")
    options = parser.parse_args(words)
    os.environ.setdefault("LANTOA_BASE_URL", f"http://{options.host}:{options.port}")
    environment.read()  # all mistakes at once, before anything is touched
    if not _is_free(options.host, options.port):
        print(
            f"Cổng {options.port} đang có chương trình khác dùng. "
            f"Chọn cổng khác, ví dụ: ./lantoa up --port {options.port + 1}",
            file=sys.stderr,
        )
        return 1
    _prepare(with_demo=not options.no_demo)
    return _Supervisor(options.host, options.port).run()


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(words: list[str]) -> int:
    """The web server alone (used by `up`): granian with threads, in front of the WSGI callable."""
    from granian import Granian

    from lantoa.core.processes import end_with_parent
    from lantoa.edge import sweeping

    end_with_parent()
    if os.environ.get(SUPERVISED):
        os.environ[SUPERVISED] = str(os.getpid())  # for the web processes we start
    host, port = words[0], int(words[1])
    env = environment.read()
    sweeping.clear(env.home)
    Granian(
        "lantoa.config.wsgi:application",
        address=host,
        port=port,
        interface="wsgi",  # type: ignore[arg-type]  # granian takes the value of its enum
        workers=env.web_processes,
        blocking_threads=env.web_threads,
        websockets=False,
        log_access=False,
        log_level="error",  # type: ignore[arg-type]  # granian takes the value of its enum
        respawn_failed_workers=True,
    ).serve()
    return 0


def _prepare(*, with_demo: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    print("Lan Tỏa: chuẩn bị cơ sở dữ liệu…", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("prepare", verbosity=0)
    if with_demo:
        call_command("demo", "--first-time-only")
    from django.db import connections

    connections.close_all()


class _Supervisor:
    """Keeps the web server and the worker running until it is told to stop."""

    def __init__(self, host: str, port: int) -> None:
        self.address = f"http://{host}:{port}"
        self.commands = {"web": ["serve", host, str(port)], "worker": ["work"]}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for name in self.commands:
            self._start(name)
        threading.Thread(target=self._announce, daemon=True).start()
        while not self.stopping.wait(0.3):
            for name, child in list(self.children.items()):
                if child.poll() is not None and not self.stopping.is_set():
                    print(f"Lan Tỏa: {name} dừng (mã {child.returncode}), chạy lại.", flush=True)
                    time.sleep(_RESTART_PAUSE)
                    self._start(name)
        return self._end()

    def _start(self, name: str) -> None:
        self.children[name] = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "lantoa", *self.commands[name]],
            env={**os.environ, SUPERVISED: str(os.getpid())},
            # Ctrl-C reaches only this process, which then ends the others in order.
            start_new_session=True,
        )

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _end(self) -> int:
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
        print("Lan Tỏa: đã dừng.", flush=True)
        return 0

    def _announce(self) -> None:
        while not self.stopping.is_set():
            try:
                with urllib.request.urlopen(  # noqa: S310  # our own http address
                    self.address + "/readyz", timeout=2
                ):
                    print(f"Sẵn sàng: {self.address}/", flush=True)
                    return
            except (urllib.error.URLError, OSError):
                self.stopping.wait(0.2)
