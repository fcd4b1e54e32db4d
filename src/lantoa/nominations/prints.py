"""Fingerprints of a text: the smallest hashes of its runs of syllables.

Two texts that share a passage share runs, and of the smallest hashes of each (a bottom-k
sketch, Broder 1997) about as large a part as of the runs themselves.
"""

import hashlib
import re

from lantoa.vietnamese import fold

#: Syllables in a run: shorter ones are common phrases.
RUN = 5
#: Hashes kept of a text.
KEPT = 24
#: Texts of fewer syllables say too little to be called copied.
SHORTEST = 25
_SYLLABLE = re.compile(r"[^\W_]+")


def prints(text: str) -> frozenset[int]:
    """The fingerprint of a text, whatever its marks and case; empty for a short one."""
    words = _SYLLABLE.findall(fold(text))
    if len(words) < SHORTEST:
        return frozenset()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return frozenset(sorted(_hash(run) for run in runs)[:KEPT])


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
