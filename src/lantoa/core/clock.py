"""The one clock. Views and tasks ask it and hand the time to actions."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in Vietnam (UTC+7, no summer time)."""
    return timezone.localdate()
