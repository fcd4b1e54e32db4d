"""Entering what was discovered, by the same door as everything that is told."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

from django.utils import timezone

from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.discovery.lists import ListRow
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Lead
from lantoa.nominations.states import LeadChannel
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.vietnamese import fold


@dataclass(frozen=True)
class Accepted:
    """A line that became a lead, or had become one before (`is_new` False)."""

    row: ListRow
    lead: Lead
    is_new: bool


@dataclass(frozen=True)
class RefusedRow:
    """A line that was left out, with every reason."""

    row: ListRow
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ListResult:
    """What became of each line of a list."""

    accepted: list[Accepted]
    refused: list[RefusedRow]


def enter_list(*, rows: Iterable[ListRow], unit: OrgUnit, by: Actor, at: datetime) -> ListResult:
    """Enter each row as a lead of `unit` (channel list), or refuse it with reasons.

    A row is entered whole or not at all; others are not touched by a bad one. The same row of
    the same unit sent again is the same lead. Raises Refused when `by` may enter nothing here.
    """
    if not by.may("lead.enter", unit):
        raise Refused([f"Anh, chị không có quyền nhập danh sách cho {unit}."])
    finder = _Places(unit, at)
    result = ListResult([], [])
    for row in rows:
        place, reasons = finder.find(row.place)
        kind = row.kind_of()
        if kind is None:
            reasons.append(f"Không rõ loại “{row.kind}”: ghi cá nhân, tập thể hoặc hộ gia đình.")
        if place is None or kind is None:
            result.refused.append(RefusedRow(row, tuple(reasons)))
            continue
        key = _key(unit, row)
        digest = hashlib.sha256(key.encode()).hexdigest()
        was_there = Lead.objects.filter(idempotency_key=digest).exists()
        told = {name: getattr(row, name) for name in ("who", "what", "when_text", "why")}
        try:
            receipt = nominations.submit(
                **told, kind=kind, place=place, links=[row.link] if row.link else [],
                channel=LeadChannel.LIST, unit=unit, idempotency_key=key, by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            result.refused.append(RefusedRow(row, tuple(refusal.reasons)))
        else:
            result.accepted.append(Accepted(row, receipt.lead, not was_there))
    return result


class _Places:
    """Finds communes by their names, as people write them."""

    def __init__(self, unit: OrgUnit, at: datetime) -> None:
        self.home: AdminUnit | None = unit.admin_unit
        self.by_name: dict[str, list[AdminUnit]] = {}
        for commune in places.communes(timezone.localdate(at)):
            for name in {fold(commune.name), fold(commune.short_name), commune.code}:
                self.by_name.setdefault(name, []).append(commune)

    def find(self, text: str) -> tuple[AdminUnit | None, list[str]]:
        """The commune meant, or why it is not clear; the unit's own for an empty cell."""
        if not text:
            home = self.home or places.root().admin_unit
            return home, []
        found = self.by_name.get(fold(text).removeprefix("p. ").removeprefix("x. "), [])
        if len(found) == 1:
            return found[0], []
        if found:
            names = " hay ".join(str(commune) for commune in found)
            return None, [f"“{text}” có thể là {names}. Ghi cả loại."]
        return None, [f"Không có xã, phường nào tên “{text}”. Dùng tên mới từ ngày 1/7/2025."]


def _key(unit: OrgUnit, row: ListRow) -> str:
    # Without the line's number: a list sorted anew is the same list.
    return "list:" + "\x1f".join([unit.key, *astuple(row)[1:]])
