"""The decision that a file is, or that its list is annexed to: number, day, issuer, award."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lantoa.discovery.records.contract import Decision
from lantoa.vietnamese import (
    DateError,
    DocumentNumberError,
    fold,
    parse_date,
    parse_document_number,
)

# Decisions recite their grounds: numbers of laws and decrees that are not their own.
_GROUND = re.compile(r"^\s*[-–+]?\s*(?:căn cứ|xét|theo đề nghị|thực hiện)\b", re.IGNORECASE)
_ANNEXED = re.compile(
    r"(?:theo|của|tại)\s+Quyết định\s+(?:khen thưởng\s+)?số[:\s]*(?P<number>[^\s,;()]+(?:\s*-\s*[A-ZĐ]\S*)?)"
    r"(?P<rest>[^)]*)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^\s*(?:Quyết định\s+)?Số\s*[:.]?\s*(?P<number>\d[^\s,;]*(?:\s*-\s*[A-ZĐ]\S*)?)", re.IGNORECASE
)
_DATE = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}",
    re.IGNORECASE,
)
_ISSUER = re.compile(r"\bcủa\s+(?P<issuer>.+?)\s*(?:\)|;|$|,\s|\bvề\b|\bV/v\b)", re.IGNORECASE)
_FORMS = (
    "huân chương", "huy chương", "bằng khen", "giấy khen", "cờ thi đua", "kỷ niệm chương",
    "chiến sĩ thi đua toàn quốc", "chiến sĩ thi đua cơ sở", "chiến sĩ thi đua cấp tỉnh",
    "chiến sĩ thi đua", "chiến sĩ tiên tiến", "lao động tiên tiến", "tập thể lao động xuất sắc",
    "tập thể lao động tiên tiến", "đơn vị quyết thắng", "gia đình văn hóa", "biểu dương",
)  # fmt: skip
_AWARD = re.compile(
    rf"(?:{'|'.join(sorted(_FORMS, key=len, reverse=True))})(?:(?!\s+(?:cho|vì|về|đối với|gồm|năm \d)\b)[^,;:.()\n“”\"])*",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?P<deed>(?:đã\s+)?có\s+(?:nhiều\s+)?(?:thành tích|đóng góp|việc làm)\b[^;:]*)", re.IGNORECASE
)
_HEAD_ISSUER = re.compile(r"^(?:CHỦ TỊCH\s+)?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)\b.*")


def decision_of(lines: Iterable[str]) -> Decision:
    """The decision that the text around a list names; empty where it names none."""
    found = Decision()
    head = ""
    for line in lines:
        if _GROUND.match(line):
            continue
        if not head and _HEAD_ISSUER.match(line.strip()):
            head = line.strip()
        annexed = _ANNEXED.search(line)
        own = _OWN.match(line)
        if annexed and not found.number:
            rest = annexed["rest"]
            issuer = _ISSUER.search(rest)
            found = replace(
                found, number=number_in(annexed["number"]), day=date_in(rest) or found.day,
                issuer=issuer["issuer"].strip(" .,") if issuer else "",
            )  # fmt: skip
        elif own and not found.number:
            found = replace(found, number=number_in(own["number"]))
        if found.day is None and (day := date_in(line)) and not annexed:
            found = replace(found, day=day)
        award = award_in(line)
        if award.startswith(found.award):  # the title says 'Bằng khen', Điều 1 says whose
            found = replace(found, award=award or found.award)
        if not found.achievement and (deed := _DEED.search(line)):
            found = replace(found, achievement=deed["deed"].strip(" .,"))
    if not found.number:
        return Decision(award=found.award, achievement=found.achievement)
    return replace(found, issuer=found.issuer or head)


def number_in(text: str) -> str:
    """The number of a decision in its usual writing; '' when there is none."""
    candidate = re.split(r"\s+(?:ngày|của)\b|,|;", text, maxsplit=1)[0]
    candidate = re.sub(r"\s+\d{1,2}/\d{1,2}/\d{4}.*$", "", candidate.strip())
    if "/" not in candidate and "-" not in candidate:
        return ""
    try:
        return parse_document_number(candidate).text
    except DocumentNumberError:
        return ""


def date_in(text: str) -> date | None:
    """The first whole day that the text names."""
    for match in _DATE.finditer(text):
        try:
            return parse_date(match[0]).start
        except DateError:
            continue
    return None


def award_in(text: str) -> str:
    """The form of commendation that the text names, with whose it is; '' for none."""
    match = _AWARD.search(text)
    if match is None:
        return ""
    award = " ".join(match[0].split()).strip(" .-–")
    return award[:1].upper() + award[1:]


def ends_list(text: str) -> bool:
    """Whether a line says that the list above it is over: 'Điều 2. …', 'Nơi nhận:'."""
    key = fold(text)
    return bool(re.match(r"dieu [2-9]|noi nhan|chu tich$|tm\.|kt\.|nguoi lap", key))
