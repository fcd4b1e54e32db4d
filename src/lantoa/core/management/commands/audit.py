"""`lantoa audit verify`: walk the chain of audit events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.core import events
from lantoa.core.models import AuditEvent


class Command(BaseCommand):
    help = "Kiểm tra nhật ký: không sự kiện nào bị sửa, xóa hay chèn thêm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(events.broken_links())
        for sentence in broken[:50]:
            self.stderr.write(sentence)
        if broken:
            raise CommandError(f"Nhật ký không toàn vẹn: {len(broken)} chỗ.")
        self.stdout.write(f"Nhật ký toàn vẹn: {AuditEvent.objects.count()} sự kiện.")
