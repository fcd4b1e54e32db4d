"""Splitting and ordering names of people."""

import pytest
from hypothesis import given

from lantoa.vietnamese import PersonName, person_sort_key, sort_key, split_person_name
from lantoa.vietnamese.folding import tidy

from .strategies import VECTORS, texts

PEOPLE: list[str] = VECTORS["sort_people_by_given_name"]


@pytest.mark.parametrize(
    ("full_name", "family", "middle", "given_name"),
    [
        ("Trần Văn An", "Trần", "Văn", "An"),
        ("Lê Bình", "Lê", "", "Bình"),
        ("Nguyễn Thị Minh Khai", "Nguyễn", "Thị Minh", "Khai"),
        ("Pi Năng Ca", "Pi Năng", "", "Ca"),
        ("PI NĂNG  CA", "PI NĂNG", "", "CA"),
        ("Pi Lao Thị Long", "Pi Lao", "Thị", "Long"),
        ("Đá Mài Ca", "Đá Mài", "", "Ca"),
        ("Ka Tơr", "", "", "Ka Tơr"),
        ("Ka Tơr Thị Sen", "Ka Tơr", "Thị", "Sen"),
        ("Katơr Sen", "Katơr", "", "Sen"),
        ("Chamaléa Thị Hạnh", "Chamaléa", "Thị", "Hạnh"),
        ("Bo Bo Tới", "Bo Bo", "", "Tới"),
        ("Pa Tâu Xá Bình", "Pa Tâu Xá", "", "Bình"),
        ("Mấu Thị Bích", "Mấu", "Thị", "Bích"),
        ("Cao Văn Tro", "Cao", "Văn", "Tro"),
        ("Bây Thị Súng", "Bây", "Thị", "Súng"),
        ("H’Hen Niê", "", "", "H'Hen Niê"),
        ("Y Moan Ênuôl", "", "", "Y Moan Ênuôl"),
        ("Súng", "", "", "Súng"),
        ("", "", "", ""),
    ],
)
def test_split(full_name: str, family: str, middle: str, given_name: str) -> None:
    assert split_person_name(full_name) == PersonName(family, middle, given_name)


def test_people_in_order() -> None:
    backwards = PEOPLE[::-1]
    assert sorted(backwards, key=person_sort_key) == PEOPLE


@pytest.mark.parametrize(
    "ordered",
    [
        ["Vũ An", "Lê Bá An", "Lê Văn An", "Vũ Văn An", "Lê Ân"],
        ["Trần An", "Trần Anh", "Lê Ánh"],
        ["Vũ Văn An", "Lê Án"],
        ["vũ văn an", "lê án"],
        ["Lê Ca", "Lê Thị Ca", "Bùi Cả"],
    ],
)
def test_given_then_middle_then_family(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=person_sort_key) == ordered


@given(texts)
def test_no_word_is_lost(full_name: str) -> None:
    name = split_person_name(full_name)
    assert " ".join(filter(None, (name.family, name.middle, name.given))) == tidy(full_name)


@given(texts, texts)
def test_key_orders_by_parts(left: str, right: str) -> None:
    def parts(full_name: str) -> list[str]:
        name = split_person_name(full_name)
        return [sort_key(part) for part in (name.given, name.middle, name.family)]

    first, second = person_sort_key(left), person_sort_key(right)
    assert first.isascii()
    assert (first < second) == (parts(left) < parts(right))
