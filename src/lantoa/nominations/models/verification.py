"""How a file is verified: by which criteria, who confirmed, what was seen, what looks odd."""

from decimal import Decimal

from django.conf import settings
from django.db import models

from lantoa.core.models import StoredFile
from lantoa.nominations.states import (
    ConfirmedHow,
    CriterionVerdict,
    DayKind,
    FlagAnswer,
    FlagKind,
)
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Criterion
from lantoa.registry.states import Standing

#: Two of three, as a percentage that holds for panels of up to 5,000 members.
TWO_THIRDS = Decimal("66.66")


class ReviewRule(models.Model):
    """What a unit asks for before it recognises: a panel's vote, the public's opinion.

    Dated data: the newest rule of the nearest unit upward that holds on the day counts. The
    share of votes was 90% of all members under Decree 91/2017 (Article 45.8) and is taken to
    be 80% now; each province sets its own.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="review_rules")
    standing = models.CharField(  # empty: for every standing
        "khi đề nghị công nhận là", max_length=20, blank=True, choices=Standing.choices
    )
    valid_from = models.DateField("áp dụng từ")
    valid_to = models.DateField("đến hết", null=True, blank=True)
    legal_ground = models.CharField("căn cứ", max_length=300, blank=True)
    needs_panel = models.BooleanField("phải qua hội đồng", default=False)
    vote_percent = models.DecimalField(
        "tỷ lệ phiếu đồng ý", max_digits=5, decimal_places=2, default=Decimal(80)
    )
    quorum_percent = models.DecimalField(
        "tỷ lệ thành viên có mặt", max_digits=5, decimal_places=2, default=TWO_THIRDS
    )
    is_secret = models.BooleanField("bỏ phiếu kín", default=True)
    counts_conflicted = models.BooleanField("người tránh bỏ phiếu vẫn tính vào tổng", default=False)
    needs_comment = models.BooleanField("phải lấy ý kiến nhân dân", default=False)
    comment_days = models.PositiveSmallIntegerField("số ngày lấy ý kiến", default=10)
    day_kind = models.CharField(max_length=10, choices=DayKind.choices, default=DayKind.WORKING)
    extra_words = models.TextField("từ cần để ý thêm", blank=True)
    quiet_words = models.TextField("từ không cần nhắc", blank=True)

    class Meta:
        ordering = ["unit__path", "standing", "-valid_from"]

    def __str__(self) -> str:
        return f"{self.unit.short_name}, từ {self.valid_from}"


class CriterionAnswer(models.Model):
    """Whether a file meets one criterion, why, and on which claims that rests."""

    nomination = models.ForeignKey(
        "nominations.Nomination", on_delete=models.CASCADE, related_name="criterion_answers"
    )
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(max_length=10, choices=CriterionVerdict.choices)
    number = models.CharField("con số", max_length=60, blank=True)
    note = models.TextField("ghi chú", blank=True)
    claims = models.ManyToManyField("nominations.Claim", related_name="criterion_answers")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "criterion"], name="one_answer_a_line")
        ]


class Confirmation(models.Model):
    """Somebody who knows says what they know, in their own words."""

    claim = models.ForeignKey(
        "nominations.Claim", on_delete=models.CASCADE, related_name="confirmations"
    )
    name = models.CharField("họ tên", max_length=200)
    role = models.CharField("là ai, làm gì", max_length=200)
    words = models.TextField("lời người ấy nói")
    how = models.CharField("hỏi bằng cách nào", max_length=10, choices=ConfirmedHow.choices)
    on = models.DateField("ngày nào")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]


class SiteVisit(models.Model):
    """Somebody went and looked. Coordinates only when the officer's phone was asked to tell
    them; kept to three decimals (about 100 m), never public.
    """

    nomination = models.ForeignKey(
        "nominations.Nomination", on_delete=models.CASCADE, related_name="visits"
    )
    visited_at = models.DateTimeField("đến lúc")
    place = models.CharField("ở đâu", max_length=300)
    seen = models.TextField("thấy gì")
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        ordering = ["visited_at", "pk"]


class VisitPhoto(models.Model):
    """A photo of a visit; place and device were taken out of it when it was stored."""

    visit = models.ForeignKey(SiteVisit, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)


class Flag(models.Model):
    """Something in the file that a careful reader would ask about. Never blocks by itself; who
    verifies answers each one. `key` is the same as long as the words are the same.
    """

    nomination = models.ForeignKey(
        "nominations.Nomination", on_delete=models.CASCADE, related_name="flags"
    )
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=FlagKind.choices)
    place = models.CharField("ở chỗ nào", max_length=60)
    sentence = models.TextField("câu")
    reason = models.TextField("vì sao hỏi")
    other_lead = models.ForeignKey(
        "nominations.Lead", null=True, on_delete=models.CASCADE, related_name="+"
    )
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=FlagAnswer.choices, blank=True)
    note = models.TextField("giải thích", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "key"], name="one_flag_a_sentence")
        ]


class TextPrint(models.Model):
    """One of the smallest hashes of a text's runs of words: how a copied text is found again.

    Of what was told, or (`is_summary`) of the summary in the file opened from it.
    """

    lead = models.ForeignKey("nominations.Lead", on_delete=models.CASCADE, related_name="prints")
    is_summary = models.BooleanField(default=False)
    value = models.BigIntegerField(db_index=True)
