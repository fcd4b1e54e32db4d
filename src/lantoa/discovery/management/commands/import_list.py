"""`lantoa import_list FILE --unit KEY --as-user EMAIL`: a unit's list becomes leads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.workflow import Refused
from lantoa.discovery import actions, lists
from lantoa.places.models import OrgUnit


class Command(BaseCommand):
    help = "Nhập danh sách người (CSV) của một đơn vị thành lời kể."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Tệp CSV, chữ Unicode.")
        parser.add_argument("--unit", required=True, help="Mã đơn vị, ví dụ ubnd-22561.")
        parser.add_argument("--as-user", required=True, help="Thư điện tử của cán bộ nhập.")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = OrgUnit.objects.filter(key=options["unit"]).first()
        user = User.objects.filter(email=options["as_user"].lower()).first()
        if unit is None:
            raise CommandError(f"Không có đơn vị mang mã {options['unit']}.")
        if user is None:
            raise CommandError(f"Không có tài khoản {options['as_user']}.")
        try:
            rows = lists.read(options["file"].read_bytes())
            result = actions.enter_list(rows=rows, unit=unit, by=user, at=clock.now())
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error.strerror}.") from None
        except (lists.ListProblem, Refused) as problem:
            raise CommandError(str(problem)) from None
        for done in result.accepted:
            note = "" if done.is_new else " (đã có từ trước)"
            self.stdout.write(f"Dòng {done.row.line}: {done.lead.number} {done.row.who}{note}")
        for left in result.refused:
            self.stderr.write(f"Dòng {left.row.line}: chưa nhập. {' '.join(left.reasons)}")
        self.stdout.write(f"Nhập {len(result.accepted)}, để lại {len(result.refused)}.")
