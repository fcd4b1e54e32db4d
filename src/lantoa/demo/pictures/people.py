"""People at work. A figure stands on (0, 0), looks right, and is 219 units tall.

A pose names where the hands and feet are; elbows and knees follow from the
length of the limbs, so a hand is always exactly on its tool.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

from .headwear import head
from .palette import DARK, SALT, SKIN, mix
from .svg import Point, circle, line, num, oval, path, place, poly

Turn = Literal["front", "back", "side"]
Legs = Literal["trousers", "shorts", "skirt", "waders"]

ARM = 41.0
LEG = 48.8


@dataclass(frozen=True)
class Pose:
    """Where hands and feet are. `near` is the arm drawn over the body; `lean` is in degrees, forward."""

    near: Point = (31, -94)
    far: Point = (-31, -94)
    feet: tuple[Point, Point] = ((-13, 0), (13, 0))
    lean: float = 0
    turn: Turn = "front"


@dataclass(frozen=True)
class Look:
    """What a person wears."""

    top: str = SALT
    bottom: str = DARK
    legs: Legs = "trousers"
    hat: str = "hair"
    hat_colour: str = SALT
    short_sleeves: bool = False
    apron: str = ""
    vest: str = ""
    scarf: str = ""
    child: bool = False
    shoes: str = ""
    hair: str = DARK
    coat: bool = False


def person(
    pose: Pose,
    look: Look,
    at: Point,
    scale: float = 1,
    *,
    flip: bool = False,
    held: str = "",
    behind: str = "",
    shadow: bool = True,
) -> str:
    """Draw one person. `held` lies between body and near hand, `behind` under the whole figure."""
    if look.child:
        scale *= 0.64
    hip = (0.0, -106.0)
    half = 13 if pose.turn == "side" else 19
    back = _rotate((-half + 2, -65), hip, pose.lean)
    front = _rotate((half - 2, -65), hip, pose.lean)
    shoulder_near, shoulder_far = (front, back) if pose.turn != "side" else (back, front)
    if pose.near[0] < pose.far[0] and pose.turn != "side":
        shoulder_near, shoulder_far = shoulder_far, shoulder_near
    body = (
        (oval(0, 2, 46, 5.5, DARK, opacity=0.16) if shadow else "")
        + behind
        + _arm(shoulder_far, pose.far, replace(look, top=mix(look.top, DARK, 0.14)))
        + _legs(pose, look)
        + _torso(pose, look, hip)
        + held
        + _arm(shoulder_near, pose.near, look)
    )
    return place(at[0], at[1], scale, body, flip=flip)


def dressed(look: Look, **changes: object) -> Look:
    """Return `look` with some pieces exchanged."""
    return replace(look, **changes)  # type: ignore[arg-type]


def _rotate(local: Point, pivot: Point, degrees: float) -> Point:
    a = math.radians(degrees)
    x, y = local
    return (
        pivot[0] + x * math.cos(a) - y * math.sin(a),
        pivot[1] + x * math.sin(a) + y * math.cos(a),
    )


def _joint(
    start: Point, end: Point, length: float, prefer: Literal["low", "front", "out"]
) -> Point:
    """Return the elbow or knee of a limb of two bones of equal `length`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = math.hypot(dx, dy) or 1.0
    middle = (start[0] + dx / 2, start[1] + dy / 2)
    rise = math.sqrt(max(0.0, length**2 - (reach / 2) ** 2))
    choices = [
        (middle[0] + sign * rise * dy / reach, middle[1] - sign * rise * dx / reach)
        for sign in (1, -1)
    ]
    if prefer == "front":
        return max(choices, key=lambda p: p[0])
    if prefer == "out":
        return max(choices, key=lambda p: abs(p[0]))
    return max(choices, key=lambda p: p[1] + 0.7 * abs(p[0]))


def limb(points: tuple[Point, ...], widths: tuple[float, ...], fill: str) -> str:
    """Return a tapering limb through `points`, rounded at each joint."""
    parts = []
    for (ax, ay), (bx, by), wa, wb in zip(points, points[1:], widths, widths[1:], strict=False):
        size = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = (by - ay) / size / 2, -(bx - ax) / size / 2
        corners = (
            (ax + nx * wa, ay + ny * wa),
            (bx + nx * wb, by + ny * wb),
            (bx - nx * wb, by - ny * wb),
            (ax - nx * wa, ay - ny * wa),
        )
        parts.append(poly(corners, fill))
    parts += [circle(x, y, w / 2, fill) for (x, y), w in zip(points, widths, strict=True)]
    return "".join(parts)


def _arm(shoulder: Point, hand: Point, look: Look) -> str:
    elbow = _joint(shoulder, hand, ARM, "low")
    if look.short_sleeves:
        return (
            limb((elbow, hand), (12, 10), SKIN)
            + circle(*hand, 6.6, SKIN)
            + _sleeve(shoulder, elbow, look.top)
        )
    wrist = _toward(hand, elbow, 6)
    return circle(*hand, 7, SKIN) + limb((shoulder, elbow, wrist), (17, 14, 12), look.top)


def _sleeve(shoulder: Point, elbow: Point, fill: str) -> str:
    end = _toward(elbow, shoulder, 8)
    return (
        limb((shoulder, end), (17, 16), fill)
        + limb((end, elbow), (12, 12), SKIN)
        + limb((shoulder, end), (17, 16), fill)
    )


def _toward(start: Point, goal: Point, distance: float) -> Point:
    size = math.hypot(goal[0] - start[0], goal[1] - start[1]) or 1.0
    share = min(1.0, distance / size)
    return (start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share)


def _legs(pose: Pose, look: Look) -> str:
    prefer: Literal["front", "out"] = "front" if pose.turn == "side" else "out"
    gap = 4 if pose.turn == "side" else 10
    out = []
    for hip_x, (fx, fy) in zip((-gap, gap), pose.feet, strict=True):
        hip, ankle = (hip_x, -104.0), (fx, fy - 7)
        knee = _joint(hip, ankle, LEG, prefer)
        out.append(_foot(fx, fy, pose.turn, look))
        if look.legs == "skirt":
            out.append(limb((knee, ankle), (12, 10), SKIN))
        elif look.legs == "shorts":
            mid = _toward(knee, ankle, 12)
            out.append(
                limb((knee, ankle), (14, 10), SKIN)
                + limb((hip, knee, mid), (27, 22, 21), look.bottom)
            )
        elif look.legs == "waders":
            out.append(limb((hip, knee, ankle), (27, 21, 21), look.bottom))
        else:
            out.append(limb((hip, knee, _toward(ankle, knee, 5)), (27, 21, 17), look.bottom))
    if look.legs == "skirt":
        (lx, ly), (rx, ry) = pose.feet
        low = max(ly, ry) - 16
        out.append(
            path(
                f"M-23 -108H23Q30 -60 {num(max(rx, lx) + 17)} {num(low)}"
                f"Q{num((lx + rx) / 2)} {num(low + 8)} {num(min(lx, rx) - 17)} {num(low)}Q-30 -60 -23 -108Z",
                look.bottom,
            )
        )
    return "".join(out)


def _foot(x: float, y: float, turn: Turn, look: Look) -> str:
    colour = look.shoes or (look.bottom if look.legs == "waders" else SKIN)
    out = 1.0 if x > 0 else -1.0
    if turn == "side":
        return path(
            f"M{num(x - 7)} {num(y)}V{num(y - 8)}H{num(x + 5)}Q{num(x + 19)} {num(y - 5)} {num(x + 19)} {num(y)}Z",
            colour,
        )
    toe = x + out * 11
    return path(
        f"M{num(x - out * 7)} {num(y)}V{num(y - 8)}H{num(x + out * 5)}Q{num(toe)} {num(y - 5)} {num(toe)} {num(y)}Z",
        colour,
    )


def _torso(pose: Pose, look: Look, hip: Point) -> str:
    wide = 20 if pose.turn == "side" else 26
    low = 40 if look.coat else 6
    parts = [
        line("M0 -66L3 -86", SKIN, 12),
        path(
            f"M{-wide} {low}C{-wide} -24 {-wide - 3} -58 {-wide + 9} -71Q0 -80 {wide - 9} -71"
            f"C{wide + 3} -58 {wide} -24 {wide} {low}Q0 {low + 5} {-wide} {low}Z",
            look.top,
        ),
    ]
    if look.vest:
        parts.append(
            path(
                f"M{-wide - 1} -4V-52Q{-wide} -66 {-wide + 9} -71L-6 -74L-3 -4ZM{wide + 1} -4V-52Q{wide} -66 {wide - 9} -71L6 -74L3 -4Z",
                look.vest,
            )
        )
        parts.append(line(f"M{-wide} -22H{wide}M{-wide} -40H{wide}", SALT, 4))
    if look.apron:
        left = -4 if pose.turn == "side" else -wide - 1
        bib = 2 if pose.turn == "side" else -13
        parts.append(
            path(
                f"M{bib} -66H14L{wide - 4} -34L{wide + 1} -20V36Q8 42 {left} 36V-20L{bib} -34Z",
                look.apron,
            )
        )
    if look.scarf:
        parts.append(
            path("M-13 -76Q0 -86 15 -76Q12 -62 4 -62L10 -30H-4L-2 -62Q-10 -62 -13 -76Z", look.scarf)
        )
    parts.append(
        place(
            3, -95, 1.34 if look.child else 1, head(look.hat, look.hat_colour, look.hair, pose.turn)
        )
    )
    turned = "".join(parts)
    return place(hip[0], hip[1], 1, turned, turn=pose.lean)


__all__ = ["Look", "Pose", "dressed", "limb", "person"]
