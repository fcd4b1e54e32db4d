"""Old files: kept as they are, read by a worker, their people sent on as leads."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.discovery import reading, records
from lantoa.discovery.models import OldFile
from lantoa.discovery.queries.old_files import is_erased, leads_of
from lantoa.discovery.states import OLD_FILE, OldFileState
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Lead
from lantoa.nominations.states import LeadChannel
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.vietnamese import fold, format_date

#: What the preview keeps: enough to compare, not the file once more.
PREVIEW_SHEETS, PREVIEW_ROWS, PREVIEW_COLUMNS, PREVIEW_CELL = 10, 40, 15, 300
MAX_RECORDS = 5000


@dataclass(frozen=True)
class Sent:
    """What sending did: leads made now, leads there before, records left with their reasons."""

    made: list[Lead]
    earlier: list[Lead]
    left: list[tuple[str, tuple[str, ...]]]


def keep(*, upload: "UploadedFile[Any]", unit: OrgUnit, by: Actor, at: datetime) -> OldFile:
    """Keep the original and have it read by a worker. The same bytes of the same unit are the
    same old file. Raises Refused, FileRefused among the reasons.
    """
    if not by.may("lead.enter", unit):
        raise Refused([f"Anh, chị không có quyền gửi tệp cho {unit}."])
    digest = hashlib.sha256(upload.read(files.MAX_BYTES + 1)).hexdigest()
    earlier = OldFile.objects.filter(unit=unit, sha256=digest).first()
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            stored = files.store_original(upload, at=at)
            old_file = OldFile.objects.create(
                file=stored, name=stored.name, sha256=stored.sha256, unit=unit,
                sent_by_id=by.pk, sent_at=at, touched_at=at,
            )  # fmt: skip
            changes = {"name": stored.name, "size": stored.size}
            events.record("old_file.kept", old_file, by=by, at=at, changes=changes, unit=unit)
            return old_file
    except files.FileRefused as refusal:
        raise Refused([refusal.reason]) from None
    except IntegrityError:
        # Pressed twice at once; the bytes just written have no row and `files.sweep` takes them.
        return OldFile.objects.get(unit=unit, sha256=digest)


def read(*, old_file: OldFile, by: Actor, at: datetime) -> None:
    """Read the original; the result, or why there is none, stands in the row. Harmless again."""
    if old_file.state != OldFileState.WAITING:
        return
    if old_file.file is None:
        raise ValueError("an original that nobody has read is not dropped")
    data = files.opened(old_file.file)
    try:
        table = reading.read(data, old_file.name)
    except reading.Unreadable as problem:
        OLD_FILE.perform("give_up", old_file, by=by, at=at, reason=str(problem))
        return
    found = records.from_table(table)[:MAX_RECORDS]
    with transaction.atomic():
        OldFile.objects.filter(pk=old_file.pk, state=OldFileState.WAITING).update(
            preview=_preview(table), records=[_plain(record) for record in found]
        )
        # Names stay out of the audit event: only how many there are.
        OLD_FILE.perform(
            "read", old_file, by=by, at=at, encoding=table.encoding, confidence=table.confidence
        )


def send(
    *, old_file: OldFile, chosen: Iterable[int], by: Actor, at: datetime
) -> Sent:  # fmt: skip
    """Send the records at the places `chosen` (from 0) on as leads of the file's unit.

    A record is sent whole or left with its reasons; sent again it is the same lead. Raises
    Refused when `by` may enter nothing here, or nothing was chosen.
    """
    unit = old_file.unit
    if not by.may("lead.enter", unit):
        raise Refused([f"Anh, chị không có quyền nhập tin cho {unit}."])
    wanted = sorted({place for place in chosen if 0 <= place < len(old_file.records)})
    if not wanted:
        raise Refused(["Chọn ít nhất một dòng để chuyển thành tin báo."])
    sent, known = Sent([], [], []), leads_of(old_file)
    for place in wanted:
        record = old_file.records[place]
        if is_erased(record):
            sent.left.append((record["name"], ("Người này đã được xóa theo yêu cầu.",)))
            continue
        if place in known:
            sent.earlier.append(known[place])
            continue
        try:
            lead = _submit(old_file, record, by, at)
        except Refused as refusal:
            sent.left.append((record["name"], tuple(refusal.reasons)))
        else:
            sent.made.append(lead)
    if sent.made:
        with transaction.atomic():
            changes = {"leads": len(sent.made)}
            events.record("old_file.sent", old_file, by=by, at=at, changes=changes, unit=unit)
            OldFile.objects.filter(pk=old_file.pk).update(touched_at=at)
    return sent


def _submit(old_file: OldFile, record: dict[str, Any], by: Actor, at: datetime) -> Lead:
    source = f"Có trong tệp cũ “{old_file.name}”, {record['sheet']}, dòng {record['row']}."
    with transaction.atomic():
        receipt = nominations.submit(
            who=record["name"], kind=record["kind"], what=_told(record), why=source,
            when_text=record["decision_date"], channel=LeadChannel.LIST, unit=old_file.unit,
            place=place_of(record["place"], old_file.unit, at),
            idempotency_key=old_file.key_of(record), by=by, at=at,
        )  # fmt: skip
    return receipt.lead


def _told(record: dict[str, Any]) -> str:
    """The deed and what was given for it, in sentences."""
    who = ", ".join(part for part in (record["title"], record["organisation"]) if part)
    decision = record["decision_number"]
    if record["decision_date"] and decision:
        decision += f" ngày {record['decision_date']}"
    given = record["award"] or ("Được khen thưởng" if decision else "")
    if given and decision:
        given += f", Quyết định số {decision}"
    sentences = [record["achievement"], who, given, record["place"]]
    return ". ".join(text.strip(" .") for text in sentences if text) + "."


def place_of(text: str, unit: OrgUnit, at: datetime) -> AdminUnit:
    """The commune of that name today, or what a former one became; else the unit's own."""
    today = timezone.localdate(at)
    wanted = fold(text)
    for kind in ("xa ", "phuong ", "thi tran ", "p. ", "x. "):
        wanted = wanted.removeprefix(kind)
    named = places.named(wanted, today, 10) if wanted else []
    exact = [place for place in named if wanted in (fold(place.name), fold(place.short_name))]
    for place in exact:
        now = places.successors(place, today)
        if len(now) == 1:
            return now[0]
    home: AdminUnit | None = unit.admin_unit or places.root().admin_unit
    if home is None:
        raise Refused([f"Chưa rõ địa bàn “{text}”."])
    return home


def _plain(record: records.Record) -> dict[str, Any]:
    values = asdict(record)
    values["kind"] = str(record.kind)
    values["decision_date"] = format_date(record.decision_date) if record.decision_date else ""
    return values


def _preview(table: reading.Table) -> list[dict[str, Any]]:
    before = {sheet.name: sheet.rows for sheet in table.before}
    return [
        {
            "name": sheet.name,
            "rows": _cut(sheet.rows),
            "before": _cut(before.get(sheet.name, ())),
            "count": len(sheet.rows),
        }
        for sheet in table.sheets[:PREVIEW_SHEETS]
    ]


def _cut(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[cell[:PREVIEW_CELL] for cell in row[:PREVIEW_COLUMNS]] for row in rows[:PREVIEW_ROWS]]
