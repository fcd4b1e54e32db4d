"""Long work of discovery."""

from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions
from lantoa.discovery.models import OldFile


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def read_old_file(subject_id: str, event_id: int) -> None:
    """Read an old file in the sandbox; a second run finds it read."""
    actions.read_old_file(
        old_file=OldFile.objects.select_related("file", "unit").get(pk=subject_id),
        by=SYSTEM, at=clock.now(),
    )  # fmt: skip
