"""The only writers of units and organisations."""

from datetime import date, datetime

from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.places import published, queries
from lantoa.places.models import (
    AdminUnit,
    AdminUnitKind,
    OrgKind,
    OrgUnit,
    SiteContact,
    SuccessionKind,
    UnitSuccession,
)
from lantoa.vietnamese import fold, sort_key

MERGED_ON = date(2025, 7, 1)
MERGER = "Nghị quyết 202/2025/QH15"
#: Former units are known in this form since at least that day; older changes are not loaded.
KNOWN_SINCE = date(2010, 11, 1)
#: Former communes stand as they were since Resolution 1198/NQ-UBTVQH15.
COMMUNES_KNOWN_SINCE = date(2024, 11, 1)
COMMUNE_MERGER = "Nghị quyết 1667/NQ-UBTVQH15"
_LAST_DAY = date(2025, 6, 30)


@transaction.atomic
def add_admin_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    kind: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    valid_to: date | None = None,
    parent: AdminUnit | None = None,
    legal_basis: str = "",
) -> AdminUnit:
    """A unit as it exists from `valid_from` on. A rename is a new unit with a succession."""
    unit = AdminUnit.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        legal_basis=legal_basis,
        sort_key=sort_key(short_name),
        folded_name=fold(name),
    )
    events.record("places.unit_added", unit, by=by, at=at, changes={"code": code, "name": name})
    return unit


@transaction.atomic
def succeed(
    *,
    old: AdminUnit,
    new: AdminUnit,
    kind: str,
    on: date,
    legal_basis: str,
    by: Actor,
    at: datetime,
) -> UnitSuccession:
    """`old` became (part of) `new` on a day."""
    link = UnitSuccession.objects.create(
        old=old, new=new, kind=kind, on=on, legal_basis=legal_basis
    )
    events.record("places.succeeded", new, by=by, at=at, changes={"old": old.pk, "kind": kind})
    return link


@transaction.atomic
def add_organisation(
    *,
    key: str,
    name: str,
    short_name: str,
    kind: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    parent: OrgUnit | None = None,
    admin_unit: AdminUnit | None = None,
) -> OrgUnit:
    """A body under `parent` (or at the root)."""
    values = {
        "key": key,
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "valid_from": valid_from,
        "admin_unit": admin_unit,
        "sort_key": sort_key(name),
    }
    # A freshly read parent: treebeard's counters on an older instance may be stale.
    unit: OrgUnit = (
        OrgUnit.objects.get(pk=parent.pk).add_child(**values)
        if parent
        else OrgUnit.add_root(**values)
    )
    events.record("places.organisation_added", unit, by=by, at=at, changes={"key": key})
    return unit


@transaction.atomic
def load_khanh_hoa(*, by: Actor, at: datetime) -> OrgUnit:
    """Khánh Hòa's 65 units since 1/7/2025, its predecessors, and a committee for each unit.

    Does nothing when already loaded. Returns the province's committee, root of organisations.
    """
    existing: OrgUnit | None = OrgUnit.objects.filter(kind=OrgKind.PROVINCE).first()
    if existing is not None:
        return existing
    province, districts = _load_provinces(by=by, at=at)
    root = add_organisation(
        key="ubnd-tinh", name="Ủy ban nhân dân tỉnh Khánh Hòa", short_name="UBND tỉnh",
        kind=OrgKind.PROVINCE, valid_from=MERGED_ON, admin_unit=province, by=by, at=at,
    )  # fmt: skip
    for row in published.communes():
        unit = add_admin_unit(
            code=row["code"], name=row["name"], short_name=published.without_kind(row["name"]),
            kind=row["kind"], parent=province, valid_from=MERGED_ON, legal_basis=MERGER,
            by=by, at=at,
        )  # fmt: skip
        _merge(districts[row["district"]], unit, SuccessionKind.PART, by=by, at=at)
        name = f"{row['name'][0].lower()}{row['name'][1:]}"
        add_organisation(
            key=f"ubnd-{row['code']}", name=f"Ủy ban nhân dân {name}", short_name=f"UBND {name}",
            kind=OrgKind.COMMUNE, valid_from=MERGED_ON, parent=root, admin_unit=unit,
            by=by, at=at,
        )  # fmt: skip
    return root


def _merge(old: AdminUnit, new: AdminUnit, kind: str, *, by: Actor, at: datetime) -> None:
    succeed(old=old, new=new, kind=kind, on=MERGED_ON, legal_basis=MERGER, by=by, at=at)


def _load_provinces(*, by: Actor, at: datetime) -> tuple[AdminUnit, dict[str, AdminUnit]]:
    province = add_admin_unit(
        code="56", name="Tỉnh Khánh Hòa", short_name="Khánh Hòa", kind=AdminUnitKind.PROVINCE,
        valid_from=MERGED_ON, legal_basis=MERGER, by=by, at=at,
    )  # fmt: skip
    former = {}
    for code, name in (("56", "Khánh Hòa"), ("58", "Ninh Thuận")):
        former[code] = add_admin_unit(
            code=code, name=f"Tỉnh {name}", short_name=name, kind=AdminUnitKind.PROVINCE,
            valid_from=KNOWN_SINCE, valid_to=_LAST_DAY, by=by, at=at,
        )  # fmt: skip
        _merge(former[code], province, SuccessionKind.WHOLE, by=by, at=at)
    districts = {
        code: add_admin_unit(
            code=code,
            name=name,
            short_name=short,
            kind=AdminUnitKind.DISTRICT,
            parent=former[parent],
            valid_from=KNOWN_SINCE,
            valid_to=_LAST_DAY,
            by=by,
            at=at,
        )
        for code, (name, short, parent) in published.DISTRICTS.items()
    }
    return province, districts


@transaction.atomic
def load_former_communes(*, by: Actor, at: datetime) -> int:
    """The 194 communes of before 1/7/2025 and which of today's units each became; once.

    One event for all: the facts are one published list. Needs `load_khanh_hoa`. Gives how many
    were added.
    """
    ended = AdminUnit.objects.communes().filter(valid_to=_LAST_DAY)
    if ended.exists():
        return 0
    district = {unit.code: unit for unit in AdminUnit.objects.filter(kind=AdminUnitKind.DISTRICT)}
    today = {unit.code: unit for unit in AdminUnit.objects.communes()}
    rows = published.former_communes()
    units = [_former(row, district[row["district"]]) for row in rows]
    AdminUnit.objects.bulk_create(units)
    links = []
    for unit, row in zip(units, rows, strict=True):
        became = [today[code] for code in row["became"].split()]
        kind = SuccessionKind.WHOLE if len(became) == 1 else SuccessionKind.PART
        links += [
            UnitSuccession(old=unit, new=new, kind=kind, on=MERGED_ON, legal_basis=COMMUNE_MERGER)
            for new in became
        ]
    UnitSuccession.objects.bulk_create(links)
    province = next(iter(district.values())).parent
    changes = {"units": len(units), "links": len(links), "legal_basis": COMMUNE_MERGER}
    events.record("places.former_loaded", province or units[0], by=by, at=at, changes=changes)
    return len(units)


def _former(row: dict[str, str], parent: AdminUnit) -> AdminUnit:
    short = published.without_kind(row["name"])
    return AdminUnit(
        code=row["code"], name=row["name"], short_name=short, kind=row["kind"], parent=parent,
        valid_from=COMMUNES_KNOWN_SINCE, valid_to=_LAST_DAY, sort_key=sort_key(short),
        folded_name=fold(row["name"]),
    )  # fmt: skip


@transaction.atomic
def describe_site(
    *,
    governing_body: str,
    standing_body: str = "",
    responsible: str = "",
    address: str = "",
    phone: str = "",
    hours: str = "",
    email: str = "",
    licence: str = "",
    is_sample: bool = False,
    by: Actor,
    at: datetime,
) -> SiteContact:
    """Say who answers for the public site and how to reach them."""
    reasons = []
    if not by.may("member.manage", queries.root()):
        reasons.append("Chỉ người quản trị của tỉnh sửa được thông tin của cổng.")
    if not governing_body.strip():
        reasons.append("Ghi cơ quan chủ quản của cổng.")
    if reasons:
        raise Refused(reasons)
    contact = SiteContact.objects.select_for_update().first() or SiteContact()
    facts = {
        "governing_body": governing_body, "standing_body": standing_body,
        "responsible": responsible, "address": address, "phone": phone, "hours": hours,
        "email": email, "licence": licence, "is_sample": is_sample,
    }  # fmt: skip
    changes = {
        name: [getattr(contact, name), value]
        for name, value in facts.items()
        if getattr(contact, name) != value
    }
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.save()
    events.record("places.site_described", contact, by=by, at=at, changes=changes)
    return contact
