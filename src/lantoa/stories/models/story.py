"""Stories as editors write them in Wagtail. What is public is `publishing.Publication`.

Wagtail lets things out from many places (button, workflow, bulk action, schedule, command).
All of them end in `Story.publish`, so the gate stands there: it asks `rules` and records the
event from which publishing follows. A way around it (writing `live` by hand) records no event
and therefore makes nothing public.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.template.loader import select_template
from django.utils import timezone
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from lantoa.core import addresses, clock, events
from lantoa.core.workflow import Refused
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Exemplar
from lantoa.stories import rules
from lantoa.stories.models import words
from lantoa.stories.models.body import BODY
from lantoa.stories.models.media import Picture, StoryDocument
from lantoa.vietnamese import format_date


class Section(models.Model):
    """A column of the portal (chuyên mục)."""

    slug = models.SlugField(unique=True)
    name = models.CharField("tên", max_length=120)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

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


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: Any) -> "StoryQuerySet":
        """Stories of the units in which `user` may write today."""
        return self.filter(unit__in=user.units_where("story.write"))


class Story(
    WorkflowMixin,  # type: ignore[misc]  # wagtail has no types
    DraftStateMixin,  # type: ignore[misc]  # see above
    LockableMixin,  # type: ignore[misc]  # see above
    RevisionMixin,  # type: ignore[misc]  # see above
    PreviewableMixin,  # type: ignore[misc]  # see above
    ClusterableModel,  # type: ignore[misc]  # see above
):
    """A story about an exemplar, on its editorial way (Wagtail's drafts and workflow)."""

    exemplar = models.ForeignKey(
        Exemplar, on_delete=models.PROTECT, related_name="stories", verbose_name="điển hình"
    )
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="stories")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="stories", verbose_name="chuyên mục"
    )
    slug = models.SlugField("địa chỉ", max_length=120, unique=True)
    title = models.CharField("nhan đề", max_length=200)
    lead = models.TextField("lời dẫn", blank=True)
    summary = models.TextField(
        "nói ngắn gọn",
        max_length=600,
        blank=True,
        help_text="Hai tới bốn câu ngắn, chữ thường dùng, cho người đọc vội hoặc khó đọc chữ dài: "
        "ai, làm gì, được gì. Mỗi câu dưới 20 tiếng.",
    )
    body = StreamField(BODY, verbose_name="bài", blank=True)
    picture = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ảnh chính",
    )
    caption = models.CharField("chú thích ảnh", max_length=400, blank=True)
    byline = models.CharField("người viết", max_length=200, blank=True)
    illustrator = models.CharField("người chụp, người vẽ", max_length=200, blank=True)
    recording = models.ForeignKey(
        StoryDocument,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bản ghi âm",
        help_text="Có người đọc bài này: tải tệp MP3, M4A hoặc OGG lên mục Tài liệu rồi chọn ở đây.",
    )
    recording_length = models.CharField(
        "dài bao lâu",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{1,3}:[0-5]\d$", "Ghi phút và giây, ví dụ 4:05.")],
        help_text="Phút:giây, ví dụ 4:05.",
    )
    transcript = models.TextField(
        "lời trong bản ghi âm",
        blank=True,
        help_text="Chỉ ghi khi lời đọc khác chữ của bài, để người không nghe được cũng có đủ.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stories",
    )
    drafted_at = models.DateTimeField()
    author_id: Any

    objects = StoryQuerySet.as_manager()

    # Wagtail asks for these relations by name (docs, "Enabling workflows for snippets").
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="story")

    @property
    def revisions(self) -> Any:
        return self._revisions

    class Meta:
        ordering = ["-drafted_at"]
        verbose_name = "câu chuyện"
        verbose_name_plural = "câu chuyện"

    def __str__(self) -> str:
        return self.title

    def writer_ids(self, revision: Revision | None = None) -> set[Any]:
        """The keys of all who changed a word between what is out now and `revision` (the newest
        one by default); of a story that is not out, since its beginning.

        Saving without a change makes a revision too; that alone makes nobody a writer.
        """
        newest = revision or self.latest_revision
        if newest is None:
            return set()
        writers: set[Any] = set()
        later, said = None, ""
        for earlier in self.revisions.filter(pk__lte=newest.pk).order_by("-pk").iterator():
            before = words.mark(earlier.content)
            if later is not None and before != said:
                writers.add(later.user_id)
            later, said = earlier, before
            if earlier.pk == self.live_revision_id:
                return writers - {None}
        return (writers | {later.user_id if later is not None else None}) - {None}

    def mark(self) -> str:
        """A short text that stands for the words of this very object: what a reader has read."""
        return words.mark(self.serializable_data())

    def change_since(self, read: str) -> str | None:
        """Why the newest words are not those marked `read`, as a sentence; None when they are."""
        newest = self.latest_revision
        if newest is None or words.mark(newest.content) == read:
            return None
        if not read:
            return "Chưa biết anh, chị đã đọc bản nào. Mở bài, đọc bản mới nhất rồi duyệt ở đó."
        who = newest.user.full_name if newest.user else "Hệ thống"
        at = timezone.localtime(newest.created_at)
        return (
            f"Bài đã đổi sau khi anh, chị mở để đọc: {who} sửa lúc {at:%H:%M} ngày "
            f"{format_date(at.date())}. Đọc lại bản mới rồi duyệt."
        )

    def reasons_against(
        self, by: Any, *, at: datetime, revision: Revision | None = None
    ) -> list[str]:
        """`rules.reasons_against` for the words of `revision` (the newest one by default)."""
        newest = revision or self.latest_revision
        draft: Story = newest.as_object() if newest is not None else self
        other = (draft.exemplar_id, draft.unit_id) != (self.exemplar_id, self.unit_id)
        draft.exemplar, draft.unit, draft.author_id = self.exemplar, self.unit, self.author_id
        reasons = rules.reasons_against(draft, by, at, editors=self.writer_ids(newest))
        reasons += [rules.OTHER_PERSON] if other else []
        return [*reasons, *([rules.SCHEDULED] if draft.go_live_at or draft.expire_at else [])]

    def save_revision(self, *args: Any, **options: Any) -> Revision:
        """Keep a revision. Whoever saves the first one with a name is the author."""
        user = options.get("user") or (args[0] if args else None)
        if self.author_id is None and user is not None:
            self.author_id = user.pk
            Story.objects.filter(pk=self.pk, author__isnull=True).update(author_id=user.pk)
        return super().save_revision(*args, **options)

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        *args: Any,
        at: datetime | None = None,
        **options: Any,
    ) -> None:
        """Let `revision` out, if nothing stands against it. Raises Refused with all reasons."""
        moment = at or clock.now()
        with transaction.atomic():
            story = Story.objects.select_for_update().get(pk=self.pk)
            reasons = story.reasons_against(user, at=moment, revision=revision)
            if reasons:
                raise Refused(reasons)
            # The right was asked for above, in the story's unit; Wagtail knows groups only.
            options["skip_permission_checks"] = True
            super().publish(revision, user, *args, **options)
            events.record(
                "story.approved", story, by=user, at=moment, unit=story.unit,
                changes={"revision": revision.pk, "title": revision.content["title"]},
            )  # fmt: skip

    def unpublish(
        self,
        set_expired: bool = False,
        commit: bool = True,
        user: Any = None,
        log_action: Any = True,
        *,
        at: datetime | None = None,
    ) -> None:
        """Take the story down and record it, so that every channel follows."""
        if user is None or not user.may("story.publish", self.unit):
            raise Refused([f"Anh, chị không có quyền gỡ bài của {self.unit}."])
        with transaction.atomic():
            super().unpublish(set_expired, commit, user, log_action)
            events.record("story.unpublished", self, by=user, at=at or clock.now(), unit=self.unit)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The portal's page where there is one, else a plain one of our own."""
        chosen = select_template(["portal/story_preview.html", "stories/preview.html"])
        return str(chosen.template.name)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """`item`: the story as channels would see it. Found by path: publishing lies above us."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        path = getattr(settings, "LANTOA_PREVIEW", "lantoa.publishing.content.preview_item")
        return {**context, "item": import_string(path)(self), "is_preview": True}


class StoryAttachment(Orderable):  # type: ignore[misc]  # wagtail has no types
    """A document that goes with a story, in order."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        StoryDocument, on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
