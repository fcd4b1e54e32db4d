"""Housekeeping of the public forms."""

from django_tasks import task

from lantoa.portal import drafts


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def sweep_drafts() -> None:
    """Remove files that were sent for a telling that nobody finished within a day."""
    drafts.sweep()
