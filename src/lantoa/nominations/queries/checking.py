"""Reads of criteria, panels and public comment."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lantoa.nominations import codes
from lantoa.nominations.models import (
    CriterionAnswer,
    Nomination,
    Opinion,
    Panel,
    PanelCase,
    PublicComment,
)
from lantoa.nominations.queries import PublicStatus, StatusStep
from lantoa.nominations.states import NominationState, OpinionState, PanelState
from lantoa.registry.models import Criterion

if TYPE_CHECKING:
    from lantoa.accounts.models import User
    from lantoa.places.models import OrgUnit


@dataclass(frozen=True)
class Judged:
    """A criterion of a file, with the answer; None while there is none."""

    criterion: Criterion
    answer: CriterionAnswer | None


def criteria_of(nomination: Nomination) -> list[Judged]:
    """The criteria by which a file is judged, with what was answered; empty without a set."""
    if nomination.criteria_set is None:
        return []
    rows = nomination.criterion_answers.select_related("answered_by").prefetch_related("claims")
    answers = {answer.criterion_id: answer for answer in rows}
    lines = nomination.criteria_set.criteria.all()
    return [Judged(line, answers.get(line.pk)) for line in lines]


def votes_of(nomination: Nomination) -> QuerySet[PanelCase]:
    """What panels said of a file, the newest first."""
    cases = nomination.panel_cases.exclude(panel__state=PanelState.CANCELLED)
    return cases.select_related("panel").order_by("-panel__meets_at", "-pk")


def find_panels(user: "User") -> QuerySet[Panel]:
    """Panels the user runs, decides after, or sits on."""
    return Panel.objects.visible_to(user).select_related("unit")


def with_sizes(panels: QuerySet[Panel]) -> QuerySet[Panel]:
    """With how many files and members each has."""
    return panels.annotate(
        case_count=Count("cases", distinct=True), member_count=Count("members", distinct=True)
    )


def votable(unit: "OrgUnit") -> QuerySet[Nomination]:
    """Files of a unit and all under it that may go before a panel."""
    states = (NominationState.VERIFIED, NominationState.APPRAISED)
    rows = Nomination.objects.filter(unit__path__startswith=unit.path, state__in=states)
    return rows.order_by("concluded_at", "pk")


def find_comments(user: "User") -> QuerySet[PublicComment]:
    """Notices of the user's units."""
    return PublicComment.objects.visible_to(user).select_related("unit", "nomination")


def with_opinions(comments: QuerySet[PublicComment]) -> QuerySet[PublicComment]:
    """With how many opinions came to each, and how many wait for an answer."""
    waiting = Q(opinions__state=OpinionState.RECEIVED)
    return comments.annotate(
        opinion_count=Count("opinions"), waiting_count=Count("opinions", filter=waiting)
    )


def public_comments(on: date) -> QuerySet[PublicComment]:
    """Notices that stand on the portal on the day `on`, those that end first on top."""
    return PublicComment.objects.public(on).select_related("unit").order_by("ends_on", "pk")


def find_opinion(code: str) -> Opinion | None:
    """The opinion of a receipt code, however it was typed; None when there is none."""
    found = Opinion.objects.filter(code_digest=codes.digest(code))
    return found.select_related("comment__unit").first()


def opinion_status(opinion: Opinion) -> PublicStatus:
    """Where an opinion stands, in words for who gave it; nothing else of it."""
    unit, is_done = opinion.comment.unit, opinion.state == OpinionState.ANSWERED
    sentence = (
        "Chúng tôi đã đọc và trả lời bạn dưới đây."
        if is_done
        else f"Đã nhận ý kiến của bạn. {unit} trả lời trước khi kết thúc lấy ý kiến."
    )
    return PublicStatus(
        state=opinion.state,
        label=opinion.get_state_display(),
        sentence=sentence,
        received_on=timezone.localdate(opinion.received_at),
        due_on=opinion.comment.ends_on,
        answer=opinion.answer,
        steps=(
            StatusStep("Đã nhận ý kiến", True, False),
            StatusStep("Có người đọc và trả lời", is_done, not is_done),
        ),
    )
