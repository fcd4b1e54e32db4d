"""Nominations with known duplicates, after the recipe of PERFORMANCE §4; same seed, same file.

80% persons, 38% of them Nguyễn; about 21,106 true pairs in 200,000 rows. Of the second tellings:
marks dropped 30%, tone placement, capitals, typing errors 22%, titles, abbreviations, commune
written by its name across the merger 45%, organisation missing, birth year missing 25% or off by
one 7%, deed told anew 30%. Communes and mergers are Khánh Hòa's of 1/7/2025. Each seed draws a
vocabulary of its own (how many names, organisations, ways to tell), so that weights learned on
some seeds meet other words on the next.

    python benchmarks/duplicates_corpus.py 200000 7 rows.csv truth.csv mergers.csv
"""

import csv
import random
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks import duplicates_words as words  # noqa: E402  # after the path is set

FIELDS = ("id", "kind", "name", "birth_year", "commune", "organisation", "achievement")
_PLACES = ROOT / "src" / "lantoa" / "places" / "data"
#: Of all people first told of, the part told again once or twice: 21,106 pairs in 200,000 rows.
_TOLD_TWICE, _TOLD_THRICE = 0.088, 0.0085
_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the file; `birth_year` 0 when it is not told."""

    id: str
    kind: str
    name: str
    birth_year: int
    commune: str
    organisation: str
    achievement: str


@dataclass(frozen=True)
class Deed:
    """What was done, to be told in several ways."""

    subject: int  # -1: one that says little
    way: int
    slots: tuple[tuple[str, str], ...]


class Corpus:
    """The rows of one seed; `truth` and `mergers` beside them."""

    def __init__(self, count: int, seed: int, communes: int = 0) -> None:
        """`communes`: of so many of today's communes only, for a smaller list as crowded."""
        self.dice = random.Random(seed)
        self.mergers = _mergers()
        self.old_of: dict[str, list[str]] = {}
        self.new_of: dict[str, list[str]] = {}
        for old, new in self.mergers:
            self.old_of.setdefault(new, []).append(old)
            self.new_of.setdefault(old, []).append(new)
        self.news = sorted({new for _, new in self.mergers})
        self.news = self.dice.sample(self.news, communes or len(self.news))
        self._vocabulary()
        self.rows: list[Row] = []
        self.truth: list[tuple[str, str]] = []
        self._fill(count)

    def _vocabulary(self) -> None:
        dice = self.dice
        others = words.SURNAMES[1 : dice.randint(24, len(words.SURNAMES))]
        self.surnames = ["Nguyễn", *others]
        rest = [1 / (rank + 2.2) for rank in range(len(others))]
        scale = 0.62 / sum(rest)
        self.surname_weights = list(accumulate([0.38, *(scale * one for one in rest)]))
        self.given_m = dice.sample(words.GIVEN_M, dice.randint(30, 70))
        self.given_f = dice.sample(words.GIVEN_F, dice.randint(30, 70))
        self.given_bend = dice.uniform(0.0, 0.6)
        self.common_middle = dice.uniform(0.4, 0.8)
        self.places = [
            " ".join(dice.sample(words.SYLLABLES, 2)).title() for _ in range(dice.randint(60, 900))
        ]
        self.goods = dice.sample(words.GOODS, dice.randint(18, len(words.GOODS)))
        self.subjects = dice.sample(range(len(words.DEEDS)), dice.randint(11, len(words.DEEDS)))
        self.organisations = dice.sample(words.ORGANISATIONS, dice.randint(12, 26))
        self.collectives = dice.sample(words.COLLECTIVES, dice.randint(12, 21))
        self.filler = dice.uniform(0.0, 0.7)
        self.plain = dice.uniform(0.2, 0.9)
        self.movements = dice.sample(words.MOVEMENTS, dice.randint(10, len(words.MOVEMENTS)))
        #: How a deed is told anew: other sentence, other words in the same one, shortened, the
        #: same with other figures, another side of the person.
        self.anew = [dice.uniform(0.1, 0.7) for _ in range(5)]
        self.typo_places = [1.0, dice.uniform(0.0, 0.5), dice.uniform(0.0, 0.4)]

    def _fill(self, count: int) -> None:
        groups: list[list[Row]] = []
        total = 0
        while total < count:
            first, deed = self._first()
            chance = self.dice.random()
            again = 2 if chance < _TOLD_THRICE else 1 if chance < _TOLD_THRICE + _TOLD_TWICE else 0
            group = [first, *(self._again(first, deed) for _ in range(again))]
            groups.append(group[: count - total])
            total += len(groups[-1])
        places = list(range(total))
        self.dice.shuffle(places)
        rows: list[Row | None] = [None] * total
        at = 0
        for group in groups:
            ids = []
            for row in group:
                ids.append(f"R{places[at]:07d}")
                rows[places[at]] = replace(row, id=ids[-1])
                at += 1
            self.truth += combinations(sorted(ids), 2)
        self.rows = [row for row in rows if row is not None]

    def _first(self) -> tuple[Row, Deed]:
        dice = self.dice
        new = dice.choice(self.news)
        commune = dice.choice(self.old_of[new]) if dice.random() < 0.6 else new
        deed = self._deed()
        told = self._told(deed)
        if dice.random() < 0.8:
            name, year, kind = self._person(), self._year(), "person"
            organisation = self._worded(dice.choice(self.organisations), commune)
            organisation = organisation if dice.random() < 0.85 else ""
        else:
            kind, year = "collective", 0
            name = self._worded(dice.choice(self.collectives), commune)
            organisation = f"Ủy ban nhân dân {commune}" if dice.random() < 0.5 else ""
        return Row("", kind, name, year, commune, organisation, told), deed

    def _deed(self) -> Deed:
        dice = self.dice
        subject = -1 if dice.random() < self.plain else dice.choice(self.subjects)
        return Deed(subject, dice.randrange(len(_ways(subject))), self._slots())

    def _person(self) -> str:
        dice = self.dice
        is_man = dice.random() < 0.5
        surname = dice.choices(self.surnames, cum_weights=self.surname_weights)[0]
        given = self._given(self.given_m if is_man else self.given_f)
        middle = "Văn" if is_man else "Thị"
        if dice.random() > self.common_middle:
            middle = dice.choice(words.MIDDLES_M if is_man else words.MIDDLES_F)
        if dice.random() < 0.12:
            middle = f"{middle} {self._given(self.given_m if is_man else self.given_f)}"
        return f"{surname.replace('_', ' ')} {middle} {given}"

    def _given(self, names: list[str]) -> str:
        return names[int(len(names) * self.dice.random() ** (1 + self.given_bend))]

    def _year(self) -> int:
        return min(2009, max(1935, round(self.dice.gauss(1974, 13))))

    def _slots(self) -> tuple[tuple[str, str], ...]:
        dice = self.dice
        return (
            ("n", str(dice.choice((dice.randint(10, 99), dice.randrange(100, 1500, 10))))),
            ("m", str(dice.randrange(10, 900, 5))),
            ("k", str(dice.randint(2, 30))),
            ("t", str(dice.randint(3, 40))),
            ("y", str(dice.randint(2015, 2025))),
            ("s", dice.choice(self.places)),
            ("g", dice.choice(self.goods)),
            ("p", dice.choice(self.movements)),
        )

    def _worded(self, pattern: str, commune: str) -> str:
        slots = {"c": commune[0].lower() + commune[1:], **dict(self._slots())}
        slots["g"] = slots["g"].capitalize()
        slots["n"] = str(self.dice.randint(1, 14))
        return pattern.format(**slots)

    def _told(self, deed: Deed) -> str:
        text = _ways(deed.subject)[deed.way].format(**dict(deed.slots))
        if self.dice.random() < self.filler:
            text += ", " + self.dice.choice(words.FILLERS)
        return text

    def _again(self, row: Row, deed: Deed) -> Row:
        dice = self.dice
        year = row.birth_year
        chance = dice.random()
        if year and chance < 0.32:
            year = 0 if chance < 0.25 else year + dice.choice((-1, 1))
        row = replace(row, birth_year=year)
        if dice.random() < 0.30:
            row = replace(row, achievement=self._anew(row.achievement, deed))
        if dice.random() < 0.45:
            row = replace(row, commune=self._across(row.commune))
        if dice.random() < 0.25:
            row = replace(row, organisation="")
        if dice.random() < 0.02:
            row = replace(row, **{dice.choice(("commune", "achievement", "kind")): ""})
        return self._miswritten(row)

    def _anew(self, text: str, deed: Deed) -> str:
        way = self.dice.choices(range(5), self.anew)[0]
        if way == 0:
            others = [n for n in range(len(_ways(deed.subject))) if n != deed.way]
            return self._told(replace(deed, way=self.dice.choice(others)))
        if way == 3:
            return self._told(replace(deed, slots=self._slots()))
        if way == 4:
            return self._told(self._deed())
        parts = text.split()
        if way == 1:
            return " ".join(
                words.SYNONYMS.get(part, part) for part in parts if self.dice.random() > 0.12
            )
        begin = self.dice.randint(0, max(0, len(parts) // 3))
        return " ".join(parts[begin : begin + max(4, len(parts) * 2 // 3)])

    def _across(self, commune: str) -> str:
        if commune in self.new_of:
            return self.dice.choice(self.new_of[commune])
        return self.dice.choice(self.old_of.get(commune, [commune]))

    def _miswritten(self, row: Row) -> Row:
        dice = self.dice
        for chance in (0.22, 0.04):
            if dice.random() < chance:
                field = dice.choices(("name", "achievement", "commune"), self.typo_places)[0]
                row = replace(row, **{field: self._slip(getattr(row, field))})
        if row.kind == "person" and dice.random() < 0.3:
            row = replace(row, name=f"{dice.choice(words.TITLES)} {row.name}")
        if dice.random() < 0.4:
            row = replace(
                row,
                name=_shortened(row.name) if row.kind != "person" else row.name,
                organisation=_shortened(row.organisation),
                commune=_short_commune(row.commune, dice),
            )
        if row.kind == "person" and dice.random() < 0.03:
            row = replace(row, name=row.name.replace("Nguyễn", "Ng.").replace(" Thị ", " T. "))
        if dice.random() < 0.4:
            row = _each(row, _other_tone_place)
        if dice.random() < 0.15:
            row = replace(row, name=row.name.upper())
        if dice.random() < 0.30:
            row = _each(row, bare)
        elif dice.random() < 0.05:
            row = _each(row, lambda text: unicodedata.normalize("NFD", text))
        return row

    def _slip(self, text: str) -> str:
        dice = self.dice
        places = [at for at, letter in enumerate(text) if letter.isalpha() and at]
        if len(places) < 3:
            return text
        at = dice.choice(places)
        way = dice.randrange(4)
        if way == 0:
            return text[:at] + text[at + 1 :]
        if way == 1:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        near = _NEIGHBOURS.get(bare(text[at]).lower(), "e")
        if way == 2:
            return text[:at] + dice.choice(near) + text[at + 1 :]
        return text[:at] + text[at] + text[at:]

    def write(self, rows: Path, truth: Path, mergers: Path) -> None:
        """The three files, UTF-8."""
        _write(rows, FIELDS, ([*_values(row)] for row in self.rows))
        _write(truth, ("id_1", "id_2"), self.truth)
        _write(mergers, ("old", "new"), self.mergers)


def _ways(subject: int) -> list[str]:
    return words.DEEDS[subject] if subject >= 0 else words.PLAIN


def bare(text: str) -> str:
    """Without marks, as people type who have no Vietnamese keyboard."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _values(row: Row) -> Iterator[str]:
    for name, value in asdict(row).items():
        yield "" if name == "birth_year" and not value else str(value)


def _each(row: Row, change: "Callable[[str], str]") -> Row:
    return replace(
        row,
        name=change(row.name),
        commune=change(row.commune),
        organisation=change(row.organisation),
        achievement=change(row.achievement),
    )


def _other_tone_place(text: str) -> str:
    for one, other in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("úy", "uý"), ("ỏe", "oẻ")):
        text = text.replace(one, other)
    return text.replace("Mỹ", "Mĩ").replace("Lý", "Lí").replace("Quý", "Quí")


def _shortened(text: str) -> str:
    for long, short in words.ABBREVIATIONS.items():
        text = text.replace(long, short)
    return text


def _short_commune(commune: str, dice: random.Random) -> str:
    kinds = {"Phường": ("P.", "P. ", ""), "Xã": ("X.", "xã ", ""), "Thị trấn": ("TT.", "TT ", "")}
    for kind, shorts in kinds.items():
        if commune.startswith(kind + " "):
            return dice.choice(shorts) + commune[len(kind) + 1 :]
    return commune


def _mergers() -> list[tuple[str, str]]:
    """(old, new) names of Khánh Hòa's communes."""
    names = {line["code"]: line["name"] for line in _read(_PLACES / "khanh_hoa_communes.csv")}
    return [
        (line["name"], names[code])
        for line in _read(_PLACES / "khanh_hoa_former_communes.csv")
        for code in line["became"].split()
        if code in names
    ]


def _read(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Write a collection: count, seed, and three paths."""
    corpus = Corpus(int(arguments[0]), int(arguments[1]))
    corpus.write(*(Path(each) for each in arguments[2:5]))
    print(f"{len(corpus.rows)} rows, {len(corpus.truth)} true pairs")


if __name__ == "__main__":
    main(sys.argv[1:])
