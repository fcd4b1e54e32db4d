"""Administrative units and organisations, through time.

Names and borders change (1/7/2025: Ninh Thuận joined Khánh Hòa, districts ended); a record
keeps the unit as of its date, and succession links lead to today's unit. Nothing is renamed in
place: a new name is a new unit with a link.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node

if TYPE_CHECKING:
    from collections.abc import Iterable


class AdminUnitKind(models.TextChoices):
    PROVINCE = "province", "Tỉnh"
    DISTRICT = "district", "Huyện, thị xã, thành phố"
    WARD = "ward", "Phường"
    COMMUNE = "commune", "Xã"
    TOWNSHIP = "township", "Thị trấn"  # until 30/6/2025
    SPECIAL_ZONE = "special_zone", "Đặc khu"


class AdminUnitQuerySet(models.QuerySet["AdminUnit"]):
    def in_force(self, on: date) -> "AdminUnitQuerySet":
        """Units that exist on the day `on`."""
        return self.filter(Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def communes(self) -> "AdminUnitQuerySet":
        """Units of the lowest tier: xã, phường, đặc khu, and thị trấn of old."""
        return self.exclude(kind__in=[AdminUnitKind.PROVINCE, AdminUnitKind.DISTRICT])


class AdminUnit(models.Model):
    """A province, former district or commune while it bore this name within these borders."""

    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên", max_length=120, help_text="Có cả loại: Xã Bác Ái.")
    short_name = models.CharField("tên ngắn", max_length=120, help_text="Bác Ái.")
    kind = models.CharField("loại", max_length=20, choices=AdminUnitKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField("có từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)

    objects = AdminUnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["code", "kind", "valid_from"], name="one_unit_a_code")
        ]

    def __str__(self) -> str:
        return self.name


class SuccessionKind(models.TextChoices):
    WHOLE = "whole", "Toàn bộ"
    PART = "part", "Một phần"


class UnitSuccession(models.Model):
    """`old` became (a part of) `new` on a day: split, merge and rename are all such links."""

    old = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField()
    legal_basis = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="one_link_a_pair")]


class OrgKind(models.TextChoices):
    PROVINCE = "province", "Ủy ban nhân dân tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    COMMUNE = "commune", "Ủy ban nhân dân xã, phường, đặc khu"
    FRONT = "front", "Mặt trận Tổ quốc"
    MASS = "mass", "Tổ chức chính trị - xã hội"
    PRESS = "press", "Cơ quan báo chí"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    CENTRAL = "central", "Cơ quan Trung ương trên địa bàn"


class OrgUnit(MP_Node):  # type: ignore[misc]  # treebeard has no types
    """A body with people and duties. A role in it reaches what lies under it.

    The tree has no ordering (`node_order_by`): inserting a sibling then never moves another
    node, so a path once read stays true (ECOSYSTEM, org tree).
    """

    key = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100)
    kind = models.CharField("loại", max_length=20, choices=OrgKind.choices)
    admin_unit = models.ForeignKey(
        AdminUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    valid_from = models.DateField("có từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    sort_key = models.CharField(max_length=600, db_index=True, editable=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def under(cls, units: "Iterable[OrgUnit]") -> "models.QuerySet[OrgUnit]":
        """The given units and all that lies under them."""
        wanted = Q(pk__in=[])
        for unit in units:
            wanted |= Q(path__startswith=unit.path)
        found: models.QuerySet[OrgUnit] = cls.objects.filter(wanted)
        return found


class SiteContact(models.Model):
    """Who answers for the public site and how to reach them: one row, kept by administrators.

    What a state portal must name on every page (Decree 42/2022/NĐ-CP, Article 8): governing
    body, who is responsible, address, telephone, e-mail; and its licence.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    governing_body = models.CharField("cơ quan chủ quản", max_length=200)
    standing_body = models.CharField("cơ quan thường trực", max_length=200, blank=True)
    responsible = models.CharField("người chịu trách nhiệm chính", max_length=200, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    hours = models.CharField("giờ nghe máy", max_length=200, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    licence = models.CharField("giấy phép", max_length=200, blank=True)
    is_sample = models.BooleanField("là thông tin minh họa", default=False)

    def __str__(self) -> str:
        return self.governing_body

    @property
    def dial(self) -> str:
        """The telephone number as it stands in a `tel:` address."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
