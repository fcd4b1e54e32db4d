"""A strange corpus by the recipe of the duplicates budget: written without sight of the first generator."""

import argparse
import csv
import random
import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]

from benchmarks import duplicates_strange_words as W

HERE = ROOT / "src/lantoa/places/data"


@dataclass(frozen=True)
class Taste:
    kinds: tuple = ("person", "collective")
    base_year_missing: float = 0.05
    dup_year_missing: float = 0.25
    org: str = "mixed"            # mixed | committee
    deed: str = "medium"          # short | medium | long
    templates: int = 99           # how many of the deeds are used
    rewrite: str = "template"     # template | apart
    typo_field: str = "name"      # name | any
    fold: str = "row"             # row | name | each
    commune: str = "Xã"           # Xã | bare | full | mixed
    invented: bool = False        # communes invented
    namesakes: float = 0.03
    noisy_base: bool = False      # first record perturbed too (light)
    facts: str = "rich"           # rich | poor: few numbers and places, so that deeds of different people read alike
    names: int = 99               # how many middle and given names are in use
    places: int = 999             # how many communes


TASTES = {
    "plain": Taste(),
    "short": Taste(kinds=("cá nhân", "tập thể"), base_year_missing=0.35, dup_year_missing=0.5, org="committee",
                   deed="short", typo_field="any", fold="each", commune="bare"),
    "poor": Taste(facts="poor", rewrite="other", names=25, places=60, base_year_missing=0.1),
    "few": Taste(templates=9, facts="poor", rewrite="apart", commune="mixed", namesakes=0.06, noisy_base=True, fold="name"),
    "held": Taste(kinds=("Cá nhân", "Tập thể"), deed="long", templates=16, rewrite="apart", invented=True, base_year_missing=0.15,
                  commune="full", typo_field="any", fold="row", noisy_base=True, namesakes=0.05),
}


def communes():
    """(old name, kind, district) -> new names of the real table."""
    def rows(name):
        lines = [l for l in (HERE / name).read_text().splitlines() if not l.startswith("#")]
        return list(csv.DictReader(lines))
    new = {r["code"]: r["name"] for r in rows("khanh_hoa_communes.csv")}
    return [(r["name"], [new[c] for c in r["became"].split()]) for r in rows("khanh_hoa_former_communes.csv")]


def invented(rng):
    a = "Đông Tây Nam Bắc Hưng Yên Cẩm Quế Thạch Đại Trung Hồng Ngọc Lộc Đức Sơn Thanh Tam Nghi Diễn".split()
    b = "Phong Lĩnh Trạch Xá Kỳ Châu Lương Quang Hồ Khê Mỹ Lạc Thịnh Yên Thủy Hợp Đồng Trường Lập Vân".split()
    names = list({f"{x} {y}" for x in a for y in b if x != y})
    names.sort(); rng.shuffle(names)
    out, i = [], 0
    news = names[300:370]
    for n in news:
        for _ in range(rng.choice((2, 3, 3, 4))):
            out.append((rng.choice(("Xã", "Xã", "Xã", "Phường", "Thị trấn")) + " " + names[i], ["Xã " + n])); i += 1
    return out


DISTRICTS = ("huyện Ninh Phước", "huyện Ninh Hải", "thành phố Nha Trang", "huyện Diên Khánh", "TX Ninh Hòa", "huyện Thuận Nam")


def pick(rng, weights):
    return rng.choices(list(weights), list(weights.values()))[0]


def person_name(rng, n=99):
    s = pick(rng, W.SURNAMES)
    if rng.random() < 0.55:
        m, g = rng.choice(W.MIDDLES_M[:n]), rng.choice(W.GIVENS_M[:n])
    else:
        m, g = rng.choice(W.MIDDLES_F[:n]), rng.choice(W.GIVENS_F[:n])
    m = m.replace("_", " ")
    if " " in s or s in ("Chamaléa", "Katơr", "Pinăng", "Mấu"):
        m = "" if rng.random() < 0.6 else m
    elif rng.random() < 0.05:
        m = ""
    return " ".join(x for x in (s, m, g) if x)


def fill(rng, text, facts):
    return text.format(**facts)


class Maker:
    def __init__(self, taste, seed):
        self.t, self.rng = taste, random.Random(seed)
        self.places = invented(random.Random(5)) if taste.invented else communes()
        random.Random(4).shuffle(self.places)
        self.places = self.places[: taste.places]
        self.weights = [random.Random(i).paretovariate(1.5) for i in range(len(self.places))]
        deeds = list(W.DEEDS)
        random.Random(3).shuffle(deeds)
        self.deeds = deeds[: taste.templates]

    def hamlet(self):
        return f"{self.rng.choice(W.HAMLETS_A)} {self.rng.choice(W.HAMLETS_B)}"

    def facts(self):
        r = self.rng
        y = r.randint(2008, 2024)
        f = {"n": r.choice((r.randint(20, 99), r.randint(10, 80) * 10, r.randint(3, 50) * 100, r.randint(101, 999))),
             "k": r.randint(2, 60), "m": r.randint(4, 90) * 10, "y": y, "y2": y + r.randint(1, 5),
             "crop": r.choice(W.CROPS), "animal": r.choice(W.ANIMALS), "craft": r.choice(W.CRAFTS),
             "machine": r.choice(W.MACHINES), "prize": r.choice(W.PRIZES), "contest": r.choice(W.CONTESTS),
             "boat": f"NT-{r.randint(90000, 99999)}-TS"}
        f = {k: v.replace("_", " ") if isinstance(v, str) else v for k, v in f.items()}
        if self.t.facts == "poor":
            f.update(n=r.choice((50, 100, 200, 500)), k=r.choice((2, 3, 5, 10)), m=r.choice((50, 100, 200)), y=2020, y2=2025, boat="cá")
            f["place"] = r.choice(("địa phương", "thôn", "xã nhà", "khu dân cư", "vùng sâu"))
            return f
        f["place"] = r.choice(W.PLACES_OF).format(h=self.hamlet(), n=r.randint(1, 12))
        return f

    def say(self, e, way, rewritten=False):
        """The sentence(s) of a deed: `way` picks the wording."""
        r, t = self.rng, self.t
        d = self.deeds[e["deed"]]
        facts = e["facts"]
        if rewritten and t.rewrite == "apart" and r.random() < 0.5:
            facts = facts | {"place": "địa phương", "n": "nhiều", "k": "nhiều", "m": "hàng trăm"}
        if rewritten and t.rewrite == "other":
            d = r.choice(self.deeds)
        core = d[way % len(d)].format(**facts)
        if t.deed == "short":
            return core[:1].upper() + core[1:]
        op = r.choice(W.OPENERS) if rewritten else e["opener"]
        tails = [r.choice(W.TAILS) for _ in e["tails"]] if rewritten else e["tails"]
        text = f"{op} {core}".strip()
        if t.deed == "long":
            d2 = self.deeds[e["deed2"]]
            text += "; " + d2[(way + 1) % len(d2)].format(**e["facts2"])
        text += "".join(", " + x.format(**e["facts"]) for x in tails)
        return text[:1].upper() + text[1:]

    def organisation(self, place):
        r = self.rng
        bare = place[0].split(" ", 1)[1] if not place[0].startswith("Thị trấn") else place[0][9:]
        if self.t.org == "committee":
            return ("Ủy ban nhân dân " + place[0].lower().replace(bare.lower(), bare), "UBND " + place[0][:1].lower() + place[0][1:])
        x = r.random()
        if x < 0.25:
            return r.choice(W.HIGH_BODIES)
        b = r.choice(W.BODIES)
        where = bare if b[0].startswith(("Trường", "Trạm", "Hợp", "Quỹ")) else place[0][0].lower() + place[0][1:]
        return (f"{b[0]} {where}", f"{b[1]} {where}")

    def entity(self):
        r, t = self.rng, self.t
        place = r.choices(self.places, self.weights)[0]
        person = r.random() < 0.8
        e = {"person": person, "place": place, "old": r.random() < 0.8,
             "new": r.choice(place[1]), "org": self.organisation(place),
             "deed": r.randrange(len(self.deeds)), "deed2": r.randrange(len(self.deeds)), "facts": self.facts(), "facts2": self.facts(),
             "way": r.randrange(3), "opener": r.choice(W.OPENERS),
             "tails": [r.choice(W.TAILS) for _ in range(r.choice((0, 0, 1, 1, 2)))]}
        if person:
            e["name"] = (person_name(r, t.names),) * 2
            e["year"] = r.randint(1940, 2008)
        else:
            h = {"w": r.choice(W.WORKS), "h": self.hamlet(), "p": place[0].split(" ", 1)[1].removeprefix("trấn "), "n": r.randint(1, 20),
                 "b": f"{r.choice(W.BRANDS_A)} {r.choice(W.BRANDS_B)}"}
            full, short = r.choice(W.COLLECTIVES)
            if "{w}" in full and r.random() < 0.8:
                full, short = full + " {h}", short + " {h}"
            e["name"] = (full.format(**h), short.format(**h))
            e["year"] = ""
        if r.random() < t.base_year_missing:
            e["year_known"] = False
        return e

    def commune_text(self, name):
        r, style = self.rng, self.t.commune
        if style == "mixed":
            style = r.choice(("Xã", "bare", "full", "lower"))
        if style == "Xã":
            return name
        kind, _, rest = name.partition(" ")
        if name.startswith("Thị trấn "):
            kind, rest = "Thị trấn", name[9:]
        if name.startswith("Đặc khu "):
            kind, rest = "Đặc khu", name[8:]
        if style == "bare":
            return rest
        if style == "lower":
            short = {"Xã": "X.", "Phường": "P.", "Thị trấn": "TT."}.get(kind, kind)
            return r.choice((f"{kind.lower()} {rest}", f"{short} {rest}"))
        return f"{name}, {r.choice(DISTRICTS)}" if r.random() < 0.5 else name

    def base(self, e):
        person, coll = self.t.kinds
        return {"kind": person if e["person"] else coll, "name": e["name"][0],
                "birth_year": "" if e.get("year_known") is False else e["year"],
                "commune": self.commune_text(e["place"][0] if e["old"] else e["new"]),
                "organisation": e["org"][0], "achievement": self.say(e, e["way"])}

    def duplicate(self, e):
        r, t = self.rng, self.t
        row = self.base(e)
        if e["year"]:
            row["birth_year"] = e["year"]
            x = r.random()
            if x < t.dup_year_missing:
                row["birth_year"] = ""
            elif x < t.dup_year_missing + 0.07:
                row["birth_year"] = e["year"] + r.choice((-1, 1))
        if r.random() < 0.45:
            row["commune"] = self.commune_text(e["new"] if e["old"] else e["place"][0])
        if r.random() < 0.2:
            row["organisation"] = ""
        elif r.random() < 0.35:
            row["organisation"] = e["org"][1]
        if r.random() < 0.30:
            way = e["way"] + r.choice((1, 2))
            row["achievement"] = self.say(e, way, rewritten=True)
        if not e["person"] and r.random() < 0.4:
            row["name"] = e["name"][1]
        if e["person"] and r.random() < 0.35:
            row["name"] = f"{r.choice(W.TITLES)} {row['name']}"
        return self.spelling(row, 1.0)

    def spelling(self, row, strength):
        r, t = self.rng, self.t
        if r.random() < 0.25 * strength:
            row = {k: tone(v) if k in TEXT else v for k, v in row.items()}
        if r.random() < 0.22 * strength:
            f = "name" if t.typo_field == "name" else r.choice(("name", "name", "organisation", "achievement", "commune"))
            row[f] = typo(r, row[f])
        if r.random() < 0.30 * strength:
            for f in TEXT:
                if t.fold == "row" or (t.fold == "name" and f == "name") or (t.fold == "each" and r.random() < 0.6):
                    row[f] = fold(row[f])
        if r.random() < 0.15 * strength:
            row["name"] = row["name"].upper() if r.random() < 0.7 else row["name"].lower()
        if r.random() < 0.05 * strength:
            row = {k: unicodedata.normalize("NFD", v) if k in TEXT else v for k, v in row.items()}
        return row


TEXT = ("name", "commune", "organisation", "achievement")


def fold(s):
    s = s.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))


SWAP = {}
for a, b in (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"),
             ("ụy", "uỵ"), ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("ọe", "oẹ")):
    SWAP[a], SWAP[b] = b, a


def tone(s):
    return re.sub("|".join(SWAP), lambda m: SWAP[m[0]], unicodedata.normalize("NFC", s))


TELEX_TONE = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def telex(r, s):
    """One syllable left as typed keys: Nguyễn -> Nguyeenx."""
    words = s.split(" ")
    marked = [i for i, w in enumerate(words) if fold(w) != w]
    if not marked:
        return s
    i = r.choice(marked)
    out, tail = "", ""
    for c in unicodedata.normalize("NFD", words[i].replace("đ", "dd").replace("Đ", "Dd")):
        if c in TELEX_TONE:
            tail = TELEX_TONE[c]
        elif c == "\u0302":
            out += out[-1].lower()
        elif c in "\u0306\u031b":
            out += "w"
        else:
            out += c
    words[i] = out + tail
    return " ".join(words)


def typo(r, s):
    if len(s) < 4:
        return s
    x = r.random()
    if x < 0.2:
        return telex(r, s)
    i = r.randrange(1, len(s) - 1)
    if x < 0.4:
        return s[:i] + r.choice("abcdeghiklmnopqrstuvxy") + s[i:]
    if x < 0.6:
        return s[:i] + s[i + 1:]
    if x < 0.8:
        return s[:i] + r.choice("abcdeghiklmnopqrstuvxy") + s[i + 1:]
    return s[:i] + s[i + 1] + s[i] + s[i + 2:]


def make(taste, rows, seed):
    m = Maker(taste, seed)
    r = m.rng
    records, cluster, n = [], 0, 0
    pairs_want = rows * 21_106 // 200_000
    pairs = 0
    while len(records) < rows:
        e = m.entity()
        size = 1
        left = rows - len(records)
        if pairs < pairs_want and r.random() < 0.125:
            size = min(left, 3 if r.random() < 0.18 else 2)
            pairs += size * (size - 1) // 2
        row = m.base(e)
        records.append((cluster, m.spelling(row, 0.3) if taste.noisy_base else row))
        records.extend((cluster, m.duplicate(e)) for _ in range(size - 1))
        cluster += 1
        if r.random() < taste.namesakes and e["person"] and len(records) < rows:
            other = m.entity()
            while not other["person"]:
                other = m.entity()
            other.update(name=e["name"], place=e["place"], old=e["old"], new=e["new"])
            if r.random() < 0.5:
                other["org"] = m.organisation(e["place"])
            records.append((cluster, m.base(other)))
            cluster += 1
    r.shuffle(records)
    return [(f"r{i}", c, row) for i, (c, row) in enumerate(records)], m.places


def main():
    p = argparse.ArgumentParser()
    p.add_argument("taste"); p.add_argument("rows", type=int); p.add_argument("seed", type=int); p.add_argument("out")
    a = p.parse_args()
    records, places = make(TASTES[a.taste], a.rows, a.seed)
    with open(a.out + ".csv", "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(["id", "kind", "name", "birth_year", "commune", "organisation", "achievement"])
        for i, _, row in records:
            w.writerow([i, row["kind"], row["name"], row["birth_year"], row["commune"], row["organisation"], row["achievement"]])
    with open(a.out + ".truth", "w", newline="") as f:
        csv.writer(f).writerows((i, c) for i, c, _ in records)
    with open(a.out + ".mergers.csv", "w", newline="") as f:
        w = csv.writer(f); w.writerow(["old", "new"])
        w.writerows((o, n) for o, ns in places for n in ns)


if __name__ == "__main__":
    main()
