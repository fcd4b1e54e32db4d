"""Writers of what editors arrange, outside Wagtail's own screens."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lantoa.stories.models import FrontPage, Section, Story
from lantoa.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.accounts.models import User


@transaction.atomic
def arrange_front(
    *, parts: Sequence[tuple[str, Mapping[str, Any]]], by: "User", at: datetime
) -> FrontPage:
    """Put the front page together from `parts` (kind, values; `models.front_blocks`), and show it.

    Stories, practices and sections are named by their keys as text.
    """
    page: FrontPage = FrontPage.objects.select_for_update().get()
    stream: Any = FrontPage._meta.get_field("parts")
    page.parts = stream.stream_block.to_python(
        [{"type": kind, "value": dict(value)} for kind, value in parts]
    )
    page.full_clean()
    page.publish(page.save_revision(user=by), by, at=at)
    page.refresh_from_db()
    return page


@transaction.atomic
def arrange_section(
    *,
    section: Section,
    by: "User",
    at: datetime,
    intro: str | None = None,
    lead_story: Story | None = None,
    order: str | None = None,
) -> Section:
    """What a section says of itself, which story leads it, in which order the others follow."""
    row: Section = Section.objects.select_for_update().get(pk=section.pk)
    row.intro = row.intro if intro is None else nfc(intro)
    row.lead_story = lead_story or row.lead_story
    row.order = order or row.order
    row.full_clean()
    row.publish(row.save_revision(user=by), by, at=at)
    row.refresh_from_db()
    return row
