"""Scenes of making and mending."""

from . import land
from .palette import BRICK, DARK, EARTH, FAR, NEAR, PAN2, RICE, SALT, SEA, SHADE, STRAW, SUN, mix
from .people import Look, Pose, person
from .setting import Setting
from .svg import circle, line, num, path, place, rect
from .things import bicycle, pot, stones, tower

ENDS = (560, 540, 560, 500, 400, 370, 300, 280, 170)
"""How far each course of bricks has come."""
MORTAR = mix(SHADE, STRAW, 0.5)


def loom(s: Setting) -> str:
    """A weaver stands at a frame loom under an open roof, a Cham tower beyond."""
    back = _loom_back(s)
    frame = (
        rect(86, 130, 18, 440, EARTH)
        + rect(456, 130, 18, 440, EARTH)
        + rect(66, 138, 428, 20, EARTH)
        + rect(66, 470, 428, 24, EARTH)
        + rect(66, 548, 428, 14, DARK)
    )
    stripes = s.rng.choice(
        ((BRICK, SUN, SALT, SEA), (BRICK, SALT, RICE, SUN), (SEA, SUN, BRICK, SALT))
    )
    warp = "".join(
        line(
            f"M{num(x)} 158V350",
            stripes[i // 4 % 4] if stripes[i // 4 % 4] != SALT else PAN2,
            4,
            butt=True,
        )
        for i, x in enumerate(x / 10 for x in range(1250, 4400, 98))
    )
    cloth = _loom_cloth(stripes)
    beater = rect(74, 318, 412, 26, STRAW) + line("M80 331H480", EARTH, 3)
    heddle = rect(100, 214, 360, 9, DARK) + rect(100, 262, 360, 9, DARK)
    weaver = _loom_weaver(s)
    spools = "".join(
        place(
            x,
            578,
            1,
            rect(-17, -58, 34, 46, c, r=5),
            rect(-22, -64, 44, 9, EARTH),
            rect(-22, -14, 44, 9, EARTH),
        )
        for x, c in ((720, BRICK), (776, SUN), (832, SEA))
    )
    return back + frame + warp + heddle + cloth + beater + spools + weaver


def _loom_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 470)
        + land.sun(s.light, 764, 166, 50)
        + tower(620, 430, 0.9, FAR)
        + land.hills(s.rng, 430, 70, s.light.near, count=4)
    )
    back += (
        land.band(424, STRAW)
        + rect(0, 500, 900, 100, mix(STRAW, EARTH, 0.4))
        + rect(0, 0, 900, 44, EARTH)
        + rect(0, 44, 900, 12, DARK)
        + rect(846, 44, 20, 470, EARTH)
    )
    return back


def _loom_cloth(stripes: tuple[str, ...]) -> str:
    cloth = rect(120, 346, 320, 124, BRICK) + "".join(
        rect(120, 346 + y, 320, h, c)
        for y, h, c in (
            (10, 10, stripes[1]),
            (26, 6, SALT),
            (96, 8, stripes[3]),
            (110, 6, stripes[1]),
        )
    )
    cloth += "".join(
        path(f"M{x} 390L{x + 16} 374L{x + 32} 390L{x + 16} 406Z", SUN)
        + path(f"M{x + 9} 390L{x + 16} 383L{x + 23} 390L{x + 16} 397Z", DARK)
        for x in range(124, 430, 39)
    )
    return cloth


def _loom_weaver(s: Setting) -> str:
    return person(
        Pose(near=(-62, -158), far=(-82, -134), feet=((-15, 0), (15, 0)), lean=-5),
        Look(
            top=s.one_of(SALT, SEA),
            hat="turban",
            hat_colour=BRICK,
            legs="skirt",
            bottom=s.one_of(RICE, DARK),
            scarf=BRICK,
        ),
        (586, 574),
        1.55,
    )


def kiln(s: Setting) -> str:
    """A potter tends an open firing of pots in straw."""
    back = _kiln_back(s)
    smoke = path(
        "M352 300Q300 232 356 186Q310 126 372 86Q356 40 420 8Q404 60 440 96Q412 146 452 190Q424 236 438 300Z",
        SALT,
        opacity=0.55,
    )
    flame = _kiln_flame()
    fired = "".join(
        _fired(x, y, k, s)
        for x, y, k in (
            (340, 446, 0.8),
            (428, 436, 0.86),
            (500, 450, 0.76),
            (276, 528, 0.95),
            (376, 530, 1.05),
            (480, 530, 1.02),
            (570, 530, 0.86),
        )
    )
    straw = _kiln_straw()
    pole = line("M-152 -30L46 -136", EARTH, 6)
    potter = _kiln_potter(s, pole)
    return back + smoke + flame + fired + straw + potter


def _kiln_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 380)
        + land.sun(s.light, 724, 128, 50)
        + tower(190, 384, 0.86, FAR)
        + land.hills(s.rng, 384, 84, s.light.near, count=3, x0=330)
    )
    back += (
        land.band(378, STRAW)
        + land.rise(452, 20, mix(STRAW, EARTH, 0.25))
        + stones(s.rng, 470, 590, 10)
    )
    return back


def _kiln_flame() -> str:
    return "".join(
        place(
            x,
            y,
            k,
            path(
                "M-30 0Q-42 -40 -14 -66Q-14 -40 0 -96Q30 -60 22 -40Q34 -44 34 -60Q48 -24 30 0Z", SUN
            ),
            path("M-14 0Q-20 -24 -2 -52Q18 -28 14 0Z", BRICK),
        )
        for x, y, k in (
            (240, 466, 1.2),
            (322, 420, 1.3),
            (414, 386, 1.45),
            (500, 422, 1.25),
            (566, 470, 1.1),
        )
    )


def _kiln_straw() -> str:
    return path(
        "M170 560Q190 496 244 510Q300 486 356 512Q420 494 470 514Q530 494 580 514Q640 508 650 560Z",
        mix(SUN, EARTH, 0.3),
    ) + line(
        "M210 540l34 -18M280 546l-24 -20M330 540l36 -14M420 544l-30 -18M470 540l38 -12M560 544l-26 -18M600 540l22 -14",
        STRAW,
        4,
    )


def _kiln_potter(s: Setting, pole: str) -> str:
    return person(
        Pose(near=(-42, -88), far=(22, -124), feet=((-18, 0), (18, 0)), lean=-6),
        Look(
            top=s.one_of(SALT, NEAR),
            hat="turban",
            hat_colour=BRICK,
            scarf=BRICK,
            legs="skirt",
            bottom=s.one_of(SEA, RICE, DARK),
        ),
        (748, 574),
        1.5,
        held=pole,
    )


def _fired(x: float, y: float, scale: float, s: Setting) -> str:
    return pot(
        x,
        y,
        scale,
        s.one_of(BRICK, mix(BRICK, SUN, 0.2), mix(BRICK, DARK, 0.25)),
        mix(BRICK, DARK, 0.45),
    )


def brick_wall(s: Setting) -> str:
    """A mason lays a brick on a rising wall."""
    back = (
        land.sky(s.light, s.ident, 470)
        + land.sun(s.light, 770, 118, 52)
        + land.hills(s.rng, 462, 130, s.light.far, count=4)
        + land.band(456, STRAW)
        + land.rise(520, 10, mix(STRAW, EARTH, 0.3))
    )
    wall = ""
    for row in range(9):
        y = 536 - row * 42
        end = ENDS[row]
        course = ""
        x = -98.0 + (49 if row % 2 else 0)
        while x + 92 <= end:
            course += rect(
                x,
                y,
                92,
                36,
                s.rng.choice(
                    (BRICK, BRICK, BRICK, EARTH, mix(BRICK, SUN, 0.25), mix(BRICK, DARK, 0.15))
                ),
            )
            x += 98
        wall += rect(0, y - 6, x - 6, 48, MORTAR) + course
    brick = (
        rect(-118, -150, 56, 23, BRICK)
        + path("M-62 -96L-106 -90L-86 -74Z", SHADE)
        + line("M-62 -96L-50 -100", EARTH, 6)
    )
    mason = _brick_wall_mason(s, brick)
    pile = "".join(
        rect(740 + (i % 3) * 46 + (i // 3 % 2) * 14, 562 - i // 3 * 20, 43, 17, c)
        for i, c in enumerate((BRICK, EARTH, BRICK, BRICK, BRICK, EARTH, EARTH, BRICK))
    )
    scaffold = line("M40 600V150M-10 246H210", EARTH, 9, opacity=0.9)
    return back + scaffold + wall + pile + mason


def _brick_wall_mason(s: Setting, brick: str) -> str:
    return person(
        Pose(near=(-52, -100), far=(-70, -138), feet=((-15, 0), (16, 0)), lean=-5),
        Look(
            top=s.one_of(SEA, NEAR, SALT),
            hat=s.one_of("cap", "soft", "helmet"),
            hat_colour=s.one_of(STRAW, SUN),
            shoes=DARK,
            scarf=BRICK,
        ),
        (612, 582),
        1.62,
        held=brick,
    )


def workshop(s: Setting) -> str:
    """A mechanic mends a bicycle; a tool wall behind."""
    back = land.room(s.rng.choice(land.WALLS), mix(FAR, EARTH, 0.35), 480) + land.window(
        s.rng, s.light, 448, 84, 180, 170
    )
    panel = rect(60, 80, 330, 190, EARTH) + rect(70, 90, 310, 170, mix(EARTH, STRAW, 0.5))
    tools = _workshop_tools()
    bench = (
        rect(30, 360, 300, 20, EARTH)
        + line("M56 380V560M304 380V560", EARTH, 16, butt=True)
        + rect(96, 326, 70, 34, SEA)
        + rect(180, 338, 40, 22, SUN)
        + path("M240 360V336H282V326H300V360Z", DARK)
    )
    stand = line("M520 560V360M470 566H570", DARK, 10)
    bike = bicycle(520, 500, 1.45, s.one_of(SEA, RICE, SUN))
    wrench = (
        line("M-42 -96L-78 -60", SHADE, 8) + circle(-82, -56, 10, SHADE) + circle(-87, -51, 5, PAN2)
    )
    mechanic = _workshop_mechanic(s, wrench)
    tyre = place(120, 548, 1, circle(0, 0, 50, DARK), circle(0, 0, 34, mix(FAR, EARTH, 0.35)))
    return back + panel + tools + bench + tyre + stand + bike + mechanic


def _workshop_tools() -> str:
    return (
        line("M110 112V200M104 112h12", DARK, 9)
        + line("M160 150V210", EARTH, 9)
        + rect(138, 116, 44, 26, DARK, r=3)
        + line("M216 130V214", SEA, 10)
        + circle(216, 122, 15, SEA)
        + circle(216, 116, 7, mix(EARTH, STRAW, 0.5))
        + path("M250 112L344 132L344 150L250 128Z", SHADE)
        + rect(338, 122, 26, 34, DARK, r=4)
        + line("M262 206h90M262 190v32M352 190v32", NEAR, 8)
    )


def _workshop_mechanic(s: Setting, wrench: str) -> str:
    return person(
        Pose(near=(-42, -94), far=(-62, -138), feet=((-16, 0), (17, 0)), lean=-8),
        Look(
            top=s.one_of(SALT, NEAR, SUN),
            apron=BRICK,
            hat="cap",
            hat_colour=s.one_of(SEA, DARK, STRAW),
            short_sleeves=True,
            shoes=DARK,
        ),
        (724, 576),
        1.55,
        held=wrench,
    )
