"""Pieces of an administrative document in Word, as Decree 30/2020/NĐ-CP lays them out.

A4, margins 20/20/30/15 mm, Times New Roman, page number centred in the top margin from the
second page on. The same content gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
#: Sizes in points: text, heads of the page, the list of recipients.
TEXT, HEAD, SMALL = 14, 13, 11
PAGE = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
#: Width between the margins, in millimetres.
INNER = 165


def blank(title: str, on: date) -> Any:
    """An empty document with page, style and page number set."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(TEXT)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    _number_pages(section)
    facts = document.core_properties
    facts.title, facts.author, facts.language, facts.comments = title, "", "vi-VN", ""
    facts.created = facts.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)
    facts.last_modified_by, facts.revision = "", 1
    return document


def line(
    holder: Any,
    text: str,
    *,
    size: int = TEXT,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    reuse: bool = False,
) -> Any:
    """A paragraph of one run; `reuse` takes the empty first paragraph of a table cell."""
    paragraph = holder.paragraphs[0] if reuse else holder.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = FONT, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def body(document: Any, text: str) -> Any:
    """A justified paragraph of the text: first line 1 cm in, 6 pt apart."""
    paragraph = line(document, text, align=ALIGN.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_before = Pt(6)
    return paragraph


def heading(document: Any, text: str) -> Any:
    """The head of a part of the text: bold, kept with what follows."""
    paragraph = body(document, "")
    paragraph.runs[0].text = text
    paragraph.runs[0].bold = True
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def rule(paragraph: Any, *, indent: int) -> None:
    """A thin line under `paragraph`, shortened by `indent` mm on both sides."""
    below = paragraph._parent.add_paragraph()
    below.paragraph_format.left_indent = below.paragraph_format.right_indent = Mm(indent)
    below.paragraph_format.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # The schema wants pBdr before spacing and ind; insert_element_before keeps that order.
    below._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def pair(document: Any, left: int, right: int) -> Any:
    """A table without lines: two cells side by side, widths in mm."""
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_widths(table, [left, right])
    return table.rows[0]


def grid(
    document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> Any:
    """A table with lines; its head repeats on each page and no row is torn. Widths in mm."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        line(cell, head, size=HEAD, bold=True, align=ALIGN.CENTER, reuse=True)
    _mark_row(table.rows[0], "w:cantSplit", "w:tblHeader")
    for values in rows:
        row = table.add_row()
        _mark_row(row, "w:cantSplit")
        for cell, value in zip(row.cells, values, strict=True):
            number = value.replace(".", "").isdigit()
            align = ALIGN.CENTER if number else ALIGN.LEFT
            line(cell, value, size=HEAD, align=align, reuse=True)
    _set_widths(table, widths)
    return table


def to_bytes(document: Any) -> bytes:
    """The document as .docx; times inside the archive are fixed, so bytes depend on content."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _number_pages(section: Any) -> None:
    section.different_first_page_header_footer = True  # and the first page's header is empty
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.name, run.font.size = FONT, Pt(TEXT)
    for kind in ("begin", "PAGE", "end"):
        if kind == "PAGE":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = " PAGE "
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _mark_row(row: Any, *marks: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for mark in marks:
        properties.append(OxmlElement(mark))
