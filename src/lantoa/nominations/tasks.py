"""What follows from what people ask, and what the calendar brings."""

from django.conf import settings
from django.core.mail import send_mail
from django_tasks import task

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.nominations import actions
from lantoa.nominations.models import RightsCode

_TEXT = """Mã của bạn: {digits}

Ghi mã này vào trang “Quyền của tôi” đang mở, trong vòng 15 phút. Mã chỉ dùng được một lần, trên đúng máy đã xin mã.

Bạn không xin mã? Không cần làm gì: không ai xem được gì nếu thiếu mã này. Đừng đọc mã cho ai, kể cả cán bộ.

Lan Tỏa, tỉnh {province}
{address}
"""


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def send_code(subject_id: str, event_id: int) -> None:
    """Somebody asked for a code. Run twice, it sends a second code, and only that one works."""
    code = RightsCode.objects.filter(pk=subject_id).first()
    digits = actions.draw_code(code=code, by=SYSTEM, at=clock.now()) if code else None
    if code is None or digits is None:
        return
    text = _TEXT.format(
        digits=digits, province=settings.LANTOA_PROVINCE, address=settings.LANTOA_BASE_URL
    )
    send_mail("Mã xem dữ liệu về bạn · Lan Tỏa", text, None, [code.email])


@task()  # type: ignore[untyped-decorator]  # see above
def sweep_codes() -> None:
    """Codes older than a day tell nothing any more."""
    actions.sweep_codes(at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def follow_calendar() -> None:
    """Put up and take down notices of public comment by their days."""
    actions.follow_calendar(by=SYSTEM, at=clock.now())


@task()  # type: ignore[untyped-decorator]  # django_tasks is not followed by mypy
def escalate_complaints() -> None:
    """Tell the level above of complaints that are late."""
    actions.escalate_complaints(by=SYSTEM, at=clock.now())
