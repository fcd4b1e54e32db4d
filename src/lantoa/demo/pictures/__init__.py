"""Drawings for the demonstration province, made from parts, the same every time.

They stand in for photographs and for people who do not want to be shown: flat
planes, a low horizon, people at work without facial features, one sun.

>>> draw("salt", seed=3).startswith("<svg")
True
"""

from collections.abc import Callable

from . import scenes_crafts, scenes_field, scenes_indoor, scenes_land, scenes_sea, scenes_village
from .captions import ALT
from .raster import as_png
from .setting import Setting, setting

_DRAWN: dict[str, Callable[[Setting], str]] = {
    "salt": scenes_sea.salt,
    "boats": scenes_sea.boats,
    "hill_village": scenes_land.hill_village,
    "brick_wall": scenes_crafts.brick_wall,
    "loom": scenes_crafts.loom,
    "kiln": scenes_crafts.kiln,
    "vineyard": scenes_field.vineyard,
    "sheep": scenes_land.sheep_scene,
    "classroom": scenes_indoor.classroom,
    "clinic": scenes_indoor.clinic,
    "border_post": scenes_village.border_post,
    "market": scenes_village.market,
    "forest": scenes_land.forest,
    "rice_field": scenes_field.rice_field,
    "library": scenes_indoor.library,
    "kitchen": scenes_indoor.kitchen,
    "workshop": scenes_crafts.workshop,
    "schoolyard": scenes_village.schoolyard,
    "fish_cages": scenes_sea.fish_cages,
    "rescue": scenes_sea.rescue,
    "well": scenes_land.well,
    "garlic": scenes_field.garlic,
    "island": scenes_land.island,
    "bus": scenes_village.bus,
    "onion_field": scenes_field.onion_field,
    "reef_cleanup": scenes_sea.reef_cleanup,
}

SCENES: tuple[str, ...] = tuple(_DRAWN)
"""The scenes that can be drawn."""


def draw(scene: str, *, seed: int = 0) -> str:
    """Return a self-contained SVG, 1200 by 800, of one of `SCENES`.

    `seed` changes the light, the hills, the clothes and small details; the same
    scene and seed always give the same text. Raises KeyError for an unknown scene.
    """
    body = _DRAWN[scene](setting(scene, seed))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 900 600" role="img"'
        f' aria-label="{ALT[scene]}">{body}</svg>'
    )


def alt(scene: str) -> str:
    """Return the default Vietnamese alternative text. Raises KeyError for an unknown scene."""
    return ALT[scene]


__all__ = ["SCENES", "alt", "as_png", "draw"]
