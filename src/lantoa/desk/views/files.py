"""Private files: only for those with rights over the record a file hangs on."""

from functools import reduce
from operator import or_
from typing import IO

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse

from lantoa.accounts.models import User
from lantoa.core.models import StoredFile
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.nominations.models import (
    Ballot,
    ClaimEvidence,
    Lead,
    LeadAttachment,
    Nomination,
    Opinion,
    VisitPhoto,
)
from lantoa.registry.models import Consent, Evidence, Exemplar
from lantoa.replication.models import Adoption, AdoptionResult


@desk_page()
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """The file as a download that no browser runs or frames."""
    stored = find(_readable(request.user), pk=pk)
    try:
        body = stored.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return download(body, stored.name, stored.content_type)


def download(body: IO[bytes], name: str, content_type: str) -> HttpResponse:
    """A download that no browser runs, frames or keeps."""
    response = FileResponse(body, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a streaming response is one too


def _readable(user: User) -> QuerySet[StoredFile]:
    """Files that hang on something the user may read; originals of lists and old files are opened
    by their own action, which logs it. Proofs of consent show a signature, so
    only those see them who record consents, publish on their ground, or decide."""
    proof_units = (
        user.units_where("consent.record")
        | user.units_where("story.publish")
        | user.units_where("nomination.recognise")
    )
    here = OuterRef("pk")
    leads = LeadAttachment.objects.filter(file=here, lead__in=Lead.objects.visible_to(user))
    claims = ClaimEvidence.objects.filter(
        file=here, claim__nomination__in=Nomination.objects.visible_to(user)
    )
    proven = Evidence.objects.filter(
        file=here, achievement__exemplar__in=Exemplar.objects.visible_to(user)
    )
    consents = Consent.objects.filter(proof=here, exemplar__unit__in=proof_units)
    results = AdoptionResult.objects.filter(
        evidence_file=here, adoption__in=Adoption.objects.visible_to(user)
    )
    visits = VisitPhoto.objects.filter(
        file=here, visit__nomination__in=Nomination.objects.visible_to(user)
    )
    # A paper ballot shows who voted how: only those see it who run the panel.
    ballots = Ballot.objects.filter(
        proof=here, case__panel__unit__in=user.units_where("panel.manage")
    )
    opinions = Opinion.objects.filter(
        file=here, comment__unit__in=user.units_where("comment.answer")
    )
    ways = (leads, visits, ballots, opinions, claims, proven, consents, results)
    return StoredFile.objects.filter(reduce(or_, (Q(Exists(way)) for way in ways)))
