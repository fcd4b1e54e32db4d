"""Reading the lists that units send: a CSV file with one person on each line."""

import csv
import io
from dataclasses import dataclass

from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import fold, nfc

MAX_ROWS = 2000
MAX_BYTES = 2 * 1024 * 1024

#: Folded column heading → field of a row. The first of each field is the one we advise.
HEADINGS = {
    "ho va ten": "who",
    "ho ten": "who",
    "ten": "who",
    "nguoi duoc ke": "who",
    "xa, phuong": "place",
    "xa phuong": "place",
    "dia ban": "place",
    "noi o": "place",
    "viec tot": "what",
    "viec da lam": "what",
    "thanh tich": "what",
    "noi dung": "what",
    "loai": "kind",
    "tu bao gio": "when_text",
    "thoi gian": "when_text",
    "vi sao": "why",
    "ly do": "why",
    "lien ket": "link",
}
_KINDS = {
    "": ExemplarKind.PERSON,
    "ca nhan": ExemplarKind.PERSON,
    "tap the": ExemplarKind.COLLECTIVE,
    "nhom": ExemplarKind.COLLECTIVE,
    "ho gia dinh": ExemplarKind.HOUSEHOLD,
    "gia dinh": ExemplarKind.HOUSEHOLD,
}


class ListProblem(Exception):
    """The whole list cannot be read; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class ListRow:
    """One line as written; `line` is its number in the file, the heading being line 1."""

    line: int
    who: str
    what: str
    place: str = ""
    kind: str = ""
    when_text: str = ""
    why: str = ""
    link: str = ""

    def kind_of(self) -> ExemplarKind | None:
        """The kind that the words mean; None when they mean none."""
        return _KINDS.get(fold(self.kind))


def read(data: bytes) -> list[ListRow]:
    """The rows of a CSV file (UTF-8; comma, semicolon or tab). Empty lines are passed over.

    Raises ListProblem: too large, no Unicode, no heading for name and deed, no or too many rows.
    """
    if len(data) > MAX_BYTES:
        raise ListProblem("Danh sách nặng hơn 2 MB. Tách thành nhiều tệp rồi gửi.")
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ListProblem(
            "Danh sách không phải chữ Unicode. Trong Excel chọn “Lưu thành”, "
            "kiểu “CSV UTF-8”, rồi gửi lại."
        ) from None
    if "\0" in text:
        raise ListProblem("Tệp này không phải CSV. Trong Excel chọn kiểu “CSV UTF-8”.")
    lines = _lines(text)
    rows = _rows(lines)
    if not rows:
        raise ListProblem("Danh sách chưa có ai. Mỗi người một dòng, dưới dòng tên cột.")
    if len(rows) > MAX_ROWS:
        raise ListProblem("Danh sách có hơn 2.000 dòng. Tách thành nhiều tệp rồi gửi.")
    return rows


def _lines(text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        cells = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error:
        raise ListProblem(
            "Có dòng không đọc được, thường vì thiếu dấu ngoặc kép. Lưu lại từ Excel rồi gửi."
        ) from None
    return [(line, row) for line, row in cells if any(row)]


def _rows(lines: list[tuple[int, list[str]]]) -> list[ListRow]:
    if not lines:
        return []
    fields = [HEADINGS.get(fold(cell).strip(" *:")) for cell in lines[0][1]]
    if "who" not in fields or "what" not in fields:
        raise ListProblem(
            "Dòng đầu phải có tên cột, ít nhất “Họ và tên” và “Việc tốt”. "
            "Nên có thêm “Xã, phường”, “Loại”, “Từ bao giờ”, “Vì sao”."
        )
    rows = []
    for line, cells in lines[1 : MAX_ROWS + 2]:
        values: dict[str, str] = {}
        for field, cell in zip(fields, cells, strict=False):
            if field is not None and cell:
                values.setdefault(field, cell)
        rows.append(ListRow(line, values.pop("who", ""), values.pop("what", ""), **values))
    return rows
