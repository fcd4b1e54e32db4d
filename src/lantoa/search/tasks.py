"""The index follows what happens to publications and exemplars."""

from django_tasks import task

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
def follow_planning(subject_id: str, event_id: int) -> None:
    """Plans and documents changed: few rows, so the whole index is made again."""
    actions.rebuild()
