"""What machines ask for, and what hostile ones send."""

import re

import pytest

from lantoa.portal.views import errors


def test_files_have_their_type(told, reader):
    for address, kind in {
        "/rss.xml": "application/rss+xml",
        "/atom.xml": "application/atom+xml",
        "/feed.json": "application/feed+json",
        "/sitemap.xml": "application/xml",
        "/opensearch.xml": "application/opensearchdescription+xml",
        "/robots.txt": "text/plain",
    }.items():
        response = reader.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"].startswith(kind), address
        assert not response.cookies


def test_feeds_are_not_sent_twice(told, reader):
    first = reader.get("/rss.xml")
    assert "Tấm bảng giữ yên xóm muối" in first.content.decode()
    assert first["Last-Modified"]
    again = reader.get("/rss.xml", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


HOSTILE = [
    "-1", "0", "1e9", "999999999999999999999", "%00", "a%00b", "x" * 10_000, "9" * 10_000,
    '"', "'", "((", "%22AND", "*", "NEAR(", "%EF%BF%BE", "%ED%A0%80", "%F0%9F%8C%BE", "<script>",
    "{{7*7}}", "..%2F..%2Fetc%2Fpasswd", "%E1%BA%B5%CC%A3", "' OR 1=1 --", "a OR", "-", "%25",
]  # fmt: skip


ADDRESSES = [
    "/tim-kiem/?q={}",
    "/tim-kiem/?q=muoi&trang={}",
    "/tim-kiem/?q=muoi&loai={}",
    "/guong/?trang={}",
    "/guong/?noi={}&linh-vuc={}&muc={}",
    "/guong/lich-nuoc-xom-muoi/?trang={}&tu={}",
    "/mo-hinh/?trang={}&linh-vuc={}",
    "/gioi-thieu/?noi={}",
]


def test_hostile_parameters_do_no_harm(told, reader):
    for address in ADDRESSES:
        for value in HOSTILE:
            response = reader.get(address.replace("{}", value))
            assert response.status_code in (200, 400, 404), (address, value)
            page = response.content.decode()
            assert "<script>alert" not in page and "=<script>" not in page


def test_question_is_shown_escaped_and_kept(told, reader):
    page = reader.get("/tim-kiem/", {"q": '"><b>muối'}).content.decode()
    assert '"><b>' not in page
    assert "&quot;&gt;&lt;b&gt;muối" in page


def test_question_without_result_says_what_to_do(told, reader):
    page = reader.get("/tim-kiem/", {"q": "xyzzyplugh", "loai": "story"}).content.decode()
    assert "Không tìm thấy “xyzzyplugh”" in page
    assert "Bỏ lọc Câu chuyện" in page


def test_question_without_marks_finds(told, reader):
    page = reader.get("/tim-kiem/", {"q": "xom muoi"}).content.decode().replace("\u00a0", " ")
    assert "<mark>" in page
    assert "Tấm bảng giữ yên xóm muối" in re.sub("</?mark>", "", page)


def test_long_question_is_cut_and_said_so(told, reader):
    page = reader.get("/tim-kiem/", {"q": "muối " * 100}).content.decode()
    assert "200 chữ cái đầu" in page


def test_writing_to_reading_pages_is_refused(told, reader):
    for address in ("/", "/guong/", "/tim-kiem/", "/rss.xml", "/thong-ke/"):
        assert reader.post(address).status_code == 405


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.broken, 500), (errors.malformed, 400), (errors.refused, 403), (errors.forged, 403)],
)
def test_error_pages_need_no_database(rf, view, status):
    response = view(rf.get("/"))
    assert response.status_code == status
    page = response.content.decode()
    assert f"Mã {status}" in page
    assert page.count("<h1") == 1
