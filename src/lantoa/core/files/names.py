"""Names of files as they may be shown and offered for download."""

import unicodedata

from lantoa.vietnamese import nfc

#: Longest name kept, in characters, extension included.
MAX_LENGTH = 120
# Control, format (bidi, zero-width), surrogate, private use, line and paragraph separators.
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN = set('<>:"|?*\\/')


def clean_name(raw: str, *, extension: str = "", allowed: tuple[str, ...] = ()) -> str:
    """Return `raw` in NFC without folders, control or bidi characters, at most 120 long.

    With `extension`, the name ends in it, unless it already ends in one of `allowed`.
    Never empty: a name of which nothing remains becomes 'tep'.
    """
    last = nfc(raw).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(char for char in last if unicodedata.category(char) not in _UNWANTED)
    plain = "".join("-" if char in _FORBIDDEN else char for char in plain)
    plain = " ".join(plain.split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    if extension and ending.lower() not in allowed:
        stem = stem if ending.lower() in _PICTURES or not dot else plain
        ending = extension
    stem = (stem.strip(". ") or "tep")[: MAX_LENGTH - len(ending) - 1].rstrip()
    return f"{stem}.{ending}" if ending else stem


def extension_of(name: str) -> str:
    """Return what stands behind the last dot, in lower case; '' when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


#: Endings that make room for the new one when a picture is written anew.
_PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "heic", "heif"})
