"""Reads of units through time."""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from lantoa.places.models import AdminUnit, OrgKind, OrgUnit, SiteContact, UnitSuccession
from lantoa.vietnamese import fold


def root() -> OrgUnit:
    """The People's Committee of the province, above every other organisation."""
    found: OrgUnit = OrgUnit.objects.get(kind=OrgKind.PROVINCE)
    return found


def communes(on: date) -> QuerySet[AdminUnit]:
    """The xã, phường, đặc khu that exist on the day `on`, in Vietnamese order of short names."""
    return AdminUnit.objects.communes().in_force(on).order_by("sort_key")


def committee_of(admin_unit: AdminUnit) -> OrgUnit:
    """The People's Committee in charge of a unit; the province's when it has none of its own."""
    found = OrgUnit.objects.filter(
        admin_unit=admin_unit, kind__in=[OrgKind.COMMUNE, OrgKind.PROVINCE]
    ).first()
    return found or root()


def successors(unit: AdminUnit, on: date) -> list[AdminUnit]:
    """The units that stand on the day `on` where `unit` stood: itself, or what it became."""
    if unit.valid_to is None or unit.valid_to >= on:
        return [unit]
    found: dict[int, AdminUnit] = {}
    for link in UnitSuccession.objects.filter(old=unit, on__lte=on).select_related("new"):
        found.update({later.pk: later for later in successors(link.new, on)})
    return sorted(found.values(), key=lambda later: later.sort_key)


def with_predecessors(unit: AdminUnit) -> set[int]:
    """Ids of `unit` and of all units that came to lie in it: what rolls up to it in reports.

    A predecessor that went to several units counts in each of them; reports say so.
    """
    found, fresh = {unit.pk}, {unit.pk}
    while fresh:
        links = UnitSuccession.objects.filter(new_id__in=fresh).exclude(old_id__in=found)
        fresh = set(links.values_list("old_id", flat=True))
        found |= fresh
    return found


def organisations(on: date) -> QuerySet[OrgUnit]:
    """Organisations in force on the day `on`, in Vietnamese order."""
    in_force: QuerySet[OrgUnit] = OrgUnit.objects.filter(valid_from__lte=on)
    return in_force.exclude(valid_to__lt=on).order_by("sort_key")


def at_code(code: str, on: date) -> AdminUnit | None:
    """The unit that bears `code` on the day `on`; else the last one that bore it.

    Codes are used again after a merger: today's unit goes first.
    """
    bearers = AdminUnit.objects.filter(code=code)
    return bearers.in_force(on).order_by("-valid_from").first() or (
        bearers.filter(valid_to__lt=on).order_by("-valid_to").first()
    )


def predecessions(unit: AdminUnit) -> QuerySet[UnitSuccession]:
    """What `unit` was made of, lowest tier first, in Vietnamese order."""
    links = UnitSuccession.objects.filter(new=unit).select_related("old__parent")
    return links.order_by("old__sort_key", "old__code")


def named(text: str, on: date, limit: int) -> list[AdminUnit]:
    """Units, of today or former, whose name contains `text` (with or without marks).

    Today's before former ones, names that begin with the text first. Empty for no letters.
    """
    wanted = fold(text)
    if not wanted:
        return []
    within = Q(folded_name__contains=wanted)
    rows = AdminUnit.objects.filter(within, valid_from__lte=on).select_related("parent")
    found = list(rows.order_by("sort_key")[:300])
    found.sort(
        key=lambda unit: (
            unit.valid_to is not None and unit.valid_to < on,
            not fold(unit.short_name).startswith(wanted),
        )
    )
    return found[:limit]


def site_contact() -> SiteContact:
    """Who answers for the public site; only the governing body while nothing is filled in."""
    return SiteContact.objects.first() or SiteContact(
        governing_body=f"Ủy ban nhân dân tỉnh {settings.LANTOA_PROVINCE}"
    )
