"""Housekeeping of the engine room."""

from django_tasks import task

from lantoa.core import clock, files


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def sweep_files() -> int:
    """Remove files that an undone transaction left behind; how many."""
    return files.sweep(at=clock.now())
