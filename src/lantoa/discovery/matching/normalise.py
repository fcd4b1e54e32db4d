"""From what people write to what can be compared.

Marks, capitals, tone placement, i and y, titles, ranks and short writings do not count; what is
left are syllables. Words are folded once and remembered: Vietnamese has few.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from lantoa.discovery.matching import tables
from lantoa.discovery.matching.records import Record
from lantoa.vietnamese import fold, match_key

#: More of a field than this, in characters, is not looked at: nobody's name is a book.
MOST_NAME, MOST_TEXT = 200, 1500
FIRST_YEAR, LAST_YEAR = 1850, 2100
_MOST_WORDS = 400_000

_PARTS = re.compile(r"[^\W_]+")
_MARKED_PARTS = re.compile(r"[^\W_]+(?:/[^\W_]*)?")
_SINGLE_Y = re.compile(r"^([bcdghklmnprstvx]+|qu)y$")
_DOUBLE = re.compile(r"([aeod])\1")
_TAIL = re.compile(r"\s*(?:[(\[;,]|\s[-–—]\s).*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Name:
    """`folded` syllables, and the same with marks (`marked`) as one text."""

    folded: tuple[str, ...]
    marked: str


class _Words(dict[str, tuple[str, ...]]):
    """Word as written → its folded syllables, short writings spelt out."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found: list[str] = []
        for part in _PARTS.findall(fold(word[:MOST_NAME])):
            long = tables.ABBREVIATIONS.get(part, part)
            found += map(plain_syllable, long.split())
        self[word] = parts = tuple(found)
        return parts


_words = _Words()


def plain_syllable(syllable: str) -> str:
    """'ly' as 'li', 'quy' as 'qui', numbers without leading zeros; all else as it is."""
    if syllable.endswith("y"):
        return _SINGLE_Y.sub(r"\1i", syllable)
    if syllable.isdigit():
        return syllable.lstrip("0") or "0"
    return syllable


def text_syllables(text: str) -> list[str]:
    """The folded syllables of an account or the name of a body."""
    found: list[str] = []
    for word in text[:MOST_TEXT].split():
        found += _words[word]
    return found


def syllables_as_typed(word: str) -> list[tuple[str, bool]]:
    """(folded, whether typed in capitals) of each part of a word, short writings as they are."""
    folded = _PARTS.findall(fold(word[:MOST_NAME]))
    typed = _PARTS.findall(word[:MOST_NAME])
    if len(typed) != len(folded):  # letters that fall apart: marks that stand by themselves
        return [(part, False) for part in folded]
    return [(part, as_typed.isupper()) for part, as_typed in zip(folded, typed, strict=True)]


def without_telex(syllable: str) -> str:
    """What a folded syllable would be, had its keys been taken as marks: 'nguyeenx', 'thawngs'."""
    plain = _DOUBLE.sub(r"\1", syllable).replace("w", "")
    at = next((place for place, letter in enumerate(plain) if letter in "aeiouy"), len(plain))
    for place in range(len(plain) - 1, at, -1):
        if plain[place] in "sfrxj":
            return plain_syllable(plain[:place] + plain[place + 1 :])
    return plain_syllable(plain)


def kind_of(text: str) -> str:
    """person, household, collective, or '' where the row does not say."""
    return tables.KINDS.get(fold(text[:40]).replace("_", " ").strip(), "")


_BODIES = {" ".join(map(plain_syllable, words.split())) for words in tables.BODIES}


def guessed_kind(name: str) -> str:
    """collective where the name begins as those of bodies do, for a row that does not say."""
    words = text_syllables(name[:MOST_NAME])
    return "collective" if len(words) > 3 and " ".join(words[:2]) in _BODIES else ""


def year_of(year: int | None) -> int:
    """The year, or 0 where there is none that can be."""
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else 0


def name_of(text: str, kind: str) -> Name:
    """A person's name without titles, or the name of a body with short writings spelt out."""
    text = text[:MOST_NAME]
    if kind == "collective":
        return Name(tuple(text_syllables(text)), _marked(text))
    return _person(text)


class _Marks(dict[str, tuple[tuple[str, str], ...]]):
    """Word as written → (folded, with marks) of each of its syllables."""

    def __missing__(self, word: str) -> tuple[tuple[str, str], ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = []
        for part in _MARKED_PARTS.findall(match_key(word.replace("'", "").replace("’", ""))):
            plain = plain_syllable(fold(part))
            with_marks = part.replace("ý", "í") if part.endswith("ý") and plain[-1] == "i" else part
            found.append((plain, plain if fold(part) == part else with_marks))
        self[word] = parts = tuple(found)
        return parts


_marks = _Marks()


def _marked(text: str) -> str:
    return " ".join(marked for word in text.split() for _, marked in _marks[word])


def _person(text: str) -> Name:
    parts = [part for word in _TAIL.sub("", text).split() for part in _marks[word]]
    if not parts:
        parts = [part for word in text.split() for part in _marks[word]]
    parts = _without_titles(parts)
    if len(parts) > 2:  # 'Trần M. Đức': an initial says less than nothing where words are compared
        parts = [parts[0], *(p for p in parts[1:-1] if not _is_initial(p[0])), parts[-1]]
    folded = [plain.replace("/", "") for plain, _ in parts]
    marked = [with_marks for _, with_marks in parts]
    for at in range(len(folded) - 1):
        long = tables.SHORT_NAMES.get(folded[at])
        if long:  # whose marks nobody typed: all is taken as typed without
            folded[at], marked = long, []
    return Name(tuple(folded), " ".join(marked or folded))


def _is_initial(syllable: str) -> bool:
    return len(syllable) == 1 and syllable not in "aeiouy" and syllable not in tables.SHORT_NAMES


def without_titles(text: str) -> str:
    """The words of a person's name as written, without the titles and ranks before it."""
    words = text[:MOST_NAME].split()
    parts = [_marks[word] for word in words]
    flat = [part for each in parts for part in each]
    left = len(_without_titles(flat))
    for at in range(len(words)):
        if sum(map(len, parts[at:])) <= left:
            return " ".join(words[at:])
    return " ".join(words)


def _title_keys() -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for title in tables.TITLES:
        words = tuple(match_key(title).split())
        for form in (words, tuple(fold(word) for word in words)):
            found.setdefault(form[0], set()).add(form)
    return found


_TITLES = _title_keys()
_SURELY_MARKED = {fold(title) for title in tables.TITLES if fold(title) != title}


def _without_titles(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    at = 0
    while len(parts) - at >= 2:
        step = _title_length(parts, at)
        if not step:
            break
        at += step
    return parts[at:]


def _title_length(parts: list[tuple[str, str]], at: int) -> int:
    """How many syllables from `at` on are one title; 0 for none."""
    first = parts[at][1]
    forms = _TITLES.get(first) or _TITLES.get(parts[at][0])
    if not forms:
        return 0
    for length in (5, 4, 3, 2, 1):
        if len(parts) - at <= length:
            continue
        words = tuple(marked for _, marked in parts[at : at + length])
        if words not in forms:
            continue
        is_ambiguous = length == 1 and words[0] in _SURELY_MARKED
        if is_ambiguous or len(parts) - at - length < 2:
            after = parts[at + length][0]
            if after not in tables.SURNAMES and (after,) not in _TITLES.get(after, set()):
                continue
            if len(parts) - at - length < 2 and length == 1:
                continue
        return length
    return 0


class Communes:
    """What a commune is called now: names as written → keys of the units that stand today.

    `mergers` gives for each old name the new ones. A name that is old and new means both: which
    one was meant, the name alone does not say.
    """

    def __init__(self, mergers: Mapping[str, Sequence[str]] | None = None) -> None:
        self._full: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        for old, news in (mergers or {}).items():
            for new in news:
                self._learn(old, _commune_key(new))
                self._learn(new, _commune_key(new))
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def _learn(self, name: str, root: tuple[str, str]) -> None:
        kind, short = _commune_key(name)
        self._full.setdefault(f"{kind} {short}", set()).add(" ".join(root))
        self._short.setdefault(short, set()).add(" ".join(root))

    def __call__(self, text: str) -> tuple[str, tuple[str, ...]]:
        """(key of the name as written, keys of today's units); ('', ()) for no name."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > _MOST_WORDS:
                self._known.clear()
            self._known[text] = found = self._resolve(text)
        return found

    def _resolve(self, text: str) -> tuple[str, tuple[str, ...]]:
        kind, short = _commune_key(text[:MOST_NAME])
        if not short:
            return "", ()
        own = f"{kind} {short}".strip()
        roots = self._full.get(own) or self._short.get(short)
        if not roots and short.endswith((" cu", " moi")):  # 'xã Phước Diêm cũ'
            short = short.rpartition(" ")[0]
            roots = self._full.get(f"{kind} {short}".strip()) or self._short.get(short)
        roots = roots or self._near(short)
        return own, tuple(sorted(roots)) if roots else (short,)

    def _near(self, short: str) -> set[str] | None:
        """Of the one known commune whose name is a letter from `short`; None for none or two."""
        if len(short) < 5:
            return None
        typed = " ".join(map(without_telex, short.split()))
        if typed in self._short:
            return self._short[typed]
        near = [each for each in self._short if OSA.distance(short, each, score_cutoff=1) == 1]
        return self._short[near[0]] if len(near) == 1 else None


def _commune_key(text: str) -> tuple[str, str]:
    """(kind, name) of the first place that `text` names: 'X. Phước Hậu, huyện …'."""
    first = re.split(r"[,;(]|\s-\s", text.strip(), maxsplit=1)[0]
    parts = [plain_syllable(part) for part in _PARTS.findall(fold(first).replace("'", ""))]
    for length in (2, 1):
        kind = tables.COMMUNE_KINDS.get(" ".join(parts[:length]))
        if kind and len(parts) > length:
            return kind, " ".join(parts[length:])
    return "", " ".join(parts)


def normalised_name(record: Record) -> Name:
    """The name of a record, by its kind."""
    return name_of(record.name, kind_of(record.kind))
