"""Names whose slip is not within one syllable: a space that went astray, keys of Telex that were
not taken as marks, a title written wrong. Read by what the rest of the list writes.
"""

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from lantoa.discovery.matching import tables
from lantoa.discovery.matching.normalise import plain_syllable, without_telex
from lantoa.vietnamese import fold

#: Longest title before a name, in syllables.
_TITLE = 3
_TITLES = {"".join(map(plain_syllable, fold(title).split())) for title in tables.TITLES}
_SHORT_OF = {long: short for short, long in tables.SHORT_NAMES.items()} | {
    "nguyen": "ng", "tran": "tr", "thi": "t", "van": "v", "pham": "ph",
}  # fmt: skip


class Speller:
    """Knows how usual each syllable is: `usual` in the list, `leading` begin names."""

    def __init__(self, usual: dict[str, int], leading: set[str]) -> None:
        self.usual, self.leading = usual, leading
        self._seen: dict[str, list[str] | None] = {}

    def telex(self, syllable: str) -> str | None:
        """The usual syllable that was meant by keys as typed; None where there is none."""
        plain = without_telex(syllable)
        return plain if plain != syllable and plain in self.usual else None

    def parted(self, written: str) -> list[str] | None:
        """Two usual syllables of which `written` is made, with or without one letter more."""
        if written not in self._seen:
            self._seen[written] = self._best(_halves(written)) or self._best(_halves_less(written))
        return self._seen[written]

    def _best(self, halves: Iterator[tuple[str, str]]) -> list[str] | None:
        known = [pair for pair in halves if pair[0] in self.usual and pair[1] in self.usual]
        if not known:
            return None
        return list(max(known, key=lambda pair: (min(map(self.usual.__getitem__, pair)), pair)))

    def spaced(self, name: Sequence[str]) -> list[str]:
        """The name with its spaces where they belong."""
        found = list(name)
        at = 0
        while at < len(found):
            if found[at] in self.usual or found[at].isdigit():
                at += 1
                continue
            for begin, end in ((at, at + 1), (at, at + 2), (at - 1, at + 1)):
                if begin < 0 or end > len(found):
                    continue
                halves = self._of(found[begin:end])
                if halves:
                    found[begin:end] = halves
                    at = begin + 1
                    break
            at += 1
        return found

    def _of(self, parts: list[str]) -> list[str] | None:
        found = None
        if len(parts) == 2 and parts[0] in _SHORT_OF:
            # 'V õLợi' has been read as a short Văn already.
            found = self._best(_halves(_SHORT_OF[parts[0]] + parts[1]))
        found = found or self.parted("".join(parts))
        return found if found != parts else None

    def untitled(self, name: list[str]) -> list[str]:
        """The name without a title that is a letter off, where a usual surname follows."""
        if len(name) < 2 or name[0] in self.leading:
            return name
        for at in range(2, len(name[0]) - 1):
            if name[0][:at] in _TITLES and name[0][at:] in self.leading:
                return [name[0][at:], *name[1:]]
        for length in range(min(_TITLE, len(name) - 2), 0, -1):
            if name[length] in self.leading and _near_title("".join(name[:length])):
                return name[length:]
        return name


def _near_title(written: str) -> bool:
    return written in _TITLES or any(
        abs(len(title) - len(written)) < 2 and OSA.distance(written, title, score_cutoff=1) <= 1
        for title in _TITLES
    )


def _halves(written: str) -> Iterator[tuple[str, str]]:
    for at in range(1, len(written)):
        if at > 1 or len(written) - at > 1:
            yield written[:at], written[at:]


def _halves_less(written: str) -> Iterator[tuple[str, str]]:
    """A letter stands where the space was."""
    for at in range(2, len(written) - 2):
        yield written[:at], written[at + 1 :]


def speller(
    names: Sequence[str], bearers: Sequence[int], often: Mapping[str, int], least: int
) -> Speller:
    """A speller for a list: how many people bear each name, how often each syllable stands."""
    leading: dict[str, int] = {}
    for name, times in zip(names, bearers, strict=True):
        first = name.partition(" ")[0]
        leading[first] = leading.get(first, 0) + times
    surnames = {
        first for first, times in leading.items() if times > least or first in tables.SURNAMES
    }
    return Speller({each: times for each, times in often.items() if times > least}, surnames)
