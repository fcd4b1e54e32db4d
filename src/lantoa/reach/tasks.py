"""The folder's clockwork."""

from django_tasks import task

from lantoa.core import clock
from lantoa.reach import actions


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def fold_visits() -> int:
    """Fold the visit log of this home (each minute, `config/wiring.py`)."""
    return actions.fold(at=clock.now())
