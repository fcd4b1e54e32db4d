"""What was found, in plain words."""

from dataclasses import replace

from lantoa.discovery.outliers.contract import Finding, Question
from lantoa.vietnamese import group_digits


def number(value: float, *, is_count: bool = False) -> str:
    """A figure as Vietnamese readers write it: 1.234,5; at most four digits that matter."""
    if is_count or abs(value) >= 1000:
        return _signed(group_digits(round(abs(value))), value)
    for digits in (0, 1, 2, 3, 4):
        if abs(value) >= 10 ** (3 - digits) or digits == 4:
            text = f"{abs(value):.{max(digits, 1)}f}".rstrip("0").rstrip(".")
            return _signed(text.replace(".", ","), value)
    return "0"


def why(finding: Finding, question: Question) -> Finding:
    """The finding with its reason as sentences, without any comparison of rank."""
    count = question.is_count
    low, high = number(finding.low, is_count=count), number(finding.high, is_count=count)
    texts = [
        f"{question.value}: {number(finding.value, is_count=count)}. "
        f"Với bối cảnh này dự kiến khoảng {number(finding.expected, is_count=count)}, "
        f"thường từ {low} đến {high}."
    ]
    if finding.peer_median is not None and not count:
        texts.append(
            f"Trung vị của {len(finding.peers)} nơi có bối cảnh gần nhất là "
            f"{number(finding.peer_median)}."
        )
    if finding.periods > 1:
        word = "cao" if question.better == "higher" else "thấp"
        texts.append(
            f"{word.capitalize()} hơn dự kiến ở {finding.better_in} trên {finding.periods} kỳ."
        )
    return replace(finding, why=" ".join(texts))


def method_of(question: Question, columns: int) -> str:
    """The method in one sentence."""
    ways = "cao" if question.better == "higher" else "thấp"
    share = number(question.level * 100)
    base = (
        "hồi quy đếm (nhị thức âm), đuôi chính xác có tính chênh lệch giữa các đơn vị"
        if question.is_count
        else "hồi quy vững (Tukey), đuôi Student ước lượng từ chính số liệu"
    )
    context = f"theo {columns} cột bối cảnh" if columns else "không có cột bối cảnh"
    return (
        f"Tìm đơn vị có {question.value} {ways} hơn dự kiến: {base}, {context}; "
        f"Benjamini-Hochberg, tỷ lệ báo nhầm dự tính không quá {share}%."
    )


def _signed(text: str, value: float) -> str:
    return f"-{text}" if value < 0 and text.strip("0,.") else text
