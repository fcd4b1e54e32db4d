"""What the calendar brings: notices that begin and end, complaints that are late."""

from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.nominations import actions


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def follow_calendar() -> None:
    """Put up and take down notices of public comment by their days."""
    actions.follow_calendar(by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def escalate_complaints() -> None:
    """Tell the level above of complaints that are late."""
    actions.escalate_complaints(by=SYSTEM, at=clock.now())
