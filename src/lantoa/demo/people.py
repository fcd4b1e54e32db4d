"""The demo's organisations and officers."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime

from lantoa.accounts import actions as accounts
from lantoa.accounts.models import User
from lantoa.accounts.states import Role
from lantoa.core.actors import SYSTEM
from lantoa.demo.content_files import rows
from lantoa.places import actions as places
from lantoa.places.models import OrgUnit

#: Roles whose work covers the whole province, wherever the person is employed.
_PROVINCE_WIDE = {"approver", "leader", "editor", "second_editor", "administrator"}
_ROLE = {"second_editor": Role.EDITOR, "neighbour_officer": Role.OFFICER}
#: Not in people.toml: those who serve communes without an officer of their own.
_PROVINCE_TEAM = (
    ("province_officer", Role.OFFICER, "Lâm Thị Hồng Nhung", "hongnhung.lam@khanhhoa.example"),
    ("province_confirmer", Role.OFFICER, "Nguyễn Bá Thiện", "bathien.nguyen@khanhhoa.example"),
    ("province_verifier", Role.VERIFIER, "Đoàn Quốc Thịnh", "quocthinh.doan@khanhhoa.example"),
)


@dataclass
class Cast:
    """Who acts in the demo. `accounts` maps role to e-mail and password, for the log-ins."""

    by_role: dict[str, User] = field(default_factory=dict)
    by_unit: dict[tuple[int, str], User] = field(default_factory=dict)
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)

    def officer(self, unit: OrgUnit) -> User:
        """The unit's own officer, or the province's."""
        return self.by_unit.get((unit.pk, "officer")) or self.by_role["province_officer"]

    def verifier(self, unit: OrgUnit) -> User:
        """The unit's own verifier, or the province's."""
        return self.by_unit.get((unit.pk, "verifier")) or self.by_role["province_verifier"]


def load_organisations(since: date, at: datetime) -> None:
    """Departments, front, mass organisations, press, enterprises, central agencies."""
    for row in rows("organisation"):
        if OrgUnit.objects.filter(key=row["key"]).exists():
            continue
        places.add_organisation(
            key=row["key"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            valid_from=since,
            parent=OrgUnit.objects.get(key=row["parent"]),
            by=SYSTEM,
            at=at,
        )


def load_people(since: date, at: datetime) -> Cast:
    """Officers with their roles; every password is made up afresh."""
    cast = Cast()
    root = OrgUnit.objects.get(key="ubnd-tinh")
    for name, role, full_name, email in _PROVINCE_TEAM:
        cast.by_role[name] = _person(cast, name, role, full_name, email, root, since, at)
    for row in rows("person"):
        name = row["role"]
        unit = root if name in _PROVINCE_WIDE else OrgUnit.objects.get(key=row["organisation"])
        role = _ROLE.get(name) or Role(name)
        user = _person(cast, name, role, row["name"], row["email"], unit, since, at)
        cast.by_role.setdefault(name, user)
        cast.by_unit.setdefault((unit.pk, str(role)), user)
    return cast


def _person(
    cast: Cast,
    name: str,
    role: str,
    full_name: str,
    email: str,
    unit: OrgUnit,
    since: date,
    at: datetime,
) -> User:
    # One log-in a role is enough to look around; the others have none.
    password = None if name in cast.accounts else secrets.token_urlsafe(12)
    user = accounts.create_user(
        full_name=full_name, email=email, password=password, by=SYSTEM, at=at
    )
    accounts.grant(user=user, unit=unit, role=role, starts_on=since, by=SYSTEM, at=at)
    if password:
        cast.accounts[name] = {
            "email": email, "password": password, "name": full_name, "unit": unit.short_name
        }  # fmt: skip
    return user
