"""No row of a unit without a role on any address there is."""

import secrets
from types import SimpleNamespace

import pytest

from lantoa.accounts import actions as accounts
from lantoa.accounts.models import User
from lantoa.core.actors import SYSTEM
from lantoa.stories.models import Story
from tests import world
from tests.conftest import AT
from tests.security.routes import addresses
from tests.security.test_walk import get, values

NAME, TITLE = "Khuất Bóng Đàng Xa", "Chuyện Chưa Ai Được Đọc"


@pytest.fixture
def made(illustrated):
    return illustrated


@pytest.fixture
def far(province, cast):
    """A story of the far unit, in draft, and a small editor of the home commune."""
    verifier, small = (
        accounts.create_user(
            full_name=name, email=f"{secrets.token_hex(3)}@x.example", password=None, by=SYSTEM,
            at=AT,
        )
        for name in ("Xác Minh Xa", "Biên Tập Nhỏ")
    )  # fmt: skip
    for user, unit, role in ((verifier, province.far_unit, "verifier"),
                             (small, province.unit, "editor")):  # fmt: skip
        accounts.grant(
            user=user, unit=unit, role=role, starts_on=AT.date().replace(month=1), by=SYSTEM, at=AT
        )
    story = world.story(
        province, cast, name=NAME, title=TITLE, slug="chuyen-kin", place=province.far_place,
        officer=cast.stranger, verifier=User.objects.get(pk=verifier.pk),
    )  # fmt: skip
    return SimpleNamespace(story=story, small=User.objects.get(pk=small.pk))


def test_a_small_editor_sees_nothing_of_another_unit(made, far, browse) -> None:
    """Wagtail's lists, searches, reports, histories, choosers and revisions too."""
    client, found = browse(far.small), []
    client.raise_request_exception = False
    asked = values(made)
    for name in ("pk", "object_id", "story_id"):
        asked[name] = [str(far.story.pk)]
    asked["revision_id"] = [str(far.story.latest_revision_id)]
    state = far.story.current_workflow_task_state
    asked["task_state_id"], asked["workflow_state_id"] = (
        [str(state.pk)],
        [str(state.workflow_state.pk)],
    )
    asked["action_name"] = ["approve"]
    for address in addresses(asked):
        if "logout" in address:
            continue
        is_wagtails = address.startswith("/quan-tri/")
        lists = ("?q=Khu%E1%BA%A5t", "?export=csv", "?id=all") if is_wagtails else ("?xuat=csv",)
        first, _ = get(client, address)
        for more in ("", *(lists if first.status_code == 200 else ())):
            _, text = get(client, address + more)
            page = text.decode("utf-8", "replace")
            # Recognised and consented, the name is public; the story is not.
            is_public = not address.startswith(("/lam-viec/", "/quan-tri/"))
            marks = (TITLE, "chuyen-kin") if is_public else (NAME, TITLE, "chuyen-kin")
            found += [(address + more, mark) for mark in marks if mark in page]
    assert not found


def test_a_small_editor_writes_nothing_of_another_unit(far, browse) -> None:
    client, pk = browse(far.small), far.story.pk
    before = Story.objects.filter(pk=pk).values().get()
    base = "/quan-tri/snippets/stories/story"
    for tail in (f"edit/{pk}/", f"unpublish/{pk}/", f"delete/{pk}/", f"copy/{pk}/",
                 f"lock/{pk}/", f"unlock/{pk}/", f"workflow/confirm_cancellation/{pk}/",
                 f"preview/{pk}/", f"history/{pk}/"):  # fmt: skip
        answer = client.post(f"{base}/{tail}", {"title": "Chiếm", "action-publish": "1"})
        assert answer.status_code in (302, 403, 404, 405), tail
    assert Story.objects.filter(pk=pk).values().get() == before
