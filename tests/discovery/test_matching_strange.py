"""Lists that others write: another maker, other words and slips than the weights were learned on."""

from dataclasses import replace

import pytest
from benchmarks.duplicates import Found, figures
from benchmarks.duplicates_strange import FEW, HELD, SHORT, Strange, Taste
from benchmarks.duplicates_weights import mergers_of, rows_of

from lantoa.discovery.matching import THRESHOLD, Record, score_pairs
from lantoa.discovery.matching.abbreviating import spelt_out
from lantoa.discovery.matching.frame import Frame, frame_of

#: A province of 200,000 rows has a thousand rows in each former commune; so have these lists.
_ROWS, _COMMUNES = 4_000, 4


@pytest.mark.parametrize(
    ("taste", "f1", "recall_at_99"),
    [(SHORT, 0.93, 0.85), (FEW, 0.92, 0.82), (HELD, 0.93, 0.85)],
    ids=["short deeds, years missing", "few deeds told again and again", "long, invented communes"],
)
def test_a_strangers_list_is_matched_well(taste: Taste, f1: float, recall_at_99: float) -> None:
    corpus = Strange(_ROWS, 2_000, replace(taste, places=_COMMUNES))
    pairs = score_pairs(rows_of(corpus), mergers=mergers_of(corpus), all_scores=True)
    ours = [(min(a, b), max(a, b), value) for a, b, value in pairs]
    seen = figures(Found(0, 0, ours), set(corpus.truth), THRESHOLD)
    assert seen["f1"] >= f1
    assert seen["recall_at_99"] >= recall_at_99
    assert seen["blocking"] >= 0.96


PEOPLE = [
    *(["Nguyễn Thị Hòa", "Phan Văn Bình", "Võ Lợi", "Ngô Thị Trâm", "Lê Thị Thúy"] * 3),
    *(["Nguyễn Văn Thắng", "Trần Bích Uyên", "Đặng Nhật Bình", "Phan Tấn Lợi"] * 3),
]


def known_as(written: str) -> str:
    """How a name is read in a list in which the names above are usual."""
    names = [*PEOPLE, written]
    frame: Frame = frame_of([Record(str(at), "person", n) for at, n in enumerate(names)], None)
    return frame.names[frame.name[-1]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Phan VănBình", "phan van binh"),
        ("V õLợi", "vo loi"),
        ("PhanxVăn Bình", "phan van binh"),
        ("Nguyeexn Thị Hoaf", "nguyen thi hoa"),
        ("Nguyễn Văn Thawngs", "nguyen van thang"),
        ("Nhà iáo Phan Văn Bình", "phan van binh"),
        ("Thiế utá Phan Văn Bình", "phan van binh"),
        ("ôngPhan Văn Bình", "phan van binh"),
        ("Csô Lê Thị Thúy", "le thi thuy"),
        # What is nobody's slip stays as it is.
        ("Pi Năng Thiên", "pi nang thien"),
        ("Chamaléa Thị Súng", "chamalea thi sung"),
    ],
)
def test_slips_across_syllables_are_read_by_what_the_list_writes(written: str, meant: str) -> None:
    assert known_as(written) == meant


def test_short_writings_are_explained_by_the_long_ones_beside_them() -> None:
    found = spelt_out(
        [
            "Quỹ tín dụng nhân dân Cà Ná", "QTDND Cà Ná", "Quỹ tín dụng nhân dân Lợi Hải",
            "QTDND Lợi Hải", "QTDND Phước Diêm", "Ban Công tác Mặt trận thôn Tà Khánh",
            "Ban CTMT thôn Tà Khánh", "Nhóm thiện nguyện An Phú", "Nhóm TN An Phú",
            "BQL rừng Lâm Sơn",
        ]
    )  # fmt: skip
    assert found == {
        "QTDND Cà Ná": "qui tin dung nhan dan ca na",
        "QTDND Lợi Hải": "qui tin dung nhan dan loi hai",
        # Nobody writes this one in full, but twice the letters stood for these words.
        "QTDND Phước Diêm": "qui tin dung nhan dan phuoc diem",
        "Ban CTMT thôn Tà Khánh": "ban cong tac mat tran thon ta khanh",
        # In a body of volunteers TN is not the youth union.
        "Nhóm TN An Phú": "nhom thien nguyen an phu",
    }


def test_an_organisation_that_all_name_says_nothing() -> None:
    """Two namesakes of one commune: the committee that everybody names is no evidence."""

    def score(organisations: list[str]) -> float:
        pair = [
            Record("a", "person", "Lê Văn Tùng", None, "Xã Cà Ná", organisations[0], "Cứu 3 người"),
            Record("b", "person", "Lê Văn Tùng", None, "Xã Cà Ná", organisations[0], "Nuôi dê"),
        ]
        others = [
            Record(f"c{at}", "person", f"Trần Thị {at}", 1980, "Xã Cà Ná", name, f"Việc {at}")
            for at, name in enumerate(organisations * 40)
        ]
        pairs = score_pairs([*pair, *others], all_scores=True)
        return next(value for left, right, value in pairs if {left, right} == {"a", "b"})

    usual = score(["UBND xã Cà Ná"])
    rare = score(["Trạm Hải đăng", *(f"Hội số {at}" for at in range(39))])
    assert usual < rare
