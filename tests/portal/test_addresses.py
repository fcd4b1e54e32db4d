"""An address that was ever given out leads somewhere for ever, and nowhere else."""

import pytest

from lantoa.core.workflow import Refused
from lantoa.planning import actions as planning
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from lantoa.stories.models import Section
from tests import world
from tests.conftest import AT

STORY = "/guong/lich-nuoc-xom-muoi/"


@pytest.fixture
def move(told, cast, run_tasks):
    """The editor gives the story another address, a second one lets it out."""

    def moved(slug: str, publication: Publication | None = None) -> Publication:
        story = (publication or told.publication).story
        story.refresh_from_db()
        stories.write(
            story=story, title=story.title, lead=story.lead, slug=slug,
            body=[("paragraph", world.PARAGRAPHS[0])], by=cast.editor, at=AT,
        )  # fmt: skip
        stories.submit(story=story, by=cast.editor, at=AT)
        story.refresh_from_db()
        stories.approve(story=story, by=cast.second_editor, at=AT)
        run_tasks()
        return Publication.objects.get(story=story)

    return moved


def leads(reader, address: str) -> str:
    """Where an address leads in one step; "" when it leads nowhere."""
    # The client takes what follows two slashes for a host.
    doubled = address.startswith("//")
    answer = reader.get("/", PATH_INFO=address) if doubled else reader.get(address)
    assert answer.status_code in (301, 404), (address, answer.status_code)
    return answer.get("Location", "")


def test_a_story_that_moves_is_found_at_every_address_it_had(told, move, reader):
    move("tam-bang-dau-muong")
    assert leads(reader, STORY) == "/guong/tam-bang-dau-muong/"
    move("lich-lay-nuoc")
    # Never by way of another former address.
    assert leads(reader, STORY) == "/guong/lich-lay-nuoc/"
    assert leads(reader, "/guong/tam-bang-dau-muong/?tu=print") == "/guong/lich-lay-nuoc/?tu=print"
    assert reader.get("/guong/lich-lay-nuoc/").status_code == 200
    assert leads(reader, "/nhung/lich-nuoc-xom-muoi/") == "/nhung/lich-lay-nuoc/"
    move("lich-nuoc-xom-muoi")
    assert reader.get(STORY).status_code == 200
    assert leads(reader, "/guong/lich-lay-nuoc/") == STORY


def test_the_moved_story_says_its_new_address(told, move, reader):
    moved = move("tam-bang-dau-muong")
    page = reader.get("/guong/tam-bang-dau-muong/").content.decode()
    assert "lich-nuoc-xom-muoi" not in page
    assert "/guong/tam-bang-dau-muong/" in reader.get("/rss.xml").content.decode()
    short = moved.short_links.first()
    assert "/guong/tam-bang-dau-muong/" in reader.get(f"/x/{short.code}")["Location"]


def test_what_was_read_before_still_counts(told, move, reader, settings):
    from lantoa.reach import actions as reach
    from lantoa.reach import queries as counted

    people = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36"}
    reader.get(STORY, headers=people)
    reach.fold(at=AT)
    moved = move("tam-bang-dau-muong")
    reader.get("/guong/tam-bang-dau-muong/", headers=people)
    assert counted.by_channel(moved)["website"] == 2


def test_nobody_takes_an_address_that_was_anothers(told, move, province, cast, run_tasks, reader):
    move("tam-bang-dau-muong")
    other = world.published(
        province, cast, run_tasks, name="Lương Văn Bảy", slug="lich-nuoc-xom-muoi", title="Khác"
    )
    assert other.slug == "lich-nuoc-xom-muoi-2"
    assert leads(reader, STORY) == "/guong/tam-bang-dau-muong/"
    # Written again without a wish for another address, it stays.
    assert move("lich-nuoc-xom-muoi", other).slug == "lich-nuoc-xom-muoi-2"


def test_a_former_address_leads_only_to_what_is_public(told, move, cast, reader):
    move("tam-bang-dau-muong")
    registry.hold(exemplar=told.exemplar, reason="Hỏi lại", by=cast.approver, at=AT)
    assert leads(reader, STORY) == ""


def test_practices_plans_and_sections_move_too(told, province, cast, reader):
    registry.move_practice(practice=told.practice, slug="bang-nuoc", by=cast.officer, at=AT)
    assert leads(reader, "/mo-hinh/bang-lich-nuoc/") == "/mo-hinh/bang-nuoc/"
    planning.move_plan(
        plan=province.plan, slug="ke-hoach-nhan-rong", by=cast.province_officer, at=AT
    )
    assert leads(reader, "/ke-hoach/ke-hoach-1068/") == "/ke-hoach/ke-hoach-nhan-rong/"
    section = Section.objects.get(slug="cach-lam-hay")
    section.slug = "cach-hay"
    section.save()
    from lantoa.core import addresses

    assert addresses.owner("section", "cach-lam-hay") == str(section.pk)


def test_whoever_may_not_write_may_not_move(told, province, cast):
    with pytest.raises(Refused):
        registry.move_practice(practice=told.practice, slug="khac", by=cast.stranger, at=AT)
    with pytest.raises(Refused):
        planning.move_plan(plan=province.plan, slug="khac", by=cast.stranger, at=AT)
    with pytest.raises(Refused, match="Địa chỉ"):
        planning.move_plan(plan=province.plan, slug="Có Dấu", by=cast.province_officer, at=AT)


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/GUONG/", "/guong/"),
        ("/guong/Lich-Nuoc-Xom-Muoi/", STORY),
        ("/guong//lich-nuoc-xom-muoi/", STORY),
        ("//guong/lich-nuoc-xom-muoi///", STORY),
        ("/guong/l%E1%BB%8Bch-n%C6%B0%E1%BB%9Bc-x%C3%B3m-mu%E1%BB%91i/", STORY),
        ("/guong/li%CC%A3ch-nuoc-xom-muoi/", STORY),  # decomposed
        ("/RSS.XML", ""),  # a file of a channel has its own name
        ("/linh-vuc/Bien-Va-Muoi/", "/linh-vuc/bien-va-muoi/"),
        ("/guong/khong-co/", ""),
        ("/Lam-Viec/", ""),
        ("//evil.example/", ""),
        ("//evil.example/guong/", ""),
        ("/%2F%2Fevil.example/guong/", ""),
        ("/\\evil.example/guong/", ""),
        ("/guong/%0d%0aSet-Cookie:x=1/", ""),
    ],
)
def test_misspelt_addresses_are_put_right_or_refused(told, reader, asked, right):
    assert leads(reader, asked) == right
    if right:
        assert reader.get(right).status_code == 200


def test_codes_are_read_in_any_case(told, reader):
    code = told.exemplar.code
    assert leads(reader, f"/dien-hinh/{code.lower()}/") == f"/dien-hinh/{code}/"
    short = told.publication.short_links.first().code
    assert leads(reader, f"/X/{short.upper()}") == f"/x/{short}"


def test_only_reading_is_led_on(told, reader):
    assert reader.post("/GUONG/").status_code in (403, 404, 405)


def test_a_missing_slash_is_added(told, reader):
    assert reader.get(STORY[:-1])["Location"] == STORY
