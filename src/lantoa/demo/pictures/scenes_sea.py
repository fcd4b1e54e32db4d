"""Scenes on and by the water."""

import itertools
import math

from . import land
from .palette import (
    BRICK,
    DARK,
    EARTH,
    FAR,
    GLOW,
    NEAR,
    PAN,
    PAN2,
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
from .svg import circle, line, num, oval, path, place, poly, rect, ring
from .things import (
    barrel,
    basket,
    basket_boat,
    boat,
    coral,
    fish,
    house,
    salt_heap,
)


def salt(s: Setting) -> str:
    """A woman rakes a salt pan."""
    back = _salt_back(s)
    heaps = _salt_heaps()
    rake = line("M-126 -4L44 -164", EARTH, 6) + line("M-146 -14L-112 10", EARTH, 9)
    look = Look(
        top=BRICK, hat="non_scarf", hat_colour=SALT, legs="shorts", bottom=s.one_of(DARK, SEA)
    )
    figure = _salt_figure(look, rake)
    helper = line("M-44 -150H44", EARTH, 4) + line("M-44 -150V-96M44 -150V-96", DARK, 2.5)
    load = place(-44, -44, 0.5, basket(0, 0, 1, salt_heap(0, -52, 46))) + place(
        44, -44, 0.5, basket(0, 0, 1, salt_heap(0, -52, 46))
    )
    far = _salt_far(s, helper, load)
    return (
        back
        + _pans(s)
        + heaps
        + far
        + figure
        + line("M250 574h70M650 572h92", SALT, 4, opacity=0.8)
    )


def _salt_heaps() -> str:
    return "".join(
        salt_heap(x, y, size)
        for x, y, size in (
            (140, 302, 20),
            (210, 304, 16),
            (706, 304, 20),
            (800, 306, 22),
            (664, 352, 30),
            (790, 404, 50),
            (180, 396, 40),
            (70, 408, 54),
        )
    )


def _salt_figure(look: Look, rake: str) -> str:
    return person(
        Pose(near=(-30, -94), far=(36, -156), feet=((-13, 0), (17, -2)), lean=-4),
        look,
        (500, 560),
        1.5,
        held=rake,
    )


def _salt_far(s: Setting, helper: str, load: str) -> str:
    return person(
        Pose(near=(26, -148), far=(-26, -148)),
        Look(top=s.cloth(without=(SALT,)), hat="non"),
        (300, 372),
        0.6,
        held=helper + load,
    )


def _salt_back(s: Setting) -> str:
    back = land.sky(s.light, s.ident, 266) + land.sun(s.light, 676, 170, 50)
    back += land.hills(s.rng, 240, 96, s.light.far, x1=600, count=4) + land.headland(
        240, 52, s.light.near, left=False, reach=330
    )
    back += rect(0, 222, 900, 44, SEA) + land.glints(676, 232)
    return back


def _pans(s: Setting) -> str:
    ys = (262.0, 284.0, 316.0, 364.0, 440.0, 610.0)
    tops = (-110.0, 40.0, 170.0, 280.0, 368.0, 450.0, 532.0, 620.0, 730.0, 860.0, 1010.0)
    feet = [450 + (x - 450) * 3.4 for x in tops]

    def at(column: int, y: float) -> float:
        share = (y - 262) / 348
        return tops[column] + (feet[column] - tops[column]) * math.pow(share, 0.9)

    out = []
    for row, (y0, y1) in enumerate(itertools.pairwise(ys)):
        for c in range(len(tops) - 1):
            lit = c == 4 + row % 2
            colour = mix(GLOW, SUN, 0.12) if lit else s.rng.choice((PAN, PAN, PAN2))
            out.append(
                poly(
                    ((at(c, y0), y0), (at(c + 1, y0), y0), (at(c + 1, y1), y1), (at(c, y1), y1)),
                    colour,
                )
            )
    for y, width in zip(ys[:-1], (1.5, 3, 4.5, 6, 8), strict=True):
        out.append(line(f"M0 {num(y)}H900", EARTH, width, butt=True))
    for c in range(len(tops)):
        d = "M" + "L".join(f"{num(at(c, y))} {num(y)}" for y in ys)
        out.append(line(d, EARTH, 3.5))
    return "".join(out)


def boats(s: Setting) -> str:
    """Two boats; on the near one a man throws the tow rope."""
    back = land.sky(s.light, s.ident, 304) + land.sun(s.light, 232, 196, 58)
    back += land.headland(300, 124, s.light.far, left=False, reach=430) + land.headland(
        300, 66, s.light.near, left=False, reach=280
    )
    back += (
        land.swell(296, PAN, 40)
        + land.glints(232, 322, size=1.1)
        + land.swell(366, FAR, s.near(50, 40))
    )
    back += boat(190, 402, 0.66, hull=s.one_of(SEA, RICE, EARTH), cabin=STRAW)
    back += line("M330 366Q350 410 380 362", DARK, 4)
    mate = person(
        Pose(near=(56, -106), far=(44, -124), lean=-6),
        Look(top=s.cloth(without=(SEA, NEAR)), hat="cap", hat_colour=SALT),
        (425, 462),
        0.86,
        shadow=False,
        flip=True,
    )
    near = boat(590, 486, 1.2, hull=SEA, cabin=NEAR)
    man = person(
        Pose(near=(44, -150), far=(34, -114), feet=((-18, 0), (18, 0)), lean=4),
        Look(top=BRICK, hat="soft", hat_colour=STRAW, legs="shorts"),
        (752, 470),
        1.2,
        shadow=False,
        held=line("M64 -250L10 20", EARTH, 6),
    )
    sea = (
        land.swell(438, s.light.near, 90)
        + mate
        + man
        + near
        + land.swell(512, SEA, s.near(60, 30))
        + land.swell(562, DARK, 10)
    )
    return back + sea


def fish_cages(s: Setting) -> str:
    """A keeper feeds fish from the walkway of a floating farm."""
    back = _fish_cages_back(s)
    cages = _fish_cages_cages(s)
    nets = line("M20 430H880M20 454H880", SHADE, 1.6, opacity=0.5)
    hut = rect(624, 326, 200, 12, EARTH) + place(
        720, 334, 1.1, house(0, 0, 1, roof=s.one_of(RICE, EARTH, STRAW), wall=PAN2)
    )
    walk = (
        rect(0, 496, 900, 34, EARTH)
        + line("M0 512H900", DARK, 2, opacity=0.4)
        + "".join(barrel(x, 582, 1.15, NEAR) for x in (60, 250, 640, 830))
    )
    feed = "".join(
        circle(x, y, 3.4, STRAW)
        for x, y in (
            (92, -150),
            (108, -132),
            (118, -160),
            (128, -116),
            (142, -140),
            (146, -96),
            (160, -118),
            (168, -82),
        )
    )
    bucket = path("M-58 -112H-22L-26 -72H-54Z", SALT) + line("M-56 -112Q-40 -136 -24 -112", DARK, 3)
    keeper = _fish_cages_keeper(s, bucket, feed)
    jumping = fish(640, 448, 1.0, SHADE) + line(
        "M598 470l-8 -14M612 474v-14M664 474l4 -12", SALT, 4
    )
    return back + hut + cages + nets + jumping + walk + keeper


def _fish_cages_back(s: Setting) -> str:
    back = land.sky(s.light, s.ident, 280) + land.sun(s.light, 190, 150, 52)
    back += land.hills(s.rng, 276, 110, s.light.far, count=4, x0=190) + land.headland(
        276, 66, s.light.near, left=False, reach=340
    )
    back += (
        land.band(262, SEA) + land.glints(190, 282) + rect(0, 330, 900, 270, mix(SEA, DARK, 0.16))
    )
    return back


def _fish_cages_cages(s: Setting) -> str:
    cages = ""
    for y, scale in ((330, 0.6), (398, 1.0)):
        cages += rect(0, y, 900, 10 * scale + 4, EARTH)
        cages += "".join(
            barrel(x, y + 40 * scale, scale * 0.75, s.one_of(SEA, NEAR))
            for x in range(int(60 * scale), 900, int(170 * scale))
        )
    for top, foot in ((260, 60), (420, 330), (590, 640), (760, 960)):
        cages += poly(((top - 4, 330), (top + 4, 330), (foot + 12, 500), (foot - 12, 500)), EARTH)
    return cages


def _fish_cages_keeper(s: Setting, bucket: str, feed: str) -> str:
    return person(
        Pose(near=(72, -146), far=(-38, -124), feet=((-16, 0), (15, 0))),
        Look(top=BRICK, hat="soft", hat_colour=STRAW, legs="waders", bottom=s.one_of(DARK, RICE)),
        (440, 512),
        1.5,
        held=feed,
        behind=bucket,
    )


def rescue(s: Setting) -> str:
    """A man throws a ring to someone in a swamped basket boat."""
    grey = mix(s.light.sky, FAR, 0.35)
    back = _rescue_back(s, grey)
    sea = land.swell(296, FAR, 30, rise=40) + land.swell(352, NEAR, s.near(50, 40), rise=52)
    victim = person(
        Pose(near=(34, -238), far=(-30, -230)), Look(top=SALT), (716, 494), 0.86, shadow=False
    ) + basket_boat(716, 432, 0.98)
    sea += victim + land.swell(462, SEA, 74, rise=56)
    float_ring = _rescue_float_ring()
    rope = line("M474 252Q392 196 316 240Q366 330 318 430", STRAW, 4)
    saver = _rescue_saver(s)
    craft = path("M-20 440H380Q440 436 486 396Q470 500 400 540H-20Z", SALT) + path(
        "M-20 440H380Q440 436 486 396L482 424Q440 462 380 466H-20Z", SUN
    )
    return (
        back
        + sea
        + rope
        + float_ring
        + saver
        + craft
        + land.swell(524, mix(SEA, DARK, 0.3), s.near(20, 20), rise=34)
        + land.swell(574, DARK, 60)
    )


def _rescue_float_ring() -> str:
    return place(
        506,
        250,
        1,
        ring(0, 0, 32, SALT, 17),
        line(
            "M-28 -16A32 32 0 0 1 -16 -28M28 16A32 32 0 0 1 16 28M-28 16A32 32 0 0 0 -16 28M28 -16A32 32 0 0 0 16 -28",
            BRICK,
            17,
            butt=True,
        ),
        turn=20,
    )


def _rescue_saver(s: Setting) -> str:
    return person(
        Pose(near=(62, -186), far=(-44, -112), feet=((-22, 0), (26, 0)), lean=10),
        Look(top=s.cloth(without=(SUN, SALT)), vest=BRICK, hat="helmet", hat_colour=SUN),
        (236, 478),
        1.3,
        shadow=False,
    )


def _rescue_back(s: Setting, grey: str) -> str:
    back = rect(0, 0, 900, 340, grey) + land.sun(s.light, 690, 120, 44)
    back += path(
        "M0 70Q120 20 240 60Q330 30 420 80T620 70L560 120Q300 150 0 132Z", mix(FAR, SALT, 0.3)
    ) + land.hills(s.rng, 330, 100, mix(FAR, NEAR, 0.4), count=4)
    return back


def reef_cleanup(s: Setting) -> str:
    """A diver gathers rubbish from a reef."""
    sky = (
        land.sky(s.light, s.ident, 150)
        + land.sun(s.light, 200, 64, 36)
        + land.headland(122, 50, s.light.far, left=False, reach=420)
    )
    deep = _reef_cleanup_deep()
    rays = "".join(
        poly(((x, 134), (x + 50, 134), (x - 80, 600), (x - 230, 600)), SALT, opacity=0.08)
        for x in (240, 420, 640)
    )
    hull = boat(690, 116, 0.46, hull=EARTH, cabin=NEAR)
    floor = path("M0 520Q160 470 300 520T620 530T900 490V600H0Z", STRAW) + path(
        "M0 560Q240 530 460 566T900 552V600H0Z", GLOW
    )
    reef = _reef_cleanup_reef(s)
    shoal = "".join(
        fish(x, y, 0.62, s.one_of(SUN, SALT, GLOW), flip=s.rng.random() < 0.5)
        for x, y in ((130, 290), (190, 330), (96, 350), (770, 300), (830, 340))
    )
    waste = place(
        566, 436, 1.15, rect(-10, -44, 20, 44, SALT, r=5), rect(-5, -54, 10, 10, SUN), turn=24
    ) + place(676, 520, 0.9, rect(-14, -30, 28, 30, SHADE, r=3), turn=-14)
    bag = _reef_cleanup_bag()
    tank = rect(-32, -178, 20, 62, BRICK, r=9)
    fins = path("M-32 -8L-14 -12L-8 0L-58 16ZM10 -8L28 -10L34 2L-12 18Z", SUN)
    diver = _reef_cleanup_diver(bag, fins, tank)
    bubbles = "".join(
        ring(x, y, r, SALT, 2.6) for x, y, r in ((548, 204, 7), (562, 182, 10), (550, 156, 6))
    )
    return sky + deep + hull + rays + floor + reef + shoal + waste + diver + bubbles


def _reef_cleanup_deep() -> str:
    return (
        land.swell(112, PAN, 30, rise=14)
        + land.band(134, FAR)
        + rect(0, 230, 900, 370, NEAR)
        + rect(0, 370, 900, 230, SEA)
    )


def _reef_cleanup_reef(s: Setting) -> str:
    return (
        coral(90, 540, 1.3, SUN)
        + coral(210, 556, 0.9, RICE2)
        + coral(760, 540, 1.35, s.one_of(SUN, STRAW))
        + coral(850, 556, 1.0, GLOW)
        + oval(660, 556, 60, 30, RICE)
        + oval(300, 570, 48, 22, EARTH)
    )


def _reef_cleanup_bag() -> str:
    return path(
        "M-92 -116Q-70 -128 -48 -116Q-30 -60 -54 -38Q-74 -28 -92 -42Q-112 -66 -92 -116Z",
        STRAW,
        opacity=0.9,
    ) + line(
        "M-92 -100L-50 -50M-100 -74L-66 -36M-50 -100L-98 -52M-42 -70L-76 -34M-92 -116H-48", EARTH, 3
    )


def _reef_cleanup_diver(bag: str, fins: str, tank: str) -> str:
    return person(
        Pose(near=(66, -96), far=(-54, -118), feet=((-22, -6), (16, -4)), lean=16, turn="side"),
        Look(top=DARK, bottom=DARK, hat="mask", hat_colour=PAN, legs="waders"),
        (440, 520),
        1.42,
        held=tank + bag,
        behind=fins,
        shadow=False,
    )
