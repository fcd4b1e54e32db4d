"""Leads (what people tell) and nominations (what the office checks)."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.core.sealed import SealedTextField
from lantoa.nominations.models.comments import Opinion, OpinionContact, PublicComment
from lantoa.nominations.models.panels import Ballot, Conflict, Panel, PanelCase, PanelMember
from lantoa.nominations.models.rights import RightsCode, RightsRequest
from lantoa.nominations.models.verification import (
    Confirmation,
    CriterionAnswer,
    Flag,
    ReviewRule,
    SiteVisit,
    TextPrint,
    VisitPhoto,
)
from lantoa.nominations.states import (
    ComplaintReason,
    ComplaintState,
    LeadChannel,
    LeadState,
    NominationState,
)
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import CriteriaSet, Exemplar, PrivacyRule, Sector
from lantoa.registry.states import ExemplarKind, Verdict

if TYPE_CHECKING:
    from lantoa.accounts.models import User

__all__ = [
    "Appraisal",
    "Ballot",
    "Claim",
    "ClaimEvidence",
    "ComplainantContact",
    "Complaint",
    "Confirmation",
    "Conflict",
    "CriterionAnswer",
    "Flag",
    "Lead",
    "LeadAttachment",
    "Nomination",
    "NominatorContact",
    "Opinion",
    "OpinionContact",
    "Panel",
    "PanelCase",
    "PanelMember",
    "PublicComment",
    "ReviewRule",
    "RightsCode",
    "RightsRequest",
    "SiteVisit",
    "TextPrint",
    "VisitPhoto",
]


class LeadQuerySet(models.QuerySet["Lead"]):
    def visible_to(self, user: "User") -> "LeadQuerySet":
        """Leads of the units in which `user` may enter or triage leads."""
        return self.filter(unit__in=user.units_where("lead.enter"))


class Lead(models.Model):
    """Somebody told us of somebody. `code_digest` is the SHA-256 of the receipt code.

    The code itself (130 bits, base 32) is shown once to who told, and never kept.
    """

    number = models.CharField("số", max_length=20, unique=True)  # TB-2026-00001
    code_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)
    state = models.CharField(max_length=20, choices=LeadState.choices, default=LeadState.RECEIVED)
    channel = models.CharField(max_length=20, choices=LeadChannel.choices)
    kind = models.CharField(max_length=20, choices=ExemplarKind.choices)
    who = models.CharField("người được kể", max_length=200)
    folded_who = models.CharField(max_length=200, editable=False)
    place = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="leads")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="leads")
    what = models.TextField("việc tốt")
    when_text = models.CharField("từ bao giờ", max_length=200, blank=True)
    why = models.TextField("vì sao đáng kể", blank=True)
    witnesses = models.TextField("ai cùng biết", blank=True)
    received_at = models.DateTimeField(db_index=True)
    due_on = models.DateField("hạn trả lời")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField("câu trả lời cho người kể", blank=True)
    contact_erased_at = models.DateTimeField(null=True, editable=False)  # by who told
    same_as = models.ForeignKey(  # what the teller chose; an officer decides
        Exemplar, null=True, blank=True, on_delete=models.PROTECT, related_name="hinting_leads"
    )
    joined_to = models.ForeignKey(
        Exemplar, null=True, blank=True, on_delete=models.PROTECT, related_name="joined_leads"
    )

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        # As of exemplars: by name, and in a place by the end of the name, from the index alone.
        indexes = [
            models.Index(fields=["folded_who", "place", "state", "id"], name="lead_by_name"),
            models.Index(fields=["place", "folded_who", "state", "id"], name="lead_in_place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.who}"


class NominatorContact(models.Model):
    """Who told us, and how to answer. Private and sealed; officers of the unit see it, each look
    is logged; never published."""

    lead = models.OneToOneField(Lead, on_delete=models.CASCADE, related_name="nominator")
    name = SealedTextField("họ tên", blank=True, default="")
    phone = SealedTextField("điện thoại", blank=True, default="")
    email = SealedTextField("thư điện tử", blank=True, default="")
    relation = SealedTextField("quan hệ với người được kể", blank=True, default="")
    wants_answer = models.BooleanField("muốn được báo lại", default=True)


class LeadAttachment(models.Model):
    """A file or a link that came with a lead."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    link = models.URLField(max_length=500, blank=True)


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, user: "User") -> "NominationQuerySet":
        """Nominations of the units in which `user` may read files."""
        return self.filter(unit__in=user.units_where("exemplar.read"))


class Nomination(models.Model):
    """A file opened from a lead, on its way to recognition."""

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="nomination")
    state = models.CharField(
        max_length=20, choices=NominationState.choices, default=NominationState.OPENED
    )
    kind = models.CharField(max_length=20, choices=ExemplarKind.choices)
    full_name = models.CharField("tên", max_length=200)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_minor = models.BooleanField("chưa đủ 16 tuổi", default=False)
    is_small_child = models.BooleanField("chưa đủ 7 tuổi", default=False)
    is_deceased = models.BooleanField("đã mất", default=False)
    gender = models.CharField(max_length=10, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=200, blank=True)
    organisation = models.CharField("nơi làm việc", max_length=200, blank=True)
    deed = models.CharField("việc đã làm", max_length=300)
    summary = models.TextField("tóm tắt", blank=True)
    unclear = models.TextField("còn chưa rõ", blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="nominations")
    place = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="nominations")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="verifications"
    )
    due_on = models.DateField("hạn xác minh", null=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True)
    criteria_set = models.ForeignKey(  # the version by which it is judged
        CriteriaSet, null=True, on_delete=models.PROTECT, related_name="nominations"
    )
    return_reason = models.TextField("vì sao trả lại", blank=True)
    decline_reason = models.TextField("vì sao khép hồ sơ", blank=True)
    exemplar = models.OneToOneField(
        Exemplar, null=True, on_delete=models.PROTECT, related_name="nomination"
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.full_name

    def law_on(self, day: date) -> PrivacyRule:
        """What the law of a day asks for, as of an exemplar (`registry.rules.is_minor`)."""
        return PrivacyRule.on(day)


class Claim(models.Model):
    """One checkable sentence about the person, with what supports it and the verdict."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField()
    statement = models.TextField("điều cần xác minh")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    confirmed_by = models.CharField("người xác nhận", max_length=200, blank=True)
    confirmed_on = models.DateField("ngày xác nhận", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]


class ClaimEvidence(models.Model):
    """A paper, photo or link that bears on a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    description = models.CharField("căn cứ", max_length=300)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()


class Appraisal(models.Model):
    """The author's opinion that goes to the approver."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="appraisals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opinion = models.TextField("ý kiến thẩm định")
    recommends = models.BooleanField("đề nghị công nhận")
    standing = models.CharField(max_length=20)  # registry.states.Standing proposed
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]


class JoiningQuerySet(models.QuerySet["Joining"]):
    def standing(self) -> "JoiningQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


class Joining(models.Model):
    """A lead or an open file that tells of somebody who is told of already, and was added there.

    `before` holds what the merger changed in it and `moved` the claims that went over, by key
    with their place: undoing puts back exactly these.
    """

    gone_lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="merged")
    gone_nomination = models.ForeignKey(
        Nomination, null=True, on_delete=models.PROTECT, related_name="merged"
    )
    kept_lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="mergers")
    kept_nomination = models.ForeignKey(
        Nomination, null=True, on_delete=models.PROTECT, related_name="mergers"
    )
    kept_exemplar = models.ForeignKey(
        Exemplar, null=True, on_delete=models.PROTECT, related_name="lead_mergers"
    )
    before = models.JSONField(default=dict)
    moved = models.JSONField(default=list)  # [[key of the claim, its position], …]
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone_lead"], condition=Q(undone_at__isnull=True), name="lead_merged_once"
            ),
            models.UniqueConstraint(
                fields=["gone_nomination"],
                condition=Q(undone_at__isnull=True),
                name="file_merged_once",
            ),
        ]

    @property
    def gone(self) -> Lead | Nomination:
        """What was added; one of the two columns is written."""
        return cast("Lead | Nomination", self.gone_lead or self.gone_nomination)

    @property
    def kept(self) -> Lead | Nomination | Exemplar:
        """What it was added to; one of the three columns is written."""
        found = self.kept_exemplar or self.kept_nomination or self.kept_lead
        return cast("Lead | Nomination | Exemplar", found)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, user: "User") -> "ComplaintQuerySet":
        """Complaints of the units in which `user` may answer them; the late ones also by who
        oversees them.
        """
        overseen = models.Q(
            unit__in=user.units_where("complaint.oversee"), escalated_at__isnull=False
        )
        return self.filter(models.Q(unit__in=user.units_where("complaint.answer")) | overseen)


class Complaint(models.Model):
    """A reader finds something wrong in what is published. `code_digest` as of a lead.

    `subject` is the path of the page on the portal ("" for the portal as a whole) and `title`
    what it was called then: publications lie above this module.
    """

    number = models.CharField("số", max_length=20, unique=True)  # PA-2026-00001
    code_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)
    state = models.CharField(
        max_length=20, choices=ComplaintState.choices, default=ComplaintState.RECEIVED
    )
    subject = models.CharField("trang", max_length=200, blank=True, db_index=True)
    title = models.CharField("nhan đề", max_length=200, blank=True)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="complaints")
    reason = models.CharField("điều gì", max_length=20, choices=ComplaintReason.choices)
    text = models.TextField("lời phản ánh")
    contact_erased_at = models.DateTimeField(null=True, editable=False)  # by who complained
    received_at = models.DateTimeField(db_index=True)
    due_on = models.DateField("hạn trả lời")
    escalated_at = models.DateTimeField("báo lên cấp trên lúc", null=True)
    answer = models.TextField("câu trả lời", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.number


class ComplainantContact(models.Model):
    """Who complained, and how to answer. Private and sealed, as a nominator's."""

    complaint = models.OneToOneField(
        Complaint, on_delete=models.CASCADE, related_name="complainant"
    )
    name = SealedTextField("họ tên", blank=True, default="")
    phone = SealedTextField("điện thoại", blank=True, default="")
    email = SealedTextField("thư điện tử", blank=True, default="")
