"""How a case is written, and the world it stands in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from lantoa.core.actors import COMMAND, PUBLIC, SUBJECT, SYSTEM
from tests import world


@dataclass(frozen=True)
class Case:
    """One action: who may, which step of a lifecycle it is, and what it is done to."""

    action: str
    may: tuple[str, ...]
    verbs: tuple[str, ...]
    apart: frozenset[str]
    arguments: Callable[["Stage"], dict[str, Any]]


#: Who acts without an account.
NOBODIES = {"public": PUBLIC, "subject": SUBJECT, "system": SYSTEM, "command": COMMAND}
OFFICERS = ["officer", "province_officer"]
#: Where the right is asked for in no unit, an officer of any has it.
ANY_OFFICER = [*OFFICERS, "neighbour", "stranger"]


class Stage:
    """The world of one case: made by actions, a day like any other."""

    def __init__(self, province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Any) -> None:
        self.province, self.cast, self.run_tasks, self.at = province, cast, run_tasks, world.AT

    def made(self, step: str, **more: Any) -> Any:
        """`world.<step>` of this stage."""
        return getattr(world, step)(self.province, self.cast, **more)

    def published(self) -> Any:
        """A story that is out on all channels."""
        return world.published(self.province, self.cast, self.run_tasks)

    def actor(self, name: str) -> Any:
        """Somebody of the cast, or one of those without an account (`NOBODIES`)."""
        return NOBODIES.get(name) or getattr(self.cast, name)


CASES: dict[str, Case] = {}


def case(
    action: str,
    *,
    may: Sequence[str],
    verbs: Sequence[str] = (),
    apart: Sequence[str] = (),
    when: str = "",
) -> Any:
    """Register a case of an action; `when` tells it from another case of the same action."""
    name = f"{action} ({when})" if when else action
    assert name not in CASES

    def keep(arguments: Callable[[Stage], dict[str, Any]]) -> None:
        CASES[name] = Case(action, tuple(may), tuple(verbs), frozenset(apart), arguments)

    return keep
