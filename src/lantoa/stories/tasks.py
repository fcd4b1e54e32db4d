"""What follows from a recognition and from an erasure."""

from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.registry.models import Exemplar
from lantoa.stories import actions, erasing


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def draft_story(subject_id: str, event_id: int) -> None:
    """Lay a first draft on the editors' table for a newly recognised exemplar."""
    exemplar = Exemplar.objects.get(pk=subject_id)
    actions.draft_from_exemplar(exemplar=exemplar, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def follow_erasure(subject_id: str, event_id: int) -> None:
    """All that was held of a person is erased: the stories about them too."""
    erasing.erase(exemplar=Exemplar.objects.get(pk=subject_id), by=SYSTEM, at=clock.now())
