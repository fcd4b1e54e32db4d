"""Finding the commune that a cell means: today's name, an old one, or an address around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from lantoa.vietnamese import fold

_SHORT = (
    (re.compile(r"^p(?:\. ?| )"), "phuong "),
    (re.compile(r"^x(?:\. ?| )"), "xa "),
    (re.compile(r"^tt(?:\. ?| )"), "thi tran "),
    (re.compile(r"^dk(?:\. ?| )"), "dac khu "),
)
_BEFORE = re.compile(r"^(?:ubnd|uy ban nhan dan|dang uy|mttq) ")
_PROVINCE = re.compile(r"^(?:tinh )?(?:khanh hoa|ninh thuan|viet nam)$")
_KIND = re.compile(r"^(?:xa|phuong|thi tran|dac khu) ")
_DISTRICT = re.compile(r"^(?:huyen|thi xa|thanh pho|tp\.?|tx\.?|h\.) ?")
_PARTS = re.compile(r"\s*(?:[,;/()]| [-–] )\s*")


@dataclass(frozen=True)
class Commune:
    """A commune of today or former; `became` are the codes of today's it lies in."""

    pk: int
    code: str
    name: str
    short_name: str
    district: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The commune meant, with a remark; or the kind of fault and its sentence."""

    commune: Commune | None
    note: str = ""
    fault: str = ""
    reason: str = ""


class Communes:
    """All communes of a province, today's and former, by their folded names.

    `home` is what an empty cell means; `districts` are short names of districts that ended.
    """

    def __init__(
        self,
        today: Iterable[Commune],
        former: Iterable[Commune],
        districts: Iterable[str],
        home: Commune | None,
    ) -> None:
        self.today = list(today)
        self.home = home
        self.by_code = {commune.code: commune for commune in self.today}
        self.now, self.then = _by_name(self.today), _by_name(former)
        self.districts = {fold(name): name for name in districts}
        self._seen: dict[str, Found] = {}

    def find(self, text: str) -> Found:
        """What the cell means. An empty one means the unit's own commune."""
        if not text:
            return Found(self.home)
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._look(text)
        return found

    def is_commune(self, text: str) -> bool:
        """Whether the text is the name of a commune with its kind in front: 'Xã Bác Ái'."""
        key = _key(text)
        return bool(_KIND.match(key)) and (key in self.now or key in self.then)

    def _look(self, text: str) -> Found:
        parts = [part for part in _PARTS.split(fold(text[:300])) if part]
        parts = [part for part in parts if not _PROVINCE.match(part)]
        keys = [_key(part) for part in parts]
        district = next((key for key in keys if self._district(key) and len(keys) > 1), "")
        if len(keys) > 1 and district:
            for key in keys:
                within = [c for c in self.then.get(key, []) if self._is_in(c, district)]
                if within and key != district:
                    return self._became(text, within)
        for key in reversed(keys):
            if now := self.now.get(key):
                return _one_of(text, now)
        for key in reversed(keys):
            if then := self.then.get(key):
                return self._became(text, then)
        if not keys or any(self._district(key) for key in keys):
            return Found(
                None, "", "place_too_wide",
                f"“{text[:80]}” là tỉnh, hoặc huyện, thị xã, thành phố cũ. Ghi tên xã, phường.",
            )  # fmt: skip
        return Found(None, "", "place_unknown", self._unknown(text, keys[-1]))

    def _district(self, key: str) -> bool:
        return bool(_DISTRICT.match(key)) or key in self.districts

    def _is_in(self, commune: Commune, district: str) -> bool:
        return fold(commune.district) == _DISTRICT.sub("", district)

    def _became(self, text: str, then: list[Commune]) -> Found:
        codes = sorted({code for commune in then for code in commune.became})
        now = [self.by_code[code] for code in codes if code in self.by_code]
        if len(now) == 1:
            return Found(now[0], f"{then[0].name} nay là {now[0].name}.")
        names = ", ".join(commune.name for commune in now)
        if len(then) > 1:
            old = ", ".join(f"{commune.name} ({commune.district})" for commune in then)
            reason = f"Có nhiều nơi cũ tên “{text[:80]}”: {old}. Ghi tên mới: {names}."
            return Found(None, "", "place_ambiguous", reason)
        reason = f"{then[0].name} cũ đã chia về {names}. Ghi tên xã, phường mới."
        return Found(None, "", "place_split", reason)

    def _unknown(self, text: str, key: str) -> str:
        near = get_close_matches(
            _KIND.sub("", key), [fold(c.short_name) for c in self.today], 1, 0.8
        )
        names = [c.name for c in self.today if near and fold(c.short_name) == near[0]]
        hint = f" Có phải {' hoặc '.join(names)} không?" if names else ""
        return f"Không có xã, phường nào tên “{text[:80]}”.{hint} Dùng tên từ ngày 1/7/2025."


def _key(part: str) -> str:
    key = _BEFORE.sub("", fold(part))
    for pattern, whole in _SHORT:
        key = pattern.sub(whole, key)
    return key


def _by_name(communes: Iterable[Commune]) -> dict[str, list[Commune]]:
    found: dict[str, list[Commune]] = {}
    for commune in communes:
        for name in {fold(commune.name), fold(commune.short_name), commune.code}:
            found.setdefault(name, []).append(commune)
    return found


def _one_of(text: str, found: list[Commune]) -> Found:
    if len(found) == 1:
        return Found(found[0])
    names = " hay ".join(commune.name for commune in found)
    return Found(None, "", "place_ambiguous", f"“{text[:80]}” có thể là {names}. Ghi cả loại.")
