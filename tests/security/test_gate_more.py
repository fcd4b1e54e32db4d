"""Ways around the publication gate that the screens do not offer, but code and time do."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.publishing import actions as publishing
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.registry import queries, rules
from lantoa.registry.models import Consent, Exemplar
from lantoa.stories import actions
from lantoa.stories.models import Story
from tests import world
from tests.conftest import AT
from tests.security import conftest as steps


def test_a_revision_written_for_another_person(province, cast, run_tasks) -> None:
    story = world.story(province, cast)
    other = world.exemplar(province, cast, name="Người Chưa Đồng Ý")
    words = story.get_latest_revision_as_object()
    words.exemplar = other
    revision = words.save_revision(user=cast.editor)
    with pytest.raises(Refused, match="người khác"):
        story.publish(revision, user=cast.second_editor)
    story.refresh_from_db()
    with pytest.raises(Refused, match="người khác"):
        actions.approve(story=story, by=cast.second_editor, at=AT)
    run_tasks()
    assert not Publication.objects.exists()


def test_a_published_story_turned_to_another_person(province, cast, run_tasks) -> None:
    publication = world.published(province, cast, run_tasks)
    story = publication.story
    other = world.consented(province, cast, name="Người Khác Hẳn")
    Story.objects.filter(pk=story.pk).update(exemplar=other)
    with pytest.raises(Refused, match="người khác"):
        publishing.publish(story=story, by=SYSTEM, at=AT)
    publication.refresh_from_db()
    assert publication.exemplar_id != other.pk
    assert "Người Khác Hẳn" not in str(publication.content)


def test_an_address_taken_before_is_not_taken_again(province, cast, run_tasks) -> None:
    first = world.published(province, cast, run_tasks)
    actions.write(
        story=first.story, title="Chuyện", lead="L", slug="dia-chi-moi",
        body=[("paragraph", "Bà ghi bảng.")], by=cast.editor, at=AT,
    )  # fmt: skip
    actions.approve(story=first.story, by=cast.second_editor, at=AT)
    run_tasks()
    second = world.published(province, cast, run_tasks, name="Người Thứ Hai", slug=first.slug)
    assert Publication.objects.get(pk=first.pk).slug == "dia-chi-moi"
    assert second.slug == f"{first.slug}-2"


def test_the_schedule_lets_nothing_out(province, cast, run_tasks) -> None:
    story = world.story(province, cast)
    revision = story.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=AT - timedelta(days=400)
    )
    with pytest.raises(Refused):
        call_command("publish_scheduled")
    run_tasks()
    assert not Publication.objects.exists()
    assert not Story.objects.get(pk=story.pk).live


def test_going_live_later_is_not_a_way(province, cast, run_tasks) -> None:
    story = world.story(province, cast)
    words = story.get_latest_revision_as_object()
    words.go_live_at = AT + timedelta(days=900)
    revision = words.save_revision(user=cast.editor)
    with pytest.raises(Refused, match="hẹn giờ"):
        story.publish(revision, user=cast.second_editor)
    run_tasks()
    assert not Publication.objects.exists()


def test_bulk_actions_are_not_offered(province, cast, browse, run_tasks) -> None:
    story = world.story(province, cast)
    for verb in ("publish", "unpublish", "delete", "move"):
        url = f"/quan-tri/bulk/stories/story/{verb}/?id={story.pk}"
        client = browse(cast.second_editor)
        for every in (url, url.replace(f"id={story.pk}", "id=all")):
            assert client.get(every).status_code == 404
            assert client.post(every).status_code == 404
    assert Story.objects.filter(pk=story.pk, live=False).exists()


@pytest.mark.parametrize("verb", ["copy", "delete", "add"])
def test_no_copy_no_delete_no_add(verb, province, cast, browse) -> None:
    story = world.story(province, cast)
    url = "/quan-tri/snippets/stories/story/" + ("add/" if verb == "add" else f"{verb}/{story.pk}/")
    client = browse(cast.second_editor)
    assert client.get(url).status_code in (302, 403, 404)
    assert client.post(url, {"title": "x"}).status_code in (302, 403, 404)
    assert Story.objects.count() == 1


def test_a_revision_made_public_again_asks_again(province, cast, run_tasks) -> None:
    publication = world.published(province, cast, run_tasks)
    story = publication.story
    old = story.get_latest_revision()
    actions.unpublish(story=story, by=cast.second_editor, at=AT)
    run_tasks()
    registry.withdraw_consent(consent=story.exemplar.consents.get(), by=cast.officer, at=AT)
    story.refresh_from_db()
    with pytest.raises(Refused, match="rút"):
        story.publish(old, user=cast.second_editor)
    Story.objects.filter(pk=story.pk).update(live=True)
    with pytest.raises(Refused, match="đồng ý"):
        publishing.publish(story=story, by=SYSTEM, at=AT)
    run_tasks()
    assert Publication.objects.get(pk=publication.pk).state == "withdrawn"


def agree(exemplar, cast, **more):
    facts = {
        "giver": "self", "giver_name": "Ai Đó", "covers_name": True, "covers_image": True,
        "channels": ["website", "feeds", "print"], "purpose": "Kể", "form": "paper",
        "text_version": "1", "given_on": AT.date(), "proof_note": "Tủ", "by": cast.officer,
        "at": AT,
    } | more  # fmt: skip
    return registry.record_consent(exemplar=exemplar, **facts)


def test_nobody_else_agrees_for_a_person(province, cast) -> None:
    made = world.exemplar(province, cast)
    with pytest.raises(Refused, match="chính người ấy"):
        agree(made, cast, giver="representative")
    consent = agree(made, cast)
    Consent.objects.filter(pk=consent.pk).update(giver="representative")  # as from elsewhere
    assert rules.consent_reasons(made, channels=["website"], on=AT.date(), image=False)
    assert not queries.public_exemplars(AT.date()).exists()


def test_a_representative_agrees_for_a_collective(province, cast) -> None:
    made = world.exemplar(province, cast)
    Exemplar.objects.filter(pk=made.pk).update(kind="collective")
    made.refresh_from_db()
    agree(made, cast, giver="representative")
    assert not rules.consent_reasons(made, channels=["website"], on=AT.date(), image=True)
    assert queries.public_exemplars(AT.date()).get() == made


@pytest.mark.parametrize(
    ("year", "tick", "minor"),
    [(2011, False, True), (2011, True, True), (2010, True, True), (2010, False, False),
     (2009, True, False), (None, True, True), (None, False, False)],
)  # fmt: skip
def test_one_rule_of_age_in_both_places(year, tick, minor, province, cast) -> None:
    made = world.exemplar(province, cast)
    Exemplar.objects.filter(pk=made.pk).update(birth_year=year, is_minor=tick)
    made.refresh_from_db()
    assert rules.is_minor(made, AT.date()) is minor
    agree(made, cast)
    assert queries.public_exemplars(AT.date()).exists() is not minor
    agree(made, cast, giver="guardian")
    assert queries.public_exemplars(AT.date()).exists()


def test_one_channel_taken_back_leaves_the_others(province, cast, run_tasks, client) -> None:
    """Two consents, one for print: when that one goes, the page stays and the paper goes."""
    made = steps.illustrate(province, cast, run_tasks, is_published=False)
    first = made.exemplar.consents.get()
    first.channels.filter(channel="print").delete()
    extra = agree(made.exemplar, cast, channels=["print"])
    steps.publish(made, cast, run_tasks)
    poster = f"/guong/{made.slug}/to-gap-a4.pdf"
    assert client.get(poster).status_code == 200
    registry.withdraw_consent(consent=extra, by=cast.officer, at=AT)
    run_tasks()
    assert client.get(f"/guong/{made.slug}/").status_code == 200
    assert client.get(poster).status_code == 404
    assert client.get(f"/guong/{made.slug}/").content.decode().count("to-gap-a4.pdf") == 0
