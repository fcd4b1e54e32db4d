"""Paper: a notice for the board of the hamlet (A4) and a poster (A3), with a QR code.

Typeset by typst with fonts from this folder only. The story goes in as JSON, which typst reads
as plain strings: `#import`, `*` and `$` in somebody's words stay what they are.
"""

import functools
import io
import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from html import unescape
from pathlib import Path
from typing import Any, ClassVar

import nh3
import segno
import typst
from django.utils import timezone

from lantoa.publishing.contract import (
    DeliveryFailed,
    Item,
    Receipt,
    Rendered,
    RenderedFile,
    SiteFacts,
)
from lantoa.vietnamese import format_date

HERE = Path(__file__).parent
#: File name of the sheet → its template.
SHEETS = {"to-gap-a4.pdf": "notice.typ", "ap-phich-a3.pdf": "poster.typ"}
_BREAK = re.compile(r"<br ?/?>")
# Control characters have no shape; in a PDF they would show as boxes.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class PrintChannel:
    """Two PDFs a story, made once; a reader's phone finds the story by the printed code."""

    name: ClassVar[str] = "print"
    label: ClassVar[str] = "Bản in"
    paths: ClassVar[tuple[str, ...]] = ()

    def refuses(self, item: Item, settings: Mapping[str, Any]) -> str | None:
        """Paper without a code leads nowhere."""
        if not item.short_addresses.get("print"):
            return "Bài chưa có địa chỉ ngắn để in mã QR."
        return None

    def render(self, item: Item, settings: Mapping[str, Any]) -> Rendered:
        """The notice and the poster as PDF; their date is that of the revision."""
        with tempfile.TemporaryDirectory(prefix="lantoa-print-") as folder:
            root = Path(folder)
            _lay_out(item, root)
            stamp = int(item.revised_at.astimezone(UTC).timestamp())
            files = tuple(
                RenderedFile(name, "application/pdf", _compile(root / template, root, stamp))
                for name, template in SHEETS.items()
            )
        return Rendered(files, {"address": item.address, "title": item.title})

    def deliver(self, rendered: Rendered, settings: Mapping[str, Any]) -> Receipt:
        """The sheets are fetched from this platform; nothing is sent."""
        if not rendered.files:
            raise DeliveryFailed("Không dựng được bản in.", permanent=False)
        return Receipt({"files": [file.name for file in rendered.files]})

    def withdraw(self, receipt: Receipt, settings: Mapping[str, Any]) -> None:
        """The files go with the delivery. Printed paper stays; its code says “đã gỡ”."""

    def reach(self, receipts: Sequence[Receipt], settings: Mapping[str, Any]) -> Mapping[str, int]:
        """Scanned codes are counted by `reach`, not here."""
        return {}

    def assemble(self, path: str, shelf: Sequence[Rendered], site: SiteFacts) -> RenderedFile:
        """No public file over all stories."""
        raise KeyError(path)


def _lay_out(item: Item, root: Path) -> None:
    """Put templates, words, picture and code side by side in an empty folder."""
    for template in HERE.glob("*.typ"):
        shutil.copy(template, root)
    facts = _facts(item)
    if item.picture and item.picture.body:
        (root / "picture.jpg").write_bytes(item.picture.body)
    code = io.BytesIO()
    # Level Q: a quarter of the code may be wet or torn.
    segno.make(item.short_addresses["print"], error="q", micro=False).save(
        code, kind="svg", border=3, dark="#12262D", light="#FFFFFF", xmldecl=False
    )
    (root / "qr.svg").write_bytes(code.getvalue())
    (root / "item.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


@functools.cache
def _fonts() -> list[str]:
    return [str(HERE / "fonts")]


def _compile(template: Path, root: Path, stamp: int) -> bytes:
    made: bytes = typst.compile(
        str(template), root=str(root), font_paths=_fonts(), ignore_system_fonts=True,
        format="pdf", timestamp=stamp,
    )  # fmt: skip
    return made


def _facts(item: Item) -> dict[str, Any]:
    """Plain strings for the templates."""
    address = item.short_addresses["print"]
    facts: dict[str, Any] = _printable({
        "title": item.title, "lead": item.lead, "person": item.person, "place": item.place,
        "deed": item.deed, "sector": item.sector,
        "blocks": [
            {"kind": b.kind, "text": _text(b.html), "by": b.by}
            for b in item.blocks if b.kind != "image"
        ],
        "claims": [
            {"statement": c.statement, "by": c.confirmed_by, "partly": c.partly}
            for c in item.claims
        ],
        "unclear": item.unclear,
        "verified_on": format_date(item.verified_on), "verified_by": item.verified_by,
        "published_on": format_date(timezone.localdate(item.published_at)),
        "byline": item.byline, "publisher": item.publisher, "province": item.province,
        "practice_title": item.practice_title, "practice_summary": item.practice_summary,
        "picture": bool(item.picture and item.picture.body),
        "wide": bool(item.picture and item.picture.width >= item.picture.height),
        "alt": item.picture.alt if item.picture else "",
        "caption": item.picture.caption if item.picture else "",
        "rights": item.picture.rights if item.picture else "",
        "address": address.split("://", 1)[-1],
    })  # fmt: skip
    return facts


def _text(html: str) -> str:
    plain: str = nh3.clean(_BREAK.sub("\n", html), tags=set())
    return unescape(plain)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return value
