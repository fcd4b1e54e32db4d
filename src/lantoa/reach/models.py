"""Counts folded from the visit log. Nothing here leads back to a person.

`VisitorSeen` holds keyed hashes whose key is thrown away each day; its rows go after two days.
"""

from django.db import models


class FoldState(models.Model):
    """The one row that is locked while the log is folded, and how far folding has come.

    `offsets` maps the identity of a log file (its first line) to the bytes already counted, and
    `shares` to what they gave (`ledger.py`); `ledger` maps a home to the bytes of its ledger
    already read. All is written in the same transaction as the counts, so that a kill loses
    both or neither, and so that a restored database knows what it has.
    """

    offsets = models.JSONField(default=dict)
    shares = models.JSONField(default=dict)
    ledger = models.JSONField(default=dict)
    folded_at = models.DateTimeField(null=True)


class DailyTotal(models.Model):
    """One day (Vietnam's time) of the whole portal. Robots' views stand apart.

    `old_visits` and `old_views` were counted by the site that stood before this one
    (`actions.bring_over`).
    """

    day = models.DateField(unique=True)
    views = models.PositiveBigIntegerField(default=0)
    visits = models.PositiveBigIntegerField(default=0)
    robots = models.PositiveBigIntegerField(default=0)
    old_visits = models.PositiveBigIntegerField(default=0)
    old_views = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["day"]


class DailyOrigin(models.Model):
    """Page views of one day by kind of referrer (`sources.py`); see `DailyCount.publication`.

    An empty `publication` stands for the whole portal.
    """

    day = models.DateField()
    publication = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10)
    views = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "source", "day"], name="one_origin_a_day"
            )
        ]


class DailyCount(models.Model):
    """One day of one publication through one channel.

    `views` counts page views or openings of a short link, `visits` the different visitors
    among them. `publication` is the slug; `channel` is empty for pages reached by a short
    link, which was counted for its own channel when it was opened.
    """

    day = models.DateField()
    publication = models.CharField(max_length=120)
    channel = models.CharField(max_length=40, blank=True)
    views = models.PositiveBigIntegerField(default=0)
    visits = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["day"], name="count_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "channel", "day"], name="one_count_a_day"
            )
        ]


class VisitorSeen(models.Model):
    """A hash was seen on a day: on the whole portal (empty publication) or at a publication."""

    day = models.DateField()
    publication = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    visitor = models.CharField(max_length=32)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [
            # Who is online: only rows of the whole portal.
            models.Index(
                fields=["last_at"],
                condition=models.Q(publication="", channel=""),
                name="seen_on_portal",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "visitor", "publication", "channel"], name="seen_once_a_day"
            )
        ]
