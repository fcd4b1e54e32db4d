"""Refused on every path: whichever way somebody lets a story out, the same rules answer."""

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
    answer = client.post(url)
    if not Story.objects.get(pk=story.pk).live:
        edit = client.get(f"/quan-tri/snippets/stories/story/edit/{story.pk}/")
        raise Refused([f"{answer.status_code} {edit.content.decode()}"])


def form_of(page, story):
    """What a browser would send back of the editor's form, unchanged."""
    form = page.context["form"]
    data = {}
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


def test_the_workflow_is_the_one_of_two_people(province):
    assert Story.get_default_workflow() == Workflow.objects.get(name="Duyệt hai người")
    assert actions.prepare_editing(by=None, at=AT).name == "Biên tập"
