"""What Wagtail's admin has of ours."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lantoa.stories.viewsets import StoryGroup

register_snippet(StoryGroup)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]  # wagtail has no types
def without_pages(request: HttpRequest, items: list[Any]) -> None:
    """There are no Wagtail pages here; their explorer would only lead nowhere."""
    items[:] = [item for item in items if item.name != "explorer"]
