"""Counting with the real pages: home, a story, its short link."""

from types import SimpleNamespace
from typing import Any

from django.test import Client

from lantoa.core import clock
from lantoa.publishing.models import ShortLink
from lantoa.reach import queries
from tests import world

PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 9) Chrome/120 Mobile"}


def test_reading_and_scanning(
    province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Any
) -> None:
    publication = world.published(province, cast, run_tasks)
    reader, passer = Client(**PHONE), Client(REMOTE_ADDR="203.0.113.9", **PHONE)
    assert reader.get("/").status_code == 200
    assert reader.get(f"/guong/{publication.slug}/").status_code == 200
    link = ShortLink.objects.get(publication=publication, channel="print")
    assert passer.get(f"/x/{link.code}", follow=True).status_code == 200
    reader.get("/api/v1/stories")
    reader.get("/lam-viec/")
    reader.get("/healthz")
    reader.get("/khong-co/")
    assert queries.by_channel(publication) == {"website": 1, "print": 1}
    found = queries.visits(clock.now())
    assert (found.online, found.today, found.total) == (2, 2, 2)
