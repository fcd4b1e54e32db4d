"""How long the original of a list or an old file is there."""

from datetime import date, timedelta

from django.utils import timezone

from lantoa.discovery.models import ListFile, ListUpload, OldFile
from lantoa.registry.models import PrivacyRule


def original_until(kept: ListUpload | OldFile, today: date) -> date | None:
    """The last day on which the original is there, as the rule of today says; None: it went."""
    if isinstance(kept, OldFile):
        is_there = kept.file_id is not None
    else:
        is_there = ListFile.objects.filter(upload=kept).exists()
    days = timedelta(days=PrivacyRule.on(today).original_days)
    return timezone.localdate(kept.touched_at) + days if is_there else None
