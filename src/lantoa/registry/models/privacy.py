"""What the law asks for, and the words people agree to: dated rows."""

import time
from datetime import date

from django.db import models

_RULES: "dict[date, tuple[float, PrivacyRule]]" = {}
_RULE_SECONDS = 30


class PrivacyRule(models.Model):
    """What the law asks for from a day on: who must say yes, by when people are answered, how
    long what they were read from is kept.

    Dated data, so that a new law is a new row. The rows that come with the house: Law on
    Children 102/2016/QH13 (Article 1), Civil Code 91/2015/QH13 (Articles 32, 34, 38), and from
    1/1/2026 Law 91/2025/QH15 with Decree 356/2025/NĐ-CP. Ages in whole years.
    """

    valid_from = models.DateField("có hiệu lực từ", unique=True)
    legal_basis = models.CharField("căn cứ", max_length=300)
    child_under = models.PositiveSmallIntegerField("dưới tuổi này là trẻ em", default=16)
    own_word_from = models.PositiveSmallIntegerField("từ tuổi này hỏi cả em", default=7)
    answer_working_days = models.PositiveSmallIntegerField("trả lời, ngày làm việc", default=2)
    finish_days = models.PositiveSmallIntegerField("làm xong, ngày", default=15)
    shared_finish_days = models.PositiveSmallIntegerField("làm xong khi có bên thứ ba", default=20)
    extension_days = models.PositiveSmallIntegerField("gia hạn một lần, ngày", default=15)
    original_days = models.PositiveSmallIntegerField(  # of lists and old files, once dealt with
        "giữ bản gốc danh sách, tệp cũ, ngày", default=30
    )

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.legal_basis

    @classmethod
    def on(cls, day: date) -> "PrivacyRule":
        """The rule in force on a day; before the first one, the first one's.

        Every page asks: a process remembers the answer for half a minute. Rules are written for
        days to come, so none is met late.
        """
        read_at, rule = _RULES.get(day, (0.0, None))
        if rule is None or time.monotonic() - read_at > _RULE_SECONDS:
            rule = cls.objects.filter(valid_from__lte=day).first() or cls.objects.last() or cls()
            cls.forget(but=16)
            _RULES[day] = time.monotonic(), rule
        return rule

    @staticmethod
    def forget(but: int = 0) -> None:
        """Ask the database again, unless fewer than `but` days are remembered."""
        if len(_RULES) >= but:
            _RULES.clear()


class ConsentText(models.Model):
    """The words people agree to, a row a version; never changed once somebody agreed to them."""

    version = models.CharField("mẫu", max_length=20, unique=True)  # ĐY-01
    purpose = models.CharField("mục đích", max_length=200)
    text = models.TextField("nội dung")
    valid_from = models.DateField("dùng từ")

    class Meta:
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return self.version
