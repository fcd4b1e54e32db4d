"""What somebody asked, taken apart once; every engine answers the same question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lantoa.search import rules, slips

#: A run of words in order, in folded form: ('uy', 'ban', 'nhan', 'dan').
Words = tuple[str, ...]
#: Folded run → what else it may be written as.
Glossary = Mapping[Words, Sequence[Words]]

_QUOTED = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')
#: "số" stands before numbers of documents and in none of them.
_BEFORE_NUMBER = {"so", "no"}
_LONGEST_RUN = 6


@dataclass(frozen=True)
class Group:
    """One part of a question: satisfied by any of its writings, of which the first was typed."""

    writings: tuple[Words, ...]

    @property
    def typed(self) -> Words:
        return self.writings[0]


@dataclass(frozen=True)
class Question:
    """`exact` and `folded` are the words typed, parallel to one another, each once.

    `has_marks`: somebody took the trouble to type marks, so they count in the order of hits.
    `phrases` (exact words, folded words) must stand as they are.
    """

    text: str
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    groups: tuple[Group, ...]
    phrases: tuple[tuple[Words, Words], ...] = ()
    is_typing: bool = False
    run: Words = field(default=())

    @property
    def has_marks(self) -> bool:
        return self.exact != self.folded and any(not word.isascii() for word in self.exact)

    @property
    def lit_exact(self) -> set[str]:
        """Words to mark where they stand with their marks; none when no marks were typed."""
        return set(self.exact) if self.has_marks else set()

    @property
    def lit_folded(self) -> set[str]:
        """Words to mark in a hit: those typed and their other writings."""
        return {word for group in self.groups for run in group.writings for word in run}

    def with_groups(self, groups: Sequence[Group]) -> "Question":
        """The same question asked with other groups (what was probably meant)."""
        words = tuple(word for group in groups for word in group.typed)
        return replace(self, exact=words, folded=words, groups=tuple(groups), run=words)


def read(text: str, glossary: Glossary, *, is_typing: bool = False) -> Question:
    """Take a question apart. Any text will do; one without words gives no groups.

    While somebody types, the last word counts as begun unless a blank follows it.
    """
    text = rules.plain(text[: rules.MOST_LETTERS])
    phrases = []
    for match in _QUOTED.finditer(text):
        exact = tuple(rules.exact_words(match[1])[: rules.MOST_WORDS])
        if exact:
            phrases.append((exact, tuple(rules.folded_words(match[1])[: rules.MOST_WORDS])))
    written = rules.written(slips.unvni(text))
    pairs = list(dict.fromkeys((rules.exact_word(w), rules.folded_word(w)) for w in written))
    pairs = _without_so(pairs)[: rules.MOST_WORDS]
    folded = tuple(dict.fromkeys(word for _, word in pairs))
    run = tuple(rules.folded_words(text))[: rules.MOST_WORDS]
    begun = is_typing and bool(text) and not text[-1].isspace() and text[-1].isalnum()
    return Question(
        text,
        tuple(word for word, _ in pairs),
        tuple(word for _, word in pairs),
        tuple(_groups(folded, glossary)),
        tuple(phrases),
        begun and not phrases,
        run,
    )


def _without_so(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without "số" where a number follows and other words are there to look for."""
    numbers = [at for at, (_, word) in enumerate(pairs) if word.isdecimal()]
    drop = {at - 1 for at in numbers if at and pairs[at - 1][1] in _BEFORE_NUMBER}
    return [pair for at, pair in enumerate(pairs) if at not in drop]


def _groups(words: Words, glossary: Glossary) -> list[Group]:
    """The words in groups: the longest run that the glossary knows, else each by itself."""
    groups, at = [], 0
    while at < len(words):
        for length in range(min(_LONGEST_RUN, len(words) - at), 0, -1):
            run = words[at : at + length]
            if run in glossary:
                groups.append(Group((run, *glossary[run])))
                break
        else:
            length = 1
            groups.append(Group((words[at : at + 1],)))
        at += length
    return groups
