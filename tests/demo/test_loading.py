"""The demo province can be loaded at any hour."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from lantoa.core import clock
from lantoa.demo import loader
from lantoa.demo.stages import Stage
from lantoa.nominations.models import PublicComment


@pytest.mark.django_db
def test_soon_after_midnight_in_vietnam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 6, 9, 17, 30, tzinfo=UTC)  # 0:30 on 10/6 in Vietnam
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(clock, "today", lambda: datetime(2026, 6, 10, tzinfo=UTC).date())
    call_command("prepare", verbosity=0)
    loader.load(now=now, stage=Stage.APPRAISING, home=tmp_path, say=lambda words: None)
    assert PublicComment.objects.get().starts_on.isoformat() == "2026-06-07"
