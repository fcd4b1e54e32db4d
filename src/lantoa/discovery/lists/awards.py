"""What a decision says of an award: which, by which number, on which day."""

from datetime import date
from typing import Any

from lantoa.discovery.lists import verdicts
from lantoa.vietnamese import DocumentNumberError, fold, parse_date, parse_document_number

#: Words that begin the titles and forms of commendation of Law 06/2022/QH15, Articles 9 and
#: 19 to 28, and those of the laws before it that stand in old lists (domain.md B1).
_FORMS = (
    "huan chuong", "huy chuong", "huy hieu", "danh hieu", "giai thuong", "ky niem chuong",
    "bang khen", "giay khen", "thu khen", "chien si thi dua", "cstd", "lao dong tien tien", "ldtt",
    "chien si tien tien", "co thi dua", "tap the lao dong", "ttld", "don vi quyet thang",
    "don vi tien tien", "xa tieu bieu", "phuong tieu bieu", "dac khu tieu bieu", "xa, phuong",
    "thon van hoa", "to dan pho van hoa", "gia dinh van hoa", "anh hung", "nha giao", "thay thuoc",
    "nghe nhan", "nghe si", "ba me viet nam anh hung", "guong nguoi tot", "nguoi tot",
    "nhan to moi", "dien hinh",
)  # fmt: skip


def read(name: str, text: str, today: date) -> tuple[str, tuple[str, str] | None]:
    """The value of one cell of an award, or (kind, sentence) against it."""
    if name == "award":
        return _award(text)
    if name == "decision_number":
        return _number(text)
    return _day(text, today)


def deed(facts: dict[str, Any]) -> str:
    """The sentence that stands for the deed when a decision tells nothing else; '' when unknown."""
    award, number, day = (
        facts.get(name, "") for name in ("award", "decision_number", "decided_on")
    )
    if not (award and number and day):
        return ""
    told = date.fromisoformat(day)
    return (
        f"Được tặng {award} theo Quyết định số {number} ngày {told.day}/{told.month}/{told.year}."
    )


def _award(text: str) -> tuple[str, tuple[str, str] | None]:
    if not text:
        return "", ("award_missing", "chưa ghi hình thức khen thưởng hoặc danh hiệu.")
    if not any(word in fold(text) for word in _FORMS):
        told = f"không rõ hình thức khen thưởng “{text[:60]}”. Ghi như trong quyết định, ví dụ Bằng khen."
        return "", ("award_unknown", told)
    return text, None


def _number(text: str) -> tuple[str, tuple[str, str] | None]:
    if not text:
        return "", ("decision_missing", "chưa ghi số quyết định.")
    try:
        parse_document_number(text)
    except DocumentNumberError as error:
        return "", ("decision_number_bad", f"“{text[:60]}” không phải số quyết định. {error}")
    return text, None


def _day(text: str, today: date) -> tuple[str, tuple[str, str] | None]:
    if not text:
        return "", ("decision_day_missing", "chưa ghi ngày quyết định.")
    text = verdicts.shown_day(text)
    against = verdicts.against_day(text, today)
    if against is not None:
        return "", against
    parsed = parse_date(text)
    if parsed.precision not in ("day", "minute") or parsed.start is None:
        told = f"“{text[:40]}” chưa đủ ngày, tháng, năm của quyết định."
        return "", ("date_impossible", told)
    return parsed.start.isoformat(), None
