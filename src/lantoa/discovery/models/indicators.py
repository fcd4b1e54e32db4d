"""Tables of the statistics office, and what was found in them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from lantoa.discovery.states import IndicatorState
from lantoa.nominations.models import Lead
from lantoa.places.models import OrgUnit

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class IndicatorTableQuerySet(models.QuerySet["IndicatorTable"]):
    def visible_to(self, user: "User") -> "IndicatorTableQuerySet":
        """Tables of the units in which `user` may work with indicators."""
        return self.filter(unit__in=user.units_where("indicators.manage"))


class IndicatorTable(models.Model):
    """A table as it was read (`sheet`: names, lines, first, decimal), the question last put to
    it and the answer (`report`: method, notes, protected, limits). `findings` hold the units.
    """

    name = models.CharField("tên bảng", max_length=200)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="indicator_tables")
    state = models.CharField(
        max_length=20, choices=IndicatorState.choices, default=IndicatorState.UPLOADED
    )
    sheet = models.JSONField()
    question = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    problem = models.TextField("vì sao chưa tính được", blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True)

    objects = IndicatorTableQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class IndicatorFinding(models.Model):
    """One unit of a table against what its context leads one to expect (`facts` as
    `outliers.Finding` names them). Kept in alphabetical order: nothing here is ranked.
    """

    table = models.ForeignKey(IndicatorTable, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    name = models.CharField("đơn vị", max_length=200)
    is_flagged = models.BooleanField("đáng đến xem")
    facts = models.JSONField()
    lead = models.ForeignKey(
        Lead, null=True, on_delete=models.SET_NULL, related_name="indicator_findings"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "name"], name="one_finding_per_unit")
        ]

    def __str__(self) -> str:
        return self.name
