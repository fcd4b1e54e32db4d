"""Invented readers of the demo: written into the visit log, counted like any others."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from lantoa.core.actors import SYSTEM
from lantoa.publishing.models import Publication
from lantoa.reach import actions as reach
from lantoa.reach import counting, log
from lantoa.reach.imports import OldDay

DAYS, OLD_DAYS = 100, 320
_CHANNELS = ("website",) * 6 + ("feeds", "print")
_SOURCES = ("social",) * 5 + ("search",) * 4 + ("direct",) * 3 + ("other", "mail")


def load_visits(now: datetime) -> None:
    """Some hundred page views a day up to an hour ago, more on newer stories and workdays; before
    them the days of an older site's counter.
    """
    chance = random.Random(1526)
    published = list(Publication.objects.order_by("published_at").values("slug", "published_at"))
    views: list[log.View] = []
    for days_ago in range(DAYS, -1, -1):
        start = now - timedelta(days=days_ago)
        out = [row["slug"] for row in published if row["published_at"] < start]
        busy = (20 if not out else 55 if start.weekday() >= 5 else 80) * (200 - days_ago) // 200
        for number in range(chance.randint(busy, busy + 45)):
            visitor = f"{days_ago:04x}{number:028x}"
            moment = start - timedelta(minutes=chance.randint(60, 900))
            views.append(_view(moment, "/", "", "website", visitor, chance.choice(_SOURCES)))
            for _ in range(chance.randint(0, 3) if out else 0):
                # The newer a story, the likelier it is the one opened.
                slug = out[min(len(out) - 1, int(chance.triangular(0, len(out), len(out))))]
                channel = chance.choice(_CHANNELS)
                moment += timedelta(seconds=chance.randint(20, 200))
                views.append(_view(moment, f"/guong/{slug}/", slug, channel, visitor, "inside"))
        for _ in range(chance.randint(5, 30)):
            moment = start - timedelta(minutes=chance.randint(60, 900))
            views.append(log.View(_ms(moment), log.ROBOT, "/", "", "website", "-", "direct"))
    book = log.VisitLog(counting.folder())
    for view in sorted(views, key=lambda view: view.at_ms):  # the log keeps one day's file open
        book.append(view)
    reach.fold(at=now)
    _bring_over(chance, now)


def _bring_over(chance: random.Random, now: datetime) -> None:
    """The site that stood before this one had a counter too, and fewer readers."""
    today = timezone.localdate(now)
    old = [
        OldDay(today - timedelta(days=days_ago), visits, visits * 2 + chance.randint(0, 40))
        for days_ago in range(DAYS + OLD_DAYS, DAYS + 1, -1)
        for visits in [chance.randint(8, 45)]
    ]
    reach.bring_over(days=old, by=SYSTEM, at=now)


def _view(at: datetime, path: str, slug: str, channel: str, visitor: str, source: str) -> log.View:
    kind = log.SHORT if channel == "print" else log.PAGE
    return log.View(_ms(at), kind, path, slug, channel, visitor, source)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
