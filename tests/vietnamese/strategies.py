"""Text for property tests: Vietnamese words, odd characters, and anything else."""

import json
import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
)

_BASES = "aăâeêioôơuưy"
_MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = [unicodedata.normalize("NFC", base + mark) for base in _BASES for mark in _MARKS]
LETTERS = [*VOWELS, *"bcdđghklmnpqrstvxfjwz"]

words = st.text(st.sampled_from([*LETTERS, *(letter.upper() for letter in LETTERS)]), max_size=8)
phrases = st.lists(words, max_size=4).map(" ".join)
anything = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\u00ad\u200b\u2019\u2013ÐƉßİΣ\u0345\u0301\u031bòayuqg 019/-.đĐ"),
    ),
    max_size=40,
)
texts = st.one_of(phrases, anything)
