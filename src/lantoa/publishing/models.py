"""What is public now, through which channels, and the proof of each delivery."""

from typing import TYPE_CHECKING

from django.db import models

from lantoa.core import clock
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.publishing.states import (
    DeliveryState,
    GatheringKind,
    GatheringState,
    PublicationState,
)
from lantoa.registry import queries as registry
from lantoa.registry.models import Exemplar
from lantoa.stories.models import Story

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class ChannelTarget(models.Model):
    """One place a channel delivers to (the website has one; a mail list would be another)."""

    channel = models.CharField("kênh", max_length=40)
    name = models.CharField("tên", max_length=120, unique=True)
    settings = models.JSONField(default=dict, blank=True)
    is_enabled = models.BooleanField("đang dùng", default=True)
    trouble = models.TextField("trục trặc", blank=True)

    def __str__(self) -> str:
        return self.name


class PublicationQuerySet(models.QuerySet["Publication"]):
    def public(self) -> "PublicationQuerySet":
        """What anyone may read now: live, its exemplar neither held nor revoked, and the
        consents to be named (and shown, where a photograph is) still standing.

        The registry is asked too, so that a hold or a withdrawn consent works at once on every
        process, even before the task that follows it has run.
        """
        return self.filter(state=PublicationState.LIVE).agreed(registry.PORTAL_CHANNEL)

    def agreed(self, channel: str) -> "PublicationQuerySet":
        """Those whose exemplar is sound and agreed, today, to what this channel shows of it."""
        on = clock.today()
        named = registry.agreed("exemplar", on, channel)
        shown = registry.agreed("exemplar", on, channel, pictured=True)
        return self.filter(models.Q(content__shows_person=False) | models.Q(shown), named)

    def visible_to(self, user: "User") -> "PublicationQuerySet":
        """Publications of the units in which `user` may read files."""
        return self.filter(unit__in=user.units_where("exemplar.read"))


class Publication(models.Model):
    """A story that was let out. The frozen text stands in `content` (see `content.py`)."""

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="publication")
    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="publications")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=120, unique=True)
    state = models.CharField(
        max_length=20, choices=PublicationState.choices, default=PublicationState.LIVE
    )
    title = models.CharField(max_length=200)
    content = models.JSONField()  # the Item without bytes, as plain JSON
    revision = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(db_index=True)
    revised_at = models.DateTimeField()
    #: The first revision without the photographs that the person no longer agrees to.
    unpictured_from = models.PositiveIntegerField(null=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def slugs(self) -> list[str]:
        """Its address today and all it had: figures of every one are its figures."""
        return [self.slug, *self.content.get("former_slugs", [])]


class PublishedFile(models.Model):
    """A file that a publication lets readers fetch: the gate of pictures and documents.

    `name` is a picture's file in media storage ("images/…") or a document's path
    ("/tai-lieu/…"). Written with the frozen text, so that asking is one look-up.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "name"], name="one_row_a_public_file")
        ]


class Delivery(models.Model):
    """One revision of a publication on its way to one target; the truth of what was sent."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="deliveries"
    )
    target = models.ForeignKey(ChannelTarget, on_delete=models.PROTECT, related_name="deliveries")
    revision = models.PositiveIntegerField()
    state = models.CharField(
        max_length=20, choices=DeliveryState.choices, default=DeliveryState.QUEUED
    )
    receipt = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(default=dict, blank=True)  # Rendered.facts
    refusal = models.TextField("vì sao không gửi được", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "target", "revision"], name="one_delivery_a_revision"
            )
        ]

    @property
    def unit(self) -> OrgUnit:
        """The unit in which rights over this delivery are asked."""
        return self.publication.unit


class DeliveredFile(models.Model):
    """The bytes a channel rendered, kept in the database: one truth for all hosts."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "name"], name="one_file_a_name")]


class ShortLink(models.Model):
    """A short address printed or sent by one channel; opening it counts as that channel."""

    code = models.CharField(max_length=12, unique=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="short_links"
    )
    channel = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "channel"], name="one_link_a_channel")
        ]


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, user: "User") -> "GatheringQuerySet":
        """Gatherings of the units in which `user` arranges them."""
        return self.filter(unit__in=user.units_where("gathering.manage"))


class Gathering(models.Model):
    """A meeting people may come to: conference, exchange, talk, learning visit.

    All of it is public from the moment it is written; a cancelled one stays, and says so.
    """

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên", max_length=200)
    kind = models.CharField("loại", max_length=20, choices=GatheringKind.choices)
    state = models.CharField(
        max_length=20, choices=GatheringState.choices, default=GatheringState.PLANNED
    )
    abstract = models.TextField("nội dung")
    audience = models.CharField("ai có thể đến", max_length=300)
    venue = models.CharField("địa điểm", max_length=200)
    place = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="gatherings")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="gatherings")
    starts_at = models.DateTimeField("bắt đầu", db_index=True)
    ends_at = models.DateTimeField("kết thúc")
    exemplars = models.ManyToManyField(Exemplar, blank=True, related_name="gatherings")
    publications = models.ManyToManyField(Publication, blank=True, related_name="gatherings")
    note = models.TextField("ghi sau: vì sao hủy, buổi gặp được gì", blank=True)
    # How often it changed: calendars take a newer entry for an older one by it (RFC 5545, 3.8.7.4).
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title
