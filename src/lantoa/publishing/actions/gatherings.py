"""Arranging gatherings: written, changed, cancelled, held."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.publishing import rules
from lantoa.publishing.models import Gathering, Publication
from lantoa.publishing.states import GATHERING, GatheringState
from lantoa.registry.models import Exemplar
from lantoa.vietnamese import slugify

#: What an invitation says; every change of it makes calendars take the newer entry.
_FACTS = ("title", "kind", "abstract", "audience", "venue", "place", "unit", "starts_at", "ends_at")


@transaction.atomic
def arrange_gathering(
    *,
    title: str,
    kind: str,
    abstract: str,
    audience: str,
    venue: str,
    place: AdminUnit,
    unit: OrgUnit,
    starts_at: datetime,
    ends_at: datetime,
    exemplars: Iterable[Exemplar] = (),
    publications: Iterable[Publication] = (),
    by: Actor,
    at: datetime,
) -> Gathering:
    """Invite to a gathering of `unit`; public at once. Its address comes from day and title."""
    facts: dict[str, Any] = {
        "title": title.strip(), "kind": kind, "abstract": abstract.strip(),
        "audience": audience.strip(), "venue": venue.strip(), "place": place, "unit": unit,
        "starts_at": starts_at, "ends_at": ends_at,
    }  # fmt: skip
    _refuse(_against(facts, by))
    gathering = Gathering.objects.create(slug=_slug(title, starts_at), changed_at=at, **facts)
    _relate(gathering, exemplars, publications)
    events.record("gathering.arranged", gathering, by=by, at=at, unit=unit, changes=facts)
    return gathering


@transaction.atomic
def change_gathering(
    *,
    gathering: Gathering,
    exemplars: Iterable[Exemplar] | None = None,
    publications: Iterable[Publication] | None = None,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> Gathering:
    """Say it anew: any of title, kind, abstract, audience, venue, place, unit, times.

    Only while it is planned. The address stays. What is not given stays as it is.
    """
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    unknown = set(facts) - set(_FACTS)
    if unknown:
        raise TypeError(f"a gathering has no {unknown}")
    whole = {name: facts.get(name, getattr(gathering, name)) for name in _FACTS}
    reasons = _against(whole, by)
    if gathering.state != GatheringState.PLANNED:
        reasons.append("Buổi gặp đã qua hoặc đã hủy thì không sửa lời mời nữa.")
    if not by.may("gathering.manage", gathering.unit):
        reasons.append("Anh, chị không có quyền sửa buổi gặp của đơn vị này.")
    _refuse(reasons)
    changes = {
        name: [getattr(gathering, name), value]
        for name, value in whole.items()
        if getattr(gathering, name) != value
    }
    for name, value in whole.items():
        setattr(gathering, name, value)
    gathering.revision += 1
    gathering.changed_at = at
    gathering.save()
    _relate(gathering, exemplars, publications)
    events.record(
        "gathering.changed", gathering, by=by, at=at, unit=gathering.unit, changes=changes
    )
    return gathering


def cancel_gathering(*, gathering: Gathering, note: str, by: Actor, at: datetime) -> Gathering:
    """It will not be held; `note` tells those who meant to come why."""
    if not note.strip():
        raise Refused(["Ghi vì sao hủy: người định đến sẽ đọc câu này."])
    return _step("cancel", gathering, note, by, at)


def restore_gathering(*, gathering: Gathering, by: Actor, at: datetime) -> Gathering:
    """It will be held after all."""
    return _step("restore", gathering, "", by, at)


def conclude_gathering(*, gathering: Gathering, note: str, by: Actor, at: datetime) -> Gathering:
    """It was held; `note` says what came of it."""
    if not note.strip():
        raise Refused(["Ghi vài câu: ai đã đến, bàn được gì, ai muốn làm theo."])
    return _step("conclude", gathering, note, by, at)


def _step(verb: str, gathering: Gathering, note: str, by: Actor, at: datetime) -> Gathering:
    gathering.refresh_from_db(fields=["revision"])
    GATHERING.perform(
        verb, gathering, by=by, at=at,
        note=note.strip(), revision=gathering.revision + 1, changed_at=at,
    )  # fmt: skip
    return gathering


def _against(facts: dict[str, Any], by: Actor) -> list[str]:
    unit: OrgUnit | None = facts["unit"]
    names = ("title", "abstract", "audience", "venue", "place", "starts_at", "ends_at")
    reasons = rules.gathering_reasons(**{name: facts[name] for name in names})
    if unit is None or not by.may("gathering.manage", unit):
        reasons.append("Anh, chị không có quyền mời thay đơn vị này.")
    return reasons


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def _relate(
    gathering: Gathering,
    exemplars: Iterable[Exemplar] | None,
    publications: Iterable[Publication] | None,
) -> None:
    if exemplars is not None:
        gathering.exemplars.set(exemplars)
    if publications is not None:
        gathering.publications.set(publications)


def _slug(title: str, starts_at: datetime) -> str:
    """2026-06-12-hoi-xom-muoi, with a number behind it when that is taken."""
    stem = f"{timezone.localtime(starts_at):%Y-%m-%d}-{slugify(title)}"[:100].strip("-")
    slug, number = stem, 2
    while Gathering.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
