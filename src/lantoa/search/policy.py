"""Who keeps the glossary: whoever may write stories, in whichever unit."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class GlossaryPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # wagtail has no types
    """One right for all that can be done with an abbreviation."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_authenticated and user.may("story.write", None))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return self.user_has_permission(user, "change")
