"""What reading a file gives."""

from dataclasses import dataclass


class Unreadable(Exception):
    """The file cannot be read at all; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class Sheet:
    """One sheet, table or list of a file: rows of cells, from the file's first row.

    Texts are Unicode NFC, without control signs, trimmed; an empty cell is "". `rows[3][2]` is what a
    spreadsheet program calls C4. Numbers are written as people here do (9,93), dates d/m/yyyy.
    Of merged cells the first holds the text. A hidden sheet is left out. A Word file or PDF
    gives its tables ("Bảng 1") and the paragraphs around them ("Phần chữ 1", one cell a row),
    in their order. Rows may differ in length.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """All sheets of a file. `encoding` is what the letters were stored in: `unicode`,
    `unicode-nfd`, `tcvn3`, `vni` or `mixed`; `confidence` (0..1) how sure that is.
    `before` holds the sheets as they were stored, where letters were converted; else nothing.
    """

    sheets: tuple[Sheet, ...]
    encoding: str = "unicode"
    confidence: float = 1.0
    before: tuple[Sheet, ...] = ()
