"""The house itself: wiring, diagrams, glossary."""

from pathlib import Path

import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task

from lantoa.config import wiring
from lantoa.config.management.commands.diagrams import WORKFLOWS
from lantoa.core.workflow import Workflow

ROOT = Path(__file__).parent.parent


def test_everything_wired_is_a_task() -> None:
    paths = {path for paths in wiring.FOLLOWS.values() for path in paths}
    paths |= {path for path, _ in wiring.SCHEDULE.values()}
    for path in paths:
        assert isinstance(import_string(path), Task), path


@pytest.mark.parametrize("path", WORKFLOWS)
def test_the_diagram_in_docs_is_todays(path: str) -> None:
    workflow: Workflow = import_string(path)
    page = ROOT / "docs" / "workflows" / f"{workflow.name}.md"
    assert workflow.as_mermaid() in page.read_text("utf-8"), "run: lantoa diagrams"
