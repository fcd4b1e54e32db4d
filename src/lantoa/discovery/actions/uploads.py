"""A list that a unit sends: taken as it came, opened, its rows checked and mended."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events, sealed
from lantoa.core.actors import SYSTEM, Actor
from lantoa.core.files import clean_name
from lantoa.core.workflow import Refused, lock
from lantoa.discovery import queries
from lantoa.discovery.actions.looking import look_at
from lantoa.discovery.lists import ListProblem, Reading, arrange
from lantoa.discovery.lists.layout import MAX_CELLS
from lantoa.discovery.models import ListFile, ListRow, ListUpload
from lantoa.discovery.reading import Table, Unreadable, read
from lantoa.discovery.states import LIST, ListPurpose, ListState, RowVerdict
from lantoa.places.models import OrgUnit
from lantoa.vietnamese import nfc

logger = logging.getLogger(__name__)

#: Largest file, in bytes.
MAX_BYTES = 20 * 1024 * 1024
#: Rows looked at in one transaction.
PORTION = 200
#: Characters kept of a cell; longer ones are refused anyway.
_KEPT = 10_100
_OPEN = (ListState.UPLOADED, ListState.CHECKING, ListState.CHECKED, ListState.IMPORTING)


@transaction.atomic
def send(
    *, name: str, data: bytes, unit: OrgUnit, purpose: str = ListPurpose.LEADS,
    by: Actor, at: datetime,
) -> ListUpload:  # fmt: skip
    """Keep a file with people and start looking at it.

    The same file of the same unit that is not yet wholly imported is the same list: nothing is
    written. Raises Refused: no right in the unit, empty, over 20 MB.
    """
    reasons = []
    if not by.may("lead.enter", unit):
        reasons.append(f"Anh, chị không có quyền nhập danh sách cho {unit}.")
    if not data:
        reasons.append("Tệp này trống. Chọn lại tệp danh sách.")
    if len(data) > MAX_BYTES:
        reasons.append("Danh sách nặng hơn 20 MB. Tách thành nhiều tệp rồi gửi.")
    if purpose not in ListPurpose.values:
        reasons.append("Chưa rõ danh sách này kể về ai.")
    if reasons:
        raise Refused(reasons)
    digest = hashlib.sha256(data).hexdigest()
    unit = OrgUnit.objects.select_for_update().get(pk=unit.pk)  # two presses of one button
    same = ListUpload.objects.filter(unit=unit, sha256=digest, purpose=purpose, state__in=_OPEN)
    if (earlier := same.first()) is not None:
        return earlier
    upload = ListUpload.objects.create(
        unit=unit, purpose=purpose, name=clean_name(name), sha256=digest, size=len(data),
        uploaded_by_id=by.pk, uploaded_at=at, touched_at=at,
    )  # fmt: skip
    ListFile.objects.create(upload=upload, data=data)
    changes = {"name": upload.name, "sha256": digest, "purpose": purpose}
    events.record("list.sent", upload, by=by, at=at, changes=changes, unit=unit)
    return upload


def open_file(*, upload: ListUpload, at: datetime) -> None:
    """Read the file and lay out its rows, unchecked; or say why it cannot be opened.

    Reading happens before the transaction: it may take long. Harmless when repeated.
    """
    if upload.state != ListState.UPLOADED:
        return
    data = bytes(upload.file.data)
    if sealed.is_unreadable(data):
        raise sealed.KeyMissing(f"no key opens list {upload.pk}")  # to be tried again with the key
    table, reading, problem = _opened(data, upload)
    with transaction.atomic():
        lock(upload)
        if upload.state != ListState.UPLOADED:
            return
        if reading is None:
            LIST.perform("give_up", upload, by=SYSTEM, at=at, problem=problem)
            return
        ListRow.objects.bulk_create(
            ListRow(
                upload=upload, position=position, sheet=row.sheet, number=row.number,
                cells=[cell[:_KEPT] for cell in row.cells],
            )
            for position, row in enumerate(reading.rows, start=1)
        )  # fmt: skip
        LIST.perform(
            "open", upload, by=SYSTEM, at=at,
            encoding=table.encoding, confidence=table.confidence, row_count=len(reading.rows),
            layouts=[asdict(layout) for layout in reading.layouts.values()],
            problems=[asdict(each) for each in reading.problems], notes=reading.notes,
        )  # fmt: skip


def _opened(data: bytes, upload: ListUpload) -> tuple[Table, Reading | None, str]:
    table = Table(())
    try:
        table = read(data, upload.name)
        return table, arrange(table, upload.purpose), ""
    except (Unreadable, ListProblem) as problem:
        return table, None, str(problem)
    except Exception:
        # A file that breaks the reader must not be tried for ever, nor stop the worker.
        logger.exception("list %s cannot be read", upload.pk)
        return (
            table,
            None,
            (
                "Tệp này hỏng hoặc được lưu theo cách lạ. Mở bằng Excel, lưu lại thành .xlsx rồi gửi."
            ),
        )


@transaction.atomic
def check_portion(*, upload: ListUpload, at: datetime, size: int = PORTION) -> bool:
    """Give the next rows their verdicts. Whether there are more. Harmless when repeated."""
    lock(upload)
    if upload.state != ListState.CHECKING:
        return False
    waiting = upload.rows.filter(verdict=RowVerdict.WAITING).order_by("position")
    rows = list(waiting[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    look_at(upload, rows, queries.known_to(upload.unit, timezone.localdate(at)))
    ListRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"],
        update_fields=["verdict", "faults", "notes", "facts", "key", "lead"],
    )  # fmt: skip
    if not more:
        LIST.perform("check", upload, by=SYSTEM, at=at)
    return more


@transaction.atomic
def correct(*, row: ListRow, cells: Sequence[str], seen: str, by: Actor, at: datetime) -> ListRow:
    """Write the cells of a row anew and look at them again; kept as typed, also when still bad.

    `seen` is the `mark` of the row as `by` saw it. Raises Refused: no right, the row is in the
    books already, or somebody else changed it meanwhile.
    """
    upload = ListUpload.objects.select_for_update().get(pk=row.upload_id)
    lock(row)
    reasons = []
    if not by.may("lead.enter", upload.unit):
        reasons.append(f"Anh, chị không có quyền sửa danh sách của {upload.unit}.")
    if upload.state not in (ListState.CHECKED, ListState.IMPORTED):
        reasons.append("Danh sách đang được soát hoặc nhập. Chờ xong rồi sửa.")
    if row.verdict == RowVerdict.ERASED:
        reasons.append("Người ở dòng này đã được xóa theo yêu cầu, không ghi lại được.")
    if row.lead_id is not None:
        reasons.append("Dòng này đã thành tin báo. Sửa ở trang của tin báo.")
    if seen != row.mark:
        reasons.append("Người khác vừa sửa dòng này. Mở lại trang để xem chữ mới.")
    if reasons:
        raise Refused(reasons)
    before, row.cells = row.cells, [nfc(cell).replace("\0", "").strip() for cell in cells]
    row.cells = [cell[:_KEPT] for cell in row.cells[:MAX_CELLS]]
    look_at(upload, [row], queries.known_to(upload.unit, timezone.localdate(at)))
    row.save()
    upload.touched_at = at
    upload.save(update_fields=["touched_at"])
    pairs = zip([*before, *[""] * len(row.cells)], row.cells, strict=False)
    columns = [place for place, (old, new) in enumerate(pairs) if old != new]
    # Which columns only: a cell may hold a telephone number.
    changes = {"row": str(row), "columns": columns, "verdict": row.verdict}
    events.record("list.row_corrected", upload, by=by, at=at, changes=changes, unit=upload.unit)
    return row
