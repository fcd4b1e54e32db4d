"""Wagtail's screens: who gets in, what they see."""

import pytest

from tests import world

LIST = "/quan-tri/snippets/stories/story/"


@pytest.fixture
def story(province, cast):
    return world.story(province, cast)


def test_only_editors_reach_the_admin(story, cast, browse):
    for name in ("officer", "approver", "leader", "administrator", "stranger"):
        assert browse(getattr(cast, name)).get(LIST).status_code == 302, name
    page = browse(cast.editor).get(LIST)
    assert page.status_code == 200
    assert "Bùi Thị Sương" in page.content.decode()
    assert "Phường Đông Ninh Hòa" in page.content.decode()


def far_editor(province):
    from lantoa.accounts import actions as accounts
    from lantoa.core.actors import SYSTEM

    user = accounts.create_user(
        full_name="Người Ở Xa",
        email="xa@khanhhoa.example",
        password="x" * 12,
        by=SYSTEM,
        at=world.AT,
    )
    accounts.grant(
        user=user,
        unit=province.far_unit,
        role="editor",
        starts_on=world.AT.date().replace(month=1),
        by=SYSTEM,
        at=world.AT,
    )
    return user


@pytest.mark.parametrize(
    "path",
    [
        "edit/{}/",
        "history/{}/",
        "usage/{}/",
        "preview/{}/",
        "unpublish/{}/",
        "workflow_history/{}/",
        "history/{}/revisions/{r}/view/",
        "history/{}/revisions/{r}/revert/",
        "history/{}/revisions/compare/earliest...latest/",
        "delete/{}/",
    ],
)
def test_stories_of_other_units_are_not_there(path, story, province, browse):
    client = browse(far_editor(province))
    assert "Bùi Thị Sương" not in client.get(LIST).content.decode()
    url = LIST + path.format(story.pk, r=story.latest_revision_id)
    assert client.get(url).status_code in (302, 403, 404)
    if client.get(url).status_code == 302:
        assert client.get(url).url != url


def test_the_editor_sees_evidence_and_loose_figures(story, cast, browse):
    from lantoa.stories import actions

    actions.write(
        story=story,
        title=story.title,
        lead="Ba trăm hộ nhờ bảng.",
        body=[("paragraph", "47 hộ dùng bảng.")],
        by=cast.editor,
        at=world.AT,
    )
    page = browse(cast.editor).get(f"{LIST}edit/{story.pk}/").content.decode()
    assert "Căn cứ" in page
    assert "Sổ trực mương của hợp tác xã" in page
    assert "Ông Lương Cư" in page
    assert "Con số chưa có căn cứ:</strong> Ba trăm hộ." in page


def test_the_preview_draws_the_page(story, cast, browse):
    client = browse(cast.editor)
    revision = story.latest_revision_id
    page = client.get(f"{LIST}history/{story.pk}/revisions/{revision}/view/")
    assert page.status_code == 200
    assert "Tấm bảng giữ yên xóm muối" in page.content.decode()


def test_no_story_can_be_deleted_or_begun_in_the_admin(story, cast, browse):
    client = browse(cast.editor)
    assert client.post(f"{LIST}delete/{story.pk}/").status_code != 200
    assert client.get(f"{LIST}add/").status_code == 302
    story.refresh_from_db()


def test_unpublishing_in_the_admin_takes_it_down(province, cast, browse, run_tasks):
    publication = world.published(province, cast, run_tasks)
    answer = browse(cast.editor).post(f"{LIST}unpublish/{publication.story_id}/")
    assert answer.status_code == 302
    run_tasks()
    publication.refresh_from_db()
    assert publication.state == "withdrawn"
