"""Tasks of these tests run on the day of the world, whatever day it is."""

import pytest
from django.utils import timezone

from lantoa.core import clock
from tests.conftest import AT


@pytest.fixture(autouse=True)
def _the_worlds_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: timezone.localdate(AT))
