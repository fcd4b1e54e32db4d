"""Finding the figures in a Vietnamese text: “300 hộ”, “ba trăm hộ”, “1,5 tỷ đồng”.

Pure functions; the editor is told which figures no proven claim supports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lantoa.vietnamese import nfc

_DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {
    "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
#: Written unit → the one name under which it is compared.
_UNITS = {
    "%": "%", "phần trăm": "%", "hộ": "hộ", "nhà": "hộ", "gia đình": "hộ", "người": "người",
    "bà con": "người", "em": "em", "cháu": "em", "học sinh": "em", "học trò": "em",
    "ngày": "ngày", "tháng": "tháng", "năm": "năm", "tuần": "tuần", "buổi": "buổi",
    "tuổi": "tuổi", "lần": "lần", "con": "con", "cây": "cây", "cái": "cái", "chiếc": "cái",
    "căn": "căn", "suất": "suất", "phần": "phần", "bữa": "bữa", "lớp": "lớp", "xã": "xã",
    "thôn": "thôn", "tổ": "tổ", "nơi": "nơi", "đồng": "đồng", "đ": "đồng", "ha": "ha",
    "héc-ta": "ha", "sào": "sào", "m2": "m2", "mét vuông": "m2", "mét": "m", "m": "m",
    "km": "km", "ki-lô-mét": "km", "cây số": "km", "kg": "kg", "ki-lô-gam": "kg", "ký": "kg",
    "cân": "kg", "tạ": "tạ", "tấn": "tấn", "lít": "lít", "quyển": "quyển", "cuốn": "quyển",
    "bao": "bao", "mẻ": "mẻ", "ô": "ô", "luống": "luống", "chuyến": "chuyến",
}  # fmt: skip

_U = "(?:một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín)"
_D = "(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
# “mười năm” is ten years: five after ten is “lăm”, so “năm” is never read as a digit there.
_TENS = rf"(?:mười(?:\s{_U})?|{_D}\smươi(?:\s{_U})?)"
_HUNDREDS = rf"(?:{_D}\străm(?:\s(?:linh|lẻ)\s{_D}|\s{_TENS})?)"
_SCALE = "(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_LONG = rf"(?:{_HUNDREDS}|{_TENS})"
_WORDS = rf"(?:(?:{_LONG}|{_D})(?:\s{_SCALE}(?:\s(?:{_LONG}|{_D}(?=\s{_SCALE})))?)+|{_LONG})"
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?<![\w/.,:-])(?:(?P<digits>\d+(?:[.\u00a0]\d{{3}})*(?:,\d+)?)(?:\s(?P<scale>{_SCALE}))?"
    rf"|(?P<words>{_WORDS})|(?P<one>hai|ba|bốn|năm|sáu|bảy|tám|chín)(?=\s(?:{_UNIT})(?!\w)))"
    rf"(?:\s?(?P<unit>{_UNIT})(?!\w))?(?![\w/:])",
    re.IGNORECASE,
)
# After these words a figure is a name or a place in a row, not a quantity.
_ORDINAL_BEFORE = re.compile(
    r"(?:\bthứ|\blần|\bsố|\btổ|\bthôn|\bkhu|\bphố|\bấp|\blộ|\bđiều|\bkhoản|\bchương|\blớp|\bhạng"
    r"|\bloại|\bcấp|\bquý|\btháng|\bngày|\bkhóa|\bkhoá|\bđường|\bphường|\bquận|\btập|\btrang)\s$",
    re.IGNORECASE,
)
_DATE_OR_TIME = re.compile(
    r"\b\d{1,2}\s?(?:giờ|h)(?:\s?\d{1,2})?(?:\s?phút)?\b|\b\d{1,2}:\d{2}\b"
    rf"|\b(?:{_TENS}|{_D})\sgiờ(?:\s(?:rưỡi|{_TENS}|{_D})(?:\sphút)?)?"
    r"(?=\s(?:sáng|trưa|chiều|tối|đêm|khuya)|[,.;]|$)"
    r"|\b\d{1,2}[/-]\d{1,2}(?:[/-](?P<year>\d{4}))?\b|\b\d{1,2}/(?P<year2>\d{4})\b"
    r"|\b\d+(?:/\d{4})?/[A-ZĐ][\w&.-]*|\b\d+-[A-ZĐ]+/[A-ZĐ]\w*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:năm|từ|đến|[–-])\s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as it stands in the text; `unit` is the name it is compared under, or ""."""

    written: str
    value: Decimal
    unit: str


def figures(text: str) -> Iterator[Figure]:
    """The quantities of `text` in order; no times of day, dates, ordinals, document numbers."""
    plain = " ".join(nfc(text).replace("\u00a0", " ").split())
    plain = _DATE_OR_TIME.sub(_keep_year, plain)
    for match in _FIGURE.finditer(plain):
        before = plain[: match.start()]
        if _ORDINAL_BEFORE.search(before):
            continue
        value, unit = _value(match), _UNITS.get((match["unit"] or "").lower(), "")
        if match["digits"] and not unit and _is_year(value, match["digits"]):
            unit = "năm nào"
        if value == 1 and match["words"]:
            continue
        yield Figure(match[0].strip(), value, unit)


def same(one: Figure, other: Figure) -> bool:
    """Whether both say the same: equal values, and units that do not contradict."""
    return one.value == other.value and (one.unit == other.unit or not (one.unit and other.unit))


def _keep_year(match: re.Match[str]) -> str:
    # A date says a year; the year is what can be wrong, so it stays to be looked at.
    year = match["year"] or match["year2"]
    return f" năm {year} " if year else " "


def _is_year(value: Decimal, digits: str) -> bool:
    return "." not in digits and "," not in digits and 1900 <= value <= 2100


def _value(match: re.Match[str]) -> Decimal:
    if match["digits"]:
        number = Decimal(match["digits"].replace(".", "").replace(",", "."))
        return number * _SCALES.get((match["scale"] or "").lower(), 1)
    return Decimal(_read(re.split(r"\s+", (match["words"] or match["one"]).lower())))


def _read(words: list[str]) -> int:
    """The value of number words, already known to be well formed."""
    total = group = 0
    digit: int | None = None
    for word in words:
        if word in _SCALES:
            total, group, digit = total + (group + (digit or 0)) * _SCALES[word], 0, None
        elif word == "trăm":
            group, digit = (digit or 0) * 100, None
        elif word == "mươi":
            group, digit = group + (digit or 0) * 10, None
        elif word == "mười":
            group += 10
        elif word in _DIGIT_WORDS:
            digit = _DIGIT_WORDS[word]
    return total + group + (digit or 0)
