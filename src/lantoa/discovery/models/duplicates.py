"""Pairs of records that may tell of one person."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.discovery.states import PairState, RecordKind
from lantoa.places.models import OrgUnit

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, user: "User") -> "DuplicatePairQuerySet":
        """Pairs whose both sides lie where `user` judges: nobody learns of another unit's side."""
        return self.filter(unit__in=user.units_where("duplicate.judge"))

    def about(self, kind: str, pk: int) -> "DuplicatePairQuerySet":
        """Pairs with this record on either side."""
        left = Q(left_kind=kind, left_id=pk)
        return self.filter(left | Q(right_kind=kind, right_id=pk))


class DuplicatePair(models.Model):
    """Two records whose words are alike. Which they are, nothing of what they say.

    `unit` is the nearest one above both sides: whoever judges there may see both. The side that
    is further on its way is on the left, then the older one, so that a pair has one row.
    """

    left_kind = models.CharField(max_length=12, choices=RecordKind.choices)
    left_id = models.BigIntegerField()
    right_kind = models.CharField(max_length=12, choices=RecordKind.choices)
    right_id = models.BigIntegerField()
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField("độ giống")  # 0..1, of discovery.matching
    state = models.CharField(max_length=20, choices=PairState.choices, default=PairState.WAITING)
    found_at = models.DateTimeField()
    kept_side = models.CharField(max_length=5, blank=True)  # "left" or "right" once merged
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    note = models.TextField("vì sao", blank=True)
    lapsed_with = models.ForeignKey(  # the pair whose merger closed one side of this one
        "self", null=True, on_delete=models.PROTECT, related_name="lapsed"
    )

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["left_kind", "left_id", "right_kind", "right_id"], name="one_row_a_pair"
            )
        ]
        indexes = [
            models.Index(fields=["right_kind", "right_id"]),
            models.Index(fields=["state", "unit"]),
        ]

    def __str__(self) -> str:
        return f"{self.left_kind} {self.left_id}, {self.right_kind} {self.right_id}"

    @property
    def left(self) -> tuple[str, int]:
        """Kind and key of the side further on its way."""
        return self.left_kind, self.left_id

    @property
    def right(self) -> tuple[str, int]:
        """Kind and key of the other side."""
        return self.right_kind, self.right_id
