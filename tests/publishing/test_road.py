"""From approval to every channel, and back."""

import pytest

from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.publishing import actions, queries
from lantoa.publishing.models import ChannelTarget, Delivery, Publication, ShortLink
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from tests import world


@pytest.fixture
def out(province, cast, run_tasks):
    return world.published(province, cast, run_tasks)


def states(publication):
    return {
        row.target.channel: row.state
        for row in publication.deliveries.filter(revision=publication.revision)
    }


def test_an_approved_story_reaches_every_channel(out):
    assert out.state == "live"
    assert states(out) == {"website": "delivered", "feeds": "delivered", "print": "delivered"}
    assert queries.by_slug("lich-nuoc-xom-muoi") == out
    item = queries.item_of(out)
    assert item.person == world.NAME
    assert item.place == "Phường Đông Ninh Hòa"
    assert [block.kind for block in item.blocks] == ["p", "h2", "p"]
    assert item.claims[1].statement == "47 hộ cùng dùng bảng"
    assert item.address.endswith("/guong/lich-nuoc-xom-muoi/")
    assert set(item.short_addresses) == {"website", "feeds", "print"}
    pdf = queries.delivered_file(out, "print", "ap-phich-a3.pdf")
    assert bytes(pdf.body).startswith(b"%PDF")


def test_publishing_again_changes_nothing(out, at):
    before = Delivery.objects.count()
    assert actions.publish(story=out.story, by=SYSTEM, at=at).revision == 1
    assert Delivery.objects.count() == before
    assert ShortLink.objects.filter(publication=out).count() == 3


def test_a_hold_leaves_every_channel_and_a_lift_returns(out, cast, at, run_tasks):
    hold = registry.hold(exemplar=out.exemplar, reason="Có người phản ánh", by=cast.approver, at=at)
    assert not queries.public().exists()  # at once, before any task
    assert not queries.shelf("feeds")
    run_tasks()
    out.refresh_from_db()
    assert out.state == "held"
    assert set(states(out).values()) == {"withdrawn"}
    assert queries.open_short_link(out.short_links.first().code) is None
    registry.lift(hold=hold, conclusion="Không đúng sự thật", by=cast.approver, at=at)
    run_tasks()
    out.refresh_from_db()
    assert out.state == "live"
    assert set(states(out).values()) == {"delivered"}
    assert out.deliveries.count() == 3


def test_approved_while_something_came_up_it_says_why_and_follows_later(
    province, cast, at, run_tasks
):
    from lantoa.core.events import history

    draft = world.story(province, cast)
    stories.approve(story=draft, by=cast.second_editor, at=at)
    hold = registry.hold(exemplar=draft.exemplar, reason="Có đơn", by=cast.approver, at=at)
    run_tasks()
    assert not Publication.objects.exists()
    said = next(event for event in history(draft) if event.kind == "publication.kept_back")
    assert any("xem lại" in reason for reason in said.changes["reasons"])
    registry.lift(hold=hold, conclusion="Đơn không đúng", by=cast.approver, at=at)
    run_tasks()
    assert Publication.objects.get().state == "live"


def test_approved_as_consent_is_withdrawn_it_follows_the_next_consent(
    province, cast, at, run_tasks
):
    draft = world.story(province, cast)
    stories.approve(story=draft, by=cast.second_editor, at=at)
    registry.withdraw_consent(consent=draft.exemplar.consents.get(), by=cast.officer, at=at)
    run_tasks()
    assert not Publication.objects.exists()
    world.agree(cast, draft.exemplar)
    run_tasks()
    assert Publication.objects.get().state == "live"


def test_withdrawn_consent_takes_it_everywhere_down(out, cast, at, run_tasks):
    consent = out.exemplar.consents.get()
    registry.withdraw_consent(consent=consent, by=cast.officer, at=at)
    run_tasks()
    out.refresh_from_db()
    assert out.state == "withdrawn"
    assert set(states(out).values()) == {"withdrawn"}
    assert not Delivery.objects.filter(files__isnull=False).exists()


def test_revocation_takes_it_down(out, cast, at, run_tasks):
    registry.revoke(
        exemplar=out.exemplar,
        legal_ground="Điều 93",
        public_note="Đã thu hồi.",
        by=cast.approver,
        at=at,
    )
    assert queries.by_slug(out.slug) is None
    run_tasks()
    out.refresh_from_db()
    assert out.state == "withdrawn"


def test_a_new_revision_replaces_the_old_one(out, cast, at, run_tasks):
    story = out.story
    stories.write(
        story=story,
        title="Tấm bảng mới",
        lead="Lời mới.",
        body=[("paragraph", "Chữ mới.")],
        by=cast.editor,
        at=at,
    )
    assert queries.item_of(Publication.objects.get()).title == "Tấm bảng giữ yên xóm muối"
    stories.approve(story=story, by=cast.second_editor, at=at)
    run_tasks()
    out.refresh_from_db()
    assert (out.revision, out.title) == (2, "Tấm bảng mới")
    assert set(states(out).values()) == {"delivered"}
    assert set(out.deliveries.filter(revision=1).values_list("state", flat=True)) == {"withdrawn"}
    assert len(queries.shelf("feeds")) == 1
    assert out.slug == "lich-nuoc-xom-muoi"


def test_unpublishing_and_publishing_again(out, cast, at, run_tasks):
    stories.unpublish(story=out.story, by=cast.editor, at=at)
    run_tasks()
    out.refresh_from_db()
    assert out.state == "withdrawn"
    stories.approve(story=out.story, by=cast.second_editor, at=at)
    run_tasks()
    out.refresh_from_db()
    assert out.state == "live"
    assert set(states(out).values()) == {"delivered"}


def test_a_channel_without_consent_is_left_out_and_said(province, cast, at, run_tasks):
    from lantoa.core.events import history

    draft = world.story(province, cast)
    consent = draft.exemplar.consents.get()
    consent.channels.filter(channel="print").delete()
    stories.approve(story=draft, by=cast.second_editor, at=at)
    run_tasks()
    publication = Publication.objects.get()
    assert set(states(publication)) == {"website", "feeds"}
    event = history(publication).get(kind="publication.published")
    assert "print" in event.changes["refused"]


def test_facts_are_asked_again_when_publishing(province, cast, at, run_tasks):
    draft = world.story(province, cast)
    stories.approve(story=draft, by=cast.second_editor, at=at)
    registry.hold(exemplar=draft.exemplar, reason="Xem lại", by=cast.approver, at=at)
    with pytest.raises(Refused, match="tạm dừng"):
        actions.publish(story=draft, by=SYSTEM, at=at)
    assert not Publication.objects.exists()


def test_targets_are_made_once(province, at):
    assert actions.ensure_targets(by=SYSTEM, at=at) == []
    assert ChannelTarget.objects.count() == 3


def test_who_may_not_recall_takes_nothing_off_a_channel(out, cast, at, monkeypatch):
    delivery, taken = out.deliveries.get(target__channel="website"), []
    channel = type(queries.channels()["website"])
    monkeypatch.setattr(channel, "withdraw", lambda *given: taken.append(given))
    with pytest.raises(Refused, match="quyền"):
        actions.recall(delivery=delivery, by=cast.editor, at=at)
    assert taken == []
    actions.recall(delivery=delivery, by=SYSTEM, at=at)
    assert len(taken) == 1
