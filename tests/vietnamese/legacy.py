"""Unicode to the old encodings, for tests and benchmarks: the product itself only reads them."""

from lantoa.vietnamese.encodings import TCVN3, VNI

_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}
# As keyboards type it: the mark of a capital is a capital.
_VNI = {
    letter: signs
    for signs, letter in VNI.items()
    if signs == (signs.upper() if letter.isupper() else signs.lower())
}


def to_tcvn3(text: str) -> str:
    """`text` as TCVN3; capitals with a tone become small ones, which an H font draws large."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def to_vni(text: str) -> str:
    """`text` as VNI."""
    return "".join(_VNI.get(letter, letter) for letter in text)
