"""Which rows are one person: found well, the same each time, and said in words."""

import random

import pytest
from benchmarks.duplicates import Found, figures
from benchmarks.duplicates_corpus import Corpus
from benchmarks.duplicates_weights import mergers_of, rows_of

from lantoa.discovery.matching import THRESHOLD, Record, explain, score_pairs

MERGERS = {"Xã Ninh Sim": ["Xã Tây Ninh Hòa"], "Xã Ninh Tây": ["Xã Tây Ninh Hòa"]}
SUONG = Record(
    "a", "person", "Bùi Thị Sương", 1968, "Xã Ninh Sim", "Hội Nông dân xã Ninh Sim",
    "Ghi lịch lấy nước cho 40 hộ làm muối suốt 12 năm",
)  # fmt: skip


def again(number: str, **changes: object) -> Record:
    """The record above, told a second time."""
    told = {
        "kind": SUONG.kind, "name": SUONG.name, "birth_year": SUONG.birth_year,
        "commune": SUONG.commune, "organisation": SUONG.organisation,
        "achievement": SUONG.achievement, **changes,
    }  # fmt: skip
    return Record(number, **told)  # type: ignore[arg-type]  # fields of a record


def score(left: Record, right: Record) -> float:
    pairs = score_pairs([left, right], mergers=MERGERS, all_scores=True)
    return pairs[0][2] if pairs else 0.0


@pytest.fixture(scope="module")
def generated() -> tuple[Corpus, list[tuple[str, str, float]]]:
    """A list as crowded as a province's, of a seed that no weight was learned on."""
    corpus = Corpus(4_000, 4711, communes=3)
    return corpus, score_pairs(rows_of(corpus), mergers=mergers_of(corpus), all_scores=True)


def test_a_generated_list_is_matched_well(generated) -> None:
    corpus, pairs = generated
    ours = [(min(a, b), max(a, b), value) for a, b, value in pairs]
    seen = figures(Found(0, 0, ours), set(corpus.truth), THRESHOLD)
    assert seen["blocking"] >= 0.975
    assert seen["f1"] >= 0.93
    assert seen["recall_at_99"] >= 0.85
    assert seen["pairs"] <= 8 * len(corpus.rows)


def test_scores_are_chances(generated) -> None:
    """Of what is given 0.9 and more nearly all is right, of what is given under 0.1 nearly none."""
    corpus, pairs = generated
    truth = set(corpus.truth)
    sure = [tuple(sorted((a, b))) in truth for a, b, value in pairs if value >= 0.9]
    unlikely = [tuple(sorted((a, b))) in truth for a, b, value in pairs if value < 0.1]
    assert sum(sure) / len(sure) >= 0.98
    assert sum(unlikely) / len(unlikely) <= 0.01


def test_the_order_of_rows_changes_no_score(generated) -> None:
    corpus, _ = generated
    rows = rows_of(corpus)[:1500]
    shuffled = random.Random(1).sample(rows, len(rows))
    mergers = mergers_of(corpus)

    def plain(found: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
        return sorted((min(a, b), max(a, b), value) for a, b, value in found)

    first = score_pairs(rows, mergers=mergers)
    assert first == score_pairs(rows, mergers=mergers)
    assert plain(first) == plain(score_pairs(shuffled, mergers=mergers))
    assert [value for _, _, value in first] == sorted((v for _, _, v in first), reverse=True)
    assert len({frozenset(pair[:2]) for pair in first}) == len(first)


@pytest.mark.parametrize(
    "told",
    [
        again("b", name="ba BUI THI SUONG", birth_year=None),
        again("b", commune="Xã Tây Ninh Hoà"),
        again("b", commune="X. Ninh Tây", birth_year=1969),
        again("b", name="Bùi Thị Sươn", organisation=""),
        again("b", achievement="Suốt 12 năm ghi lịch cho bà con diêm dân lấy nước, 40 hộ nhờ"),
    ],
)
def test_the_same_person_told_otherwise(told: Record) -> None:
    assert score(SUONG, told) > 0.8


@pytest.mark.parametrize(
    "other",
    [
        again("b", birth_year=1991, achievement="Dạy võ miễn phí", organisation="Trường Ninh Sim"),
        again("b", name="Bùi Thị Sương Mai", birth_year=2001, achievement="Vẽ tranh tường"),
        again("b", name="Trần Văn Lộc", birth_year=1980),
    ],
)
def test_another_person(other: Record) -> None:
    assert score(SUONG, other) < THRESHOLD


def test_a_usual_name_is_weaker_evidence_than_a_rare_one() -> None:
    def pair(name: str) -> float:
        told = {"kind": "person", "name": name, "commune": "Xã Ninh Sim"}
        return score(Record("a", **told, achievement="Dạy võ"),
                     Record("b", **told, achievement="Nuôi dê"))  # fmt: skip

    assert pair("Chamaléa Thị Khem") > pair("Nguyễn Thị Hoa")


def test_numbers_tell_collectives_apart() -> None:
    def pair(one: str, other: str) -> float:
        return score(Record("a", "collective", one, commune="Xã Ninh Sim"),
                     Record("b", "collective", other, commune="Xã Ninh Sim"))  # fmt: skip

    same = pair("Tổ tự quản số 5 thôn Đông", "TO TU QUAN SO 05 THON DONG")
    assert same > pair("Tổ tự quản số 5 thôn Đông", "Tổ tự quản số 6 thôn Đông")


def test_reasons_are_sentences_with_their_weight() -> None:
    told = again("b", name="bà Bui Thi Suong", commune="Xã Tây Ninh Hòa", birth_year=1969)
    reasons = explain(SUONG, told, mergers=MERGERS)
    said = {reason.sentence: reason.weight for reason in reasons}
    assert "Năm sinh lệch 1 năm (1968 và 1969)." in said
    assert said["Xã Ninh Sim và Xã Tây Ninh Hòa: cùng một xã nếu kể trước và sau sáp nhập."] > 0
    assert any(s.startswith("Cùng họ tên, một bên viết không dấu.") for s in said)
    weights = [abs(reason.weight) for reason in reasons]
    assert weights == sorted(weights, reverse=True)
    against = explain(SUONG, again("c", birth_year=1991, commune="Xã Vạn Giã"), mergers=MERGERS)
    assert {r.sentence for r in against if r.weight < 0} == {
        "Năm sinh lệch 23 năm (1968 và 1991).",
        "Khác xã: Xã Ninh Sim và Xã Vạn Giã.",
    }
    assert explain(SUONG, told, mergers=MERGERS) == reasons


def test_lists_of_nothing() -> None:
    assert score_pairs([]) == []
    assert score_pairs([SUONG]) == []
    empty = [Record(str(number)) for number in range(50)]
    assert all(value < THRESHOLD for _, _, value in score_pairs(empty, all_scores=True))
    assert explain(empty[0], empty[1])


def test_strange_rows_do_no_harm() -> None:
    strange = ["=cmd|' /C calc'!A0", "\u202eabc\u200b", "\0\0", "a" * 5_000_000, "𝔘𝔫𝔦", "'--;"]
    rows = [Record(str(n), text, text, -5, text, text, text) for n, text in enumerate(strange)]
    score_pairs(rows, mergers={text: [text] for text in strange}, all_scores=True)
