"""PDF files: texts with font and place from poppler, put into the cells that lines draw."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from lantoa.core import sandbox
from lantoa.discovery.reading import grids
from lantoa.discovery.reading.contract import Unreadable
from lantoa.discovery.reading.grids import Box, Line
from lantoa.discovery.reading.runs import Budget, RawSheet

MAGIC = b"%PDF-"
PROGRAM = "pdftohtml"
INSTALL = "apt-get install poppler-utils"
MAX_PAGES = 100
#: Bytes that poppler may write about one file, or draw about one page.
MAX_WRITTEN = 16 * 2**20
#: The most that pdftohtml gives, as it writes whole numbers.
_SCALE = 3
_TEXT = re.compile(
    r'<text top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)" font="(\d+)">(.*?)</text>',
    re.DOTALL,
)
_FONT = re.compile(r'<fontspec id="(\d+)" size="-?\d+" family="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_PATH = re.compile(r'<path style="([^"]*)" d="([^"]*)"(?: transform="matrix\(([^)]*)\)")?')


@dataclass
class _Page:
    boxes: list[Box]
    lines: list[Line]


def read(data: bytes, budget: Budget) -> list[RawSheet]:
    """The tables and paragraphs of a PDF, page after page. Raises Unreadable."""
    with sandbox.folder() as inside:
        (inside / "in.pdf").write_bytes(data)
        words = ["-xml", "-i", "-q", "-stdout", "-zoom", str(_SCALE), "-l", str(MAX_PAGES + 1)]
        shown = _run(PROGRAM, [*words, "in.pdf"], inside, budget).decode("utf-8", "replace")
        pages = _texts(shown)
        if not pages:
            reason = "có mật khẩu hoặc bị khóa sao chép" if b"/Encrypt" in data else "bị hỏng"
            raise Unreadable(f"Tệp “{budget.name}” {reason}. Mở tệp, in lại thành PDF mới rồi gửi.")
        if len(pages) > MAX_PAGES:
            raise Unreadable(f"Tệp “{budget.name}” có hơn 100 trang. Tách thành nhiều tệp rồi gửi.")
        if not any(page.boxes for page in pages):
            raise Unreadable(
                f"Tệp “{budget.name}” là ảnh quét, không có chữ để đọc. Gửi tệp Word, Excel gốc, "
                "hoặc gõ lại danh sách."
            )
        for number, page in enumerate(pages, 1):
            if page.boxes:
                page.lines = _lines(number, inside, budget)
    return grids.sheets([(page.boxes, page.lines) for page in pages], budget)


def _run(program: str, words: list[str], inside: Path, budget: Budget) -> bytes:
    limits = sandbox.Limits(seconds=budget.remaining(), file_size=MAX_WRITTEN)
    try:
        return sandbox.run(program, words, inside=inside, limits=limits).output
    except sandbox.Missing:
        raise Unreadable(
            f"Máy chủ chưa cài poppler để đọc PDF “{budget.name}”. Gửi Word hay Excel, "
            f"hoặc nhờ người quản trị chạy: {INSTALL}."
        ) from None
    except sandbox.Stopped:
        raise Unreadable(
            f"Tệp “{budget.name}” đọc quá lâu hoặc bung ra quá lớn, đã dừng. "
            "Tách tệp thành nhiều phần rồi gửi."
        ) from None


def _texts(shown: str) -> list[_Page]:
    fonts = {number: html.unescape(family) for number, family in _FONT.findall(shown)}
    pages = []
    for part in shown.split("<page ")[1:]:
        boxes = []
        for top, left, width, height, font, inner in _TEXT.findall(part):
            text = html.unescape(_TAG.sub("", inner))
            if text.strip():
                x, y = int(left) / _SCALE, int(top) / _SCALE
                boxes.append(
                    Box(x, y, x + int(width) / _SCALE, y + int(height) / _SCALE, text,
                        fonts.get(font, ""))
                )  # fmt: skip
        pages.append(_Page(boxes, []))
    return pages


def _lines(number: int, inside: Path, budget: Budget) -> list[Line]:
    """The straight lines drawn on one page, in points from its upper left corner."""
    page = ["-f", str(number), "-l", str(number)]
    _run("pdftocairo", ["-svg", *page, "in.pdf", "page.svg"], inside, budget)
    drawn = inside / "page.svg"
    if not drawn.is_file():
        return []
    text = drawn.read_text("utf-8", "replace")
    drawn.unlink()
    lines: list[Line] = []
    for style, steps, matrix in _PATH.findall(text.rpartition("</defs>")[2]):
        if "stroke:none" in style and "fill:none" in style:
            continue
        values = [float(value) for value in matrix.split(",")] if matrix else [1, 0, 0, 1, 0, 0]
        lines += grids.straight(steps, values)
    return lines
