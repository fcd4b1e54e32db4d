"""Who may not: every action and every step of every lifecycle, found by looking, is refused to
everybody but those its case names (tests/security/verbs/), and writes nothing.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

import lantoa
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused, Workflow
from tests.conftest import CAST
from tests.security.verbs import CASES, FOLLOWING, NOBODIES, OTHERWISE, Stage

ROOT = Path(__file__).parents[2]
MODULES = [
    name
    for _, name, is_folder in pkgutil.iter_modules([str(Path(lantoa.__file__).parent)])
    if is_folder
]


def parts(name: str) -> Iterator[object]:
    """The module `lantoa.<each>.<name>` of every module that has one."""
    for module in MODULES:
        if importlib.util.find_spec(f"lantoa.{module}.{name}") is not None:
            yield importlib.import_module(f"lantoa.{module}.{name}")


def actions() -> dict[str, object]:
    """`module.action` → function, for every action done in somebody's name."""
    return {
        f"{part.__name__.split('.')[1]}.{name}": action
        for part in parts("actions")
        for name, action in inspect.getmembers(part, inspect.isfunction)
        if not name.startswith("_")
        and action.__module__.startswith(part.__name__)
        and "by" in inspect.signature(action).parameters
    }


def steps() -> set[str]:
    """`lifecycle.verb` of every lifecycle there is."""
    tables = {
        table
        for part in parts("states")
        for table in vars(part).values()
        if isinstance(table, Workflow)
    }
    return {f"{table.name}.{verb}" for table in tables for verb in table.transitions}


def test_every_action_has_a_case_or_says_why_not() -> None:
    cases = {case.action for case in CASES.values()}
    known = cases | set(OTHERWISE)
    assert set(actions()) - known == set(), "write a case in tests/security/verbs/"
    assert known - set(actions()) == set(), "these actions are gone"
    assert not cases & set(OTHERWISE)


def test_who_is_sent_elsewhere_finds_a_test_there() -> None:
    for action, where in OTHERWISE.items():
        for path in re.findall(r"tests/[\w/]+\.py", where):
            text = (ROOT / path).read_text(encoding="utf-8")
            assert "Refused" in text or "403" in text, (action, path)


def test_every_step_of_a_lifecycle_has_a_case() -> None:
    covered = {verb for case in CASES.values() for verb in case.verbs}
    assert steps() - covered - FOLLOWING == set(), "write a case in tests/security/verbs/"
    assert covered | FOLLOWING <= steps(), "these steps are gone"


@pytest.mark.parametrize("name", sorted(CASES))
def test_only_those_named_may(name, province, cast, run_tasks) -> None:
    case = CASES[name]
    action = actions()[case.action]
    stage = Stage(province, cast, run_tasks)
    given = case.arguments(stage)
    before = AuditEvent.objects.count()
    for person in {*CAST, *NOBODIES} - {*case.may} - case.apart:
        with pytest.raises(Refused) as error:
            action(**given, by=stage.actor(person), at=stage.at)
        assert all(reason.endswith((".", "?")) for reason in error.value.reasons), person
        assert AuditEvent.objects.count() == before, f"{person} left a trace"
    for person in case.may:
        with transaction.atomic():
            again = {key: _fresh(value) for key, value in given.items()}
            action(**again, by=stage.actor(person), at=stage.at)
            assert AuditEvent.objects.count() > before, f"{person} may, and it is in the log"
            transaction.set_rollback(True)


def _fresh(value):
    """A record as it stands, for an action changes what it is given."""
    pk = getattr(value, "pk", None)
    return type(value)._default_manager.get(pk=pk) if pk is not None else value
