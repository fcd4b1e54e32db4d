"""Carrying out what a person has the right to: all that is held of them is erased.

The fact file, the file it came from, the tips and the request itself go in one transaction;
stories, publications and search follow (`config/wiring.py`).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from lantoa.core import events, files, forgetting
from lantoa.core.actors import Actor
from lantoa.core.models import StoredFile
from lantoa.core.workflow import Refused
from lantoa.nominations.models import (
    Claim,
    ClaimEvidence,
    ComplainantContact,
    Complaint,
    Lead,
    LeadAttachment,
    Nomination,
    NominatorContact,
    RightsRequest,
)
from lantoa.nominations.states import RIGHTS
from lantoa.registry import actions as registry
from lantoa.registry.actions import ERASED, NEUTRAL


@transaction.atomic
def erase(*, request: RightsRequest, by: Actor, at: datetime) -> RightsRequest:
    """The approver erases what an accepted request asks to erase. Cannot be undone.

    Needs `exemplar.erase`, and another person than who answered. Raises Refused with every
    reason.
    """
    RIGHTS.perform("erase", request, by=by, at=at, finished_at=at)
    exemplar = request.exemplar
    stored = []
    nomination = Nomination.objects.filter(exemplar=exemplar).first()
    leads = list(Lead.objects.filter(Q(joined_to=exemplar) | Q(nomination__exemplar=exemplar)))
    for lead in leads:
        stored += _strip_lead(lead)
    if nomination is not None:
        stored += _strip_nomination(nomination)
    registry.erase(exemplar=exemplar, by=by, at=at)
    for file in stored:
        files.discard(file)
    requests = list(RightsRequest.objects.filter(exemplar=exemplar))
    RightsRequest.objects.filter(exemplar=exemplar).update(
        text="", identity_note=ERASED, answer=ERASED
    )
    subjects = [*leads, *([nomination] if nomination else []), *requests]
    forgetting.forget(subjects, keep=NEUTRAL, by=by, at=at, unit=exemplar.unit)
    request.refresh_from_db()
    return request


@transaction.atomic
def erase_complaints(*, paths: Sequence[str], by: Actor, at: datetime) -> int:
    """Take out what readers wrote of pages that are erased, and who wrote it; how many."""
    complaints = list(Complaint.objects.filter(subject__in=paths))
    if complaints and not by.may("publication.follow", complaints[0].unit):
        raise Refused(["Chỉ xóa phản ánh của trang đã xóa theo yêu cầu."])
    for complaint in complaints:
        ComplainantContact.objects.filter(complaint=complaint).delete()
        Complaint.objects.filter(pk=complaint.pk).update(
            subject="", title=ERASED, text=ERASED, answer=ERASED if complaint.answer else ""
        )
        events.record("complaint.erased", complaint, by=by, at=at, unit=complaint.unit)
    forgetting.forget(complaints, keep=NEUTRAL, by=by, at=at)
    return len(complaints)


def _strip_lead(lead: Lead) -> list[StoredFile]:
    attachments = LeadAttachment.objects.filter(lead=lead).select_related("file")
    stored = [one.file for one in attachments if one.file]
    attachments.delete()
    NominatorContact.objects.filter(lead=lead).delete()
    Lead.objects.filter(pk=lead.pk).update(
        who=ERASED, folded_who="", what=ERASED, when_text="", why="", witnesses="",
        answer=ERASED if lead.answer else "",
    )  # fmt: skip
    return stored


def _strip_nomination(nomination: Nomination) -> list[StoredFile]:
    pieces = ClaimEvidence.objects.filter(claim__nomination=nomination).select_related("file")
    stored = [piece.file for piece in pieces if piece.file]
    pieces.update(description=ERASED, link="", file=None)
    Claim.objects.filter(nomination=nomination).update(
        statement=ERASED, confirmed_by="", confirmed_on=None, note=""
    )
    nomination.appraisals.update(opinion=ERASED)
    Nomination.objects.filter(pk=nomination.pk).update(
        full_name=ERASED, birth_year=None, is_minor=False, is_small_child=False,
        is_deceased=False, gender="", ethnicity="", occupation="", organisation="", deed=ERASED,
        summary="", unclear="", return_reason="", decline_reason="",
    )  # fmt: skip
    return stored
