"""The paper on which somebody agrees: the words of a version, what and where, room to sign."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from lantoa.registry import rules
from lantoa.registry.models import ConsentText, Exemplar
from lantoa.reports.paper import (
    HEAD,
    INNER,
    SMALL,
    blank,
    body,
    heading,
    line,
    pair,
    rule,
    to_bytes,
)

_BOX = "☐"
#: A voice → who signs, under the line.
_SIGNS = {
    rules.OWN: "Người được kể, hoặc người đại diện tập thể",
    rules.GUARDIAN: "Cha, mẹ hoặc người giám hộ",
    rules.RELATIVE: "Người thân (vợ, chồng, con đã thành niên; không có thì cha, mẹ)",
}


def sheet(
    exemplar: Exemplar, text: ConsentText, *, voices: Sequence[str],
    channels: Sequence[tuple[str, str]], on: date,
) -> bytes:  # fmt: skip
    """The .docx: nothing is ticked beforehand (silence is no consent); one signature for each
    of `voices`. Same content, same bytes."""
    document = blank(f"Phiếu đồng ý, {exemplar.full_name}", on)
    _head(document, exemplar, text)
    for paragraph in text.text.splitlines():
        if paragraph.strip():
            body(document, paragraph.strip())
    heading(document, "Tôi đồng ý")
    for what in ("Nêu tên", "Dùng hình ảnh"):
        body(document, f"{_BOX} {what}")
    heading(document, "Trên những kênh")
    for _, label in channels:
        body(document, f"{_BOX} {label}")
    body(document, f"Mục đích: {text.purpose}.")
    _signatures(document, voices)
    return to_bytes(document)


def _head(document: Any, exemplar: Exemplar, text: ConsentText) -> None:
    left, right = pair(document, 100, INNER - 100).cells
    line(left, exemplar.unit.name.upper(), size=HEAD, bold=True, reuse=True)
    line(right, f"Mẫu {text.version}", size=SMALL, align=ALIGN.RIGHT, reuse=True)
    title = line(document, "PHIẾU ĐỒNG Ý", bold=True, align=ALIGN.CENTER)
    rule(title, indent=60)
    body(document, f"Về: {exemplar.full_name}, {exemplar.place.name}. Việc tốt: {exemplar.deed}.")
    line(document, f"Mã hồ sơ {exemplar.code}", size=SMALL)


def _signatures(document: Any, voices: Sequence[str]) -> None:
    for voice in voices:
        left, right = pair(document, 70, INNER - 70).cells
        line(left, "Ngày ....... tháng ....... năm ..........", size=HEAD, reuse=True)
        line(right, _SIGNS[voice], size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True)
        line(right, "(ký, ghi rõ họ tên)", size=SMALL, italic=True, align=ALIGN.CENTER)
        for _ in range(3):
            line(right, "")
