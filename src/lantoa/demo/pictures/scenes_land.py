"""Scenes of hill, forest and dry land."""

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
from .svg import circle, line, oval, path, place, poly, rect
from .things import (
    barrel,
    boat,
    bush,
    cactus,
    house,
    jar,
    lighthouse,
    palm,
    sheep,
    sprout,
    stilt_house,
    stones,
    tower,
    tree,
)


def hill_village(s: Setting) -> str:
    """A teacher with a pack basket of books walks up to a hill school."""
    back = _hill_village_back(s)
    way = path(
        "M300 610Q470 540 452 492Q432 452 520 430Q580 414 560 392H580Q612 416 552 440Q486 462 520 500Q566 548 540 610Z",
        GLOW,
    )
    homes = (
        stilt_house(690, 402, 0.8)
        + stilt_house(818, 410, 0.6, roof=STRAW)
        + house(548, 384, 0.5, roof=EARTH)
        + palm(110, 500, 0.9)
    )
    pupils = "".join(
        person(
            Pose(near=(30, -210) if i else (31, -94)),
            Look(top=s.cloth(), child=True, hat="hair"),
            (584 + i * 30, 456),
            0.62,
        )
        for i in range(2)
    )
    pack = path("M-31 -172H31L23 -92H-23Z", STRAW) + line(
        "M-30 -156H30M-28 -139H28M-26 -122H26M-24 -106H24", EARTH, 3
    )
    books = (
        rect(-27, -190, 13, 26, SALT)
        + rect(-12, -184, 11, 20, SUN)
        + rect(1, -186, 11, 22, SALT)
        + rect(14, -192, 13, 28, SEA)
        + line("M-33 -172H33", EARTH, 6)
    )
    figure = person(
        Pose(near=(36, -112), far=(-36, -112), turn="back", feet=((-13, 0), (13, -5))),
        Look(top=BRICK, hat="bun", bottom=s.one_of(DARK, SEA)),
        (400, 572),
        1.42,
    )
    pack_on = place(400, 572, 1.42, books, pack)
    return back + way + homes + pupils + figure + pack_on


def _hill_village_back(s: Setting) -> str:
    back = land.sky(s.light, s.ident, 380) + land.sun(s.light, 706, 132, 50)
    back += land.hills(s.rng, 400, 250, s.light.far, count=3) + land.hills(
        s.rng, 430, 150, s.light.near, count=4
    )
    back += land.rise(402, 60, RICE, tilt=30) + land.rise(500, 70, RICE2, tilt=-30)
    return back


def sheep_scene(s: Setting) -> str:
    """A shepherd and a flock on dry land."""
    back = _sheep_back(s)
    plants = cactus(70, 470, 1.1) + cactus(846, 452, 0.9) + bush(300, 366, 0.5, RICE)
    flock = (
        sheep(520, 400, 0.62)
        + sheep(630, 392, 0.58, flip=True)
        + sheep(730, 416, 0.7, grazing=True)
        + sheep(440, 448, 0.85, grazing=True)
    )
    front = (
        sheep(600, 492, 1.12)
        + sheep(770, 520, 1.25, flip=True, grazing=True)
        + sheep(474, 560, 1.2)
    )
    staff = line("M62 0L52 -214Q50 -236 66 -234", EARTH, 6)
    keeper = _sheep_keeper(s, staff)
    return back + plants + flock + front + keeper


def _sheep_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 360)
        + land.sun(s.light, 200, 150, 56)
        + land.hills(s.rng, 350, 150, s.light.far, count=3)
        + land.hills(s.rng, 350, 66, s.light.near, count=5)
    )
    back += (
        land.band(346, STRAW)
        + land.rise(430, 26, mix(STRAW, EARTH, 0.28), tilt=10)
        + stones(s.rng, 450, 590, 16)
        + tower(790, 352, 0.42, FAR)
    )
    return back


def _sheep_keeper(s: Setting, staff: str) -> str:
    return person(
        Pose(near=(56, -140), far=(-30, -94), feet=((-13, 0), (14, 0))),
        Look(
            top=s.one_of(SALT, SEA),
            scarf=BRICK,
            hat=s.one_of("soft", "turban"),
            hat_colour=s.one_of(SALT, GLOW),
            bottom=DARK,
        ),
        (262, 566),
        1.52,
        held=staff,
    )


def forest(s: Setting) -> str:
    """Two people plant saplings under tall trees."""
    back = (
        land.sky(s.light, s.ident, 430)
        + land.sun(s.light, 520, 170, 56)
        + land.hills(s.rng, 420, 180, s.light.far, count=3)
    )
    far = "".join(rect(x, 0, 20, 420, mix(NEAR, FAR, 0.35)) for x in (250, 352, 640, 716)) + path(
        "M0 0H900V56Q820 96 740 66Q660 104 560 62Q470 92 380 60Q290 104 190 70Q90 110 0 70Z",
        mix(NEAR, RICE, 0.5),
    )
    ground = land.rise(410, 20, RICE) + land.rise(478, 30, RICE2, tilt=20)
    trunks = "".join(
        path(f"M{x} 0H{x + w}Q{x + w - 8} 300 {x + w + 26} {y}H{x - 26}Q{x + 8} 300 {x} 0Z", c)
        for x, w, y, c in (
            (40, 70, 520, EARTH),
            (800, 62, 500, EARTH),
            (150, 36, 450, mix(EARTH, DARK, 0.25)),
        )
    )
    canopy = path(
        "M0 0H330Q300 66 236 54Q200 104 130 84Q70 120 0 92ZM640 0H900V104Q850 124 806 90Q750 104 724 56Q670 60 640 0Z",
        RICE,
    )
    row = "".join(
        sprout(x, y, k, mix(RICE, DARK, 0.3))
        for x, y, k in ((330, 440, 0.6), (600, 440, 0.6), (690, 466, 0.8), (250, 486, 0.8))
    )
    hoe = line("M74 4L34 -150", EARTH, 6) + path("M62 -2L98 8L94 18L62 10Z", DARK)
    planter = _forest_planter(s, hoe)
    seedling = sprout(52, -132, 1, RICE) + path("M36 -136H68L62 -104H42Z", DARK)
    helper = person(
        Pose(near=(-60, -112), far=(-42, -112), feet=((-14, 0), (14, 0))),
        Look(top=s.cloth(without=(RICE, BRICK)), hat="non", bottom=SEA),
        (640, 558),
        1.3,
        held=place(-104, 0, 1, seedling),
    )
    mound = oval(478, 574, 46, 11, EARTH) + sprout(478, 570, 1.1, mix(RICE, DARK, 0.2))
    return back + far + ground + row + trunks + canopy + mound + helper + planter


def _forest_planter(s: Setting, hoe: str) -> str:
    return person(
        Pose(near=(58, -64), far=(38, -128), feet=((-16, 0), (16, 0)), lean=10, turn="side"),
        Look(
            top=BRICK,
            hat=s.one_of("soft", "cap"),
            hat_colour=s.one_of(RICE, STRAW),
            bottom=DARK,
            shoes=DARK,
        ),
        (336, 568),
        1.46,
        held=hoe,
    )


def well(s: Setting) -> str:
    """A woman draws water from a village well; a neighbour waits with a can."""
    back = _well_back(s)
    frame = _well_frame()
    rope = _well_rope()
    wall = _well_wall(rope)
    joints = line(
        "M349 486Q471 536 593 486M349 520Q471 570 593 520M400 474V506M540 474V506M471 488V520M432 514V546M510 514V546",
        FAR,
        3,
    )
    front = path("M347 450Q471 502 595 450L593 462Q471 514 349 462Z", PAN2)
    drawer = _well_drawer(s)
    child = _well_child(s)
    return (
        back
        + wall
        + joints
        + front
        + frame
        + jar(822, 584, 0.92)
        + barrel(206, 578, 0.9, SEA)
        + child
        + drawer
    )


def _well_frame() -> str:
    return (
        line("M372 470V226M570 470V226M352 230H590", EARTH, 13)
        + circle(471, 252, 17, DARK)
        + circle(471, 252, 6, STRAW)
        + line("M484 256L646 346", STRAW, 4)
    )


def _well_rope() -> str:
    return (
        line("M460 256V398", STRAW, 4)
        + path("M436 396H484L478 442H442Z", NEAR)
        + line("M438 398Q460 368 482 398", DARK, 3.5)
        + rect(440, 396, 40, 8, PAN)
    )


def _well_wall(rope: str) -> str:
    return (
        oval(471, 450, 124, 26, SHADE)
        + oval(471, 450, 96, 17, DARK)
        + rope
        + path("M347 450Q471 500 595 450V552Q471 602 347 552Z", SHADE)
    )


def _well_child(s: Setting) -> str:
    return person(
        Pose(near=(36, -90), far=(-31, -94)),
        Look(top=s.cloth(without=(STRAW, SALT)), child=True, legs="shorts", bottom=DARK),
        (276, 566),
        1.36,
    )


def _well_back(s: Setting) -> str:
    back = (
        land.sky(s.light, s.ident, 380)
        + land.sun(s.light, 660, 130, 52)
        + land.hills(s.rng, 372, 170, s.light.far, count=3)
    )
    back += (
        land.band(366, RICE2)
        + land.rise(430, 24, STRAW)
        + stones(s.rng, 450, 590, 8)
        + house(176, 400, 1.0, roof=s.one_of(EARTH, NEAR, RICE))
        + tree(70, 418, 1.2, RICE)
        + bush(830, 420, 1.0)
    )
    return back


def _well_drawer(s: Setting) -> str:
    return person(
        Pose(near=(-34, -142), far=(-50, -158), feet=((-17, 0), (18, 0)), lean=5),
        Look(
            top=BRICK,
            hat=s.one_of("turban", "bun"),
            hat_colour=SALT,
            legs="skirt",
            bottom=s.one_of(SEA, RICE, DARK),
        ),
        (706, 570),
        1.42,
        held=line("M-42 -158L-34 -142L-22 -60Q-18 -30 -26 -8", STRAW, 3),
    )


def island(s: Setting) -> str:
    """A woman carries a parcel along the jetty of an island with a lighthouse."""
    back = (
        land.sky(s.light, s.ident, 400)
        + land.sun(s.light, 220, 160, 54)
        + land.headland(392, 42, s.light.far, left=True, reach=380)
    )
    back += land.band(384, SEA) + land.glints(220, 402, size=1.1)
    shore = _island_shore(s)
    place_ = (
        lighthouse(764, 318, 0.92)
        + house(600, 392, 0.72, roof=s.one_of(EARTH, NEAR, SEA))
        + house(694, 392, 0.6, roof=STRAW, wall=SALT)
        + palm(520, 400, 0.66)
        + palm(862, 404, 0.8, flip=True)
    )
    water = rect(0, 440, 900, 160, mix(SEA, DARK, 0.12)) + line(
        "M60 462h90M700 470h120M640 548h100M20 540h70", NEAR, 4
    )
    skiff = boat(200, 470, 0.5, hull=s.one_of(SEA, RICE), cabin=NEAR)
    jetty = poly(((470, 432), (520, 432), (660, 600), (300, 600)), EARTH) + line(
        "M462 452H534M446 478H556M424 512H584M392 552H620", DARK, 3, opacity=0.35
    )
    parcel = rect(10, -158, 66, 54, SUN) + line("M43 -158V-104M10 -131H76", EARTH, 4)
    carrier = _island_carrier(s, parcel)
    return back + shore + place_ + water + skiff + jetty + carrier


def _island_shore(s: Setting) -> str:
    shore = path(
        "M392 400Q470 286 574 300Q640 230 740 262Q840 250 900 300V412H392Z", s.light.near
    ) + path("M420 406Q520 330 640 348Q760 316 900 350V420H420Z", RICE)
    shore += path("M400 414Q600 366 900 386V440H520Q450 436 400 414Z", STRAW)
    return shore


def _island_carrier(s: Setting, parcel: str) -> str:
    return person(
        Pose(near=(46, -106), far=(70, -106), feet=((-14, 0), (18, -3)), turn="side", lean=-4),
        Look(top=BRICK, hat=s.one_of("cap", "soft", "non"), hat_colour=SALT, bottom=DARK),
        (440, 584),
        1.28,
        held=parcel,
    )
