"""The demo province for tests that walk all of it: loaded once, whoever asks first, then copied."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.platform import ROOT, Platform

#: What the loaded files (feeds, posters) call the site; a copy answers at its own address.
NAME = "http://lantoa.example"


def _load(home: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("LANTOA_")}
    env |= {
        "LANTOA_HOME": str(home),
        "LANTOA_BASE_URL": NAME,
        "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "lantoa", "demo"], env=env, cwd=ROOT, capture_output=True, text=True,
        timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


@contextmanager
def demo_platform(shared: Path, own: Path) -> Iterator[Platform]:
    """A platform that serves the demo. `shared` is one folder for all processes of the tests."""
    model = shared / "demo-home"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.exists():
            making = shared / "demo-making"
            _load(making)
            making.rename(model)
    shutil.copytree(model, own)
    with Platform(own, extra_env={"LANTOA_WEB_PROCESSES": "2"}) as platform:
        yield platform
