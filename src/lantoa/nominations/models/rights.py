"""What people ask for about what is held of them."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from lantoa.core.sealed import FingerprintField, SealedJSONField, SealedTextField
from lantoa.nominations.states import Identified, RightsKind, RightsState
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Exemplar

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def visible_to(self, user: "User") -> "RightsRequestQuerySet":
        """Requests of the units in which `user` answers them or erases."""
        units = user.units_where("rights.answer") | user.units_where("exemplar.erase")
        return self.filter(unit__in=units)


class RightsRequest(models.Model):
    """A person asks for something about what is held of them, and by when they get it.

    The days are those of `registry.PrivacyRule` when it was received. `erased_names` is empty
    but for the moment between erasing and the search through lists and old files.
    """

    number = models.CharField("số", max_length=20, unique=True)  # QT-2026-00001
    kind = models.CharField("điều được yêu cầu", max_length=20, choices=RightsKind.choices)
    state = models.CharField(
        max_length=20, choices=RightsState.choices, default=RightsState.RECEIVED
    )
    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="rights_requests")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="rights_requests")
    identified = models.CharField("nhận ra bằng", max_length=20, choices=Identified.choices)
    identity_note = models.CharField("đã xem giấy tờ gì", max_length=300, blank=True)
    text = models.TextField("lời của người yêu cầu", blank=True)
    is_shared = models.BooleanField("có bên thứ ba cùng giữ", default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(db_index=True)
    answer_due_on = models.DateField("hạn trả lời")
    finish_due_on = models.DateField("hạn làm xong")
    is_extended = models.BooleanField("đã gia hạn", default=False)
    answer = models.TextField("câu trả lời", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    erased_names = SealedJSONField(default=list, editable=False)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def due_on(self) -> date | None:
        """The clock that runs now: for the answer, then for the work; none at the end."""
        if self.state == RightsState.RECEIVED:
            return self.answer_due_on
        return self.finish_due_on if self.state == RightsState.ACCEPTED else None


class RightsCode(models.Model):
    """Somebody asked for a code at an address of e-mail; known there or not, a row is made, so
    that nobody learns by waiting. The code (six digits, five tries, 15 minutes) is kept as a
    keyed digest and works only in the browser that asked for it (`browser_digest`)."""

    email = SealedTextField()
    email_mark = FingerprintField(source="email", default="", db_index=True)
    browser_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
