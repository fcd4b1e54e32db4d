"""Boats, houses, plants and vessels. Each stands on its own (0, 0) unless it takes corners."""

import random

from .palette import (
    BRICK,
    DARK,
    EARTH,
    FAR,
    GLOW,
    NEAR,
    PAN,
    RICE,
    RICE2,
    SALT,
    SEA,
    SHADE,
    STRAW,
    SUN,
)
from .svg import circle, line, num, oval, path, place, poly, rect, ring


def boat(
    x: float, y: float, scale: float, *, hull: str = BRICK, cabin: str = SEA, flip: bool = False
) -> str:
    """Return a fishing boat with a painted eye, 420 units long."""
    return place(
        x, y, scale,
        path("M60 -18V-170H66V-18Z", EARTH),
        path("M66 -166L104 -152L66 -138Z", SUN),
        rect(-110, -86, 120, 66, cabin) + rect(-122, -97, 144, 11, DARK),
        rect(-92, -74, 32, 24, SUN) + rect(-44, -74, 32, 24, GLOW),
        path("M-190 -34Q-120 22 -20 26H120Q190 10 230 -58L196 -40Q120 -16 0 -18T-190 -34Z", hull),
        path("M-190 -34Q-100 -2 20 -6T230 -58L222 -42Q130 10 10 6T-182 -26Z", SALT),
        oval(182, -18, 15, 9, SALT, turn=-22) + circle(184, -19, 5, DARK),
        flip=flip,
    )  # fmt: skip


def basket_boat(x: float, y: float, scale: float, colour: str = STRAW) -> str:
    """Return a round woven boat, 180 units wide."""
    weave = line("M-72 -4Q0 22 72 -4M-60 14Q0 36 60 14M-40 -2L-28 34M0 6V42M40 -2L28 34", EARTH, 3)
    return place(
        x,
        y,
        scale,
        path("M-90 -22Q-78 46 0 46Q78 46 90 -22Z", colour),
        weave,
        oval(0, -22, 90, 15, EARTH),
        oval(0, -20, 80, 10, DARK, opacity=0.55),
    )


def palm(x: float, y: float, scale: float, *, flip: bool = False, colour: str = DARK) -> str:
    """Return a coconut palm, 190 units tall."""
    fronds = "M12 -186Q-40 -206 -72 -160Q-34 -182 8 -176ZM12 -186Q-24 -236 -66 -214Q-26 -214 8 -180ZM12 -186Q30 -240 74 -226Q38 -216 16 -180Z"
    fronds += "M12 -186Q66 -210 92 -160Q54 -184 14 -176ZM10 -184Q-24 -160 -26 -118Q-8 -152 14 -176ZM12 -184Q48 -166 56 -122Q34 -152 10 -176Z"
    return place(
        x,
        y,
        scale,
        path("M-8 0Q6 -90 4 -184H18Q20 -90 10 0Z", EARTH if colour != DARK else DARK),
        path(fronds, colour),
        flip=flip,
    )


def tree(x: float, y: float, scale: float, leaf: str = RICE, *, bloom: str = "") -> str:
    """Return a broad tree, 200 units tall; `bloom` colours flowers in the crown."""
    crown = path(
        "M-96 -104Q-112 -150 -66 -160Q-52 -206 -4 -198Q44 -212 60 -168Q108 -158 96 -110Q60 -84 0 -92Q-62 -80 -96 -104Z",
        leaf,
    )
    spots = "".join(
        circle(cx, cy, 11, bloom)
        for cx, cy in ((-64, -130), (-22, -166), (26, -136), (64, -150), (-12, -118), (36, -182))
    )
    return place(
        x,
        y,
        scale,
        path("M-11 0Q-5 -60 -8 -110H10Q6 -60 13 0Z", EARTH),
        line("M0 -74L-36 -116M2 -84L36 -118", EARTH, 8),
        crown,
        spots if bloom else "",
    )


def bush(x: float, y: float, scale: float, leaf: str = RICE) -> str:
    """Return a low bush."""
    return place(
        x, y, scale, path("M-50 0Q-62 -28 -32 -36Q-18 -62 10 -50Q42 -56 44 -28Q62 -16 50 0Z", leaf)
    )


def cactus(x: float, y: float, scale: float) -> str:
    """Return a prickly pear."""
    pads = (
        oval(0, -28, 20, 30, RICE)
        + oval(-24, -66, 17, 25, RICE, turn=-24)
        + oval(22, -68, 16, 24, RICE2, turn=22)
    )
    return place(x, y, scale, pads, circle(-34, -90, 5, BRICK), circle(30, -92, 5, BRICK))


def house(
    x: float, y: float, scale: float, *, roof: str = BRICK, wall: str = GLOW, door: str = DARK
) -> str:
    """Return a small house seen from the front, 150 units wide."""
    return place(
        x, y, scale,
        rect(-62, -70, 124, 70, wall),
        path("M-82 -66L-50 -122H50L82 -66Z", roof),
        rect(-14, -50, 28, 50, door) + rect(-50, -50, 24, 22, NEAR) + rect(26, -50, 24, 22, NEAR),
    )  # fmt: skip


def stilt_house(x: float, y: float, scale: float, *, roof: str = EARTH) -> str:
    """Return a house on posts with a ladder."""
    posts = line("M-54 0V-44M-18 0V-44M18 0V-44M54 0V-44", DARK, 6, butt=True)
    return place(
        x,
        y,
        scale,
        posts,
        rect(-66, -92, 132, 50, STRAW),
        path("M-86 -88L-44 -152H44L86 -88Z", roof),
        rect(-14, -82, 26, 40, DARK),
        line("M-2 -42L-22 0M12 -42L-6 0M-8 -28H4M-16 -12H-2", DARK, 4),
    )


def tower(x: float, y: float, scale: float, colour: str = FAR) -> str:
    """Return a Cham tower as a far silhouette."""
    return place(
        x,
        y,
        scale,
        path(
            "M-70 0V-110H-58V-128H-44V-168H-32V-184H-22V-214H-12V-228L0 -256L12 -228V-214H22V-184H32V-168H44V-128H58V-110H70V0Z",
            colour,
        ),
        path("M-16 0V-52Q0 -84 16 -52V0Z", NEAR, opacity=0.6),
    )


def pot(x: float, y: float, scale: float, colour: str = BRICK, band: str = STRAW) -> str:
    """Return a round pot, 120 units wide and 110 tall."""
    body = path(
        "M-28 -110H28L22 -94Q60 -78 60 -46Q58 -12 30 0H-30Q-58 -12 -60 -46Q-60 -78 -22 -94Z", colour
    )
    return place(
        x,
        y,
        scale,
        body,
        rect(-31, -114, 62, 9, colour, r=3),
        line("M-58 -54Q0 -40 58 -54", band, 5),
        line("M-56 -40Q0 -26 56 -40", band, 2.5),
    )


def basket(x: float, y: float, scale: float, load: str = "", *, colour: str = STRAW) -> str:
    """Return a woven basket, 100 units wide; `load` is drawn behind its rim at y -52."""
    weave = line("M-44 -36H44M-40 -20H40M-24 -50L-18 0M0 -50V0M24 -50L18 0", EARTH, 2.6)
    return place(
        x,
        y,
        scale,
        load,
        path("M-50 -54H50L38 0H-38Z", colour),
        weave,
        rect(-54, -59, 108, 9, EARTH, r=4),
    )


def heap(
    rng: random.Random,
    colours: tuple[str, ...],
    *,
    radius: float = 11,
    wide: int = 7,
    y: float = -54,
) -> str:
    """Return a pile of round things, for a basket or a tray."""
    out = []
    for level in range(3):
        for i in range(wide - 2 * level):
            cx = (i - (wide - 2 * level - 1) / 2) * radius * 1.5
            out.append(circle(cx, y - level * radius * 1.05, radius, rng.choice(colours)))
    return "".join(out)


def salt_heap(x: float, y: float, size: float) -> str:
    """Return a cone of salt with its shaded side."""
    left, right = x - size * 0.75, x + size * 0.8
    lit = f"M{num(left)} {num(y)}Q{num(x - size * 0.25)} {num(y - size * 0.3)} {num(x)} {num(y - size)}Q{num(x + size * 0.3)} {num(y - size * 0.25)} {num(right)} {num(y)}Q{num(x)} {num(y + size * 0.22)} {num(left)} {num(y)}Z"
    dim = f"M{num(x)} {num(y - size)}Q{num(x + size * 0.3)} {num(y - size * 0.25)} {num(right)} {num(y)}Q{num(x + size * 0.4)} {num(y + size * 0.13)} {num(x + size * 0.1)} {num(y + size * 0.1)}Q{num(x + size * 0.16)} {num(y - size * 0.4)} {num(x)} {num(y - size)}Z"
    return path(lit, SALT) + path(dim, SHADE)


def sheep(x: float, y: float, scale: float, *, flip: bool = False, grazing: bool = False) -> str:
    """Return a sheep, 120 units long, looking right."""
    head = place(
        54,
        -36 if grazing else -66,
        1,
        oval(0, 0, 20, 12, DARK, turn=60 if grazing else 24),
        oval(-12, -8, 9, 4.5, DARK, turn=-20),
    )
    fleece = path(
        "M-54 -34Q-66 -56 -44 -66Q-36 -86 -12 -78Q6 -92 24 -78Q48 -82 50 -60Q62 -42 46 -30Q34 -16 16 -22Q-4 -12 -22 -22Q-46 -16 -54 -34Z",
        SALT,
    )
    shade = path(
        "M-54 -34Q-30 -26 0 -30Q30 -26 50 -36Q46 -24 30 -21Q16 -18 16 -22Q-4 -12 -22 -22Q-46 -16 -54 -34Z",
        SHADE,
    )
    legs = line("M-34 -26V-2M-20 -24V-2M20 -24V-2M34 -26V-2", DARK, 7)
    return place(
        x, y, scale, oval(0, 0, 56, 5, DARK, opacity=0.15), legs, fleece, shade, head, flip=flip
    )


def stones(rng: random.Random, low: float, high: float, count: int, colour: str = EARTH) -> str:
    """Return scattered stones or clods between two heights."""
    out = []
    for _ in range(count):
        y = rng.uniform(low, high)
        size = 3 + (y - low) / (high - low + 1) * 6
        out.append(oval(rng.uniform(20, 880), y, size * 1.7, size * 0.6, colour, opacity=0.55))
    return "".join(out)


def tuft(x: float, y: float, scale: float, colour: str = RICE) -> str:
    """Return a clump of blades: grass, rice, onion leaves."""
    return place(
        x,
        y,
        scale,
        path(
            "M-4 0Q-16 -20 -22 -40Q-6 -26 -2 -6Q-6 -34 0 -54Q6 -34 4 -6Q8 -26 22 -42Q16 -18 5 0Z",
            colour,
        ),
    )


def jar(x: float, y: float, scale: float, colour: str = EARTH) -> str:
    """Return a tall water jar."""
    return place(
        x,
        y,
        scale,
        path(
            "M-26 -96H26L24 -84Q48 -62 40 -24Q36 0 24 0H-24Q-36 0 -40 -24Q-48 -62 -24 -84Z", colour
        ),
        rect(-30, -102, 60, 9, DARK, r=4),
        path("M10 -80Q36 -60 28 -22Q24 -4 14 0H24Q36 0 40 -24Q48 -62 24 -84Z", DARK, opacity=0.16),
    )


def crate(x: float, y: float, w: float, h: float, colour: str = EARTH) -> str:
    """Return a slatted crate standing on (x, y)."""
    slats = "".join(rect(x - w / 2, y - h + i * h / 3, w, h / 3 - 4, colour) for i in range(3))
    return rect(x - w / 2 + 3, y - h + 2, w - 6, h - 6, DARK, opacity=0.7) + slats


def bicycle(x: float, y: float, scale: float, frame: str = SEA) -> str:
    """Return a bicycle, 230 units long, its wheels on y 0."""
    wheels = ring(-76, -44, 40, DARK, 7) + ring(78, -44, 40, DARK, 7)
    spokes = line("M-76 -84V-4M-116 -44H-36M78 -84V-4M38 -44H118", SHADE, 2)
    body = line(
        "M-76 -44L-28 -104H52L4 -44L-34 -112M-76 -44H4M52 -104L46 -124L68 -130M52 -104L78 -44",
        frame,
        7,
    )
    return place(
        x, y, scale, spokes, wheels, body, line("M-50 -116H-18", DARK, 10), circle(4, -44, 10, SUN)
    )


def barrel(x: float, y: float, scale: float, colour: str = SEA) -> str:
    """Return a plastic float or drum."""
    return place(
        x,
        y,
        scale,
        rect(-22, -58, 44, 58, colour, r=7),
        line("M-22 -42H22M-22 -18H22", DARK, 3, opacity=0.4, butt=True),
    )


def fish(x: float, y: float, scale: float, colour: str, *, flip: bool = False) -> str:
    """Return a small fish swimming right."""
    return place(
        x,
        y,
        scale,
        path("M-34 0Q-8 -26 26 0Q-8 26 -34 0ZM-28 0L-50 -16V16Z", colour),
        circle(12, -4, 3, DARK),
        flip=flip,
    )


def coral(x: float, y: float, scale: float, colour: str) -> str:
    """Return branching coral."""
    return place(
        x,
        y,
        scale,
        line(
            "M0 0V-70M0 -20Q-30 -26 -30 -60M0 -34Q28 -38 28 -76M-30 -44Q-48 -48 -48 -66M28 -58Q46 -60 46 -84M0 -60Q-12 -70 -12 -90",
            colour,
            11,
        ),
    )


def lighthouse(x: float, y: float, scale: float) -> str:
    """Return a banded lighthouse, 250 units tall."""
    bands = poly(((-25, -60), (25, -60), (22, -104), (-22, -104)), SEA) + poly(
        ((-19, -148), (19, -148), (17, -186), (-17, -186)), SEA
    )
    return place(
        x,
        y,
        scale,
        poly(((-30, 0), (30, 0), (17, -190), (-17, -190)), SALT),
        bands,
        poly(((0, 0), (30, 0), (17, -190), (6, -190)), DARK, opacity=0.12),
        rect(-25, -198, 50, 9, DARK),
        rect(-14, -224, 28, 26, SUN),
        path("M-20 -224L0 -246L20 -224Z", DARK),
    )


def sprout(x: float, y: float, scale: float, leaf: str = RICE2) -> str:
    """Return a seedling with a few leaves."""
    return place(
        x,
        y,
        scale,
        line("M0 0V-44", EARTH, 4),
        path(
            "M0 -16Q-26 -20 -30 -44Q-6 -42 0 -16ZM0 -24Q24 -30 28 -54Q4 -50 0 -24ZM0 -40Q-14 -56 0 -76Q14 -56 0 -40Z",
            leaf,
        ),
    )


def books(rng: random.Random, x: float, y: float, w: float, h: float) -> str:
    """Return a row of standing books from x over width w, on y, in a shelf h high."""
    out, at = [], x
    while at < x + w - 10:
        thick = rng.choice((10, 13, 16, 20))
        tall = h * rng.uniform(0.66, 0.92)
        out.append(
            rect(
                at,
                y - tall,
                min(thick, x + w - at),
                tall,
                rng.choice((SEA, NEAR, SALT, SUN, RICE, STRAW, PAN, EARTH)),
            )
        )
        at += thick + 1.5
    return "".join(out)
