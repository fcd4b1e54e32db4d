"""Letting stories out, and taking them back, on every channel.

What is public is decided by rows (`Publication.state`, holds, consents); deliveries follow.
"""

import logging
import re
import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lantoa.core import addresses, events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.publishing import content, queries, rules
from lantoa.publishing.contract import DeliveryFailed, Receipt, Rendered
from lantoa.publishing.models import (
    ChannelTarget,
    DeliveredFile,
    Delivery,
    Publication,
    PublishedFile,
    ShortLink,
)
from lantoa.publishing.states import DELIVERY, PUBLICATION, DeliveryState, PublicationState
from lantoa.registry.models import Exemplar
from lantoa.stories import rules as story_rules
from lantoa.stories.models import Story
from lantoa.stories.rules import OTHER_PERSON

logger = logging.getLogger("lantoa.publishing")

# Without letters and digits that are read for one another on paper.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


@transaction.atomic
def ensure_targets(*, by: Actor, at: datetime) -> list[ChannelTarget]:
    """One target for each channel of the settings that has none yet; idempotent."""
    made = []
    for channel in queries.channels().values():
        if not ChannelTarget.objects.filter(channel=channel.name).exists():
            made.append(ChannelTarget.objects.create(channel=channel.name, name=channel.label))
            events.record("delivery.target_added", made[-1], by=by, at=at,
                          changes={"channel": channel.name})  # fmt: skip
    return made


@transaction.atomic
def publish(*, story: Story, by: Actor, at: datetime) -> Publication:
    """Let out the approved words of `story`, or its new revision, and queue the deliveries.

    Facts are checked again (hold, consent, revocation). A channel without consent, or which
    refuses the item, gets no delivery; why stands in the event. Idempotent for one revision.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    # A consent withdrawn at this moment is seen, or waits and then finds what was published.
    Exemplar.objects.select_for_update().get(pk=story.exemplar_id)
    reasons = rules.reasons_against_publishing(story, on=_day(at))
    if not by.may("publication.follow", story.unit):
        reasons.append("Bài lên cổng khi được duyệt, không ai đăng tay.")
    if reasons:
        raise Refused(reasons)
    existing = Publication.objects.select_for_update().filter(story=story).first()
    if existing is not None and existing.exemplar_id != story.exemplar_id:
        # Holds and consents follow the exemplar that was published.
        raise Refused([OTHER_PERSON])
    if existing is not None and _is_same(existing, story):
        return existing
    publication = existing or _first(story, at)
    if existing is not None:
        publication.revision += 1
        publication.revised_at = at
    _fill(publication, story)
    refused = queue(publication, at=at)
    changes = {"revision": publication.revision, "refused": refused, "title": publication.title}
    if publication.state == PublicationState.WITHDRAWN:
        PUBLICATION.perform("republish", publication, by=by, at=at)
    else:
        kind = "publication.revised" if existing else "publication.published"
        events.record(kind, publication, by=by, at=at, unit=publication.unit, changes=changes)
    return publication


@transaction.atomic
def keep_back(*, story: Story, reasons: list[str], by: Actor, at: datetime) -> None:
    """Note why an approved story does not go out; its history shows the sentences."""
    if not by.may("publication.follow", story.unit):
        raise Refused(["Lý do chưa lên cổng do hệ thống tự ghi."])
    events.record("publication.kept_back", story, by=by, at=at, unit=story.unit,
                  changes={"reasons": reasons})  # fmt: skip


@transaction.atomic
def widen(*, publication: Publication, by: Actor, at: datetime) -> list[str]:
    """Queue what is public for the channels that somebody has now agreed to; their names.

    Nothing for what is not public. Raises Refused.
    """
    if not by.may("publication.follow", publication.unit):
        raise Refused(["Bài tự thêm kênh theo sự đồng ý, không ai thêm tay."])
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.state != PublicationState.LIVE:
        return []
    before = _waiting(publication)
    queue(publication, at=at)
    added = sorted(_waiting(publication) - before)
    if added:
        events.record("publication.widened", publication, by=by, at=at, unit=publication.unit,
                      changes={"channels": added})  # fmt: skip
    return added


def _waiting(publication: Publication) -> set[str]:
    rows = publication.deliveries.filter(revision=publication.revision)
    rows = rows.exclude(state=DeliveryState.WITHDRAWN)
    return set(rows.values_list("target__channel", flat=True))


def hold(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """Take it from every channel while something is looked into."""
    PUBLICATION.perform("hold", publication, by=by, at=at)
    return publication


@transaction.atomic
def resume(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """After a hold: public again, and on its way to every channel again."""
    reasons = rules.reasons_against_being_public(publication, on=_day(at))
    if reasons:
        raise Refused(reasons)
    PUBLICATION.perform("resume", publication, by=by, at=at)
    queue(publication, at=at)
    return publication


def withdraw(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """The end: gone from the portal at once, recalled from every channel."""
    PUBLICATION.perform("withdraw", publication, by=by, at=at)
    return publication


def send(*, delivery: Delivery, by: Actor, at: datetime) -> Delivery:
    """Render and deliver one delivery; the row says before and after where it stands.

    "sending" is committed before the channel is called: after a crash it is sent again, which
    every channel bears. A failure is written on the row, never raised: `state` tells.
    """
    if not _begin(delivery, by=by, at=at):
        return delivery
    channel = queries.channels()[delivery.target.channel]
    settings = delivery.target.settings
    try:
        item = queries.item_of(delivery.publication, with_bytes=True)
        rendered = channel.render(item, settings)
        receipt = channel.deliver(rendered, settings)
    except DeliveryFailed as failure:
        _fail(delivery, str(failure), permanent=failure.permanent, by=by, at=at)
    except Exception:
        # One broken item must not keep the others from their readers.
        logger.exception("kênh %s hỏng ở lượt gửi %s", channel.name, delivery.pk)
        message = "Kênh gặp lỗi không ngờ; xem nhật ký máy chủ."
        _fail(delivery, message, permanent=False, by=by, at=at)
    else:
        if not _arrive(delivery, rendered, receipt, by=by, at=at):
            channel.withdraw(receipt, settings)
    return delivery


def recall(*, delivery: Delivery, by: Actor, at: datetime) -> Delivery:
    """Take back one delivery. A channel that cannot now raises DeliveryFailed, to be retried.

    Raises Refused, before the channel is asked.
    """
    delivery.refresh_from_db()
    if delivery.state == DeliveryState.WITHDRAWN:
        return delivery
    if reasons := DELIVERY.reasons_against("withdraw", delivery, by=by, at=at):
        raise Refused(reasons)
    if delivery.state == DeliveryState.DELIVERED:
        channel = queries.channels().get(delivery.target.channel)
        if channel is not None:
            channel.withdraw(Receipt(delivery.receipt), delivery.target.settings)
    with transaction.atomic():
        DELIVERY.perform("withdraw", delivery, by=by, at=at, withdrawn_at=at)
        delivery.files.all().delete()
    return delivery


@transaction.atomic
def retry(*, delivery: Delivery, by: Actor, at: datetime) -> Delivery:
    """A person sends a failed delivery again; its target is switched on again."""
    DELIVERY.perform("retry", delivery, by=by, at=at, attempts=0, queued_at=at)
    target = delivery.target
    if not target.is_enabled:
        target.is_enabled, target.trouble = True, ""
        target.save(update_fields=["is_enabled", "trouble"])
        events.record("delivery.target_enabled", target, by=by, at=at, unit=delivery.unit)
    return delivery


def _first(story: Story, at: datetime) -> Publication:
    return Publication(
        story=story, exemplar=story.exemplar, unit=story.unit, slug=addresses.free(Publication, "story", story.slug),
        published_at=at, revised_at=at, content={},
    )  # fmt: skip


def _is_same(publication: Publication, story: Story) -> bool:
    return (
        publication.state != PublicationState.WITHDRAWN
        and publication.content.get("story_revision") == story.live_revision_id
        and not (publication.unpictured_from and story_rules.shows_person(story))
    )


def _move(publication: Publication, wanted: str) -> None:
    """Stand at the address the editor wants; the one before leads here for ever.

    Where it is another's, a number behind it makes it ours, and such a number is no change.
    """
    old = publication.slug
    numbered = re.fullmatch(re.escape(wanted) + r"-\d+", old)
    if old == wanted or (
        numbered and not addresses.is_free(Publication, "story", wanted, of=publication.pk)
    ):
        return
    publication.slug = addresses.free(Publication, "story", wanted, of=publication.pk)
    addresses.leave("story", old, publication, now=publication.slug)


def _fill(publication: Publication, story: Story) -> None:
    """Freeze the words, at the address that the story has now."""
    publication.title = story.title
    if publication._state.adding:
        publication.save()  # short links need the row
    else:
        _move(publication, story.slug)
    publication.content = content.freeze(
        story,
        slug=publication.slug,
        short_codes={name: _short_code(publication, name) for name in queries.channels()},
        published_at=publication.published_at,
        revised_at=publication.revised_at,
        revision=publication.revision,
    )
    former = addresses.left_by("story", [publication.pk])
    publication.content |= {"former_slugs": sorted(former)}
    if publication.content["shows_person"]:
        publication.unpictured_from = None
    publication.save()
    keep_files(publication)


def keep_files(publication: Publication) -> None:
    """A picture that the new words no longer show is closed to readers with the old ones."""
    publication.files.all().delete()
    PublishedFile.objects.bulk_create(
        PublishedFile(publication=publication, name=name)
        for name in sorted(content.files_of(publication.content))
    )


def _short_code(publication: Publication, channel: str) -> str:
    link = ShortLink.objects.filter(publication=publication, channel=channel).first()
    while link is None:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(7))
        if not ShortLink.objects.filter(code=code).exists():
            link = ShortLink.objects.create(publication=publication, channel=channel, code=code)
    return link.code


def queue(publication: Publication, *, at: datetime) -> dict[str, str]:
    """Queue the current revision for every enabled target. Refused channels, with why."""
    refused: dict[str, str] = {}
    item = queries.item_of(publication)
    for target in ChannelTarget.objects.filter(is_enabled=True):
        channel = queries.channels().get(target.channel)
        if channel is None:
            continue
        reason = refusal(publication, channel, item, target.settings, on=_day(at))
        if reason:
            refused[target.channel] = reason
            continue
        row, is_new = Delivery.objects.get_or_create(
            publication=publication, target=target, revision=publication.revision,
            defaults={"queued_at": at},
        )  # fmt: skip
        if not is_new and row.state == DeliveryState.WITHDRAWN:
            row.state, row.queued_at, row.attempts = DeliveryState.QUEUED, at, 0
            row.withdrawn_at = row.delivered_at = None
            row.save()
    return refused


def refusal(
    publication: Publication, channel: Any, item: Any, settings: Any, *, on: date
) -> str | None:
    """Why this channel does not carry this publication: no consent for it, or its own word."""
    reasons = rules.channel_reasons(
        publication.exemplar, [channel.name], publication.content, on=on
    )
    if reasons:
        return " ".join(reasons)
    answer: str | None = channel.refuses(item, settings)
    return answer


def _begin(delivery: Delivery, *, by: Actor, at: datetime) -> bool:
    """Write "sending"; or withdraw what is no longer to be sent, and say False."""
    with transaction.atomic():
        lock(delivery)
        if delivery.state in (DeliveryState.DELIVERED, DeliveryState.WITHDRAWN):
            return False
        if not delivery.target.is_enabled:
            return False
        if not _is_wanted(delivery, at=at):
            DELIVERY.perform("withdraw", delivery, by=by, at=at, withdrawn_at=at)
            return False
        DELIVERY.perform("send", delivery, by=by, at=at, attempts=delivery.attempts + 1)
        return True


def _is_wanted(delivery: Delivery, *, at: datetime) -> bool:
    publication = Publication.objects.filter(pk=delivery.publication_id).public().first()
    if publication is None or publication.revision != delivery.revision:
        return False
    delivery.publication = publication
    names = [delivery.target.channel]
    return not rules.channel_reasons(publication.exemplar, names, publication.content, on=_day(at))


def _arrive(
    delivery: Delivery, rendered: Rendered, receipt: Receipt, *, by: Actor, at: datetime
) -> bool:
    """Keep what was delivered and take back older revisions. False when recalled meanwhile."""
    with transaction.atomic():
        Publication.objects.select_for_update().get(pk=delivery.publication_id)
        delivery.refresh_from_db()
        if delivery.state != DeliveryState.SENDING:
            return False
        if not _is_wanted(delivery, at=at):
            DELIVERY.perform("withdraw", delivery, by=by, at=at, withdrawn_at=at)
            return False
        delivery.files.all().delete()
        DeliveredFile.objects.bulk_create(
            DeliveredFile(delivery=delivery, name=f.name, content_type=f.content_type, body=f.body)
            for f in rendered.files
        )
        DELIVERY.perform(
            "arrive", delivery, by=by, at=at, receipt=dict(receipt.facts),
            facts=dict(rendered.facts), delivered_at=at, refusal="",
        )  # fmt: skip
    _replace_older(delivery, by=by, at=at)
    return True


def _replace_older(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """Only after the new words have arrived do the old ones go: no gap for the reader."""
    older = Delivery.objects.filter(
        publication=delivery.publication_id, target=delivery.target_id,
        revision__lt=delivery.revision,
    ).exclude(state=DeliveryState.WITHDRAWN)  # fmt: skip
    for row in older:
        try:
            recall(delivery=row, by=by, at=at)
        except DeliveryFailed:
            logger.warning("chưa thu hồi được lượt gửi cũ %s; sẽ quét lại", row.pk)


def _fail(delivery: Delivery, message: str, *, permanent: bool, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        delivery.refresh_from_db()
        if delivery.state != DeliveryState.SENDING:
            return
        DELIVERY.perform("fail", delivery, by=by, at=at, refusal=message)
        if permanent:
            target = delivery.target
            target.is_enabled, target.trouble = False, message
            target.save(update_fields=["is_enabled", "trouble"])
            # The desk shows this event to those who may manage deliveries.
            events.record("delivery.target_disabled", target, by=by, at=at, unit=delivery.unit,
                          changes={"trouble": message})  # fmt: skip


def _day(at: datetime) -> date:
    return timezone.localdate(at)
