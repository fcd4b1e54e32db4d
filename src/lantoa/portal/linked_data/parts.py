"""What every page says of itself: the page as such, the site, who publishes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from lantoa.portal.head import Head, absolute

Facts = dict[str, Any]
#: Names under which every page speaks of the publisher and of the site.
PUBLISHER, SITE = "/#co-quan", "/#cong"


@dataclass(frozen=True)
class View:
    """A page about to be drawn: its head and what its view gave the template."""

    head: Head
    context: Mapping[str, Any]

    def of(self, name: str, kind: type) -> Any:
        """A value of the context when it is of this type, else None."""
        value = self.context.get(name)
        return value if isinstance(value, kind) else None


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


def organisation(name: str) -> Facts:
    """A body of the state, by its name."""
    return {"@type": "GovernmentOrganization", "name": name}
