"""Sky, sun, hills, water, fields and rooms. The sheet is 900 by 600 units."""

import itertools
import random

from .palette import DARK, EARTH, GLOW, NEAR, PAN, SALT, STRAW, SUN, Light, mix
from .svg import circle, line, num, path, poly, rect

WIDE = 900
HIGH = 600


def sky(light: Light, ident: str, low: float = HIGH) -> str:
    """Return a sky down to `low`. `ident` keeps gradients apart when drawings share a page."""
    return (
        f'<defs><linearGradient id="{ident}" x1="0" y1="0" x2="0" y2="1">'
        f'<stop offset=".1" stop-color="{light.sky}"/><stop offset="1" stop-color="{light.glow}"/>'
        f"</linearGradient></defs>" + rect(0, 0, WIDE, low, f"url(#{ident})")
    )


def sun(light: Light, x: float, y: float, r: float = 52) -> str:
    """Return the one sun, moved by the morning."""
    return circle(x + light.drift, y + light.lift, r, SUN)


def hills(
    rng: random.Random,
    base: float,
    tall: float,
    colour: str,
    *,
    count: int = 5,
    x0: float = 0,
    x1: float = WIDE,
) -> str:
    """Return a ridge of about `count` rounded tops between `x0` and `x1`, standing on `base`.

    An end that is not the edge of the sheet runs out into the plain.
    """
    step = (x1 - x0) / (count * 2)
    knots = []
    for i in range(count * 2 + 2):
        high = rng.uniform(0.72, 1.0) if i % 2 else rng.uniform(0.3, 0.56)
        knots.append((x0 + (i - 0.5) * step + rng.uniform(-0.34, 0.34) * step, base - tall * high))
    if x0 > 0:
        knots[0] = (x0, base)
    if x1 < WIDE:
        knots[-1] = (x1, base)
    first = knots[0][1] if x0 > 0 else (knots[0][1] + knots[1][1]) / 2
    d = f"M{num(x0)} {num(base + 2)}V{num(first)}"
    for (cx, cy), (nx, ny) in itertools.pairwise(knots[1:]):
        d += f"Q{num(cx)} {num(cy)} {num((cx + nx) / 2)} {num((cy + ny) / 2)}"
    end = f"L{num(x1)} {num(base)}" if x1 < WIDE else f"H{num(x1)}"
    return path(d + f"{end}V{num(base + 2)}Z", colour)


def headland(base: float, tall: float, colour: str, *, left: bool, reach: float = 420) -> str:
    """Return a cape that comes in from one side and slopes into the water."""
    d = f"M0 {num(base)}V{num(base - tall)}Q{num(reach * 0.16)} {num(base - tall * 1.35)} {num(reach * 0.34)} {num(base - tall * 0.86)}"
    d += f"Q{num(reach * 0.5)} {num(base - tall * 0.98)} {num(reach * 0.64)} {num(base - tall * 0.46)}"
    d += f"Q{num(reach * 0.8)} {num(base - tall * 0.3)} {num(reach)} {num(base)}Z"
    shape = path(d, colour)
    return shape if left else f'<g transform="translate(900 0) scale(-1 1)">{shape}</g>'


def band(y: float, colour: str, low: float = HIGH) -> str:
    """Return flat land or water from `y` down to `low`."""
    return rect(0, y, WIDE, low - y, colour)


def swell(y: float, colour: str, phase: float = 0, *, rise: float = 22) -> str:
    """Return a row of waves from `y` to the bottom of the sheet."""
    first = -100 - phase % 100
    return path(
        f"M{num(first)} {num(y)}q50 {num(-rise)} 100 0" + "t100 0" * 11 + f"V620H{num(first)}Z",
        colour,
    )


def glints(x: float, y: float, *, size: float = 1, colour: str = SUN) -> str:
    """Return the sun's three strokes on water."""
    rows = ((60, 0), (44, 12), (26, 23))
    d = "".join(f"M{num(x - w * size)} {num(y + dy * size)}h{num(2 * w * size)}" for w, dy in rows)
    return line(d, colour, 4 * size)


def rise(y: float, bend: float, colour: str, *, tilt: float = 0) -> str:
    """Return near ground whose edge bows up by `bend` and falls by `tilt` to the right."""
    return path(f"M0 {num(y)}Q450 {num(y - bend)} 900 {num(y + tilt)}V600H0Z", colour)


def rows(
    horizon: float,
    colour: str,
    width: float,
    *,
    vanish: float = 450,
    count: int = 9,
    spread: float = 190,
) -> str:
    """Return furrows that run to a vanishing point on the horizon."""
    out = []
    for i in range(-count // 2, count // 2 + 1):
        foot = vanish + i * spread
        out.append(
            poly(((vanish + i * 14, horizon), (foot - width, 600), (foot + width, 600)), colour)
        )
    return "".join(out)


def birds(rng: random.Random, x: float, y: float) -> str:
    """Return two or three birds far away."""
    d = ""
    for i in range(rng.choice((2, 3))):
        bx, by = x + i * 34 + rng.uniform(-6, 6), y + rng.uniform(-12, 12)
        d += f"M{num(bx - 10)} {num(by - 5)}q7 -3 10 4q3 -7 10 -4"
    return line(d, DARK, 2.4, opacity=0.55)


def window(rng: random.Random, light: Light, x: float, y: float, w: float, h: float) -> str:
    """Return a window with the morning in it: sky, the sun and a hill."""
    hill = f"M{num(x)} {num(y + h * 0.74)}Q{num(x + w * rng.uniform(0.2, 0.4))} {num(y + h * 0.42)} {num(x + w * 0.6)} {num(y + h * 0.7)}T{num(x + w)} {num(y + h * 0.62)}V{num(y + h)}H{num(x)}Z"
    return (
        rect(x - 9, y - 9, w + 18, h + 18, EARTH)
        + rect(x, y, w, h, light.glow)
        + rect(x, y, w, h * 0.4, light.sky)
        + circle(x + w * 0.68, y + h * 0.36 + light.lift * 0.4, min(w, h) * 0.17, SUN)
        + path(hill, NEAR)
        + line(f"M{num(x + w / 2)} {num(y)}V{num(y + h)}", EARTH, 6, butt=True)
        + rect(x - 16, y + h + 7, w + 32, 9, EARTH)
    )


def room(wall: str, floor: str, y: float = 486) -> str:
    """Return a wall and a floor that meet at `y`."""
    return (
        rect(0, 0, WIDE, y, wall)
        + rect(0, y, WIDE, HIGH - y, floor)
        + rect(0, y - 10, WIDE, 10, mix(floor, EARTH, 0.55))
    )


WALLS = (mix(PAN, SALT, 0.55), mix(GLOW, SALT, 0.45), mix(STRAW, SALT, 0.6))
"""Wall colours a seed may choose from; all pale, so figures stand out."""
