"""What a pasted text says of somebody: proposals, each with the sentence it came from.

An article, a report or a chat message is pasted by an officer or by somebody of the press or a
mass organisation. Fixed rules find who, where, which body, born when, numbers, dates, awards,
decisions and the sentences that tell of a deed. Nothing here is believed: a person confirms or
corrects each before anything is entered. Telephone numbers and house addresses are not looked
for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lantoa.vietnamese import (
    DateError,
    DocumentNumberError,
    fold,
    nfc,
    parse_date,
    parse_document_number,
)

Kind = Literal[
    "person", "place", "organisation", "birth_year", "age", "date", "number", "award",
    "decision", "deed",
]  # fmt: skip

#: Longest text looked at, in characters: a long article.
MAX_TEXT = 50_000
#: Proposals of one kind; more than that nobody reads.
MOST = 12
MOST_DEEDS = 4


@dataclass(frozen=True)
class KnownPlace:
    """A commune of today or of old: its kind in words, short name, and today's units there."""

    kind: str
    short_name: str
    now: tuple[str, ...]
    is_former: bool = False


@dataclass(frozen=True)
class Finding:
    """One proposal. `value` is what would be entered, `written` stands so in `sentence`.

    `codes` are today's units of a place: several where a commune was divided.
    """

    kind: Kind
    value: str
    written: str
    sentence: str
    codes: tuple[str, ...] = ()

    @property
    def quoted(self) -> tuple[str, str, str]:
        """The sentence as (before, the words found, after)."""
        before, _, after = self.sentence.partition(self.written)
        return before, self.written, after


_NAME_WORD = r"[^\W\d_][\w'’]*"
_NAME = rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{0,5}}"
_TITLES = (
    "ông|bà|anh|chị|cô|chú|bác|cụ|em|dì|thầy|thầy giáo|cô giáo|nhà giáo|bác sĩ|y sĩ|kỹ sư|"
    "già làng|nghệ nhân|đồng chí|nông dân|ngư dân|diêm dân|học sinh|sinh viên|cựu chiến binh|"
    "thương binh|đại úy|thiếu tá|trung tá|thượng tá|đại tá|thiếu úy|trung úy|thượng úy|"
    "trưởng thôn|bí thư chi bộ|tổ trưởng|chủ tịch|giám đốc|hiệu trưởng"
)
_ONE_WORD_TITLES = frozenset(title for title in _TITLES.split("|") if " " not in title)
_TITLED = re.compile(rf"\b(?:{_TITLES})[ \u00a0]({_NAME})", re.IGNORECASE)
_SURNAME_WORDS = (
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trương mai "
    "lâm tạ tô hà cao châu thái tăng phùng lương trịnh đào vương lưu quách kiều diệp nghiêm hứa "
    "thạch từ bá đàng hán thiên quảng chamaléa katơr kator pinăng mấu tro bo pi cha ka"
)
_SURNAMES = frozenset(_SURNAME_WORDS.split())
_UNTITLED = re.compile(rf"(?<![\w]){_NAME}")
_BEFORE_PLACE = re.compile(
    r"(?:đường|phố|trường|thôn|hẻm|cầu|chợ|khu|làng|ấp|xóm|xã|phường|thị trấn|huyện|thị xã|"
    r"thành phố|tỉnh|THCS|THPT|[Tt]iểu học|mầm non)[ \u00a0]$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(xã|phường|đặc khu|thị trấn)[ \u00a0]", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Hợp tác xã|HTX|Công ty|Doanh nghiệp|Trường|Trạm [Yy] tế|Bệnh viện|Trung tâm|"
    r"Hội|Chi hội|Đoàn|Chi đoàn|Chi bộ|Câu lạc bộ|CLB|Tổ|Đội|Nhóm|Ủy ban|UBND|Sở|Ban|"
    r"Đồn [Bb]iên phòng|Công an|Liên đoàn|Mặt trận|Thư viện|Nhà văn hóa)\b"
)
# A body's name ends where the sentence goes on.
_GOING_ON = (
    "đã được có là cho tại ở trao tặng từ năm ngày vừa với trong của luôn cùng do khi để và vì "
    "nhận theo đang sẽ cũng hiện nay ông bà anh chị cô chú này ấy còn mỗi"
)
_GOES_ON = frozenset(_GOING_ON.split())
_BIRTH = re.compile(r"\bsinh[ \u00a0](?:năm|ngày[ \u00a0][\d/.\- ]+(?:tháng|năm)?[^.;,]{0,12}?)"
                    r"?[ \u00a0]*((?:18|19|20)\d\d)\b", re.IGNORECASE)  # fmt: skip
_AGE = re.compile(r"\b(\d{1,3})[ \u00a0]tuổi\b(?![ \u00a0](?:Đảng|đảng|nghề|quân))")
_DATE = re.compile(
    r"\b(?:ngày[ \u00a0])?\d{1,2}[/.-]\d{1,2}[/.-](?:18|19|20)\d\d\b|"
    r"\bngày[ \u00a0]\d{1,2}[ \u00a0]tháng[ \u00a0]\d{1,2}[ \u00a0]năm[ \u00a0]\d{4}\b|"
    r"\btháng[ \u00a0]\d{1,2}(?:/|[ \u00a0]năm[ \u00a0])(?:18|19|20)\d\d\b|"
    r"\bnăm[ \u00a0](?:18|19|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/.,-])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)[ \u00a0]?"
    r"(%|(?:triệu|tỷ|tỉ|nghìn|ngàn|trăm)[ \u00a0](?:đồng|con|cây|lít|người)|"
    r"(?:hộ|người|em|cháu|học sinh|năm|tháng|tấn|tạ|kg|ha|m²|km|đồng|cây|căn nhà|căn|suất|phần|"
    r"lần|buổi|lượt|chuyến|xe|giờ|bữa|giếng|lớp|ca|đơn vị máu|thẻ|bộ|ngôi nhà|con|lít|mét khối|"
    r"mét|sào)\b)"
)
_AWARD = re.compile(
    r"\b(?:Bằng khen|Giấy khen|Huân chương|Huy chương|Huy hiệu|Kỷ niệm chương|Cờ thi đua|"
    r"Chiến sĩ thi đua|Lao động tiên tiến|Tập thể lao động xuất sắc|Nghệ nhân ưu tú|"
    r"Nhà giáo ưu tú|Thầy thuốc ưu tú|Gia đình văn hóa|Giải thưởng)[^.;:,()\n]{0,80}",
    re.IGNORECASE,
)
_AWARD_ENDS = re.compile(r"[ \u00a0](?:vì|do đã|năm|ngày|theo|cho|và|về|trong|để)\b.*$")
_DOCUMENT = re.compile(r"\b\d{1,5}[a-z]?[ \u00a0]?[/-][ \u00a0]?[\w&./-]{0,30}?[A-ZĐ][\w&/-]{0,30}")
_DEED_WORDS = (
    "giúp|tặng|hiến|cứu|xây|vận động|dạy|nấu|trồng|dọn|vớt|sửa|nuôi|hỗ trợ|đóng góp|nhặt được|"
    "trả lại|chở|tổ chức|sáng chế|cải tiến|hướng dẫn|tuyên truyền|bảo vệ|thu gom|miễn phí|"
    "không lấy tiền|không nhận thù lao|tình nguyện|quyên góp|chăm sóc|mở lớp|"
    "góp|ghi lịch|gìn giữ|truyền nghề|tiết kiệm|chia sẻ|cho mượn|đào giếng|hòa giải"
)
_DEEDS = tuple(_DEED_WORDS.split("|"))
_ABBREVIATION = re.compile(r"(?:\b(?:TP|ThS|TS|GS|PGS|BS|KS|Tr|St|Q|P|H|Mr)|\b[A-ZĐ])\.$")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+|\n+")


def extract(text: str, places: Sequence[KnownPlace]) -> list[Finding]:
    """All proposals from `text`, grouped by kind, each kind in the order of the text.

    The same value is proposed once, from where it stands first. Texts over MAX_TEXT are read
    to there.
    """
    sentences = list(_sentences(nfc(text)[:MAX_TEXT].replace("\0", "")))
    by_name = {fold(f"{place.kind} {place.short_name}"): place for place in reversed(places)}
    found = [
        finding
        for read in (_people, _ages, _dates, _numbers, _bodies, _awards, _decisions)
        for sentence in sentences
        for finding in read(sentence)
    ]
    found += [each for sentence in sentences for each in _places(sentence, by_name)]
    found = _whole_names(found)
    found += _deeds(sentences, [each.written for each in found if each.kind == "person"])
    return _once(found)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; initials and "TP." end none."""
    waiting = ""
    for part in _split(text):
        waiting = f"{waiting} {part}" if waiting else part
        if not _ABBREVIATION.search(waiting):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _split(text: str) -> Iterator[str]:
    for part in _SENTENCE_END.split(text):
        if plain := " ".join(part.split(" ")).strip():
            yield plain


def _people(sentence: str) -> Iterator[Finding]:
    for match in _TITLED.finditer(sentence):
        name = _capitals(match[1])
        # "huyện Bác Ái" is no uncle.
        if name and not _BEFORE_PLACE.search(sentence[: match.start()]):
            yield Finding("person", name, name, sentence)
    for match in _UNTITLED.finditer(sentence):
        for name in _names_within(match[0]):
            before = sentence[: sentence.find(name)]
            if not _BEFORE_PLACE.search(before):
                yield Finding("person", name, name, sentence)


def _names_within(words: str) -> Iterator[str]:
    """Names that begin with a surname among words, of two to five capitalised words."""
    parts = re.split("[ \u00a0]", words)
    for number, word in enumerate(parts):
        before = parts[number - 1] if number else ""
        is_first = not _is_capital(before) or before.lower() in _ONE_WORD_TITLES
        if is_first and word.lower() in _SURNAMES:
            name = _capitals(" ".join(parts[number : number + 5]))
            if " " in name:
                yield name


def _capitals(words: str) -> str:
    """The capitalised words that `words` begins with: where a name ends, small letters go on."""
    taken = []
    for word in re.split("[ \u00a0]", words):
        if not _is_capital(word):
            break
        taken.append(word)
    return " ".join(taken)


def _is_capital(word: str) -> bool:
    return bool(word) and word[0].isupper()


def _ages(sentence: str) -> Iterator[Finding]:
    for match in _BIRTH.finditer(sentence):
        yield Finding("birth_year", match[1], match[0], sentence)
    for match in _AGE.finditer(sentence):
        if 5 < int(match[1]) < 120:
            yield Finding("age", f"{match[1]} tuổi", match[0], sentence)


def _dates(sentence: str) -> Iterator[Finding]:
    for match in _DATE.finditer(sentence):
        try:
            parse_date(match[0])
        except DateError:  # 31/2: somebody's slip, not a day
            continue
        if not sentence[: match.start()].rstrip().lower().endswith("sinh"):
            yield Finding("date", match[0], match[0], sentence)


def _numbers(sentence: str) -> Iterator[Finding]:
    for match in _NUMBER.finditer(sentence):
        yield Finding("number", match[0], match[0], sentence)


def _bodies(sentence: str) -> Iterator[Finding]:
    last = 0
    for match in _BODY.finditer(sentence):
        if match.start() < last:  # "Trường" within "Hội … Trường …"
            continue
        words: list[str] = []
        for word in re.split(
            "[ \u00a0]", re.split(r"[,.;:()“”\"\n]", sentence[match.start() :])[0]
        ):
            if len(words) > 11 or (
                word.lower() in _GOES_ON and len(words) >= len(match[0].split())
            ):
                break
            words.append(word)
        body = " ".join(words)
        last = match.start() + len(body)
        if len(words) > len(match[0].split()):
            yield Finding("organisation", body, body, sentence)


def _awards(sentence: str) -> Iterator[Finding]:
    for match in _AWARD.finditer(sentence):
        award = _AWARD_ENDS.sub("", match[0]).strip()
        yield Finding("award", award, award, sentence)


def _decisions(sentence: str) -> Iterator[Finding]:
    for match in _DOCUMENT.finditer(sentence):
        written = match[0].rstrip("./-")
        try:
            number = parse_document_number(written)
        except DocumentNumberError:
            continue
        if number.type and number.issuer:
            yield Finding("decision", number.text, written, sentence)


def _places(sentence: str, by_name: dict[str, KnownPlace]) -> Iterator[Finding]:
    for match in _PLACE.finditer(sentence):
        words = sentence[match.start() :].replace("\u00a0", " ").split(" ")
        kind_words = len(match[1].split())
        # The longest name that fits: "Bắc Ninh Hòa" before "Bắc".
        for count in range(kind_words + 4, kind_words, -1):
            written = " ".join(words[:count]).rstrip('.,;:)”"')
            place = by_name.get(fold(written))
            if place is not None and _is_capital(words[kind_words]):
                name = f"{place.kind} {place.short_name}"
                yield Finding("place", name, written, sentence, place.now)
                break


def _whole_names(found: list[Finding]) -> list[Finding]:
    """Without "Sương" where "Bùi Thị Sương" is named, and without names of places and bodies."""
    longer = [each.value for each in found if each.kind == "person" and " " in each.value]
    places = {fold(each.written).split(" ", 1)[-1] for each in found if each.kind == "place"}
    return [
        each
        for each in found
        if each.kind != "person"
        or not (
            any(name.endswith(f" {each.value}") for name in longer) or fold(each.value) in places
        )
    ]


def _deeds(sentences: Sequence[str], names: Iterable[str]) -> list[Finding]:
    """The sentences that tell of doing something, those with a name before others."""
    known = set(names)
    ranked = []
    for place, sentence in enumerate(sentences):
        words = f" {sentence.lower()} "
        verbs = sum(f" {verb} " in words for verb in _DEEDS)
        if verbs and len(sentence) >= 25:
            named = any(name in sentence for name in known)
            ranked.append((verbs + 2 * named, -place, sentence))
    best = sorted(ranked, reverse=True)[:MOST_DEEDS]
    return [
        Finding("deed", sentence, sentence, sentence)
        for _, _, sentence in sorted(best, key=lambda row: -row[1])
    ]


def _once(found: Iterable[Finding]) -> list[Finding]:
    kept: dict[tuple[str, str], Finding] = {}
    counts: dict[str, int] = {}
    for each in found:
        key = (each.kind, fold(each.value))
        if key not in kept and counts.get(each.kind, 0) < MOST:
            kept[key] = each
            counts[each.kind] = counts.get(each.kind, 0) + 1
    return list(kept.values())
