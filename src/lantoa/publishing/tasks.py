"""What follows from approvals, holds, revocations and withdrawn consents."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django_tasks import task

from lantoa.core import clock, events
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.publishing import actions, announcing, content, queries, rules
from lantoa.publishing.contract import DeliveryFailed
from lantoa.publishing.models import Delivery, Publication
from lantoa.publishing.states import DeliveryState, PublicationState
from lantoa.registry import queries as registry
from lantoa.stories.models import Story
from lantoa.stories.rules import NEEDED_CHANNELS

OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.FAILED)
#: A delivery not sent after this long was left by a crash, or waits for its next try.
LEFT = timedelta(minutes=3)
MOST_ATTEMPTS = 12


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def publish_story(subject_id: str, event_id: int) -> None:
    """A story was approved: let it out, dated by the approval. What has changed since may
    stand against it: then the story says why it waits, and follows when that is settled."""
    story = Story.objects.get(pk=subject_id)
    if story.live:
        _let_out(story, AuditEvent.objects.get(pk=event_id).at)


@task()  # type: ignore[untyped-decorator]  # see above
def withdraw_story(subject_id: str, event_id: int) -> None:
    """A story was unpublished."""
    for publication in Publication.objects.filter(story_id=int(subject_id), story__live=False):
        _withdraw(publication)


@task()  # type: ignore[untyped-decorator]  # see above
def send_deliveries(subject_id: str, event_id: int) -> None:
    """Send all that waits of one publication. Raises when a try must follow."""
    _send(Delivery.objects.filter(publication_id=int(subject_id), state__in=OPEN))


@task()  # type: ignore[untyped-decorator]  # see above
def recall_deliveries(subject_id: str, event_id: int) -> None:
    """A publication was held or withdrawn: take it from every channel."""
    publication = Publication.objects.get(pk=subject_id)
    if publication.state != PublicationState.LIVE:
        _recall(list(publication.deliveries.all()))


@task()  # type: ignore[untyped-decorator]  # see above
def announce(subject_id: str, event_id: int) -> None:
    """A publication came, changed or went: search engines are told. Raises to be tried again."""
    if settings.LANTOA_INDEXNOW_KEY:
        slug = Publication.objects.values_list("slug", flat=True).get(pk=subject_id)
        announcing.tell([content.absolute(content.STORY_PATH.format(slug))])


@task()  # type: ignore[untyped-decorator]  # see above
def follow_hold(subject_id: str, event_id: int) -> None:
    """A hold was placed on an exemplar."""
    for publication in _about(subject_id):
        if publication.exemplar.current_hold() and publication.state == PublicationState.LIVE:
            actions.hold(publication=publication, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def follow_lift(subject_id: str, event_id: int) -> None:
    """A hold was lifted: what it stopped goes out again, where nothing else stands against."""
    for publication in _about(subject_id).filter(state=PublicationState.HELD):
        _resume(publication, clock.now())
    _let_out_waiting(subject_id)


@task()  # type: ignore[untyped-decorator]  # see above
def follow_revocation(subject_id: str, event_id: int) -> None:
    """A recognition was revoked."""
    for publication in _about(subject_id):
        if publication.exemplar.is_revoked():
            _withdraw(publication)


@task()  # type: ignore[untyped-decorator]  # see above
def follow_consent(subject_id: str, event_id: int) -> None:
    """A consent was withdrawn: leave the channels for which none stands any more; where only
    that to be shown is missing, the photographs leave and the words stay."""
    for publication in Publication.objects.filter(exemplar_id=int(subject_id)):
        _leave_channels(_without_pictures(publication), clock.now())
    _recall(list(_pictured().filter(publication__exemplar_id=int(subject_id))))


@task()  # type: ignore[untyped-decorator]  # see above
def follow_erasure(subject_id: str, event_id: int) -> None:
    """All that was held of a person is erased: back from every channel first, then the words.
    Raises to be tried again while a channel cannot give it back."""
    for publication in Publication.objects.filter(exemplar_id=int(subject_id)):
        _withdraw(publication)
        _recall(list(publication.deliveries.exclude(state=DeliveryState.WITHDRAWN)))
        actions.erase(publication=publication, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def follow_agreement(subject_id: str, event_id: int) -> None:
    """A consent was recorded: what is public goes to the channels it opens, and what was
    approved but had to wait goes out."""
    _let_out_waiting(subject_id)
    for publication in Publication.objects.filter(
        exemplar_id=int(subject_id), state=PublicationState.LIVE
    ):
        if publication.unpictured_from and not rules.reasons_against_publishing(
            publication.story, on=clock.today()
        ):
            _let_out(publication.story, clock.now())  # with its photographs again
        actions.widen(publication=publication, by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # see above
def sweep_deliveries() -> None:
    """Put right what a crash left: unsent, unrecalled, doubled, still public."""
    at = clock.now()
    for publication in Publication.objects.exclude(state=PublicationState.WITHDRAWN):
        _settle(publication, at)
    gone = Delivery.objects.exclude(state=DeliveryState.WITHDRAWN)
    _recall(list(gone.exclude(publication__state=PublicationState.LIVE)))
    stale = gone.filter(revision__lt=F("publication__revision"))
    _recall([row for row in stale if row.state != DeliveryState.DELIVERED or _is_replaced(row)])
    _recall(list(_pictured()))
    waiting = Delivery.objects.filter(
        state__in=OPEN, target__is_enabled=True, attempts__lt=MOST_ATTEMPTS,
        queued_at__lt=at - LEFT,
    ).select_related("publication", "target")  # fmt: skip
    _send([row for row in waiting if _is_due(row, at)])


def _about(subject_id: str) -> QuerySet[Publication]:
    """Publications of an exemplar and of the records that were merged into it."""
    return Publication.objects.filter(exemplar__in=registry.records_of(int(subject_id)))


def _let_out(story: Story, at: datetime) -> None:
    try:
        actions.publish(story=story, by=SYSTEM, at=at)
    except Refused as refusal:
        # Not a failure: trying again alone would not help. Whoever settles it is followed.
        actions.keep_back(story=story, reasons=refusal.reasons, by=SYSTEM, at=clock.now())


def _let_out_waiting(subject_id: str) -> None:
    """Approved stories of an exemplar that never went out, because something stood against it.

    Only what an approval brought here and was kept back: `live` alone, set by whatever hand, is
    no approval.
    """
    records = registry.records_of(int(subject_id))
    waiting = Story.objects.filter(exemplar__in=records, live=True, publication__isnull=True)
    for story in waiting:
        if events.history(story).filter(kind="publication.kept_back").exists():
            _let_out(story, clock.now())


def _without_pictures(publication: Publication) -> Publication:
    """The publication, its photographs left out where only the consent to show them is gone."""
    is_gone = publication.state == PublicationState.WITHDRAWN
    if is_gone or not rules.lacks_only_pictures(publication, on=clock.today()):
        return publication
    return actions.leave_out_pictures(publication=publication, by=SYSTEM, at=clock.now())


def _pictured() -> QuerySet[Delivery]:
    """Deliveries from before photographs had to leave, still to be taken back."""
    rows = Delivery.objects.exclude(state=DeliveryState.WITHDRAWN).select_related("target")
    return rows.filter(revision__lt=F("publication__unpictured_from"))


def _settle(publication: Publication, at: datetime) -> None:
    publication = _without_pictures(publication)
    exemplar = publication.exemplar
    if exemplar.is_revoked():
        _withdraw(publication)
    elif exemplar.current_hold():
        if publication.state == PublicationState.LIVE:
            actions.hold(publication=publication, by=SYSTEM, at=at)
    elif publication.state == PublicationState.HELD:
        _resume(publication, at)
    else:
        _leave_channels(publication, at)


def _leave_channels(publication: Publication, at: datetime) -> None:
    on = clock.today()
    if rules.channel_reasons(publication.exemplar, NEEDED_CHANNELS, publication.content, on=on):
        _withdraw(publication)
        return
    rows = publication.deliveries.exclude(state=DeliveryState.WITHDRAWN).select_related("target")
    _recall([
        row
        for row in rows
        if rules.channel_reasons(
            publication.exemplar, [row.target.channel], publication.content, on=on
        )
    ])  # fmt: skip


def _withdraw(publication: Publication) -> None:
    if publication.state != PublicationState.WITHDRAWN:
        actions.withdraw(publication=publication, by=SYSTEM, at=clock.now())


def _resume(publication: Publication, at: datetime) -> None:
    try:
        actions.resume(publication=publication, by=SYSTEM, at=at)
    except Refused:
        # Another hold, or no consent any more: it stays away until that is settled.
        return


def _is_replaced(row: Delivery) -> bool:
    newer = queries.delivered().filter(publication=row.publication_id, target=row.target_id)
    return newer.filter(revision__gt=row.revision).exists()


def _is_due(row: Delivery, at: datetime) -> bool:
    wait: timedelta = min(LEFT * int(2**row.attempts), timedelta(hours=12))
    return at - row.queued_at >= wait


def _send(rows: Iterable[Delivery]) -> None:
    troubles = []
    for row in rows:
        actions.send(delivery=row, by=SYSTEM, at=clock.now())
        if row.state == DeliveryState.FAILED and row.target.is_enabled:
            troubles.append(row.refusal)
    if troubles:
        raise DeliveryFailed(" ".join(troubles))


def _recall(rows: list[Delivery]) -> None:
    troubles = []
    for row in rows:
        try:
            actions.recall(delivery=row, by=SYSTEM, at=clock.now())
        except DeliveryFailed as failure:
            troubles.append(str(failure))
    if troubles:
        raise DeliveryFailed(" ".join(troubles))
