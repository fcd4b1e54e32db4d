"""Which channels may carry a publication, and whether it may be public at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from lantoa.registry import rules as registry_rules
from lantoa.stories import rules as story_rules

if TYPE_CHECKING:
    from lantoa.publishing.models import Publication
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
