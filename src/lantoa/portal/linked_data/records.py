"""Records of the province: whom a file is about, how a thing is done, plans, meetings, places."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lantoa.places.models import AdminUnit
from lantoa.planning.models import LegalDocument, Plan
from lantoa.portal.head import absolute
from lantoa.portal.linked_data.parts import PUBLISHER, Facts, View, organisation, page
from lantoa.publishing.models import Gathering
from lantoa.publishing.states import GatheringState
from lantoa.registry.models import Exemplar, Practice
from lantoa.registry.states import ExemplarKind

_STATUS: dict[str, str] = {GatheringState.CANCELLED: "https://schema.org/EventCancelled"}


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


def plan(view: View) -> list[Facts]:
    """A plan, as the document that gives it force."""
    found = view.of("plan", Plan)
    if not found:
        return page(view)
    period = f"{found.period_start.isoformat()}/{found.period_end.isoformat()}"
    return [_legislation(found.document, found.title, view) | {"temporalCoverage": period}]


def document(view: View) -> list[Facts]:
    """A decree, decision or plan among the documents."""
    found = view.of("document", LegalDocument)
    return [_legislation(found, str(found.abstract), view)] if found else page(view)


def gathering(view: View) -> list[Facts]:
    """A meeting one may come to."""
    found = view.of("gathering", Gathering)
    if not found:
        return page(view)
    venue = f"{found.venue}, {found.place.name}, {settings.LANTOA_PROVINCE}"
    facts: Facts = {
        "@type": "Event",
        "@id": view.head.canonical,
        "url": view.head.canonical,
        "name": found.title,
        "description": found.abstract,
        "startDate": timezone.localtime(found.starts_at).isoformat(),
        "endDate": timezone.localtime(found.ends_at).isoformat(),
        "eventStatus": _STATUS.get(found.state, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": found.venue, "address": venue},
        "organizer": organisation(found.unit.name),
        "image": view.head.picture.address,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
    }
    return [facts]


def place(view: View) -> list[Facts]:
    """A commune, ward or special zone, and the list of what was told of it."""
    found = view.of("unit", AdminUnit)
    facts = page(view, "CollectionPage")
    if found:
        facts[0]["about"] = {
            "@type": "AdministrativeArea",
            "name": found.name,
            "identifier": found.code,
            "containedInPlace": {
                "@type": "AdministrativeArea",
                "name": f"Tỉnh {settings.LANTOA_PROVINCE}",
            },
        }
    return facts


def statistics(view: View) -> list[Facts]:
    """The figures of visits, with the files they may be taken away in."""
    files = [
        {"@type": "DataDownload", "contentUrl": absolute(path), "encodingFormat": kind}
        for path, kind in _downloads()
    ]
    return [
        *page(view),
        {
            "@type": "Dataset",
            "@id": f"{view.head.canonical}#so-lieu",
            "name": view.head.heading,
            "description": view.head.description,
            "creator": {"@id": absolute(PUBLISHER)},
            "license": absolute(reverse("portal:about")) + "#dung-lai",
            "isAccessibleForFree": True,
            "distribution": files,
        },
    ]


def _downloads() -> list[tuple[str, str]]:
    kinds = {"csv": "text/csv", "json": "application/json"}
    return [
        (reverse("portal:statistics_file", args=[name, form]), kind)
        for name in ("ngay", "tuan", "thang")
        for form, kind in kinds.items()
    ]


def _legislation(document: LegalDocument, name: str, view: View) -> Facts:
    return {
        "@type": "Legislation",
        "@id": view.head.canonical,
        "url": view.head.canonical,
        "name": name,
        "abstract": document.abstract,
        "inLanguage": "vi",
        "legislationIdentifier": document.number,
        "legislationDate": document.issued_on.isoformat(),
        "legislationType": document.kind,
        "legislationPassedBy": organisation(document.issuer),
    }
