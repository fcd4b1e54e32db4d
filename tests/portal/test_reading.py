"""Pages that readers open: what stands on them, what never does, what they cost."""

import json
import re
from itertools import pairwise

from django.urls import reverse

from lantoa.core import clock
from lantoa.registry import actions as registry
from tests.conftest import AT
from tests.world import NAME

PAGES = [
    "/",
    "/guong/",
    "/mo-hinh/",
    "/ke-hoach/",
    "/tim-kiem/",
    "/tim-kiem/?q=muoi",
    "/thong-ke/",
    "/gioi-thieu-cong/",
    "/quyen-rieng-tu/",
    "/tro-nang/",
    "/so-do/",
    "/guong/lich-nuoc-xom-muoi/",
    "/mo-hinh/bang-lich-nuoc/",
    "/linh-vuc/bien-va-muoi/",
    "/chuyen-muc/nguoi-tot-viec-tot/",
    "/van-ban/",
    "/van-ban/1068-kh-ubnd/",
    "/noi/",
    "/noi/22561/",
    "/noi/22909/",
    "/noi/22567/",
    "/nhan-vat/",
    "/lich/",
    "/lien-he/",
]


def text(response) -> str:
    """The page as read: a no-break blank is a blank."""
    return response.content.decode().replace("\u00a0", " ")


def test_every_page_is_whole(told, reader):
    for address in PAGES:
        response = reader.get(address)
        assert response.status_code == 200, address
        page = text(response)
        assert re.search(r"<title>[^<]{5,}</title>", page), address
        assert re.search(r'<meta name="description" content="[^"]{10,}"', page), address
        assert ('rel="canonical"' in page) != ('content="noindex"' in page), address
        assert 'lang="vi"' in page
        assert "Đang online" in page and "Tất cả" in page
        # One h1, and no rank is skipped.
        ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", page)]
        assert ranks[0] == 1 and ranks.count(1) == 1, address
        assert all(later <= earlier + 1 for earlier, later in pairwise(ranks)), address


def test_reading_costs_no_cookie(told, reader):
    for address in PAGES:
        response = reader.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_head_works(told, reader):
    for address in PAGES:
        response = reader.head(address)
        assert (response.status_code, response.content) == (200, b""), address


def test_nothing_from_foreign_hosts_is_loaded(told, reader):
    loads = re.compile(r'<(?:script|link|img|iframe|source)[^>]+(?:src|href)="(https?:[^"]+)"')
    for address in PAGES:
        found = loads.findall(text(reader.get(address)))
        assert [each for each in found if not each.startswith("http://127.0.0.1:8000")] == []


def test_home_leads_with_the_person(told, reader):
    page = text(reader.get("/"))
    assert NAME in page
    assert "Tấm bảng giữ yên xóm muối" in page
    assert "1 nơi làm theo" in page
    assert "1068/KH-UBND" in page
    assert page.count('class="tiles"') == 1
    assert "1 trong 65 xã, phường, đặc khu" in page


def test_home_before_any_story(province, reader):
    page = text(reader.get("/"))
    assert "Chưa có câu chuyện nào được đăng" in page
    assert page.count("<h1") == 1


def test_story_says_what_is_proven_and_what_not(told, reader):
    page = text(reader.get(reverse("portal:story", args=["lich-nuoc-xom-muoi"])))
    assert "Đã xác minh" in page
    assert "Còn chưa rõ" in page
    assert "Sổ trực mương của hợp tác xã" in page
    assert "Ông Lương Cư, chủ nhiệm hợp tác xã" in page
    assert "Bảng lịch lấy nước chung" in page
    assert "to-gap-a4.pdf" in page
    assert "zalo.me" in page and "facebook.com" in page


def test_machine_facts_cannot_leave_their_element():
    from lantoa.portal.templatetags.portal import ld_json

    written = ld_json({"headline": "</script><script>alert(1)</script>&\u2028"})
    assert "<" not in written and ">" not in written and "&" not in written
    assert json.loads(written)["headline"].startswith("</script>")


def test_contacts_are_on_no_page(told, reader, cast):
    registry.set_contact(
        exemplar=told.exemplar, phone="0905 123 999", address="hẻm 3 Hòn Khói",
        by=cast.officer, at=AT,
    )  # fmt: skip
    exemplar = reverse("portal:exemplar", args=[told.exemplar.code])
    for address in [*PAGES, exemplar]:
        page = text(reader.get(address))
        for secret in ("0905 123 999", "0905 000 111", "hẻm 3 Hòn Khói", "Người Kể Kín Đáo"):
            assert secret not in page


def test_related_stories_have_numbered_pages(told, tell_more, reader, monkeypatch):
    from lantoa.portal.views import stories

    monkeypatch.setattr(stories, "RELATED_PER_PAGE", 1)
    tell_more(3)
    page = text(reader.get("/guong/lich-nuoc-xom-muoi/"))
    assert "Tin liên quan" in page
    assert 'href="?trang=2#lien-quan"' in page and 'href="?trang=3#lien-quan"' in page
    assert 'rel="next"' in page
    second = text(reader.get("/guong/lich-nuoc-xom-muoi/?trang=2"))
    assert 'href="?trang=1#lien-quan"' in second


def test_stories_by_place_and_sector(told, reader):
    assert NAME in text(reader.get("/guong/?noi=22561"))
    empty = text(reader.get("/guong/?noi=22909"))
    assert NAME not in empty
    assert "Chưa có câu chuyện nào" in empty
    assert NAME in text(reader.get("/guong/?linh-vuc=bien-va-muoi"))
    assert NAME in text(reader.get("/linh-vuc/bien-va-muoi/"))
    assert reader.get("/linh-vuc/khong-co/").status_code == 404


def test_practice_shows_steps_and_who_copied(told, reader):
    page = text(reader.get("/mo-hinh/bang-lich-nuoc/"))
    for words in (
        "Họp xóm chọn người ghi",
        "Phấn hay mất khi mưa",
        "Dưới 500.000 đồng",
        "Tổ 5, phường Ninh Hòa",
        "31 hộ lấy nước theo bảng",
        "Biên bản họp tổ 5",
        "1 nơi đã đăng ký: 1 nơi có kết quả được xác nhận",
    ):
        assert words in page


def test_practice_shows_who_stopped(told, reader, cast):
    from lantoa.replication import actions as replication

    replication.stop(adoption=told.adoption, reason="Người ghi dọn đi", by=cast.neighbour, at=AT)
    page = text(reader.get("/mo-hinh/bang-lich-nuoc/"))
    assert "Tổ 5, phường Ninh Hòa" in page
    assert "1 nơi đã dừng" in page
    assert "Người ghi dọn đi" not in page  # said to the office, not to the public


def test_exemplar_page(told, reader):
    page = text(reader.get(reverse("portal:exemplar", args=[told.exemplar.code])))
    for words in (NAME, "214/QĐ-UBND", "47 hộ cùng dùng bảng", "Còn chưa rõ", "diêm dân"):
        assert words in page


def test_plan_counts_from_rows(told, reader, province):
    page = text(reader.get(reverse("portal:plan", args=[province.plan.slug])))
    for words in ("1068/KH-UBND", "Chưa giao nhiệm vụ nào", "Câu chuyện đã đăng"):
        assert words in page


def test_plan_says_overdue_in_words(told, reader, province):
    from datetime import timedelta

    from lantoa.core.actors import SYSTEM
    from lantoa.planning.models import Assignment
    from lantoa.portal.views.plans import stands

    def duty(days: int, state: str = "open", progress: int = 0) -> Assignment:
        return Assignment(
            deadline=clock.today() + timedelta(days=days), state=state, progress=progress
        )

    assert SYSTEM.pk is None
    assert stands(duty(-5), clock.today()).words == "Chưa làm, quá hạn 5 ngày"
    assert stands(duty(-5), clock.today()).late
    assert stands(duty(0, progress=40), clock.today()).words == "Được 40%, hết hạn hôm nay"
    assert stands(duty(12), clock.today()).words == "Chưa làm, còn 12 ngày"
    assert stands(duty(-5, "done", 100), clock.today()).words == "Đã xong"


#: Address → queries. The figures of the plan and the one of the counts of visits are in them.
LISTS = {
    "/": 20,
    "/guong/": 14,
    "/linh-vuc/bien-va-muoi/": 13,
    "/chuyen-muc/nguoi-tot-viec-tot/": 10,
    "/mo-hinh/": 7,
    "/mo-hinh/bang-lich-nuoc/": 11,  # and what was merged into the one who began it
    "/guong/lich-nuoc-xom-muoi/": 17,
}


def test_lists_cost_the_same_with_one_and_with_three(
    told, tell_more, reader, django_assert_num_queries
):
    tell_more(1)  # so that the story has a related one
    # The first request of a day writes the day's salt; the next one looks up who came.
    for _ in range(2):
        reader.get("/")
    for address, queries in LISTS.items():
        with django_assert_num_queries(queries):
            reader.get(address)
    tell_more(2)
    for address, queries in LISTS.items():
        with django_assert_num_queries(queries):
            reader.get(address)
