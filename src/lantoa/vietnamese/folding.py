"""Reducing Vietnamese text to forms that can be compared.

Two levels are kept apart on purpose: `match_key` keeps every mark ("dương" is not "đường"),
`fold` drops them all, for people who type without marks. Neither is ever shown on a screen.
"""

from __future__ import annotations

import re
import unicodedata

# Copies from web pages and office files carry several glyphs for one sign.
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u2033\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        # Invisible: soft hyphen, zero-width space and joiners, word joiner, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)

# Icelandic eth and African D look exactly like Đ; keyboards and old fonts produce them.
_D_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_OLD_TONE_PLACE = re.compile(r"([òóỏõọ])([ae])|([ùúủũụ])(y)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Return `text` in Unicode normal form C, the only form the product stores."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return NFC text with one glyph per sign, Đ lookalikes made Đ, and white space collapsed.

    Letters, marks and case stay as written. Apostrophes become ', dashes become -, curly
    quotation marks become straight ones, and invisible characters go.
    """
    plain = nfc(text).translate(_PUNCTUATION).translate(_D_LOOKALIKES)
    return nfc(" ".join(plain.split()))


def fold(text: str) -> str:
    """Return `text` in lower case without any mark, for search by people who type no marks.

    'Đặng Thị Hoà' gives 'dang thi hoa'; 'H’Mông' gives "h'mong". Idempotent; the same for NFC
    and NFD input. Letters of other scripts are kept (lower case, without combining marks).
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tidy(bare.replace("đ", "d"))


def match_key(text: str) -> str:
    """Return the form in which two writings of the same words are equal, marks included.

    Case, normal form, apostrophes, dashes and the place of the tone do not count: 'hòa' equals
    'hoà', 'Thủy' equals 'thuỷ', 'Ủy' equals 'Uỷ'. Marks count: 'Lan' is not 'Lân'. The letters
    i and y stay as written, because proper nouns must not change. Idempotent.
    """
    folded = tidy(unicodedata.normalize("NFD", tidy(text)).casefold())
    return nfc(_OLD_TONE_PLACE.sub(_move_tone, folded))


def slugify(text: str) -> str:
    """Return an ASCII slug: 'Đồng Thịnh' gives 'dong-thinh', "Đắk R'Lấp" gives 'dak-rlap'.

    Empty when the text holds no Latin letter and no digit; the caller must then add an id.
    """
    return _NOT_SLUG.sub("-", fold(text).replace("'", "")).strip("-")


def _move_tone(match: re.Match[str]) -> str:
    # Only the open rimes oa, oe and uy have two schools of writing; in closed ones ('tóan' for
    # 'toán') and after q ('qúy') the mark on the first letter is a slip of the same kind. The
    # rule moves it to the second letter, so 'quý' and 'già', right already, are never touched.
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    letters = unicodedata.normalize("NFD", first)
    tone = "".join(char for char in letters if char in _TONES)
    return letters.replace(tone, "") + nfc(second + tone)
