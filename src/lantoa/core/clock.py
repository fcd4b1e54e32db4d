"""The one clock. Views and tasks ask it and hand the time to actions."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Vietnam (UTC+7, no summer time)."""
    return timezone.localdate()
