"""Which syllables Vietnamese can have: an onset, a rime and one of six tones.

Built from the table of onsets and rimes of school grammars, spelling rules included (k, gh and
ngh before e, ê, i; qu; gi), with both places of the tone in oa, oe and uy. It knows nothing of
meaning: 'nguýnh' passes. Names of other peoples (Ka Tơr, Chamaléa) often do not.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_RIME_TABLE = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng
iêp iêt iêu o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung
up ut ua uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyt uyu uyn uyp uê uêch uênh uân
uâng uât uây uơ ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y
"""
_AFTER_NOTHING_TABLE = "yêm yên yêng yêt yêu"
_AFTER_QU_TABLE = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê êch ên ênh êt
i in it ich y ych yên yêt ynh yt yp yu ơ ơn ôc
"""
_ONSET_TABLE = "b ch d đ h kh l m n nh p ph r s t th tr v x"
_RIMES = _RIME_TABLE.split()
_AFTER_NOTHING = _AFTER_NOTHING_TABLE.split()
_AFTER_QU = _AFTER_QU_TABLE.split()
_ONSETS = ["", *_ONSET_TABLE.split()]
_TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
_STOPPED = ("c", "ch", "p", "t")


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) is spelt as a Vietnamese syllable with its tone."""
    return word.lower() in _syllables()


@cache
def _syllables() -> frozenset[str]:
    found: set[str] = set()
    for start, rime in _spellings():
        for tone in _TONES:
            if tone in ("", "\u0300", "\u0309", "\u0303") and rime.endswith(_STOPPED):
                continue
            found.update(
                unicodedata.normalize("NFC", start + rime[: place + 1] + tone + rime[place + 1 :])
                for place in _tone_places(rime)
            )
    return frozenset(found)


def _spellings() -> list[tuple[str, str]]:
    """Every onset with every rime it is written before."""
    pairs = [(onset, rime) for onset in _ONSETS for rime in _RIMES]
    front = [rime for rime in _RIMES if rime[0] in "eêiy"]
    back = [rime for rime in _RIMES if rime[0] not in "eêiy"]
    pairs += [(onset, rime) for onset in ("k", "gh", "ngh") for rime in front]
    pairs += [(onset, rime) for onset in ("c", "g", "ng") for rime in back]
    pairs += [("g", rime) for rime in ("i", "in", "iêng", "iêc")]
    pairs += [("gi", rime) for rime in _RIMES if rime[0] not in "iy"]
    pairs += [("qu", rime) for rime in _AFTER_QU]
    return pairs + [("", rime) for rime in _AFTER_NOTHING]


def _tone_places(rime: str) -> list[int]:
    """The letters that may carry the tone: the marked one, else by the length of the rime."""
    marked = [place for place, letter in enumerate(rime) if letter in "ăâêôơư"]
    if marked:
        return marked[-1:]
    vowels = [place for place, letter in enumerate(rime) if letter in "aeiouy"]
    if len(vowels) == 1:
        return vowels
    if rime in ("oa", "oe", "uy"):
        return [0, 1]
    return [1] if len(vowels) == 3 or rime[:2] in ("oa", "oe", "oo", "uy") else [0]
