"""Deliveries through failures and crashes."""

from datetime import timedelta

import pytest

from lantoa.channels.feeds import FeedsChannel
from lantoa.core.actors import SYSTEM
from lantoa.core.events import history
from lantoa.publishing import actions, tasks
from lantoa.publishing.contract import DeliveryFailed
from lantoa.publishing.models import ChannelTarget, DeliveredFile, Delivery, Publication
from lantoa.stories import actions as stories
from tests import world


@pytest.fixture
def queued(province, cast, at):
    story = world.story(province, cast)
    stories.approve(story=story, by=cast.second_editor, at=at)
    publication = actions.publish(story=story, by=SYSTEM, at=at)
    return publication.deliveries.get(target__channel="feeds")


def break_channel(monkeypatch, error):
    def deliver(self, rendered, settings):
        raise error

    monkeypatch.setattr(FeedsChannel, "deliver", deliver)


def test_a_failure_is_written_and_tried_again(queued, at, monkeypatch):
    with monkeypatch.context() as patch:
        break_channel(patch, DeliveryFailed("Máy chủ bận."))
        actions.send(delivery=queued, by=SYSTEM, at=at)
        assert (queued.state, queued.refusal, queued.attempts) == ("failed", "Máy chủ bận.", 1)
        with pytest.raises(DeliveryFailed, match="Máy chủ bận"):
            tasks.send_deliveries.call(subject_id=str(queued.publication_id), event_id=1)
    actions.send(delivery=queued, by=SYSTEM, at=at)
    assert (queued.state, queued.refusal) == ("delivered", "")


def test_a_permanent_failure_switches_the_target_off(queued, at, monkeypatch, cast):
    with monkeypatch.context() as patch:
        break_channel(patch, DeliveryFailed("Tài khoản đã bị khóa.", permanent=True))
        actions.send(delivery=queued, by=SYSTEM, at=at)
    target = ChannelTarget.objects.get(channel="feeds")
    assert not target.is_enabled
    assert target.trouble == "Tài khoản đã bị khóa."
    assert history(target).filter(kind="delivery.target_disabled").exists()
    queued.refresh_from_db()
    actions.retry(delivery=queued, by=cast.editor, at=at)
    actions.send(delivery=queued, by=SYSTEM, at=at)
    assert queued.state == "delivered"


def test_an_unknown_error_is_a_failure_too(queued, at, monkeypatch):
    break_channel(monkeypatch, ZeroDivisionError("bug"))
    actions.send(delivery=queued, by=SYSTEM, at=at)
    assert queued.state == "failed"


def test_sending_is_written_before_the_channel_is_called(queued, at, monkeypatch):
    seen = []

    def deliver(self, rendered, settings):
        seen.append(Delivery.objects.get(pk=queued.pk).state)
        raise KeyboardInterrupt  # the process dies here

    with monkeypatch.context() as patch:
        patch.setattr(FeedsChannel, "deliver", deliver)
        with pytest.raises(KeyboardInterrupt):
            actions.send(delivery=queued, by=SYSTEM, at=at)
    assert seen == ["sending"]
    queued.refresh_from_db()
    assert queued.state == "sending"
    monkeypatch.setattr(tasks.clock, "now", lambda: at + timedelta(hours=1))
    tasks.sweep_deliveries.call()
    queued.refresh_from_db()
    assert queued.state == "delivered"
    assert not Delivery.objects.exclude(state="delivered").exists()


def test_a_hold_while_sending_wins(queued, at, cast, monkeypatch):
    from lantoa.registry import actions as registry

    taken_back = []
    deliver = FeedsChannel.deliver

    def slow(self, rendered, settings):
        registry.hold(
            exemplar=queued.publication.exemplar, reason="Xem lại", by=cast.approver, at=at
        )
        return deliver(self, rendered, settings)

    monkeypatch.setattr(FeedsChannel, "deliver", slow)
    monkeypatch.setattr(FeedsChannel, "withdraw", lambda *args: taken_back.append(1))
    actions.send(delivery=queued, by=SYSTEM, at=at)
    queued.refresh_from_db()
    assert queued.state == "withdrawn"
    assert taken_back == [1]
    assert not DeliveredFile.objects.filter(delivery=queued).exists()


def test_sending_twice_leaves_one_set_of_files(queued, at):
    actions.send(delivery=queued, by=SYSTEM, at=at)
    Delivery.objects.filter(pk=queued.pk).update(state="sending")
    actions.send(delivery=queued, by=SYSTEM, at=at)
    assert queued.state == "delivered"
    assert queued.files.count() == 3


def test_the_sweep_finishes_what_was_not_followed(province, cast, at, run_tasks, monkeypatch):
    """The tasks that follow a revocation never ran: the sweep does their work."""
    publication = world.published(province, cast, run_tasks)
    from lantoa.registry.models import Exemplar

    Exemplar.objects.filter(pk=publication.exemplar_id).update(standing="revoked")
    monkeypatch.setattr(tasks.clock, "now", lambda: at + timedelta(hours=1))
    tasks.sweep_deliveries.call()
    publication.refresh_from_db()
    assert publication.state == "withdrawn"
    assert set(publication.deliveries.values_list("state", flat=True)) == {"withdrawn"}
    tasks.sweep_deliveries.call()
    assert Publication.objects.count() == 1


def test_channels_are_checked_at_start(settings):
    from lantoa.publishing import queries
    from lantoa.publishing.checks import channels_are_sound

    assert channels_are_sound(None) == []
    settings.LANTOA_CHANNELS = [settings.LANTOA_CHANNELS[0]] * 2
    assert channels_are_sound(None)[0].id == "publishing.E001"
    settings.LANTOA_CHANNELS = ["lantoa.channels.nowhere.Channel"]
    assert channels_are_sound(None)[0].id == "publishing.E001"
    queries.channels.cache_clear()
