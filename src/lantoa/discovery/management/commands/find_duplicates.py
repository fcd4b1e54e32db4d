"""`lantoa find_duplicates`: the search for pairs, at once instead of at night."""

from typing import Any

from django.core.management.base import BaseCommand

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions


class Command(BaseCommand):
    help = "Rà mọi tin báo, hồ sơ, điển hình để tìm cặp có thể là một người. Không gộp gì."

    def handle(self, *args: Any, **options: Any) -> None:
        found = actions.find_duplicates(by=SYSTEM, at=clock.now())
        self.stdout.write(
            f"{found.alike} cặp giống nhau, {found.fresh} cặp mới chờ xem, "
            f"{found.lapsed} cặp không còn cần xem."
        )
