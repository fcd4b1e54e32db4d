"""Erasing what is held of a person, at their asking, and leaving what the office must show.

The row stays with its code, place, unit and days, so that counts and the log hold; everything
that tells who it was goes. Called by `nominations`, which holds the request and the tips.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.core import events, files, forgetting
from lantoa.core.actors import Actor
from lantoa.core.models import FormerAddress, StoredFile
from lantoa.core.workflow import Refused
from lantoa.registry.actions.consents import take_back
from lantoa.registry.models import Evidence, Exemplar, Practice, SubjectContact

#: What stands in the place of an erased text.
ERASED = "[đã xóa theo yêu cầu]"
#: Names of values in the log that tell nothing of a person: all others are forgotten.
NEUTRAL = frozenset({
    "state", "standing", "code", "number", "kind", "channel", "channels", "place", "position",
    "verdict", "giver", "consent", "rest_of", "covers_name", "covers_image", "given_on", "hold",
    "practice", "decision_number", "revision", "received_at", "due_on", "finished_at",
    "answer_due_on", "finish_due_on", "answered_at", "is_extended", "lead", "exemplar", "claim",
    "verifier", "concluded_by_id", "concluded_at", "joined_to", "identified", "requests",
})  # fmt: skip


@transaction.atomic
def erase(*, exemplar: Exemplar, by: Actor, at: datetime) -> Exemplar:
    """Withdraw all consents, erase the facts, the contact and the files, forget it in the log.

    Needs `exemplar.erase`. Records registry.erased, from which stories, publications and search
    follow. Raises Refused.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    reasons = []
    if not by.may("exemplar.erase", exemplar.unit):
        reasons.append(f"Anh, chị không có quyền xóa dữ liệu ở {exemplar.unit}.")
    if exemplar.erased_at is not None:
        reasons.append("Dữ liệu của hồ sơ này đã xóa trước đây.")
    if reasons:
        raise Refused(reasons)
    for consent in exemplar.consents.filter(withdrawn_at__isnull=True):
        take_back(consent, exemplar, by=by, at=at)
    stored = [*_strip_consents(exemplar), *_strip_achievements(exemplar)]
    _strip_rest(exemplar)
    _strip(exemplar, at)
    for file in stored:
        files.discard(file)
    events.record("registry.erased", exemplar, by=by, at=at, unit=exemplar.unit)
    forgetting.forget([exemplar], keep=NEUTRAL, by=by, at=at, unit=exemplar.unit)
    return exemplar


def _strip(exemplar: Exemplar, at: datetime) -> None:
    values: dict[str, Any] = {
        "full_name": ERASED, "sort_key": ERASED, "match_key": "", "folded_name": "",
        "birth_year": None, "is_minor": False, "is_small_child": False, "is_deceased": False,
        "gender": "", "ethnicity": "", "occupation": "", "organisation": "", "deed": ERASED,
        "summary": "", "unclear": "", "erased_at": at,
    }  # fmt: skip
    for name, value in values.items():
        setattr(exemplar, name, value)
    exemplar.save(update_fields=list(values))


def _strip_consents(exemplar: Exemplar) -> list[StoredFile]:
    """That there was a consent, of which kind, when and for what stays as proof; who gave it,
    and the paper, go."""
    consents = exemplar.consents.select_related("proof")
    stored = [consent.proof for consent in consents if consent.proof]
    consents.update(giver_name=ERASED, purpose=ERASED, proof=None, proof_note="")
    return stored


def _strip_achievements(exemplar: Exemplar) -> list[StoredFile]:
    pieces = Evidence.objects.filter(achievement__exemplar=exemplar)
    stored = [piece.file for piece in pieces.select_related("file") if piece.file]
    pieces.update(description=ERASED, link="", file=None)
    exemplar.achievements.update(statement=ERASED, confirmed_by="", confirmed_on=None)
    return stored


def _strip_rest(exemplar: Exemplar) -> None:
    SubjectContact.objects.filter(exemplar=exemplar).delete()
    exemplar.holds.update(reason=ERASED)
    exemplar.holds.exclude(conclusion="").update(conclusion=ERASED)
    revocation = getattr(exemplar, "revocation", None)
    if revocation is not None:
        revocation.public_note = ERASED
        revocation.save(update_fields=["public_note"])
    for practice in Practice.objects.filter(exemplar=exemplar):
        FormerAddress.objects.filter(space="practice", subject_id=str(practice.pk)).delete()
        Practice.objects.filter(pk=practice.pk).update(
            slug=f"da-xoa-{practice.pk}", title=ERASED, sort_key=ERASED, summary=ERASED, steps=[],
            conditions=[], pitfalls=[], cost="", cost_vnd=None, time_needed="", contact="",
        )  # fmt: skip
