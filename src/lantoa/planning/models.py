"""Schemes, plans and who must do what by when (e.g. Plan 1068/KH-UBND)."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from lantoa.core.models import StoredFile
from lantoa.places.models import OrgUnit
from lantoa.planning.states import AssignmentState, Indicator

if TYPE_CHECKING:
    from lantoa.accounts.models import User


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    def public(self) -> "LegalDocumentQuerySet":
        """Documents that everybody may read."""
        return self.filter(is_public=True)


class LegalDocument(models.Model):
    """A decree, decision or plan as a document: number, issuer, day, abstract."""

    slug = models.SlugField(max_length=120, unique=True)
    number = models.CharField("số, ký hiệu", max_length=60)
    search_key = models.CharField(max_length=80, db_index=True, editable=False)
    kind = models.CharField("loại", max_length=60)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành")
    effective_on = models.DateField("có hiệu lực từ", null=True, blank=True)
    abstract = models.TextField("trích yếu")
    text = models.TextField("nội dung", blank=True)
    signed_by = models.CharField("người ký", max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_public = models.BooleanField("ai cũng đọc được", default=True)
    folded = models.TextField(editable=False, default="")  # what the search on its page reads

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "issuer", "issued_on"], name="one_document")
        ]

    def __str__(self) -> str:
        return self.number


class Scheme(models.Model):
    """A programme above plans, e.g. the one approved by Decision 1526/QĐ-TTg."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên đề án", max_length=300)
    document = models.OneToOneField(LegalDocument, on_delete=models.PROTECT, related_name="scheme")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")

    def __str__(self) -> str:
        return self.title


class Plan(models.Model):
    """A unit's plan for a period; cloned, not edited, for the next one."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên kế hoạch", max_length=300)
    scheme = models.ForeignKey(
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    document = models.OneToOneField(LegalDocument, on_delete=models.PROTECT, related_name="plan")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="plans")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    purpose = models.TextField("mục đích, yêu cầu", blank=True)

    def __str__(self) -> str:
        return self.title


class Movement(models.Model):
    """An emulation movement (phong trào thi đua): who called for it, by which document, until when."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên phong trào", max_length=300)
    slogan = models.CharField("lời kêu gọi", max_length=300, blank=True)
    summary = models.TextField("nội dung", blank=True)
    document = models.ForeignKey(LegalDocument, on_delete=models.PROTECT, related_name="movements")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="movements")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")

    class Meta:
        ordering = ["-period_start", "slug"]

    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: "User") -> "AssignmentQuerySet":
        """Assignments of which a unit of `user` is lead or support, or whose plan is theirs."""
        units = user.units_where("report.read") | user.units_where("plan.progress")
        return self.filter(
            models.Q(unit__in=units)
            | models.Q(supporting__in=units)
            | models.Q(plan__unit__in=units)
        ).distinct()

    def overdue(self, on: date) -> "AssignmentQuerySet":
        """Past their deadline on the day `on` and not done."""
        return self.filter(deadline__lt=on).exclude(state=AssignmentState.DONE)


class Assignment(models.Model):
    """One duty of a plan. `unit` is the lead (cơ quan chủ trì)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assignments")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("số", max_length=10)
    group = models.CharField("nhóm nhiệm vụ", max_length=200)
    content = models.TextField("nội dung")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="assignments")
    supporting = models.ManyToManyField(OrgUnit, related_name="supported_assignments", blank=True)
    deadline = models.DateField("thời hạn")
    product = models.CharField("sản phẩm", max_length=300)
    state = models.CharField(
        max_length=20, choices=AssignmentState.choices, default=AssignmentState.OPEN
    )
    progress = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    indicator = models.CharField(max_length=30, choices=Indicator.choices, blank=True)
    target = models.PositiveIntegerField("chỉ tiêu", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]


class ProgressNote(models.Model):
    """What was reported on an assignment, when, by whom."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="notes")
    progress = models.PositiveSmallIntegerField()
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
