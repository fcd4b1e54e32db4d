"""The XML inside Word and Excel files: read as a stream, never as a tree, nothing fetched."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from lantoa.discovery.reading.contract import Unreadable
from lantoa.discovery.reading.runs import Budget

_CHUNK = 65_536
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """An office file that `core.files` has already unpacked once and found harmless."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.budget = budget
        self.zip = ZipFile(BytesIO(data))
        self.members = {member.filename: member for member in self.zip.infolist()}

    def has(self, path: str) -> bool:
        """Whether the package holds this part."""
        return path in self.members

    def stream(
        self, path: str, start: Start, end: End | None = None, text: Text | None = None
    ) -> None:
        """Call back for each tag and text of a part; names come without their namespace.

        A namespace stays out of attributes too: `r:id` is "id". Raises Unreadable.
        """
        parser = expat.ParserCreate(None, " ")
        parser.buffer_text = True
        names: dict[str, str] = {}

        def bare(name: str) -> str:
            known = names.get(name)
            if known is None:
                known = names[name] = name.rpartition(" ")[2]
            return known

        def opened(name: str, attributes: dict[str, str]) -> None:
            start(bare(name), {bare(key): value for key, value in attributes.items()})

        def refused(*_: object) -> None:
            raise Unreadable(f"Tệp “{self.budget.name}” có phần khai báo lạ bên trong. {ADVICE}")

        parser.StartElementHandler = opened
        if end is not None:
            closing = end
            parser.EndElementHandler = lambda name: closing(bare(name))
        if text is not None:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refused
        try:
            with self.zip.open(self.members[path]) as source:
                while chunk := source.read(_CHUNK):
                    self.budget.remaining()
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (KeyError, BadZipFile, zlib.error, EOFError, expat.ExpatError, ValueError):
            raise Unreadable(f"Tệp “{self.budget.name}” bị hỏng bên trong. {ADVICE}") from None

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """Relation id → (last word of its type, path of the part); outside targets left out."""
        folder, name = posixpath.split(path)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.join("/" + folder, attributes.get("Target", ""))
                kind = attributes.get("Type", "").rpartition("/")[2]
                self.budget.take_part(len(found))
                found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

        relations = posixpath.join(folder, "_rels", name + ".rels")
        if self.has(relations):
            self.stream(relations, start)
        return found


ADVICE = "Mở tệp, lưu lại thành tệp mới rồi gửi."
