"""What a page says of itself to machines: schema.org's words as JSON-LD.

Nothing stands here that the page does not show its readers, and of a person only what the
registry lets out (a public page is public because the consent stands). Each builder reads what
the view gave the template; BUILDERS says which address has which. The shapes are checked
against `tests/portal/schema_org.toml`.
Sources: https://schema.org, Google's documentation of structured data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from lantoa.portal.head import Head, absolute
from lantoa.publishing.contract import Item
from lantoa.publishing.models import Gathering
from lantoa.publishing.states import GatheringState
from lantoa.registry.models import Exemplar, Practice
from lantoa.registry.states import ExemplarKind

Facts = dict[str, Any]
#: Names under which every page speaks of the publisher and of the site.
PUBLISHER, SITE = "/#co-quan", "/#cong"
#: Sections that teach instead of telling what happened.
TEACHING = {"Cách làm hay"}
#: How a byline begins that names no single person.
_TOGETHER = ("Ban ", "Nhóm ", "Tổ ", "Đài ", "Báo ", "Phòng ", "Cổng ")


@dataclass(frozen=True)
class View:
    """A page about to be drawn: its head and what its view gave the template."""

    head: Head
    context: Mapping[str, Any]

    def of(self, name: str, kind: type) -> Any:
        """A value of the context when it is of this type, else None."""
        value = self.context.get(name)
        return value if isinstance(value, kind) else None


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


def publisher() -> Facts:
    """The committee that runs the portal."""
    return {
        "@type": "GovernmentOrganization",
        "@id": absolute(PUBLISHER),
        "name": f"Ủy ban nhân dân tỉnh {settings.LANTOA_PROVINCE}",
        "url": absolute("/"),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("core/icon-512.png")),
            "width": 512,
            "height": 512,
        },
    }


def site() -> Facts:
    """The portal, and how to search it."""
    question = absolute(reverse("portal:search")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "@id": absolute(SITE),
        "name": f"Lan Tỏa {settings.LANTOA_PROVINCE}",
        "url": absolute("/"),
        "inLanguage": "vi",
        "publisher": {"@id": absolute(PUBLISHER)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": question},
            "query-input": "required name=search_term_string",
        },
    }


def page(view: View, kind: str = "WebPage") -> list[Facts]:
    """A page as such."""
    return [
        {
            "@type": kind,
            "@id": view.head.canonical,
            "url": view.head.canonical,
            "name": view.head.heading,
            "description": view.head.description,
            "inLanguage": view.head.lang,
            "isPartOf": {"@id": absolute(SITE)},
        }
    ]


def about(view: View) -> list[Facts]:
    """Who runs the portal."""
    return page(view, "AboutPage")


def listing(view: View) -> list[Facts]:
    """A list, with the addresses of what stands on this page of it."""
    facts = page(view, "CollectionPage")[0]
    rows = [*_rows(view)]
    if rows:
        shown = view.of("page", Page)
        facts["mainEntity"] = {
            "@type": "ItemList",
            "numberOfItems": shown.paginator.count if shown else len(rows),
            "itemListElement": [
                {"@type": "ListItem", "position": number, "url": absolute(path), "name": name}
                for number, (name, path) in enumerate(rows, shown.start_index() if shown else 1)
            ],
        }
    return [facts]


def story(view: View) -> list[Facts]:
    """One story."""
    item = view.of("item", Item)
    return [article(item)] if item else page(view)


def article(item: Item) -> Facts:
    """A story as NewsArticle, or Article where it teaches."""
    facts: Facts = {
        "@type": "Article" if item.section in TEACHING else "NewsArticle",
        "@id": item.address,
        "url": item.address,
        "mainEntityOfPage": item.address,
        "headline": item.title,
        "description": item.lead,
        "inLanguage": "vi",
        "datePublished": item.published_at.isoformat(),
        "dateModified": item.revised_at.isoformat(),
        "articleSection": item.section,
        "keywords": [item.sector, item.place],
        "contentLocation": {"@type": "Place", "name": item.place},
        "publisher": {"@id": absolute(PUBLISHER)},
        "author": _author(item),
        "isAccessibleForFree": True,
    }
    if item.picture:
        facts["image"] = {
            "@type": "ImageObject",
            "url": item.picture.address,
            "width": item.picture.width,
            "height": item.picture.height,
            "caption": item.picture.caption,
        }
    return facts


def exemplar(view: View) -> list[Facts]:
    """The public fact file: whom it is about, by name and deed, nothing private."""
    found = view.of("exemplar", Exemplar)
    if not found:
        return page(view)
    facts = page(view, "ProfilePage")[0]
    is_person = found.kind == ExemplarKind.PERSON
    who: Facts = {
        "@type": "Person" if is_person else "Organization",
        "@id": f"{view.head.canonical}#ai",
        "name": found.full_name,
        "description": found.deed,
        "url": view.head.canonical,
        "identifier": found.code,
    }
    if is_person and found.occupation:
        who["jobTitle"] = found.occupation
    where = {"@type": "Place", "name": found.place.name}
    who["workLocation" if is_person else "location"] = where
    return [facts | {"mainEntity": who, "dateModified": found.recognised_on.isoformat()}]


def practice(view: View) -> list[Facts]:
    """A how-to card."""
    found = view.of("practice", Practice)
    if not found:
        return page(view)
    cost: Any = found.cost
    if found.cost_vnd is not None:
        cost = {"@type": "MonetaryAmount", "currency": "VND", "value": found.cost_vnd}
    facts: Facts = {
        "@type": "HowTo",
        "@id": view.head.canonical,
        "url": view.head.canonical,
        "name": found.title,
        "description": found.summary,
        "inLanguage": "vi",
        "estimatedCost": cost,
        "step": [
            {"@type": "HowToStep", "position": number, "text": text}
            for number, text in enumerate(found.steps, 1)
        ],
        "publisher": {"@id": absolute(PUBLISHER)},
        "image": view.head.picture.address,
    }
    return [facts]


def gathering(view: View) -> list[Facts]:
    """A meeting one may come to."""
    found = view.of("gathering", Gathering)
    if not found:
        return page(view)
    off = found.state == GatheringState.CANCELLED
    venue = f"{found.venue}, {found.place.name}, {settings.LANTOA_PROVINCE}"
    facts: Facts = {
        "@type": "Event",
        "@id": view.head.canonical,
        "url": view.head.canonical,
        "name": found.title,
        "description": found.abstract,
        "startDate": timezone.localtime(found.starts_at).isoformat(),
        "endDate": timezone.localtime(found.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if off else 'Scheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": found.venue, "address": venue},
        "organizer": {"@type": "GovernmentOrganization", "name": found.unit.name},
        "image": view.head.picture.address,
    }
    return [facts]


def _author(item: Item) -> Facts:
    if not item.byline:
        return {"@id": absolute(PUBLISHER)}
    kind = "Organization" if item.byline.startswith(_TOGETHER) else "Person"
    return {"@type": kind, "name": item.byline}


def _rows(view: View) -> list[tuple[str, str]]:
    """Names and paths of what a list shows: stories, practices or people."""
    teasers = view.context.get("teasers") or []
    rows = view.context.get("rows") or []
    return [
        *((each.item.title, reverse("portal:story", args=[each.item.slug])) for each in teasers),
        *(
            (each.practice.title, reverse("portal:practice", args=[each.practice.slug]))
            for each in rows
            if hasattr(each, "practice")
        ),
        *(
            (each.exemplar.full_name, reverse("portal:exemplar", args=[each.exemplar.code]))
            for each in view.context.get("entries") or []
        ),
    ]


#: Name of the address → what its page is.
BUILDERS: dict[str, Callable[[View], list[Facts]]] = {
    "about": about,
    "about_en": about,
    "gathering": gathering,
    "gatherings": listing,
    "people": listing,
    "places": listing,
    "exemplar": exemplar,
    "practice": practice,
    "practices": listing,
    "sector": listing,
    "stories": listing,
    "story": story,
}
