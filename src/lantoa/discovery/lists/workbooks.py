"""Excel files that go out: the template to fill, and the rows that come back with reasons.

Every cell is stored as text with the mark that keeps it text, so that nothing a stranger typed
is ever run as a formula, here or when somebody edits the cell again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lantoa.discovery.lists.columns import COLUMNS, REASONS, REQUIRED, Column, letters
from lantoa.discovery.lists.layout import MAX_ROWS, Layout

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Longest text Excel keeps in a cell.
_EXCEL_MOST = 32_767
_HEAD = PatternFill("solid", fgColor="FF0B4F6C")
_MUST = PatternFill("solid", fgColor="FF8C2F1B")
_WRONG = PatternFill("solid", fgColor="FFFBD9D3")
_EXAMPLE = PatternFill("solid", fgColor="FFF1F1F1")
_LINE = Border(bottom=Side("thin", color="FF9AA7AD"))
_TOP = Alignment(vertical="top", wrap_text=True)
_EXAMPLE_ROW = {
    "who": "Ví dụ: Bùi Thị Mẫu",
    "kind": "Cá nhân",
    "birth_year": "1968",
    "organisation": "Hợp tác xã muối Ví Dụ",
    "what": "Mười hai năm ghi lịch lấy nước lên bảng cho cả xóm, không nhận thù lao.",
    "when_text": "từ năm 2014",
    "why": "Từ ngày có bảng, xóm hết cãi nhau vì nước.",
    "witnesses": "Chủ nhiệm hợp tác xã",
    "contact_name": "Hội Phụ nữ xã",
    "phone": "0905 000 000",
    "consent": "Có",
}


@dataclass(frozen=True)
class Returned:
    """A row that comes back: its cells, the columns that are wrong, and why."""

    sheet: str
    cells: Sequence[str]
    columns: frozenset[int]
    reasons: Sequence[str]


def template(communes: Sequence[str], sectors: Sequence[str]) -> bytes:
    """The .xlsx that units fill: headings, an example, hints, and choices of today."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    columns = [column for column in COLUMNS.values() if column.is_asked]
    _head(sheet, columns)
    for index, column in enumerate(columns, start=1):
        text = _EXAMPLE_ROW.get(column.field, "")
        if column.field == "place":
            text = communes[0] if communes else ""
        if column.field == "sector":
            text = sectors[0] if sectors else ""
        cell = _write(sheet, 2, index, text)
        cell.font, cell.fill, cell.alignment = Font(italic=True, color="FF555555"), _EXAMPLE, _TOP
    choices = {
        "kind": ["Cá nhân", "Tập thể", "Hộ gia đình"],
        "place": list(communes),
        "sector": list(sectors),
        "consent": ["Có", "Không"],
    }
    _offer(book, sheet, columns, choices)
    _explain(book, columns)
    return _bytes(book)


def returned(layouts: Iterable[Layout], rows: Iterable[Returned]) -> bytes:
    """The rows to mend, under their own headings, wrong cells marked, reasons in a last column.

    Mended and sent again it is read like any list; the column of reasons is passed over.
    """
    book = Workbook()
    book.remove(book.active)
    sheets: dict[str, tuple[Worksheet, Layout]] = {}
    by_name = {layout.sheet: layout for layout in layouts}
    for row in rows:
        if row.sheet not in sheets:
            sheets[row.sheet] = _copy(book, by_name[row.sheet]), by_name[row.sheet]
        sheet, layout = sheets[row.sheet]
        _give_back(sheet, layout, row)
    if not sheets:
        book.create_sheet("Không còn dòng nào cần sửa")
    return _bytes(book)


def _give_back(sheet: Worksheet, layout: Layout, row: Returned) -> None:
    number, last = sheet.max_row + 1, len(layout.headings)
    for index, text in enumerate(row.cells[:last]):
        cell = _write(sheet, number, index + 1, text)
        cell.alignment = _TOP
    for index in row.columns:
        sheet.cell(number, min(index, last) + 1).fill = _WRONG
    # What stood beyond the headings has no column to stand in: it is told with the reasons.
    beyond = [f"Ô ngoài cột: “{text[:200]}”." for text in row.cells[last:] if text]
    cell = _write(sheet, number, last + 1, " ".join([*row.reasons, *beyond]))
    cell.alignment = _TOP


def _copy(book: Workbook, layout: Layout) -> Worksheet:
    sheet = book.create_sheet(_sheet_name(layout.sheet, book.sheetnames))
    for index, text in enumerate([*layout.headings, REASONS], start=1):
        cell = _write(sheet, 1, index, text)
        cell.font, cell.alignment = Font(bold=True, color="FFFFFFFF"), _TOP
        cell.fill = _MUST if index > len(layout.headings) else _HEAD
        column = next(
            (c for c in COLUMNS.values() if layout.fields.get(c.field) == index - 1), None
        )
        sheet.column_dimensions[letters(index - 1)].width = column.width if column else 16
    sheet.column_dimensions[letters(len(layout.headings))].width = 70
    sheet.freeze_panes = "A2"
    return sheet


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Excel: at most 31 characters, none of []:*?/\\, no name twice."""
    plain = "".join("-" if sign in "[]:*?/\\'" else sign for sign in _legal(name))[:28] or "Trang"
    fresh, number = plain, 2
    while fresh.lower() in {each.lower() for each in taken}:
        fresh, number = f"{plain} {number}", number + 1
    return fresh


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for index, column in enumerate(columns, start=1):
        must = column.field in REQUIRED["leads"]
        cell = _write(sheet, 1, index, f"{column.heading} (*)" if must else column.heading)
        cell.font, cell.border = Font(bold=True, color="FFFFFFFF"), _LINE
        cell.fill, cell.alignment = (_MUST if must else _HEAD), _TOP
        dimension = sheet.column_dimensions[letters(index - 1)]
        dimension.width = column.width
        # Text, so that neither a zero in front of a number nor a day is changed by the program.
        dimension.number_format = "@"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"


def _offer(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], choices: dict[str, list[str]]
) -> None:
    """Drop-down lists, kept on a sheet of their own: a list in the cell holds 255 characters."""
    kept = book.create_sheet("Danh mục")
    for place, (name, words) in enumerate(choices.items(), start=1):
        _write(kept, 1, place, COLUMNS[name].heading).font = Font(bold=True)
        for number, word in enumerate(words, start=2):
            _write(kept, number, place, word)
        letter = letters(place - 1)
        kept.column_dimensions[letter].width = 34
        source = f"'Danh mục'!${letter}$2:${letter}${len(words) + 1}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        # A warning, not a bar: an old commune's name is understood too.
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.errorTitle, rule.error = "Ngoài danh mục", "Chữ này không có trong danh mục. Vẫn giữ?"
        index = [column.field for column in columns].index(name)
        rule.add(f"{letters(index)}2:{letters(index)}{MAX_ROWS + 2}")
        sheet.add_data_validation(rule)
    kept.protection.sheet = True


def _explain(book: Workbook, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet("Hướng dẫn")
    lines = [
        (
            "Cách làm",
            "Mỗi người, tập thể hoặc hộ một dòng ở trang “Danh sách”. Tối đa 10.000 dòng.",
        ),
        ("Dòng ví dụ", "Dòng 2 là ví dụ, bắt đầu bằng “Ví dụ:”. Để lại hay xóa đều được."),
        ("Gửi", "Bàn việc › Tin báo › Nạp danh sách. Dòng nào chưa ổn sẽ được chỉ từng ô."),
        ("Gửi lại", "Sửa xong gửi lại cả tệp cũng được: dòng đã nhập không nhập hai lần."),
    ]
    lines += [(column.heading, column.hint) for column in columns]
    for number, (name, told) in enumerate(lines, start=1):
        _write(sheet, number, 1, name).font = Font(bold=True)
        _write(sheet, number, 2, told).alignment = _TOP
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    sheet.protection.sheet = True


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell: Any = sheet.cell(row, column)
    if text:
        cell.value = _legal(text)[:_EXCEL_MOST]
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
        cell.quotePrefix = True
    return cell


def _legal(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
