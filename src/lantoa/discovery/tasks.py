"""Long work of discovery, portion by portion: a task that runs twice finds nothing left to do."""

from django.db import transaction
from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import COMMAND, SYSTEM
from lantoa.discovery import actions, outliers
from lantoa.discovery.actions.uploads import PORTION
from lantoa.discovery.models import IndicatorTable, ListUpload, OldFile
from lantoa.discovery.queries.indicators import columns_in, question_of
from lantoa.registry.models import Exemplar


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


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def follow_erasure(subject_id: str, event_id: int) -> None:
    """All that was held of a person is erased: lists and old files that told of them too."""
    exemplar = Exemplar.objects.get(pk=subject_id)
    actions.erase_person(exemplar=exemplar, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def drop_originals() -> int:
    """Originals of lists and old files go when their days are over; how many."""
    return actions.drop_originals(by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def judge_indicators(subject_id: str, event_id: int) -> None:
    """A question was put to a table of indicators: find the units that are worth a visit."""
    table = IndicatorTable.objects.get(pk=subject_id)
    if table.state != "asked":
        return
    asked, question = table.question, question_of(table)
    try:
        report = outliers.discover(outliers.rows_of(columns_in(table), question), question)
    except outliers.Unfit as problem:
        actions.keep_problem(
            table=table, asked=asked, problem=str(problem), by=SYSTEM, at=clock.now()
        )
    else:
        actions.keep_report(table=table, asked=asked, report=report, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def read_old_file(subject_id: str, event_id: int) -> None:
    """Read an old file in the sandbox; a second run finds it read."""
    actions.read_old_file(
        old_file=OldFile.objects.select_related("file", "unit").get(pk=subject_id),
        by=SYSTEM, at=clock.now(),
    )  # fmt: skip
