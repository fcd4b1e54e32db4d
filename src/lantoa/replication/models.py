"""Who copied which practice, what they changed, and with which result."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from lantoa.core.models import StoredFile
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import Practice
from lantoa.replication.states import AdoptionState

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def visible_to(self, user: "User") -> "AdoptionQuerySet":
        """Adoptions of the units in which `user` may register adoptions or read reports."""
        units = user.units_where("adoption.register") | user.units_where("report.read")
        return self.filter(unit__in=units)


class Adoption(models.Model):
    """A unit takes over a practice."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    adopter = models.CharField("nơi làm theo", max_length=200)
    place = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(
        max_length=20, choices=AdoptionState.choices, default=AdoptionState.REGISTERED
    )
    change = models.TextField("làm khác đi ở chỗ nào", blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(db_index=True)
    stop_reason = models.TextField("vì sao dừng", blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "unit", "adopter"], name="one_adoption_an_adopter"
            )
        ]


class AdoptionResult(models.Model):
    """What came of it, with evidence; counted only once confirmed."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="results")
    statement = models.TextField("kết quả")
    evidence_note = models.CharField("minh chứng", max_length=300, blank=True)
    evidence_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-reported_at"]
