"""What may be wrong with one text of a list, whatever row it stands in."""

import re
from dataclasses import dataclass
from datetime import date

from lantoa.discovery.lists.columns import Column
from lantoa.vietnamese import DateError, fold, parse_date

#: Longer texts are not looked at any closer.
_LOOKED_AT = 20_000
FIRST_BIRTH_YEAR = 1900


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which field, of which kind (a stable word), why."""

    field: str
    kind: str
    reason: str


_FORMULA = re.compile(r"[=@＝＠]|[+\-＋－](?=.*[(|!])")
# What TCVN3 and VNI letters and UTF-8 read as Latin-1 leave behind when taken for Unicode.
_SIGNS_INSIDE = re.compile(
    r"[^\W\d_][¨§®µ¸¹¶·»¼¾¬±¡¢£¤¥¦©ª¯]|[§®¨][^\W\d_]|[^\W\d_][?×÷][^\W\d_]"
    r"|\ufffd|á»|áº|Ã[\u0080-\u00bf]|Ä‘|Æ°"
)
# Control (but tab and line ends), format (zero-width, bidi), separators, private, surrogates.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_VNI_PAIRS = re.compile(r"aâ|aê|eâ|oâ|aà|aá|aã|aù|aú|eà|eã|eù|eú|aè|aé", re.IGNORECASE)
_VNI_LETTERS = re.compile(r"[øûïåäöñëüÿ]", re.IGNORECASE)
_PHONE = re.compile(r"\+?(?:[0-9][ .()-]*){8,15}")
_DATES = re.compile(r"(?<![0-9])[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2,4}(?![0-9])")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
_YEARS = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")


def against_text(column: Column, text: str) -> Fault | None:
    """What no cell may hold, whatever its column: too much, hidden signs, a formula."""
    if len(text) > column.most:
        return Fault(
            column.field, "too_long",
            f"dài {_thousands(len(text))} chữ cái, quá {_thousands(column.most)}. Viết ngắn lại.",
        )  # fmt: skip
    if _HIDDEN.search(text):
        return Fault(
            column.field, "hidden_characters",
            "có ký tự ẩn (điều khiển, rộng bằng không hoặc đảo chiều chữ). Xóa ô rồi gõ lại.",
        )  # fmt: skip
    if _FORMULA.match(text.lstrip()):
        return Fault(column.field, "formula", "bắt đầu như một công thức. Gõ lại thành chữ.")
    return None


def without_hidden(text: str) -> str:
    """The text as it is seen."""
    return _HIDDEN.sub("", text)


def is_spoiled(text: str) -> bool:
    """Whether letters of an old code page, or of a wrong reading, stand in the text."""
    text = text[:_LOOKED_AT]
    return bool(
        _SIGNS_INSIDE.search(text) or _VNI_PAIRS.search(text) or len(_VNI_LETTERS.findall(text)) > 1
    )


def looks_like(text: str) -> str:
    """What a text is that should not stand for a name or a deed: 'số điện thoại'… or ''."""
    text = text.strip()
    if "@" in text and " " not in text:
        return "thư điện tử"
    if text.lower().startswith(("http://", "https://", "www.")):
        return "đường liên kết"
    if _DATES.fullmatch(text) or _ISO_DAY.fullmatch(text):
        return "ngày tháng"
    if _PHONE.fullmatch(text):
        return "số điện thoại"
    if _YEARS.fullmatch(text):
        return "năm"
    return ""


def has_letters(text: str) -> bool:
    """Whether there is a letter in it at all."""
    return any(sign.isalpha() for sign in text)


def shown_day(text: str) -> str:
    """A day that a spreadsheet stored as a date, as people write it; other texts as they are."""
    match = _ISO_DAY.fullmatch(text.strip())
    return f"{int(match[3])}/{int(match[2])}/{match[1]}" if match else text


def against_days(text: str, today: date) -> tuple[str, str] | None:
    """(kind, sentence) of the first day or year in the text that cannot be; None when all can."""
    for match in _DATES.finditer(text[:_LOOKED_AT]):
        told = against_day(match[0], today)
        if told is not None:
            return told
    years = [int(year) for year in _YEARS.findall(text[:_LOOKED_AT])]
    if any(year > today.year for year in years):
        return "date_future", f"“{text[:60]}” là thời gian chưa tới. Xem lại năm."
    return None


def against_day(text: str, today: date) -> tuple[str, str] | None:
    """(kind, sentence) of what is wrong with one written day; None for a day up to today."""
    numbers = [int(number) for number in re.findall("[0-9]+", text)]
    try:
        day = parse_date(text).start
    except DateError as error:
        if len(numbers) == 3 and numbers[0] <= 12 < numbers[1] <= 31 and numbers[2] > 31:
            return "date_month_first", (
                f"“{text[:40]}” viết tháng trước ngày. Ghi ngày trước, ví dụ "
                f"{numbers[1]}/{numbers[0]}/{numbers[2]}."
            )
        return "date_impossible", f"“{text[:40]}”: {error}"
    if day is not None and day > today:
        return "date_future", f"“{text[:40]}” là ngày chưa tới. Xem lại năm."
    return None


def birth_year(text: str, today: date) -> tuple[int | None, tuple[str, str] | None]:
    """The year of birth in a cell (a year, or a whole day), or (kind, sentence) against it."""
    text = shown_day(text)
    whole = _WHOLE.fullmatch(text)
    if whole is None and (_DATES.fullmatch(text) or "/" in text):
        told = against_day(text, today)
        if told is not None:
            kind = "birth_year_future" if told[0] == "date_future" else told[0]
            return None, (kind, told[1])
        start = parse_date(text).start
        return (start.year if start else None), None
    what = looks_like(text)
    if what not in ("", "năm"):
        return None, (
            "wrong_column",
            f"“{text[:40]}” là {what}, không phải năm sinh. Chuyển đúng cột.",
        )
    if whole is None or len(whole[1]) != 4:
        return None, (
            "birth_year_not_number",
            f"“{text[:40]}” không phải năm sinh. Ghi đủ bốn chữ số, ví dụ 1968.",
        )
    year = int(whole[1])
    if year > today.year:
        return None, ("birth_year_future", f"năm sinh {year} chưa tới. Xem lại.")
    if year < FIRST_BIRTH_YEAR:
        return None, ("birth_year_too_early", f"năm sinh {year} trước 1900. Xem lại.")
    return year, None


def yes_or_no(text: str) -> bool | None:
    """What a cell for yes or no says; None when it says neither."""
    word = fold(text[:60]).strip(" .")
    if word in ("co", "da", "x", "v", "roi", "yes", "1", "true", "dong y", "da dong y"):
        return True
    if word in ("khong", "chua", "no", "0", "false", "khong dong y", "chua dong y", "tu choi"):
        return False
    return None


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
