"""The verdict on one row: every fault with its cell, remarks, and what the row says."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from lantoa.discovery.lists import awards, verdicts
from lantoa.discovery.lists.columns import COLUMNS, address
from lantoa.discovery.lists.communes import Commune, Communes
from lantoa.discovery.lists.layout import Layout
from lantoa.discovery.lists.verdicts import Fault
from lantoa.nominations.rules import MIN_WHAT, is_phone
from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import fold, match_key

#: Below this age a parent or guardian answers (Law 91/2025/QH15, Decree 356/2025/NĐ-CP).
_OF_AGE = 16
_KINDS = {
    "": ExemplarKind.PERSON,
    "ca nhan": ExemplarKind.PERSON,
    "nguoi": ExemplarKind.PERSON,
    "person": ExemplarKind.PERSON,
    "tap the": ExemplarKind.COLLECTIVE,
    "nhom": ExemplarKind.COLLECTIVE,
    "to": ExemplarKind.COLLECTIVE,
    "don vi": ExemplarKind.COLLECTIVE,
    "collective": ExemplarKind.COLLECTIVE,
    "ho gia dinh": ExemplarKind.HOUSEHOLD,
    "gia dinh": ExemplarKind.HOUSEHOLD,
    "ho": ExemplarKind.HOUSEHOLD,
    "household": ExemplarKind.HOUSEHOLD,
}
_is_link = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Known:
    """What a row is held against. `sectors` maps folded names and slugs to slugs."""

    communes: Communes
    sectors: Mapping[str, str]
    today: date


@dataclass
class Judged:
    """A row with its verdict. `facts` are what it says, as far as it could be understood."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    place: Commune | None = None

    def key(self, unit: str) -> str:
        """What makes two rows the same: unit, name, commune, year of birth, deed. "" when the
        name or the deed is missing. Marks count, case and the place of the tone do not.
        """
        if not self.facts.get("who") or not self.facts.get("what") or self.place is None:
            return ""
        parts = [
            unit, match_key(self.facts["who"]), self.place.code,
            str(self.facts.get("birth_year") or ""), match_key(self.facts["what"]),
        ]  # fmt: skip
        return "list:" + "\x1f".join(parts)

    def digest(self, unit: str) -> str:
        """The key as leads keep theirs (SHA-256); "" when there is none."""
        key = self.key(unit)
        return hashlib.sha256(key.encode()).hexdigest() if key else ""

    def repeats(self, earlier: str) -> None:
        """The row says what the row `earlier` of the same list said."""
        told = f"cùng người, cùng việc với {earlier}. Giữ một dòng."
        self.faults.append(Fault("who", "duplicate_row", told))


@lru_cache(maxsize=1024)
def _kind_of(text: str) -> ExemplarKind | None:
    return _KINDS.get(fold(text))


def judge(cells: Sequence[str], layout: Layout, purpose: str, known: Known) -> Judged:
    """Look at every cell of one row."""
    return _Judge(cells, layout, known).verdict(purpose)


def placed(fault: Fault, layout: Layout, number: int) -> dict[str, Any]:
    """A fault as it is kept and told: cell 'D17', address, kind, and a sentence that names it."""
    index = int(fault.field) if fault.field.isdigit() else layout.index(fault.field)
    cell = address(index, number)
    told = f"{layout.sheet}!{cell}"
    reason = f"Ô {told}: {fault.reason}"
    return {"cell": cell, "column": index, "address": told, "kind": fault.kind, "reason": reason}


class _Judge:
    def __init__(self, cells: Sequence[str], layout: Layout, known: Known) -> None:
        self.known, self.layout, self.raw = known, layout, cells
        self.cells = {
            name: cells[index] if index < len(cells) else ""
            for name, index in layout.fields.items()
        }
        self.judged = Judged()
        self.spoiled: set[str] = set()

    def verdict(self, purpose: str) -> Judged:
        for name, text in self.cells.items():
            fault = verdicts.against_text(COLUMNS[name], text) if text else None
            if fault is not None:
                self.judged.faults.append(fault)
                self.spoiled.add(name)
        kind = self._kind()
        self._who(kind)
        self._place()
        self._birth(kind)
        if purpose == "awards":
            self._award()
        self._what(purpose)
        self._when()
        self._contact()
        self._sector()
        self._consent()
        self._beyond()
        for name in ("why", "witnesses", "organisation", "contact_name", "guardian"):
            self.judged.facts[name] = self.sound(name)
        return self.judged

    def sound(self, name: str) -> str:
        """The text of a cell in which nothing hidden stands; else ''."""
        return "" if name in self.spoiled else self.cells.get(name, "")

    def fault(self, name: str, kind: str, reason: str) -> None:
        self.judged.faults.append(Fault(name, kind, reason))

    def _kind(self) -> ExemplarKind:
        text = self.sound("kind")
        kind = _kind_of(text[:60])
        if kind is None:
            if self.known.communes.is_commune(text):
                told = f"“{text[:60]}” là xã, phường, không phải loại. Chuyển đúng cột."
                self.fault("kind", "wrong_column", told)
            else:
                told = f"không rõ loại “{text[:60]}”: ghi cá nhân, tập thể hoặc hộ gia đình."
                self.fault("kind", "kind_unknown", told)
        self.judged.facts["kind"] = (kind or ExemplarKind.PERSON).value
        return kind or ExemplarKind.PERSON

    def _who(self, kind: ExemplarKind) -> None:
        who = self.sound("who")
        if "who" in self.spoiled:
            return
        self.judged.facts["who"] = who
        if not who:
            self.fault("who", "name_missing", "chưa ghi tên. Tên hay gọi cũng được.")
        elif verdicts.is_spoiled(who):
            told = f"“{who[:60]}” còn chữ của bảng mã cũ hoặc dấu hỏng. Gõ lại tên có dấu."
            self.fault("who", "spoiled_letters", told)
        elif what := verdicts.looks_like(who):
            self.fault(
                "who", "wrong_column", f"“{who[:60]}” là {what}, không phải tên. Chuyển đúng cột."
            )
        elif not verdicts.has_letters(who):
            told = f"“{who[:60]}” chỉ có số hoặc dấu, không phải tên. Ghi tên."
            self.fault("who", "name_without_letters", told)
        elif kind is ExemplarKind.PERSON and self.known.communes.is_commune(who):
            told = f"“{who[:60]}” là xã, phường, không phải tên người. Chuyển đúng cột, hoặc ghi loại Tập thể."
            self.fault("who", "wrong_column", told)

    def _place(self) -> None:
        text = self.sound("place")
        if "place" in self.spoiled:
            return
        if text and (what := verdicts.looks_like(text)):
            told = f"“{text[:60]}” là {what}, không phải xã, phường. Chuyển đúng cột."
            self.fault("place", "wrong_column", told)
            return
        found = self.known.communes.find(text)
        self.judged.place = found.commune
        if found.fault:
            self.fault("place", found.fault, found.reason)
        if found.note:
            self.judged.notes.append(found.note)

    def _birth(self, kind: ExemplarKind) -> None:
        text = self.sound("birth_year")
        if not text:
            return
        if not text[0].isdigit() and self.known.communes.is_commune(text):
            told = f"“{text[:60]}” là xã, phường, không phải năm sinh. Chuyển đúng cột."
            self.fault("birth_year", "wrong_column", told)
            return
        year, against = verdicts.birth_year(text, self.known.today)
        if against is not None:
            self.fault("birth_year", *against)
            return
        self.judged.facts["birth_year"] = year
        if kind is not ExemplarKind.PERSON or year is None:
            return
        age = self.known.today.year - year
        if age < _OF_AGE and not self.cells.get("guardian"):
            name = "guardian" if "guardian" in self.layout.fields else "birth_year"
            told = f"sinh năm {year}, chưa đủ 16 tuổi: ghi cha, mẹ hoặc người giám hộ."
            self.fault(name, "guardian_missing", told)
        elif age == _OF_AGE:
            self.judged.notes.append(f"Sinh năm {year}: có thể chưa đủ 16 tuổi, hỏi lại.")

    def _what(self, purpose: str) -> None:
        what = self.sound("what")
        if "what" in self.spoiled:
            return
        if not what and purpose == "awards":
            what = awards.deed(self.judged.facts)
        self.judged.facts["what"] = what
        if not what:
            if purpose != "awards":
                self.fault("what", "deed_missing", "chưa kể việc tốt. Ghi đã làm gì, cho ai.")
        elif verdicts.is_spoiled(what):
            told = f"“{what[:60]}” còn chữ của bảng mã cũ hoặc dấu hỏng. Gõ lại có dấu."
            self.fault("what", "spoiled_letters", told)
        elif told := verdicts.looks_like(what):
            self.fault(
                "what",
                "wrong_column",
                f"“{what[:60]}” là {told}, không phải việc tốt. Chuyển đúng cột.",
            )
        elif len(what) < MIN_WHAT:
            told = f"“{what}” ngắn quá: kể thêm ít nhất {MIN_WHAT - len(what)} chữ cái."
            self.fault("what", "deed_too_short", told)

    def _award(self) -> None:
        given = {name: self.sound(name) for name in ("award", "decision_number", "decided_on")}
        for name, text in given.items():
            if name in self.spoiled:
                continue
            value, against = awards.read(name, text, self.known.today)
            if against is not None:
                self.fault(name, *against)
            self.judged.facts[name] = value

    def _when(self) -> None:
        text = verdicts.shown_day(self.sound("when_text"))
        self.judged.facts["when_text"] = text
        against = verdicts.against_days(text, self.known.today) if text else None
        if against is not None:
            self.fault("when_text", *against)

    def _contact(self) -> None:
        phone, email, link = (self.sound(name) for name in ("phone", "email", "link"))
        self.judged.facts.update(phone=phone, email=email, link=link)
        if phone and not is_phone(phone):
            if "@" in phone:
                told = f"“{phone[:40]}” là thư điện tử, không phải số điện thoại. Chuyển đúng cột."
                self.fault("phone", "wrong_column", told)
            else:
                told = "số điện thoại cần từ 8 đến 15 chữ số, ví dụ 0905 000 000."
                self.fault("phone", "phone_bad", told)
        if email and not _passes(validate_email, email):
            if is_phone(email):
                told = "là số điện thoại, không phải thư điện tử. Chuyển đúng cột."
                self.fault("email", "wrong_column", told)
            else:
                self.fault("email", "email_bad", "thư điện tử cần có dạng ten@noi.vn.")
        if link and not _passes(_is_link, link):
            told = f"“{link[:80]}” không phải đường liên kết. Chép cả phần https:// ở đầu."
            self.fault("link", "link_bad", told)

    def _sector(self) -> None:
        text = self.sound("sector")
        if not text:
            return
        slug = self.known.sectors.get(fold(text))
        if slug is None:
            told = f"không có lĩnh vực “{text[:60]}”. Chọn trong danh sách của mẫu, hoặc để trống."
            self.fault("sector", "sector_unknown", told)
        self.judged.facts["sector"] = slug or ""

    def _consent(self) -> None:
        text = self.sound("consent")
        agrees = verdicts.yes_or_no(text) if text else None
        if text and agrees is None:
            told = f"“{text[:40]}” chưa rõ. Ghi Có hoặc Không; chưa hỏi thì để trống."
            self.fault("consent", "consent_unclear", told)
        elif agrees is False:
            told = "người này không đồng ý. Bỏ dòng này, hoặc hỏi lại rồi sửa."
            self.fault("consent", "consent_refused", told)
        self.judged.facts["has_agreed"] = agrees

    def _beyond(self) -> None:
        first = len(self.layout.headings)
        for index, text in enumerate(self.raw[first:], start=first):
            if text:
                told = "nằm ngoài các cột có tên. Có thể các ô của dòng bị lệch; chuyển đúng cột."
                self.fault(str(index), "cell_beyond", told)
                return


def _passes(check: Any, text: str) -> bool:
    try:
        check(text)
    except ValidationError:
        return False
    return True


def as_facts(judged: Judged) -> dict[str, Any]:
    """What is kept of a row beside its cells: no contact details, nothing empty."""
    private = ("phone", "email", "contact_name", "guardian")
    facts = {name: value for name, value in judged.facts.items() if name not in private}
    return {name: value for name, value in facts.items() if value not in ("", None)}
