"""From runs as stored to Unicode text: by the font first, by the letters where no font tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lantoa.discovery.reading.contract import Sheet, Table
from lantoa.discovery.reading.runs import Cell, RawSheet, Run
from lantoa.vietnamese import (
    Encoding,
    detect_encoding,
    font_encoding,
    from_tcvn3,
    from_vni,
    is_capital_font,
    nfc,
    to_unicode,
)

_MATERIAL = 0.04
"""An encoding of fewer of the marked letters than this share is not named."""

_MOST_REMEMBERED = 20_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Marks of direction, zero-width signs, the soft hyphen (as no "ư" any more).
_HIDDEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[ \t\u00a0]+")


def decoded(sheets: list[RawSheet]) -> Table:
    """The sheets in Unicode, with what their letters were stored in."""
    letters = _Letters(
        run for sheet in sheets for row in sheet.rows for cell in row for run in cell
    )
    shown = tuple(
        Sheet(
            clean(sheet.name),
            tuple(tuple(letters.text(cell) for cell in row) for row in sheet.rows),
        )
        for sheet in sheets
    )
    encoding, confidence = letters.verdict()
    before: tuple[Sheet, ...] = ()
    if encoding not in ("unicode", "unicode-nfd"):
        before = tuple(
            Sheet(sheet.name, tuple(tuple(_stored(cell) for cell in row) for row in sheet.rows))
            for sheet in sheets
        )
    return Table(shown, encoding, confidence, before)


def clean(text: str) -> str:
    """`text` as a cell holds it: NFC, without control signs, spaces single, trimmed.

    Signs that hide or turn text stay: whoever takes names tells of them (`as_seen`).
    """
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return nfc(_SPACES.sub(" ", plain)).strip()


def as_seen(text: str) -> str:
    """`text` without what hides in it."""
    return _SPACES.sub(" ", _HIDDEN.sub("", text)).strip()


def _stored(cell: Cell) -> str:
    return "".join(run.text for run in cell).replace("\0", "").strip()


class _Letters:
    """The encodings of one file: of each font, and of the text that no font explains."""

    def __init__(self, runs: Iterable[Run]) -> None:
        by_font: dict[str, list[str]] = {}
        for run in runs:
            if run.text and not run.text.isascii():
                by_font.setdefault(_key(run.font), []).append(run.text)
        self.found: dict[str, tuple[Encoding, float]] = {
            font: detect_encoding("\n".join(texts), font) for font, texts in by_font.items()
        }
        self.letters: Counter[Encoding] = Counter()
        self.sure = 0.0
        self.memory: dict[Cell, str] = {}

    def text(self, cell: Cell) -> str:
        """The text of a cell in Unicode."""
        if not cell:
            return ""
        known = self.memory.get(cell)
        if known is None:
            known = clean("".join(self._convert(run) for run in cell))
            if len(self.memory) < _MOST_REMEMBERED:
                self.memory[cell] = known
        return known

    def _convert(self, run: Run) -> str:
        drawn = font_encoding(run.font)
        if run.text.isascii():
            return run.text.upper() if drawn and is_capital_font(run.font) else run.text
        encoding, confidence = self.found[_key(run.font)]
        if encoding == "unicode" and not drawn:
            encoding = _alone(run.text)
        count = sum(letter > "\x7f" for letter in run.text)
        self.letters[encoding] += count
        self.sure += count * confidence
        if drawn == "tcvn3" and encoding == "tcvn3":
            # A PDF may have written a hyphen for U+00AD; elsewhere every sign is a letter.
            plain = to_unicode(run.text, "tcvn3") if "-" in run.text else from_tcvn3(run.text)
            return plain.upper() if is_capital_font(run.font) else plain
        if drawn == "vni" and encoding == "vni":
            return from_vni(run.text)
        return to_unicode(run.text, encoding)

    def verdict(self) -> tuple[str, float]:
        """The encoding of the whole file and how sure it is."""
        whole = sum(self.letters.values())
        material = {name for name, count in self.letters.items() if count > _MATERIAL * whole}
        if not material:
            return "unicode", 1.0
        name = "unicode-nfd" if material == {"unicode", "unicode-nfd"} else "mixed"
        return (material.pop() if len(material) == 1 else name), round(self.sure / whole, 3)


def _key(font: str) -> str:
    """Fonts that draw no old encoding are judged together."""
    return font if font_encoding(font) else ""


def _alone(text: str) -> Encoding:
    """The encoding of one run in a file of Unicode: an old one only where much speaks for it."""
    if any(letter > "\u00ff" for letter in text):
        return "unicode"
    name, confidence = detect_encoding(text)
    return name if name in ("tcvn3", "vni") and confidence > 0.85 else "unicode"
