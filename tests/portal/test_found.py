"""Being found: heads, machine facts, sitemaps, cards for other pages."""

import re
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.portal.head import LONGEST_DESCRIPTION, shortened
from lantoa.registry import actions as registry
from tests.conftest import AT
from tests.portal import shapes

STORY = "/guong/lich-nuoc-xom-muoi/"
BASE = "http://127.0.0.1:8000"


def page_at(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def tag(page: str, pattern: str) -> str:
    found = re.findall(pattern, page)
    assert len(found) <= 1, f"{pattern} stands {len(found)} times"
    return unescape(found[0]) if found else ""


def parsed(xml: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314  # our own answer


def canonical(page: str) -> str:
    return tag(page, r'<link rel="canonical" href="([^"]*)">')


def addresses(told: SimpleNamespace) -> dict[str, set[str]]:
    """Page → the types it tells machines of."""
    return {
        "/": {"WebPage", "WebSite", "GovernmentOrganization"},
        "/guong/": {"CollectionPage"},
        "/linh-vuc/bien-va-muoi/": {"CollectionPage"},
        STORY: {"NewsArticle", "BreadcrumbList"},
        f"/dien-hinh/{told.exemplar.code}/": {"ProfilePage", "BreadcrumbList"},
        "/mo-hinh/": {"CollectionPage"},
        "/mo-hinh/bang-lich-nuoc/": {"HowTo", "BreadcrumbList"},
        "/ke-hoach/ke-hoach-1068/": {"Legislation", "BreadcrumbList"},
        "/gioi-thieu-cong/": {"AboutPage"},
        "/so-do/": {"WebPage"},
        "/thong-ke/": {"WebPage", "Dataset"},
    }


def test_every_page_says_what_it_is_once(told, reader):
    titles: dict[str, str] = {}
    for address in addresses(told):
        page = page_at(reader, address)
        title = tag(page, r"<title>([^<]*)</title>\s*<meta")
        assert title and titles.setdefault(title, address) == address
        words = tag(page, r'<meta name="description" content="([^"]*)">')
        assert 20 < len(words) <= LONGEST_DESCRIPTION, address
        assert tag(page, r'<meta property="og:title" content="([^"]*)">')
        assert tag(page, r'<meta property="og:image" content="([^"]*)">').startswith(BASE)
        assert canonical(page) == BASE + address
        for feed in ("rss.xml", "atom.xml", "feed.json", "opensearch.xml"):
            assert page.count(f'href="/{feed}"') >= 1, (address, feed)


def test_machine_facts_have_the_shapes_of_schema_org(told, reader):
    for address, expected in addresses(told).items():
        page = page_at(reader, address)
        assert shapes.faults(page) == [], address
        assert expected <= shapes.types(page), address


def test_the_shapes_are_really_checked():
    wrong = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"headline":"","byline":"x","datePublished":"8/6/2026","author":{"@type":"Place"},'
        '"publisher":{"@id":"/#nobody"}}</script>'
    )
    found = " ".join(shapes.faults(wrong))
    for word in ("headline: ''", "no property byline", "datePublished", "author: Place",
                 "nothing here is called /#nobody", "should have dateModified"):  # fmt: skip
        assert word in found


def test_a_story_names_its_facts(told, reader):
    story = next(t for t in shapes.in_page(page_at(reader, STORY)) if t["@type"] == "NewsArticle")
    assert story["headline"] == "Tấm bảng giữ yên xóm muối"
    assert story["url"] == BASE + STORY
    assert story["author"] == {"@type": "Person", "name": "Phạm Thảo Vy"}
    page = page_at(reader, STORY)
    assert tag(page, r'<meta property="article:published_time" content="([^"]*)">')
    assert "application/json+oembed" in page


def test_a_person_is_told_of_only_while_agreeing(told, reader, cast, run_tasks):
    address = f"/dien-hinh/{told.exemplar.code}/"
    [profile] = [t for t in shapes.in_page(page_at(reader, address)) if t["@type"] == "ProfilePage"]
    assert profile["mainEntity"]["@type"] == "Person"
    assert profile["mainEntity"]["name"] == "Bùi Thị Sương"
    assert not {"birthDate", "gender", "address", "telephone"} & set(profile["mainEntity"])
    consent = told.exemplar.consents.get()
    registry.withdraw_consent(consent=consent, by=cast.officer, at=AT)
    run_tasks()
    for gone in (address, STORY):
        assert "Bùi Thị Sương" not in reader.get(gone).content.decode()
        assert not shapes.in_page(reader.get(gone).content.decode())


def test_only_parameters_that_count_belong_to_the_address(told, tell_more, reader):
    assert canonical(page_at(reader, "/guong/?utm_source=x&tu=print")) == f"{BASE}/guong/"
    assert canonical(page_at(reader, f"{STORY}?trang=1&fbclid=1")) == BASE + STORY
    assert canonical(page_at(reader, "/guong/?noi=khong-co")) == f"{BASE}/guong/"
    # A sector has one address, and a place with one story is not worth another.
    tell_more(3)
    by_filter = page_at(reader, "/guong/?linh-vuc=bien-va-muoi")
    assert canonical(by_filter) == f"{BASE}/linh-vuc/bien-va-muoi/"
    assert canonical(page_at(reader, "/guong/?noi=22561")) == f"{BASE}/guong/?noi=22561"
    thin = page_at(reader, "/guong/?noi=22528")
    assert not canonical(thin) and '<meta name="robots" content="noindex">' in thin


def test_pages_of_a_list_know_their_neighbours(told, tell_more, reader, monkeypatch):
    from lantoa.portal.views import lists

    monkeypatch.setattr(lists, "PER_PAGE", 1)
    tell_more(2)
    page = page_at(reader, "/guong/?trang=2&x=1")
    assert canonical(page) == f"{BASE}/guong/?trang=2"
    assert tag(page, r'<link rel="prev" href="([^"]*)">') == f"{BASE}/guong/"
    assert tag(page, r'<link rel="next" href="([^"]*)">') == f"{BASE}/guong/?trang=3"
    assert "trang 2" in tag(page, r"<title>([^<]*)</title>")
    first = page_at(reader, "/guong/")
    assert tag(first, r"<title>([^<]*)</title>") != tag(page, r"<title>([^<]*)</title>")


def test_descriptions_end_with_a_sentence_or_a_word():
    assert shortened("Một câu ngắn.", 40) == "Một câu ngắn."
    assert shortened("Câu đầu dài vừa đủ. Câu sau thì dài quá chừng", 30) == "Câu đầu dài vừa đủ."
    assert shortened("không có dấu chấm nào ở đây cả", 20) == "không có dấu chấm…"


def sitemap(reader: Client, address: str) -> list[str]:
    tree = parsed(reader.get(address).content)
    return [str(each.text) for each in tree.iter() if each.tag.endswith("}loc")]


def test_sitemaps_list_what_is_public_and_nothing_else(told, reader, cast, run_tasks):
    parts = sitemap(reader, "/sitemap.xml")
    listed = {at for part in parts for at in sitemap(reader, part.removeprefix(BASE))}
    for path in (STORY, "/mo-hinh/bang-lich-nuoc/", "/ke-hoach/ke-hoach-1068/", "/",
                 "/linh-vuc/bien-va-muoi/", f"/dien-hinh/{told.exemplar.code}/"):  # fmt: skip
        assert BASE + path in listed
    for address in listed:
        assert reader.get(address.removeprefix(BASE)).status_code == 200, address
    registry.hold(exemplar=told.exemplar, reason="Hỏi lại", by=cast.approver, at=AT)
    run_tasks()
    parts = sitemap(reader, "/sitemap.xml")
    listed = {at for part in parts for at in sitemap(reader, part.removeprefix(BASE))}
    assert not [at for at in listed if "xom-muoi" in at or told.exemplar.code in at]
    assert reader.get("/sitemap-stories-1.xml").status_code == 404


def test_sitemaps_say_when_a_story_changed(told, reader):
    text = reader.get("/sitemap-stories-1.xml").content.decode()
    assert f"<lastmod>{told.publication.revised_at.isoformat()}</lastmod>" in text
    assert "<news:title>Tấm bảng giữ yên xóm muối</news:title>" in text


@pytest.mark.parametrize("address", ["/sitemap-stories-0.xml", "/sitemap-none-1.xml",
                                     "/sitemap-stories-99999999999.xml"])  # fmt: skip
def test_parts_that_are_not(told, reader, address):
    assert reader.get(address).status_code == 404


def test_sitemap_asks_no_more_for_more(told, tell_more, reader, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(1):
            reader.get("/sitemap-stories-1.xml")
        tell_more(2)


def test_another_page_may_show_a_story(told, reader):
    answer = reader.get("/oembed", {"url": BASE + STORY, "maxwidth": "320", "format": "json"})
    facts = answer.json()
    assert (facts["version"], facts["type"], facts["width"]) == ("1.0", "rich", 320)
    assert f'src="{BASE}/nhung/lich-nuoc-xom-muoi/"' in facts["html"]
    as_xml = reader.get("/oembed", {"url": BASE + STORY, "format": "xml"})
    assert as_xml["Content-Type"].startswith("text/xml")
    assert parsed(as_xml.content).findtext("title") == facts["title"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "https://evil.example" + STORY}, 404),
        ({"url": BASE + "/guong/"}, 404),
        ({"url": BASE + "/guong/khong-co/"}, 404),
        ({"url": "http://[", "format": "json"}, 404),
        ({"url": BASE + STORY, "format": "yaml"}, 501),
        ({"url": BASE + STORY, "maxwidth": "-1", "maxheight": "1e9"}, 200),
    ],
)
def test_oembed_answers_as_its_specification_says(told, reader, asked, status):
    assert reader.get("/oembed", asked).status_code == status


def test_only_the_card_may_stand_in_a_frame(told, reader):
    card = reader.get("/nhung/lich-nuoc-xom-muoi/")
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert "<script" not in card.content.decode() and not card.cookies
    story = reader.get(STORY)
    assert "frame-ancestors 'self'" in story["Content-Security-Policy"]


def test_a_card_goes_with_its_story(told, reader, cast):
    registry.hold(exemplar=told.exemplar, reason="Hỏi lại", by=cast.approver, at=AT)
    card = reader.get("/nhung/lich-nuoc-xom-muoi/")
    assert card.status_code == 410
    assert "Sương" not in card.content.decode() and "xóm muối" not in card.content.decode()
    assert reader.get("/oembed", {"url": BASE + STORY}).status_code == 401
    assert reader.get("/nhung/khong-co/").status_code == 404


def test_robots_and_browsers_learn_the_way(told, reader):
    assert f"Sitemap: {BASE}/sitemap.xml" in reader.get("/robots.txt").content.decode()
    search = reader.get("/opensearch.xml").content.decode()
    assert f"{BASE}{reverse('portal:search')}?q={{searchTerms}}" in search
    parsed(search)
