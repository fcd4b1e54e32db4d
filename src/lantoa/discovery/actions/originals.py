"""Originals of lists and old files: who looks at them, and when they go.

They hold people by the hundred, also such as nobody tells of. They lie sealed (`core.sealed`),
are opened only here, with a line in the log, and are kept no longer than the work needs them.
"""

import contextlib
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from lantoa.core import events, files, sealed
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.discovery.models import ListFile, ListUpload, OldFile
from lantoa.discovery.states import ListState, OldFileState
from lantoa.registry.models import PrivacyRule

#: Why an original goes, as its event tells it.
TERM, ERASURE = "term", "erasure"
_GONE = "Bản gốc này không còn giữ."
_CLOSED = "Chưa mở được bản gốc: thiếu khóa hoặc mất tệp. Báo người quản trị máy chủ."


@transaction.atomic
def see_list_original(*, upload: ListUpload, by: Actor, at: datetime) -> bytes:
    """The list as it was sent, for an officer of its unit; that they looked stands in the log."""
    kept = ListFile.objects.filter(upload=upload).first()
    data = bytes(kept.data) if kept is not None else b""
    reasons = _against_looking(upload, by, is_there=kept is not None)
    if not reasons and sealed.is_unreadable(data):
        reasons.append(_CLOSED)
    if reasons:
        raise Refused(reasons)
    events.record("list.original_seen", upload, by=by, at=at, unit=upload.unit)
    return data


@transaction.atomic
def see_old_original(*, old_file: OldFile, by: Actor, at: datetime) -> bytes:
    """The old file as it was sent, for an officer of its unit; the look stands in the log."""
    stored = old_file.file
    if reasons := _against_looking(old_file, by, is_there=stored is not None):
        raise Refused(reasons)
    try:
        data = files.opened(stored) if stored is not None else b""
    except (sealed.KeyMissing, FileNotFoundError):
        raise Refused([_CLOSED]) from None
    events.record("old_file.original_seen", old_file, by=by, at=at, unit=old_file.unit)
    return data


def drop_originals(*, by: Actor, at: datetime) -> int:
    """Drop every original whose days are over, and the preview with it; how many went.

    The days are those of `registry.PrivacyRule`, from when the office last worked with it. What
    no worker has read yet stays. One left unsealed by an older version is sealed.
    """
    if not by.may("list.follow", None):
        raise Refused(["Bản gốc hết hạn giữ do hệ thống bỏ."])
    today = timezone.localdate(at)
    last = today - timedelta(days=PrivacyRule.on(today).original_days)  # still there until tonight
    before = timezone.make_aware(datetime.combine(last, time.min))
    lists = ListUpload.objects.filter(file__isnull=False, touched_at__lt=before)
    lists = lists.exclude(state__in=(ListState.UPLOADED, ListState.CHECKING, ListState.IMPORTING))
    old_files = OldFile.objects.filter(file__isnull=False, touched_at__lt=before)
    over: list[ListUpload | OldFile] = [*lists, *old_files.exclude(state=OldFileState.WAITING)]
    count = sum(_drop_due(kept, before, by=by, at=at) for kept in over)
    for old_file in OldFile.objects.filter(file__is_sealed=False).select_related("file"):
        if old_file.file is not None:
            with contextlib.suppress(FileNotFoundError):  # lost on the disk: the others go on
                files.seal(old_file.file)
    return count


def drop(kept: ListUpload | OldFile, *, why: str, by: Actor, at: datetime) -> bool:
    """Drop one original and record it; the caller holds the row. False: there was none."""
    if isinstance(kept, ListUpload):
        gone, _ = ListFile.objects.filter(upload=kept).delete()
        if not gone:
            return False
        events.record("list.original_dropped", kept, by=by, at=at, changes={"why": why},
                      unit=kept.unit)  # fmt: skip
        return True
    stored = kept.file
    if stored is None:
        return False
    kept.file, kept.preview = None, []
    kept.save(update_fields=["file", "preview"])
    files.discard(stored)
    events.record("old_file.original_dropped", kept, by=by, at=at, changes={"why": why},
                  unit=kept.unit)  # fmt: skip
    return True


@transaction.atomic
def _drop_due(kept: ListUpload | OldFile, before: datetime, *, by: Actor, at: datetime) -> bool:
    lock(kept)
    return kept.touched_at < before and drop(kept, why=TERM, by=by, at=at)


def _against_looking(kept: ListUpload | OldFile, by: Actor, *, is_there: bool) -> list[str]:
    reasons = []
    if by.pk is None or not by.may("lead.enter", kept.unit):
        reasons.append(f"Anh, chị không có quyền mở bản gốc của {kept.unit}.")
    if not is_there:
        reasons.append(_GONE)
    return reasons
