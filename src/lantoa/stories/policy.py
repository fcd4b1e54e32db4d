"""Wagtail's question “may this user …?” answered from roles in units, not from groups.

The group “Biên tập” only opens the door of the admin; which stories lie behind it is decided
here, on every screen that asks a policy.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from lantoa.stories.models import Story, may_arrange

#: What Wagtail calls it → the permission of the house. Nothing else is ever allowed: stories
#: are begun by a recognition, and none is deleted (publications point at them).
_ACTIONS = {
    "view": "story.write",
    "change": "story.write",
    "lock": "story.write",
    "unlock": "story.write",
    "publish": "story.publish",
    "unpublish": "story.publish",
}


class StoryPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # wagtail has no types
    """Rights over stories, by unit."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        permission = _ACTIONS.get(action)
        return bool(permission and user.is_authenticated and user.may(permission, None))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Story) -> bool:
        permission = _ACTIONS.get(action)
        return bool(permission and user.is_authenticated and user.may(permission, instance.unit))

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Story]:
        if not self.user_has_any_permission(user, actions):
            return Story.objects.none()
        return Story.objects.visible_to(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        roles = get_user_model().objects.filter(memberships__role="editor", is_active=True)
        return roles.distinct()


class ArrangementPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # wagtail has no types
    """Rights over the front page and the sections: editors of the province, all or nothing.

    Nothing is deleted; `can_add` is False for the front page, of which there is one.
    """

    def __init__(self, model: Any, *, can_add: bool) -> None:
        super().__init__(model)
        self.actions = {"view", "change", "publish", "unpublish"} | ({"add"} if can_add else set())

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and user.is_authenticated and may_arrange(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows if self.user_has_any_permission(user, actions) else rows.none()
