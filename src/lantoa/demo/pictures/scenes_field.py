"""Scenes of what grows in rows."""

from . import land
from .palette import (
    BRICK,
    DARK,
    EARTH,
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
    mix,
)
from .people import Look, Pose, person
from .setting import Setting
from .svg import circle, line, oval, path, place, poly, rect
from .things import basket, heap, house, palm, tuft


def vineyard(s: Setting) -> str:
    """A grower cuts grapes from the trellis overhead."""
    back = _vineyard_back(s)
    posts = _vineyard_posts()
    roof = path(
        "M0 0H900V150Q860 178 812 156Q760 184 704 158Q650 182 600 160Q552 182 500 160Q450 184 396 158Q340 182 290 160Q240 182 180 158Q120 182 70 156Q30 176 0 152Z",
        RICE,
    )
    leaves = _vineyard_leaves(s)
    fruit = s.one_of(BRICK, mix(RICE2, SUN, 0.3), mix(BRICK, DARK, 0.35))
    grapes = _vineyard_grapes(fruit)
    cut = place(592, 190, 1.25, _grapes(0, 0, 1, fruit))
    grower = _vineyard_grower(s, fruit)
    full = basket(640, 570, 1.25, heap(s.rng, (fruit, mix(fruit, DARK, 0.2)), radius=10, wide=7))
    return back + posts + roof + leaves + grapes + cut + full + grower


def _vineyard_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 420)
        + land.sun(s.light, 700, 292, 46)
        + land.hills(s.rng, 400, 120, s.light.far, count=4)
    )
    back += land.band(392, RICE2) + land.rows(392, RICE, 26, count=7, spread=240)
    return back


def _vineyard_posts() -> str:
    return "".join(
        rect(x - w / 2, 120, w, y - 120, EARTH)
        for x, y, w in (
            (300, 440, 7),
            (440, 430, 6),
            (590, 430, 6),
            (730, 440, 7),
            (110, 510, 13),
            (800, 510, 13),
        )
    )


def _vineyard_leaves(s: Setting) -> str:
    return "".join(
        place(
            x,
            s.near(108, 36),
            1,
            path(
                "M0 -24Q22 -22 26 0Q16 22 0 26Q-18 20 -26 0Q-22 -22 0 -24Z",
                s.one_of(RICE2, mix(RICE, DARK, 0.3), mix(RICE, RICE2, 0.4)),
            ),
        )
        for x in range(20, 900, 46)
    )


def _vineyard_grapes(fruit: str) -> str:
    return "".join(
        _grapes(x, y, k, fruit)
        for x, y, k in (
            (60, 170, 1.2),
            (190, 180, 1.15),
            (318, 176, 0.9),
            (412, 172, 0.85),
            (676, 172, 0.9),
            (748, 184, 1.2),
            (862, 168, 1.15),
        )
    )


def _vineyard_grower(s: Setting, fruit: str) -> str:
    return person(
        Pose(near=(68, -216), far=(-48, -118), feet=((-14, 0), (16, 0)), lean=3),
        Look(
            top=BRICK if fruit != BRICK else SALT,
            hat="non",
            scarf=BRICK if fruit == BRICK else "",
            bottom=s.one_of(DARK, SEA),
        ),
        (448, 566),
        1.5,
        held=line("M68 -216L82 -252M68 -216L92 -246", DARK, 4),
        behind=place(-50, -108, 0.8, _grapes(0, 0, 1, fruit)),
    )


def _grapes(x: float, y: float, scale: float, colour: str) -> str:
    berries = [
        (-18, 8),
        (-6, 6),
        (6, 6),
        (18, 8),
        (-12, 20),
        (0, 19),
        (12, 20),
        (-7, 32),
        (6, 32),
        (0, 44),
    ]
    tints = (colour, mix(colour, SALT, 0.14), mix(colour, DARK, 0.16))
    return place(
        x,
        y,
        scale,
        line("M0 -16V8", EARTH, 4),
        *(circle(bx, by, 8.4, tints[i % 3]) for i, (bx, by) in enumerate(berries)),
    )


def rice_field(s: Setting) -> str:
    """A woman carries sheaves on a shoulder pole along the dyke."""
    back = _rice_field_back_more(s)
    gold = mix(SUN, STRAW, 0.45)
    back = _rice_field_back(gold, back)
    ears = _rice_field_ears(s, gold)
    dyke = rect(0, 420, 900, 190, RICE2) + path(
        "M0 506Q450 480 900 512V566Q450 540 0 562Z", mix(EARTH, STRAW, 0.35)
    )
    front = "".join(
        tuft(x + s.near(0, 6), 608, 1.05, s.one_of(gold, RICE, mix(SUN, EARTH, 0.2)))
        for x in range(6, 910, 30)
    )
    sheaf = (
        path("M-34 -76Q0 -98 34 -76L12 -36L30 6H-30L-12 -36Z", mix(SUN, EARTH, 0.3))
        + line("M-13 -36H13", EARTH, 6)
        + line("M-18 -72L-6 -42M0 -78V-44M18 -72L6 -42M-14 0L-6 -32M0 2V-32M14 0L6 -32", EARTH, 2.5)
    )
    load = _rice_field_load(sheaf)
    figure = _rice_field_figure(s, load)
    return back + ears + dyke + figure + front


def _rice_field_back_more(s: Setting) -> str:
    return (
        land.sky(s.light, s.ident, 320)
        + land.sun(s.light, 690, 150, 54)
        + land.hills(s.rng, 312, 150, s.light.far, count=3)
        + land.hills(s.rng, 312, 70, s.light.near, count=4)
    )


def _rice_field_ears(s: Setting, gold: str) -> str:
    return "".join(
        tuft(
            x + s.near(0, 5), 426 + (x % 3) * 3, 0.72, s.one_of(gold, STRAW, mix(SUN, EARTH, 0.25))
        )
        for x in range(0, 910, 26)
    )


def _rice_field_load(sheaf: str) -> str:
    return (
        line("M-112 -158Q0 -190 112 -158", EARTH, 7)
        + line("M-106 -160V-76M106 -160V-76", DARK, 3)
        + place(-106, -40, 0.95, sheaf)
        + place(106, -40, 0.95, sheaf)
    )


def _rice_field_figure(s: Setting, load: str) -> str:
    return person(
        Pose(near=(46, -162), far=(-48, -162), feet=((-17, 0), (19, -3))),
        Look(top=BRICK, hat="non", legs="shorts", bottom=s.one_of(DARK, SEA, NEAR)),
        (430, 546),
        1.5,
        held=load,
    )


def _rice_field_back(gold: str, back: str) -> str:
    back += (
        land.band(306, RICE2)
        + poly(((0, 350), (900, 330), (900, 420), (0, 420)), gold)
        + poly(((0, 350), (900, 330), (900, 338), (0, 360)), EARTH)
    )
    back += house(150, 322, 0.5, roof=EARTH) + palm(236, 326, 0.5) + palm(70, 326, 0.42, flip=True)
    return back


def onion_field(s: Setting) -> str:
    """Two growers in rows of shallots, one lifting, one carrying water."""
    back = _onion_field_back(s)
    green = _onion_field_green(s)
    cans = _onion_field_cans()
    drops = line("M-104 -50l-8 22M-92 -46l-6 22M104 -50l8 22M92 -46l6 22", PAN, 3.5)
    far = _onion_field_far(s, cans, drops)
    bunch = _onion_field_bunch()
    near = _onion_field_near(s, bunch)
    shallot = mix(BRICK, SEA, 0.25)
    tray = _onion_field_tray(s, shallot)
    return back + green + far + tray + near


def _onion_field_cans() -> str:
    return "".join(
        place(
            x,
            -30,
            1,
            path("M-20 -40H20L24 0H-24Z", NEAR),
            line("M20 -14L44 -34", NEAR, 7),
            line("M-18 -40Q0 -66 18 -40", DARK, 4),
        )
        for x in (-56, 56)
    )


def _onion_field_far(s: Setting, cans: str, drops: str) -> str:
    return person(
        Pose(near=(54, -92), far=(-54, -92)),
        Look(top=s.cloth(without=(STRAW, NEAR)), hat="soft", hat_colour=SALT),
        (700, 470),
        1.0,
        held=cans + drops,
    )


def _onion_field_bunch() -> str:
    return place(
        64,
        -118,
        1,
        path("M-5 0Q-20 -26 -24 -56Q-4 -36 0 -8Q2 -40 16 -60Q20 -24 5 0Z", RICE),
        *(oval(x, y, 9, 11, mix(BRICK, SEA, 0.25)) for x, y in ((-10, 8), (8, 8), (-1, 18))),
    )


def _onion_field_near(s: Setting, bunch: str) -> str:
    return person(
        Pose(near=(62, -116), far=(-36, -104), feet=((-14, 0), (15, 0))),
        Look(top=BRICK, hat="non_scarf", hat_colour=s.one_of(PAN, SALT, SUN), bottom=DARK),
        (352, 566),
        1.55,
        held=bunch,
    )


def _onion_field_tray(s: Setting, shallot: str) -> str:
    return basket(
        552,
        578,
        1.3,
        heap(s.rng, (shallot, mix(shallot, SALT, 0.2), mix(shallot, SUN, 0.2)), radius=9, wide=8),
        colour=mix(STRAW, SALT, 0.3),
    )


def _onion_field_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 300)
        + land.sun(s.light, 216, 132, 52)
        + land.hills(s.rng, 292, 110, s.light.far, count=4)
    )
    back += (
        rect(0, 276, 900, 24, SEA)
        + land.band(296, STRAW)
        + land.rows(296, mix(STRAW, EARTH, 0.42), 30, count=9, spread=200)
    )
    return back


def _onion_field_green(s: Setting) -> str:
    return "".join(
        tuft(450 + (i * 200 + 100) * k, y, size, s.one_of(RICE, mix(RICE, RICE2, 0.4)))
        for y, k, size in (
            (330, 0.2, 0.36),
            (364, 0.32, 0.48),
            (404, 0.46, 0.62),
            (456, 0.64, 0.85),
            (520, 0.86, 1.1),
            (596, 1.1, 1.4),
        )
        for i in range(-5, 5)
    )


def garlic(s: Setting) -> str:
    """A woman hangs bundles of garlic to dry by the sea."""
    back = _garlic_back(s)
    rack = line("M96 520V226M520 520V226M70 246H546M70 356H546", EARTH, 11)
    bunches = "".join(_bunch(x, 250, s) for x in range(124, 500, 62)) + "".join(
        _bunch(x, 360, s) for x in range(124, 376, 62)
    )
    heap = "".join(
        _bulb(x, y, s)
        for x, y in (
            (90, 560),
            (126, 560),
            (162, 560),
            (198, 560),
            (234, 560),
            (108, 536),
            (144, 536),
            (180, 536),
            (216, 536),
            (126, 512),
            (162, 512),
            (198, 512),
        )
    )
    woman = _garlic_woman(s)
    side = basket(
        784,
        566,
        1.2,
        "".join(
            _bulb(x, y, s) for x, y in ((-30, -62), (0, -64), (30, -62), (-14, -82), (16, -82))
        ),
        colour=mix(STRAW, EARTH, 0.35),
    )
    return back + rack + bunches + heap + side + woman


def _garlic_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 300)
        + land.sun(s.light, 170, 140, 50)
        + land.hills(s.rng, 292, 96, s.light.far, count=4)
    )
    back += (
        rect(0, 276, 900, 44, SEA)
        + land.glints(170, 288)
        + land.band(314, GLOW)
        + land.rise(380, 14, STRAW)
    )
    return back


def _garlic_woman(s: Setting) -> str:
    return person(
        Pose(near=(-76, -150), far=(-58, -186), feet=((-14, 0), (14, 0)), lean=-3),
        Look(top=BRICK, hat="non_scarf", hat_colour=s.one_of(SALT, SUN, PAN), bottom=DARK),
        (612, 560),
        1.55,
        held=place(-80, -148, 0.64, _bunch(0, 0, s)),
    )


def _bulb(x: float, y: float, s: Setting) -> str:
    tint = mix(SALT, BRICK, s.rng.choice((0.0, 0.06, 0.12)))
    return place(
        x,
        y,
        1,
        path("M0 -26Q3 -14 15 -6Q20 10 6 15H-6Q-20 10 -15 -6Q-3 -14 0 -26Z", tint),
        line("M0 -18Q-7 0 -3 13M0 -18Q7 0 3 13", SHADE, 2),
    )


def _bunch(x: float, y: float, s: Setting) -> str:
    leaves = path("M-4 -4H4L12 44H-12Z", RICE2) + line("M-6 6H6", EARTH, 4)
    return place(x, y, 1, leaves, *(_bulb(dx, dy, s) for dx, dy in ((-15, 58), (15, 58), (0, 74))))
