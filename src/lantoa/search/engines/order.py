"""The order of hits, the same for all engines: marks before no marks, titles before texts."""

from lantoa.search import rules
from lantoa.search.question import Question, Words

#: Points that an engine knows without reading the text.
EXACT, TITLE, TOGETHER = 8.0, 1.0, 2.0


def of_title(question: Question, title: str) -> float:
    """Points of a title. 0 to about 230; those of a text (`EXACT` …) are added to them."""
    folded = rules.folded_words(title)
    points = 0.0
    if not any(
        word in folded for group in question.groups for run in group.writings for word in run
    ):
        return points
    if all(any(_holds(folded, run) for run in group.writings) for group in question.groups):
        points += 4.0
    if question.run and _holds(folded, question.run):
        points += 4.0
    if folded == list(question.run):
        points += 40.0
    if question.has_marks:
        exact = rules.exact_words(title)
        typed = tuple(question.exact)
        if _holds(exact, typed):
            points += 64.0
        if set(typed) <= set(exact):
            points += 32.0
        points += sum(word in exact for word in typed)
    return points


def _holds(words: list[str], run: Words) -> bool:
    """Whether `run` stands in `words`, in order and together."""
    first, length = run[0], len(run)
    if length == 1:
        return first in words
    wanted = list(run)
    return any(word == first and words[at : at + length] == wanted for at, word in enumerate(words))
