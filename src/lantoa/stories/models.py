"""Stories as editors write them in Wagtail. What is public is `publishing.Publication`.

Wagtail lets things out from many places (button, workflow, bulk action, schedule, command).
All of them end in `Story.publish`, so the gate stands there: it asks `rules` and records the
event from which publishing follows. A way around it (writing `live` by hand) records no event
and therefore makes nothing public.
"""

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest
from django.template.loader import select_template
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    Task,
    TaskState,
    WorkflowMixin,
)

from lantoa.core import clock, events
from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Exemplar
from lantoa.stories import rules
from lantoa.vietnamese import nfc


class Picture(AbstractImage):  # type: ignore[misc]  # wagtail has no types
    """A photograph or drawing with its rights."""

    alt_text = models.CharField("chữ thay ảnh", max_length=300, blank=True)
    author = models.CharField("tác giả", max_length=200, blank=True)
    rights = models.CharField("quyền sử dụng", max_length=200, blank=True)
    is_drawing = models.BooleanField(
        "là tranh vẽ", default=False, help_text="Tranh vẽ không cần phiếu đồng ý dùng hình ảnh."
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_text",
        "author",
        "rights",
        "is_drawing",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]  # wagtail has no types
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or str(self.title)


class PictureRendition(AbstractRendition):  # type: ignore[misc]  # wagtail has no types
    """A size of a picture, made once."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]


class StoryDocument(AbstractDocument):  # type: ignore[misc]  # wagtail has no types
    """A document with what state portals must show of it (Decree 42/2022)."""

    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    admin_form_fields = ("title", "file", "number", "issued_on", "issuer", "collection", "tags")


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


class Quotation(blocks.StructBlock):  # type: ignore[misc]  # wagtail has no types
    """One sentence somebody else said about the person."""

    text = blocks.TextBlock(label="Lời nói")
    by = blocks.CharBlock(label="Ai nói")

    class Meta:
        icon = "openquote"
        label = "Lời trích"


class Illustration(blocks.StructBlock):  # type: ignore[misc]  # wagtail has no types
    """A picture inside the text."""

    picture = ImageChooserBlock(label="Ảnh")
    caption = blocks.CharBlock(label="Chú thích: ai, ở đâu, bao giờ")

    class Meta:
        icon = "image"
        label = "Ảnh"


BODY = [
    ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link"], label="Đoạn văn")),
    ("heading", blocks.CharBlock(form_classname="title", label="Đề mục")),
    ("quotation", Quotation()),
    ("illustration", Illustration()),
]


_EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')
#: What a revision carries besides the words and pictures an editor can change.
_BOOKKEEPING = {
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "locked", "locked_at", "locked_by", "expired", "author",
}  # fmt: skip


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

    def last_editor_id(self, revision: Revision | None = None) -> Any:
        """The key of who last changed a word up to `revision` (the newest one by default).

        Saving without a change makes a revision too; that alone makes nobody an editor.
        """
        newest = revision or self.latest_revision
        if newest is None:
            return None
        earlier = self.revisions.filter(pk__lte=newest.pk).order_by("-pk")
        later: Revision | None = None
        for candidate in earlier.iterator():
            if later is not None and _words(candidate) != _words(later):
                return later.user_id
            later = candidate
        return later.user_id if later is not None else None

    def reasons_against(
        self, by: Any, *, at: datetime, revision: Revision | None = None
    ) -> list[str]:
        """`rules.reasons_against` for the words of `revision` (the newest one by default)."""
        newest = revision or self.latest_revision
        words: Story = newest.as_object() if newest is not None else self
        other = (words.exemplar_id, words.unit_id) != (self.exemplar_id, self.unit_id)
        words.exemplar, words.unit, words.author_id = self.exemplar, self.unit, self.author_id
        reasons = rules.reasons_against(words, by, at, editors=[self.last_editor_id(newest)])
        reasons += [rules.OTHER_PERSON] if other else []
        return [*reasons, *([rules.SCHEDULED] if words.go_live_at or words.expire_at else [])]

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


def _words(revision: Revision) -> dict[str, Any]:
    """What an editor can change, without the keys and tags the admin's editor adds by itself."""
    words = {
        name: value or None for name, value in revision.content.items() if name not in _BOOKKEEPING
    }
    blocks = json.loads(words["body"] or "[]")
    words["body"] = [(b["type"], _bare(b["value"])) for b in blocks]
    return words


def _bare(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return nfc(unescape(_EDITOR_KEYS.sub("", value))).replace("<br>", "<br/>")


class SecondReader(Task):  # type: ignore[misc]  # wagtail has no types
    """The one step of our workflow: an editor who did not write it reads and approves."""

    class Meta:
        verbose_name = "người đọc thứ hai"

    def user_can_access_editor(self, obj: Story, user: Any) -> bool:
        return bool(user.may("story.write", obj.unit))

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Begin, and say so in the log, from whichever screen it was asked."""
        story = workflow_state.content_object
        events.record("story.submitted", story, by=user or SYSTEM, at=clock.now(), unit=story.unit)
        return super().start(workflow_state, user)

    def get_actions(self, obj: Story, user: Any) -> list[tuple[str, str, bool]]:
        """Approve, or send back with a word; nothing for whoever wrote the text."""
        if rules.person_reasons(obj, user, editors=[obj.last_editor_id()]):
            return []
        # Wagtail adds “và đăng” where approving lets the text out at once.
        return [("approve", "Duyệt", False), ("reject", "Trả lại, kèm lời nhắn", True)]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **options: Any) -> None:
        """Ask the rules again: Wagtail checks the actions only where it draws buttons."""
        story = task_state.workflow_state.content_object
        if action_name == "approve":
            reasons = story.reasons_against(user, at=clock.now())
            if reasons:
                raise Refused(reasons)
        elif action_name not in {name for name, *_ in self.get_actions(story, user)}:
            raise PermissionDenied
        with transaction.atomic():
            super().on_action(task_state, user, action_name, **options)

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        """What waits for this person on the dashboard."""
        keys = Story.objects.filter(unit__in=user.units_where("story.publish")).exclude(author=user)
        return TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task=self.task_ptr,
            workflow_state__object_id__in=[str(pk) for pk in keys.values_list("pk", flat=True)],
        )

    @classmethod
    def get_description(cls) -> str:
        return "Một biên tập viên khác với người viết đọc lại rồi duyệt."


class StoryAttachment(Orderable):  # type: ignore[misc]  # wagtail has no types
    """A document that goes with a story, in order."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        StoryDocument, on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
