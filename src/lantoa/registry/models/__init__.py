"""The fact file of an exemplar: who, what is proven, who agreed, how others can do it."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import StoredFile
from lantoa.core.sealed import FingerprintField, SealedTextField
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models.criteria import CriteriaSet, Criterion, Sector
from lantoa.registry.models.privacy import ConsentText, PrivacyRule
from lantoa.registry.states import (
    ConsentForm,
    ConsentGiver,
    ExemplarKind,
    Standing,
    Verdict,
)

if TYPE_CHECKING:
    from lantoa.accounts.models import User

__all__ = [
    "Achievement",
    "Consent",
    "ConsentChannel",
    "ConsentText",
    "CriteriaSet",
    "Criterion",
    "Evidence",
    "Exemplar",
    "ExemplarQuerySet",
    "Hold",
    "Merger",
    "Practice",
    "PrivacyRule",
    "Recognition",
    "Revocation",
    "Sector",
    "SubjectContact",
]


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    def visible_to(self, user: "User") -> "ExemplarQuerySet":
        """Files of the units in which `user` may read."""
        return self.filter(unit__in=user.units_where("exemplar.read"))

    def on_hold(self) -> "ExemplarQuerySet":
        """Exemplars under a hold that is not lifted."""
        return self.filter(holds__lifted_at__isnull=True, holds__isnull=False).distinct()

    def sound(self) -> "ExemplarQuerySet":
        """Neither revoked, on hold nor erased, nor merged into a record that is."""
        held = Hold.objects.filter(exemplar=models.OuterRef("pk"), lifted_at__isnull=True)
        ended = Q(kept__standing=Standing.REVOKED) | Q(kept__erased_at__isnull=False)
        unsound = ended | Q(
            models.Exists(
                Hold.objects.filter(exemplar=models.OuterRef("kept"), lifted_at__isnull=True)
            )
        )
        under = Merger.objects.standing().filter(unsound, gone=models.OuterRef("pk"))
        found = self.exclude(standing=Standing.REVOKED).filter(erased_at__isnull=True)
        return found.exclude(models.Exists(held)).exclude(models.Exists(under))

    def unmerged(self) -> "ExemplarQuerySet":
        """Without those that were merged into another record: each person once."""
        merged = Merger.objects.standing().filter(gone=models.OuterRef("pk"))
        return self.exclude(models.Exists(merged))


class Exemplar(models.Model):
    """A person, collective or household recognised for what they did."""

    code = models.CharField("mã", max_length=20, unique=True)  # DH-2026-0001
    kind = models.CharField("loại", max_length=20, choices=ExemplarKind.choices)
    standing = models.CharField(max_length=20, choices=Standing.choices)
    full_name = models.CharField("tên", max_length=200)
    sort_key = models.CharField(max_length=600, db_index=True, editable=False)
    match_key = models.CharField(max_length=200, db_index=True, editable=False)
    folded_name = models.CharField(max_length=200, editable=False)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_minor = models.BooleanField("chưa đủ 16 tuổi", default=False)
    is_small_child = models.BooleanField("chưa đủ 7 tuổi", default=False)
    is_deceased = models.BooleanField("đã mất", default=False)
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
    erased_at = models.DateTimeField(null=True, editable=False)  # by what the person asked for

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        # Who is known by a name, and in a place by the end of the name: at a million records
        # answered in time only from the index alone, so all that is asked stands in it.
        indexes = [
            models.Index(
                fields=["folded_name", "place", "standing", "id"], name="exemplar_by_name"
            ),
            models.Index(
                fields=["place", "folded_name", "standing", "id"], name="exemplar_in_place"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def current_hold(self) -> "Hold | None":
        """The hold in force, if any: on this record or on the one it was merged into."""
        over = Q(exemplar__mergers__gone=self, exemplar__mergers__undone_at__isnull=True)
        return Hold.objects.filter(Q(exemplar=self) | over, lifted_at__isnull=True).first()

    def merger(self) -> "Merger | None":
        """How this record was merged into another, while that stands."""
        return self.merged.filter(undone_at__isnull=True).select_related("kept").first()

    def is_revoked(self) -> bool:
        """Whether this recognition, or the one it was merged into, has ended."""
        if self.standing == Standing.REVOKED:
            return True
        return self.merged.filter(undone_at__isnull=True, kept__standing=Standing.REVOKED).exists()

    def law_on(self, day: date) -> PrivacyRule:
        """What the law of a day asks for."""
        return PrivacyRule.on(day)


class SubjectContact(models.Model):
    """How to reach the person. Apart from the public facts; never on portal, feed, API or log.

    Sealed (`core.sealed`); the address of e-mail can be looked up by whoever names it.
    """

    exemplar = models.OneToOneField(Exemplar, on_delete=models.CASCADE, related_name="contact")
    phone = SealedTextField(blank=True, default="")
    address = SealedTextField(blank=True, default="")
    email = SealedTextField(blank=True, default="")
    email_mark = FingerprintField(source="email", default="", db_index=True)


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
    text = models.ForeignKey(  # none: a form older than the texts kept here
        ConsentText, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
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


class MergerQuerySet(models.QuerySet["Merger"]):
    def standing(self) -> "MergerQuerySet":
        """Mergers that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merger(models.Model):
    """Two records of one person are read as one from here on: `gone` stands under `kept`.

    Nothing is moved. Stories, consents, holds of old, practices and adoptions stay where they
    were given, so a consent never covers more than what was agreed to, and undoing is exact.
    """

    kept = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="mergers")
    gone = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="merged")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="never_into_itself"),
        ]
