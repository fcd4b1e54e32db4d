"""The report on a plan as a Word file, in the layout of Decree 30/2020/NĐ-CP, Appendix I."""

from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from lantoa.planning import queries as planning
from lantoa.planning.models import Assignment
from lantoa.reports.paper import (
    HEAD,
    INNER,
    SMALL,
    blank,
    body,
    grid,
    heading,
    line,
    pair,
    rule,
    to_bytes,
)
from lantoa.reports.queries import PlanReport
from lantoa.vietnamese import format_date, group_digits

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def plan_report(report: PlanReport) -> bytes:
    """The .docx of a report. The same report gives the same bytes; number and name stay blank."""
    subject = f"Kết quả thực hiện Kế hoạch số {report.plan.document.number}"
    document = blank(f"Báo cáo {subject[0].lower()}{subject[1:]}", report.on)
    _head(document, report)
    _title(document, subject, report)
    _figures(document, report)
    _assignments(document, report)
    _copies(document, report)
    _open_ends(document, report)
    _foot(document, report)
    return to_bytes(document)


def _head(document: Any, report: PlanReport) -> None:
    left, right = pair(document, 70, INNER - 70).cells
    name = report.plan.unit.name.upper()
    rule(line(left, name, size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True), indent=22)
    line(right, NATION, size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True)
    rule(line(right, MOTTO, size=HEAD, bold=True, align=ALIGN.CENTER), indent=19)
    left, right = pair(document, 70, INNER - 70).cells
    line(left, "Số:         /BC-UBND", size=HEAD, align=ALIGN.CENTER, reuse=True)
    where = f"{_place(report)}, {_day(report.on)}"
    line(right, where, size=HEAD, italic=True, align=ALIGN.CENTER, reuse=True)


def _title(document: Any, subject: str, report: PlanReport) -> None:
    title = line(document, "BÁO CÁO", bold=True, align=ALIGN.CENTER)
    title.paragraph_format.space_before = Pt(18)
    line(document, subject, bold=True, align=ALIGN.CENTER)
    issued = report.plan.document
    of = f"ngày {format_date(issued.issued_on)} của {issued.issuer}"
    rule(line(document, of, bold=True, align=ALIGN.CENTER), indent=60)
    start, end = format_date(report.plan.period_start), format_date(report.on)
    body(
        document,
        f"Thực hiện Kế hoạch số {issued.number}, {report.plan.unit.name} báo cáo kết quả "
        f"từ ngày {start} đến ngày {end} như sau:",
    )


def _figures(document: Any, report: PlanReport) -> None:
    heading(document, "I. KẾT QUẢ BẰNG CON SỐ")
    body(document, "Mỗi con số là số hồ sơ có trong hệ thống, mở ra xem được từng hồ sơ.")
    _gap(document)
    rows = [
        (
            str(number),
            figure.label,
            group_digits(figure.count),
            "" if figure.target is None else group_digits(figure.target),
        )
        for number, figure in enumerate(report.figures, 1)
    ]
    grid(document, ("STT", "Nội dung", "Kết quả", "Chỉ tiêu"), rows, (15, 90, 30, 30))


def _assignments(document: Any, report: PlanReport) -> None:
    heading(document, "II. TIẾN ĐỘ NHIỆM VỤ ĐƯỢC GIAO")
    if not report.groups:
        body(document, "Kế hoạch chưa giao nhiệm vụ nào.")
        return
    _gap(document)
    rows = [_assignment(duty, report.on) for group in report.groups for duty in group.assignments]
    heads = ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Tiến độ")
    grid(document, heads, rows, (13, 42, 25, 24, 21, 22, 18))


def _assignment(duty: Assignment, on: date) -> tuple[str, ...]:
    late = ", quá hạn" if planning.is_late(duty, on) else ""
    return (
        duty.number,
        duty.content,
        duty.unit.short_name,
        "; ".join(unit.short_name for unit in duty.supporting.all()),
        format_date(duty.deadline),
        duty.product,
        f"{duty.progress}%{late}",
    )


def _copies(document: Any, report: PlanReport) -> None:
    heading(document, "III. NƠI LÀM THEO")
    if not report.copies:
        body(document, "Chưa có nơi nào đăng ký làm theo trong kỳ.")
        return
    _gap(document)
    rows = [
        (str(number), copy.practice, f"{copy.adopter} ({copy.place})", copy.state, copy.result)
        for number, copy in enumerate(report.copies, 1)
    ]
    heads = ("STT", "Cách làm", "Nơi làm theo", "Tình trạng", "Kết quả đã xác nhận")
    grid(document, heads, rows, (13, 38, 42, 27, 45))


def _open_ends(document: Any, report: PlanReport) -> None:
    heading(document, "IV. VIỆC CÒN LẠI")
    late = "; ".join(f"{duty.number} ({duty.unit.short_name})" for duty in report.overdue)
    body(document, f"1. Nhiệm vụ quá hạn: {late or 'không có'}.")
    idle = "; ".join(unit.short_name for unit in report.inactive_units)
    count = group_digits(len(report.inactive_units))
    body(
        document,
        f"2. Đơn vị chưa có hoạt động: {f'{count} đơn vị: {idle}' if idle else 'không có'}.",
    )


def _foot(document: Any, report: PlanReport) -> None:
    _gap(document)
    left, right = pair(document, 80, INNER - 80).cells
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, reuse=True)
    for recipient in ("- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."):
        line(left, recipient, size=SMALL)
    line(right, "TM. ỦY BAN NHÂN DÂN", bold=True, align=ALIGN.CENTER, reuse=True)
    line(right, "CHỦ TỊCH", bold=True, align=ALIGN.CENTER)
    space = line(right, "", align=ALIGN.CENTER)
    space.paragraph_format.space_after = Mm(25)  # for signature, seal and name


def _gap(document: Any) -> None:
    line(document, "", size=6)


def _place(report: PlanReport) -> str:
    unit = report.plan.unit.admin_unit
    return unit.short_name if unit else report.plan.unit.short_name


def _day(day: date) -> str:
    """Ngày 08 tháng 6 năm 2026: a 0 before days below 10 and before months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
