"""A second maker of nominations with known duplicates, written from the recipe alone.

It was written without sight of `duplicates_corpus` and of the matching, with names, bodies,
deeds and slips of its own, as a stranger would; several tastes, for strangers differ. Nobody
learns on HELD: it is there to show what an unknown list would be given. Shares as the recipe
says: of second tellings, marks dropped 30%, tone placement 25%, slips 22%, titles 35%, commune
across the merger 45%, year missing 25% or more or off by one 7%, deed told anew 30%.

    python benchmarks/duplicates_strange.py held 200000 7 rows.csv truth.csv mergers.csv
"""

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks import duplicates_strange_words as words  # noqa: E402  # after the path is set
from benchmarks.duplicates_corpus import Corpus, Row, _mergers, bare  # noqa: E402

TEXTS = ("name", "commune", "organisation", "achievement")
_LETTERS = "abcdeghiklmnopqrstuvxy"
#: Of all people first told of, the part told again, and of those the part told a third time.
_TOLD_AGAIN, _TOLD_THRICE = 0.125, 0.18
_PAIRS = 21_106 / 200_000
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_PLACED = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ùy", "uỳ"),
           ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"), ("òe", "oè"), ("óe", "oé"),
           ("ỏe", "oẻ"), ("ọe", "oẹ")]  # fmt: skip
_OTHER_PLACE = {one: other for pair in _PLACED for one, other in (pair, pair[::-1])}


@dataclass(frozen=True)
class Taste:
    """What one stranger would do otherwise than another."""

    kinds: tuple[str, str] = ("person", "collective")
    year_missing: float = 0.05  # of first tellings
    year_missing_again: float = 0.25
    organisation: str = "mixed"  # or committee: all name the one of their commune
    deed: str = "medium"  # short, long
    templates: int = 99  # deeds in use
    facts: str = "rich"  # or poor: few figures and places, so that deeds of many read alike
    anew: str = "template"  # or apart: other words and figures; or other: another deed
    slips: str = "name"  # or any field
    unmarked: str = "row"  # name; or each field by itself
    commune: str = "Xã"  # as named; bare; full, with the district; mixed
    invented: bool = False  # communes of no province
    namesakes: float = 0.03
    untidy: bool = False  # first tellings have slips too
    names: int = 99  # middle and given names in use
    places: int = 999  # communes


SHORT = Taste(
    ("cá nhân", "tập thể"), 0.35, 0.5, "committee", "short", slips="any", unmarked="each",
    commune="bare",
)  # fmt: skip
FEW = Taste(
    templates=9, facts="poor", anew="apart", commune="mixed", namesakes=0.06, untidy=True,
    unmarked="name",
)  # fmt: skip
HELD = Taste(
    ("Cá nhân", "Tập thể"), 0.15, deed="long", templates=16, anew="apart", invented=True,
    commune="full", slips="any", untidy=True, namesakes=0.05,
)  # fmt: skip
TASTES = {
    "plain": Taste(),
    "short": SHORT,
    "poor": Taste(facts="poor", anew="other", names=25, places=60, year_missing=0.1),
    "few": FEW,
    "held": HELD,
}


def any_taste(seed: int) -> Taste:
    """One to learn on: never long deeds, invented communes or the writing of HELD."""
    pick = random.Random(seed).choice
    return Taste(
        year_missing=pick((0.0, 0.1, 0.3, 0.5)),
        year_missing_again=pick((0.25, 0.25, 0.5)),
        organisation=pick(("mixed", "mixed", "committee")),
        deed=pick(("short", "medium", "medium")),
        templates=pick((9, 14, 24, 24)),
        anew=pick(("template", "apart", "other")),
        slips=pick(("name", "any")),
        unmarked=pick(("row", "name", "each")),
        commune=pick(("Xã", "bare", "mixed")),
        facts=pick(("rich", "rich", "poor")),
        names=pick((20, 40, 99)),
        places=pick((20, 60, 60, 150)),
        namesakes=pick((0.01, 0.03, 0.06)),
        untidy=pick((True, True, False, False, False)),
    )


@dataclass
class Told:
    """A person or collective and its deed, of which rows tell. Texts in pairs are (long, short)."""

    is_person: bool
    name: tuple[str, str]
    year: int
    year_known: bool
    place: tuple[str, list[str]]
    new: str
    is_old: bool
    organisation: tuple[str, str]
    deeds: tuple[int, int]
    facts: tuple[dict[str, Any], dict[str, Any]]
    way: int
    opener: str
    tails: list[str]


class Strange(Corpus):
    """The rows of one seed and taste; `truth` and `mergers` beside them, as in Corpus."""

    def __init__(self, count: int, seed: int, taste: Taste) -> None:
        self.taste, self.dice = taste, random.Random(seed)
        known: dict[str, list[str]] = {}
        for old, new in _mergers():
            known.setdefault(old, []).append(new)
        self.places = _invented(random.Random(5)) if taste.invented else list(known.items())
        random.Random(4).shuffle(self.places)
        self.places = self.places[: taste.places]
        self.mergers = [(old, new) for old, news in self.places for new in news]
        self.weights = [random.Random(at).paretovariate(1.5) for at in range(len(self.places))]
        self.deeds = list(words.DEEDS)
        random.Random(3).shuffle(self.deeds)
        self.deeds = self.deeds[: taste.templates]
        self.rows: list[Row] = []
        self.truth: list[tuple[str, str]] = []
        self._fill(count)

    def _fill(self, count: int) -> None:
        told: list[tuple[int, Row]] = []
        who, pairs = 0, 0.0
        while len(told) < count:
            one = self._one()
            size = 1
            if pairs < count * _PAIRS and self.dice.random() < _TOLD_AGAIN:
                size = min(count - len(told), 3 if self.dice.random() < _TOLD_THRICE else 2)
                pairs += size * (size - 1) / 2
            first = self._row(one)
            told.append((who, self._miswritten(first, 0.3) if self.taste.untidy else first))
            told.extend((who, self._again_of(one)) for _ in range(size - 1))
            who += 1
            if one.is_person and self.dice.random() < self.taste.namesakes and len(told) < count:
                told.append((who, self._row(self._namesake(one))))
                who += 1
        self.dice.shuffle(told)
        groups: dict[int, list[str]] = {}
        for at, (who, row) in enumerate(told):
            self.rows.append(replace(row, id=f"r{at}"))
            groups.setdefault(who, []).append(f"r{at}")
        for ids in groups.values():
            self.truth += combinations(sorted(ids), 2)

    def _namesake(self, one: Told) -> Told:
        other = self._one(is_person=True)
        other = replace(other, name=one.name, place=one.place, is_old=one.is_old, new=one.new)
        return other if self.dice.random() < 0.5 else replace(other, organisation=one.organisation)

    def _one(self, *, is_person: bool | None = None) -> Told:
        dice, taste = self.dice, self.taste
        place = dice.choices(self.places, self.weights)[0]
        is_person = dice.random() < 0.8 if is_person is None else is_person
        return Told(
            is_person,
            (self._person(),) * 2 if is_person else self._body(place[0]),
            dice.randint(1940, 2008) if is_person else 0,
            dice.random() >= taste.year_missing,
            place,
            dice.choice(place[1]),
            dice.random() < 0.8,
            self._organisation(place[0]),
            (dice.randrange(len(self.deeds)), dice.randrange(len(self.deeds))),
            (self._facts(), self._facts()),
            dice.randrange(3),
            dice.choice(words.OPENERS),
            [dice.choice(words.TAILS) for _ in range(dice.choice((0, 0, 1, 1, 2)))],
        )

    def _person(self) -> str:
        dice, most = self.dice, self.taste.names
        surname = dice.choices(list(words.SURNAMES), list(words.SURNAMES.values()))[0]
        is_man = dice.random() < 0.55
        middle = dice.choice((words.MIDDLES_M if is_man else words.MIDDLES_F)[:most])
        given = dice.choice((words.GIVENS_M if is_man else words.GIVENS_F)[:most])
        if " " in surname or surname in words.LONE_SURNAMES:
            middle = "" if dice.random() < 0.6 else middle
        elif dice.random() < 0.05:
            middle = ""
        return " ".join(f"{surname} {middle} {given}".replace("_", " ").split())

    def _body(self, commune: str) -> tuple[str, str]:
        dice = self.dice
        slots = {
            "w": dice.choice(words.WORKS), "h": self._hamlet(), "p": _short_name(commune),
            "n": dice.randint(1, 20),
            "b": f"{dice.choice(words.BRANDS_A)} {dice.choice(words.BRANDS_B)}",
        }  # fmt: skip
        long, short = dice.choice(words.COLLECTIVES)
        if "{w}" in long and dice.random() < 0.8:
            long, short = f"{long} {{h}}", f"{short} {{h}}"
        return long.format(**slots), short.format(**slots)

    def _hamlet(self) -> str:
        return f"{self.dice.choice(words.HAMLETS_A)} {self.dice.choice(words.HAMLETS_B)}"

    def _organisation(self, commune: str) -> tuple[str, str]:
        where = commune[0].lower() + commune[1:]
        if self.taste.organisation == "committee":
            return f"Ủy ban nhân dân {where}", f"UBND {where}"
        if self.dice.random() < 0.25:
            return self.dice.choice(words.HIGH_BODIES)
        long, short = self.dice.choice(words.BODIES)
        if long.startswith(("Trường", "Trạm", "Hợp", "Quỹ")):
            where = _short_name(commune)
        return f"{long} {where}", f"{short} {where}"

    def _facts(self) -> dict[str, Any]:
        dice = self.dice
        many = (dice.randint(20, 99), dice.randint(10, 80) * 10, dice.randint(3, 50) * 100)
        year = dice.randint(2008, 2024)
        facts: dict[str, Any] = {
            "n": dice.choice((*many, dice.randint(101, 999))), "k": dice.randint(2, 60),
            "m": dice.randint(4, 90) * 10, "y": year, "y2": year + dice.randint(1, 5),
            "crop": dice.choice(words.CROPS), "animal": dice.choice(words.ANIMALS),
            "craft": dice.choice(words.CRAFTS), "machine": dice.choice(words.MACHINES),
            "prize": dice.choice(words.PRIZES), "contest": dice.choice(words.CONTESTS),
            "boat": f"NT-{dice.randint(90000, 99999)}-TS",
            "place": dice.choice(words.PLACES).format(h=self._hamlet(), n=dice.randint(1, 12)),
        }  # fmt: skip
        if self.taste.facts == "poor":
            facts |= {name: dice.choice(few) for name, few in words.POOR.items()}
        return {k: v.replace("_", " ") if isinstance(v, str) else v for k, v in facts.items()}

    def _tell(self, one: Told, way: int, *, is_anew: bool = False) -> str:
        dice, taste = self.dice, self.taste
        deed, facts = self.deeds[one.deeds[0]], one.facts[0]
        if is_anew and taste.anew == "apart" and dice.random() < 0.5:
            facts = facts | {"place": "địa phương", "n": "nhiều", "k": "nhiều", "m": "hàng trăm"}
        if is_anew and taste.anew == "other":
            deed = dice.choice(self.deeds)
        text = deed[way % len(deed)].format(**facts)
        if taste.deed != "short":
            text = f"{dice.choice(words.OPENERS) if is_anew else one.opener} {text}".strip()
            if taste.deed == "long":
                second = self.deeds[one.deeds[1]]
                text += "; " + second[(way + 1) % len(second)].format(**one.facts[1])
            tails = [dice.choice(words.TAILS) for _ in one.tails] if is_anew else one.tails
            text += "".join(", " + tail.format(**one.facts[0]) for tail in tails)
        return text[:1].upper() + text[1:]

    def _row(self, one: Told) -> Row:
        kind = self.taste.kinds[not one.is_person]
        year = one.year if one.year_known else 0
        commune = self._commune(one.place[0] if one.is_old else one.new)
        told = self._tell(one, one.way)
        return Row("", kind, one.name[0], year, commune, one.organisation[0], told)

    def _again_of(self, one: Told) -> Row:
        dice, taste = self.dice, self.taste
        row = replace(self._row(one), birth_year=one.year)
        if one.year:
            chance = dice.random()
            if chance < taste.year_missing_again:
                row = replace(row, birth_year=0)
            elif chance < taste.year_missing_again + 0.07:
                row = replace(row, birth_year=one.year + dice.choice((-1, 1)))
        if dice.random() < 0.45:
            row = replace(row, commune=self._commune(one.new if one.is_old else one.place[0]))
        if dice.random() < 0.2:
            row = replace(row, organisation="")
        elif dice.random() < 0.35:
            row = replace(row, organisation=one.organisation[1])
        if dice.random() < 0.30:
            told = self._tell(one, one.way + dice.choice((1, 2)), is_anew=True)
            row = replace(row, achievement=told)
        if not one.is_person and dice.random() < 0.4:
            row = replace(row, name=one.name[1])
        if one.is_person and dice.random() < 0.35:
            row = replace(row, name=f"{dice.choice(words.TITLES)} {row.name}")
        return self._miswritten(row, 1.0)

    def _miswritten(self, row: Row, strength: float = 1.0) -> Row:
        dice, taste = self.dice, self.taste
        if dice.random() < 0.25 * strength:
            row = _changed(row, TEXTS, _tone_elsewhere)
        if dice.random() < 0.22 * strength:
            field = "name" if taste.slips == "name" else dice.choice(("name", *TEXTS))
            row = _changed(row, (field,), self._typo)
        if dice.random() < 0.30 * strength:
            fields = ("name",) if taste.unmarked == "name" else TEXTS
            chance = 0.6 if taste.unmarked == "each" else 1
            row = _changed(row, [each for each in fields if dice.random() < chance], bare)
        if dice.random() < 0.15 * strength:
            row = _changed(row, ("name",), str.upper if dice.random() < 0.7 else str.lower)
        if dice.random() < 0.05 * strength:
            row = _changed(row, TEXTS, lambda text: unicodedata.normalize("NFD", text))
        return row

    def _commune(self, name: str) -> str:
        dice = self.dice
        style = self.taste.commune
        if style == "mixed":
            style = dice.choice(("Xã", "bare", "full", "lower"))
        short = _short_name(name)
        kind = name.removesuffix(short).strip()
        if style == "bare":
            return short
        if style == "lower":
            sign = {"Xã": "X.", "Phường": "P.", "Thị trấn": "TT."}.get(kind, kind)
            return dice.choice((f"{kind.lower()} {short}", f"{sign} {short}"))
        if style == "full" and dice.random() < 0.5:
            return f"{name}, {dice.choice(words.DISTRICTS)}"
        return name

    def _typo(self, text: str) -> str:
        dice = self.dice
        if len(text) < 4:
            return text
        way = dice.randrange(5)
        at = dice.randrange(1, len(text) - 1)
        if way == 0:
            return self._keys(text)
        if way == 1:
            return text[:at] + dice.choice(_LETTERS) + text[at:]
        if way == 2:
            return text[:at] + text[at + 1 :]
        if way == 3:
            return text[:at] + dice.choice(_LETTERS) + text[at + 1 :]
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _keys(self, text: str) -> str:
        """One word left as its keys were typed: Nguyễn as Nguyeenx."""
        parts = text.split(" ")
        marked = [at for at, part in enumerate(parts) if bare(part) != part]
        if not marked:
            return text
        at = self.dice.choice(marked)
        keys = tone = ""
        for letter in unicodedata.normalize("NFD", parts[at].replace("đ", "dd")):
            tone = _TONES.get(letter, tone)
            if letter == "\u0302":
                keys += keys[-1].lower()
            elif letter in "\u0306\u031b":
                keys += "w"
            elif letter not in _TONES:
                keys += letter
        parts[at] = keys + tone
        return " ".join(parts)


def _invented(dice: random.Random) -> list[tuple[str, list[str]]]:
    names = sorted(f"{a} {b}" for a in words.COMMUNES_A for b in words.COMMUNES_B if a != b)
    dice.shuffle(names)
    found: list[tuple[str, list[str]]] = []
    for new in names[300:370]:
        for _ in range(dice.choice((2, 3, 3, 4))):
            kind = dice.choice(("Xã", "Xã", "Xã", "Phường", "Thị trấn"))
            found.append((f"{kind} {names[len(found)]}", [f"Xã {new}"]))
    return found


def _short_name(commune: str) -> str:
    for kind in ("Thị trấn ", "Đặc khu ", "Phường ", "Xã "):
        if commune.startswith(kind):
            return commune.removeprefix(kind)
    return commune


def _changed(row: Row, fields: Iterable[str], change: Callable[[str], str]) -> Row:
    return replace(row, **{field: change(getattr(row, field)) for field in fields})


def _tone_elsewhere(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    return re.sub("|".join(_OTHER_PLACE), lambda found: _OTHER_PLACE[found[0]], plain)


def main(arguments: list[str]) -> None:
    """Write a collection: taste, count, seed, and three paths."""
    corpus = Strange(int(arguments[1]), int(arguments[2]), TASTES[arguments[0]])
    corpus.write(*(Path(each) for each in arguments[3:6]))
    print(f"{len(corpus.rows)} rows, {len(corpus.truth)} true pairs")


if __name__ == "__main__":
    main(sys.argv[1:])
