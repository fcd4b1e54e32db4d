"""The only writers of accounts and roles."""

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction

from lantoa.accounts.models import Membership, User
from lantoa.accounts.states import Role
from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.places.models import OrgUnit
from lantoa.vietnamese import person_sort_key

#: The group whose members reach Wagtail's admin.
EDITORS = "Biên tập"


@transaction.atomic
def create_user(
    *, full_name: str, email: str, password: str | None, by: Actor, at: datetime
) -> User:
    """An account, without any role yet; without a password nobody signs in to it. No event
    holds the password. Raises Refused."""
    if not by.may("member.manage", None):
        raise Refused(["Anh, chị không có quyền mở tài khoản."])
    user = User.objects.create_user(
        email=email,
        password=password,
        full_name=full_name,
        sort_key=person_sort_key(full_name),
    )
    events.record("accounts.created", user, by=by, at=at, changes={"full_name": full_name})
    return user


@transaction.atomic
def grant(
    *, user: User, unit: OrgUnit, role: str, starts_on: date, by: Actor, at: datetime
) -> Membership:
    """Give a role in a unit from a day on. Granting it again changes nothing.

    Nobody gives a role to themselves: who approves and who asks must stay two people. Raises
    Refused.
    """
    reasons = []
    if not by.may("member.manage", unit):
        reasons.append(f"Anh, chị không có quyền trao vai trò ở {unit}.")
    if by.pk is not None and by.pk == user.pk:
        reasons.append("Không ai tự trao vai trò cho mình. Hãy nhờ một người quản trị khác.")
    if role not in Role.values:
        reasons.append("Chọn một vai trò có trong danh sách.")
    if reasons:
        raise Refused(reasons)
    membership, is_new = Membership.objects.get_or_create(
        user=user, unit=unit, role=role, ends_on=None, defaults={"starts_on": starts_on}
    )
    if role == Role.EDITOR:
        user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    if is_new:
        events.record("accounts.granted", user, by=by, at=at, unit=unit, changes={"role": role})
    return membership


@transaction.atomic
def end(*, membership: Membership, on: date, by: Actor, at: datetime) -> None:
    """The role holds until the end of the day `on`; an end once written is never put off, as
    that would give a role without granting it. Raises Refused."""
    reasons = []
    if not by.may("member.manage", membership.unit):
        reasons.append(f"Anh, chị không có quyền cho thôi vai trò ở {membership.unit}.")
    if membership.ends_on is not None and on > membership.ends_on:
        reasons.append("Vai trò này đã có ngày thôi sớm hơn. Cần dùng tiếp thì trao vai trò mới.")
    if reasons:
        raise Refused(reasons)
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    user = membership.user
    still = user.memberships.filter(role=Role.EDITOR, ends_on__isnull=True)
    if not still.exists():
        user.groups.remove(*Group.objects.filter(name=EDITORS))
    events.record(
        "accounts.ended",
        user,
        by=by,
        at=at,
        unit=membership.unit,
        changes={"role": membership.role, "ends_on": on},
    )
