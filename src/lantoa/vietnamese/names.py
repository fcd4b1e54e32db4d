"""Names of people: the full name is the truth, its parts are only a guess for sorting.

Lists in Vietnam are ordered by given name, then middle name, then surname. The guess knows the
surnames of the Raglai, Cơ-ho and other peoples that are not a first syllable; a person may
always confirm other parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.vietnamese.collation import sort_key
from lantoa.vietnamese.folding import match_key, tidy

# Surnames of more than one syllable. One-syllable surnames (Chamaléa, Katơr, Mấu, Cao, Tro …)
# need no entry: the first syllable is taken as the surname.
_LONG_SURNAMES = (
    "Pa Tâu Xá",
    "Pa Tâu A Xá",
    "Bo Bo",
    "Cha Ma Léa",
    "Chà Ma Léa",
    "Đá Mài",
    "Ka Tơr",
    "Ka Dá",
    "Pi Lao",
    "Pi Năng",
    "Tâu Xá",
)
_LONGEST_FIRST = sorted(
    (tuple(match_key(surname).split()) for surname in _LONG_SURNAMES), key=len, reverse=True
)

# Lower than every sign of a sort key, so a shorter part comes first.
_PART = " "


@dataclass(frozen=True, slots=True)
class PersonName:
    """A guess at the parts of a name; '' where there is none. Written as in the full name."""

    family: str
    middle: str
    given: str


def split_person_name(full_name: str) -> PersonName:
    """Return the likely parts of `full_name`; never fails, whatever the text.

    'Phạm Đức Dũng' is Phạm / Đức / Dũng and 'Pi Năng Ca' is Pi Năng / — / Ca. A name that is
    one syllable or only a known surname ('Ka Tơr'), or whose form puts no surname first
    ("H'Hen Niê", 'Y Moan Ênuôl', "K'Brêu"), stays whole as the given name.
    """
    words = tidy(full_name).split()
    length = _surname_length(words)
    if length == 0 or length >= len(words):
        return PersonName(family="", middle="", given=" ".join(words))
    return PersonName(
        family=" ".join(words[:length]), middle=" ".join(words[length:-1]), given=words[-1]
    )


def person_sort_key(full_name: str) -> str:
    """Return an ASCII key ordering people by given name, then middle name, then surname.

    The order is that of `sort_key` (see there for storing it): 'Trần Văn An' comes before
    'Nguyễn Thị Ánh', and 'Phạm Đức Dũng' before 'Đỗ Đạt'.
    """
    name = split_person_name(full_name)
    if " " in name.family:
        # How surnames of two syllables rank among themselves is for the agency to settle.
        # Until then they are not taken apart: the code points of the whole name break the tie.
        family = "".join(f"{ord(letter):05x}" for letter in tidy(full_name))
    else:
        family = sort_key(name.family)
    return _PART.join((sort_key(name.given), sort_key(name.middle), family)).rstrip(_PART)


def _surname_length(words: list[str]) -> int:
    """Return how many words of `words` are the surname; 0 when no surname stands first."""
    # The longest surname known has four words; a pasted page must not be keyed whole.
    keys = tuple(match_key(word) for word in words[:4])
    if not keys or keys[0] == "y" or keys[0].startswith(("h'", "k'")):
        return 0
    for surname in _LONGEST_FIRST:
        if keys[: len(surname)] == surname:
            return len(surname)
    return 1
