"""Numbers of official documents, such as 1526/QĐ-TTg (state) and 34-CT/TW (party).

The state writes number/[year/]TYPE-ISSUER (Decree 30/2020/NĐ-CP), the party writes
number-TYPE/ISSUER. Letters of dispatch have no type: 5104/BTTTT-PTTH&TTĐT. People type these
in many broken ways; a broken one becomes a clean guess that a person has to confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from lantoa.vietnamese.folding import fold, nfc, tidy

Form = Literal["state", "party"]

MAX_LENGTH = 200
"""Longest text, in characters, that is looked at; anything longer is not a document number."""

_NUMBER = r"(?P<number>[0-9]{1,5})(?P<suffix>[a-zA-Z]?)"
_WORD = r"[A-ZĐ][A-Za-zĐđ0-9&]*(?:\.[A-ZĐ0-9][A-Za-zĐđ0-9&]*)*"
_STATE = re.compile(rf"{_NUMBER}(?:/(?P<year>(?:19|20)[0-9]{{2}}))?/(?P<code>{_WORD}(?:-{_WORD})*)")
_PARTY = re.compile(rf"{_NUMBER}-(?P<type>[A-ZĐ][A-Za-zĐđ]*)/(?P<issuer>{_WORD}(?:-{_WORD})*)")
_LOOSE = re.compile(
    rf"{_NUMBER}(?:[-/](?P<year>(?:19|20)[0-9]{{2}})(?=[-/]))?"
    r"(?P<first>[-/])(?P<type>[^-/]+)(?:(?P<second>[-/])(?P<issuer>.+))?"
)
_BEFORE_NUMBER = re.compile(r"^[^0-9]+")
_DATE_AFTER = re.compile(r"[ ,(]+(?:ngày|ngay|Ngày|NGÀY)\b.*$")
_SPACES_AROUND = re.compile(r" *([-/.&]) *")


class _Spellings:
    """The usual spellings of codes, found again from a writing in wrong case or without Đ."""

    def __init__(self, codes: str) -> None:
        self._by_upper: dict[str, str] = {}
        self._by_fold: dict[str, str] = {}
        for code in codes.split():
            self._by_upper.setdefault(code.upper(), code)
            self._by_fold.setdefault(fold(code), code)

    def find(self, word: str) -> str | None:
        """Return the usual spelling of `word`, or None when the code is not known.

        Marks typed win over marks guessed: 'da' is DA (dự án), 'đa' is ĐA (đề án).
        """
        return self._by_upper.get(word.upper()) or self._by_fold.get(fold(word))

    def respell(self, word: str) -> str:
        """Return the usual spelling of `word`, or `word` itself when the code is not known."""
        return self.find(word) or word


# Types of Decree 30/2020/NĐ-CP, of the law on legal documents, and of the party.
_TYPES = _Spellings(
    "QĐ KH NQ CT NĐ TT TTLT NQLT L LT PL LCT QC QyĐ QĐi TC TB HD CTr PA ĐA DA BC BB TTr HĐ CĐ "
    "BGN BTT GUQ GM GGT GNP PG PC PB BN KL CV VBHN TL SL"
)
# Issuers whose writing is often broken: small letters inside, or a Đ typed as D.
_ISSUERS = _Spellings(
    "TTg ThU CP TW TU HU ĐU ĐUK UBND HĐND HĐTĐKT BTĐKT TĐKT BNV BGDĐT SGDĐT GDĐT BLĐTBXH "
    "SLĐTBXH LĐTBXH BKHĐT SKHĐT KHĐT LĐLĐ TLĐ ĐCT TWĐTN ĐTN MTTW MTTQ BTTTT TTĐT"
)
_PARTY_ISSUERS = {"TW", "TU", "HU", "ĐU", "ĐUK", "ThU", "TWĐTN", "MTTW"}

_ADVICE = "Hãy ghi theo mẫu 1526/QĐ-TTg (văn bản nhà nước) hoặc 34-CT/TW (văn bản của Đảng)."


class DocumentNumberError(ValueError):
    """The text holds no document number; the message is a Vietnamese sentence for the user."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a document number; `type` or `issuer` is '' where the writing has none.

    `is_guess` is true when the text had to be repaired and a person should confirm the result.
    """

    number: int
    suffix: str
    year: int | None
    type: str
    issuer: str
    form: Form
    is_guess: bool = False

    @property
    def text(self) -> str:
        """The canonical writing; a number below 10 gets a 0 in front, as Decree 30 asks."""
        number = f"{self.number:02d}{self.suffix}"
        if self.form == "party":
            return f"{number}-{self.type}/{self.issuer}"
        code = "-".join(part for part in (self.type, self.issuer) if part)
        return "/".join([number, *([str(self.year)] if self.year else []), code])

    @property
    def search_key(self) -> str:
        """The folded writing: '1526/QĐ-TTg' gives '1526/qd-ttg'."""
        return fold(self.text)


def parse_document_number(text: str) -> DocumentNumber:
    """Return the document number written in `text`.

    A well-formed number has `is_guess` false. '1526/QĐ- TTg', 'QĐ số 1526/QĐ-TTG',
    '12/QD-UBND' or '03-CT-TW' give a clean guess. The `text` of every result parses to the
    same parts. Raises DocumentNumberError, and nothing else, when there is no number to find.
    """
    if len(text) > MAX_LENGTH:
        raise DocumentNumberError(f"Số hiệu văn bản quá dài. {_ADVICE}")
    plain = nfc(text).strip()
    exact = _read_exact(plain)
    if exact is not None:
        return replace(exact, is_guess=exact != _read_exact(plain, is_repaired=False))
    repaired = _repair(plain)
    guess = _read_exact(repaired) or _read_loose(repaired)
    # A guess must itself be well formed, or storing and reading it again would change it.
    if guess is None or _read_exact(guess.text) != guess:
        raise DocumentNumberError(_refusal(plain))
    return replace(guess, is_guess=True)


def _read_exact(text: str, *, is_repaired: bool = True) -> DocumentNumber | None:
    """Return the parts of well-formed text, with known types and issuers spelt as usual."""
    form: Form = "state"
    match = _STATE.fullmatch(text)
    if match is not None:
        words = match["code"].split("-")
        kind, year = words[0], int(match["year"]) if match["year"] else None
        if _TYPES.find(kind):
            words = words[1:]
        else:
            kind = ""
    else:
        match, form, year = _PARTY.fullmatch(text), "party", None
        if match is None:
            return None
        kind, words = match["type"], match["issuer"].split("-")
    if int(match["number"]) == 0:
        return None
    if is_repaired:
        kind, words = _TYPES.respell(kind), [_ISSUERS.respell(word) for word in words]
    return DocumentNumber(int(match["number"]), match["suffix"], year, kind, "-".join(words), form)


def _read_loose(text: str) -> DocumentNumber | None:
    """Return the parts of text with wrong separators or wrong case; None when hopeless."""
    match = _LOOSE.fullmatch(text)
    if match is None or int(match["number"]) == 0:
        return None
    kind = _TYPES.respell(match["type"])
    words = re.split("[-/]", match["issuer"]) if match["issuer"] else []
    issuers = [_ISSUERS.respell(_capital(word)) for word in words]
    is_party = match["first"] == "-" and (
        match["second"] == "/" or (bool(issuers) and issuers[0] in _PARTY_ISSUERS)
    )
    year = int(match["year"]) if match["year"] else None
    if is_party and year is None:
        return DocumentNumber(
            int(match["number"]), match["suffix"], None, _capital(kind), "-".join(issuers), "party"
        )
    if not _TYPES.find(kind):
        kind, issuers = "", [_ISSUERS.respell(_capital(kind)), *issuers]
    return DocumentNumber(
        int(match["number"]), match["suffix"], year, kind, "-".join(issuers), "state"
    )


def _repair(text: str) -> str:
    """Return `text` without the words around the number and with plain separators."""
    line = _DATE_AFTER.sub("", tidy(text))
    line = _BEFORE_NUMBER.sub("", line).rstrip(" .,;:)-/\"'")
    line = _SPACES_AROUND.sub(r"\1", line).replace(" ", "-")
    # "TƯ" is Trung ương, written TW; without this, losing the mark would make it Tỉnh ủy.
    return re.sub(r"(?<=[-/])TƯ(?![^-/])", "TW", line)


def _capital(word: str) -> str:
    return word.upper() if word.islower() else word


def _refusal(text: str) -> str:
    if not text:
        return f"Chưa có số hiệu văn bản. {_ADVICE}"
    if not any(char in "123456789" for char in text):
        return f"Số hiệu này thiếu con số. {_ADVICE}"
    return f"Không đọc được số hiệu văn bản này. {_ADVICE}"
