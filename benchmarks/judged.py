"""The judged set of search: an invented collection of some 500 texts, and what people would type.

Texts are put together from the tables in `queries/` and the lists below, the same every time.
A judged question names the titles that answer it; whatever else is found is not relevant.
"""

import math
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"
SEED, TEXTS_A_DEED, TOP = 1068, 10, 10

#: Today's units (a few) and what they were made of; facts simplified for the set.
PLACES = {
    "Xã Ninh Hải": "thị trấn Khánh Hải, xã Phương Hải, xã Tri Hải, huyện Ninh Hải",
    "Xã Vĩnh Hải": "xã Vĩnh Hải, huyện Ninh Hải",
    "Xã Ninh Sơn": "thị trấn Tân Sơn, xã Quảng Sơn, huyện Ninh Sơn",
    "Xã Ninh Phước": "thị trấn Phước Dân, xã Phước Thuận, huyện Ninh Phước",
    "Phường Phan Rang": "phường Kinh Dinh, phường Mỹ Hương, thành phố Phan Rang - Tháp Chàm",
    "Xã Cam Lâm": "thị trấn Cam Đức, xã Cam Hải Tây, huyện Cam Lâm",
    "Xã Vạn Thắng": "xã Vạn Thắng, xã Vạn Bình, huyện Vạn Ninh",
    "Xã Vạn Ninh": "thị trấn Vạn Giã, xã Vạn Phú, huyện Vạn Ninh",
    "Xã Bắc Khánh Vĩnh": "xã Khánh Bình, xã Khánh Đông, huyện Khánh Vĩnh",
    "Xã Diên Lạc": "xã Diên Hòa, xã Bình Lộc, huyện Diên Khánh",
}
_PEOPLE = (
    "Bùi Thị Sậy", "Cao Văn Rạng", "Chamaléa Thị Mơ", "Đạo Thanh Nhãn", "Đặng Hoài Mây",
    "Katơr Đua", "Lê Thị Gành", "Mấu Hồng Suối", "Ngô Bá Sỏi", "Phan Lưới", "Pi Năng Khe",
    "Trần Thị Ghềnh", "Võ Đìa", "Huỳnh Kim Bờm", "Tô Thị Rạm",
)  # fmt: skip
_SAID = (
    "Năm đầu chỉ ba nhà theo, năm nay cả xóm cùng làm.", "Sổ ghi tay còn giữ từ ngày đầu.",
    "Cán bộ xã đã hỏi riêng từng hộ trước khi xác nhận.", "Chi phí do bà con góp, không ai lấy công.",
    "Nơi khác tới xem rồi về làm theo cách của mình.", "Việc làm đều, không nghỉ mùa mưa.",
    "Ai tới hỏi đều được chỉ cho từ đầu.", "Số liệu do trưởng thôn ghi và ký.",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One thing to be found."""

    title: str
    body: str


@dataclass(frozen=True)
class Judged:
    """A question, why it is asked, and the numbers of the texts that answer it.

    `twin` is the number of the question in `judged()` that asks the same with marks.
    """

    q: str
    sort: str
    relevant: frozenset[int]
    twin: int | None = None


def collection() -> list[Text]:
    """All texts; a text's number is its place in the list."""
    dice, found = random.Random(SEED), []
    for title, *_ in _table("deeds.tsv"):
        for number in range(TEXTS_A_DEED):
            place = dice.choice([*PLACES])
            heading = title if number == 0 else f"{title} ở {_inside(place)}, lần {number}"
            found.append(Text(heading, _body(dice, title, place)))
    for kind, number, abstract, _ in _table("documents.tsv"):
        found.append(Text(f"{kind} {number}", f"{abstract}. {dice.choice(_SAID)}"))
    there = {text.title for text in found}
    for _, _, titles in _table("others.tsv"):
        for title in titles.split("|"):
            if title not in there and title not in PLACES:
                there.add(title)
                found.append(Text(title, _body(dice, "", "Khánh Hòa")))
    found += [Text(name, f"Gồm toàn bộ hoặc một phần: {old}") for name, old in PLACES.items()]
    return found


def judged(texts: Sequence[Text]) -> list[Judged]:
    """All questions: with marks, the same without, slips, and those of the other tables."""
    found: list[Judged] = []
    for title, marked, slip in _table("deeds.tsv"):
        relevant = frozenset(n for n, text in enumerate(texts) if text.title.startswith(title))
        found.append(Judged(marked, "marks", relevant))
        found.append(Judged(bare(marked), "bare", relevant, len(found) - 1))
        found.append(Judged(slip, "slip", relevant))
    for kind, number, _, asked in _table("documents.tsv"):
        relevant = frozenset(n for n, t in enumerate(texts) if t.title == f"{kind} {number}")
        found += [Judged(q, "number", relevant) for q in asked.split("|")]
    for sort, q, titles in _table("others.tsv"):
        wanted = set(titles.split("|"))
        first = frozenset(
            n
            for n, text in enumerate(texts)
            if text.title in wanted
            or text.title.partition(" ở xã ")[0] in wanted
            or text.title.partition(" ở phường ")[0] in wanted
        )
        found.append(Judged(q, sort if sort != "marks" else "minimal", first))
    return found


def bare(text: str) -> str:
    """Text as it is typed by people who type no marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def measure(
    questions: Sequence[Judged], ask: Callable[[str], Sequence[int]]
) -> dict[str, tuple[int, float, float, float]]:
    """Sort of question → (how many, nDCG@10, recall@10, MRR); `ask` gives numbers of texts."""
    rows: dict[str, list[tuple[float, float, float]]] = {}
    for question in questions:
        hits = list(ask(question.q))[:TOP]
        good = [number in question.relevant for number in hits]
        ideal = sum(1 / math.log2(at + 2) for at in range(min(TOP, len(question.relevant))))
        gain = sum(1 / math.log2(at + 2) for at, is_good in enumerate(good) if is_good)
        recall = sum(good) / min(TOP, len(question.relevant))
        first = next((1 / (at + 1) for at, is_good in enumerate(good) if is_good), 0.0)
        row = (gain / ideal, recall, first)
        rows.setdefault(question.sort, []).append(row)
        rows.setdefault("all", []).append(row)
    return {
        sort: (len(found), *(sum(column) / len(found) for column in zip(*found, strict=True)))  # type: ignore[misc]  # three
        for sort, found in rows.items()
    }


def _body(dice: random.Random, deed: str, place: str) -> str:
    said = dice.sample(_SAID, 3)
    who = dice.choice(_PEOPLE)
    more = f"{who} ở {_inside(place)} kể về việc này. " if deed else ""
    return f"{more}{' '.join(said)}"


def _inside(place: str) -> str:
    return place[:1].lower() + place[1:]


def _table(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [re.split("\t", line) for line in lines if line and not line.startswith("#")]
