"""Comparing everybody with everybody: at night, and when an officer asks."""

from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def find_duplicates(subject_id: str, event_id: int) -> None:
    """An officer asked for it."""
    actions.find_duplicates(by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def find_duplicates_nightly() -> None:
    """What came in since yesterday is compared with all that is there."""
    actions.find_duplicates(by=SYSTEM, at=clock.now())
