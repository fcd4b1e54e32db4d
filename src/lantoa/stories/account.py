"""The account page of editors: their name as the register has it, and how screens look.

Wagtail's own asks for a first and a last name, which no person here has (`accounts.User`), lets
a time zone be chosen that would put wrong hours under stories, and keeps avatars in the open.
"""

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, ThemeSettingsPanel


class NamePanel(BaseSettingsPanel):  # type: ignore[misc]  # wagtail has no types
    """Who is signed in; nothing to change here."""

    name = "name"
    title = "Anh, chị đang làm việc với tên"
    order = 100
    template_name = "stories/admin/name.html"

    def get_form(self) -> Form:
        return Form()

    def get_context_data(self) -> dict[str, Any]:
        return {"user": self.user, "memberships": self.user.current_memberships()}


class EditorAccountView(AccountView):  # type: ignore[misc]  # wagtail has no types
    """Wagtail's account page with the panels that mean something here."""

    request: HttpRequest

    def get_panels(self) -> list[Any]:
        theme = next(p for p in super().get_panels() if isinstance(p, ThemeSettingsPanel))
        return [NamePanel(self.request, self.request.user, theme.profile), theme]
