"""A section as its page shows it: what it is for, the story that leads it, and the others."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from lantoa.portal import queries
from lantoa.publishing.models import Publication
from lantoa.stories.models import Section, SectionOrder

PER_PAGE = 12
_ORDERS = {
    SectionOrder.NEWEST: ("-published_at", "-pk"),
    SectionOrder.OLDEST: ("published_at", "pk"),
    SectionOrder.PLACE: ("exemplar__place__sort_key", "-published_at", "-pk"),
}


def stories_of(section: Section) -> QuerySet[Publication]:
    """Public stories of the section in its order."""
    found = queries.publications().filter(story__section=section.pk)
    return found.order_by(*_ORDERS[SectionOrder(section.order)])


def facts_of(section: Section, number: Any, on: date) -> dict[str, Any]:
    """What the template needs; `number` is the page asked for, whatever somebody wrote there.

    The story that editors chose leads while it is public, on the first page; else the first.
    """
    found = stories_of(section)
    chosen = found.filter(story=section.lead_story_id).first() if section.lead_story_id else None
    lead = chosen or found.first()
    others = found.exclude(pk=lead.pk) if lead else found
    page = Paginator(others, PER_PAGE).get_page(number)
    is_first = page.number == 1
    shown = [*([lead] if lead and is_first else []), *page.object_list]
    teasers = queries.teasers(shown, on)
    return {
        "here": "stories",
        "section": section,
        "page": page,
        "lead": teasers[0] if lead and is_first else None,
        "teasers": teasers[1:] if lead and is_first else teasers,
        "total": page.paginator.count + (1 if lead else 0),
        "sections": queries.sections(),
    }
