"""What speaks for and against a pair, as sentences an officer can check against the papers."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from lantoa.discovery.matching import features, weights
from lantoa.discovery.matching.frame import Frame, frame_of
from lantoa.discovery.matching.records import Reason, Record

Seen = dict[str, float]

#: Observations whose weights make up one sentence, and the one that says nothing either way.
_GROUPS = {
    "name": (("name_", "slip_", "chance_", "title_", "twins"), ""),
    "year": (("year_",), "year_missing"),
    "commune": (("commune_",), "commune_missing"),
    "organisation": (("body_",), "body_missing"),
    "deed": (("deed_", "numbers_"), "deed_missing"),
    "kind": (("kind_",), ""),
}


def explain(
    left: Record, right: Record, *, mergers: Mapping[str, Sequence[str]] | None = None
) -> list[Reason]:
    """What speaks for and against the two being one, strongest first.

    How usual a name is comes from what is known of Vietnamese names, not from a list; the
    weights are those of the first look (`weights`), each beside "nothing known".
    """
    frame = frame_of([left, right], mergers)
    first, second = np.array([0]), np.array([1])
    is_body = bool((frame.kind == 2).any())
    columns = features.BODIES if is_body else features.PEOPLE
    worth = weights.BODIES if is_body else weights.PEOPLE
    table = (features.of_bodies if is_body else features.of_people)(frame, first, second)
    seen = dict(zip(columns, table[0].tolist(), strict=True))
    chance = "chance_same" if seen["chance_same"] else "chance_near"
    # That few others agree by chance is said where it is seen: in commune, year, organisation.
    parts = {
        group: worth[chance] * float(part[0])
        for group, part in features.chance_parts(frame, first, second).items()
        if not (is_body and group == "year")
    }
    reasons = []
    for group, (beginnings, neutral) in _GROUPS.items():
        names = [name for name in columns if name.startswith(beginnings)]
        weight = sum(seen[name] * worth[name] for name in names) - worth.get(neutral, 0.0)
        weight += parts.get(group, 0.0) - (sum(parts.values()) if group == "name" else 0.0)
        sentence = _SENTENCES[group](seen, left, right, frame)
        if sentence:
            reasons.append(Reason(sentence, round(weight, 2)))
    return sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.sentence))


def _name(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    if "title_ratio" in seen:
        if seen["title_numbers"]:
            return "Tên tập thể khác nhau ở con số."
        if seen["title_same"]:
            return "Cùng tên tập thể (không kể dấu và chữ viết tắt)."
        return f"Tên tập thể giống nhau {round(seen['title_ratio'] * 100)}%."
    said = next(sentence for column, sentence in _NAMES if seen.get(column) or not column)
    if seen["chance_same"]:
        # The frame stands for 5,000 people where the two alone show nothing.
        others = frame.name_counts[frame.name[0]] - 2
        said += " Tên này nhiều người có." if others >= 2 else " Tên này ít người có."
    return said


_NAMES = (
    ("name_same_marked", "Cùng họ tên."),
    ("name_same_bare", "Cùng họ tên, một bên viết không dấu."),
    ("name_other_marks", "Họ tên chỉ khác dấu."),
    ("name_mended", "Họ tên giống nhau, có vẻ gõ sai một chữ."),
    ("name_one_slip", "Họ tên lệch một chữ cái."),
    ("name_two_slips", "Họ tên lệch hai chữ cái."),
    ("name_part_missing", "Họ tên giống nhau nhưng một bên thiếu chữ."),
    ("name_given_family", "Cùng họ và tên, khác chữ đệm."),
    ("name_given", "Cùng tên, khác họ hoặc chữ đệm."),
    ("", "Khác họ tên."),
)


def _year(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    a, b = frame.year.tolist()
    if not a and not b:
        return ""
    if not a or not b:
        return "Một bên không ghi năm sinh."
    if a == b:
        return f"Cùng sinh năm {a}."
    if seen.get("year_digits"):
        return f"Năm sinh {a} và {b}, có thể do gõ nhầm chữ số."
    return f"Năm sinh lệch {abs(a - b)} năm ({a} và {b})."


def _commune(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    if seen["commune_same"]:
        return f"Cùng ở {left.commune.strip()[:80]}."
    if seen["commune_now"]:
        return (
            f"{left.commune.strip()[:80]} và {right.commune.strip()[:80]}: "
            "cùng một xã nếu kể trước và sau sáp nhập."
        )
    if seen["commune_missing"]:
        return "Có bên không ghi xã, phường."
    return f"Khác xã: {left.commune.strip()[:80]} và {right.commune.strip()[:80]}."


def _organisation(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    if seen["body_missing"]:
        return ""
    if seen["body_cosine"] > 0.9:
        return "Cùng đơn vị."
    return "Khác đơn vị." if seen["body_low"] else "Đơn vị viết gần giống nhau."


def _deed(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    if seen["deed_missing"]:
        return "Có bên không ghi thành tích."
    if seen["deed_cosine"] > 0.9:
        said = "Thành tích viết như nhau"
    elif seen["deed_within"] > 0.6:
        said = "Thành tích bên này gần như nằm trọn trong bên kia"
    elif seen["deed_cosine"] > 0.3:
        said = "Thành tích có nhiều chữ chung"
    else:
        said = "Thành tích kể khác nhau"
    if seen["numbers_none"]:
        return f"{said}, con số không khớp."
    return f"{said}, con số khớp." if seen["numbers_all"] else f"{said}."


def _kind(seen: Seen, left: Record, right: Record, frame: Frame) -> str:
    return "Một bên là cá nhân, một bên là tập thể." if seen.get("kind_differs") else ""


_SENTENCES: dict[str, Callable[[Seen, Record, Record, Frame], str]] = {
    "name": _name,
    "year": _year,
    "commune": _commune,
    "organisation": _organisation,
    "deed": _deed,
    "kind": _kind,
}
