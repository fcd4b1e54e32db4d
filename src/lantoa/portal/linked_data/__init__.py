"""What a page says of itself to machines: schema.org's words as JSON-LD.

Nothing stands here that the page does not show its readers, and of a person only what the
registry lets out (a public page is public because the consent stands). Each builder reads what
the view gave the template; BUILDERS says which address has which. The shapes are checked
against `tests/portal/schema_org.toml`.
Sources: https://schema.org, Google's documentation of structured data.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lantoa.portal.head import Head, absolute
from lantoa.portal.linked_data import records, stories
from lantoa.portal.linked_data.parts import Facts, View, page, publisher, site


def facts_of(name: str, head: Head, context: Mapping[str, Any]) -> Facts | None:
    """The facts of the page called `name` in the URL configuration; None where search engines
    are kept away."""
    if not head.canonical:
        return None
    view = View(head, context)
    made = BUILDERS.get(name, page)(view)
    return {"@context": "https://schema.org", "@graph": [*made, publisher(), site()]}


def crumbs(trail: list[tuple[str, str]]) -> Facts:
    """A trail of (words, path) as BreadcrumbList; an empty path is the page itself."""
    steps = [
        {"@type": "ListItem", "position": number, "name": words}
        | ({"item": absolute(path)} if path else {})
        for number, (words, path) in enumerate(trail, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def about(view: View) -> list[Facts]:
    """Who runs the portal."""
    return page(view, "AboutPage")


def contact(view: View) -> list[Facts]:
    """Whom to ask."""
    return page(view, "ContactPage")


#: Name of the address → what its page is.
BUILDERS: dict[str, Callable[[View], list[Facts]]] = {
    "about": about,
    "about_en": about,
    "contact": contact,
    "contact_en": contact,
    "document": records.document,
    "documents": stories.listing,
    "exemplar": records.exemplar,
    "gathering": records.gathering,
    "gatherings": stories.listing,
    "people": stories.listing,
    "place": records.place,
    "places": stories.listing,
    "plan": records.plan,
    "plans": stories.listing,
    "practice": records.practice,
    "practices": stories.listing,
    "section": stories.listing,
    "sector": stories.listing,
    "statistics": records.statistics,
    "stories": stories.listing,
    "story": stories.story,
}
