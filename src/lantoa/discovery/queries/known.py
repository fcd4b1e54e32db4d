"""The names of places that a text may use, of today and of old."""

from collections import defaultdict
from datetime import date

from lantoa.discovery.extracting import KnownPlace
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, UnitSuccession


def known_places(on: date) -> list[KnownPlace]:
    """The communes of the day `on`, then those of old with what they became. Two queries."""
    today = list(places.communes(on))
    now = {unit.pk: unit.code for unit in today}
    found = [KnownPlace(unit.get_kind_display(), unit.short_name, (unit.code,)) for unit in today]
    became: dict[AdminUnit, list[str]] = defaultdict(list)
    links = UnitSuccession.objects.filter(on__lte=on).select_related("old")
    for link in links.order_by("old__sort_key", "new__sort_key"):
        if link.new_id in now:
            became[link.old].append(now[link.new_id])
    found += [
        KnownPlace(unit.get_kind_display(), unit.short_name, tuple(codes), is_former=True)
        for unit, codes in became.items()
    ]
    return found
