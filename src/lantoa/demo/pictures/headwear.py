"""Heads without features, and what people wear on them. The head is centred on (0, 0), looking right."""

from collections.abc import Callable

from .palette import DARK, EARTH, SALT, SHADE, SKIN, STRAW
from .svg import circle, oval, path


def head(hat: str, colour: str, hair: str, turn: str) -> str:
    """Draw a head. `hat` is a key of `HATS`; `turn` is front, back or side."""
    bare = oval(0, 0, 13.5, 16, hair if turn == "back" else SKIN)
    crown = "" if turn == "back" else _crown(hair, turn)
    return bare + crown + HATS[hat](colour, hair)


def _crown(hair: str, turn: str) -> str:
    if turn == "side":
        return path(
            "M-14.5 6Q-18 -17 0 -18Q13 -18 13.5 -7Q4 -10 -2 -6Q-5 0 -7 9Q-12 12 -14.5 6Z", hair
        )
    return path("M-14.5 3Q-17 -18 0 -18Q17 -18 14.5 3Q13 -8 5 -9Q-8 -8 -11 -3Q-12 0 -14.5 3Z", hair)


def _none(colour: str, hair: str) -> str:
    return ""


def _bun(colour: str, hair: str) -> str:
    return circle(-14, -8, 8, hair)


def _tail(colour: str, hair: str) -> str:
    return path("M-12 -8Q-24 6 -18 40Q-12 36 -10 30Q-13 12 -7 4Z", hair)


def _non(colour: str, hair: str) -> str:
    return path("M-42 -6Q-19 -20 0 -42Q19 -20 42 -6Q0 6 -42 -6Z", STRAW) + path(
        "M-42 -6Q0 10 42 -6Q0 -3 -42 -6Z", EARTH
    )


def _non_scarf(colour: str, hair: str) -> str:
    wrap = path("M-16 -6Q-20 18 -12 24Q2 30 14 22Q17 8 15 -6L8 -5Q13 10 4 13Q-8 12 -8 -6Z", colour)
    return wrap + _non(colour, hair)


def _cap(colour: str, hair: str) -> str:
    return path("M-15 -4Q-17 -20 0 -21Q15 -20 15 -6L26 -5Q28 -2 25 -1L12 -2Q0 -6 -15 -4Z", colour)


def _soft(colour: str, hair: str) -> str:
    return path("M-27 -3Q-16 -8 -14 -18Q0 -27 14 -18Q16 -8 27 -3Q14 2 0 -3Q-14 2 -27 -3Z", colour)


def _helmet(colour: str, hair: str) -> str:
    return path("M-16 -3Q-17 -24 0 -24Q17 -24 17 -5L24 -3V0Q4 -5 -16 0Z", colour)


def _turban(colour: str, hair: str) -> str:
    fold = path("M-17 -3Q-19 -23 0 -23Q18 -22 16 -6Q2 -13 -17 -3Z", colour)
    return fold + path("M-17 -4Q-27 6 -22 24Q-14 20 -11 4Z", colour)


def _peaked(colour: str, hair: str) -> str:
    return path("M-20 -14Q-4 -30 20 -16L15 -8H-15Z", colour) + path(
        "M-15 -9H15L23 -3Q8 -6 -15 -3Z", DARK
    )


def _nurse(colour: str, hair: str) -> str:
    return circle(-13, 6, 7, hair) + path("M-14 -8Q-14 -25 0 -25Q14 -24 13 -10Q0 -16 -14 -8Z", SALT)


def _mask(colour: str, hair: str) -> str:
    """Dive mask with snorkel."""
    return path("M0 -7H14V4Q6 8 1 3Z", colour) + path("M-16 -5H2V0H-16Z", SHADE)


HATS: dict[str, Callable[[str, str], str]] = {
    "hair": _none,
    "bun": _bun,
    "tail": _tail,
    "non": _non,
    "non_scarf": _non_scarf,
    "cap": _cap,
    "soft": _soft,
    "helmet": _helmet,
    "turban": _turban,
    "peaked": _peaked,
    "nurse": _nurse,
    "mask": _mask,
}
