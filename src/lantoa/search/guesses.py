"""What was probably meant where what was typed leads nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lantoa.search import rules, slips
from lantoa.search.engines.contract import Document, Engine
from lantoa.search.question import Glossary, Group, Question

#: Guesses that are tried at most; each is one cheap look-up.
TRIED = 24
_A_WORD = 6
#: Enough hits for a guess not to look for a better one.
_PLENTY = 5
#: Words (folded) that people put between or behind the words that matter.
WEAK = frozenset(
    ("cu", "moi", "o", "tai", "cua", "ve", "va", "cho", "cac", "nhung", "la", "co", "thi", "ma",
     "voi", "dau", "ai", "nao", "nhu", "duoc")
)  # fmt: skip


def meant(question: Question, engine: Engine, glossary: Glossary) -> Question | None:
    """The likeliest other question, one slip away, that has an answer; None when there is none.

    Words no document has are mended first; where all words are known, each is tried in turn.
    """
    known = engine.vocabulary()
    if not known:
        return None
    words = [run[0] if len(run) == 1 else "" for run in (group.typed for group in question.groups)]
    unknown = [at for at, word in enumerate(words) if word and word not in known]
    options = {
        at: _options(words[at], dict(known), glossary) for at in range(len(words)) if words[at]
    }
    best, most = None, 0
    for changed in _attempts(unknown, options, len(words)):
        groups = list(question.groups)
        for at in sorted(changed, reverse=True):
            groups[at : at + 1] = changed[at]
        guess = question.with_groups(groups)
        # Where every word exists, another one is only believed where the words stand together.
        asked = guess if unknown else replace(guess, phrases=((guess.run, guess.run),))
        count = engine.knows(asked) if unknown or len(guess.run) > 1 else 0
        if count > most:
            best, most = guess, count
        if most >= _PLENTY:
            break
    return best


def without_weak(question: Question) -> Question | None:
    """The question without words that only join others; None when nothing would be left out."""
    groups = [
        group for group in question.groups if group.typed[0] not in WEAK or len(group.typed) > 1
    ]
    if not groups or len(groups) == len(question.groups):
        return None
    typed = {word for group in groups for word in group.typed}
    kept = [at for at, word in enumerate(question.folded) if word in typed]
    exact, folded = (tuple(words[at] for at in kept) for words in (question.exact, question.folded))
    return Question(question.text, exact, folded, tuple(groups), run=folded)


def any_of(question: Question) -> Question:
    """The same words, of which any will do."""
    writings = tuple(dict.fromkeys(run for group in question.groups for run in group.writings))
    loose = question.with_groups([Group(writings)])
    return Question(question.text, question.exact, question.folded, loose.groups)


def written(question: Question, hits: Iterable[Document]) -> str:
    """The words of a guess as a hit writes them, with their marks; else without."""
    for hit in hits:
        for text in (hit.title, hit.body):
            found = _in_order(text, question.run)
            if found:
                return found
    return " ".join(question.run)


def _in_order(text: str, run: Sequence[str]) -> str:
    there = rules.written(text)
    folded = [rules.folded_word(word) for word in there]
    for at in range(len(folded) - len(run) + 1):
        if folded[at : at + len(run)] == list(run):
            return " ".join(there[at : at + len(run)]).lower()
    each = {word: one.lower() for word, one in zip(folded, there, strict=True)}
    return " ".join(each[word] for word in run) if set(run) <= set(each) else ""


def _options(word: str, known: dict[str, int], glossary: Glossary) -> list[list[Group]]:
    """What may stand for one word: other words, or two that lost the blank between them."""
    found = [[_group(other, glossary)] for other in slips.near(word, known)[:_A_WORD]]
    if word not in known:
        found += [
            [_group(one, glossary), _group(two, glossary)] for one, two in slips.halves(word, known)
        ]
    return found


def _group(word: str, glossary: Glossary) -> Group:
    return Group(((word,), *glossary.get((word,), ())))


def _attempts(
    unknown: list[int], options: dict[int, list[list[Group]]], count: int
) -> Iterator[dict[int, list[Group]]]:
    """Which groups to put in the place of which words, the likeliest attempts first."""
    tried = 0
    if unknown:
        for turn in range(_A_WORD):
            changed = {
                at: options[at][min(turn, len(options[at]) - 1)]
                for at in unknown if options.get(at)
            }  # fmt: skip
            if len(changed) < len(unknown):
                return
            yield changed
            tried += 1
        if len(unknown) > 1:
            return
        for choice in options[unknown[0]]:
            yield {unknown[0]: choice}
        return
    for turn in range(_A_WORD):
        for at in range(count):
            if turn < len(options.get(at, [])) and tried < TRIED:
                tried += 1
                yield {at: options[at][turn]}
