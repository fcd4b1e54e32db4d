"""The Vietnamese language as the product needs it: pure Python, no framework, no I/O.

Folding and matching text, alphabetical order, people's names, numbers of official documents,
dates as people write them, numbers in words, and the encodings before Unicode. Every function takes and gives plain values.
"""

from lantoa.vietnamese.collation import LETTERS, letter_of, letter_span, sort_key
from lantoa.vietnamese.conversion import to_unicode
from lantoa.vietnamese.dates import (
    DateError,
    ParsedDate,
    format_date,
    format_long_date,
    format_weekday,
    parse_date,
)
from lantoa.vietnamese.detection import detect_encoding, text_of
from lantoa.vietnamese.documents import (
    DocumentNumber,
    DocumentNumberError,
    parse_document_number,
)
from lantoa.vietnamese.encodings import (
    Encoding,
    font_encoding,
    from_tcvn3,
    from_vni,
    is_capital_font,
)
from lantoa.vietnamese.folding import fold, match_key, nfc, slugify
from lantoa.vietnamese.names import PersonName, person_sort_key, split_person_name
from lantoa.vietnamese.numbers import (
    group_digits,
    number_in_words,
    ordinal_in_words,
    year_in_words,
)
from lantoa.vietnamese.syllables import is_syllable

__all__ = [
    "LETTERS",
    "DateError",
    "DocumentNumber",
    "DocumentNumberError",
    "Encoding",
    "ParsedDate",
    "PersonName",
    "detect_encoding",
    "fold",
    "font_encoding",
    "format_date",
    "format_long_date",
    "format_weekday",
    "from_tcvn3",
    "from_vni",
    "group_digits",
    "is_capital_font",
    "is_syllable",
    "letter_of",
    "letter_span",
    "match_key",
    "nfc",
    "number_in_words",
    "ordinal_in_words",
    "parse_date",
    "parse_document_number",
    "person_sort_key",
    "slugify",
    "sort_key",
    "split_person_name",
    "text_of",
    "to_unicode",
    "year_in_words",
]
