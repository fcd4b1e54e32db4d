"""The step of the workflow in which somebody else reads and approves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Task, TaskState

from lantoa.core import clock, events
from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.stories import rules
from lantoa.stories.models.story import Story


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
        if rules.person_reasons(obj, user, editors=obj.writer_ids()):
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
