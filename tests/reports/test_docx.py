"""The Word file: page, fonts, order of parts, figures equal to the rows (Decree 30/2020)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from lantoa.planning import actions as planning
from lantoa.reports import docx, queries
from lantoa.vietnamese import group_digits
from tests import world
from tests.conftest import AT

ON = date(2026, 6, 8)


@pytest.fixture
def report(province, cast, run_tasks) -> queries.PlanReport:
    publication = world.published(province, cast, run_tasks)
    card = world.practice(province, cast, publication.exemplar)
    world.effective(province, cast, card)
    planning.assign(
        plan=province.plan, number="2.1", group="Kể chuyện", content="Viết bài <&> “hay”",
        unit=province.unit, supporting=[province.neighbour_unit], deadline=date(2026, 5, 31),
        product="Bài đăng", indicator="stories_published", target=1200,
        by=cast.province_officer, at=AT,
    )  # fmt: skip
    return queries.plan_report(province.plan, on=ON)


@pytest.fixture
def opened(report: queries.PlanReport) -> Any:
    return Document(io.BytesIO(docx.plan_report(report)))


def texts(document: Any) -> list[str]:
    """All texts in reading order, table cells too."""
    found = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found += [p.text for row in block.rows for cell in row.cells for p in cell.paragraphs]
        else:
            found.append(block.text)
    return [text for text in found if text]


def runs(document: Any) -> Iterator[Any]:
    for block in document.iter_inner_content():
        paragraphs = (
            [p for row in block.rows for cell in row.cells for p in cell.paragraphs]
            if hasattr(block, "rows")
            else [block]
        )
        for paragraph in paragraphs:
            yield from paragraph.runs


def test_page_is_a4_with_the_decrees_margins(opened) -> None:
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    # Word counts in twentieths of a point: 0.02 mm.
    assert 20 <= section.top_margin.mm + 0.02 <= 25 and 20 <= section.bottom_margin.mm + 0.02 <= 25
    assert 30 <= section.left_margin.mm + 0.02 <= 35 and 15 <= section.right_margin.mm + 0.02 <= 20


def test_every_letter_is_times_new_roman_of_a_lawful_size(opened) -> None:
    for run in runs(opened):
        assert run.font.name == "Times New Roman"
        assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
        assert run.font.size.pt in (11, 12, 13, 14) or not run.text
    assert opened.styles["Normal"].font.name == "Times New Roman"


def test_page_number_is_centred_on_top_and_hidden_on_the_first(opened) -> None:
    section = opened.sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    (paragraph,) = section.header.paragraphs
    assert paragraph.alignment == ALIGN.CENTER
    assert "PAGE" in paragraph._p.xml and paragraph.runs[0].font.size.pt in (13, 14)
    assert section.header_distance.mm < section.top_margin.mm


def test_parts_stand_in_the_decrees_order(opened, province) -> None:
    found = texts(opened)
    parts = [
        province.root.name.upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:         /BC-UBND",
        "Khánh Hòa, ngày 08 tháng 6 năm 2026",
        "BÁO CÁO",
        "Kết quả thực hiện Kế hoạch số 1068/KH-UBND",
        "I. KẾT QUẢ BẰNG CON SỐ",
        "II. TIẾN ĐỘ NHIỆM VỤ ĐƯỢC GIAO",
        "III. NƠI LÀM THEO",
        "IV. VIỆC CÒN LẠI",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]
    places = [found.index(part) for part in parts]
    assert places == sorted(places)


def test_head_is_bold_and_centred(opened) -> None:
    wanted = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO"}
    bold = {run.text for run in runs(opened) if run.bold}
    assert wanted <= bold
    italic = {run.text for run in runs(opened) if run.italic}
    assert "Khánh Hòa, ngày 08 tháng 6 năm 2026" in italic


def tables(document: Any) -> dict[str, list[list[str]]]:
    grids = [table for table in document.tables if table.style.name == "Table Grid"]
    return {
        table.rows[0].cells[1].text: [[cell.text for cell in row.cells] for row in table.rows[1:]]
        for table in grids
    }


def test_figures_are_those_of_the_rows(opened, report) -> None:
    rows = next(t for t in opened.tables if t.style.name == "Table Grid").rows[1:]
    shown = [[cell.text for cell in row.cells] for row in rows]
    assert shown == [
        [str(n), f.label, group_digits(f.count), group_digits(f.target) if f.target else ""]
        for n, f in enumerate(report.figures, 1)
    ]
    for figure in report.figures:
        assert figure.count == queries.rows(report.plan, figure.indicator).count()
    assert ["3", "Câu chuyện đã đăng", "1", "1.200"] in shown


def test_duties_and_copies_are_told(opened, province) -> None:
    grids = [table for table in opened.tables if table.style.name == "Table Grid"]
    assert [cell.text for cell in grids[1].rows[1].cells] == [
        "2.1", "Viết bài <&> “hay”", province.unit.short_name, province.neighbour_unit.short_name,
        "31/5/2026", "Bài đăng", "0%, quá hạn",
    ]  # fmt: skip
    copy = [cell.text for cell in grids[2].rows[1].cells]
    assert copy[3:] == ["Có kết quả", "31 hộ lấy nước theo bảng, hết tranh nhau"]


def test_table_heads_repeat_and_rows_are_whole(opened) -> None:
    for table in (table for table in opened.tables if table.style.name == "Table Grid"):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        width = sum(cell.width.mm for cell in table.rows[0].cells)
        assert round(width) == 165


def test_parts_of_a_paragraph_stand_in_the_schemas_order(opened) -> None:
    """Word refuses files whose paragraph properties stand in another order."""
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr",
             "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr"]  # fmt: skip
    for properties in opened.element.body.iter(qn("w:pPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)
    for cell in opened.element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")  # a cell must end in a paragraph


def test_the_same_report_gives_the_same_bytes(report) -> None:
    first = docx.plan_report(report)
    assert first == docx.plan_report(report)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_an_empty_plan_says_so(province) -> None:
    early = queries.plan_report(province.plan, on=ON - timedelta(days=1000))
    found = texts(Document(io.BytesIO(docx.plan_report(early))))
    assert "Kế hoạch chưa giao nhiệm vụ nào." in found
    assert "Chưa có nơi nào đăng ký làm theo trong kỳ." in found


def test_nothing_private_is_in_it(report) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.plan_report(report))) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "ignore"
        )
    for secret in ("Người Kể Kín Đáo", "0905 000 111", "python-docx"):
        assert secret not in content
