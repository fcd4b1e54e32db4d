"""How far the demo province is taken."""

from enum import IntEnum


class Stage(IntEnum):
    """Each stage holds all before it."""

    RECEIVED = 1
    VERIFYING = 2
    APPRAISING = 3
    RECOGNISED = 4
    PUBLISHED = 5
    ADOPTED = 6

    @classmethod
    def named(cls, word: str) -> "Stage":
        """`Stage.named("verifying")`."""
        return cls[word.upper()]
