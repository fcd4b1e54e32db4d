"""A list as columns of numbers: what blocking and comparing read.

Every distinct name, commune and word becomes a number once, so that a million rows are some
hundred megabytes of integers and no Python loop runs over pairs.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lantoa.discovery.matching import normalise, tables
from lantoa.discovery.matching.abbreviating import spelt_out
from lantoa.discovery.matching.columns import times
from lantoa.discovery.matching.records import Record
from lantoa.discovery.matching.repairing import Names, repaired
from lantoa.discovery.matching.wordsets import Wordsets, wordsets

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Syllables of a person's name that are kept; of today's units of one old commune.
SYLLABLES, ROOTS = 6, 4
#: Rows from which on a list shows by itself how usual names and communes are.
ENOUGH = 5_000
KINDS = {"": 0, "person": 1, "household": 1, "collective": 2}


class _Codes(dict[str, int]):
    """Text → a number of its own, from 0 on."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


@dataclass
class Frame:
    """The columns. Row i is the i-th record.

    `name` is the number of the folded, repaired name, `names` its text; `marked` that of the
    name with marks (-1 where it was typed without); `syllables` [name, place] the numbers of the
    syllables, padded with -1; `syllable_counts` how often each stands in the list. `by_chance` is
    how many would bear each name if its syllables met by chance; `body_code` the number of the
    organisation spelt out (-1 for none), `body_share` which part of the first of today's communes
    of a row has it; `year_share` the chance that two years are the same.
    """

    ids: list[str]
    kind: Ints
    name: Ints
    raw_name: Ints
    marked: Ints
    year: Ints
    commune: Ints
    roots: Ints
    names: list[str]
    raw_names: list[str]
    name_counts: Floats
    by_chance: Floats
    body_code: Ints
    body_share: Floats
    year_share: float
    syllables: Ints
    syllable_counts: Ints
    deed: Wordsets
    body: Wordsets
    body_of_name: Wordsets
    root_counts: Ints

    def __len__(self) -> int:
        return len(self.ids)


def frame_of(records: Iterable[Record], mergers: Mapping[str, Sequence[str]] | None) -> Frame:
    """The columns of a list."""
    return _Reader(mergers).read(records)


def _namesakes(names: list[str], rows: Ints) -> Floats:
    """How many bear each name. A short list is taken for a part of a longer one, in which what
    the list cannot show is what names are worth in Vietnam.
    """
    counts = np.bincount(rows, minlength=len(names)).astype(np.float32)
    missing = max(0, ENOUGH - len(rows))
    if missing:
        counts += missing * np.array([_share(name) for name in names], np.float32)
    return counts


def _by_chance(names: Names, rows: Ints) -> Floats:
    """How many would bear each name if its syllables met by chance, in a list of this length."""
    total = max(ENOUGH, len(rows))
    missing = total - len(rows)
    share = names.counts / total
    if missing:
        for text, codes in zip(names.names, names.syllables.tolist(), strict=True):
            for syllable, code in zip(text.split()[-SYLLABLES:], codes, strict=False):
                known = tables.SHARES.get(syllable, 0.015)
                share[code] = (names.counts[code] + missing * known) / total
    log = np.where(names.syllables >= 0, np.log(np.maximum(share, 0.5 / total))[names.syllables], 0)
    expected: Floats = (np.exp(log.sum(axis=1)) * total).astype(np.float32)
    return expected


def _body_shares(body: Ints, root: Ints) -> Floats:
    """Per row which part of its commune names the same organisation; one in ten if nobody knows."""
    there = (body >= 0) & (root >= 0)
    key = np.where(there, root * (body.max(initial=0) + 1) + body, -1)
    return ((times(key) + 2.0) / (np.bincount(root + 1)[root + 1] + 20.0)).astype(np.float32)


def _year_share(years: Ints) -> float:
    """The chance that two whose years are known are born in one year: one in 35, or as seen."""
    counts = np.bincount(years[years > 0], minlength=1).astype(float)
    known = counts.sum()
    return float(((counts**2).sum() / max(known, 1) + ENOUGH / 35) / (known + ENOUGH))


def _in_full(texts: Iterable[str]) -> dict[str, str]:
    """Text → how it is spelt out where the list tells; '' where it says all by itself."""
    known = spelt_out(list(texts))
    return {text: known.get(text, "") for text in texts}


def _share(name: str) -> float:
    first, *rest = name.split() or [""]
    share = tables.SHARES.get(first, 0.01)
    for syllable in rest:
        share *= tables.SHARES.get(syllable, 0.015)
    return share


class _Reader:
    def __init__(self, mergers: Mapping[str, Sequence[str]] | None) -> None:
        self.communes = normalise.Communes(mergers)
        self.names, self.marks = _Codes(), _Codes()
        self.own, self.root, self.bodies, self.word = _Codes(), _Codes(), _Codes(), _Words()
        self.body_code = np.zeros(0, np.int64)
        self.place_of: dict[str, tuple[int, ...]] = {}
        self.name_of: dict[tuple[str, str], tuple[int, int]] = {}

    def read(self, records: Iterable[Record]) -> Frame:
        ids: list[str] = []
        kinds, years = array("b"), array("h")
        names, marks, places = array("i"), array("i"), array("i")
        deeds, bodies = _Flat(self.word), _Flat(self.word)
        kind_of: dict[str, str] = {}
        body_of: dict[str, int] = {}
        title_of: dict[str, int] = {}
        body_rows = array("i")
        for record in records:
            ids.append(record.id)
            kind = kind_of.get(record.kind)
            if kind is None:
                kind = kind_of[record.kind] = normalise.kind_of(record.kind)
            kind = kind or normalise.guessed_kind(record.name)
            kinds.append(KINDS[kind])
            years.append(normalise.year_of(record.birth_year))
            if kind == "collective":
                names.append(-1 - title_of.setdefault(record.name, len(title_of)))
                marks.append(-1)
            else:
                name, mark = self._name(record.name, kind)
                names.append(name)
                marks.append(mark)
            places.extend(self._place(record.commune))
            deeds.add(record.achievement)
            body = body_of.get(record.organisation)
            if body is None:
                body = body_of[record.organisation] = len(body_of)
            body_rows.append(body)
        bodies.repeated = _ints(body_rows)
        self._bodies(body_of, bodies)
        named = self._with_titles(title_of, _ints(names), _ints(marks))
        return self._framed(ids, kinds, years, named, places, deeds, bodies)

    def _bodies(self, body_of: dict[str, int], bodies: "_Flat") -> None:
        """Spell organisations out, and give those that are then the same one number."""
        codes: list[int] = []
        for text, long in _in_full(body_of).items():
            bodies.add(long or text)
            plain = " ".join(normalise.text_syllables(long or text))
            codes.append(self.bodies[plain] if plain else -1)
        self.body_code = np.array(codes or [-1], np.int64)[bodies.repeated]

    def _with_titles(self, title_of: dict[str, int], name: Ints, mark: Ints) -> tuple[Ints, Ints]:
        """The numbers of names and marks, those of collectives, which wait as -1 - n, put in."""
        titles = [
            self._name(long or text, "collective") for text, long in _in_full(title_of).items()
        ]
        table = np.array(titles or [(0, 0)], np.int64)
        is_title = name < 0
        mark[is_title] = table[-1 - name[is_title], 1]
        name[is_title] = table[-1 - name[is_title], 0]
        return name, mark

    def _framed(
        self,
        ids: list[str],
        kinds: "array[int]",
        years: "array[int]",
        named: tuple[Ints, Ints],
        places: "array[int]",
        deeds: "_Flat",
        bodies: "_Flat",
    ) -> Frame:
        place, kind = _ints(places).reshape(-1, ROOTS + 1), _ints(kinds)
        fixed = repaired(list(self.names), named[0], kind)
        name = fixed.name_of[named[0]]
        of_name = _Flat(self.word, name).with_all(fixed.names)
        with ThreadPoolExecutor(2) as pool:  # sorting, which is most of it, runs beside Python
            deed, body = pool.submit(deeds.sets, 20), pool.submit(bodies.sets, 8)
            of_titles = of_name.sets(8)
        return Frame(
            ids=ids,
            kind=kind,
            name=name,
            raw_name=named[0],
            marked=named[1],
            year=_ints(years),
            commune=place[:, 0],
            roots=place[:, 1:],
            names=fixed.names,
            raw_names=list(self.names),
            name_counts=_namesakes(fixed.names, name),
            by_chance=_by_chance(fixed, name),
            body_code=self.body_code,
            body_share=_body_shares(self.body_code, place[:, 1]),
            year_share=_year_share(_ints(years)),
            syllables=fixed.syllables,
            syllable_counts=fixed.counts,
            deed=deed.result(),
            body=body.result(),
            body_of_name=of_titles,
            root_counts=np.bincount(place[:, 1:][place[:, 1:] >= 0], minlength=1),
        )

    def _name(self, text: str, kind: str) -> tuple[int, int]:
        found = self.name_of.get((text, kind))
        if found is None:
            name = normalise.name_of(text, kind)
            folded = " ".join(name.folded)
            is_bare = folded == name.marked or name.marked.isascii()
            mark = -1 if is_bare else self.marks[name.marked]
            found = self.name_of[text, kind] = (self.names[folded], mark)
        return found

    def _place(self, text: str) -> tuple[int, ...]:
        found = self.place_of.get(text)
        if found is None:
            own, roots = self.communes(text)
            codes = [self.root[root] for root in roots[:ROOTS]]
            codes += [-1] * (ROOTS - len(codes))
            found = self.place_of[text] = (self.own[own] if own else -1, *codes)
        return found


class _Words(dict[str, tuple[int, ...]]):
    """Word as written → the numbers of its syllables that say something."""

    def __init__(self) -> None:
        self.codes = _Codes()

    def __missing__(self, word: str) -> tuple[int, ...]:
        self[word] = found = tuple(
            self.codes[each]
            for each in normalise.text_syllables(word)
            if each not in tables.BINDING
        )
        return found


class _Flat:
    """Words of many texts one after the other, as numbers."""

    def __init__(self, known: _Words, repeated: Ints | None = None) -> None:
        self.known = known
        self.words, self.lengths = array("i"), array("i")
        self.repeated = repeated  # per row its text, where texts are kept once

    def add(self, text: str) -> None:
        words = text[: normalise.MOST_TEXT].split()
        before = len(self.words)
        self.words.extend(chain.from_iterable(map(self.known.__getitem__, words)))
        self.lengths.append(len(self.words) - before)

    def with_all(self, texts: Iterable[str]) -> "_Flat":
        for text in texts:
            self.add(text)
        return self

    def sets(self, most: int) -> Wordsets:
        numbers = np.array(
            [int(word) if word.isdigit() and len(word) < 8 else -1 for word in self.known.codes],
            dtype=np.int64,
        )
        # By what is written, not by its number, so that the order of the rows changes nothing.
        hashes = np.array(
            [crc32(word.encode(errors="surrogatepass")) for word in self.known.codes],
            dtype=np.int64,
        )
        return wordsets(
            _ints(self.words), _ints(self.lengths), hashes, numbers, most, self.repeated
        )


def _ints(values: "array[int]") -> Ints:
    return (
        np.frombuffer(values, dtype=values.typecode).astype(np.int64)
        if len(values)
        else (np.zeros(0, np.int64))
    )
