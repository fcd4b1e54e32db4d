"""The first screen of the admin: what waits for the editor who opened it."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from lantoa.stories import queries


class WaitingPanel(Component):  # type: ignore[misc]  # wagtail has no types
    """Lists of stories by what has to be done with them, of the editor's units only."""

    name = "waiting"
    order = 100
    template_name = "stories/admin/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = queries.waiting(user)
        stages = [(stage, name, waiting.counts[stage]) for stage, name in queries.STAGES.items()]
        return {"waiting": waiting, "stages": stages}
