"""Which column of a list is what, by its heading as offices write it."""

from __future__ import annotations

import re

from lantoa.vietnamese import fold

#: Field → whole headings (folded, words only). The first that fits wins.
_WHOLE = {
    "number": ("tt", "stt", "so tt", "so thu tu"),
    "name": (
        "ho va ten", "ho ten", "ten", "ho va ten ten tap the", "ho va ten tap the",
        "ten tap the", "ten tap the ca nhan", "tap the ca nhan", "ten ca nhan tap the",
        "ca nhan tap the", "ho ten tap the", "nguoi duoc ke", "ten ca nhan", "ten don vi",
        "ten tap the ho gia dinh", "ten dien hinh", "tap the", "ca nhan", "ho va ten chu ho",
        "ten ho gia dinh", "ho va ten ca nhan", "ho va ten ten don vi", "ong ba",
    ),
    "kind": ("loai", "doi tuong", "loai hinh"),
    "birth_year": ("nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ns"),
    "title": ("chuc vu", "chuc danh", "cap bac", "cap bac chuc vu", "nghe nghiep", "quan ham",
              "chuc vu cap bac", "chuc vu chuc danh", "danh xung"),
    "title_organisation": (
        "chuc vu don vi cong tac", "chuc vu don vi", "chuc danh don vi cong tac",
        "chuc vu noi cong tac", "chuc vu co quan", "chuc vu co quan don vi",
        "cap bac chuc vu don vi", "chuc danh don vi",
    ),
    "organisation": ("don vi", "don vi cong tac", "co quan", "noi cong tac", "co quan don vi",
                     "to chuc", "don vi dia chi", "don vi de nghi", "truc thuoc"),
    "place": ("xa phuong", "dia chi", "noi o", "dia ban", "thuong tru", "noi cu tru", "que quan",
              "thon", "xa", "dia phuong", "xa phuong dac khu", "xa phuong thi tran", "noi thuong tru"),
    "achievement": ("thanh tich", "tom tat thanh tich", "noi dung thanh tich", "viec tot",
                    "viec da lam", "noi dung", "ly do khen", "noi dung khen thuong",
                    "thanh tich dat duoc", "ly do khen thuong", "mo hinh cach lam"),
    "award": ("hinh thuc khen thuong", "hinh thuc khen", "danh hieu", "khen thuong", "muc khen",
              "danh hieu thi dua", "hinh thuc", "hinh thuc de nghi", "danh hieu hinh thuc khen thuong",
              "hinh thuc de nghi khen thuong", "de nghi khen thuong"),
    "decision_number": ("so quyet dinh", "quyet dinh so", "so qd", "quyet dinh", "so quyet dinh khen thuong",
                        "so ngay quyet dinh", "so ngay thang quyet dinh", "so va ngay quyet dinh",
                        "qd so", "quyet dinh khen thuong"),
    "decision_date": ("ngay quyet dinh", "ngay ky", "ngay qd", "ngay thang quyet dinh", "ngay ban hanh"),
}  # fmt: skip
_BY_HEADING = {heading: field for field, headings in _WHOLE.items() for heading in headings}
FIRST_ROWS = 30
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_INDEX = re.compile(r"\(?[0-9]{1,2}\)?")


def field_of(heading: str) -> str:
    """The field that a heading names; '' for others."""
    if len(heading) > 80:
        return ""
    without = re.sub(r"\([^)]*\)", " ", fold(heading))
    words = _NOT_WORD.sub(" ", without).strip()
    return _BY_HEADING.get(words) or _BY_HEADING.get(_NOT_WORD.sub(" ", fold(heading)).strip(), "")


def fields_of(row: tuple[str, ...]) -> dict[int, str]:
    """Column → field of a heading row; empty when the row is none.

    A heading row names the name and one more thing. Of two columns for one thing the first
    counts, except that years of birth may stand in two (men, women).
    """
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        field = field_of(cell) if cell else ""
        if field and (field not in found.values()):
            found[place] = field
    if "name" not in found.values():
        return {}
    return found if len(set(found.values()) - {"number"}) > 1 or "number" in found.values() else {}


def with_men_and_women(fields: dict[int, str], row: tuple[str, ...]) -> bool:
    """Take the row below the headings for 'Nam | Nữ' under the year of birth, if it is that."""
    places = [place for place, cell in enumerate(row) if fold(cell) in ("nam", "nu")]
    if len(places) != 2 or sum(bool(cell) for cell in row) != 2:
        return False
    for place in places:
        fields[place] = "birth_year"
    return True


def is_index_row(row: tuple[str, ...]) -> bool:
    """Whether the row numbers the columns: '(1) | (2) | (3)', 'A | B | 1'."""
    filled = [cell for cell in row if cell]
    numbers = [int(cell.strip("()")) for cell in filled if _INDEX.fullmatch(cell)]
    letters = [cell for cell in filled if re.fullmatch(r"\(?[A-Z]\)?", cell)]
    is_counting = (
        numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    )
    return len(filled) > 1 and is_counting and len(numbers) + len(letters) == len(filled)
