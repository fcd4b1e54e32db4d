"""What stands against a step of planning."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.planning.models import Plan


def period_reasons(start: date, end: date) -> list[str]:
    """A period ends on or after the day it starts."""
    if end < start:
        return ["Ngày kết thúc phải sau ngày bắt đầu."]
    return []


def progress_reasons(progress: int, note: str) -> list[str]:
    """Progress is 0 to 100 per cent and says what was done."""
    reasons = []
    if not 0 <= progress <= 100:
        reasons.append("Tiến độ là số từ 0 đến 100.")
    if not note.strip():
        reasons.append("Chưa ghi đã làm được gì.")
    return reasons


def assignment_reasons(
    plan: "Plan",
    *,
    number: str,
    content: str,
    product: str,
    deadline: date,
    indicator: str,
    target: int | None,
) -> list[str]:
    """What an assignment must say: duty, product, a deadline in the period, a measured target."""
    reasons = []
    if not number.strip() or not content.strip():
        reasons.append("Nhiệm vụ cần có số và nội dung.")
    if not product.strip():
        reasons.append("Chưa ghi sản phẩm: làm xong thì có gì để xem.")
    if not plan.period_start <= deadline <= plan.period_end:
        reasons.append("Thời hạn phải nằm trong thời gian của kế hoạch.")
    if target is not None and not indicator:
        reasons.append("Đã đặt chỉ tiêu thì chọn con số dùng để đo.")
    return reasons
