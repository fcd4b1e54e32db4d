"""What fingers do wrong: one letter too many, too few, other or swapped; Telex keys left over."""

import re

_LETTERS = "abcdeghiklmnopqrstuvxyw"
_VOWELS = "aeiouy"
_PAIRS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("aw", "a"), ("ow", "o"), ("uw", "u"))
_VNI = re.compile(r"[a-zA-ZđĐ]+[1-9][a-zA-ZđĐ1-9]*")


def untelex(word: str) -> str:
    """A folded word whose Telex keys were left standing, without them: 'ddieern' gives 'dien'.

    The word itself when nothing in it looks like Telex.
    """
    found = word
    vowels = [at for at, letter in enumerate(found) if letter in _VOWELS]
    if vowels:
        tail = found[vowels[0] + 1 :]
        # After its vowel no syllable holds one of s f r x j: there they are keys of tones.
        found = found[: vowels[0] + 1] + re.sub("[sfrxj]", "", tail)
    for keys_typed, letter in _PAIRS:
        found = found.replace(keys_typed, letter)
    return re.sub(r"(.)w", r"\1", found)


def unvni(text: str) -> str:
    """Words typed by VNI in a program that did not turn them: 'd9ie63n hi2nh' gives 'dien hinh'.

    Only words with a letter before a digit change; numbers of documents stay.
    """
    return _VNI.sub(lambda match: re.sub("[1-9]", "", match[0]), text)


def near(word: str, known: dict[str, int]) -> list[str]:
    """Words of `known` (with how often they come) one slip away, the commonest first.

    Slips: one letter left out, put in, changed, or two neighbours swapped; Telex keys.
    """
    if len(word) < 3 or word.isdecimal():
        return []
    found = {candidate for candidate in _slips(word) if candidate in known}
    telex = untelex(word)
    if telex != word and telex in known:
        return [telex, *sorted(found - {telex}, key=lambda other: -known[other])]
    found.discard(word)
    return sorted(found, key=lambda other: -known[other])


def halves(word: str, known: dict[str, int]) -> list[tuple[str, str]]:
    """Two known words that were typed without a blank: 'tietkiem' gives ('tiet', 'kiem')."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    found = [(one, two) for one, two in cuts if one in known and two in known]
    return sorted(found, key=lambda pair: -min(known[pair[0]], known[pair[1]]))[:3]


def _slips(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts if after}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    found |= {a + letter + b for a, b in cuts for letter in _LETTERS}
    return found
