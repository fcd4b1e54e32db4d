"""The front page: what editors arranged, what stands there otherwise, what it never shows."""

import re

import pytest
from django.test import Client

from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.registry import actions as registry
from lantoa.stories import front_actions as arranging
from lantoa.stories.models import FrontPage, Section
from tests import world
from tests.conftest import AT

EDIT = "/quan-tri/snippets/stories/frontpage/edit/{}/"


@pytest.fixture
def two(province, cast, run_tasks):
    """Two public stories, the second the newer one."""
    first = world.published(province, cast, run_tasks)
    second = world.published(
        province, cast, run_tasks, name="Lương Văn Bảy", slug="chuyen-bay", title="Chuyện ông Bảy"
    )
    return first, second


def page(client: Client, path: str = "/") -> str:
    """What stands in the page's body, as a reader sees it (the head says other things)."""
    text = client.get(path).content.decode().replace("\u00a0", " ")
    return text[text.index("<main") :]


def headline(text: str) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)[1]).strip()


def test_without_an_arrangement_the_newest_story_leads(two, reader):
    text = page(reader)
    assert headline(text) == "Chuyện ông Bảy"
    for words in ("Mới kể", "Gần bạn", "Lan được tới đâu", "Theo việc", "Việc đã hứa làm"):
        assert words in text


def test_editors_choose_what_leads_and_what_follows(two, cast, reader):
    first, _ = two
    arranging.arrange_front(
        parts=[
            ("notice", {"heading": "Nghỉ lễ", "text": "<p>Cổng vẫn nhận lời kể.</p>"}),
            ("lead", {"story": str(first.story_id)}),
            ("numbers", {"heading": "Con số"}),
        ],
        by=cast.editor,
        at=AT,
    )  # fmt: skip
    text = page(reader)
    assert text.index("Nghỉ lễ") < text.index("Tấm bảng giữ yên xóm muối") < text.index("Con số")
    assert "Chuyện ông Bảy" not in text and "Gần bạn" not in text
    assert text.count("<h1") == 1
    event = AuditEvent.objects.filter(kind="stories.front_arranged").get()
    assert event.actor_id == cast.editor.pk


def test_a_story_stands_on_the_page_once(two, cast, reader):
    first, second = two
    arranging.arrange_front(
        parts=[
            ("lead", {"story": str(first.story_id)}),
            ("chosen", {"heading": "Nên đọc", "stories": [str(first.story_id)]}),
            ("latest", {"heading": "Mới kể", "count": 4}),
        ],
        by=cast.editor,
        at=AT,
    )  # fmt: skip
    text = page(reader)
    assert text.count(f"/guong/{first.slug}/") == 1
    assert text.count(f"/guong/{second.slug}/") == 1
    assert "Nên đọc" not in text  # nothing is left for it


def test_an_arrangement_never_shows_what_is_held(two, cast, reader):
    first, second = two
    arranging.arrange_front(
        parts=[
            ("lead", {"story": str(first.story_id)}),
            ("chosen", {"heading": "Nên đọc", "stories": [str(second.story_id)]}),
        ],
        by=cast.editor,
        at=AT,
    )  # fmt: skip
    for made in two:
        registry.hold(exemplar=made.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    text = page(reader)
    assert world.NAME not in text and "Lương Văn Bảy" not in text
    assert "Chưa có câu chuyện nào được đăng" in text


@pytest.mark.parametrize("name", ["officer", "leader", "administrator", "approver"])
def test_only_editors_of_the_province_arrange(two, cast, name):
    with pytest.raises(Refused):
        arranging.arrange_front(parts=[("lead", {})], by=getattr(cast, name), at=AT)
    assert not FrontPage.objects.filter(live=True).exists()
    assert not AuditEvent.objects.filter(kind="stories.front_arranged").exists()


def test_an_editor_of_a_commune_cannot(two, province, browse):
    from tests.stories.test_admin import far_editor

    editor = far_editor(province)
    front = FrontPage.objects.get()
    with pytest.raises(Refused):
        arranging.arrange_front(parts=[("lead", {})], by=editor, at=AT)
    assert browse(editor).get(EDIT.format(front.pk)).status_code in (302, 403, 404)
    section = Section.objects.first()
    address = f"/quan-tri/snippets/stories/section/edit/{section.pk}/"
    assert browse(editor).get(address).status_code in (302, 403, 404)


def form_of(story: object) -> dict[str, str]:
    """What the admin's editor sends for a page with one part."""
    return {
        "parts-count": "1", "parts-0-deleted": "", "parts-0-order": "0", "parts-0-type": "lead",
        "parts-0-id": "", "parts-0-value-story": str(story),
    }  # fmt: skip


def test_editors_see_a_draft_before_it_is_out(two, cast, browse, reader):
    first, _ = two
    front, client = FrontPage.objects.get(), browse(cast.editor)
    assert client.get(EDIT.format(front.pk)).status_code == 200
    preview = EDIT.format(front.pk).replace("/edit/", "/preview/")
    sent = client.post(preview, form_of(first.story_id))
    assert sent.json()["is_valid"], sent.content
    seen = page(client, f"{preview}?mode=")
    assert "Bản xem thử" in seen
    assert "Tấm bảng giữ yên xóm muối" in headline(seen)
    assert headline(page(reader)) == "Chuyện ông Bảy"
    client.post(EDIT.format(front.pk), form_of(first.story_id))
    assert headline(page(reader)) == "Chuyện ông Bảy"  # saved, not let out
    client.post(EDIT.format(front.pk), {**form_of(first.story_id), "action-publish": "1"})
    assert "Tấm bảng" in headline(page(reader))


def test_the_house_arrangement_comes_back_when_editors_take_theirs_down(two, cast, reader):
    first, _ = two
    front = arranging.arrange_front(
        parts=[("lead", {"story": str(first.story_id)})], by=cast.editor, at=AT
    )
    front.unpublish(user=cast.second_editor, at=AT)
    assert headline(page(reader)) == "Chuyện ông Bảy"


def test_a_section_has_its_words_its_lead_and_its_order(two, cast, reader):
    first, _ = two
    section = first.story.section
    address = f"/chuyen-muc/{section.slug}/"
    assert page(reader, address).index("Chuyện ông Bảy") < page(reader, address).index("Tấm bảng")
    arranging.arrange_section(
        section=section, intro="Người thường, việc thường.", lead_story=first.story,
        order="oldest", by=cast.editor, at=AT,
    )  # fmt: skip
    text = page(reader, address)
    assert "Người thường, việc thường." in text
    assert text.index("Tấm bảng") < text.index("Chuyện ông Bảy")
    registry.hold(exemplar=first.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    text = page(reader, address)
    assert "Tấm bảng" not in text and "Chuyện ông Bảy" in text


def test_sections_nobody_knows_are_not_found(province, reader):
    assert reader.get("/chuyen-muc/khong-co/").status_code == 404


def test_stories_are_narrowed_by_year_and_section(two, reader):
    first, _ = two
    for query in ("nam=2026", f"muc={first.story.section.slug}", "nam=abc", "nam=99999", "muc=x"):
        assert "Chuyện ông Bảy" in page(reader, f"/guong/?{query}"), query
    empty = page(reader, "/guong/?nam=2019")
    assert "Chuyện ông Bảy" not in empty
    assert "đăng năm 2019" in empty and "Xem mọi câu chuyện" in empty


def test_a_sector_says_what_it_is_about_and_what_can_be_copied(told, reader):
    text = page(reader, "/linh-vuc/bien-va-muoi/")
    assert "Người đi biển, người làm muối" in text
    assert "Bảng lịch lấy nước chung" in text
    assert "Lần làm theo có kết quả" in text
    assert "Người đã làm" in text
    empty = page(reader, "/linh-vuc/y-te/")
    assert "Chưa có câu chuyện nào về y tế" in empty


def test_numbers_count_what_was_copied_not_what_was_clicked(told, province, reader):
    from lantoa.portal import queries

    counted = queries.numbers(AT.date())
    assert (counted.stories, counted.places) == (1, 1)
    assert (counted.practices, counted.copies, counted.copying) == (1, 1, 1)
    assert queries.numbers(AT.date(), sector=province.sector) == counted
