"""What a careful reader would ask about in a file: plain rules over its texts.

Every rule is deterministic and names the sentence and the reason. A flag is a question to the
verifier, never a verdict: words may be right and still need a source.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantoa.vietnamese import fold, format_date

#: Words that say more than anybody else; a unit may add its own (ReviewRule.extra_words).
SUPERLATIVES = (
    "nhất", "duy nhất", "đầu tiên", "hàng đầu", "số một", "chưa từng có", "có một không hai",
    "đi đầu", "dẫn đầu", "kỷ lục",
)  # fmt: skip
#: Words that praise instead of telling.
EXAGGERATIONS = (
    "tuyệt vời", "phi thường", "vĩ đại", "ngời sáng", "sáng ngời", "vô cùng", "hết sức",
    "kỳ diệu", "vang dội", "xuất sắc toàn diện", "ai cũng", "tất cả mọi người", "không một ai",
    "hoàn toàn", "tuyệt đối", "luôn luôn", "không ngừng", "hết lòng hết sức", "tận tâm tận lực",
)  # fmt: skip
# "nhất" inside other words, and places in time that compare with nothing.
_NOT_SUPERLATIVE = re.compile(
    r"\b(?:thống|đồng|hợp|ít|thứ|lần thứ|hạng|giải|tháng)\s+nhất\b|\bnhất\s+(?:trí|là|định|thời|quán)\b"
    r"|\b(?:ngày|vụ|lần|buổi|tháng|năm|tuần|đợt|bước|lứa|khi|lúc|mùa|hôm|giờ|bài)\s+đầu tiên\b"
)
_COMPARED = re.compile(
    r"\bso với\b|\btrong số\b|\btrong \d+|\bnhất \d+|\bhơn \d+|\btheo (?:báo cáo|số liệu|thống kê|sổ|bảng)\b"
)
_NUMBER = re.compile(r"(?<![\w./,-])\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\w./,-])\d+(?:,\d+)?")
_DOCUMENT = re.compile(r"\b\d+[a-z]?(?:/\d{4})?/[A-ZĐ][\wĐ&.-]*|\b(?:điều|khoản|số|tổ|khóm|khu phố|thôn|đội|quốc lộ|ngõ|hẻm)\s+\d+\b", re.I)  # fmt: skip
_HOURS = re.compile(r"\b\d{1,2}(?:\s*(?:đến|tới|-)\s*\d{1,2})?\s+giờ(?:\s+\d{1,2})?\b", re.I)
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NAMED_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d{2})\b", re.I)
_SPAN = re.compile(r"\btừ\s+(?:năm\s+)?((?:19|20)\d{2})\s+(?:đến|tới)\s+(?:năm\s+)?((?:19|20)\d{2})\b", re.I)  # fmt: skip
_BORN = re.compile(r"\bsinh\s+(?:năm\s+)?((?:19|20)\d{2})\b", re.I)
_AGED = re.compile(r"\b(?:năm nay|hiện nay|nay|hiện|đã|vừa tròn|tròn|ở tuổi|bước sang tuổi)\s+(\d{1,3})(?:\s+tuổi)?\b", re.I)  # fmt: skip
_TO_COME = re.compile(
    r"\b(?:dự kiến|kế hoạch|sẽ|mục tiêu|phấn đấu|đến năm|tới năm|dự định)\b", re.I
)
_COUNTED = re.compile(r"(?<![\w./,-])(\d{1,3}(?:\.\d{3})+|\d+)\s+([^\W\d_]+)")
# Units in which different numbers say nothing against one another.
_MEASURES = frozenset(
    [
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "phút",
        "lần",
        "triệu",
        "nghìn",
        "tỷ",
        "đồng",
        "m",
        "km",
        "kg",
        "tấn",
        "tạ",
        "ha",
        "hecta",
        "mét",
        "lít",
        "tuổi",
        "phần",
        "trong",
        "của",
        "và",
        "là",
        "thì",
        "đến",
        "tới",
    ]
)
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")


@dataclass(frozen=True)
class Text:
    """One text of the file: where it stands, what it says, whether something proves it.

    What a citizen told (`is_told`) is only compared: people may praise as they like.
    """

    place: str
    words: str
    is_claim: bool = False
    is_sourced: bool = False
    is_told: bool = False


@dataclass(frozen=True)
class Found:
    """A question: its kind (states.FlagKind), where, the sentence, why it is asked."""

    kind: str
    place: str
    sentence: str
    reason: str

    @property
    def key(self) -> str:
        """The same while kind, sentence and reason are the same."""
        text = "\0".join((self.kind, self.place, self.sentence, self.reason))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Dossier:
    """All that is read: texts, the year of birth, today, and the unit's own words."""

    texts: Sequence[Text]
    today: date
    birth_year: int | None = None
    extra_words: Sequence[str] = field(default_factory=tuple)
    quiet_words: Sequence[str] = field(default_factory=tuple)


def find(dossier: Dossier) -> list[Found]:
    """Every question, in the order of the texts; the same file gives the same list."""
    found: dict[str, Found] = {}
    proven = _proven_numbers(dossier.texts)
    for text in (each for each in dossier.texts if not each.is_told):
        for sentence in sentences(text.words):
            for flag in _of_sentence(text, sentence, dossier, proven):
                found.setdefault(flag.key, flag)
    for flag in _contradictions(dossier.texts):
        found.setdefault(flag.key, flag)
    return list(found.values())


def sentences(words: str) -> list[str]:
    """The sentences of a text, without blanks around."""
    return [part.strip() for part in _SENTENCE.split(words) if part.strip()]


def _of_sentence(
    text: Text, sentence: str, dossier: Dossier, proven: frozenset[str]
) -> Iterator[Found]:
    def flag(kind: str, reason: str) -> Found:
        return Found(kind, text.place, sentence, reason)

    numbers = _numbers(sentence)
    bare = [] if text.is_sourced else [n for n in numbers if text.is_claim or n not in proven]
    if bare:
        lacking = "chưa có giấy tờ hay sổ sách kèm theo" if text.is_claim else (
            "không có trong điều nào đã có căn cứ"
        )  # fmt: skip
        yield flag("number", f"Con số {', '.join(bare)} {lacking}.")
    quiet = {fold(word) for word in dossier.quiet_words}
    said = [w for w in _superlatives(sentence) if fold(w) not in quiet]
    if said and not _COMPARED.search(sentence.lower()):
        yield flag(
            "superlative", f"Nói “{'”, “'.join(said)}” mà không nói so với ai, trong phạm vi nào."
        )
    loud = [w for w in (*EXAGGERATIONS, *dossier.extra_words) if _has(sentence, w)]
    if loud := [word for word in dict.fromkeys(loud) if fold(word) not in quiet]:
        yield flag(
            "exaggeration",
            f"Lời “{'”, “'.join(loud)}” khen nhiều hơn kể. Thay bằng việc thấy được.",
        )
    for reason in _ages(sentence, dossier):
        yield flag("age", reason)
    for reason in _dates(sentence, dossier):
        yield flag("date", reason)


def _numbers(sentence: str) -> list[str]:
    """Counts in a sentence: not years, dates, hours, document numbers, numbers of houses or groups."""
    kept = _HOURS.sub(" ", _DATE.sub(" ", _DOCUMENT.sub(" ", sentence)))
    kept = re.sub(r"\b\d{1,2}[/.-](?:19|20)\d{2}\b|\b\d{1,2}/\d{1,2}\b", " ", kept)
    return [n for n in _NUMBER.findall(kept) if not _YEAR.fullmatch(n)]


def _proven_numbers(texts: Iterable[Text]) -> frozenset[str]:
    sourced = (text for text in texts if text.is_claim and text.is_sourced)
    return frozenset(number for text in sourced for number in _numbers(text.words))


def _superlatives(sentence: str) -> list[str]:
    left = _NOT_SUPERLATIVE.sub(" ", sentence.lower())
    found = [word for word in SUPERLATIVES if _has(left, word)]
    # "duy nhất" says it all; "nhất" in it is not said again.
    return [w for w in found if not any(w != other and w in other for other in found)]


def _has(sentence: str, word: str) -> bool:
    pattern = rf"(?<!\w){re.escape(word.strip().lower())}(?!\w)"
    return bool(word.strip()) and re.search(pattern, sentence.lower()) is not None


def _ages(sentence: str, dossier: Dossier) -> Iterator[str]:
    year = dossier.birth_year
    if year is None:
        return
    for told in _BORN.findall(sentence):
        if int(told) != year:
            yield f"Ở đây ghi sinh năm {told}, phần thông tin ghi {year}."
    for match in _AGED.finditer(sentence):
        age = int(match[1])
        is_age = "tuổi" in match[0].lower()
        if is_age and abs(dossier.today.year - year - age) > 1:
            yield f"Ở đây ghi {age} tuổi; sinh năm {year} thì năm nay {dossier.today.year - year}."


def _dates(sentence: str, dossier: Dossier) -> Iterator[str]:
    is_plan = _TO_COME.search(sentence) is not None
    for day, month, year in _DATE.findall(sentence):
        try:
            told = date(int(year), int(month), int(day))
        except ValueError:
            yield f"Ngày {day}/{month}/{year} không có thật."
            continue
        if told > dossier.today and not is_plan:
            yield f"Ngày {format_date(told)} chưa tới."
    for year in _NAMED_YEAR.findall(sentence):
        if int(year) > dossier.today.year and not is_plan:
            yield f"Năm {year} chưa tới."
    for first, last in _SPAN.findall(sentence):
        if int(first) > int(last):
            yield f"Từ {first} đến {last}: mốc sau đứng trước mốc đầu."
        elif dossier.birth_year is not None and int(first) < dossier.birth_year:
            yield f"Bắt đầu từ {first}, trước năm sinh {dossier.birth_year}."


def _contradictions(texts: Sequence[Text]) -> Iterator[Found]:
    """A count told outside the claims that the claims give otherwise: 47 hộ here, 52 hộ there."""
    claimed: dict[str, dict[str, str]] = {}
    for text in texts:
        if text.is_claim:
            for number, unit in _counted(text.words):
                claimed.setdefault(unit, {}).setdefault(number, text.place)
    for text in texts:
        if text.is_claim:
            continue
        for sentence in sentences(text.words):
            for number, unit in _counted(sentence):
                known = claimed.get(unit)
                if known and number not in known:
                    other, place = next(iter(known.items()))
                    reason = f"Ở đây nói {number} {unit}, {place.lower()} nói {other} {unit}."
                    yield Found("contradiction", text.place, sentence, reason)


def _counted(words: str) -> list[tuple[str, str]]:
    kept = _DATE.sub(" ", _DOCUMENT.sub(" ", words))
    pairs = [(number, unit.lower()) for number, unit in _COUNTED.findall(kept)]
    return [(n, unit) for n, unit in pairs if unit not in _MEASURES and not _YEAR.fullmatch(n)]
