"""A collection of invented Vietnamese text at any size, the same for the same seed.

Syllables are drawn by Zipf's law over about 4,000 written syllables (1,400 without marks), which
gives the trait that makes Vietnamese search dear: the word of a query that stands in the middle
of the list matches about a sixth of all documents.

    python benchmarks/search_corpus.py 1000000 documents.tsv queries.txt
"""

import random
import sys
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

SEED = 1068
SYLLABLES = 60
TITLE = 9

_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "a",
    "an",
    "ang",
    "anh",
    "ao",
    "au",
    "am",
    "ach",
    "ai",
    "ay",
    "ân",
    "âng",
    "âu",
    "âm",
    "ăn",
    "ăng",
    "e",
    "em",
    "en",
    "ê",
    "ên",
    "êu",
    "i",
    "in",
    "inh",
    "iên",
    "iêu",
    "iêng",
    "o",
    "on",
    "ong",
    "oi",
    "ô",
    "ôn",
    "ông",
    "ôi",
    "ơ",
    "ơi",
    "ơn",
    "u",
    "un",
    "ung",
    "ui",
    "uôn",
    "uông",
    "ư",
    "ưng",
    "ươi",
    "ương",
    "ươn",
    "oa",
    "oan",
    "oang",
    "uân",
    "uyên",
]
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_NUCLEI = "aăâeêioôơuưy"


def syllables() -> list[str]:
    """All written syllables in the order of how often they come, the same every time."""
    bare = [onset + rime for onset in _ONSETS for rime in _RIMES]
    dice = random.Random(SEED)
    toned = {unicodedata.normalize("NFC", _toned(word, dice.choice(_TONES))) for word in bare}
    toned |= {unicodedata.normalize("NFC", _toned(word, dice.choice(_TONES))) for word in bare}
    toned |= {unicodedata.normalize("NFC", _toned(word, dice.choice(_TONES))) for word in bare}
    found = sorted(toned)
    dice.shuffle(found)
    return found


def _toned(word: str, tone: str) -> str:
    places = [at for at, letter in enumerate(word) if letter in _NUCLEI]
    at = places[-1] if word[-1] not in _NUCLEI or len(places) == 1 else places[-2]
    return word[: at + 1] + tone + word[at + 1 :]


def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 12) ** 1.07 for rank in range(count)))


def documents(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """(title, body) of `count` documents of 60 syllables."""
    words, dice = syllables(), random.Random(seed)
    weights = _weights(len(words))
    for _ in range(count):
        text = dice.choices(words, cum_weights=weights, k=SYLLABLES)
        yield " ".join(text[:TITLE]).capitalize(), " ".join(text[TITLE:])


def queries(count: int, seed: int = SEED + 1) -> list[str]:
    """Questions of one, two and three neighbouring words as they stand in some document, without
    marks, a third of each."""
    dice, found = random.Random(seed), []
    for number, (title, body) in enumerate(documents(count, seed)):
        text = f"{title} {body}".lower().split()
        length = number % 3 + 1
        begin = dice.randrange(len(text) - length)
        found.append(_bare(" ".join(text[begin : begin + length])))
    return found


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def main(words: list[str]) -> None:
    """Write a collection and questions to files."""
    count, target, questions = int(words[0]), Path(words[1]), Path(words[2])
    with target.open("w", encoding="utf-8") as lines:
        for title, body in documents(count):
            lines.write(f"{title}\t{body}\n")
    questions.write_text("\n".join(queries(600)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
