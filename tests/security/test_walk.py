"""Walks over every route: reading writes nothing, nothing breaks, nothing is left open, and no
private contact is told."""

import json
import logging
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from lantoa.core.models import AuditEvent
from lantoa.registry import actions as registry
from tests.conftest import AT
from tests.security.routes import addresses

#: What looking may write: sessions, the cache, who has an editor open, the empty profile and
#: the small pictures that Wagtail makes when they are first shown.
_BUSY = (
    "django_session", "core_cache", "wagtailadmin_editingsession", "wagtailusers_userprofile",
    "stories_picturerendition",
)  # fmt: skip
PRIVATE = ("/lam-viec/", "/quan-tri/", "/tai-khoan/")
FORMS = ("/gioi-thieu", "/tra-cuu", "/bao-sai", "/quyen-cua-toi")
CAST = ["officer", "verifier", "approver", "editor", "leader", "administrator", "broadcaster",
        "neighbour", "stranger"]  # fmt: skip


def values(made) -> dict[str, list[str]]:
    lead = made.exemplar.nomination.lead_id
    target = made.publication.deliveries.first().target_id
    return {
        "pk": [str(made.story.pk), str(lead), str(made.exemplar.nomination.pk)],
        "slug": [made.slug, f"cach-{made.slug}", "ke-hoach-1068", "bien-va-muoi"],
        "code": [made.code, made.publication.short_links.first().code],
        "size": ["to-gap-a4"], "step": ["1", "2"], "path": ["rss.xml"], "indicator": ["stories"],
        "story_id": [str(made.story.pk)], "image_id": [str(made.picture.pk)],
        "document_id": [str(made.document.pk)], "document_filename": [made.document.filename],
        "revision_id": [str(made.story.latest_revision_id)], "target": [str(target)],
        "app_label": ["stories", "registry"], "model_name": ["story", "section", "exemplar"],
        "object_id": [str(made.story.pk)], "content_type_id": ["1"],
        "content_type_app_name": ["stories"], "content_type_model_name": ["story"],
    }  # fmt: skip


@contextmanager
def writes():
    """The statements that write to a table which is not busy."""
    found = []

    def note(execute, sql, params, many, context):
        words = sql.split(maxsplit=4)
        if words[0] in {"INSERT", "UPDATE", "DELETE"} and not any(t in sql for t in _BUSY):
            found.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


TELLER, PERSON = "0905 000 111", "0977 654 321"
#: What world.lead writes of who told, and what is set below of who is told of.
CONTACTS = (TELLER, "0905000111", "Người Kể Kín Đáo", PERSON, "0977654321", "Ngõ Riêng Tư")
#: Who may read contacts: the officers of the unit.
MAY_READ = {"officer", "verifier"}


@pytest.fixture
def made(illustrated, cast):
    registry.set_contact(
        exemplar=illustrated.exemplar, phone=PERSON, address="Ngõ Riêng Tư", by=cast.officer,
        at=AT,
    )  # fmt: skip
    return illustrated


def get(client, address, **more):
    answer = client.get(address, **more)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, text


def wrong_headers(answer, address: str, who: str) -> list[str]:
    found = []
    if answer.get("X-Content-Type-Options") != "nosniff":
        found.append("nosniff")
    if not address.startswith("/quan-tri/") and "Content-Security-Policy" not in answer:
        found.append("csp")
    caching = answer.get("Cache-Control", "")
    kept = "no-store" not in caching and "private" not in caching
    if kept and address.startswith(PRIVATE) and answer.status_code == 200:
        found.append(f"cache {caching!r}")
    is_form = address.startswith((*PRIVATE, *FORMS))
    if who == "nobody" and answer.cookies and not is_form:
        found.append(f"cookies {list(answer.cookies)}")
    return found


def exported(address: str, answer) -> list[str]:
    """The table of a list, asked for where there is a page of ours."""
    is_ours = answer.status_code == 200 and not address.startswith(("/quan-tri/", "/tai-khoan/"))
    return [f"{address}?xuat=csv"] if is_ours else []


@pytest.mark.parametrize("who", ["nobody", *CAST])
def test_reading_breaks_nothing_writes_nothing_and_tells_nothing_private(
    who, made, cast, browse, caplog
) -> None:
    """Every address there is, by everyone: its answer, its headers, what it writes, what it says."""
    caplog.set_level(logging.DEBUG)
    client = Client() if who == "nobody" else browse(getattr(cast, who))
    client.raise_request_exception = False
    secrets = () if who in MAY_READ else CONTACTS
    asked = [address for address in addresses(values(made)) if "logout" not in address]
    wrong = []
    for address in asked:
        with writes() as found:
            answer, text = get(client, address)
        if answer.status_code >= 500 or b"Traceback" in text:
            wrong.append((address, answer.status_code))
        if not address.startswith("/quan-tri/images/"):  # Wagtail notes a picture's size there
            wrong += [(address, sql) for sql in found]
        wrong += [(address, what) for what in wrong_headers(answer, address, who)]
        pages = [text, *(get(client, export)[1] for export in exported(address, answer))]
        wrong += [
            (address, secret) for page in pages for secret in secrets if secret.encode() in page
        ]
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
    kept = "".join(str(e.changes) + e.actor_name for e in AuditEvent.objects.all())
    logged = "".join(record.getMessage() for record in caplog.records if "INSERT" not in
                     record.getMessage() and record.name != "django.db.backends")  # fmt: skip
    sent = "".join(str(message.message()) for message in mail.outbox)
    for secret in secrets:
        assert secret not in kept + logged + sent, secret
