"""The folder's clockwork."""

from datetime import timedelta

from django_tasks import task

from lantoa.core import clock
from lantoa.reach import actions

#: After so many lines at once the next fold comes soon, so that the tail, which each web process
#: reads for itself, stays short in a rush.
RUSH = 20_000
SOON = timedelta(seconds=5)


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def fold_visits() -> int:
    """Fold the visit log of this home (each minute, `config/wiring.py`; in a rush more often)."""
    at = clock.now()
    folded = actions.fold(at=at)
    if folded >= RUSH:
        fold_visits.using(run_after=at + SOON).enqueue()
    return folded
