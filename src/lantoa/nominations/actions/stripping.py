"""Taking out of tips and files what tells of an erased person; the rows stay, and what counts.

Called by `erasure` in its transaction; each function gives back the stored files whose bytes are
then to go.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.nominations.models import (
    Ballot,
    Claim,
    ClaimEvidence,
    Confirmation,
    Conflict,
    CriterionAnswer,
    Flag,
    Joining,
    Lead,
    LeadAttachment,
    Nomination,
    NominatorContact,
    Opinion,
    OpinionContact,
    PanelCase,
    PublicComment,
    SiteVisit,
    TextPrint,
    VisitPhoto,
)
from lantoa.registry.actions import ERASED


@dataclass(frozen=True)
class Told:
    """Keys of all tips and files that tell of one person."""

    leads: frozenset[int]
    nominations: frozenset[int]


def told_of(exemplars: Collection[int]) -> Told:
    """What led to these records, and what was added to them or to that, however far back."""
    leads: set[int] = set()
    nominations: set[int] = set()
    while True:
        before = len(leads), len(nominations)
        mine = Joining.objects.standing().filter(
            Q(kept_exemplar__in=exemplars)
            | Q(kept_nomination__in=nominations)
            | Q(kept_lead__in=leads)
        )
        added = mine.values_list("gone_lead", "gone_nomination")
        rows = list(added)
        leads |= {lead for lead, _ in rows if lead}
        nominations |= {nomination for _, nomination in rows if nomination}
        files = Nomination.objects.filter(
            Q(exemplar__in=exemplars) | Q(lead__in=leads) | Q(pk__in=nominations)
        )
        nominations |= set(files.values_list("pk", flat=True))
        tips = Lead.objects.filter(Q(joined_to__in=exemplars) | Q(nomination__in=nominations))
        leads |= set(tips.values_list("pk", flat=True))
        if before == (len(leads), len(nominations)):
            return Told(frozenset(leads), frozenset(nominations))


def strip(told: Told) -> list[StoredFile]:
    """All of it; the files whose bytes are to go."""
    return [
        *_strip_leads(told.leads),
        *_strip_nominations(told.nominations),
        *_strip_checking(told.nominations),
        *_strip_panels(told.nominations),
        *_strip_comments(told.nominations),
        *_strip_joinings(told),
    ]


def _strip_leads(leads: Collection[int]) -> list[StoredFile]:
    attachments = LeadAttachment.objects.filter(lead__in=leads).select_related("file")
    stored = [one.file for one in attachments if one.file]
    attachments.delete()
    NominatorContact.objects.filter(lead__in=leads).delete()
    TextPrint.objects.filter(lead__in=leads).delete()
    Flag.objects.filter(other_lead__in=leads).delete()
    rows = Lead.objects.filter(pk__in=leads)
    rows.exclude(answer="").update(answer=ERASED)
    rows.update(who=ERASED, folded_who="", what=ERASED, when_text="", why="", witnesses="")
    return stored


def _strip_nominations(nominations: Collection[int]) -> list[StoredFile]:
    pieces = ClaimEvidence.objects.filter(claim__nomination__in=nominations).select_related("file")
    stored = [piece.file for piece in pieces if piece.file]
    pieces.update(description=ERASED, link="", file=None)
    Claim.objects.filter(nomination__in=nominations).update(
        statement=ERASED, confirmed_by="", confirmed_on=None, note=""
    )
    for nomination in Nomination.objects.filter(pk__in=nominations):
        nomination.appraisals.update(opinion=ERASED)
    Nomination.objects.filter(pk__in=nominations).update(
        full_name=ERASED, birth_year=None, is_minor=False, is_small_child=False,
        is_deceased=False, gender="", ethnicity="", occupation="", organisation="", deed=ERASED,
        summary="", unclear="", return_reason="", decline_reason="",
    )  # fmt: skip
    return stored


def _strip_checking(nominations: Collection[int]) -> list[StoredFile]:
    """What was seen and said when the file was verified, and who said it."""
    photos = VisitPhoto.objects.filter(visit__nomination__in=nominations).select_related("file")
    stored = [photo.file for photo in photos]
    photos.delete()
    SiteVisit.objects.filter(nomination__in=nominations).update(
        place=ERASED, seen=ERASED, latitude=None, longitude=None
    )
    Confirmation.objects.filter(claim__nomination__in=nominations).update(
        name=ERASED, role=ERASED, words=ERASED
    )
    CriterionAnswer.objects.filter(nomination__in=nominations).update(number="", note="")
    Flag.objects.filter(nomination__in=nominations).delete()
    return stored


def _strip_panels(nominations: Collection[int]) -> list[StoredFile]:
    """The count of the votes stays; a paper ballot names the person."""
    cases = PanelCase.objects.filter(nomination__in=nominations)
    cases.exclude(result="").update(result=ERASED)
    Conflict.objects.filter(case__in=cases).update(note="")
    ballots = Ballot.objects.filter(case__in=cases)
    stored = [ballot.proof for ballot in ballots.select_related("proof") if ballot.proof]
    ballots.update(proof=None, proof_note="")
    return stored


def _strip_comments(nominations: Collection[int]) -> list[StoredFile]:
    """The notice, what people said to it, and who."""
    notices = PublicComment.objects.filter(nomination__in=nominations)
    opinions = Opinion.objects.filter(comment__in=notices)
    stored = [opinion.file for opinion in opinions.select_related("file") if opinion.file]
    OpinionContact.objects.filter(opinion__in=opinions).delete()
    opinions.exclude(answer="").update(answer=ERASED)
    opinions.update(text=ERASED, file=None)
    notices.update(
        shown_name=ERASED, summary=ERASED, basis_note=ERASED, guardian_note="",
        extension_reason="", withdrawal_reason="",
    )  # fmt: skip
    return stored


def _strip_joinings(told: Told) -> list[StoredFile]:
    """What a merger would put back, undone ones too: the answer as it was written."""
    mine = Joining.objects.filter(
        Q(gone_lead__in=told.leads) | Q(gone_nomination__in=told.nominations)
    )
    for joining in mine:
        if joining.before.get("answer"):
            joining.before = {**joining.before, "answer": ERASED}
            joining.save(update_fields=["before"])
    return []
