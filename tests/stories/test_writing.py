"""The draft from the file, and what an editor writes."""

import pytest

from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.workflow import Refused
from lantoa.stories import actions
from lantoa.stories.models import Story
from tests import world
from tests.conftest import AT


def test_a_recognition_lays_a_draft_on_the_table(province, cast, run_tasks):
    exemplar = world.exemplar(province, cast)
    run_tasks()
    story = Story.objects.get()
    assert story.exemplar == exemplar
    assert story.title == "Ghi lịch lấy nước cho cả xóm muối mười hai năm"
    assert story.lead == exemplar.summary
    text = str(story.body)
    assert "47 hộ cùng dùng bảng" in text
    assert "Sổ trực mương" in text
    assert not story.live
    again = actions.draft_from_exemplar(exemplar=exemplar, by=SYSTEM, at=AT)
    assert again == story


def test_nobody_drafts_without_the_right(province, cast):
    exemplar = world.exemplar(province, cast)
    for by in (PUBLIC, cast.officer, cast.stranger):
        with pytest.raises(Refused):
            actions.draft_from_exemplar(exemplar=exemplar, by=by, at=AT)


def test_words_are_clean_and_nfc(province, cast):
    story = world.story(province, cast)
    actions.write(
        story=story,
        title="Đồng Thịnh",
        lead="a",
        by=cast.editor,
        at=AT,
        body=[
            ("paragraph", "<p onclick='x'>Chữ <script>alert(1)</script><b>đậm</b></p>"),
            ("paragraph", "1 < 2 & <b>3</b>\n\nđoạn hai"),
            ("quotation", {"text": "Thật", "by": "Ông Sẻ"}),
        ],
    )
    newest = story.get_latest_revision_as_object()
    assert newest.title == "Đồng Thịnh"
    first, second = newest.body[0].value.source, newest.body[1].value.source
    assert "script" not in first
    assert "onclick" not in first
    assert second == "<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;</p><p>đoạn hai</p>"


def test_a_stranger_does_not_write(province, cast):
    story = world.story(province, cast)
    for by in (cast.officer, cast.stranger, cast.approver):
        with pytest.raises(Refused):
            actions.write(story=story, title="x", lead="", body=[], by=by, at=AT)
        with pytest.raises(Refused):
            actions.submit(story=story, by=by, at=AT)
    with pytest.raises(Refused, match="đang chờ duyệt"):
        actions.submit(story=story, by=cast.editor, at=AT)
