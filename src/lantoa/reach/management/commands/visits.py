"""`lantoa visits`: the figures, folding at once, and an older counter's days."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.reach import actions, imports, queries
from lantoa.vietnamese import group_digits

_NAMES = {
    "online": "Đang online", "today": "Hôm nay", "week": "Trong tuần", "total": "Tất cả",
    "views_today": "Lượt xem trang hôm nay", "views_total": "Lượt xem trang, tất cả",
    "robot_views_total": "Lượt máy tự động mở",
}  # fmt: skip


class Command(BaseCommand):
    help = "Lượt truy cập: show xem số, fold gấp ngay, import TỆP.csv nhận số của trang cũ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["show", "fold", "import"])
        parser.add_argument("file", nargs="?", help="CSV: date,visits,views (với import)")

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        if what == "import":
            self._import(options["file"])
        elif what == "fold":
            self.stdout.write(f"Đã gấp {group_digits(actions.fold(at=clock.now()))} dòng.")
        else:
            for name, value in vars(queries.visits(clock.now())).items():
                self.stdout.write(f"{_NAMES[name]}: {group_digits(value)}")

    def _import(self, name: str | None) -> None:
        if not name:
            raise CommandError("Cho biết tệp: lantoa visits import TỆP.csv")
        try:
            days = imports.read(
                Path(name).read_bytes(),
                today=clock.today(),
                first_own_day=queries.first_own_day(),
            )
        except OSError as error:
            raise CommandError(f"Không đọc được {name}: {error.strerror}.") from None
        except imports.WrongFile as wrong:
            shown = "\n".join(wrong.reasons[:50])
            raise CommandError(f"Chưa nhận ngày nào, tệp còn chỗ sai:\n{shown}") from None
        count = actions.bring_over(days=days, by=SYSTEM, at=clock.now())
        self.stdout.write(
            f"Đã nhận {count} ngày, từ {days[0].day:%d/%m/%Y} tới {days[-1].day:%d/%m/%Y}."
        )
