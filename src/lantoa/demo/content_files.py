"""Reads the invented province from the TOML files in `content/`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]
_FILES = {"person": "people"}


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The tables called `name` of their file, e.g. `rows("exemplar")`."""
    path = f"content/{_FILES.get(name, name + 's')}.toml"
    text = files("lantoa.demo").joinpath(path).read_text("utf-8")
    return tuple(tomllib.loads(text)[name])


@cache
def stories() -> tuple[Row, ...]:
    """The stories, in the order of their file names."""
    folder = files("lantoa.demo").joinpath("content/stories")
    paths = sorted((path for path in folder.iterdir()), key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in paths)
