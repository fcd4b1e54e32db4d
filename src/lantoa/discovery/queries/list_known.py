"""What the rows of a list are held against: communes through time, sectors, today."""

from collections.abc import Iterable
from datetime import date

from lantoa.discovery.lists import Commune, Communes, Known
from lantoa.places import published
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, AdminUnitKind, OrgUnit, UnitSuccession
from lantoa.registry.actions.sectors import SECTORS
from lantoa.registry.models import Sector
from lantoa.vietnamese import fold

_NO_COMMUNE = (AdminUnitKind.PROVINCE, AdminUnitKind.DISTRICT)


def known_to(unit: OrgUnit, on: date) -> Known:
    """What is known on the day `on` for a list of `unit`, in three queries."""
    units = list(AdminUnit.objects.select_related("parent").filter(valid_from__lte=on))
    is_ended = {each.pk: each.valid_to is not None and each.valid_to < on for each in units}
    after: dict[int, list[int]] = {}
    for link in UnitSuccession.objects.filter(on__lte=on):
        after.setdefault(link.old_id, []).append(link.new_id)
    codes = {each.pk: each.code for each in units if not is_ended[each.pk]}
    communes = [each for each in units if each.kind not in _NO_COMMUNE]
    today = [_commune(each) for each in communes if not is_ended[each.pk]]
    former = [
        _commune(each, _heirs(each.pk, after, codes)) for each in communes if is_ended[each.pk]
    ]
    districts = [each.short_name for each in units if each.kind == AdminUnitKind.DISTRICT]
    home = unit.admin_unit or places.root().admin_unit
    return Known(
        Communes(
            sorted(today, key=lambda each: each.code),
            former,
            districts,
            _commune(home) if home is not None else None,
        ),
        _sectors((sector.name, sector.slug) for sector in Sector.objects.all()),
        on,
    )


def known_from_the_start(on: date) -> Known:
    """What every installation starts with, without a database: for a trial run."""
    today = [
        Commune(number, row["code"], row["name"], published.without_kind(row["name"]))
        for number, row in enumerate(published.communes(), start=1)
    ]
    former = [
        Commune(
            -number, row["code"], row["name"], published.without_kind(row["name"]),
            published.DISTRICTS[row["district"]][1], tuple(row["became"].split()),
        )
        for number, row in enumerate(published.former_communes(), start=1)
    ]  # fmt: skip
    home = Commune(0, "56", "Tỉnh Khánh Hòa", "Khánh Hòa")
    districts = [short for _, short, _ in published.DISTRICTS.values()]
    sectors = _sectors((name, slug) for slug, name in SECTORS.items())
    return Known(Communes(today, former, districts, home), sectors, on)


def _commune(unit: AdminUnit, became: tuple[str, ...] = ()) -> Commune:
    district = unit.parent
    within = district.short_name if district and district.kind == AdminUnitKind.DISTRICT else ""
    return Commune(unit.pk, unit.code, unit.name, unit.short_name, within, became)


def _heirs(pk: int, after: dict[int, list[int]], codes: dict[int, str]) -> tuple[str, ...]:
    """Codes of the units of today that a former one lies in."""
    found, waiting, seen = set(), [pk], {pk}
    while waiting:
        for later in after.get(waiting.pop(), []):
            if later in codes:
                found.add(codes[later])
            elif later not in seen:
                seen.add(later)
                waiting.append(later)
    return tuple(sorted(found))


def _sectors(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded name, slug, and each part of a name that only one sector has → slug."""
    found: dict[str, str] = {}
    parts: dict[str, set[str]] = {}
    for name, slug in pairs:
        found[fold(name)] = found[fold(slug)] = slug
        for part in name.split(","):
            parts.setdefault(fold(part), set()).add(slug)
    for part, slugs in parts.items():
        if len(slugs) == 1:
            found.setdefault(part, next(iter(slugs)))
    return found
