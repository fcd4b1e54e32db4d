"""`lantoa demo [--stage STAGE]`: an invented year of the province."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo import loader
from lantoa.demo.stages import Stage


class Command(BaseCommand):
    help = "Nạp tỉnh mẫu (người, đơn vị, số liệu đều là minh họa) tới một bước."

    def add_arguments(self, parser: CommandParser) -> None:
        names = [stage.name.lower() for stage in Stage]
        parser.add_argument("--stage", choices=names, default=names[-1])
        parser.add_argument(
            "--first-time-only", action="store_true", help="Không làm gì khi đã có tài khoản."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("prepare", verbosity=0)
        if User.objects.exists():
            if options["first_time_only"]:
                return
            raise CommandError(
                "Cổng đã có dữ liệu. Tỉnh mẫu chỉ nạp vào chỗ trống: đặt LANTOA_HOME khác."
            )
        self.stdout.write("Lan Tỏa: nạp tỉnh mẫu, chừng một phút…")
        cast = loader.load(
            now=clock.now(),
            stage=Stage.named(options["stage"]),
            home=settings.LANTOA_HOME,
            say=lambda what: self.stdout.write(f"  {what}"),
        )
        self.stdout.write(f"Tài khoản mẫu (ghi ở {settings.LANTOA_HOME / loader.ACCOUNTS_FILE}):")
        for role, account in cast.accounts.items():
            self.stdout.write(f"  {role:18} {account['email']:38} {account['password']}")
