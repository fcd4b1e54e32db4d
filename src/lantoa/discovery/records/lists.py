"""Records from the sheets of a file: headings anywhere near the top, sections, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lantoa.discovery.reading.contract import Sheet, Table
from lantoa.discovery.reading.letters import as_seen
from lantoa.discovery.records import decisions, headings, people
from lantoa.discovery.records.contract import Decision, Record
from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import fold

_SECTION = re.compile(r"^\s*(?:[IVX]{1,5}|[A-ZĐ]|[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2})\s*[.)/:-]\s*\S")
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
_LISTED = re.compile(r"^\s*(?:[0-9]{1,4}\s*[.)/]|[-–+•*])\s*\S")
_SUMS = ("tong cong", "tong so", "cong", "danh sach nay", "an dinh", "ghi chu", "nguoi lap")
_FIELDS = ("title", "organisation", "place", "achievement", "award")


def from_table(table: Table) -> tuple[Record, ...]:
    """The people, collectives and households that a file lists, in its order.

    A sheet is a list when one of its first 30 rows names its columns; a Word or PDF table
    without headings goes on the list before it. In a decision without a table, the numbered
    lines behind 'Tặng … cho' are the list. What the decision says of all (number, day, award,
    deed) fills what a line leaves open.
    """
    table = replace(table, sheets=tuple(map(_as_seen, table.sheets)))
    reader = _Reader(decisions.decision_of(_loose_lines(table)))
    for sheet in table.sheets:
        reader.sheet(sheet)
    return tuple(reader.records)


def _as_seen(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=tuple(tuple(map(as_seen, row)) for row in sheet.rows))


def _loose_lines(table: Table) -> Iterator[str]:
    """The texts outside of lists: paragraphs, and what stands above the headings."""
    for sheet in table.sheets:
        start, fields = _headings(sheet)
        if not fields and not _is_prose(sheet):
            continue
        for row in sheet.rows[: start if fields else None]:
            yield " ".join(cell for cell in row if cell)


def _is_prose(sheet: Sheet) -> bool:
    return all(sum(bool(cell) for cell in row) <= 2 for row in sheet.rows)


def _headings(sheet: Sheet) -> tuple[int, dict[int, str]]:
    for place, row in enumerate(sheet.rows[: headings.FIRST_ROWS]):
        fields = headings.fields_of(row)
        if fields:
            return place, fields
    return 0, {}


@dataclass
class _Reader:
    """Goes through the sheets with what is known so far: the section and the last headings."""

    decision: Decision
    records: list[Record] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)
    kind: ExemplarKind | None = None
    award: str = ""
    is_granting: bool = False

    def sheet(self, sheet: Sheet) -> None:
        place, fields = _headings(sheet)
        if fields:
            self.fields = fields
            self._rows(sheet, place + 1)
        elif _is_prose(sheet):
            self._prose(sheet)
        elif self.fields and len(sheet.rows[0]) > max(self.fields):
            self._rows(sheet, 0)

    def _rows(self, sheet: Sheet, first: int) -> None:
        self.kind = people.kind_of(sheet.name) or self.kind
        for place in range(first, len(sheet.rows)):
            row = sheet.rows[place]
            if place == first and headings.with_men_and_women(self.fields, row):
                continue
            if place <= first + 1 and headings.is_index_row(row):
                continue
            if headings.fields_of(row) == self.fields or self._section(row):
                continue
            record = self._record(row)
            if record is not None:
                self.records.append(
                    replace(record, sheet=sheet.name, row=place + 1, column=self._name_column() + 1)
                )

    def _name_column(self) -> int:
        return next(place for place, name in self.fields.items() if name == "name")

    def _section(self, row: tuple[str, ...]) -> bool:
        """Take a row such as 'I. TẬP THỂ' or 'B | Giấy khen cho cá nhân' for what follows."""
        filled = [cell for cell in row if cell]
        is_split = len(filled) == 2 and _ROMAN.fullmatch(filled[0]) is not None
        if not (len(filled) == 1 or is_split):
            return False
        return self._section_text(" ".join(filled), is_alone=not is_split)

    def _section_text(self, text: str, *, is_alone: bool = True) -> bool:
        kind, award = people.kind_of(text), decisions.award_in(text)
        if kind is None and not award:
            return False
        if is_alone and not _SECTION.match(text) and len(text.split()) > 12:
            return False
        self.kind = kind or self.kind
        self.award = award or self.award
        return True

    def _record(self, row: tuple[str, ...]) -> Record | None:
        values = self._values(row)
        name = values.get("name", "")
        if not name or fold(name).startswith(_SUMS) or len([cell for cell in row if cell]) < 2:
            return None
        if (
            "number" in self.fields.values()
            and not values.get("number", "").strip(".)").isdecimal()
        ):
            return None
        kind = people.kind_of(values.get("kind", "")) or self.kind or people.kind_by_name(name)
        return self._finished(kind, name, values)

    def _values(self, row: tuple[str, ...]) -> dict[str, str]:
        values: dict[str, str] = {}
        for place, field_name in self.fields.items():
            cell = " ".join(row[place].split()) if place < len(row) else ""
            if cell and cell not in ("-", "x", "X"):
                values.setdefault(field_name, cell)
        both = values.pop("title_organisation", "")
        if both:
            title, comma, organisation = both.partition(",")
            values.setdefault("organisation", (organisation if comma else both).strip())
            if comma:
                values.setdefault("title", title.strip())
        return values

    def _finished(self, kind: ExemplarKind, name: str, values: dict[str, str]) -> Record:
        is_collective = kind is ExemplarKind.COLLECTIVE
        found = people.Named(people.unnumbered(name), "", "", None)
        if not is_collective:
            found = people.named(name)
        given = {key: values.get(key, "") for key in _FIELDS}
        title, organisation = given["title"] or found.post, given["organisation"]
        if found.title:
            title = ", ".join(part for part in (found.title, title) if part)
        number = values.get("decision_number", "")
        day = decisions.date_in(values.get("decision_date", "")) or decisions.date_in(number)
        own = decisions.number_in(number)
        is_own = bool(own or day)
        return Record(
            kind=kind, name=found.name, title=title, organisation=organisation, place=given["place"],
            birth_year=people.year(values.get("birth_year", "")) or found.birth_year,
            achievement=given["achievement"] or self.decision.achievement,
            award=given["award"] or self.award or self.decision.award,
            decision_number=own if is_own else self.decision.number,
            decision_date=day if is_own else self.decision.day,
            decision_issuer="" if is_own else self.decision.issuer,
        )  # fmt: skip

    def _prose(self, sheet: Sheet) -> None:
        """Sections, and the numbered lines of a decision that grants in running text."""
        for place, row in enumerate(sheet.rows, 1):
            text = " ".join(cell for cell in row if cell)
            if decisions.ends_list(text):
                self.is_granting = False
            elif re.match(r"\s*(?:Điều 1|Tặng|Công nhận|Khen thưởng)\b", text):
                self.is_granting, self.kind, self.award = True, None, ""
                self._section_text(text)
            elif self.is_granting and self._section_text(text):
                continue
            elif self.is_granting and _LISTED.match(text):
                kind = self.kind or people.kind_by_name(text)
                record = self._finished(kind, text.strip(" ;."), {})
                self.records.append(replace(record, sheet=sheet.name, row=place, column=1))
            elif _SECTION.match(text):
                self._section_text(text)
