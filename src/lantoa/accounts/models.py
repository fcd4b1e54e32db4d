"""People with accounts and the roles they hold in units, for a time."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from lantoa.accounts.states import PERMISSIONS, Role
from lantoa.core import clock
from lantoa.places.models import OrgUnit


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail; there is no user name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account. `full_name` is the truth; it is never taken apart.

    `first_name` and `last_name` stay empty: they are there because Wagtail's forms name them.
    """

    username = None  # type: ignore[assignment]  # removed from AbstractUser, as Django documents
    email = models.EmailField("thư điện tử", unique=True)
    full_name = models.CharField("họ và tên", max_length=200)
    sort_key = models.CharField(max_length=600, editable=False, default="")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()  # type: ignore[assignment,misc]  # the documented way without username

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def current_memberships(self) -> "list[Membership]":
        """Roles held today, with their units; read once per instance."""
        if not hasattr(self, "_memberships"):
            on_day = Membership.objects.in_force(clock.today()).filter(user=self)
            self._memberships = list(on_day.select_related("unit"))
        return self._memberships

    def roles(self) -> set[str]:
        """Roles held today in any unit."""
        return {membership.role for membership in self.current_memberships()}

    def may(self, permission: str, unit: OrgUnit | None) -> bool:
        """Whether a role held today, in `unit` or above it, carries `permission`.

        Without a unit: whether any role held anywhere does. Being a superuser gives no right
        over records: people's dignity is not a technical matter.
        """
        if not self.is_active:
            return False
        roles = PERMISSIONS[permission]
        return any(
            membership.role in roles
            and (unit is None or unit.path.startswith(membership.unit.path))
            for membership in self.current_memberships()
        )

    def units_where(self, permission: str) -> models.QuerySet[OrgUnit]:
        """The units, and all under them, in which this person has `permission` today."""
        roles = PERMISSIONS[permission]
        return OrgUnit.under(m.unit for m in self.current_memberships() if m.role in roles)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Memberships that hold on the day `on`."""
        return self.filter(Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Membership(models.Model):
    """A person holds a role in a unit (and what lies under it) from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["unit__sort_key", "role"]
