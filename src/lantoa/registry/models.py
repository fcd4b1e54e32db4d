"""The fact file of an exemplar: who, what is proven, who agreed, how others can do it."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.states import (
    ConsentForm,
    ConsentGiver,
    CriteriaState,
    CriterionKind,
    ExemplarKind,
    Standing,
    Verdict,
)

if TYPE_CHECKING:
    from lantoa.accounts.models import User


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


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    def visible_to(self, user: "User") -> "ExemplarQuerySet":
        """Files of the units in which `user` may read."""
        return self.filter(unit__in=user.units_where("exemplar.read"))

    def on_hold(self) -> "ExemplarQuerySet":
        """Exemplars under a hold that is not lifted."""
        return self.filter(holds__lifted_at__isnull=True, holds__isnull=False).distinct()

    def sound(self) -> "ExemplarQuerySet":
        """Neither revoked nor on hold."""
        held = Hold.objects.filter(exemplar=models.OuterRef("pk"), lifted_at__isnull=True)
        return self.exclude(standing=Standing.REVOKED).exclude(models.Exists(held))


class Exemplar(models.Model):
    """A person, collective or household recognised for what they did."""

    code = models.CharField("mã", max_length=20, unique=True)  # DH-2026-0001
    kind = models.CharField("loại", max_length=20, choices=ExemplarKind.choices)
    standing = models.CharField(max_length=20, choices=Standing.choices)
    full_name = models.CharField("tên", max_length=200)
    sort_key = models.CharField(max_length=600, db_index=True, editable=False)
    match_key = models.CharField(max_length=200, db_index=True, editable=False)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_minor = models.BooleanField("chưa đủ 16 tuổi", default=False)
    gender = models.CharField(max_length=10, blank=True)  # "f", "m" or nothing: reports on gaps
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=200, blank=True)
    organisation = models.CharField("nơi làm việc", max_length=200, blank=True)
    deed = models.CharField("việc đã làm", max_length=300)
    summary = models.TextField("tóm tắt", blank=True)
    unclear = models.TextField("còn chưa rõ", blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="exemplars")
    place = models.ForeignKey(  # as of recognised_on; rolls up by succession
        AdminUnit, on_delete=models.PROTECT, related_name="exemplars"
    )
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="exemplars")
    recognised_on = models.DateField("ngày công nhận")
    verified_on = models.DateField("ngày xác minh")
    verified_by_name = models.CharField(max_length=200)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name

    def current_hold(self) -> "Hold | None":
        """The hold in force, if any."""
        return self.holds.filter(lifted_at__isnull=True).first()


class SubjectContact(models.Model):
    """How to reach the person. Apart from the public facts; never on portal, feed, API or log."""

    exemplar = models.OneToOneField(Exemplar, on_delete=models.CASCADE, related_name="contact")
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)


class Achievement(models.Model):
    """One proven claim about an exemplar, as it may be told."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="achievements")
    position = models.PositiveSmallIntegerField()
    statement = models.TextField("thành tích")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    confirmed_by = models.CharField("người xác nhận", max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]


class Evidence(models.Model):
    """What supports an achievement: a paper, a photo, a book, a link."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="evidence")
    description = models.CharField("căn cứ", max_length=300)
    link = models.URLField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)


class Recognition(models.Model):
    """The decision that recognised: number, day, by whom."""

    exemplar = models.OneToOneField(Exemplar, on_delete=models.CASCADE, related_name="recognition")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recognitions"
    )
    criteria_set = models.ForeignKey(  # the version by which it was decided
        CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing_on(self, day: date) -> "ConsentQuerySet":
        """Consents given by `day` and not withdrawn."""
        return self.filter(Q(given_on__lte=day), withdrawn_at__isnull=True)


class Consent(models.Model):
    """Who agreed to what on which channels, how, and where the proof is (Law 91/2025/QH15)."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="consents")
    giver = models.CharField("người đồng ý", max_length=20, choices=ConsentGiver.choices)
    giver_name = models.CharField("họ tên người đồng ý", max_length=200)
    covers_name = models.BooleanField("nêu tên", default=False)
    covers_image = models.BooleanField("dùng hình ảnh", default=False)
    purpose = models.CharField("mục đích", max_length=200)
    form = models.CharField("cách đồng ý", max_length=20, choices=ConsentForm.choices)
    text_version = models.CharField("mẫu phiếu", max_length=20)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    proof_note = models.CharField("bằng chứng lưu ở", max_length=300, blank=True)
    given_on = models.DateField("ngày đồng ý")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.giver_name}, {self.given_on}"

    @property
    def is_guardians(self) -> bool:
        """Whether a parent or guardian gave it; all others speak for themselves."""
        return self.giver == ConsentGiver.GUARDIAN


class ConsentChannel(models.Model):
    """One channel a consent holds for, by the channel's name (`website`, `feeds`, `print`)."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="channels")
    channel = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "channel"], name="channel_once")]


class Practice(models.Model):
    """A how-to card: what another place needs to do the same."""

    exemplar = models.OneToOneField(Exemplar, on_delete=models.CASCADE, related_name="practice")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên cách làm", max_length=160)
    sort_key = models.CharField(max_length=600, editable=False)
    summary = models.CharField("tóm tắt", max_length=400)
    steps = models.JSONField("các bước", default=list)
    conditions = models.JSONField("điều kiện", default=list)
    pitfalls = models.JSONField("chỗ dễ vấp", default=list)
    cost = models.CharField("chi phí", max_length=200)
    cost_vnd = models.PositiveBigIntegerField(null=True, blank=True)
    time_needed = models.CharField("thời gian", max_length=120, blank=True)
    contact = models.CharField("nơi hỏi", max_length=300)
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.title


class Hold(models.Model):
    """Stops everything downstream while something is looked into; never says guilty."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="holds")
    reason = models.TextField("lý do")
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, db_index=True)
    conclusion = models.TextField("kết luận", blank=True)

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exemplar"], condition=Q(lifted_at__isnull=True), name="one_open_hold"
            )
        ]


class Revocation(models.Model):
    """The end of a recognition, with its legal ground and the public correction."""

    exemplar = models.OneToOneField(Exemplar, on_delete=models.CASCADE, related_name="revocation")
    legal_ground = models.CharField("căn cứ", max_length=300)
    public_note = models.TextField("đính chính công khai")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField()
