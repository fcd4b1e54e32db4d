"""Which channels may carry a publication, and whether it may be public at all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from lantoa.registry import rules as registry_rules
from lantoa.stories import rules as story_rules

if TYPE_CHECKING:
    from lantoa.places.models import AdminUnit
    from lantoa.publishing.models import Gathering, Publication
    from lantoa.registry.models import Exemplar
    from lantoa.stories.models import Story


def reasons_against_publishing(story: "Story", *, on: date) -> list[str]:
    """Why an approved story may not go out now; asked again because time passed since."""
    reasons = story_rules.fact_reasons(story, on=on)
    if not story.live:
        reasons.append("Bài chưa được duyệt, hoặc đã được gỡ.")
    return reasons


def reasons_against_being_public(publication: "Publication", *, on: date) -> list[str]:
    """Why a publication may not be on any channel: hold, revocation, consent withdrawn."""
    exemplar = publication.exemplar
    return [
        *story_rules.standing_reasons(exemplar),
        *channel_reasons(exemplar, story_rules.NEEDED_CHANNELS, publication.content, on=on),
    ]


def channel_reasons(
    exemplar: "Exemplar", channels: Sequence[str], content: Mapping[str, Any], *, on: date
) -> list[str]:
    """Why `exemplar` may not be shown on `channels`: the missing consents, as sentences."""
    return registry_rules.consent_reasons(
        exemplar, channels=list(channels), on=on, image=bool(content.get("shows_person"))
    )


def lacks_only_pictures(publication: "Publication", *, on: date) -> bool:
    """Whether the person may be named where everything is, but no longer shown in photographs."""
    return bool(publication.content.get("shows_person")) and (
        not registry_rules.consent_reasons(
            publication.exemplar, channels=story_rules.NEEDED_CHANNELS, on=on, image=False
        )
        and bool(
            channel_reasons(
                publication.exemplar, story_rules.NEEDED_CHANNELS, publication.content, on=on
            )
        )
    )


def gathering_has_begun(gathering: "Gathering", by: Any, at: datetime) -> str | None:
    """A guard: nothing is told as having been held before it began."""
    if gathering.starts_at > at:
        return "Chưa tới giờ bắt đầu, nên chưa thể ghi là đã diễn ra."
    return None


def gathering_reasons(
    *,
    title: str,
    abstract: str,
    audience: str,
    venue: str,
    place: "AdminUnit | None",
    starts_at: datetime,
    ends_at: datetime,
) -> list[str]:
    """What an invitation must say: what, for whom, where, from when to when."""
    reasons = []
    if not title.strip():
        reasons.append("Ghi tên buổi gặp.")
    if not abstract.strip():
        reasons.append("Ghi vài câu: buổi gặp bàn chuyện gì.")
    if not audience.strip():
        reasons.append("Ghi ai có thể đến, có cần báo trước không.")
    if not venue.strip() or place is None:
        reasons.append("Ghi địa điểm và chọn xã, phường.")
    if ends_at <= starts_at:
        reasons.append("Giờ kết thúc phải sau giờ bắt đầu.")
    return reasons
