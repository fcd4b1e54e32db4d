"""What can be found, what it is also called, and what was looked for in vain.

The rows of `SearchEntry` are the truth of search: every index (the embedded one of each host,
PostgreSQL's, OpenSearch's) is made from them and can be made again while the portal serves.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from modelsearch import index

from lantoa.search import rules


class Kind(models.TextChoices):
    STORY = "story", "Câu chuyện"
    EXEMPLAR = "exemplar", "Người, tập thể"
    PRACTICE = "practice", "Cách làm"
    PLAN = "plan", "Kế hoạch"
    DOCUMENT = "document", "Văn bản"
    PLACE = "place", "Địa bàn"
    PAGE = "page", "Trang"


class SearchEntry(index.Indexed, models.Model):  # type: ignore[misc]  # modelsearch has no types
    """One thing that can be found. `subject` is the key of its record; texts are prepared.

    Whether it may be shown is asked of the record's module at query time, never of this row.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.BigIntegerField()
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    #: Words that lead here and are not shown: today's and former names of the place.
    aliases = models.TextField(blank=True)
    exact_title = models.TextField()  # rules.spaced(marks=True)
    folded_title = models.TextField()  # rules.spaced(marks=False)
    exact = models.TextField()  # title, body and aliases
    folded = models.TextField()
    sector = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    sector_key = models.BigIntegerField(null=True)
    #: Keys of today's units in which it lies, rolled up through mergers: ' 12 15 '.
    place_keys = models.CharField(max_length=400, blank=True)
    dated = models.DateField(null=True)

    #: For the engines of LANTOA_SEARCH=postgres and opensearch, which `engines.hosted` feeds.
    search_fields = [index.SearchField("folded")]
    search_auto_update = False

    class Meta:
        ordering = ["kind", "subject"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="one_entry_a_subject")
        ]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """An entry that was made, changed or taken out: what the index of each host still has to do.

    Rows are kept some days; a host that slept longer compares everything anew.
    """

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Abbreviation(models.Model):
    """A short writing and what it stands for; search takes each for the other.

    One short writing may stand for several things (TT: thông tư, thị trấn): a row for each.
    """

    short = models.CharField("viết tắt", max_length=30, help_text="Ví dụ: HTX")
    long = models.CharField(
        "viết đầy đủ",
        max_length=120,
        validators=[MinLengthValidator(3)],
        help_text="Ví dụ: hợp tác xã",
    )
    note = models.CharField("ghi chú", max_length=200, blank=True, help_text="Dùng ở đâu, khi nào.")

    class Meta:
        ordering = ["short", "long"]
        verbose_name = "chữ viết tắt"
        verbose_name_plural = "chữ viết tắt"
        constraints = [models.UniqueConstraint(fields=["short", "long"], name="one_abbreviation")]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"

    def clean(self) -> None:
        """Both writings need letters, and must differ."""
        short, long = rules.exact_words(self.short), rules.exact_words(self.long)
        if not short or not long:
            raise ValidationError("Cả hai cách viết đều phải có chữ.")
        if short == long:
            raise ValidationError("Hai cách viết đang giống nhau.")


class Miss(models.Model):
    """Words that were searched on a day and led nowhere, and how often. Nothing about who."""

    day = models.DateField()
    words = models.CharField(max_length=120)  # folded
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "-count"]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="one_miss_a_day")]

    def __str__(self) -> str:
        return self.words
