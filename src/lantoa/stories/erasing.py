"""Erasing the stories of a person who asked for it: words, revisions, pictures, papers."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, WorkflowState

from lantoa.core import events, forgetting
from lantoa.core.actors import Actor
from lantoa.core.models import FormerAddress
from lantoa.core.workflow import Refused
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar
from lantoa.stories.models import Picture, Story, StoryAttachment, StoryDocument


@transaction.atomic
def erase(*, exemplar: Exemplar, by: Actor, at: datetime) -> int:
    """Take every word and picture out of the stories of an erased exemplar; how many stories.

    A picture or document that another story shows stays. Harmless when done before. Raises
    Refused when the exemplar is not erased.
    """
    if exemplar.erased_at is None or not by.may("publication.follow", exemplar.unit):
        raise Refused(["Chỉ xóa bài của hồ sơ đã xóa theo yêu cầu."])
    stories = list(Story.objects.select_for_update().filter(exemplar=exemplar))
    for story in stories:
        if story.title == registry.ERASED:
            continue
        media = _media(story)
        _strip(story)
        # A picture or document that another story shows stays.
        own = [one for one in media if not ReferenceIndex.get_references_to(one).exists()]
        events.record("story.erased", story, by=by, at=at, unit=story.unit)
        forgetting.forget([story, *own], keep=registry.NEUTRAL, by=by, at=at, unit=story.unit)
        for one in own:
            _remove(one)
    return len(stories)


def _media(story: Story) -> list[Any]:
    """Everything the story shows or hands out, in any of its revisions, once."""
    rows = ReferenceIndex.get_references_for_object(story)
    named = {(row.to_content_type_id, row.to_object_id) for row in rows}
    found: list[Any] = []
    for model in (Picture, StoryDocument):
        kind = ContentType.objects.get_for_model(model).pk
        keys = {int(key) for content_type, key in named if content_type == kind}
        for revision in story.revisions.all():
            keys |= _keys(revision.content, model)
        found += model.objects.filter(pk__in=keys)
    return found


def _keys(content: dict[str, Any], model: type) -> set[int]:
    names = ("picture",) if model is Picture else ("recording",)
    keys = {int(content[name]) for name in names if content.get(name)}
    if model is StoryDocument:
        keys |= {int(row["document"]) for row in content.get("attachments", [])}
    return keys


def _strip(story: Story) -> None:
    story_type = ContentType.objects.get_for_model(Story)
    mine = {"content_type": story_type, "object_id": str(story.pk)}
    WorkflowState.objects.filter(base_content_type=story_type, object_id=str(story.pk)).delete()
    Story.objects.filter(pk=story.pk).update(latest_revision=None, live_revision=None)
    Revision.objects.filter(**mine).delete()
    ModelLogEntry.objects.filter(content_type=story_type, object_id=str(story.pk)).delete()
    FormerAddress.objects.filter(space="story", subject_id=str(story.pk)).delete()
    StoryAttachment.objects.filter(story=story).delete()
    Story.objects.filter(pk=story.pk).update(
        slug=f"da-xoa-{story.pk}", title=registry.ERASED, lead="", summary="", body=[],
        picture=None, caption="", byline="", illustrator="", recording=None, recording_length="",
        transcript="", live=False, has_unpublished_changes=False,
    )  # fmt: skip
    story.refresh_from_db()
    ReferenceIndex.create_or_update_for_object(story)


def _remove(media: Any) -> None:
    kind = ContentType.objects.get_for_model(type(media))
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(media.pk)).delete()
    media.delete()  # Wagtail removes the files, renditions too, once the transaction holds
