"""What stands against counting an adoption."""

from datetime import datetime
from typing import TYPE_CHECKING

from lantoa.core.actors import Actor

if TYPE_CHECKING:
    from lantoa.replication.models import Adoption, AdoptionResult


def awaiting(adoption: "Adoption") -> "AdoptionResult | None":
    """The newest result, when nobody has confirmed it yet.

    An older one that was passed over never comes back: a later step needs a later result.
    """
    newest: AdoptionResult | None = adoption.results.order_by("-pk").first()
    return newest if newest is not None and newest.confirmed_at is None else None


def result_awaits(adoption: "Adoption", by: Actor, at: datetime) -> str | None:
    """A result with evidence, not yet confirmed, must be there."""
    newest = awaiting(adoption)
    if newest is None:
        return "Chưa có kết quả mới nào được báo. Đơn vị làm theo cần báo kết quả trước."
    if not newest.evidence_note and newest.evidence_file_id is None:
        return "Kết quả chưa có minh chứng. Thêm ảnh, biên bản hoặc sổ ghi."
    return None


def confirmer_is_another(adoption: "Adoption", by: Actor, at: datetime) -> str | None:
    """Whoever reported the result does not confirm it."""
    newest = awaiting(adoption)
    if newest is not None and newest.reported_by_id == by.pk:
        return "Người báo kết quả không tự xác nhận. Nhờ cán bộ khác."
    return None
