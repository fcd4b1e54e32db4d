"""Long work of discovery, portion by portion: a task that runs twice finds nothing left to do."""

from django.db import transaction
from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import COMMAND, SYSTEM
from lantoa.discovery import actions
from lantoa.discovery.actions.uploads import PORTION
from lantoa.discovery.models import ListUpload


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def open_list(subject_id: str, event_id: int) -> None:
    """Read the file that was sent."""
    actions.open_file(upload=ListUpload.objects.get(pk=subject_id), at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def check_list(subject_id: str, event_id: int) -> None:
    """Check the next portion of rows."""
    with transaction.atomic():
        upload = ListUpload.objects.get(pk=subject_id)
        if actions.check_portion(upload=upload, at=clock.now()):
            check_list.enqueue(subject_id=subject_id, event_id=event_id)


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def import_list(subject_id: str, event_id: int) -> None:
    """Enter the next portion of rows for the officer who asked."""
    with transaction.atomic():
        upload = ListUpload.objects.get(pk=subject_id)
        # Nobody stands for the command of the server, which may have been cut off.
        by = upload.imported_by or COMMAND
        if actions.import_portion(upload=upload, by=by, at=clock.now(), size=PORTION):
            import_list.enqueue(subject_id=subject_id, event_id=event_id)


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def find_duplicates(subject_id: str, event_id: int) -> None:
    """An officer asked for it."""
    actions.find_duplicates(by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def find_duplicates_nightly() -> None:
    """What came in since yesterday is compared with all that is there."""
    actions.find_duplicates(by=SYSTEM, at=clock.now())
