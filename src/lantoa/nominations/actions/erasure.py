"""Carrying out what a person has the right to: all that is held of them is erased.

The fact file, every record merged with it, the files and tips behind them and the requests go in
one transaction; stories, publications, search, lists and old files follow (`config/wiring.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lantoa.core import events, files, forgetting
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.nominations import rules
from lantoa.nominations.actions.stripping import Told, strip, told_of
from lantoa.nominations.models import (
    ComplainantContact,
    Complaint,
    Lead,
    Nomination,
    Opinion,
    PublicComment,
    RightsRequest,
)
from lantoa.nominations.states import RIGHTS
from lantoa.registry import actions as registry
from lantoa.registry import queries as records
from lantoa.registry.actions import ERASED, NEUTRAL
from lantoa.registry.models import Exemplar


@transaction.atomic
def erase(*, request: RightsRequest, by: Actor, at: datetime) -> RightsRequest:
    """The approver erases what an accepted request asks to erase. Cannot be undone.

    Needs `exemplar.erase` in the unit of every record of the person, and another person than
    who answered. Raises Refused with every reason.
    """
    RIGHTS.perform("erase", request, by=by, at=at, finished_at=at)
    keys = records.one_person(request.exemplar)
    exemplars = list(Exemplar.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    told = told_of(keys)
    names = _names(exemplars, told)
    stored = strip(told)
    for exemplar in exemplars:
        if exemplar.erased_at is None or exemplar.pk == request.exemplar_id:
            registry.erase(exemplar=exemplar, by=by, at=at)
    for file in stored:
        files.discard(file)
    requests = RightsRequest.objects.filter(exemplar__in=keys)
    requests.update(text="", identity_note=ERASED, answer=ERASED)
    forgetting.forget(
        [*_logged(told), *requests], keep=NEUTRAL, by=by, at=at, unit=request.exemplar.unit
    )
    request.refresh_from_db()
    request.erased_names = names
    request.save(update_fields=["erased_names"])
    return request


@transaction.atomic
def let_names_go(*, request: RightsRequest, by: Actor, at: datetime) -> None:
    """Lists and old files are searched through: the sealed names by which that was done go."""
    if not by.may("publication.follow", request.unit):
        raise Refused(["Tên còn lại trong yêu cầu xóa do hệ thống bỏ."])
    request.erased_names = []
    request.save(update_fields=["erased_names"])
    events.record("rights.names_let_go", request, by=by, at=at, unit=request.unit)


def _names(exemplars: Iterable[Exemplar], told: Told) -> list[list[object]]:
    """The person as called, ready for comparison, and where: [folded name, key of the place]."""
    leads = Lead.objects.filter(pk__in=told.leads).values_list("who", "place")
    dossiers = Nomination.objects.filter(pk__in=told.nominations).values_list("full_name", "place")
    known = [*leads, *dossiers, *((one.full_name, one.place_id) for one in exemplars)]
    names = {(rules.matching_name(who), place) for who, place in known if who != ERASED}
    return [list(pair) for pair in sorted(names)]


def _logged(told: Told) -> "list[Lead | Nomination | PublicComment | Opinion]":
    """Everything stripped that has events of its own."""
    comments = PublicComment.objects.filter(nomination__in=told.nominations)
    return [
        *Lead.objects.filter(pk__in=told.leads),
        *Nomination.objects.filter(pk__in=told.nominations),
        *comments,
        *Opinion.objects.filter(comment__in=comments),
    ]


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
