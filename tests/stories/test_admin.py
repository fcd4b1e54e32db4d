"""Wagtail's screens: who gets in, what they see."""

import json
import re

import pytest

from lantoa.stories import actions, queries, rules
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
    assert client.get(f"{LIST}add/").status_code in (302, 404)
    story.refresh_from_db()


def test_unpublishing_in_the_admin_takes_it_down(province, cast, browse, run_tasks):
    publication = world.published(province, cast, run_tasks)
    answer = browse(cast.editor).post(f"{LIST}unpublish/{publication.story_id}/")
    assert answer.status_code == 302
    run_tasks()
    publication.refresh_from_db()
    assert publication.state == "withdrawn"


FRONT = "/quan-tri/"

#: Words of Wagtail's own screens that would stand there if a translation were missing.
ENGLISH = re.compile(
    r"\b(?:Wagtail|Actions|Add|Cancel|Choose|Close|Comment|Compare|Created|Dashboard|Delete|Draft"
    r"|Edit|Editor|Filter|Help|History|Image|images|pictures|Link text|Live|Locked|Log out|More"
    r"|Name|Page|Pages|Preview|Publish|Published|Reports|Save|Search|Select|Settings|Slug|Status"
    r"|Submit|Title|Toggle|Unlocked|Unpublish|Updated|Upload|Usage|Workflow)\b"
)
_SPOKEN = re.compile(
    r"<(?:title|h\d|button|a|p|span|label|li|th|td|dt|dd|option|legend)\b[^>]*>([^<]+)"
    r'|(?:aria-label|placeholder|title|alt|data-w-tooltip-content-value)="([^"]*)"'
)


def spoken(page: str) -> list[str]:
    """What a page says aloud or shows, without scripts and styles."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return [(a or b).strip() for a, b in _SPOKEN.findall(bare)]


@pytest.mark.parametrize(
    "path",
    [
        FRONT,
        LIST,
        LIST + "edit/{s}/",
        LIST + "history/{s}/",
        LIST + "usage/{s}/",
        LIST + "workflow_history/{s}/",
        LIST + "history/{s}/revisions/compare/earliest...latest/",
        "/quan-tri/snippets/stories/section/",
        "/quan-tri/snippets/stories/section/add/",
        "/quan-tri/images/",
        "/quan-tri/images/add/",
        "/quan-tri/images/multiple/add/",
        "/quan-tri/images/chooser/",
        "/quan-tri/documents/",
        "/quan-tri/documents/add/",
        "/quan-tri/documents/chooser/",
        "/quan-tri/choose-page/",
        "/quan-tri/choose-email-link/?allow_email_link=true",
        "/quan-tri/account/",
        "/quan-tri/khong-co/",
    ],
)
def test_no_english_is_left(path, story, cast, browse):
    answer = browse(cast.editor).get(path.format(s=story.pk), follow=True)
    page = answer.content.decode()
    assert answer.request["PATH_INFO"] != FRONT or path == FRONT, "sent back to the front"
    if answer["content-type"].startswith("application/json"):
        page = json.loads(page)["html"]
    said = spoken(page)
    assert said
    assert [words for words in said if ENGLISH.search(words)] == []


def test_the_house_has_its_own_name_and_colours(story, cast, browse):
    page = browse(cast.editor).get(FRONT).content.decode()
    assert "<title>Bàn biên tập - Lan Tỏa</title>" in " ".join(page.split()).replace("> ", ">")
    assert "stories/admin.css" in page
    assert "lt-brand" in page
    assert "/lam-viec/" in page
    assert "releases.wagtail" not in page
    assert "guide.wagtail" not in page


def test_the_sidebar_says_the_real_name(story, cast, browse):
    page = browse(cast.editor).get(FRONT).content.decode()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert props is not None
    said = json.loads(props[1])
    assert cast.editor.full_name in json.dumps(said, ensure_ascii=False)
    assert cast.editor.email not in json.dumps(said)
    cast.editor.refresh_from_db()
    assert cast.editor.first_name == ""


@pytest.fixture
def draft(province, cast):
    """What a recognition lays on the table; nobody has touched it."""
    exemplar = world.exemplar(province, cast)
    return actions.draft_from_exemplar(exemplar=exemplar, by=cast.editor, at=world.AT)


def test_the_front_lists_what_waits_to_be_written(draft, cast, browse):
    page = browse(cast.editor).get(FRONT).content.decode()
    waiting = page[page.index('id="cho-viet"') :]
    assert "Bùi Thị Sương, Phường Đông Ninh Hòa" in waiting
    assert "Công nhận ngày" in waiting


@pytest.mark.parametrize("of", ["draft", "story"])
def test_the_front_names_no_story_of_other_units(of, province, browse, request):
    seen = request.getfixturevalue(of)
    page = browse(far_editor(province)).get(FRONT).content.decode()
    assert "Bùi Thị Sương" not in page
    assert seen.title not in page


def test_a_sent_story_waits_for_the_second_reader_only(story, cast, browse):
    mine = queries.waiting(cast.editor)
    theirs = queries.waiting(cast.second_editor)
    assert [one.story.title for one in mine.sent] == [story.title]
    assert mine.to_read == []
    assert [(one.story.pk, one.by) for one in theirs.to_read] == [(story.pk, cast.editor.full_name)]
    assert theirs.counts["cho-duyet"] == 1
    assert theirs.counts["cho-viet"] == 0


def test_a_story_sent_back_shows_who_and_why(story, cast, browse):
    story.refresh_from_db()
    step = story.current_workflow_task_state
    step.task.specific.on_action(step, cast.second_editor, "reject", comment="Hỏi lại 47 hộ.")
    page = browse(cast.editor).get(FRONT).content.decode()
    back = page[page.index('id="tra-lai"') : page.index('id="cho-viet"')]
    assert story.title in back
    assert cast.second_editor.full_name in back
    assert "Hỏi lại 47 hộ." in back
    assert queries.waiting(cast.editor).counts["tra-lai"] == 1


@pytest.mark.parametrize("stage", queries.STAGES)
def test_the_list_narrows_to_a_stage(stage, draft, cast, browse):
    """One draft, taken by an editor: it stands at one stage at a time."""
    client = browse(cast.editor)

    def is_there() -> bool:
        return "Bùi Thị Sương" in client.get(f"{LIST}?stage={stage}").content.decode()

    assert is_there() == (stage == "cho-viet")
    words = {"title": "Bảng", "lead": "Lời dẫn.", "body": [("paragraph", "Một đoạn.")]}
    actions.write(story=draft, by=cast.editor, at=world.AT, **words)
    assert is_there() == (stage == "dang-viet")
    draft.refresh_from_db()
    actions.submit(story=draft, by=cast.editor, at=world.AT)
    assert is_there() == (stage == "cho-duyet")


@pytest.mark.parametrize(
    "path", ["reports/site-history/", "reports/workflow/", "reports/workflow_tasks/", "pages/"]
)
def test_reports_over_all_units_are_closed(path, story, province, cast, browse):
    for user in (cast.editor, far_editor(province)):
        answer = browse(user).get(FRONT + path)
        assert answer.status_code == 404
        assert story.title not in answer.content.decode()


def test_the_account_page_keeps_the_name_whole(story, cast, browse):
    client = browse(cast.editor)
    page = client.get("/quan-tri/account/").content.decode()
    assert cast.editor.full_name in page
    assert "first_name" not in page
    theme = {"theme-theme": "light", "theme-contrast": "system", "theme-density": "default"}
    assert client.post("/quan-tri/account/", theme).status_code == 302
    cast.editor.refresh_from_db()
    assert cast.editor.full_name
    assert cast.editor.first_name == ""


def test_editors_may_add_pictures_and_documents(story, cast, browse):
    client = browse(cast.editor)
    for path in ("images/add/", "documents/add/", "images/chooser/", "documents/chooser/"):
        assert client.get(FRONT + path).status_code == 200, path


def test_a_refusal_says_why_and_keeps_what_was_typed(province, cast, browse):
    """The author presses “Đăng” on their own text."""
    story = world.story(province, cast)
    client = browse(cast.editor)
    page = client.get(f"{LIST}edit/{story.pk}/")
    form = page.context["form"]
    sent = {name: value for name, value in form_values(form) if value is not None}
    read = re.search(r'name="read" value="([0-9a-f]{32})"', page.content.decode())
    assert read is not None
    sent |= {"read": read[1], "lead": "Lời dẫn vừa gõ.", "action-publish": "action-publish"}
    answer = client.post(f"{LIST}edit/{story.pk}/", sent, follow=True)
    text = answer.content.decode()
    assert "Chưa đăng được. Những gì anh, chị viết đã được giữ trong bản nháp." in text
    assert "không tự duyệt bài của mình" in text
    assert "Lời dẫn vừa gõ." in text
    story.refresh_from_db()
    assert not story.live


def form_values(form):
    """What a browser would send back from Wagtail's editor, with an empty body."""
    for bound in form:
        if bound.name != "body":
            yield bound.html_name, bound.value() if bound.value() != "" else ""
    yield from {"body-count": "0"}.items()
    for formset in form.formsets.values():
        for bound in formset.management_form:
            yield bound.html_name, bound.value()


def test_the_editor_says_what_stands_against_the_story(draft, cast, browse):
    """Nobody has asked the person yet: the panel says so before the text is written."""
    page = browse(cast.editor).get(f"{LIST}edit/{draft.pk}/").content.decode()
    assert "Chưa đăng được, vì:" in page
    for reason in rules.fact_reasons(draft, on=world.AT.date()):
        assert reason in page


def test_figures_do_not_run_from_one_block_into_the_next():
    text = "18 nhà bán chung trong vụ 2026\nCăn cứ: bảng đơn hàng."
    assert rules.unsupported_numbers(text, ["18 nhà bán chung trong vụ 2026"]) == []


def test_the_preview_is_the_page_of_the_portal(story, cast, browse):
    client = browse(cast.editor)
    page = client.get(f"{LIST}history/{story.pk}/revisions/{story.latest_revision_id}/view/")
    text = page.content.decode()
    assert "portal/story_preview.html" in [template.name for template in page.templates]
    assert "Bản xem thử, chưa đăng." in text
    assert 'content="noindex"' in text
    assert "Đã xác minh" in text
