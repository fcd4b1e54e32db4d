"""The people's book: order, letters, filters; and what the pages cost."""

import re

import pytest

from tests import world
from tests.portal.test_reading import text
from tests.world import NAME


def names(page: str) -> list[str]:
    return re.findall(r'<li><a class="serif" href="/dien-hinh/[^"]+">([^<]+)</a>', page)


@pytest.fixture
def book(province, cast, run_tasks):
    """Five people and a group, named so that plain order would be wrong."""
    for name in ("Đỗ Văn Đạt", "Trần Thị Ánh", "Nguyễn Văn An", "Lê Thị Ân", "Phạm Đức Dũng"):
        world.consented(province, cast, name=name)
    world.consented(province, cast, name="Ngô Thị Kín", officer=cast.officer)
    run_tasks()


def test_people_stand_by_given_name(book, reader):
    found = names(text(reader.get("/nhan-vat/")))
    assert found == [
        "Nguyễn Văn An", "Trần Thị Ánh", "Lê Thị Ân", "Phạm Đức Dũng", "Đỗ Văn Đạt", "Ngô Thị Kín",
    ]  # fmt: skip


def test_a_letter_opens_the_book_there(book, reader):
    page = text(reader.get("/nhan-vat/?chu=Đ"))
    assert names(page) == ["Đỗ Văn Đạt"]
    assert names(text(reader.get("/nhan-vat/?chu=D"))) == ["Phạm Đức Dũng"]
    assert names(text(reader.get("/nhan-vat/?chu=a"))) == ["Nguyễn Văn An", "Trần Thị Ánh"]
    assert len(names(text(reader.get("/nhan-vat/?chu=<script>")))) == 6
    bar = re.search(r'<nav class="abc".*?</nav>', page, re.DOTALL)[0]
    letters = re.findall(r">([A-ZĂÂĐÊÔƠƯ])<", bar)
    assert letters[:7] == ["A", "Ă", "Â", "B", "C", "D", "Đ"] and len(letters) == 29


def test_filters_narrow_and_say_so_when_nobody_is_left(book, reader):
    assert len(names(text(reader.get("/nhan-vat/?noi=22561&linh-vuc=bien-va-muoi")))) == 6
    page = text(reader.get("/nhan-vat/?noi=22909"))
    assert "Chưa có ai ở Cà Ná" in page and 'href="/gioi-thieu/?noi=22909"' in page
    assert names(text(reader.get("/nhan-vat/?muc=nhan-to-moi"))) == []
    assert names(text(reader.get("/nhan-vat/?loai=tap-the"))) == []


def test_without_consent_nobody_stands_in_the_book(province, cast, reader):
    world.exemplar(province, cast)
    assert NAME not in text(reader.get("/nhan-vat/"))


#: Address → queries, the four counts of visits and who answers for the site among them.
COST = {
    "/noi/": 8,
    "/noi/22561/": 18,
    "/nhan-vat/": 10,
    "/lich/": 5,
    "/dien-hinh/{code}/": 13,  # and what was merged into it
    "/phong-trao/moi-xa-mot-cach-lam/": 9,
}


def test_pages_cost_the_same_with_one_and_with_three(
    told, tell_more, province, cast, reader, django_assert_num_queries
):
    world.movement(province, cast)
    world.gathering(province, cast)
    world.gathering(province, cast, days=-9)
    tell_more(1)
    for _ in range(2):  # the first requests of a process read what visits were counted
        reader.get("/")
    for address, queries in COST.items():
        with django_assert_num_queries(queries):
            reader.get(address.format(code=told.exemplar.code))
    tell_more(2)
    world.gathering(province, cast, days=6)
    world.gathering(province, cast, days=-6)
    for address, queries in COST.items():
        with django_assert_num_queries(queries):
            reader.get(address.format(code=told.exemplar.code))
