"""Which public addresses there are, in parts, with the day each was really changed.

An address whose last change nobody knows carries none: a false date is worse than no date.
Sources: https://www.sitemaps.org/protocol.html, Google's image and news extensions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.models import AuditEvent
from lantoa.places import queries as places
from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment, LegalDocument
from lantoa.portal import queries
from lantoa.publishing import queries as publishing
from lantoa.registry import queries as registry

#: A sitemap may hold 50,000 addresses.
MOST = 50_000
#: Search engines take a story as news for so long.
NEWS = timedelta(days=2)
STANDING = (
    "home", "stories", "practices", "plans", "documents", "search", "nominate", "track", "about",
    "privacy",
    "accessibility", "site_map", "statistics", "people", "places", "gatherings", "contact",
    "about_en", "contact_en", "report", "rights", "comments",
)  # fmt: skip
#: What happens to a fact file that changes its page.
_CHANGES = (
    "registry.recognised", "registry.practice_written", "registry.hold_lifted", "registry.merged",
    "registry.split",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One address: its path, last change, picture (absolute), and as news its title and day."""

    path: str
    changed_at: datetime | None = None
    picture: str = ""
    news_title: str = ""
    news_at: datetime | None = None


Part = Callable[[date], Iterator[Entry]]


def stories(on: date) -> Iterator[Entry]:
    """Public stories, newest first; those of the last two days also as news."""
    fresh = clock.now() - NEWS
    rows = publishing.public().values_list(
        "slug", "title", "published_at", "revised_at", "content__picture__path"
    )
    for slug, title, published_at, revised_at, picture in rows.iterator():
        is_news = published_at >= fresh
        yield Entry(
            reverse("portal:story", args=[slug]),
            revised_at,
            f"{settings.LANTOA_BASE_URL}{picture}" if picture else "",
            title if is_news else "",
            published_at if is_news else None,
        )


def exemplars(on: date) -> Iterator[Entry]:
    """Fact files that may be named."""
    changes = _last_changes("registry.exemplar", _CHANGES)
    rows = registry.public_exemplars(on).order_by("code").values_list("pk", "code")
    for pk, code in rows.iterator():
        yield Entry(reverse("portal:exemplar", args=[code]), changes.get(str(pk)))


def practices(on: date) -> Iterator[Entry]:
    """How-to cards."""
    changes = _last_changes("registry.exemplar", ("registry.practice_written",))
    rows = queries.practices(on).order_by("slug").values_list("slug", "exemplar_id")
    for slug, exemplar in rows.iterator():
        yield Entry(reverse("portal:practice", args=[slug]), changes.get(str(exemplar)))


def plans(on: date) -> Iterator[Entry]:
    """Plans, changed when one of their duties was reported on."""
    changes = _last_changes("planning.plan", None)
    reported = Assignment.objects.values_list("plan_id").annotate(at=Max("notes__at"))
    notes = {plan: at for plan, at in reported.order_by() if at}
    for pk, slug in queries.plans(on).values_list("pk", "slug"):
        moments = [at for at in (changes.get(str(pk)), notes.get(pk)) if at]
        yield Entry(reverse("portal:plan", args=[slug]), max(moments, default=None))


def sectors(on: date) -> Iterator[Entry]:
    """Sectors that have stories, changed when one of those was."""
    tally = publishing.public().order_by().values_list("exemplar__sector__slug")
    for slug, at in tally.annotate(at=Max("revised_at")).order_by("exemplar__sector__slug"):
        yield Entry(reverse("portal:sector", args=[slug]), at)


def sections(on: date) -> Iterator[Entry]:
    """Sections that have stories, changed when one of those was."""
    tally = publishing.public().filter(story__section__live=True).order_by()
    rows = tally.values_list("story__section__slug").annotate(at=Max("revised_at"))
    for slug, at in rows.order_by("story__section__slug"):
        yield Entry(reverse("portal:section", args=[slug]), at)


def localities(on: date) -> Iterator[Entry]:
    """Today's communes, changed when one of their stories was."""
    told = publishing.public().order_by().values_list("exemplar__place")
    changes = dict(told.annotate(at=Max("revised_at")))
    for unit in places.communes(on):
        yield Entry(reverse("portal:place", args=[unit.code]), changes.get(unit.pk))


def gatherings(on: date) -> Iterator[Entry]:
    """Gatherings, past and coming."""
    for slug, at in publishing.gatherings().values_list("slug", "changed_at"):
        yield Entry(reverse("portal:gathering", args=[slug]), at)


def movements(on: date) -> Iterator[Entry]:
    """Emulation movements."""
    changes = _last_changes("planning.movement", None)
    for pk, slug in planning.movements().values_list("pk", "slug"):
        yield Entry(reverse("portal:movement", args=[slug]), changes.get(str(pk)))


def documents(on: date) -> Iterator[Entry]:
    """Public documents, changed when they were taken in or revised."""
    changes = _last_changes("planning.legaldocument", None)
    rows = LegalDocument.objects.public().order_by("slug").values_list("pk", "slug")
    for pk, slug in rows.iterator():
        yield Entry(reverse("portal:document", args=[slug]), changes.get(str(pk)))


def pages(on: date) -> Iterator[Entry]:
    """The corners of the site itself."""
    newest = publishing.public().aggregate(at=Max("revised_at"))["at"]
    for name in STANDING:
        changes = newest if name in ("home", "stories") else None
        yield Entry(reverse(f"portal:{name}"), changes)


#: Name in the address → what it lists.
PARTS: dict[str, Part] = {
    "pages": pages,
    "stories": stories,
    "exemplars": exemplars,
    "practices": practices,
    "plans": plans,
    "sectors": sectors,
    "sections": sections,
    "places": localities,
    "gatherings": gatherings,
    "movements": movements,
    "documents": documents,
}


def _last_changes(subject: str, kinds: tuple[str, ...] | None) -> dict[str, datetime]:
    """Key of a record → when something last happened to it, by the audit log."""
    found = AuditEvent.objects.filter(subject_type=subject)
    if kinds:
        found = found.filter(kind__in=kinds)
    return dict(found.order_by().values_list("subject_id").annotate(at=Max("at")))
