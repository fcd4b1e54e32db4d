"""Invented readers of the demo: written into the visit log, counted like any others."""

import random
from datetime import datetime, timedelta

from lantoa.publishing.models import Publication
from lantoa.reach import actions as reach
from lantoa.reach import counting, log

DAYS = 45
_CHANNELS = ("website",) * 6 + ("feeds", "print")


def load_visits(now: datetime) -> None:
    """Some hundred page views a day up to an hour ago, more on newer stories and workdays."""
    chance = random.Random(1526)
    published = list(Publication.objects.order_by("published_at").values("slug", "published_at"))
    views: list[log.View] = []
    for days_ago in range(DAYS, -1, -1):
        start = now - timedelta(days=days_ago)
        out = [row["slug"] for row in published if row["published_at"] < start]
        if not out:
            continue
        busy = 55 if start.weekday() >= 5 else 80
        for number in range(chance.randint(busy, busy + 45)):
            visitor = f"{days_ago:04x}{number:028x}"
            moment = start - timedelta(minutes=chance.randint(60, 900))
            views.append(_view(moment, "/", "", "website", visitor))
            for _ in range(chance.randint(0, 3)):
                # The newer a story, the likelier it is the one opened.
                slug = out[min(len(out) - 1, int(chance.triangular(0, len(out), len(out))))]
                channel = chance.choice(_CHANNELS)
                moment += timedelta(seconds=chance.randint(20, 200))
                views.append(_view(moment, f"/guong/{slug}/", slug, channel, visitor))
    book = log.VisitLog(counting.folder())
    for view in sorted(views, key=lambda view: view.at_ms):  # the log keeps one day's file open
        book.append(view)
    reach.fold(at=now)


def _view(at: datetime, path: str, slug: str, channel: str, visitor: str) -> log.View:
    kind = log.SHORT if channel == "print" else log.PAGE
    return log.View(int(at.timestamp() * 1000), kind, path, slug, channel, visitor)
