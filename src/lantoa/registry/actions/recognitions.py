"""Making an exemplar out of what was proven."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.models import StoredFile
from lantoa.core.numbering import create_numbered
from lantoa.core.workflow import Refused
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import (
    Achievement,
    CriteriaSet,
    Evidence,
    Exemplar,
    Recognition,
    Sector,
)
from lantoa.registry.states import ExemplarKind, Standing
from lantoa.vietnamese import fold, match_key, nfc, person_sort_key, sort_key


@dataclass(frozen=True)
class Support:
    """What supports a proven claim: words, with a link or a file where there is one."""

    description: str
    link: str = ""
    file: StoredFile | None = None


@dataclass(frozen=True)
class ProvenClaim:
    """A claim judged true or partly true, on its way to become an achievement."""

    statement: str
    verdict: str
    confirmed_by: str = ""
    confirmed_on: date | None = None
    evidence: Sequence[Support] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The public facts of somebody to be recognised; names as in `Exemplar`."""

    kind: str
    standing: str
    full_name: str
    deed: str
    sector: Sector
    place: AdminUnit
    unit: OrgUnit
    verified_on: date
    verified_by_name: str
    birth_year: int | None = None
    is_minor: bool = False
    is_small_child: bool = False
    is_deceased: bool = False
    gender: str = ""
    ethnicity: str = ""
    occupation: str = ""
    organisation: str = ""
    summary: str = ""
    unclear: str = ""


@transaction.atomic
def recognise(
    *,
    facts: Facts,
    achievements: Sequence[ProvenClaim],
    by: Actor,
    at: datetime,
    decision_number: str = "",
    criteria_set: CriteriaSet | None = None,
) -> Exemplar:
    """Write the fact file of a newly recognised exemplar (called by nominations only).

    `criteria_set` is the version by which it was judged; it is kept on the decision.
    Needs `nomination.recognise` in the unit, a name, a deed and at least one achievement.
    Raises Refused. Records registry.recognised.
    """
    facts = replace(facts, full_name=nfc(facts.full_name).strip())
    _require(by=by, facts=facts, achievements=achievements)
    name, is_person = facts.full_name, facts.kind == ExemplarKind.PERSON
    day = timezone.localdate(at)
    keys = {
        "sort_key": (person_sort_key(name) if is_person else sort_key(name))[:600],
        "match_key": match_key(name)[:200],
        "folded_name": fold(name)[:200],
    }
    values = {**vars(facts), **keys, "recognised_on": day}
    exemplar = create_numbered(
        Exemplar, field="code", prefix=f"DH-{day.year}-", width=4, values=values
    )
    Recognition.objects.create(
        exemplar=exemplar, decision_number=decision_number, decided_on=day, decided_by_id=by.pk,
        criteria_set=criteria_set,
    )  # fmt: skip
    _write_achievements(exemplar, achievements)
    changes = {
        "code": exemplar.code, "standing": facts.standing, "decision_number": decision_number,
        "criteria_set": criteria_set,
    }  # fmt: skip
    events.record("registry.recognised", exemplar, by=by, at=at, changes=changes, unit=facts.unit)
    return exemplar


def _require(*, by: Actor, facts: Facts, achievements: Sequence[ProvenClaim]) -> None:
    reasons = []
    if not by.may("nomination.recognise", facts.unit):
        reasons.append("Anh, chị không có quyền công nhận ở đơn vị này.")
    if not facts.full_name or not facts.deed.strip():
        reasons.append("Cần có tên và việc đã làm trước khi công nhận.")
    if facts.standing not in (Standing.EMERGING, Standing.EXEMPLAR):
        reasons.append("Chọn công nhận là nhân tố mới hay điển hình tiên tiến.")
    if not achievements:
        reasons.append("Chưa có thành tích nào được xác nhận là đúng.")
    if reasons:
        raise Refused(reasons)


def _write_achievements(exemplar: Exemplar, claims: Sequence[ProvenClaim]) -> None:
    for position, claim in enumerate(claims, start=1):
        achievement = Achievement.objects.create(
            exemplar=exemplar,
            position=position,
            statement=claim.statement,
            verdict=claim.verdict,
            confirmed_by=claim.confirmed_by,
            confirmed_on=claim.confirmed_on,
        )
        for piece in claim.evidence:
            Evidence.objects.create(
                achievement=achievement,
                description=piece.description,
                link=piece.link,
                file=piece.file,
            )
