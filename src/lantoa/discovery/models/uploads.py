"""Lists that units send: the file as it came, and each row as typed with its verdict."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from lantoa.core.sealed import SealedBytesField, SealedJSONField
from lantoa.discovery.states import Letters, ListPurpose, ListState, RowVerdict
from lantoa.nominations.models import Lead
from lantoa.places.models import OrgUnit

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class ListUploadQuerySet(models.QuerySet["ListUpload"]):
    def visible_to(self, user: "User") -> "ListUploadQuerySet":
        """Lists of the units in which `user` may decide about leads."""
        return self.filter(unit__in=user.units_where("lead.triage"))


class ListUpload(models.Model):
    """One file with people. `layouts` tells where in each sheet which column stands.

    `encoding` and `confidence` are those of `discovery.reading`. `uploaded_by` is empty when
    the list came by the command of the server.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="lists")
    purpose = models.CharField(
        max_length=20, choices=ListPurpose.choices, default=ListPurpose.LEADS
    )
    state = models.CharField(max_length=20, choices=ListState.choices, default=ListState.UPLOADED)
    name = models.CharField("tệp", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    encoding = models.CharField(max_length=20, choices=Letters.choices, blank=True)
    confidence = models.FloatField(default=1.0)
    layouts = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    problem = models.TextField("vì sao không mở được, hoặc dừng", blank=True)
    row_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # when the office last worked with it
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ListUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["unit", "sha256"], name="list_by_file")]

    def __str__(self) -> str:
        return self.name


class ListFile(models.Model):
    """The file itself, sealed. It comes in the transaction of its list and goes before it, some
    days (`registry.PrivacyRule`) after the office last worked with the list."""

    upload = models.OneToOneField(ListUpload, on_delete=models.CASCADE, related_name="file")
    data = SealedBytesField()


class ListRow(models.Model):
    """One row: `cells` as typed, in the order of the sheet, and what was found.

    `faults` are dictionaries with `cell`, `column`, `address`, `kind`, `reason`
    (`discovery.lists`). `key` is the digest that makes equal rows the same lead. Contact
    details leave `cells` once the lead is made: they are kept in one place only; until then
    the cells are sealed.
    """

    upload = models.ForeignKey(ListUpload, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    cells = SealedJSONField(default=list)
    verdict = models.CharField(
        max_length=10, choices=RowVerdict.choices, default=RowVerdict.WAITING
    )
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=64, blank=True)
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="list_rows")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="one_row_a_position")
        ]
        indexes = [
            models.Index(fields=["upload", "verdict", "position"], name="list_row_by_verdict"),
            models.Index(fields=["upload", "key"], name="list_row_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.number}"

    @property
    def mark(self) -> str:
        """Changes whenever a cell does: whoever saves says which row they saw."""
        return hashlib.sha256(json.dumps(self.cells).encode()).hexdigest()[:16]

    def reasons(self) -> list[str]:
        """What is wrong, as sentences."""
        faults: list[dict[str, Any]] = self.faults
        return [str(fault["reason"]) for fault in faults]
