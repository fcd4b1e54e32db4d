"""Reads of units through time."""

from datetime import date

from django.db.models import QuerySet

from lantoa.places.models import AdminUnit, OrgKind, OrgUnit, UnitSuccession


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
