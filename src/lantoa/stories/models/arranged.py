"""What editors arrange: the front page and the sections. Drafts, preview and history by Wagtail.

Only editors of the province let an arrangement out. It names stories; whether a story may be
shown is asked again whenever a page is made, so an arrangement can never show what is held.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, Revision, RevisionMixin

from lantoa.core import addresses, clock, events
from lantoa.core.workflow import Refused
from lantoa.places import queries as places
from lantoa.stories.models.front_blocks import PARTS

#: Who shows a preview: the portal lies above this module and is found by its path.
PREVIEWS = "lantoa.portal.front.preview"
NOT_THE_PROVINCE = "Chỉ biên tập viên của tỉnh sắp xếp trang này."
SCHEDULED = "Trang này đăng ngay, không hẹn giờ. Bỏ giờ hẹn rồi đăng lại."


class Arranged(
    DraftStateMixin,  # type: ignore[misc]  # wagtail has no types
    RevisionMixin,  # type: ignore[misc]  # see above
    PreviewableMixin,  # type: ignore[misc]  # see above
    models.Model,
):
    """Kept as a draft until an editor of the province publishes it, which is an event."""

    #: The event of letting it out or taking it back; pages kept ready-made end with it.
    event: ClassVar[str]

    class Meta:
        abstract = True

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        *args: Any,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        """Let `revision` out. Raises Refused for whoever may not, and for a time set ahead."""
        words = revision.as_object()
        reasons = [] if may_arrange(user) else [NOT_THE_PROVINCE]
        reasons += [SCHEDULED] if words.go_live_at or words.expire_at else []
        if reasons:
            raise Refused(reasons)
        options["skip_permission_checks"] = True  # asked above; Wagtail knows groups only
        with transaction.atomic():
            super().publish(revision, user, *args, **options)
            self._record(user, at, {"revision": revision.pk})

    def unpublish(
        self,
        set_expired: bool = False,
        commit: bool = True,
        user: Any = None,
        log_action: Any = True,
        *,
        at: datetime | None = None,
    ) -> None:
        """Back to what stands there when nothing is arranged."""
        if not may_arrange(user):
            raise Refused([NOT_THE_PROVINCE])
        with transaction.atomic():
            super().unpublish(set_expired, commit, user, log_action)
            self._record(user, at, {"is_live": False})

    def _record(self, user: Any, at: datetime | None, changes: dict[str, Any]) -> None:
        moment, root = at or clock.now(), places.root()
        events.record(self.event, self, by=user, at=moment, unit=root, changes=changes)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The portal's own page."""
        return str(import_string(PREVIEWS)(self)[0])

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, **import_string(PREVIEWS)(self)[1]}


def may_arrange(user: Any) -> bool:
    """Whether `user` arranges the front page and the sections: an editor of the province."""
    return bool(user is not None and user.may("story.publish", places.root()))


class FrontPage(Arranged):
    """The one front page. While it is not live the portal shows its own arrangement."""

    event = "stories.front_arranged"

    parts = StreamField(
        PARTS, verbose_name="các phần của trang đầu", blank=True,
        help_text="Phần đứng trên hiện trước. Bài không còn trên cổng thì tự bỏ qua.",
    )  # fmt: skip

    class Meta:
        verbose_name = "trang đầu"
        verbose_name_plural = "trang đầu"

    def __str__(self) -> str:
        return "Trang đầu"


class SectionOrder(models.TextChoices):
    NEWEST = "newest", "Mới đăng đứng trước"
    OLDEST = "oldest", "Đăng trước đứng trước"
    PLACE = "place", "Theo nơi, vần chữ cái"


class Section(Arranged):
    """A column of the portal (chuyên mục)."""

    event = "stories.section_arranged"

    slug = models.SlugField(unique=True)
    name = models.CharField("tên", max_length=120)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    intro = models.TextField(
        "lời giới thiệu", blank=True, max_length=600,
        help_text="Hai, ba câu: chuyên mục này kể chuyện gì, cho ai.",
    )  # fmt: skip
    lead_story = models.ForeignKey(
        "stories.Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name="bài đứng đầu",
        help_text="Để trống thì bài mới nhất đứng đầu.",
    )  # fmt: skip
    order = models.CharField(
        "cách xếp bài", max_length=10, choices=SectionOrder.choices, default=SectionOrder.NEWEST
    )

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An address that once was another section's still leads there."""
        if addresses.owner("section", self.slug) not in ("", str(self.pk)):
            raise ValidationError({"slug": "Địa chỉ này từng là của chuyên mục khác."})

    def save(self, *args: Any, **options: Any) -> None:
        """Wagtail's form saves by itself, so the former address is kept here."""
        with transaction.atomic():
            before = Section.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **options)
            if before and before != self.slug:
                addresses.leave("section", before, self, now=self.slug)
