"""What a browser needs to keep stories, and what it is told once they are no longer public."""

import json
import re

from lantoa.registry import actions as registry
from tests.conftest import AT

STORY = "/guong/lich-nuoc-xom-muoi/"
ASK = "/da-luu/con-khong.json?bai="


def test_who_asks_hears_which_are_still_public(told, cast, reader):
    answer = reader.get(f"{ASK}lich-nuoc-xom-muoi,khong-co")
    assert answer.json() == {"con": {"lich-nuoc-xom-muoi": 1}}
    assert answer["Cache-Control"] == "no-store"
    registry.hold(exemplar=told.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    assert reader.get(f"{ASK}lich-nuoc-xom-muoi").json() == {"con": {}}


def test_strange_questions_are_bounded(told, reader, django_assert_num_queries):
    many = ",".join(f"bai-{number}" for number in range(5000))
    with django_assert_num_queries(1):
        assert reader.get(f"{ASK}{many},lich-nuoc-xom-muoi").json() == {"con": {}}
    for odd in ("", ",,,", "%00", "../../x", "Ẵ" * 300):
        assert reader.get(ASK + odd).json() == {"con": {}}


def test_the_story_says_what_the_browser_reads(told, reader):
    """kept.js finds slug, revision, title and person by this very element."""
    page = reader.get(STORY).content.decode()
    assert re.search(
        r'<article data-bai="lich-nuoc-xom-muoi" data-sua="1" data-ten="[^"]+" data-ai="[^"]+">',
        page,
    )
    assert "no-store" not in reader.get(STORY).get("Cache-Control", "")


def test_the_worker_is_at_the_root_and_finds_what_it_keeps(told, reader):
    answer = reader.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    source = answer.content.decode()
    assert re.search(r'const VERSION = "[0-9a-f]{12}"', source)
    listed = json.loads("[" + re.search(r"const PAGES = \[(.*)\]", source)[1] + "]")
    for address in listed:
        assert reader.get(address).status_code == 200, address


def test_the_manifest_names_icons_that_exist(told, reader):
    answer = reader.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    facts = json.loads(answer.content)
    assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable"}
    assert facts["shortcuts"][0]["name"] == "Kể một việc tốt"
    assert reader.get(facts["shortcuts"][0]["url"]).status_code == 200
    for icon in facts["icons"]:
        assert reader.get(icon["src"]).status_code == 200
    assert 'rel="manifest"' in reader.get(STORY).content.decode()


def test_the_pages_of_kept_stories_explain_themselves_without_scripts(reader, province):
    page = reader.get("/da-luu/").content.decode()
    assert "Trình duyệt này không lưu bài được" in page
    assert "Máy đang không có mạng" in reader.get("/da-luu/ngoai-tuyen/").content.decode()
