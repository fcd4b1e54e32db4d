"""Scenes in streets, yards and at gates."""

from . import land
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
    mix,
)
from .people import Look, Pose, person
from .setting import Setting
from .svg import circle, line, num, path, place, rect
from .things import basket, boat, bush, heap, house, palm, tree, tuft


def border_post(s: Setting) -> str:
    """A border guard writes a note for a fisherman by the barrier of a coastal post."""
    back = _border_post_back(s)
    mast = line("M700 300V70M690 110H710M684 150H716M678 200H722M672 250H728", DARK, 5) + circle(
        700, 66, 7, SUN
    )
    post = (
        mast
        + rect(600, 286, 270, 150, SALT)
        + rect(580, 264, 310, 26, RICE)
        + rect(632, 322, 54, 48, NEAR)
        + rect(712, 322, 54, 114, DARK)
        + rect(792, 322, 54, 48, NEAR)
        + rect(600, 424, 270, 12, SHADE)
    )
    arm = (
        line("M98 446H560", SALT, 15, butt=True)
        + "".join(line(f"M{x} 446h34", BRICK, 15, butt=True) for x in range(120, 540, 72))
        + rect(66, 420, 48, 120, SEA)
        + rect(58, 412, 64, 16, DARK)
    )
    palms = palm(40, 420, 0.96) + bush(852, 456, 0.8)
    note = (
        rect(22, -142, 44, 32, SALT)
        + line("M28 -132h28M28 -124h22", FAR, 2.5)
        + line("M48 -136L62 -152", DARK, 4)
    )
    guard = person(
        Pose(near=(60, -148), far=(26, -118), feet=((-13, 0), (14, 0))),
        Look(top=RICE, bottom=mix(RICE, DARK, 0.4), hat="peaked", hat_colour=RICE, shoes=DARK),
        (336, 576),
        1.52,
        held=note,
    )
    fisher = _border_post_fisher(s)
    return back + palms + post + arm + guard + fisher


def _border_post_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 360)
        + land.sun(s.light, 430, 118, 50)
        + land.headland(352, 130, s.light.far, left=False, reach=470)
        + land.band(334, SEA)
        + land.glints(430, 352)
    )
    back += (
        boat(216, 380, 0.42, hull=s.one_of(EARTH, RICE), cabin=STRAW)
        + land.rise(404, 16, STRAW, tilt=-6)
        + land.rise(478, 10, mix(STRAW, EARTH, 0.25))
    )
    return back


def _border_post_fisher(s: Setting) -> str:
    return person(
        Pose(near=(-30, -94), far=(36, -98), feet=((-15, 0), (14, 0))),
        Look(
            top=BRICK,
            hat=s.one_of("soft", "cap"),
            hat_colour=s.one_of(STRAW, SALT, PAN),
            legs="shorts",
            bottom=s.one_of(DARK, SEA),
            short_sleeves=True,
        ),
        (556, 574),
        1.46,
        held=place(38, -44, 0.5, basket(0, 0, 1, heap(s.rng, (NEAR, FAR, SHADE))))
        + line("M20 -70Q36 -110 56 -70", EARTH, 4),
    )


def market(s: Setting) -> str:
    """A seller weighs fruit for a buyer under a striped awning."""
    back = _market_back(s)
    poles = rect(70, 130, 13, 440, EARTH) + rect(640, 130, 13, 440, EARTH)
    colour = s.one_of(SEA, NEAR, RICE)
    awning = "".join(
        path(
            f"M{70 + i * 65} 60H{135 + i * 65}L{num(116 + i * 70.3)} 170Q{num(81 + i * 70.3)} 202 {num(46 + i * 70.3)} 170Z",
            colour if i % 2 == 0 else SALT,
        )
        for i in range(9)
    )
    stall = (
        rect(50, 412, 540, 20, EARTH)
        + rect(64, 432, 512, 150, mix(EARTH, DARK, 0.25))
        + line("M64 480H576M64 530H576", EARTH, 5, butt=True)
    )
    goods = "".join(
        basket(x, 430, 0.95, heap(s.rng, kinds, radius=12, wide=6))
        for x, kinds in (
            (112, (SUN, mix(SUN, BRICK, 0.25))),
            (208, (RICE, RICE2)),
            (534, (BRICK, mix(BRICK, SUN, 0.3))),
        )
    )
    greens = "".join(tuft(x, 416, 0.9, s.one_of(RICE, RICE2)) for x in range(420, 480, 15))
    scales = _market_scales()
    seller = person(
        Pose(near=(68, -184), far=(-36, -106)),
        Look(top=BRICK, hat="non", bottom=DARK),
        (300, 560),
        1.5,
        held=scales,
        shadow=False,
    )
    buyer = _market_buyer(s, colour)
    return back + poles + seller + stall + goods + greens + awning + buyer


def _market_back(s: Setting) -> str:
    return (
        land.sky(s.light, s.ident, 430)
        + land.sun(s.light, 806, 150, 44)
        + land.hills(s.rng, 430, 90, s.light.far, count=4)
        + house(846, 440, 1.1, roof=NEAR)
        + land.band(430, mix(STRAW, GLOW, 0.5))
        + rect(0, 520, 900, 80, mix(STRAW, EARTH, 0.3))
    )


def _market_scales() -> str:
    return (
        line(
            "M68 -182V-168M36 -168H100M36 -168L22 -134M36 -168L50 -134M100 -168L86 -134M100 -168L114 -134",
            DARK,
            3,
        )
        + circle(31, -139, 8, BRICK)
        + circle(43, -139, 8, SUN)
        + path("M16 -134H56Q36 -112 16 -134ZM80 -134H120Q100 -112 80 -134Z", SEA)
        + rect(92, -146, 16, 12, DARK)
    )


def _market_buyer(s: Setting, colour: str) -> str:
    return person(
        Pose(near=(-54, -124), far=(34, -96), feet=((-14, 0), (14, 0))),
        Look(
            top=s.cloth(without=(STRAW, colour)),
            hat=s.one_of("bun", "soft", "tail"),
            hat_colour=GLOW,
            legs=s.rng.choice(("skirt", "trousers")),
            bottom=s.one_of(DARK, SEA),
        ),
        (722, 580),
        1.5,
        held=place(
            38, -52, 0.62, basket(0, 0, 1, tuft(-12, -50, 0.9, RICE) + tuft(14, -50, 0.8, RICE2))
        )
        + line("M14 -84Q38 -122 62 -84", EARTH, 4),
    )


def schoolyard(s: Setting) -> str:
    """A teacher and a pupil turn the rope; another jumps."""
    back = (
        land.sky(s.light, s.ident, 420)
        + land.sun(s.light, 450, 96, 46)
        + land.hills(s.rng, 400, 200, s.light.far, count=4)
    )
    wall = _schoolyard_wall(s)
    yard = (
        land.band(412, STRAW)
        + land.rise(490, 8, mix(STRAW, EARTH, 0.22))
        + tree(92, 450, 1.55, RICE, bloom=mix(BRICK, SUN, 0.35))
        + bush(850, 426, 0.8)
    )
    rope = line("M272 432Q450 690 640 462", DARK, 5)
    teacher = person(
        Pose(near=(50, -106), far=(-30, -94), feet=((-13, 0), (15, 0))),
        Look(top=BRICK, hat=s.one_of("tail", "bun"), bottom=s.one_of(DARK, SEA), coat=True),
        (200, 580),
        1.44,
    )
    pupil = person(
        Pose(near=(-48, -110), far=(30, -94)),
        Look(top=SALT, child=True, hat="hair", bottom=SEA, legs="shorts"),
        (690, 578),
        1.58,
    )
    jumper = _schoolyard_jumper(s)
    return (
        back
        + wall
        + yard
        + place(450, 566, 1, path("M-50 0A50 6 0 0 0 50 0A50 6 0 0 0 -50 0Z", DARK, opacity=0.16))
        + jumper
        + rope
        + teacher
        + pupil
    )


def _schoolyard_wall(s: Setting) -> str:
    wall = (
        rect(150, 236, 640, 180, mix(GLOW, SALT, 0.3))
        + path("M120 240L176 176H764L820 240Z", s.one_of(NEAR, SEA, EARTH))
        + rect(150, 404, 640, 14, SHADE)
    )
    for x in range(186, 720, 118):
        wall += rect(x, 280, 62, 66, NEAR) + line(
            f"M{x + 31} 280V346M{x} 313H{x + 62}", SALT, 4, butt=True
        )
    wall += rect(422, 280, 62, 126, mix(EARTH, STRAW, 0.35)) + "".join(
        rect(x, 240, 9, 166, SALT) for x in (162, 398, 500, 768)
    )
    return wall


def _schoolyard_jumper(s: Setting) -> str:
    return person(
        Pose(near=(52, -196), far=(-52, -196), feet=((-20, -16), (18, -20))),
        Look(
            top=s.one_of(SUN, SEA, RICE),
            child=True,
            hat=s.one_of("hair", "tail"),
            legs="shorts",
            bottom=DARK,
        ),
        (450, 528),
        1.6,
        shadow=False,
    )


def bus(s: Setting) -> str:
    """A driver helps an old woman with a stick to the door of a bus."""
    back = _bus_back(s)
    colour = s.one_of(SUN, SEA, RICE)
    body = (
        path("M-20 132H452Q506 132 522 190L540 320V480H-20Z", SALT)
        + path("M-20 330H541V480H-20Z", colour)
        + rect(-20, 316, 560, 10, colour)
    )
    panes = "".join(rect(x, 172, 96, 104, PAN, r=6) for x in (20, 132, 244)) + path(
        "M466 172H480Q494 172 500 196L516 290H466Z", PAN
    )
    door = _bus_door()
    riders = _bus_riders()
    wheels = (
        "".join(circle(x, 486, 50, DARK) + circle(x, 486, 23, SHADE) for x in (110,))
        + circle(506, 486, 44, DARK)
        + circle(506, 486, 20, SHADE)
    )
    lamp = rect(524, 350, 16, 34, GLOW, r=4)
    driver = _bus_driver(s)
    stick = line("M42 0L36 -100", EARTH, 6)
    elder = _bus_elder(s, stick)
    return back + place(-46, 0, 1, body, panes, riders, door, lamp, wheels) + elder + driver


def _bus_door() -> str:
    return (
        rect(360, 168, 88, 300, DARK)
        + rect(370, 178, 32, 200, NEAR)
        + rect(408, 178, 32, 200, NEAR)
        + rect(350, 468, 108, 14, EARTH)
    )


def _bus_riders() -> str:
    return (
        circle(70, 226, 17, DARK)
        + path("M42 276Q46 244 70 244Q94 244 98 276Z", STRAW)
        + circle(292, 230, 17, DARK)
        + path("M264 276Q268 248 292 248Q316 248 320 276Z", NEAR)
    )


def _bus_driver(s: Setting) -> str:
    return person(
        Pose(near=(58, -132), far=(-32, -98), feet=((-14, 0), (15, 0))),
        Look(
            top=BRICK,
            hat="cap",
            hat_colour=s.one_of(SALT, PAN),
            bottom=DARK,
            shoes=DARK,
            short_sleeves=True,
        ),
        (590, 574),
        1.5,
    )


def _bus_elder(s: Setting, stick: str) -> str:
    return person(
        Pose(near=(36, -98), far=(-42, -118), feet=((-11, 0), (13, 0)), lean=-5),
        Look(top=s.one_of(NEAR, SEA, RICE), hat="bun", hair=SHADE, legs="trousers", bottom=DARK),
        (732, 574),
        1.36,
        held=stick,
    )


def _bus_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 420)
        + land.sun(s.light, 724, 120, 50)
        + land.hills(s.rng, 400, 190, s.light.far, count=3)
        + land.hills(s.rng, 410, 90, s.light.near, count=4)
    )
    back += (
        land.band(400, RICE2)
        + palm(836, 430, 1.0)
        + rect(0, 470, 900, 130, mix(FAR, EARTH, 0.3))
        + rect(0, 462, 900, 12, STRAW)
        + line("M20 586h110M240 586h110M700 586h140", SALT, 5, butt=True, opacity=0.8)
    )
    return back
