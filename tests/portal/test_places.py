"""The map, the page of a place, and what became of old names."""

import re

from django.urls import reverse

from lantoa.core.actors import SYSTEM
from lantoa.places import actions as places
from tests import world
from tests.conftest import AT
from tests.portal.test_reading import text
from tests.world import NAME


def test_the_map_links_every_unit_and_says_its_count(told, reader):
    page = text(reader.get("/noi/"))
    tiles = re.findall(r'<a href="/noi/(\d+)/" aria-label="([^"]+)"', page)
    assert len(tiles) == 65
    assert ("22561", "Phường Đông Ninh Hòa: 1 câu chuyện") in tiles
    assert ("22909", "Xã Cà Ná: chưa có chuyện") in tiles
    names = re.findall(
        r'<li(?: class="told")?><a href="/noi/\d+/">([^<]+)</a> <span class="meta">', page
    )
    assert len(names) == 65
    assert names[:4] == ["Anh Dũng", "Ba Ngòi", "Bác Ái", "Bác Ái Đông"]


def test_the_map_counts_one_sector(told, reader):
    assert "Đông Ninh Hòa: 1 câu chuyện" in text(reader.get("/noi/?linh-vuc=bien-va-muoi"))
    assert "Đông Ninh Hòa: chưa có chuyện" in text(reader.get("/noi/?linh-vuc=giao-duc"))


def test_an_old_name_without_marks_leads_to_todays_place(told, reader):
    page = text(reader.get("/noi/?ten=ninh+thuy"))
    assert '<a href="/noi/22567/">Phường Ninh Thủy</a>' in page
    former = text(reader.get("/noi/22567/"))
    assert "tới hết 30/6/2025" in former
    assert '<a href="/noi/22561/">phường Đông Ninh Hòa</a>' in former
    assert "Nghị quyết 1667/NQ-UBTVQH15" in former


def test_a_divided_commune_and_a_district_lead_to_several(province, reader):
    divided = text(reader.get("/noi/22438/"))
    for name in ("Xã Cam Hiệp", "Xã Cam Lâm", "Xã Suối Dầu"):
        assert f">{name}</a>" in divided
    district = text(reader.get("/noi/572/"))
    assert "Thị xã Ninh Hòa" in district and ">Phường Hòa Thắng</a>" in district


def test_the_province_is_the_map_and_nonsense_is_not_found(province, reader):
    assert reader.get("/noi/56/").headers["Location"] == "/noi/"
    assert reader.get("/noi/99999/").status_code == 404
    assert reader.get("/noi/22561-x/").status_code == 404


def test_a_code_in_use_again_lies_in_what_it_became(province):
    """So that an old code always leads to a page that knows it."""
    from datetime import date

    from lantoa.places import queries
    from lantoa.places.models import AdminUnit

    on = date(2026, 6, 8)
    today = {unit.code: unit for unit in queries.communes(on)}
    for old in AdminUnit.objects.communes().filter(valid_to__lt=on, code__in=today):
        assert today[old.code] in queries.successors(old, on), old


def test_a_place_tells_all_of_itself(told, reader, province, cast):
    world.gathering(province, cast)
    page = text(reader.get("/noi/22561/"))
    assert "Tấm bảng giữ yên xóm muối" in page and NAME in page
    assert "Bảng lịch lấy nước chung" in page
    assert "phường Ninh Diêm" in page and "thị xã Ninh Hòa cũ" in page
    assert 'href="/gioi-thieu/?noi=22561"' in page
    assert "Ủy ban nhân dân phường Đông Ninh Hòa" in page
    assert "Ngồi lại với xóm muối" in page
    assert ">Phường Hòa Thắng</a>" in page  # next to it


def test_a_place_tells_what_it_learnt_elsewhere(told, reader):
    page = text(reader.get("/noi/22528/"))
    assert "Tổ 5, phường Ninh Hòa" in page
    assert "31 hộ lấy nước theo bảng, hết tranh nhau" in page


def test_a_place_without_a_story_asks_for_one(province, reader):
    page = text(reader.get("/noi/22909/"))
    assert "Chưa có câu chuyện nào ở Cà Ná. Chưa ai kể với chúng tôi." in page
    form = text(reader.get("/gioi-thieu/?noi=22909"))
    assert re.search(r'<option value="22909"[^>]* selected', form)


def test_nobody_is_named_at_a_place_once_held(told, reader, cast):
    from lantoa.registry import actions as registry

    registry.hold(exemplar=told.exemplar, reason="Xem lại", by=cast.officer, at=AT)
    for address in ("/noi/22561/", "/noi/22528/", "/noi/", "/nhan-vat/"):
        page = text(reader.get(address))
        assert NAME not in page and "Bảng lịch lấy nước chung" not in page, address


def test_who_answers_for_the_site_is_data(province, reader):
    page = text(reader.get("/lien-he/"))
    assert "Ủy ban nhân dân tỉnh Khánh Hòa" in page and "tel:" not in page
    places.describe_site(
        governing_body="Ủy ban nhân dân tỉnh", phone="0258 111 2222", licence="số 1/GP",
        by=SYSTEM, at=AT,
    )  # fmt: skip
    for address in ("/lien-he/", "/", "/en/contact/"):
        assert 'href="tel:02581112222"' in text(reader.get(address)), address
    assert "tổng hợp số 1/GP" in text(reader.get("/"))


def test_english_pages_are_a_pair_with_the_vietnamese(province, reader):
    for vi, en in (("/gioi-thieu-cong/", "/en/about/"), ("/lien-he/", "/en/contact/")):
        for address, lang in ((vi, "vi"), (en, "en")):
            page = text(reader.get(address))
            assert f'<html lang="{lang}">' in page
            for code, path in (("vi", vi), ("en", en)):
                assert f'hreflang="{code}" href="http://127.0.0.1:8000{path}"' in page


def test_the_site_map_knows_every_kind_of_page(told, reader, province, cast):
    world.movement(province, cast)
    page = text(reader.get(reverse("portal:site_map")))
    names = (
        "home", "stories", "people", "practices", "places", "gatherings", "search", "plans",
        "nominate", "track", "about", "about_en", "contact", "contact_en", "privacy",
        "accessibility", "statistics", "calendar",
    )  # fmt: skip
    for name in names:
        assert f'href="{reverse(f"portal:{name}")}"' in page, name
    assert 'href="/phong-trao/moi-xa-mot-cach-lam/"' in page
    assert len(re.findall(r'href="/noi/\d+/"', page)) == 65
