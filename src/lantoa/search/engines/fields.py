"""The fields of the embedded index, and a document in them."""

import zlib
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import tantivy

from lantoa.search import rules
from lantoa.search.models import Kind

#: Raise it when fields change: an index of another version counts as missing and is built anew.
VERSION = 1
#: Number of a kind in the index; never change one, add at the end.
KINDS = {kind.value: number for number, kind in enumerate(Kind, 1)}
KIND_OF = {number: kind for kind, number in KINDS.items()}
#: A document is in sample n with probability 2^-n: large counts are taken from a sample.
SAMPLES = 12
_SPREAD = 2_654_435_761


def schema() -> tantivy.Schema:
    """Words without positions: phrases are found by pairs of neighbours, which are rare words.

    The median Vietnamese syllable stands in a sixth of all documents, a pair of neighbours in
    some thousandth, so asking for pairs reads a hundredth of what positions would.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    for name in ("kind", "sector", "place", "year"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_unsigned_field("day", fast=True)
    for name, option in (("folded", "freq"), ("title", "freq"), ("exact", "basic"),
                         ("pairs", "basic"), ("sample", "basic")):  # fmt: skip
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in ("heading", "url", "body", "where", "field"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def key_of(kind: str, subject: int) -> int:
    """One number for a kind and a key."""
    return subject * 16 + KINDS[kind]


def subject_of(key: int) -> tuple[str, int]:
    """The kind and key of such a number."""
    return KIND_OF[key % 16], key // 16


def document(
    kind: str,
    subject: int,
    title: str,
    body: str,
    *,
    url: str = "",
    aliases: str = "",
    sector: tuple[int | None, str] = (None, ""),
    place: tuple[Iterable[int], str] = ((), ""),
    dated: date | None = None,
) -> tantivy.Document:
    """An entry as the index keeps it. `sector` and `place` are (keys, name to show)."""
    made = tantivy.Document()
    key = key_of(kind, subject)
    made.add_unsigned("key", key)
    made.add_unsigned("kind", KINDS[kind])
    if sector[0]:
        made.add_unsigned("sector", sector[0])
    for number in place[0]:
        made.add_unsigned("place", number)
    if dated:
        made.add_unsigned("year", dated.year)
        made.add_unsigned("day", dated.toordinal())
    heading, text = rules.written(title), rules.written(body)
    more = rules.written(aliases) if aliases else []
    folded_title = [rules.folded_word(word) for word in heading]
    folded = folded_title + [rules.folded_word(word) for word in text]
    also = [rules.folded_word(word) for word in more]
    pairs = [f"{one}_{two}" for run in (folded, also) for one, two in pairwise(run)]
    made.add_text("title", " ".join(folded_title))
    made.add_text("folded", " ".join(folded + also))
    made.add_text("exact", " ".join(map(rules.exact_word, heading + text + more)))
    made.add_text("pairs", " ".join(pairs))
    made.add_text("sample", _samples(key))
    for name, value in (("heading", title), ("url", url), ("body", body),
                        ("where", place[1]), ("field", sector[1])):  # fmt: skip
        if value:
            made.add_bytes(name, value.encode("utf-8", "replace"))
    return made


def _samples(key: int) -> str:
    number = zlib.crc32((key * _SPREAD & 0xFFFFFFFF).to_bytes(4, "little"))
    level = 0
    while level < SAMPLES and not number >> level & 1:
        level += 1
    return " ".join(f"s{at}" for at in range(1, level + 1))
