"""What a pasted text proposes: invented articles, each finding beside its sentence."""

import time

import pytest

from lantoa.discovery.extracting import MAX_TEXT, MOST, Finding, KnownPlace, extract

PLACES = [
    KnownPlace("Phường", "Ninh Hòa", ("22528",)),
    KnownPlace("Phường", "Đông Ninh Hòa", ("22561",)),
    KnownPlace("Xã", "Bác Ái", ("22843",)),
    KnownPlace("Xã", "Phước Tiến", ("22843",), is_former=True),
    KnownPlace("Xã", "Ninh Thọ", ("22528", "22561"), is_former=True),
]
ARTICLE = (
    "(Báo mẫu) Bà Bùi Thị Sương, sinh năm 1968, ở tổ dân phố 4, phường Đông Ninh Hòa, đã 12 năm "
    "ghi lịch lấy nước giúp 47 hộ diêm dân. Bà Sương không nhận thù lao.\n"
    "Theo ông Lương Cư, chủ nhiệm Hợp tác xã Muối Hòn Đỏ, từ năm 2014 xóm không còn cãi nhau vì "
    "nước. Ngày 15/10/2023, bà được tặng Bằng khen của Chủ tịch UBND tỉnh theo Quyết định số "
    "412/QĐ-UBND ngày 31/02/2023. Người quê ở xã Phước Tiến, huyện Bác Ái."
)


def values(found: list[Finding], kind: str) -> list[str]:
    return [each.value for each in found if each.kind == kind]


def test_an_article_proposes_each_kind_of_fact() -> None:
    found = extract(ARTICLE, PLACES)
    assert values(found, "person") == ["Bùi Thị Sương", "Lương Cư"]
    assert values(found, "birth_year") == ["1968"]
    assert values(found, "place") == ["Phường Đông Ninh Hòa", "Xã Phước Tiến"]
    assert values(found, "organisation")[0] == "Hợp tác xã Muối Hòn Đỏ"
    assert {"12 năm", "47 hộ"} <= set(values(found, "number"))
    assert values(found, "award") == ["Bằng khen của Chủ tịch UBND tỉnh"]
    assert values(found, "decision") == ["412/QĐ-UBND"]
    assert values(found, "deed")[0].endswith("47 hộ diêm dân.")


def test_a_day_that_does_not_exist_is_not_proposed() -> None:
    dates = values(extract(ARTICLE, PLACES), "date")
    assert dates == ["năm 2014", "Ngày 15/10/2023"]


def test_each_finding_shows_where_it_stands() -> None:
    for each in extract(ARTICLE, PLACES):
        assert each.sentence in ARTICLE
        before, written, after = each.quoted
        assert written and before + written + after == each.sentence


def test_a_place_of_old_gives_todays_unit_or_all_it_may_be() -> None:
    found = extract("Cô ở xã Phước Tiến cũ. Anh ở xã Ninh Thọ, dạy lớp đêm cho 20 em.", PLACES)
    assert [(each.value, each.codes) for each in found if each.kind == "place"] == [
        ("Xã Phước Tiến", ("22843",)),
        ("Xã Ninh Thọ", ("22528", "22561")),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thầy giáo Pi Năng Ca dạy chữ.", ["Pi Năng Ca"]),
        ("Già làng Katơr Điếu hòa giải.", ["Katơr Điếu"]),
        ("Ông bà ngoại em khỏe.", []),
        ("Nhà ở đường Nguyễn Văn Cừ, trường Trần Phú.", []),
        ("Chị Hà Thị Lụa và anh Võ Văn Tám cùng làm.", ["Hà Thị Lụa", "Võ Văn Tám"]),
        ("Hôm qua Nguyễn Thị Bé trả lại 5 triệu đồng.", ["Nguyễn Thị Bé"]),
        ("Khánh Hòa mùa hạn. Đồng muối trắng.", []),
        ("CHỊ PHẠM THỊ TƯ GIÚP NGƯỜI", ["PHẠM THỊ TƯ GIÚP NGƯỜI"]),  # an officer corrects it
    ],
)
def test_names_of_people(text: str, names: list[str]) -> None:
    assert values(extract(text, PLACES), "person") == names


@pytest.mark.parametrize("odd", ["", " \n\n ", "\0" * 50, "." * 5000, "a" * 60_000, "ông " * 9000,
                                 "Nguyễn " * 8000, "12/" * 9000, "\u202exã phường " * 500,
                                 "Hội " * 9000, "ngày 1 tháng " * 3000])  # fmt: skip
def test_strange_texts_end_soon_and_in_bounds(odd: str) -> None:
    start = time.perf_counter()
    found = extract(odd, PLACES)
    assert time.perf_counter() - start < 5
    for kind in ("person", "place", "number", "organisation", "date"):
        assert len(values(found, kind)) <= MOST


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    assert extract("x" * MAX_TEXT + " Ông Lê Văn Xa giúp xóm.", PLACES) == []


def test_telephone_numbers_are_not_looked_for() -> None:
    found = extract("Gọi ông Lê Văn Gần, số 0905 000 111, nhà 12 đường Muối.", PLACES)
    assert all("0905" not in each.value for each in found if each.kind != "deed")
