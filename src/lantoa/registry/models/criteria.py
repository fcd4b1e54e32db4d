"""What somebody must have done to be recognised."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.places.models import OrgUnit
from lantoa.registry.states import CriteriaState, CriterionKind


class Sector(models.Model):
    """A field of life: the first split of criteria, search and reports."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def applied_on(self, on: date) -> "CriteriaSetQuerySet":
        """Sets that were or are applied on the day `on`; drafts never."""
        enacted = self.exclude(state=CriteriaState.DRAFT).filter(valid_from__lte=on)
        return enacted.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class CriteriaSet(models.Model):
    """What somebody must have done to be recognised: of a unit, for a sector or for all.

    Once enacted it is never edited: a new version copies it, and takes its place when enacted.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="criteria_sets")
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="criteria_sets"
    )
    title = models.CharField("tên bộ tiêu chí", max_length=200)
    version = models.PositiveSmallIntegerField("bản")
    state = models.CharField(
        max_length=20, choices=CriteriaState.choices, default=CriteriaState.DRAFT
    )
    legal_ground = models.CharField("căn cứ", max_length=300, blank=True)
    valid_from = models.DateField("áp dụng từ", null=True, blank=True)
    valid_to = models.DateField("đến hết", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "sector__sort_key", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sector", "version"], name="one_version_a_sector"
            ),
            models.UniqueConstraint(
                fields=["unit", "version"],
                condition=Q(sector__isnull=True),
                name="one_version_for_all",
            ),
            models.UniqueConstraint(
                fields=["unit", "sector"], condition=Q(state="in_force"), name="one_in_force"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state="in_force", sector__isnull=True),
                name="one_in_force_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, bản {self.version}"


class Criterion(models.Model):
    """One line of a set: what is asked, whether it must be met, whether a number is wanted."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField("tiêu chí", max_length=500)
    kind = models.CharField(max_length=10, choices=CriterionKind.choices)
    asks_number = models.BooleanField("cần con số", default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "position"], name="one_criterion_a_place"
            )
        ]
