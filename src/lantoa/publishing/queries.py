"""What is public, and which channels there are."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from lantoa.publishing import content
from lantoa.publishing.contract import Channel, Item, Rendered, RenderedFile
from lantoa.publishing.models import (
    DeliveredFile,
    Delivery,
    Gathering,
    Publication,
    ShortLink,
)
from lantoa.publishing.states import DeliveryState, GatheringState


@cache
def channels() -> dict[str, Channel]:
    """Channel name → channel, in the order of the settings. Names are unique."""
    found: dict[str, Channel] = {}
    for path in settings.LANTOA_CHANNELS:
        channel: Channel = import_string(path)()
        if channel.name in found:
            raise ImproperlyConfigured(f"two channels are called {channel.name!r}")
        found[channel.name] = channel
    return found


def public() -> QuerySet[Publication]:
    """What anyone may read now, newest first, with what lists show of it."""
    related = ("exemplar__place", "exemplar__sector", "story__section", "unit")
    return Publication.objects.public().select_related(*related)


def by_slug(slug: str) -> Publication | None:
    """The public publication at this address, or None."""
    return public().filter(slug=slug).first()


def item_of(publication: Publication, *, with_bytes: bool = False) -> Item:
    """The frozen story; pictures carry their bytes only when asked for."""
    return content.thaw(publication.content, with_bytes=with_bytes)


def delivered(channel: str = "") -> QuerySet[Delivery]:
    """Deliveries that arrived, of what is public now; on one channel, of what may stand there.

    The consent for the channel is asked for again, so that taking it back works at once, even
    before the task that follows has recalled the delivery. A revision from before photographs
    had to leave is not served, recalled or not.
    """
    rows = Delivery.objects.filter(
        Q(publication__unpictured_from__isnull=True)
        | Q(revision__gte=F("publication__unpictured_from")),
        state=DeliveryState.DELIVERED, publication__in=Publication.objects.public(),
    )  # fmt: skip
    if not channel:
        return rows
    agreed = Publication.objects.agreed(channel)
    return rows.filter(target__channel=channel, publication__in=agreed)


def shelf(channel_name: str, *, limit: int = 200) -> list[Rendered]:
    """What stands on a channel now, newest first: the newest delivered revision of each."""
    rows = (
        delivered(channel_name)
        .filter(target__is_enabled=True)
        .order_by("-publication__published_at", "-publication_id", "-revision")
        .prefetch_related("files")[:limit]
    )
    newest: dict[int, Delivery] = {}
    for row in rows:
        newest.setdefault(row.publication_id, row)
    return [_rendered(row) for row in newest.values()]


def delivered_file(publication: Publication, channel: str, name: str) -> DeliveredFile | None:
    """One file that stands on a channel now for this publication, or None."""
    return (
        DeliveredFile.objects.filter(
            delivery__in=delivered(channel),
            delivery__publication=publication,
            name=name,
        )
        .order_by("-delivery__revision")
        .first()
    )


def open_short_link(code: str) -> ShortLink | None:
    """The short link with this code while what it leads to is public, or None."""
    return (
        ShortLink.objects.filter(code=code, publication__in=Publication.objects.public())
        .select_related("publication")
        .first()
    )


def shows_file(name: str) -> bool:
    """Whether a public publication lets readers fetch this: the name of a picture file in media
    storage, or the path of a document."""
    return Publication.objects.public().filter(files__name=name).exists()


def of_publication(publication: Publication) -> Sequence[Delivery]:
    """All deliveries of a publication, newest first, with their targets."""
    return list(publication.deliveries.select_related("target"))


def gatherings() -> QuerySet[Gathering]:
    """All gatherings, the earliest first, with place and organiser."""
    return Gathering.objects.select_related("place", "unit")


def gatherings_soon(on: date, limit: int) -> list[Gathering]:
    """The next gatherings that end on the day `on` or later and are not cancelled."""
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    soon = gatherings().filter(ends_at__gte=midnight, state=GatheringState.PLANNED)
    return list(soon[:limit])


def _rendered(row: Delivery) -> Rendered:
    files: Any = row.files.all()
    return Rendered(
        tuple(RenderedFile(f.name, f.content_type, bytes(f.body)) for f in files), row.facts
    )
