"""Nothing a reader sends costs memory, a rendering for each variation, or the page of others."""

import pytest

from tests.edge.conftest import Process, a_process


def test_ten_thousand_queries_are_one_page(web: Process, rendered: dict[str, int]) -> None:
    web.get("/list/?trang=2")
    size = web.cache.memory.size
    for number in range(10_000):
        assert web.get(f"/list/?x{number}={number}&trang=2&fbclid={number}").status == 200
    assert rendered["/list/"] == 1
    assert (len(web.cache.memory), web.cache.memory.size) == (1, size)


def test_the_order_and_junk_of_parameters_make_no_other_page(
    web: Process, rendered: dict[str, int]
) -> None:
    first = web.get("/list/?trang=2&noi=22561")
    for query in ("noi=22561&trang=2", "a=1&noi=22561&b&trang=2&tu=print", "trang=%32&noi=22561"):
        assert web.get(f"/list/?{query}").body == first.body
    assert rendered["/list/"] == 1
    assert "fbclid" not in web.get("/plain/?fbclid=<b>").text


def test_other_values_are_other_pages(web: Process, rendered: dict[str, int]) -> None:
    queries = ("", "?trang=1", "?trang=2", "?trang=2&trang=1", "?trang=1&trang=2", "?trang=")
    assert len({web.get(f"/list/{query}").text.split("[")[2] for query in queries}) == 6


def test_values_without_end_are_not_kept(web: Process) -> None:
    for number in range(20):
        assert web.get(f"/list/?trang={number}{'9' * 100}").status == 200
        assert web.get("/list/?" + "trang=1&" * (number + 5)).status == 200
    assert len(web.cache.memory) == 0


POISON = [
    {"HTTP_COOKIE": "csrftoken=x"}, {"HTTP_COOKIE": "messages=x"}, {"HTTP_COOKIE": "\xff;;=;" * 99},
    {"HTTP_IF_NONE_MATCH": '"' * 9999}, {"HTTP_RANGE": "bytes=0-1"}, {"HTTP_EXPECT": "x"},
    {"HTTP_ACCEPT": "\x00"}, {"HTTP_X_FORWARDED_FOR": "<script>"}, {"CONTENT_LENGTH": "9" * 30},
    {"HTTP_ACCEPT_ENCODING": "\udcff" * 90}, {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo"}, {"HTTP_ACCEPT_LANGUAGE": "en" * 999},
    {"HTTP_USER_AGENT": "\x00\xff" * 500}, {"HTTP_REFERER": "javascript:"}, {"CONTENT_TYPE": "x"},
]  # fmt: skip


@pytest.mark.parametrize("headers", POISON)
def test_a_hostile_first_reader_spoils_nothing(
    web: Process, rendered: dict[str, int], headers: dict[str, str]
) -> None:
    for address in ("/plain/", "/plain/?" + "&".join(f"a{n}" for n in range(500))):
        assert web.get(address, **headers).status in (200, 206)
    good = web.get("/plain/")
    assert (good.status, "evil" in good.text, "script" in good.text) == (200, False, False)
    again = rendered["/plain/"]
    assert web.get("/plain/").body == good.body
    assert rendered["/plain/"] == again <= 3


@pytest.mark.parametrize(
    "address",
    [
        "/%00", "/plain/%00", "/\xff/", "/%ED%A0%80/", "/" + "a" * 9999, "//plain/", "/plain/../",
        "/plain/?%00", "/plain/?%ED%A0%80=%FF", "/list/?trang=%00", "/list/?trang=%ED%A0%80",
        "/list/?" + "&" * 5000, "/list/?trang=" + "%E1%BA%B5" * 50, "/list/?=&==&;;", "/%3Ftrang=1",
        "/list/%3Ftrang=2", "/story/%E1%BA%B5/", "/story/a%CC%83/", "/plain", "/list/?trang=a%CC%83",
    ],
)  # fmt: skip
def test_odd_addresses(web: Process, address: str) -> None:
    web.get("/list/?trang=2")
    for _ in range(2):
        assert web.get(address).status in (200, 301, 400, 404), address


def test_what_is_not_there_takes_no_room(web: Process) -> None:
    for number in range(1100):
        assert web.get(f"/nothing/{number}/").status == 404
    assert len(web.cache.memory) == 0 and len(web.cache._unkept) <= 1024


def test_memory_is_bounded_and_what_is_read_stays(
    _small_site: None, tmp_path, rendered: dict[str, int]
) -> None:
    web = a_process(tmp_path, memory=500_000)
    for number in range(300):
        web.get(f"/story/s{number}/")
        web.get("/plain/")
        assert web.cache.memory.size <= 500_000
    assert rendered["/plain/"] == 1
    assert 10 < len(web.cache.memory) < 100


def test_the_folder_is_bounded(_small_site: None, tmp_path) -> None:
    web = a_process(tmp_path, memory=100_000, room=400_000)
    for number in range(200):
        web.get(f"/story/s{number}/")
    files = [one for one in (tmp_path / "pages").rglob("*") if one.is_file()]
    assert sum(one.stat().st_size for one in files) < 500_000


def test_a_full_or_forbidden_folder_costs_only_time(
    _small_site: None, tmp_path, rendered: dict[str, int]
) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    web = a_process(tmp_path)
    assert [web.get("/plain/").status for _ in range(3)] == [200] * 3
    assert rendered["/plain/"] == 1


def test_a_torn_file_is_not_shown(_small_site: None, tmp_path, rendered: dict[str, int]) -> None:
    first = a_process(tmp_path).get("/plain/")
    (kept,) = (
        one
        for one in (tmp_path / "pages").rglob("*")
        if one.is_file() and one.stat().st_size > 1000
    )
    whole = kept.read_bytes()
    for torn in (
        b"",
        whole[:50],
        whole[:-1],
        whole + b"x",
        b"\x00" * len(whole),
        b"lantoa-page-1 ",
    ):
        kept.write_bytes(torn)
        assert a_process(tmp_path).get("/plain/").status == 200
    kept.write_bytes(whole)
    assert a_process(tmp_path).get("/plain/").body == first.body
