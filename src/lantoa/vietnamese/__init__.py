"""The Vietnamese language as the product needs it: pure Python, no framework, no I/O.

Folding and matching text, alphabetical order, people's names, numbers of official documents,
dates as people write them, and numbers in words. Every function takes and gives plain values.
"""

from lantoa.vietnamese.collation import LETTERS, letter_of, letter_span, sort_key
from lantoa.vietnamese.dates import (
    DateError,
    ParsedDate,
    format_date,
    format_long_date,
    format_weekday,
    parse_date,
)
from lantoa.vietnamese.documents import (
    DocumentNumber,
    DocumentNumberError,
    parse_document_number,
)
from lantoa.vietnamese.folding import fold, match_key, nfc, slugify
from lantoa.vietnamese.names import PersonName, person_sort_key, split_person_name
from lantoa.vietnamese.numbers import (
    group_digits,
    number_in_words,
    ordinal_in_words,
    year_in_words,
)

__all__ = [
    "LETTERS",
    "DateError",
    "DocumentNumber",
    "DocumentNumberError",
    "ParsedDate",
    "PersonName",
    "fold",
    "format_date",
    "format_long_date",
    "format_weekday",
    "group_digits",
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
    "year_in_words",
]
