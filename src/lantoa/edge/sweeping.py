"""Removing pages of other generations from the host's folder. Knows files only, no Django."""

import contextlib
import shutil
from pathlib import Path

#: Under the home.
NAME = "pages"


def keep_only(root: Path, generation: int) -> None:
    """Remove the pages of all generations but one from the folder `root`."""
    with contextlib.suppress(OSError):
        for old in list(root.iterdir()):
            if old.name.isdigit() and old.name != str(generation):
                shutil.rmtree(old, ignore_errors=True)


def clear(home: Path) -> None:
    """Remove all pages of a home: another version of the program would make others."""
    keep_only(home / NAME, -1)
