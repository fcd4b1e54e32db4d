"""What is measured side by side: the same page, served in different ways, all running at once."""

import contextlib
import gzip
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import fronts
from tests.platform import ROOT, free_port

_STATIC = """
server {
  listen 127.0.0.1:{port};
  root FOLDER;
  gzip_static GZIP;
  default_type "text/html; charset=utf-8";
  location / { try_files /page.html =404; }
}
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a server on this home."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LANTOA_")}
    return {
        **ours,
        "LANTOA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        **more,
    }


def lantoa(home: Path, *words: str, **more: str) -> None:
    """Run a command of the platform to its end."""
    subprocess.run(
        [sys.executable, "-m", "lantoa", *words],
        env=environment(home, **more),
        cwd=ROOT,
        check=True,
    )


@contextmanager
def served(home: Path, **more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`lantoa serve` on a port of its own."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lantoa", "serve", "127.0.0.1", str(port)],
        env=environment(home, **more), cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 90
        while True:
            with contextlib.suppress(OSError), fetch(port, "/readyz"):
                break
            if process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"the server did not start: {more}")
            time.sleep(0.2)
        yield port, process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)


def fetch(port: int, path: str, **headers: str):  # type: ignore[no-untyped-def]
    """One answer of a server here."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=names)
    return urllib.request.urlopen(request, timeout=30)  # noqa: S310


@contextmanager
def all_of_them(home: Path, path: str, processes: int) -> Iterator[dict[str, int]]:
    """Name → port of every way to serve the page at `path`."""
    web = {"LANTOA_WEB_PROCESSES": str(processes)}
    with ExitStack() as stack:

        def start(**more: str) -> int:
            return stack.enter_context(served(home, **web, **more))[0]

        embedded = start()
        page = fetch(embedded, path).read()
        folder = home / "static-page"
        folder.mkdir(exist_ok=True)
        (folder / "page.html").write_bytes(page)
        (folder / "page.html.gz").write_bytes(gzip.compress(page, 6))

        def static(packed: str) -> int:
            site = _STATIC.replace("FOLDER", str(folder)).replace("GZIP", packed)
            return stack.enter_context(fronts.nginx(site))

        # The one that is held in front needs no counting of its own: it is asked once a second.
        yield {
            "nginx, tệp tĩnh": static("off"),
            "nginx, gzip_static": static("always"),
            "Lan Tỏa": embedded,
            "Lan Tỏa, không đếm": start(LANTOA_COUNT_VISITS="0"),
            "nginx giữ trang": stack.enter_context(
                fronts.nginx(fronts.site("nginx-giu-trang.conf", embedded))
            ),
            "nginx chuyển tiếp": stack.enter_context(
                fronts.nginx(fronts.site("nginx.conf", embedded))
            ),
            "Varnish giữ trang": stack.enter_context(fronts.varnish(embedded)),
            "bộ nhớ đệm của Django": start(DJANGO_SETTINGS_MODULE="benchmarks.django_cached"),
            "không giữ gì": start(LANTOA_PAGE_MEMORY="0"),
        }
