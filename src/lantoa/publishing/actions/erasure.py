"""Erasing what was published of a person who asked for it, once every channel gave it back."""

from datetime import datetime

from django.db import transaction

from lantoa.core import events, forgetting
from lantoa.core.actors import Actor
from lantoa.core.models import FormerAddress
from lantoa.core.workflow import Refused
from lantoa.nominations import actions as nominations
from lantoa.publishing.content import STORY_PATH
from lantoa.publishing.models import DeliveredFile, Publication
from lantoa.publishing.states import DeliveryState, PublicationState
from lantoa.registry import actions as registry


@transaction.atomic
def erase(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """Take the frozen words, the address and what was delivered out of a withdrawn publication.

    What readers wrote about the page goes too. Raises Refused while a channel still has it, and
    unless the exemplar is erased. Harmless when done before.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    deliveries = publication.deliveries.select_related("target")
    reasons = []
    if publication.exemplar.erased_at is None or not by.may("publication.follow", publication.unit):
        reasons.append("Chỉ xóa bài đăng của hồ sơ đã xóa theo yêu cầu.")
    if publication.state != PublicationState.WITHDRAWN:
        reasons.append("Bài chưa được gỡ.")
    if deliveries.exclude(state=DeliveryState.WITHDRAWN).exists():
        reasons.append("Còn kênh chưa thu hồi xong.")
    if reasons:
        raise Refused(reasons)
    if publication.title == registry.ERASED:
        return publication
    paths = [STORY_PATH.format(slug) for slug in publication.slugs]
    nominations.erase_complaints(paths=paths, by=by, at=at)
    DeliveredFile.objects.filter(delivery__publication=publication).delete()
    deliveries.update(receipt={}, facts={}, refusal="")
    publication.files.all().delete()
    publication.gatherings.clear()
    FormerAddress.objects.filter(space="story", subject_id=str(publication.pk)).delete()
    publication.title, publication.slug = registry.ERASED, f"da-xoa-{publication.pk}"
    publication.content = {"shows_person": True}
    publication.save(update_fields=["title", "slug", "content"])
    events.record("publication.erased", publication, by=by, at=at, unit=publication.unit)
    forgetting.forget(
        [publication, *deliveries], keep=registry.NEUTRAL, by=by, at=at, unit=publication.unit
    )
    return publication
