"""Names in lists: titles taken off, years of birth and posts found beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.registry.states import ExemplarKind
from lantoa.vietnamese import fold, match_key

FIRST_YEAR, LAST_YEAR = 1900, 2025

# How people are addressed says nothing; a rank or degree is kept.
_ADDRESS = ("ông (bà)", "ông/bà", "ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ",
            "đồng chí", "đ/c", "đc")  # fmt: skip
_RANKS = (
    "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá",
    "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy", "thượng sĩ", "trung sĩ", "hạ sĩ",
    "binh nhất", "binh nhì", "bác sĩ", "kỹ sư", "thạc sĩ", "tiến sĩ", "giáo sư", "phó giáo sư",
    "ths.", "ts.", "bs.", "ks.", "gs.", "pgs.", "gs.ts", "pgs.ts", "nghệ nhân ưu tú",
    "nghệ nhân nhân dân", "nhà giáo ưu tú", "nhà giáo nhân dân", "thầy thuốc ưu tú", "linh mục",
    "đại đức", "thượng tọa", "hòa thượng", "ni sư", "già làng",
)  # fmt: skip
_PREFIXES = sorted((match_key(word) for word in (*_ADDRESS, *_RANKS)), key=len, reverse=True)
_RANK_KEYS = {match_key(word) for word in _RANKS}
_COLLECTIVE = tuple(
    match_key(word) + " "
    for word in (
        "tập thể", "tổ", "nhóm", "phòng", "ban", "hội", "chi hội", "chi bộ", "đảng bộ", "chi đoàn",
        "đoàn thanh niên", "đoàn xã", "đoàn phường", "đoàn trường", "liên đoàn", "công đoàn",
        "trường", "trạm", "trung tâm", "hợp tác xã", "htx", "công ty", "doanh nghiệp", "câu lạc bộ",
        "clb", "đội", "ủy ban", "ubnd", "ubmttq", "hđnd", "sở", "cơ quan", "văn phòng", "chi cục",
        "cục", "bệnh viện", "đồn", "đại đội", "tiểu đội", "trung đội", "tiểu đoàn", "đơn vị",
        "nhân dân", "cán bộ và nhân dân", "cán bộ", "quân và dân", "thôn", "xã", "phường",
        "khu phố", "tổ dân phố", "mặt trận", "ban quản lý", "báo", "đài", "khoa", "lớp", "nhà máy",
        "công an xã", "công an phường", "công an tỉnh", "ban chỉ huy", "bộ chỉ huy", "quỹ",
    )
)  # fmt: skip
_HOUSEHOLD = tuple(match_key(word) + " " for word in ("hộ gia đình", "gia đình", "hộ ông", "hộ bà"))
_BORN = re.compile(
    r"[,;(]?\s*(?:sinh năm|sinh ngày|SN|NS|sn|năm sinh)[:\s]*(?:\d{1,2}[/.-]\d{1,2}[/.-])?"
    r"((?:19|20)\d{2})\)?"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_NUMBERED = re.compile(r"^\s*(?:[0-9]{1,4}[.)/]|[-–+•*])\s*")


@dataclass(frozen=True)
class Named:
    """A name as written, taken apart."""

    name: str
    title: str
    post: str
    birth_year: int | None


def named(text: str) -> Named:
    """The name in a cell or line: 'Ông Lê Văn A, sinh năm 1980, Trưởng thôn' and the like."""
    line = unnumbered(text)
    born = _BORN.search(line)
    if born:
        line = line[: born.start()] + line[born.end() :]
    name, _, post = line.partition(",")
    if not post:
        name, _, post = line.partition(" - ") if " - " in line else (line, "", "")
    name, title = _without_titles(name.strip(" .;:"))
    return Named(name, title, post.strip(" ,.;:"), year(born[1]) if born else None)


def unnumbered(text: str) -> str:
    """`text` without the number or dash of a list before it."""
    return _NUMBERED.sub("", " ".join(text.split())).strip(" ;")


def _without_titles(name: str) -> tuple[str, str]:
    titles: list[str] = []
    while True:
        prefix = next((p for p in _PREFIXES if _starts(name, p)), None)
        if prefix is None:
            return name, " ".join(titles)
        count = len(prefix.split())
        words = name.split(" ")
        if prefix.endswith(".") and words[0].lower() != prefix:  # "ThS.Lê Văn A"
            titles.append(name[: len(prefix)])
            name = name[len(prefix) :].strip()
            continue
        if prefix in _RANK_KEYS:
            titles.append(" ".join(words[:count]))
        name = " ".join(words[count:]).strip(" .:,")


def _starts(name: str, prefix: str) -> bool:
    key = match_key(name)
    if prefix.endswith("."):
        return key.startswith(prefix) and len(key) > len(prefix)
    # "Bà" is an address, "Bà Rịa" would be too: two words must remain for a person.
    return key.startswith(prefix + " ") and len(key.split()) >= len(prefix.split()) + 2


def kind_of(text: str) -> ExemplarKind | None:
    """The kind that a heading, a section or a cell names: 'II. Cá nhân'; None for none."""
    key = f" {fold(text)} "
    found = [
        kind
        for words, kind in (
            ((" tap the ",), ExemplarKind.COLLECTIVE),
            ((" ca nhan ",), ExemplarKind.PERSON),
            ((" ho gia dinh ", " gia dinh "), ExemplarKind.HOUSEHOLD),
        )
        if any(word in re.sub(r"[^a-z]+", " ", key) for word in words)
    ]
    return found[0] if len(found) == 1 else None


def kind_by_name(text: str) -> ExemplarKind:
    """The kind that a name itself suggests; a person where nothing speaks for another."""
    key = match_key(_NUMBERED.sub("", text)) + " "
    if key.startswith(_HOUSEHOLD):
        return ExemplarKind.HOUSEHOLD
    return ExemplarKind.COLLECTIVE if key.startswith(_COLLECTIVE) else ExemplarKind.PERSON


def year(text: str) -> int | None:
    """The year of birth in a cell: '1980', '02/5/1980', 'SN 1980'; None when there is none."""
    match = _YEAR.search(text)
    found = int(match[1]) if match else 0
    return found if FIRST_YEAR <= found <= LAST_YEAR else None
