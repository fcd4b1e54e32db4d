"""What can be found, in the two forms in which it is compared.

Plain rows and plain SQL, the same on SQLite and PostgreSQL: Vietnamese words are syllables
between blanks, so a whole-word question is `contains(' word ')` on a prepared text. A full-text
engine would add stemming (there is none in Vietnamese) and its own folding (which loses đ), and
needs two dialects; at the size of a province (tens of thousands of rows of a few kB) the scan
stays within some milliseconds.
"""

from django.db import models


class Kind(models.TextChoices):
    STORY = "story", "Câu chuyện"
    EXEMPLAR = "exemplar", "Điển hình"
    PRACTICE = "practice", "Cách làm"
    PLAN = "plan", "Kế hoạch"
    DOCUMENT = "document", "Văn bản"


class SearchEntry(models.Model):
    """One thing that can be found. `subject` is the key of its record; texts are prepared.

    Whether it may be shown is asked of the record's module at query time, never of this row.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.BigIntegerField()
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    exact_title = models.TextField()  # rules.spaced(marks=True)
    folded_title = models.TextField()  # rules.spaced(marks=False)
    exact = models.TextField()  # title and body
    folded = models.TextField()
    sector = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    dated = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "subject"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="one_entry_a_subject")
        ]

    def __str__(self) -> str:
        return self.title
