"""Pictures: small for phones, made when the story goes out, closed when it goes."""

import io
import re

import pytest
from PIL import Image

from lantoa.portal.templatetags.pictures import SCENES, scene
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from tests import world
from tests.conftest import AT


@pytest.fixture
def photographed(province, cast, run_tasks) -> Publication:
    """A public story with a picture of 1600 px, so that every size is a smaller one."""
    body = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1067)).convert("RGB").save(body, "JPEG")
    body.seek(0)
    picture = stories.add_picture(
        title="Ruộng muối", file=body, name="ruong.jpg", alt_text="Ruộng muối lúc sáng",
        is_drawing=True, by=cast.editor, at=AT,
    )  # fmt: skip
    draft = world.story(province, cast)
    stories.write(
        story=draft, title=draft.title, lead=draft.lead, body=[("paragraph", world.PARAGRAPHS[0])],
        picture=picture, caption="Ruộng muối", by=cast.editor, at=AT,
    )  # fmt: skip
    stories.approve(story=draft, by=cast.second_editor, at=AT)
    run_tasks()
    return Publication.objects.get(story=draft)


def addresses(page: str) -> set[str]:
    return set(re.findall(r"(/tep/[^ \",]+)", page))


def test_readers_are_offered_sizes_and_every_one_opens(photographed, reader):
    page = reader.get("/").content.decode()
    assert re.findall(r" (\d+)w", page)
    for width in ("320w", "480w", "800w", "1200w"):
        assert width in page
    assert 'width="1200" height="800"' in page
    assert 'fetchpriority="high"' in page
    for address in addresses(page):
        response = reader.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"] in ("image/webp", "image/jpeg")


def test_a_phone_is_never_offered_the_widest_file(photographed, reader):
    page = reader.get("/").content.decode()
    phone = re.search(r'media="\(max-width: 40rem\)" srcset="([^"]+)"', page).group(1)
    assert "800w" in phone and "1200w" not in phone


def test_the_original_is_nobodys(photographed, reader):
    original = photographed.story.picture.file.name
    assert reader.get(f"/tep/{original}").status_code == 404


def test_all_sizes_close_with_a_hold_and_open_after_it(photographed, reader, cast, run_tasks):
    files = addresses(reader.get("/").content.decode())
    assert len(files) >= 5
    hold = registry.hold(exemplar=photographed.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    assert {reader.get(each).status_code for each in files} == {404}
    registry.lift(hold=hold, conclusion="Không có gì sai", by=cast.approver, at=AT)
    run_tasks()
    assert {reader.get(each).status_code for each in files} == {200}


def test_asking_whether_a_file_is_shown_is_one_query(
    photographed, reader, django_assert_num_queries
):
    from lantoa.publishing.queries import shows_file

    name = photographed.content["picture"]["file"]
    with django_assert_num_queries(1):
        assert shows_file(name)
    assert not shows_file("images/khac.jpg")


def test_new_words_without_the_picture_close_it(photographed, reader, cast, run_tasks):
    files = addresses(reader.get("/").content.decode())
    story = photographed.story
    draft = story.get_latest_revision_as_object()
    draft.picture = None
    draft.save_revision(user=cast.editor)
    story.refresh_from_db()
    stories.approve(story=story, by=cast.second_editor, at=AT)
    run_tasks()
    assert {reader.get(each).status_code for each in files} == {404}


def test_a_story_of_before_the_sizes_still_shows_its_picture(photographed, reader):
    frozen = photographed.content
    del frozen["picture"]["sizes"]
    Publication.objects.filter(pk=photographed.pk).update(content=frozen)
    page = reader.get("/").content.decode()
    assert frozen["picture"]["file"].split("/")[-1] in page
    assert "320w" not in page


def test_a_story_without_picture_has_its_sectors_drawing(told, reader):
    page = reader.get("/").content.decode()
    assert '<svg class="art"' in page


def test_every_sector_has_a_drawing_and_they_differ():
    drawings = {scene(name) for name in ("Biển và muối", "Y tế, chăm sóc sức khỏe", "Môi trường")}
    assert len(drawings) == 3
    assert scene("Một lĩnh vực mới").startswith("portal/scenes/")
    assert len(set(SCENES.values())) >= 7
