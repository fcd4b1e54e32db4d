"""`lantoa test`: install what the tests need, run the checks, then the tests on both databases."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lantoa.config.cli import checks

ROOT = Path(__file__).resolve().parents[4]
#: Debian package → a file it brings.
PACKAGES = {
    "postgresql": "/usr/lib/postgresql",
    "chromium": "/usr/bin/chromium",
    "poppler-utils": "/usr/bin/pdftotext",
    "libreoffice-writer-nogui": "/usr/lib/libreoffice/program/libswlo.so",
    "libreoffice-calc-nogui": "/usr/lib/libreoffice/program/libsclo.so",
    "zbar-tools": "/usr/bin/zbarimg",
    "nginx": "/usr/sbin/nginx",
    "varnish": "/usr/sbin/varnishd",
}

_LOCALE = ("--locale=C.UTF-8", "-E", "UTF8")
#: Reached by its socket only; what it holds need not survive a power cut.
_SERVER = "-c listen_addresses='' -c fsync=off -c max_connections=200"


def run(words: list[str]) -> int:
    """The whole suite, or with arguments what pytest is told (on SQLite unless a database is set).

    Without arguments: checks, all tests on SQLite, then, on a private PostgreSQL, all but those
    that would show nothing new there (marked `once` by tests/conftest.py).
    """
    missing = _install()
    if missing:
        print(f"Thiếu gói Debian: {' '.join(missing)}. Chạy: apt-get install {' '.join(missing)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="lantoa-test-") as home:
        os.environ["LANTOA_HOME"] = home
        if words:
            return _pytest(words)
        bad = checks.run([])
        parallel = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
        parallel += ["--no-loadscope-reorder"]  # tests/conftest.py puts the long files first
        print("== SQLite", flush=True)
        sqlite = _pytest(parallel)
        with postgres(Path(home)) as url:
            print("== PostgreSQL", flush=True)
            os.environ["LANTOA_DATABASE_URL"] = url
            postgresql = _pytest([*parallel, "-m", "not once"])
    return bad or sqlite or postgresql


def _pytest(words: list[str]) -> int:
    return subprocess.run(  # noqa: S603  # our own tests
        [sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False
    ).returncode


def _install() -> list[str]:
    """Install missing Debian packages when we may; what is still missing otherwise."""
    missing = [package for package, file in PACKAGES.items() if not Path(file).exists()]
    if missing and os.geteuid() == 0 and Path("/usr/bin/apt-get").exists():
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print(f"Cài gói Debian cho bài thử: {' '.join(missing)}…", flush=True)
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends"]):
            words = missing if command[0] == "install" else []
            subprocess.run(  # noqa: S603  # fixed words
                ["/usr/bin/apt-get", *command, *words],
                env=env,
                check=False,
                stdout=subprocess.DEVNULL,
            )
    return [package for package, file in PACKAGES.items() if not Path(file).exists()]


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """A PostgreSQL of our own in a private folder, on a socket there; its address."""
    programs = max(Path("/usr/lib/postgresql").iterdir(), key=lambda p: float(p.name)) / "bin"
    folder = Path(tempfile.mkdtemp(prefix="lantoa-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["/usr/sbin/runuser", "-u", "postgres", "--"]
    data = folder / "data"

    def call(program: str, *words: str | Path) -> None:
        subprocess.run(  # noqa: S603  # programs of the installed PostgreSQL
            [*as_user, programs / program, "-D", data, *words],
            check=True, stdout=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip

    try:
        call("initdb", "-U", "postgres", "-A", "trust", *_LOCALE, "--no-sync")
        options = f"-k {folder} {_SERVER}"
        call("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
        folder.chmod(0o755)
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        try:
            call("pg_ctl", "-m", "immediate", "stop")
        except subprocess.CalledProcessError:
            time.sleep(0.1)
        shutil.rmtree(folder, ignore_errors=True)
