"""Files of past years, as they were sent and as they were read."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from lantoa.core.models import StoredFile
from lantoa.core.sealed import SealedJSONField
from lantoa.discovery.states import OldFileState
from lantoa.places.models import OrgUnit

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class OldFileQuerySet(models.QuerySet["OldFile"]):
    def visible_to(self, user: "User") -> "OldFileQuerySet":
        """Files of the units in which `user` may enter leads."""
        return self.filter(unit__in=user.units_where("lead.enter"))


class OldFile(models.Model):
    """A list, report or decision of past years. The original is kept byte for byte, sealed.

    `preview` holds the first rows of each sheet as read and, where letters were converted, as
    stored. `records` are the people and collectives found (`discovery.records`), each a mapping
    of text; what becomes of them is the choice of an officer. Original and preview go some days
    (`registry.PrivacyRule`) after the office last worked with it (`touched_at`).
    """

    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="old_files"
    )
    name = models.CharField("tệp", max_length=200, default="")
    sha256 = models.CharField(max_length=64)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="old_files")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(db_index=True)
    touched_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=OldFileState.choices, default=OldFileState.WAITING
    )
    reason = models.TextField(blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    confidence = models.FloatField(default=0)
    preview = SealedJSONField(default=list)
    records = models.JSONField(default=list)

    objects = OldFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "sha256"], name="one_old_file_a_unit")
        ]

    def __str__(self) -> str:
        return self.name

    def key_of(self, record: dict[str, Any]) -> str:
        """What makes the lead of one record the same lead when it is sent again."""
        return f"old-file:{self.unit.key}:{self.sha256}:{record['sheet']}:{record['row']}"
