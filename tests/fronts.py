"""nginx and Varnish of Debian in front of a running platform, with the files of `deploy/`."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.platform import ROOT, free_port

DEPLOY = ROOT / "deploy"
_MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log warn; worker_processes {workers};
{user}
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{site}
}}
"""


@contextmanager
def _serving(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            end = time.monotonic() + 20
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None and time.monotonic() < end, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def nginx(site: str, *, workers: int = 2) -> Iterator[int]:
    """nginx with this text inside `http`, in which `{port}` and `{folder}` are filled in."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="lantoa-nginx-"))
    folder.chmod(0o755)
    text = site.replace("{port}", str(port)).replace("{folder}", str(folder))
    user = "user root;" if Path("/proc/self").owner() == "root" else ""
    (folder / "nginx.conf").write_text(
        _MAIN.format(folder=folder, site=text, user=user, workers=workers)
    )
    command = ["/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    try:
        with _serving(command, port, folder / "out.log"):
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def site(name: str, behind: int) -> str:
    """A site of `deploy/`, with the program (or Varnish) at the port `behind`."""
    text = (DEPLOY / name).read_text()
    for said, meant in {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{behind};",
        "listen 80;": "listen 127.0.0.1:{port};",
        "/var/cache/nginx/lantoa": "{folder}/kept",
    }.items():
        assert said in text or "cache" in said, said
        text = text.replace(said, meant)
    return text


@contextmanager
def varnish(behind: int) -> Iterator[int]:
    """Varnish with `deploy/varnish.vcl` in front of the program at the port `behind`."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="lantoa-varnish-"))
    text = (DEPLOY / "varnish.vcl").read_text()
    assert '.port = "8000";' in text
    (folder / "lantoa.vcl").write_text(text.replace('"8000"', f'"{behind}"'))
    command = [
        "/usr/sbin/varnishd", "-F", "-j", "none", "-n", str(folder / "work"),
        "-a", f"127.0.0.1:{port},HTTP", "-f", str(folder / "lantoa.vcl"),
        "-p", "http_gzip_support=off", "-s", "malloc,128m", "-T", "none",
    ]  # fmt: skip
    try:
        with _serving(command, port, folder / "out.log"):
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)
