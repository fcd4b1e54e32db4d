"""Public comment: the notice, and what people say to it."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.core.sealed import SealedTextField
from lantoa.nominations.models.verification import ReviewRule
from lantoa.nominations.states import (
    CommentBasis,
    CommentState,
    DayKind,
    NominationState,
    OpinionChannel,
    OpinionState,
    Stance,
)
from lantoa.places.models import OrgUnit
from lantoa.registry.states import Standing

if TYPE_CHECKING:
    from lantoa.accounts.models import User

#: States in which a notice stands on the portal, until its last day.
RUNNING = (CommentState.OPEN, CommentState.EXTENDED)
#: Steps of a file at which the public may be asked.
ASKABLE = (NominationState.VERIFIED, NominationState.APPRAISED)


class PublicCommentQuerySet(models.QuerySet["PublicComment"]):
    def visible_to(self, user: "User") -> "PublicCommentQuerySet":
        """Notices of the units in which one runs them or decides."""
        units = user.units_where("comment.manage") | user.units_where("nomination.recognise")
        return self.filter(unit__in=units)

    def public(self, on: date) -> "PublicCommentQuerySet":
        """Notices that stand on the portal on the day `on`: the one gate for their words."""
        running = self.filter(state__in=RUNNING, starts_on__lte=on, ends_on__gte=on)
        return running.filter(nomination__state__in=ASKABLE)


class PublicComment(models.Model):
    """The public is asked about one file: what is shown, from when to when, on which ground.

    Only `shown_name`, the unit, the proposed recognition and `summary` are ever public.
    """

    number = models.CharField("số", max_length=20, unique=True)  # YK-2026-00001
    nomination = models.ForeignKey(
        "nominations.Nomination", on_delete=models.PROTECT, related_name="comments"
    )
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="comments")
    state = models.CharField(
        max_length=20, choices=CommentState.choices, default=CommentState.PLANNED
    )
    standing = models.CharField("đề nghị công nhận là", max_length=20, choices=Standing.choices)
    shown_name = models.CharField("tên hiện trên thông báo", max_length=200)
    summary = models.TextField("tóm tắt thành tích")
    basis = models.CharField("căn cứ công khai", max_length=10, choices=CommentBasis.choices)
    basis_note = models.CharField("phiếu đồng ý lưu ở, hoặc số văn bản", max_length=300)
    guardian_note = models.CharField("phiếu của người giám hộ lưu ở", max_length=300, blank=True)
    rule = models.ForeignKey(
        ReviewRule, null=True, on_delete=models.PROTECT, related_name="comments"
    )
    days = models.PositiveSmallIntegerField("số ngày")
    day_kind = models.CharField(max_length=10, choices=DayKind.choices)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", db_index=True)
    extension_reason = models.TextField("vì sao gia hạn", blank=True)
    withdrawal_reason = models.TextField("vì sao rút", blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = PublicCommentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(state__in=["planned", "open", "extended"]),
                name="one_running_comment",
            )
        ]

    def __str__(self) -> str:
        return self.number


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def waiting(self) -> "OpinionQuerySet":
        """Opinions without an answer."""
        return self.filter(state=OpinionState.RECEIVED)


class Opinion(models.Model):
    """What somebody says to a notice. `code_digest` as of a lead; never on the portal."""

    comment = models.ForeignKey(PublicComment, on_delete=models.PROTECT, related_name="opinions")
    code_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)
    state = models.CharField(
        max_length=20, choices=OpinionState.choices, default=OpinionState.RECEIVED
    )
    channel = models.CharField(max_length=10, choices=OpinionChannel.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    text = models.TextField("ý kiến")
    contact_erased_at = models.DateTimeField(null=True, editable=False)  # by who said it
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField("câu trả lời", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]

    @property
    def unit(self) -> OrgUnit:
        """The unit that answers."""
        return self.comment.unit


class OpinionContact(models.Model):
    """Who said it. Private and sealed: seen by officers of the unit only, never printed."""

    opinion = models.OneToOneField(Opinion, on_delete=models.CASCADE, related_name="contact")
    name = SealedTextField("họ tên", blank=True, default="")
    phone = SealedTextField("điện thoại", blank=True, default="")
    email = SealedTextField("thư điện tử", blank=True, default="")
