"""What a scene is given: its dice, its morning and a few choices both depend on."""

import random
from dataclasses import dataclass

from .palette import NEAR, RICE, SALT, SEA, STRAW, SUN, Light, morning


@dataclass(frozen=True)
class Setting:
    """One drawing to be made. `ident` is unique to scene and seed and names the gradient."""

    rng: random.Random
    light: Light
    ident: str

    def cloth(self, *, without: tuple[str, ...] = ()) -> str:
        """Choose a clothing colour other than brick, which is kept for the main person."""
        return self.rng.choice([c for c in (SALT, SEA, SUN, RICE, NEAR, STRAW) if c not in without])

    def one_of(self, *choices: str) -> str:
        """Choose one of several colours or kinds."""
        return self.rng.choice(choices)

    def near(self, value: float, give: float) -> float:
        """Return `value` moved by at most `give`."""
        return value + self.rng.uniform(-give, give)


def setting(scene: str, seed: int) -> Setting:
    """Return the setting of one drawing; the same scene and seed give the same setting."""
    rng = random.Random(f"{scene}:{seed}")
    return Setting(rng=rng, light=morning(rng), ident=f"sky-{scene.replace('_', '-')}-{seed}")
