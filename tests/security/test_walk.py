"""Walks over every route: reading writes nothing, nothing breaks, nothing is left open."""

import json
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from tests.security.routes import addresses

#: What looking may write: sessions, the cache, who has an editor open, the empty profile and
#: the small pictures that Wagtail makes when they are first shown.
_BUSY = (
    "django_session", "core_cache", "wagtailadmin_editingsession", "wagtailusers_userprofile",
    "stories_picturerendition",
)  # fmt: skip
_SKIPPED = ("logout",)
PRIVATE = ("/lam-viec/", "/quan-tri/", "/tai-khoan/")
FORMS = ("/gioi-thieu", "/tra-cuu", "/bao-sai", "/quyen-cua-toi")
CAST = ["officer", "verifier", "approver", "editor", "leader", "administrator", "broadcaster"]


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


@pytest.fixture
def made(illustrated):
    return illustrated


def get(client, address, **more):
    answer = client.get(address, **more)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, text


@pytest.mark.parametrize("who", ["nobody", *CAST])
def test_reading_writes_nothing_and_never_breaks(who, made, cast, browse) -> None:
    client = Client() if who == "nobody" else browse(getattr(cast, who))
    client.raise_request_exception = False
    broken, changed = [], []
    for address in addresses(values(made)):
        if any(part in address for part in _SKIPPED):
            continue
        with writes() as found:
            answer, text = get(client, address)
        if answer.status_code >= 500 or b"Traceback" in text:
            broken.append((address, answer.status_code))
        if not address.startswith("/quan-tri/images/"):  # Wagtail notes a picture's size there
            changed += [(address, sql) for sql in found]
    assert not broken
    assert not changed, json.dumps(changed, indent=1)


def test_headers(made, cast, browse) -> None:
    wrong = []
    for client, who in ((Client(), "nobody"), (browse(cast.editor), "editor"),
                        (browse(cast.officer), "officer")):  # fmt: skip
        client.raise_request_exception = False
        for address in addresses(values(made)):
            if any(part in address for part in _SKIPPED):
                continue
            answer = client.get(address)
            if answer.get("X-Content-Type-Options") != "nosniff":
                wrong.append((who, address, "nosniff"))
            if not address.startswith("/quan-tri/") and "Content-Security-Policy" not in answer:
                wrong.append((who, address, "csp"))
            caching = answer.get("Cache-Control", "")
            kept = "no-store" not in caching and "private" not in caching
            if kept and address.startswith(PRIVATE) and answer.status_code == 200:
                wrong.append((who, address, f"cache {caching!r}"))
            is_form = address.startswith((*PRIVATE, *FORMS))
            if who == "nobody" and answer.cookies and not is_form:
                wrong.append((who, address, f"cookies {list(answer.cookies)}"))
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
