"""What Wagtail's admin has of ours."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.models import register_snippet

from lantoa.stories.front import WaitingPanel
from lantoa.stories.viewsets import StoryGroup

register_snippet(StoryGroup)

_INITIAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#DDECEE" '
    'd="M0 0h40v40H0z"/><text x="20" y="28" text-anchor="middle" font-family="sans-serif" '
    'font-size="20" font-weight="600" fill="#0A5567">{}</text></svg>'
)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]  # wagtail has no types
def without_pages(request: HttpRequest, items: list[Any]) -> None:
    """There are no Wagtail pages here; their explorer and reports would only lead nowhere."""
    items[:] = [item for item in items if item.name not in {"explorer", "reports"}]


@hooks.register("construct_help_menu")  # type: ignore[untyped-decorator]  # wagtail has no types
def help_in_vietnamese(request: HttpRequest, items: list[Any]) -> None:
    """Of Wagtail's help only the list of shortcuts; the rest are English pages elsewhere."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # see above
def to_the_desk() -> Any:
    """Back to the desk, where recognitions and consents are."""
    return MenuItem("Bàn làm việc", reverse("desk:work"), icon_name="clipboard-list", order=9500)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # see above
def to_the_portal() -> Any:
    """To the portal, as readers see it."""
    # A bare "/" would be marked as the place one is in, on every screen.
    home = reverse("portal:home") + "#noi-dung"
    return MenuItem("Xem cổng", home, icon_name="globe", order=9600)


@hooks.register("register_admin_search_area")  # type: ignore[untyped-decorator]  # see above
def search_stories() -> Any:
    """The sidebar's search looks among stories first (Wagtail takes the first area)."""
    stories = reverse("wagtailsnippets_stories_story:list")
    return SearchArea("Bài viết", stories, name="stories", icon_name="doc-full", order=1)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # see above
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Ours instead of Wagtail's panels, which know rights over kinds, not over units."""
    panels[:] = [WaitingPanel()]


@hooks.register("construct_homepage_summary_items")  # type: ignore[untyped-decorator]  # see above
def without_summary(request: HttpRequest, items: list[Any]) -> None:
    """Totals over all units tell an editor nothing."""
    items.clear()


@hooks.register("get_avatar_url")  # type: ignore[untyped-decorator]  # see above
def initial_of_name(user: Any, size: int) -> str:
    """The first letter of the given name (the last word); portraits are not kept."""
    name = str(getattr(user, "full_name", "") or "?")
    return "data:image/svg+xml," + quote(_INITIAL.format(name.split()[-1][:1].upper()))


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]  # see above
def our_colours() -> SafeString:
    """Colours and letters of the house, by Wagtail's own custom properties."""
    return format_html('<link rel="stylesheet" href="{}">', static("stories/admin.css"))
