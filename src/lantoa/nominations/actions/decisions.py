"""The steps of a nomination, from handing it to a verifier to recognition."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.nominations import rules
from lantoa.nominations.actions.flags import refresh_flags
from lantoa.nominations.models import Appraisal, Claim, Nomination
from lantoa.nominations.states import NOMINATION
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar
from lantoa.registry.queries import criteria_for
from lantoa.registry.states import Standing
from lantoa.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.accounts.models import User


def start(
    *, nomination: Nomination, verifier: "User", due_on: date, by: Actor, at: datetime
) -> None:
    """Hand the file to a verifier with a day by which to finish; it is judged by the criteria
    that hold today, also when they change later.
    """
    if due_on < timezone.localdate(at):
        raise Refused(["Hạn xác minh không thể ở trước hôm nay."])
    try:
        with transaction.atomic():
            # Before the step, because its guard asks whether this verifier may.
            nomination.verifier = verifier
            nomination.save(update_fields=["verifier"])
            criteria = criteria_for(nomination.sector, nomination.unit, timezone.localdate(at))
            NOMINATION.perform(
                "start", nomination, by=by, at=at, verifier=verifier, due_on=due_on,
                criteria_set=criteria,
            )  # fmt: skip
            refresh_flags(nomination=nomination, by=by, at=at)
    except Refused:
        nomination.refresh_from_db()
        raise


def conclude(*, nomination: Nomination, by: Actor, at: datetime) -> None:
    """The verifier has asked everybody: each claim is judged, the true ones supported, the
    criteria and whatever looked odd answered.
    """
    if by.may("nomination.verify", nomination.unit):
        refresh_flags(nomination=nomination, by=by, at=at)  # stays, also when refused below
    NOMINATION.perform(
        "conclude",
        nomination,
        by=by,
        at=at,
        concluded_by_id=by.pk,
        concluded_at=at,
        return_reason="",
    )


#: What goes over from the file to the exemplar as it stands.
_COPIED = (
    "kind", "full_name", "birth_year", "is_minor", "is_small_child", "is_deceased", "gender",
    "ethnicity", "occupation",
    "organisation", "deed", "summary", "unclear", "sector", "place", "unit",
)  # fmt: skip


@transaction.atomic
def appraise(
    *,
    nomination: Nomination,
    opinion: str,
    recommends: bool,
    standing: str,
    by: Actor,
    at: datetime,
) -> Appraisal:
    """The officer's opinion goes to the approver. `standing` is 'emerging' or 'exemplar'.

    Where the unit's rule asks for a panel, recognition is only proposed after it voted so.
    """
    reasons = []
    if not opinion.strip():
        reasons.append("Viết ý kiến thẩm định: vì sao nên hay chưa nên công nhận.")
    if standing not in (Standing.EMERGING, Standing.EXEMPLAR):
        reasons.append("Chọn đề nghị công nhận là nhân tố mới hay điển hình tiên tiến.")
    elif recommends:
        unvoted = rules.panel_reason(nomination, standing, timezone.localdate(at))
        reasons += [unvoted] if unvoted else []
    if reasons:
        raise Refused(reasons)
    NOMINATION.perform("appraise", nomination, by=by, at=at)
    return Appraisal.objects.create(
        nomination=nomination,
        author_id=by.pk,
        opinion=nfc(opinion).strip(),
        recommends=recommends,
        standing=standing,
        at=at,
    )


@transaction.atomic
def recognise(
    *, nomination: Nomination, by: Actor, at: datetime, decision_number: str = ""
) -> Exemplar:
    """Recognise: the approver, who had no other part in the file, makes it an exemplar.

    Only claims judged true or partly true go over. Raises Refused with every reason.
    """
    NOMINATION.perform("recognise", nomination, by=by, at=at)
    appraisal = nomination.appraisals.order_by("-at", "-pk").first()
    if appraisal is None or nomination.concluded_by is None or nomination.concluded_at is None:
        raise Refused(["Hồ sơ thiếu kết luận xác minh hoặc ý kiến thẩm định."])
    copied = {name: getattr(nomination, name) for name in _COPIED}
    exemplar = registry.recognise(
        facts=registry.Facts(
            **copied,
            standing=appraisal.standing,
            verified_on=timezone.localdate(nomination.concluded_at),
            verified_by_name=nomination.concluded_by.full_name,
        ),
        achievements=_proven(nomination),
        decision_number=decision_number,
        criteria_set=nomination.criteria_set,
        by=by,
        at=at,
    )
    nomination.exemplar = exemplar
    nomination.save(update_fields=["exemplar"])
    return exemplar


@transaction.atomic
def send_back(*, nomination: Nomination, reason: str, by: Actor, at: datetime) -> None:
    """Give the file back to the verifier, saying what is missing."""
    if not reason.strip():
        raise Refused(["Viết còn thiếu gì, để người xác minh biết phải hỏi thêm ai."])
    NOMINATION.perform("send_back", nomination, by=by, at=at)
    nomination.return_reason = nfc(reason).strip()
    nomination.save(update_fields=["return_reason"])


@transaction.atomic
def decline(*, nomination: Nomination, reason: str, by: Actor, at: datetime) -> None:
    """Close the file with a sentence that who told us will read."""
    if not reason.strip():
        raise Refused(["Viết vì sao không tiếp tục: người kể sẽ đọc đúng câu này."])
    NOMINATION.perform("decline", nomination, by=by, at=at)
    nomination.decline_reason = nfc(reason).strip()
    nomination.save(update_fields=["decline_reason"])


def _proven(nomination: Nomination) -> list[registry.ProvenClaim]:
    supported = nomination.claims.filter(verdict__in=rules.SUPPORTED)
    return [
        registry.ProvenClaim(
            statement=claim.statement,
            verdict=claim.verdict,
            **_confirmers(claim),
            evidence=[
                registry.Support(piece.description, piece.link, piece.file)
                for piece in claim.evidence.select_related("file").order_by("pk")
            ],
        )
        for claim in supported.prefetch_related("confirmations").order_by("position")
    ]


def _confirmers(claim: Claim) -> dict[str, Any]:
    """Who confirmed a claim and when, for the fact file; their words stay in this file."""
    if claim.confirmed_by or not claim.confirmations.all():
        return {"confirmed_by": claim.confirmed_by, "confirmed_on": claim.confirmed_on}
    rows = list(claim.confirmations.all())
    names = "; ".join(f"{row.name}, {row.role}" for row in rows)
    return {"confirmed_by": names[:200], "confirmed_on": max(row.on for row in rows)}
