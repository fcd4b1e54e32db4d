"""Colours of the drawings: the seventeen `--i-*` tokens of the stylesheet, morning values.

The drawings are files of their own (cards, posters, feeds), so they carry real
colours and cannot follow the page into its dark theme.
"""

import random
from dataclasses import dataclass

SKY = "#D5E7EA"
GLOW = "#F8E6CC"
SUN = "#F4C062"
FAR = "#9DBDC3"
NEAR = "#5F929C"
SEA = "#2A7182"
PAN = "#BCD8DB"
PAN2 = "#E4EDEA"
SALT = "#FFFFFF"
SHADE = "#C5D3D4"
EARTH = "#A97F60"
BRICK = "#A8482C"
RICE = "#6B9850"
RICE2 = "#A9C178"
SKIN = "#A46B47"
STRAW = "#E9D29B"
DARK = "#17343D"


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` (0 to 1) of the way from `first` to `second`, as `#RRGGBB`."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@dataclass(frozen=True)
class Light:
    """One morning: top and bottom of the sky, and how far the sun has climbed."""

    sky: str
    glow: str
    far: str
    near: str
    lift: float
    drift: float


def morning(rng: random.Random) -> Light:
    """Choose a morning. `lift` and `drift` move the sun, in drawing units."""
    warmth = rng.choice((0.0, 0.12, 0.24))
    return Light(
        sky=mix(SKY, rng.choice((PAN, GLOW, SALT)), rng.choice((0.0, 0.18, 0.34))),
        glow=mix(GLOW, SUN, warmth * 0.7),
        far=mix(FAR, GLOW, warmth * 0.6),
        near=mix(NEAR, FAR, rng.choice((0.0, 0.1, 0.2))),
        lift=rng.uniform(-14, 14),
        drift=rng.uniform(-24, 24),
    )
