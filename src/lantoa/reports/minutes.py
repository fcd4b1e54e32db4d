"""Minutes as Word files, in the layout of Decree 30/2020/NĐ-CP, Appendix I (biên bản).

Written from what was recorded; the same records give the same bytes. The number of the paper
and the signatures stay blank for people.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from lantoa.nominations.models import Opinion, Panel, PanelCase, PublicComment
from lantoa.nominations.states import OpinionChannel, PanelRole, Stance
from lantoa.nominations.voting import written
from lantoa.places.models import OrgUnit
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
from lantoa.vietnamese import format_date, group_digits

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def panel_minutes(panel: Panel) -> bytes:
    """The minutes of a panel that has a result."""
    ended = timezone.localtime(panel.concluded_at or panel.meets_at)
    document = blank(f"Biên bản họp {panel.title}", ended.date())
    _head(document, panel.unit, ended.date())
    names = [case.nomination.full_name for case in panel.cases.select_related("nomination")]
    _title(document, f"Họp {panel.title} xét đề nghị công nhận {_joined(names)}")
    began = timezone.localtime(panel.meets_at)
    body(document, f"Thời gian: {_hour(began)}, {_day(began.date())}.")
    body(document, f"Địa điểm: {panel.venue}.")
    _members(document, panel)
    _voting(document, panel)
    body(document, f"Cuộc họp kết thúc vào {_hour(ended)}, {_day(ended.date())}.")
    _signatures(document, panel)
    return to_bytes(document)


def _members(document: Any, panel: Panel) -> None:
    members = list(panel.members.all())
    present = [member for member in members if not member.is_absent]
    heading(document, "I. THÀNH PHẦN")
    total = f"{len(present)} có mặt trên {len(members)} thành viên"
    body(document, f"{panel.title}, {panel.unit.name}: {total}.")
    _gap(document)
    rows = [
        (
            str(number), member.name, member.organisation,
            PanelRole(member.role).label, "Vắng" if member.is_absent else "Có mặt",
        )
        for number, member in enumerate(members, 1)
    ]  # fmt: skip
    grid(
        document, ("STT", "Họ tên", "Đơn vị, chức vụ", "Vai", "Dự họp"), rows, (13, 45, 55, 27, 25)
    )


def _voting(document: Any, panel: Panel) -> None:
    heading(document, "II. KẾT QUẢ BỎ PHIẾU")
    manner = "Bỏ phiếu kín" if panel.is_secret else "Biểu quyết công khai"
    counted = (
        "kể cả người tránh bỏ phiếu" if panel.counts_conflicted else "trừ người tránh bỏ phiếu"
    )
    ground = f" ({panel.rule.legal_ground})" if panel.rule and panel.rule.legal_ground else ""
    body(
        document,
        f"{manner}; người vắng gửi phiếu giấy. Đạt khi có từ {written(panel.vote_percent)}% phiếu "
        f"đồng ý trên tổng số thành viên, {counted}{ground}.",
    )
    cases = panel.cases.select_related("nomination__place", "nomination__unit")
    for case in cases.prefetch_related("conflicts__member", "ballots__member"):
        _case(document, case)


def _case(document: Any, case: PanelCase) -> None:
    about = case.nomination
    body(document, f"{case.position}. {about.full_name} ({about.place.name}): {about.deed}.")
    for conflict in case.conflicts.all():
        note = f", {conflict.note}" if conflict.note else ""
        ground = conflict.get_ground_display().lower()
        body(document, f"{conflict.member.name} tránh bỏ phiếu: {ground}{note}.")
    papers = [ballot.member.name for ballot in case.ballots.all() if ballot.by_paper]
    if papers:
        body(document, f"Gửi phiếu giấy, có phiếu lưu kèm: {', '.join(papers)}.")
    body(document, case.result)


def comment_minutes(comment: PublicComment) -> bytes:
    """The closing minutes of a public comment."""
    ended = timezone.localtime(comment.closed_at) if comment.closed_at else None
    day = ended.date() if ended else comment.ends_on
    document = blank(f"Biên bản lấy ý kiến {comment.number}", day)
    _head(document, comment.unit, day)
    _title(document, f"Kết quả lấy ý kiến nhân dân về việc công nhận {comment.shown_name}")
    standing = comment.get_standing_display().lower()
    body(
        document,
        f"{comment.unit.name} đã lấy ý kiến nhân dân về đề nghị công nhận {comment.shown_name} là "
        f"{standing}, thông báo số {comment.number} trên cổng, từ ngày "
        f"{format_date(comment.starts_on)} đến hết ngày {format_date(comment.ends_on)} "
        f"({comment.days} {comment.get_day_kind_display()}).",
    )
    if comment.extension_reason:
        body(document, f"Đã gia hạn: {comment.extension_reason}")
    opinions = list(comment.opinions.all())
    _counts(document, opinions)
    _opinions(document, opinions)
    _officers_foot(document)
    return to_bytes(document)


def _counts(document: Any, opinions: list[Opinion]) -> None:
    heading(document, "I. SỐ Ý KIẾN")
    if not opinions:
        body(document, "Hết thời hạn, không có ý kiến nào gửi tới.")
        return
    _gap(document)
    rows = []
    for channel in OpinionChannel:
        here = [opinion for opinion in opinions if opinion.channel == channel]
        counts = [sum(o.stance == stance for o in here) for stance in Stance]
        rows.append((str(channel.label), *(group_digits(n) for n in (*counts, len(here)))))
    total = [sum(o.stance == stance for o in opinions) for stance in Stance]
    rows.append(("Cộng", *(group_digits(n) for n in (*total, len(opinions)))))
    heads = ("Đến bằng", *(str(stance.label) for stance in Stance), "Cộng")
    grid(document, heads, rows, (55, 28, 32, 28, 22))


def _opinions(document: Any, opinions: list[Opinion]) -> None:
    """What was said and answered, without who said it."""
    if not opinions:
        return
    heading(document, "II. NỘI DUNG Ý KIẾN VÀ TRẢ LỜI")
    body(document, "Tên và cách liên lạc của người góp ý được giữ riêng, không ghi ở đây.")
    for number, opinion in enumerate(opinions, 1):
        day = format_date(timezone.localdate(opinion.received_at))
        kind = opinion.get_stance_display().lower()
        how = opinion.get_channel_display().lower()
        body(document, f"{number}. Ngày {day}, {how}, {kind}: {opinion.text}")
        body(document, f"Trả lời: {opinion.answer}")


def _head(document: Any, unit: OrgUnit, on: date) -> None:
    left, right = pair(document, 70, INNER - 70).cells
    name = unit.name.upper()
    rule(line(left, name, size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True), indent=22)
    line(right, NATION, size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True)
    rule(line(right, MOTTO, size=HEAD, bold=True, align=ALIGN.CENTER), indent=19)
    left, right = pair(document, 70, INNER - 70).cells
    line(left, "Số:         /BB-", size=HEAD, align=ALIGN.CENTER, reuse=True)
    where = unit.admin_unit.short_name if unit.admin_unit else unit.short_name
    text = f"{where}, {_day(on)}"
    line(right, text, size=HEAD, italic=True, align=ALIGN.CENTER, reuse=True)


def _title(document: Any, subject: str) -> None:
    title = line(document, "BIÊN BẢN", bold=True, align=ALIGN.CENTER)
    title.paragraph_format.space_before = Pt(18)
    rule(line(document, subject, bold=True, align=ALIGN.CENTER), indent=60)


def _signatures(document: Any, panel: Panel) -> None:
    members = {member.role: member.name for member in panel.members.all()}
    _gap(document)
    left, right = pair(document, 80, INNER - 80).cells
    for cell, words, role in ((left, "THƯ KÝ", "secretary"), (right, "CHỦ TỌA", "chair")):
        line(cell, words, bold=True, align=ALIGN.CENTER, reuse=True)
        space = line(cell, "", align=ALIGN.CENTER)
        space.paragraph_format.space_after = Mm(22)
        line(cell, members.get(role, ""), bold=True, align=ALIGN.CENTER)


def _officers_foot(document: Any) -> None:
    _gap(document)
    left, right = pair(document, 80, INNER - 80).cells
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, reuse=True)
    for recipient in ("- Hội đồng Thi đua - Khen thưởng;", "- Lưu: VT, hồ sơ."):
        line(left, recipient, size=SMALL)
    line(right, "NGƯỜI LẬP BIÊN BẢN", bold=True, align=ALIGN.CENTER, reuse=True)
    space = line(right, "", align=ALIGN.CENTER)
    space.paragraph_format.space_after = Mm(25)  # for the signature and the name


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} trường hợp"


def _gap(document: Any) -> None:
    line(document, "", size=6)


def _hour(moment: datetime) -> str:
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def _day(day: date) -> str:
    """Ngày 08 tháng 6 năm 2026: a 0 before days below 10 and before months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
