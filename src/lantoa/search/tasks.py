"""What can be found follows what happens to publications, exemplars, plans and places."""

from django_tasks import task

from lantoa.core import clock
from lantoa.publishing.models import Publication
from lantoa.publishing.states import PublicationState
from lantoa.registry.models import Exemplar
from lantoa.search import actions
from lantoa.search.models import Kind


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def follow_publication(subject_id: str, event_id: int) -> None:
    """A publication was let out, revised, held or withdrawn."""
    publication = Publication.objects.get(pk=subject_id)
    if publication.state == PublicationState.WITHDRAWN:
        actions.forget(kind=Kind.STORY, subject=publication.pk)
    else:
        actions.index(record=publication)


@task()  # type: ignore[untyped-decorator]  # see above
def follow_exemplar(subject_id: str, event_id: int) -> None:
    """The facts, consents or holds of an exemplar changed; who may be seen is asked later."""
    exemplar = Exemplar.objects.get(pk=subject_id)
    actions.index(record=exemplar)
    practice = getattr(exemplar, "practice", None)
    if practice is not None:
        actions.index(record=practice)


@task()  # type: ignore[untyped-decorator]  # see above
def follow_erasure(subject_id: str, event_id: int) -> None:
    """All that was held of a person is erased: nothing of it is found any more."""
    exemplar = Exemplar.objects.get(pk=subject_id)
    actions.forget(kind=Kind.EXEMPLAR, subject=exemplar.pk)
    practice = getattr(exemplar, "practice", None)
    if practice is not None:
        actions.forget(kind=Kind.PRACTICE, subject=practice.pk)
    for publication in Publication.objects.filter(exemplar=exemplar):
        actions.forget(kind=Kind.STORY, subject=publication.pk)


@task()  # type: ignore[untyped-decorator]  # see above
def follow_planning(subject_id: str, event_id: int) -> None:
    """Plans and documents changed: few rows, so all of these are made again."""
    actions.index_plans()


@task()  # type: ignore[untyped-decorator]  # see above
def refresh_search() -> None:
    """Make every entry again: mergers of units and whatever no event told of."""
    actions.rebuild()


@task()  # type: ignore[untyped-decorator]  # see above
def sweep_search() -> None:
    """Drop what no host needs any more, and misses of more than a year ago."""
    actions.sweep(at=clock.now())
