"""Panels: a meeting of a council that votes on files."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.nominations.models.verification import ReviewRule
from lantoa.nominations.states import (
    BallotChoice,
    ConflictGround,
    PanelRole,
    PanelState,
)
from lantoa.places.models import OrgUnit

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class PanelQuerySet(models.QuerySet["Panel"]):
    def visible_to(self, user: "User") -> "PanelQuerySet":
        """Panels of the units one works in, and those one sits on."""
        units = user.units_where("panel.manage") | user.units_where("nomination.recognise")
        return self.filter(Q(unit__in=units) | Q(members__user=user)).distinct()


class Panel(models.Model):
    """One meeting of a council or appraisal team, with how it votes as the rule of its day says.

    The shares are copied from the rule when the panel is made: a rule changed later changes
    no vote.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="panels")
    title = models.CharField("tên hội đồng, tổ", max_length=200)
    meets_at = models.DateTimeField("họp lúc")
    venue = models.CharField("ở đâu", max_length=200)
    state = models.CharField(
        max_length=20, choices=PanelState.choices, default=PanelState.PREPARING
    )
    is_secret = models.BooleanField("bỏ phiếu kín")
    vote_percent = models.DecimalField(max_digits=5, decimal_places=2)
    quorum_percent = models.DecimalField(max_digits=5, decimal_places=2)
    counts_conflicted = models.BooleanField(default=False)
    rule = models.ForeignKey(ReviewRule, null=True, on_delete=models.PROTECT, related_name="panels")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["-meets_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class PanelMember(models.Model):
    """Who sits on a panel: somebody with an account, or a named outsider."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="panel_seats"
    )
    name = models.CharField("họ tên", max_length=200)
    organisation = models.CharField("đơn vị, chức vụ", max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=PanelRole.choices)
    is_absent = models.BooleanField("vắng mặt", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="one_seat_a_person"),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(role="chair"), name="one_chair_a_panel"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PanelCase(models.Model):
    """One file on the table of a panel, with the count of its ballots."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="cases")
    nomination = models.ForeignKey(
        "nominations.Nomination", on_delete=models.PROTECT, related_name="panel_cases"
    )
    position = models.PositiveSmallIntegerField()
    yes_count = models.PositiveSmallIntegerField(default=0)
    no_count = models.PositiveSmallIntegerField(default=0)
    blank_count = models.PositiveSmallIntegerField(default=0)
    has_passed = models.BooleanField(null=True)  # None until the panel concludes
    result = models.TextField("kết quả, thành câu", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "nomination"], name="one_case_a_file")
        ]


class Conflict(models.Model):
    """Why a member must not vote on a file."""

    case = models.ForeignKey(PanelCase, on_delete=models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="conflicts")
    ground = models.CharField(max_length=20, choices=ConflictGround.choices)
    note = models.CharField("nói rõ", max_length=300, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="one_conflict_a_case")
        ]


class Ballot(models.Model):
    """That a member voted on a file. In a secret vote the choice is only in the case's count:
    who voted is known, for what is not.
    """

    case = models.ForeignKey(PanelCase, on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=BallotChoice.choices, blank=True)
    by_paper = models.BooleanField("phiếu giấy gửi tới", default=False)
    proof = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    proof_note = models.CharField("phiếu lưu ở", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="one_ballot_a_case")]
