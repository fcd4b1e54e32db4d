"""What waits for an editor: the lists of the front page of the admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from lantoa.accounts.models import User
from lantoa.stories import rules
from lantoa.stories.models import Story, StoryQuerySet

#: Stage → what editors call it, in the order of the work.
STAGES = {
    "cho-viet": "Chờ viết",
    "dang-viet": "Đang viết",
    "cho-duyet": "Chờ đọc duyệt",
    "tra-lai": "Bị trả lại",
    "da-dang": "Đã đăng",
}


@dataclass(frozen=True)
class Handed:
    """A story that passed to other hands: sent for reading, or given back with a word."""

    story: Story
    by: str
    at: datetime | None
    comment: str = ""


@dataclass(frozen=True)
class Waiting:
    """The front page of one editor. Long lists are cut; `counts` are of all, by stage."""

    to_read: list[Handed]
    sent: list[Handed]
    sent_back: list[Handed]
    writing: list[Story]
    to_write: list[Story]
    published: list[Story]
    counts: dict[str, int]


def at_stage(stories: StoryQuerySet, stage: str) -> StoryQuerySet:
    """Those of `stories` at a stage of `STAGES`; all for an unknown one."""
    asked = _keys(_states(WorkflowState.STATUS_IN_PROGRESS))
    returned = _keys(_states(WorkflowState.STATUS_NEEDS_CHANGES))
    quiet = stories.filter(live=False).exclude(pk__in=asked).exclude(pk__in=returned)
    found: dict[str, StoryQuerySet] = {
        "cho-viet": quiet.filter(author=None),
        "dang-viet": quiet.exclude(author=None),
        "cho-duyet": stories.filter(pk__in=asked),
        "tra-lai": stories.filter(pk__in=returned),
        "da-dang": stories.filter(live=True),
    }
    return found.get(stage, stories)


def waiting(user: User, *, limit: int = 8) -> Waiting:
    """What lies on the table of `user`, of the units in which they write; oldest first."""
    related = ("exemplar__place", "author", "latest_revision__user", "unit")
    stories = Story.objects.visible_to(user).select_related(*related)
    asked = _handed(stories, WorkflowState.STATUS_IN_PROGRESS)
    to_read = [one for one in asked if _is_for(one.story, user)]
    writing = at_stage(stories, "dang-viet").order_by("-latest_revision__created_at")
    to_write = at_stage(stories, "cho-viet").order_by("exemplar__recognised_on", "pk")
    published = at_stage(stories, "da-dang").order_by("-last_published_at")
    return Waiting(
        to_read=to_read,
        sent=[one for one in asked if one not in to_read],
        sent_back=_handed(stories, WorkflowState.STATUS_NEEDS_CHANGES),
        writing=list(writing[:limit]),
        to_write=list(to_write[:limit]),
        published=list(published[:limit]),
        counts={stage: at_stage(stories, stage).count() for stage in STAGES},
    )


def _states(status: str) -> QuerySet[Any]:
    kind = ContentType.objects.get_for_model(Story)
    found: QuerySet[Any] = WorkflowState.objects.filter(base_content_type=kind, status=status)
    return found


def _keys(states: QuerySet[Any]) -> QuerySet[Any]:
    # Wagtail keeps the key as text, and PostgreSQL compares no text with a number.
    keyed: Any = states.annotate(story_key=Cast("object_id", BigIntegerField()))
    found: QuerySet[Any] = keyed.values("story_key")
    return found


def _handed(stories: StoryQuerySet, status: str) -> list[Handed]:
    """Stories in a state of the workflow, with the step they stand at; oldest first."""
    states = list(
        _states(status)
        .filter(current_task_state__isnull=False)
        .select_related("requested_by", "current_task_state__finished_by")
        .order_by("current_task_state__started_at")
    )
    mine = stories.in_bulk([int(state.object_id) for state in states])
    return [
        _passed(mine[int(state.object_id)], state)
        for state in states
        if int(state.object_id) in mine
    ]


def _passed(story: Story, state: Any) -> Handed:
    step = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Handed(story, str(step.finished_by or ""), step.finished_at, step.comment)
    return Handed(story, str(state.requested_by or ""), step.started_at)


def _is_for(story: Story, user: User) -> bool:
    """Whether `user` may be the second reader of `story`."""
    return not rules.person_reasons(story, user, editors=story.writer_ids())
