"""Refused on every path: whichever way somebody lets a story out, the same rules answer."""

import re

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Workflow

from lantoa.core.workflow import Refused
from lantoa.publishing import queries
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.stories import actions
from lantoa.stories.models import Story
from tests import world
from tests.conftest import AT


def by_action(story, user, browse):
    actions.approve(story=story, by=user, at=AT)


def by_model(story, user, browse):
    story.publish(story.get_latest_revision(), user=user)


def by_revision(story, user, browse):
    story.get_latest_revision().publish(user=user)


def by_revision_without_checks(story, user, browse):
    story.get_latest_revision().publish(user=user, skip_permission_checks=True)


def by_workflow(story, user, browse):
    state = story.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def by_task_state(story, user, browse):
    story.current_workflow_task_state.approve(user=user)


def by_command(story, user, browse):
    call_command("publish_story", story.slug, "--as", user.email)


def by_publish_button(story, user, browse):
    client = browse(user)
    url = f"/quan-tri/snippets/stories/story/edit/{story.pk}/"
    page = client.get(url)
    if page.status_code != 200:
        raise Refused([f"{page.status_code}"])
    answer = client.post(url, form_of(page, story) | {"action-publish": "1"}, follow=True)
    if not Story.objects.get(pk=story.pk).live:
        raise Refused([answer.content.decode()])


def by_workflow_button(story, user, browse):
    client = browse(user)
    state = story.current_workflow_task_state
    url = f"/quan-tri/snippets/stories/story/workflow/action/{story.pk}/approve/{state.pk}/"
    edit = f"/quan-tri/snippets/stories/story/edit/{story.pk}/"
    answer = client.post(url, {"read": mark_on(client.get(edit))})
    if not Story.objects.get(pk=story.pk).live:
        raise Refused([f"{answer.status_code} {client.get(edit).content.decode()}"])


def mark_on(page):
    """The mark of the words that the editor's screen shows."""
    found = re.search(r'name="read" value="([0-9a-f]{32})"', page.content.decode())
    return found[1] if found else ""


def form_of(page, story):
    """What a browser would send back of the editor's form, unchanged."""
    form = page.context["form"]
    data = {"read": mark_on(page)}
    for field in form:
        if field.name == "body":
            continue
        value = field.value()
        data[field.html_name] = "" if value is None else getattr(value, "pk", value)
    data |= {
        "attachments-TOTAL_FORMS": "0",
        "attachments-INITIAL_FORMS": "0",
        "attachments-MIN_NUM_FORMS": "0",
        "attachments-MAX_NUM_FORMS": "1000",
    }
    latest = story.get_latest_revision_as_object()
    data["body-count"] = str(len(latest.body))
    for number, block in enumerate(latest.body.get_prep_value()):
        value = block["value"]
        if block["type"] == "paragraph":
            from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

            value = ContentstateConverter(["bold", "italic", "link"]).from_database_format(value)
        data |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": block["type"],
            f"body-{number}-id": block["id"],
            f"body-{number}-value": value,
        }
    return data


PATHS = [
    by_action,
    by_model,
    by_revision,
    by_revision_without_checks,
    by_workflow,
    by_task_state,
    by_command,
    by_publish_button,
    by_workflow_button,
]


def assert_nothing_public(story, run_tasks):
    run_tasks()
    assert not Publication.objects.exists()
    assert not queries.public().exists()
    assert not Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize("path", PATHS)
def test_every_path_lets_out_what_is_in_order(path, province, cast, browse, run_tasks):
    story = world.story(province, cast)
    path(story, cast.second_editor, browse)
    run_tasks()
    assert Publication.objects.get().state == "live"


def refused_on_every_path(story, user, browse, run_tasks, match=""):
    """One world for all paths: a refusal leaves nothing behind, which is checked after each."""
    for path in PATHS:
        story = Story.objects.get(pk=story.pk)
        try:
            path(story, user, browse)
        except (Refused, CommandError) as refused:
            assert match in str(refused), path.__name__
        else:
            pytest.fail(path.__name__)
        assert_nothing_public(story, run_tasks)


def test_without_consent(province, cast, browse, run_tasks):
    story = world.story(province, cast)
    registry.withdraw_consent(consent=story.exemplar.consents.get(), by=cast.officer, at=AT)
    refused_on_every_path(story, cast.second_editor, browse, run_tasks, "đồng ý")


def test_a_minor_without_guardian(province, cast, browse, run_tasks):
    story = world.story(province, cast, birth_year=2014)
    refused_on_every_path(story, cast.second_editor, browse, run_tasks, "giám hộ")


def test_during_a_hold(province, cast, browse, run_tasks):
    story = world.story(province, cast)
    registry.hold(exemplar=story.exemplar, reason="Có đơn phản ánh", by=cast.approver, at=AT)
    refused_on_every_path(story, cast.second_editor, browse, run_tasks, "Có đơn phản ánh")


def test_the_author(province, cast, browse, run_tasks):
    story = world.story(province, cast)
    refused_on_every_path(story, cast.editor, browse, run_tasks)


def test_the_last_editor(province, cast, browse, run_tasks):
    story = world.story(province, cast)
    actions.write(
        story=story,
        title="Sửa lại",
        lead="",
        body=[("paragraph", "Khác.")],
        by=cast.second_editor,
        at=AT,
    )
    refused_on_every_path(story, cast.second_editor, browse, run_tasks)


def test_who_is_no_editor(province, cast, browse, run_tasks):
    story = world.story(province, cast)
    refused_on_every_path(story, cast.approver, browse, run_tasks)


def test_all_reasons_come_at_once(province, cast):
    story = world.story(province, cast)
    registry.withdraw_consent(consent=story.exemplar.consents.get(), by=cast.officer, at=AT)
    registry.hold(exemplar=story.exemplar, reason="Đang hỏi lại", by=cast.approver, at=AT)
    with pytest.raises(Refused) as refused:
        actions.approve(story=story, by=cast.editor, at=AT)
    assert len(refused.value.reasons) == 3


def test_the_schedule_has_no_name_and_is_refused(province, cast):
    story = world.story(province, cast)
    with pytest.raises(Refused, match="đứng tên"):
        story.get_latest_revision().publish()


def test_a_refused_button_keeps_what_was_typed(province, cast, browse):
    story = world.story(province, cast)
    registry.hold(exemplar=story.exemplar, reason="Đang hỏi lại", by=cast.approver, at=AT)
    client = browse(cast.second_editor)
    url = f"/quan-tri/snippets/stories/story/edit/{story.pk}/"
    data = form_of(client.get(url), story) | {"title": "Chữ vừa gõ", "action-publish": "1"}
    page = client.post(url, data, follow=True).content.decode()
    assert "Đang hỏi lại" in page
    assert "Chữ vừa gõ" in page
    story.refresh_from_db()
    assert story.get_latest_revision_as_object().title == "Chữ vừa gõ"
    assert not story.live


def test_writing_live_by_hand_makes_nothing_public(province, cast, run_tasks):
    story = world.story(province, cast)
    Story.objects.filter(pk=story.pk).update(live=True)
    run_tasks()
    assert not Publication.objects.exists()


def test_saving_without_a_change_makes_nobody_an_editor(province, cast, run_tasks):
    story = world.story(province, cast)
    story.save_revision(user=cast.second_editor)
    actions.approve(story=story, by=cast.second_editor, at=AT)
    assert story.live


def rewrite(story, by, words="Câu khác hẳn."):
    actions.write(
        story=story, title=story.title, lead=story.lead, body=[("paragraph", words)], by=by, at=AT
    )


def test_everybody_who_changed_a_word_is_a_writer(province, cast, browse, run_tasks):
    """Not only whoever came last: the second editor changed a sentence, the author another."""
    story = world.story(province, cast)
    rewrite(story, cast.second_editor)
    rewrite(story, cast.editor, "Lại sửa lần nữa.")
    refused_on_every_path(story, cast.second_editor, browse, run_tasks, "không tự duyệt")


def test_who_wrote_what_is_out_already_may_read_what_comes_after(province, cast, run_tasks):
    """Changes count since the last published words."""
    story = world.story(province, cast)
    third = world.editor(province, "third")
    rewrite(story, third)
    actions.approve(story=story, by=cast.second_editor, at=AT)
    rewrite(story, cast.editor, "Bản thứ hai.")
    actions.approve(story=story, by=third, at=AT)
    assert story.live_revision == story.latest_revision


def test_a_change_between_reading_and_approving_is_refused(province, cast):
    story = world.story(province, cast)
    read = story.get_latest_revision_as_object().mark()
    rewrite(story, cast.editor, "Câu chưa ai đọc.")
    with pytest.raises(Refused, match=f"{cast.editor.full_name} sửa lúc .* Đọc lại bản mới"):
        actions.approve(story=story, by=cast.second_editor, read=read, at=AT)
    read = story.get_latest_revision_as_object().mark()
    actions.approve(story=story, by=cast.second_editor, read=read, at=AT)
    assert story.live


@pytest.mark.parametrize("button", [{"action-publish": "1"},
                                    {"action-workflow-action": "1",
                                     "workflow-action-name": "approve"}])  # fmt: skip
def test_the_button_lets_out_only_what_stood_on_the_screen(province, cast, browse, button):
    """Two people at once: the author saves while the second reader has the text open."""
    story, client = world.story(province, cast), browse(cast.second_editor)
    url = f"/quan-tri/snippets/stories/story/edit/{story.pk}/"
    opened = form_of(client.get(url), story)
    rewrite(story, cast.editor, "Câu chưa ai đọc.")
    page = client.post(url, opened | button, follow=True).content.decode()
    assert "Bài đã đổi sau khi anh, chị mở để đọc" in page and cast.editor.full_name in page
    story.refresh_from_db()
    assert not story.live
    assert "Câu chưa ai đọc." in str(story.get_latest_revision_as_object().body)  # not written over
    client.post(url, form_of(client.get(url), story) | button)
    story.refresh_from_db()
    assert story.live


def test_the_list_button_lets_out_only_what_was_read(province, cast, browse):
    story, client = world.story(province, cast), browse(cast.second_editor)
    read = mark_on(client.get(f"/quan-tri/snippets/stories/story/edit/{story.pk}/"))
    state = story.current_workflow_task_state
    url = f"/quan-tri/snippets/stories/story/workflow/action/{story.pk}/approve/{state.pk}/"
    rewrite(story, cast.editor)
    for told in ({"read": read}, {}):
        client.post(url, told)
        story.refresh_from_db()
        assert not story.live


def test_the_workflow_is_the_one_of_two_people(province):
    assert Story.get_default_workflow() == Workflow.objects.get(name="Duyệt hai người")
    assert actions.prepare_editing(by=None, at=AT).name == "Biên tập"
