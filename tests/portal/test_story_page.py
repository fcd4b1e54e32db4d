"""The story page: what the editor wrote for everybody, what one can do with it."""

import pytest
from django.core.files.base import ContentFile

from lantoa.core.workflow import Refused
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from lantoa.stories import rules
from tests import world
from tests.conftest import AT

STORY = "/guong/lich-nuoc-xom-muoi/"
SUMMARY = "Bà Sương ghi lịch lấy nước cho 47 hộ. Xóm hết cãi nhau."
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 300


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def read_aloud(province, cast, run_tasks):
    """A published story with a plain summary and a recording."""
    story = world.story(province, cast)
    sound = stories.add_document(
        title="Lời đọc", file=ContentFile(SOUND, name="doc.mp3"), by=cast.editor, at=AT
    )
    words = {"summary": SUMMARY, "recording": sound, "recording_length": "4:05"}
    write(story, cast.editor, **words)
    stories.approve(story=story, by=cast.second_editor, at=AT)
    run_tasks()
    return Publication.objects.get()


def write(story, by, **words):
    stories.write(
        story=story, title=story.title, lead=story.lead, body=[("paragraph", "Một đoạn.")],
        by=by, at=AT, **words,
    )  # fmt: skip


def test_the_plain_summary_stands_near_the_top(read_aloud, reader):
    page = text(reader.get(STORY))
    assert "Nói ngắn gọn" in page and SUMMARY in page
    assert page.index(SUMMARY) < page.index("Một đoạn.")
    assert publishing.item_of(read_aloud).summary == SUMMARY


def test_a_story_frozen_before_there_were_summaries_is_whole(told, reader):
    content = told.publication.content
    for name in ("summary", "recording"):
        content.pop(name, None)
    told.publication.save()
    page = text(reader.get(STORY))
    assert "Nói ngắn gọn" not in page and "Nghe người đọc" not in page


def test_the_recording_says_how_long_and_how_heavy_it_is(read_aloud, reader):
    page = text(reader.get(STORY))
    assert "Nghe người đọc" in page and "4 phút 5 giây, 1 KB" in page
    assert "Lời đọc là chữ của bài này." in page


def test_players_get_the_piece_they_ask_for(read_aloud, reader):
    address = f"{STORY}ban-doc.mp3"
    whole = reader.get(address)
    assert (whole.status_code, whole["Content-Type"]) == (200, "audio/mpeg")
    assert b"".join(whole.streaming_content) == SOUND
    piece = reader.get(address, headers={"Range": "bytes=3-9"})
    assert (piece.status_code, piece.content) == (206, SOUND[3:10])
    assert piece["Content-Range"] == f"bytes 3-9/{len(SOUND)}"
    assert reader.get(address, headers={"Range": "bytes=-4"}).content == SOUND[-4:]
    assert reader.get(address, headers={"Range": "bytes=99999-"}).status_code == 416
    for odd in ("bytes=", "bytes=5-2", "bytes=a-b", "items=0-1"):
        assert reader.get(address, headers={"Range": odd}).status_code == 200, odd


def test_the_recording_goes_with_the_story(read_aloud, cast, reader):
    registry.hold(exemplar=read_aloud.exemplar, reason="Có đơn", by=cast.approver, at=AT)
    assert reader.get(f"{STORY}ban-doc.mp3").status_code == 404
    assert reader.get(f"{STORY}ban-doc.ogg").status_code == 404


def test_a_recording_must_be_sound_and_say_its_length(province, cast):
    story = world.story(province, cast)
    paper = stories.add_document(
        title="Giấy", file=ContentFile(b"%PDF-1.4 %%EOF", name="a.pdf"), by=cast.editor, at=AT
    )
    write(story, cast.editor, recording=paper)
    with pytest.raises(Refused) as refused:
        stories.approve(story=story, by=cast.second_editor, at=AT)
    assert refused.value.reasons == [
        "Bản ghi âm phải là tệp MP3, M4A hoặc OGG.", "Bản ghi âm chưa ghi dài bao lâu."
    ]  # fmt: skip


def test_hints_for_a_summary_that_is_hard_to_read():
    assert rules.summary_hints(SUMMARY) == []
    assert "chưa có phần" in rules.summary_hints("")[0]
    assert "1 câu" in rules.summary_hints("Một câu thôi.")[0]
    long = "Câu một. " + "dài " * 25 + "quá."
    assert "cắt còn dưới 20 tiếng" in rules.summary_hints(long)[0]


def test_the_place_is_lit_in_the_map_and_leads_to_its_stories(told, tell_more, reader):
    page = text(reader.get(STORY))
    assert 'class="here"' in page and "Đây là câu chuyện đầu tiên ở đây." in page
    tell_more(2)
    page = text(reader.get(STORY))
    assert "Còn 2 câu chuyện khác ở đây." in page
    assert "/guong/?noi=22561" in page or "/noi/22561/" in page


def test_who_wrote_to_whom_stands_in_the_fact_box(told, reader):
    page = text(reader.get(STORY))
    for words in (
        "Người xác minh",
        "Còn chưa rõ",
        "Căn cứ:",
        f"/bao-sai/?bai={told.publication.slug}",
    ):
        assert words in page


def test_the_editor_fills_the_new_fields_and_sees_the_hints(province, cast, browse):
    story = world.story(province, cast)
    page = browse(cast.editor).get(f"/quan-tri/snippets/stories/story/edit/{story.pk}/")
    shown = page.content.decode()
    for words in ("Nói ngắn gọn", "Bản ghi âm", "Dài bao lâu", "Mỗi câu dưới 20 tiếng",
                  "Bài chưa có phần “Nói ngắn gọn”"):  # fmt: skip
        assert words in shown, words
