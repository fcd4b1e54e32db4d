# ruff: noqa: N999  # commands are called by the name of their file
"""`lantoa import FILE`: people of a list or of decisions become leads; every bad cell is named.

Exit status: 0 nothing was bad, 1 some rows were, 2 the file could not be read or entered.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.actors import COMMAND, Actor
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.actions.uploads import MAX_BYTES, PORTION
from lantoa.discovery.lists import ListProblem, arrange
from lantoa.discovery.models import ListUpload
from lantoa.discovery.queries.outcomes import Outcome, is_prepared, known_for, outcome_of, trial
from lantoa.discovery.reading import Unreadable, read
from lantoa.discovery.states import Letters, ListPurpose, ListState
from lantoa.places import queries as places
from lantoa.places.models import OrgUnit

#: Faults printed without --json; more than a screen helps nobody.
_PRINTED = 40
_NOT_PREPARED = (
    "Cơ sở dữ liệu chưa sẵn sàng: chạy ./lantoa up một lần, hoặc ./lantoa migrate rồi "
    "./lantoa prepare. Chỉ soát thử thì thêm --dry-run."
)


class _Cannot(Exception):
    """Nothing could be entered; the message is a Vietnamese sentence."""


class Command(BaseCommand):
    help = (
        "Nhập danh sách người tốt, điển hình cũ hoặc quyết định khen thưởng thành tin báo. "
        "Không ai được công khai trước khi xác minh. Mã thoát: 0 không có gì sai, 1 có dòng sai, "
        "2 không mở hoặc không nhập được."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="Tệp .xlsx, .csv…")
        parser.add_argument(
            "--as", dest="purpose", choices=ListPurpose.values, default="leads",
            help="leads: người tốt mới kể; exemplars: điển hình các năm trước; "
            "awards: người đã được khen thưởng. Cả ba đều vào thành tin báo.",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="Chỉ soát, không ghi gì.")
        parser.add_argument("--json", action="store_true", help="In một tài liệu JSON.")
        parser.add_argument("--unit", default="", help="Mã đơn vị; mặc định là UBND tỉnh.")
        parser.add_argument("--as-user", default="", help="Thư điện tử của cán bộ nhập.")

    def handle(self, *args: Any, **options: Any) -> None:
        told: dict[str, Any] = {
            "file": options["file"].name,
            "as": options["purpose"],
            "dry_run": options["dry_run"],
        }
        try:
            data = _bytes(options["file"])
            run = self._try if options["dry_run"] else self._enter
            outcome, encoding, confidence = run(data, options)
        except (_Cannot, Unreadable, ListProblem, Refused) as problem:
            self._say({**told, **_figures(Outcome()), "error": str(problem)}, options["json"])
            sys.exit(2)
        told |= {"encoding": encoding, "confidence": round(confidence, 3), **_figures(outcome)}
        self._say(told, options["json"])
        sys.exit(1 if outcome.bad else 0)

    def _try(self, data: bytes, options: dict[str, Any]) -> tuple[Outcome, str, float]:
        table = read(data, options["file"].name)
        reading = arrange(table, options["purpose"])
        unit = _unit(options["unit"]) if _has_database() else None
        outcome = trial(
            reading, options["purpose"], unit.key if unit is not None else "",
            known_for(unit, clock.today()), asks=unit is not None,
        )  # fmt: skip
        return outcome, table.encoding, table.confidence

    def _enter(self, data: bytes, options: dict[str, Any]) -> tuple[Outcome, str, float]:
        if not _has_database():
            raise _Cannot(_NOT_PREPARED)
        by = _person(options["as_user"])
        upload = actions.send(
            name=options["file"].name, data=data, unit=_unit(options["unit"]),
            purpose=options["purpose"], by=by, at=clock.now(),
        )  # fmt: skip
        _finish(upload, by)
        if upload.state == ListState.UNREADABLE or upload.problem:
            raise _Cannot(upload.problem)
        return outcome_of(upload), upload.encoding, upload.confidence

    def _say(self, told: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        if "error" in told:
            self.stderr.write(f"{told['file']}: {told['error']}")
            return
        letters = Letters(told["encoding"]).label
        self.stdout.write(f"{told['file']}: chữ {letters}, chắc {told['confidence']:.0%}.")
        self.stdout.write(
            f"Đọc {told['read']} dòng: {told['good']} dòng tốt, {told['bad_rows']} dòng cần sửa. "
            f"Đã có từ trước {told['already_in']}, nhập mới {told['imported']}."
        )
        if told["dry_run"]:
            self.stdout.write("Chỉ soát thử: chưa ghi gì.")
        for sentence in told["notes"]:
            self.stdout.write(f"Lưu ý: {sentence}")
        for fault in told["bad"][:_PRINTED]:
            self.stdout.write(f"- {fault['reason']}")
        if len(told["bad"]) > _PRINTED:
            rest = len(told["bad"]) - _PRINTED
            self.stdout.write(f"… và {rest} chỗ nữa. Thêm --json để xem hết.")


def _figures(outcome: Outcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "good": outcome.good,
        "bad_rows": outcome.bad_rows,
        "already_in": outcome.already_in,
        "imported": outcome.imported,
        "bad": outcome.bad,
        "notes": outcome.notes,
    }


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _Cannot(f"Không đọc được tệp: {error.strerror}.") from None
    if not data:
        raise _Cannot("Tệp này trống.")
    if len(data) > MAX_BYTES:
        raise _Cannot("Danh sách nặng hơn 20 MB. Tách thành nhiều tệp.")
    return data


def _has_database() -> bool:
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and "memory" not in name
    # Asking would make an empty file.
    return (not is_file or Path(name).exists()) and is_prepared()


def _unit(key: str) -> OrgUnit:
    unit = OrgUnit.objects.filter(key=key).first() if key else places.root()
    if unit is None:
        raise _Cannot(f"Không có đơn vị mang mã {key}.")
    return unit


def _person(email: str) -> Actor:
    if not email:
        return COMMAND
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise _Cannot(f"Không có tài khoản {email}.")
    return user


def _finish(upload: ListUpload, by: Actor) -> None:
    """Take the list to its end here, also when a worker is at it, or a run before was cut off."""
    actions.open_file(upload=upload, at=clock.now())
    while upload.state == ListState.CHECKING:
        actions.check_portion(upload=upload, at=clock.now(), size=PORTION)
    if upload.state == ListState.CHECKED and upload.rows.filter(verdict="good").exists():
        actions.begin(upload=upload, by=by, at=clock.now())
    while upload.state == ListState.IMPORTING:
        actions.import_portion(upload=upload, by=by, at=clock.now(), size=PORTION)
