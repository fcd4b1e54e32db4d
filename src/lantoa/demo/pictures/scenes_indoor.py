"""Scenes of rooms."""

from . import land
from .palette import (
    BRICK,
    DARK,
    EARTH,
    FAR,
    NEAR,
    PAN,
    PAN2,
    RICE,
    RICE2,
    SALT,
    SEA,
    STRAW,
    SUN,
    mix,
)
from .people import Look, Pose, person
from .setting import Setting
from .svg import circle, line, path, place, rect
from .things import books, crate


def classroom(s: Setting) -> str:
    """A teacher points at the board; two pupils listen."""
    back = land.room(s.rng.choice(land.WALLS), mix(STRAW, EARTH, 0.35), 470) + land.window(
        s.rng, s.light, 690, 90, 170, 190
    )
    board = (
        rect(60, 66, 440, 256, EARTH)
        + rect(74, 80, 412, 228, DARK)
        + rect(120, 322, 320, 12, EARTH)
    )
    chalk = line(
        "M110 130h90M224 130h120M110 166h130M264 166h60M110 202h60M194 202h100M110 238h120",
        SALT,
        6,
        opacity=0.85,
    ) + line("M372 250L402 190L432 250ZM372 270H432", s.one_of(SUN, STRAW, RICE2), 5)
    stick = line("M-58 -146L-150 -214", EARTH, 5)
    teacher = _classroom_teacher(s, stick)
    desks, pupils = "", ""
    for x, cloth in ((150, s.cloth(without=(STRAW,))), (380, s.cloth(without=(STRAW,)))):
        pupils += person(
            Pose(near=(30, -100), far=(-44, -222) if x == 150 else (-30, -100), turn="back"),
            Look(top=cloth, hat="tail" if x == 380 else "hair", child=True),
            (x, 640),
            1.9,
            shadow=False,
        )
        desks += rect(x - 104, 548, 208, 18, EARTH) + rect(
            x - 92, 566, 184, 40, mix(EARTH, DARK, 0.22)
        )
    papers = (
        rect(182, 538, 54, 10, SALT) + rect(290, 536, 46, 12, SEA) + rect(410, 540, 54, 8, SALT)
    )
    third = (
        person(Pose(turn="back"), Look(top=SALT, child=True), (760, 640), 1.9, shadow=False)
        + rect(656, 548, 208, 18, EARTH)
        + rect(668, 566, 184, 40, mix(EARTH, DARK, 0.22))
    )
    return back + board + chalk + teacher + third + pupils + desks + papers


def _classroom_teacher(s: Setting, stick: str) -> str:
    return person(
        Pose(near=(-56, -146), far=(38, -110), feet=((-13, 0), (14, 0))),
        Look(top=BRICK, hat=s.one_of("bun", "tail", "hair"), bottom=s.one_of(DARK, SEA), coat=True),
        (586, 520),
        1.5,
        held=stick + place(34, -112, 1, rect(-4, -22, 32, 42, SALT, r=2)),
    )


def clinic(s: Setting) -> str:
    """A nurse measures a child's height; a mother stands by."""
    back = land.room(s.rng.choice(land.WALLS[:2]), mix(PAN, NEAR, 0.25)) + land.window(
        s.rng, s.light, 60, 90, 190, 190
    )
    cupboard = _clinic_cupboard()
    jars = _clinic_jars()
    cross = path("M766 372h18v22h22v18h-22v22h-18v-22h-22v-18h22Z", RICE)
    chart = _clinic_chart()
    child = _clinic_child(s)
    slide = rect(392, 303, 96, 13, EARTH)
    nurse = _clinic_nurse()
    mother = _clinic_mother(s)
    return back + cupboard + jars + cross + chart + mother + child + slide + nurse


def _clinic_cupboard() -> str:
    return (
        rect(680, 130, 190, 370, SALT)
        + rect(692, 144, 166, 160, PAN)
        + rect(692, 318, 166, 168, PAN2)
        + rect(692, 196, 166, 7, SALT)
        + rect(692, 250, 166, 7, SALT)
    )


def _clinic_chart() -> str:
    return (
        rect(398, 150, 54, 400, STRAW)
        + line(
            "".join(
                f"M398 {y}h{30 if i % 5 == 0 else 18}" for i, y in enumerate(range(170, 540, 16))
            ),
            EARTH,
            3,
            butt=True,
        )
        + rect(384, 548, 100, 14, EARTH)
    )


def _clinic_child(s: Setting) -> str:
    return person(
        Pose(),
        Look(top=s.one_of(SUN, RICE, SEA), hat="hair", child=True, legs="shorts", bottom=DARK),
        (436, 552),
        1.66,
        shadow=False,
    )


def _clinic_nurse() -> str:
    return person(
        Pose(near=(-66, -170), far=(-52, -102), feet=((-14, 0), (14, 0)), lean=-3),
        Look(top=SALT, hat="nurse", coat=True, bottom=NEAR, scarf=BRICK, shoes=DARK),
        (572, 566),
        1.5,
    )


def _clinic_mother(s: Setting) -> str:
    return person(
        Pose(near=(9, -104), far=(-7, -101)),
        Look(top=s.cloth(without=(SALT, STRAW)), hat="bun", legs="skirt", bottom=DARK),
        (266, 562),
        1.46,
    )


def _clinic_jars() -> str:
    return "".join(
        rect(x, y - h, w, h, c, r=4)
        for x, y, w, h, c in (
            (706, 196, 22, 36, SEA),
            (736, 196, 18, 28, SUN),
            (764, 196, 26, 38, NEAR),
            (806, 196, 34, 24, SALT),
            (708, 250, 34, 26, STRAW),
            (752, 250, 20, 36, RICE),
            (784, 250, 20, 30, SEA),
            (816, 250, 26, 34, SALT),
            (710, 304, 40, 28, RICE2),
            (764, 304, 24, 36, SUN),
            (804, 304, 30, 30, SEA),
        )
    )


def library(s: Setting) -> str:
    """A librarian hands a book to a child in front of the shelves."""
    back = land.room(s.rng.choice(land.WALLS[1:]), mix(EARTH, STRAW, 0.4), 500) + land.window(
        s.rng, s.light, 664, 96, 180, 200
    )
    case = rect(40, 56, 540, 456, EARTH) + "".join(
        rect(54, y, 512, 92, mix(EARTH, DARK, 0.45)) for y in (70, 180, 290, 400)
    )
    rows = "".join(books(s.rng, 60, y, 500, 88) for y in (162, 272, 382, 492))
    ladder = line(
        "M88 520L160 120M148 520L212 120M98 466H156M108 410H165M118 354H173M127 300H181M137 246H190M146 194H199",
        STRAW,
        8,
    )
    keeper = _library_keeper(s)
    child = person(
        Pose(near=(-30, -188), far=(-18, -166)),
        Look(top=s.one_of(SALT, SUN, SEA), child=True, hat="hair", bottom=DARK, legs="shorts"),
        (582, 572),
        1.7,
    )
    stack = _library_stack()
    return back + case + rows + ladder + stack + keeper + child


def _library_keeper(s: Setting) -> str:
    return person(
        Pose(near=(66, -126), far=(40, -112), feet=((-13, 0), (15, 0))),
        Look(top=BRICK, hat=s.one_of("bun", "hair", "tail"), bottom=s.one_of(DARK, SEA)),
        (400, 570),
        1.55,
        held=place(
            70,
            -132,
            1,
            rect(-14, -24, 48, 40, SUN, r=2),
            rect(-6, -18, 40, 5, SALT),
            rect(-14, -24, 9, 40, SEA),
        ),
    )


def _library_stack() -> str:
    return (
        rect(680, 540, 176, 14, EARTH)
        + line("M700 554V590M836 554V590", EARTH, 10, butt=True)
        + "".join(
            rect(720 + d, 540 - y, 96, 15, c)
            for d, y, c in ((0, 15, SEA), (8, 31, SUN), (-4, 47, SALT), (5, 63, RICE))
        )
    )


def kitchen(s: Setting) -> str:
    """A cook ladles from a big pot; lunch boxes wait on the table."""
    back = land.room(s.rng.choice(land.WALLS), mix(EARTH, STRAW, 0.3)) + land.window(
        s.rng, s.light, 640, 80, 200, 170
    )
    rail = _kitchen_rail()
    steam = line("M206 330q-22 -30 0 -58t0 -58M262 326q-20 -28 0 -54t0 -50", SALT, 11, opacity=0.8)
    stove = (
        rect(70, 470, 320, 110, mix(EARTH, DARK, 0.1))
        + path("M170 580V530Q230 484 292 530V580Z", DARK)
        + path("M190 580Q184 546 212 530Q212 548 230 518Q250 546 262 540Q280 560 272 580Z", SUN)
    )
    cauldron = _kitchen_cauldron()
    ladle = (
        line("M-50 -141L-126 -184", EARTH, 6)
        + path("M-146 -188H-114Q-116 -166 -130 -166Q-146 -166 -146 -188Z", DARK)
        + line("M-132 -158v10M-132 -138v6", SUN, 4)
    )
    cook = _kitchen_cook(s, ladle)
    table = rect(590, 440, 330, 20, EARTH) + line("M620 460V590M880 460V590", EARTH, 14, butt=True)
    boxes = "".join(
        rect(x, y, 74, 30, SALT, r=4) + rect(x, y + 7, 74, 6, c)
        for x, y, c in (
            (612, 410, RICE),
            (694, 410, SUN),
            (776, 410, RICE),
            (652, 378, SUN),
            (736, 378, RICE),
            (694, 346, SEA),
        )
    )
    greens = crate(700, 590, 130, 70) + place(
        700,
        524,
        1,
        path("M-56 0Q-62 -30 -34 -28Q-24 -46 0 -34Q22 -48 34 -28Q62 -30 56 0Z", RICE),
        circle(-10, -10, 12, SUN),
        circle(26, -8, 11, BRICK),
    )
    return back + rail + stove + cauldron + steam + table + boxes + greens + cook


def _kitchen_rail() -> str:
    return (
        rect(70, 110, 330, 9, EARTH)
        + "".join(
            line(f"M{x} 114V150", DARK, 5) + circle(x, 168, 20, c)
            for x, c in ((120, NEAR), (190, DARK), (260, FAR))
        )
        + line("M330 114V180M370 114V172", DARK, 6)
        + circle(330, 186, 12, DARK)
    )


def _kitchen_cauldron() -> str:
    return (
        path("M116 362H344L330 462Q230 492 130 462Z", NEAR)
        + rect(104, 350, 252, 18, SEA, r=8)
        + path("M116 362H344L342 376H118Z", DARK, opacity=0.25)
        + line("M104 392H84V420H108M356 392H376V420H352", SEA, 8)
    )


def _kitchen_cook(s: Setting, ladle: str) -> str:
    return person(
        Pose(near=(-64, -150), far=(-50, -96), feet=((-14, 0), (14, 0)), lean=-4),
        Look(
            top=s.cloth(without=(STRAW, SUN)),
            apron=BRICK,
            hat=s.one_of("turban", "nurse"),
            hat_colour=SALT,
            short_sleeves=True,
        ),
        (478, 574),
        1.52,
        held=ladle,
    )
